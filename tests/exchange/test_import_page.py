"""The import page: read, shown line by line, stored only on the second word."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.models import Assessment, ImportedDocument
from tests.conftest import make_user

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "architecture-workflow-examples.md"
SMALL = """# ATAM: Ticket shop

## Risks

| ID | Risk | Severity |
|----|------|----------|
| R7 | One database <b>only</b> | High |

## Lunch

Soup at noon.
"""


@pytest.fixture
def maya(client, db):
    user = make_user("Maya", "Okafor")
    client.force_login(user)
    return client


def test_signed_out_people_are_sent_to_sign_in(client, db):
    assert client.get("/import/")["Location"].startswith("/accounts/login/")


def test_only_get_and_post(maya):
    assert maya.put("/import/").status_code == 405


def test_the_empty_form_says_what_is_understood(maya):
    page = maya.get("/import/").content.decode()
    assert "Or paste the text" in page
    assert "an empty first cell means as above" in page


def test_a_pasted_text_is_shown_line_by_line_and_nothing_is_stored(maya):
    page = maya.post("/import/", {"text": SMALL}).content.decode()
    assert "What we understood" in page
    assert '<li id="line-7" class="ok">' in page
    assert '| R7 | One database &lt;b&gt;only&lt;/b&gt; | High |</code><span class="as">Risk</span>' in page
    assert '<li id="line-11" class="unread">' in page
    assert 'value="Ticket shop"' in page
    assert "Lines 9 to 11" in page
    assert not Assessment.objects.exists()


def test_an_uploaded_file_gives_its_name(maya):
    file = SimpleUploadedFile("../shop/ticket shop.md", SMALL.encode())
    page = maya.post("/import/", {"file": file}).content.decode()
    assert "ticket shop.md, 12 lines" in page


def test_import_stores_it_under_the_title_given_and_goes_to_what_it_made(maya):
    answer = maya.post(
        "/import/", {"text": SMALL, "name": "shop.md", "title": "Shop 2027", "document": 0, "do": "import"}
    )
    assessment = Assessment.objects.get()
    assert answer["Location"] == f"/a/{assessment.public_id}/"
    assert assessment.title == "Shop 2027"
    kept = ImportedDocument.objects.get(assessment=assessment)
    assert (kept.name, kept.text, kept.unread) == ("shop.md", SMALL, [{"from": 9, "to": 11}])
    assert "R7" in maya.get(f"/a/{assessment.public_id}/findings/").content.decode()


def test_a_missing_title_keeps_the_preview(maya):
    answer = maya.post("/import/", {"text": SMALL, "title": " ", "document": 0, "do": "import"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give the assessment a title." in page
    assert "Soup at noon." in page
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"text": "  "}, "There is nothing to read."),
        ({"text": "x" * 10_001}, "Line 1 has 10,001 characters; 10,000 is the most."),
        ({"file": SimpleUploadedFile("a.md", b"\x00\x01")}, "This is a binary file"),
        ({"file": SimpleUploadedFile("a.md", b"")}, "There is nothing to read."),
        ({"file": SimpleUploadedFile("a.md", b"# A\n" * 500_001)}, "2 MB is the most"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing_typed(maya, posted, sentence):
    answer = maya.post("/import/", posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert posted.get("text", "") in page


def test_of_a_collection_the_evaluation_is_shown_first_and_the_others_say_why_not(maya):
    text = EXAMPLES.read_text(encoding="utf-8")
    page = maya.post("/import/", {"text": text}).content.decode()
    assert 'value="FinTech Platform"' in page
    assert "3 (H,H), 3 (H,M), 2 (M,H), 1 (M,M), 1 (M,L)" in page
    assert "beside it Consistency, Cost" in page
    other = maya.post("/import/", {"text": text, "document": 3}).content.decode()
    assert "ADR is not imported yet." in other
    refused = maya.post("/import/", {"text": text, "document": 3, "title": "x", "do": "import"})
    assert refused.status_code == 422
    assert not Assessment.objects.exists()


def test_back_to_the_text_keeps_it(maya):
    page = maya.post("/import/", {"text": SMALL, "do": "edit"}).content.decode()
    assert "Soup at noon.\n</textarea>" in page

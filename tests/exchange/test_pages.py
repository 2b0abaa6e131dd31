"""The import page: form, preview, import; with what is refused, and by whom it can be reached."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.exchange.rules import free_title
from assessments.models import Assessment, ImportedDocument
from tests.conftest import make_user
from tests.exchange.test_fintech import EXAMPLES

URL = "/import/"
SHORT = """# ATAM Evaluation: Claims Intake

## Business Drivers

1. Pay within a day

## Utility Tree

- Performance
  - Claims are stored in < 2 s (H,M)
- Security
  - A clerk sees only own cases (H, maybe)

## Trade-offs

| ID | Trade-off | Attributes |
|----|-----------|------------|
| T1 | Batch sizes | Performance vs Cost |

Some prose that nobody understands.
"""


@pytest.fixture
def maya(db):
    client = Client()
    client.force_login(make_user("Maya", "Okafor"))
    return client


def body(response) -> str:
    return " ".join(response.content.decode().split())


def carried(response) -> dict[str, str]:
    """What the preview's form sends when its button is pressed, as a browser reads it."""
    page = response.content.decode()
    text = re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL).group(1)
    hidden = dict(re.findall(r'<input type="hidden" name="(name|document)" value="([^"]*)">', page))
    [title] = re.findall(r'name="title" (?:value="([^"]*)")?', page)
    return {"text": unescape(text).replace("\n", "\r\n"), "title": unescape(title), **hidden}


def test_signed_out_is_sent_to_sign_in(db):
    response = Client().get(URL)
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/import/")


def test_other_methods_are_refused(maya):
    assert maya.put(URL).status_code == 405
    assert maya.delete(URL).status_code == 405


def test_the_form_says_what_is_understood(maya):
    page = body(maya.get(URL))
    assert "Markdown file" in page
    assert "before anything is stored" in page


def test_one_of_file_and_text_is_needed_and_neither_is_called_optional(maya):
    form = body(maya.get("/import/"))
    assert "Either a file or a text." in form
    assert "(optional)" not in form


def test_the_preview_marks_every_line_and_stores_nothing(maya):
    response = maya.post(URL, {"text": SHORT})
    page = body(response)
    assert response.status_code == 200
    assert not Assessment.objects.exists()
    assert re.search(r'class="ok" id="line-5".*?1\. Pay within a day.*?<span class="as">Driver<', page)
    assert re.search(r'class="ok" id="line-10".*?\(H,M\).*?<span class="as">Scenario<', page)
    assert re.search(r'class="warnl" id="line-18".*?<span class="as">Trade-off point<', page)
    assert re.search(r'class="unread" id="line-20"', page)
    assert '<a href="#line-18">Line 18</a><span class="hint">States no signs' in page
    assert '<a href="#line-20">Line 20</a>' in page
    assert 'value="Claims Intake"' in page
    assert "outside it: Cost" in page


def test_the_confirmed_preview_becomes_an_assessment(maya):
    sent = carried(maya.post(URL, {"text": SHORT}))
    response = maya.post(URL, {**sent, "title": "Claims, second try", "apply": "1"}, follow=True)
    assessment = Assessment.objects.get()
    assert response.redirect_chain == [(f"/a/{assessment.public_id}/tree/", 302)]
    assert assessment.title == "Claims, second try"
    assert "Imported: business drivers 1" in body(response)
    assert "Claims are stored in &lt; 2 s" in body(response)
    assert ImportedDocument.objects.get().text == SHORT


def test_a_file_is_named_and_read_again_from_what_the_preview_carries(maya):
    file = SimpleUploadedFile("../intake/claims.md", b"\xef\xbb\xbf\n\n" + SHORT.encode())
    first = maya.post(URL, {"file": file})
    sent = carried(first)
    assert "claims.md, 22 lines" in body(first)
    assert sent["text"].startswith("\r\n\r\n# ATAM")
    maya.post(URL, {**sent, "apply": "1"})
    document = ImportedDocument.objects.get()
    assert (document.name, document.text) == ("claims.md", "\n\n" + SHORT)


def test_the_same_text_again_is_said_with_a_link_and_becomes_an_assessment_of_another_title(maya):
    sent = carried(maya.post(URL, {"text": SHORT}))
    assert "imported before" not in body(maya.post(URL, {"text": SHORT}))
    maya.post(URL, {**sent, "apply": "1"})
    first = Assessment.objects.get()

    preview = maya.post(URL, {"text": SHORT})
    assert f'This text was imported before: <a href="/a/{first.public_id}/">Claims Intake</a>.' in body(preview)
    assert carried(preview)["title"] == "Claims Intake (2)"
    maya.post(URL, {**carried(preview), "apply": "1"})
    maya.post(URL, {**sent, "apply": "1"})  # the first form again, from the browser's history
    titles = Assessment.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Claims Intake", "Claims Intake (2)", "Claims Intake (3)"]


def test_what_others_imported_is_not_told(maya):
    sam = Client()
    sam.force_login(make_user("Sam", "Stranger"))
    sam.post(URL, {**carried(sam.post(URL, {"text": SHORT})), "apply": "1"})
    preview = maya.post(URL, {"text": SHORT})
    assert "imported before" not in body(preview)
    assert carried(preview)["title"] == "Claims Intake"


@pytest.mark.parametrize(
    ("title", "taken", "free"),
    [
        ("Claims", [], "Claims"),
        ("Claims", ["Ledger"], "Claims"),
        ("Claims", ["claims "], "Claims (2)"),
        ("Claims", ["Claims", "Claims (2)", "Claims (4)"], "Claims (3)"),
        ("Claims (2)", ["Claims", "Claims (2)"], "Claims (3)"),
        ("Claims (2)", ["Claims (2)"], "Claims (2) (2)"),  # here it is no copy, but a name
        ("Claims (2024)", ["Claims", "Claims (2024)"], "Claims (2024) (2)"),
        ("x" * 300, ["x" * 300], "x" * 296 + " (2)"),
    ],
)
def test_a_title_that_is_taken_gets_a_number(title, taken, free):
    assert free_title(title, taken) == free


def test_markup_in_the_text_stays_text(maya):
    page = body(maya.post(URL, {"text": SHORT + "\n</textarea><script>alert(1)</script>\n"}))
    assert "<script>alert" not in page
    assert page.count("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;") == 2


@pytest.mark.parametrize(
    ("sent", "sentence", "kept"),
    [
        ({"text": "  \n"}, "There is nothing to read.", ""),
        ({"text": "# A\n" + "x" * 10_001}, "Line 2 has 10,001 characters", "x" * 10_001),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG\x00")}, "This is a binary file", ""),
        ({"file": SimpleUploadedFile("a.md", b"x" * 2_000_001)}, "2.0 MB; 2 MB is the most", ""),
        ({"file": SimpleUploadedFile("a.md", b"> " * 40 + b"deep")}, "opens more than 20", "&gt; &gt; deep"),
        ({"file": SimpleUploadedFile("a.json", b"{}" + b" " * 3_000_000)}, "take “Import an export” below", ""),
        ({"text": '{"format": "atam-workbench"}'}, "take “Import an export” below", "atam-workbench"),
        ({"file": SimpleUploadedFile("a.md", b"# B"), "text": "# A"}, "Both a file and a text came", "# A"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_pasted_is_kept(maya, sent, sentence, kept):
    response = maya.post(URL, sent)
    page = body(response)
    assert response.status_code == 422
    assert sentence in page
    assert kept in page


def test_a_text_without_an_evaluation_is_shown_and_cannot_be_imported(maya):
    response = maya.post(URL, {"text": "# Lunch\n\nSoup.\n"})
    assert "Nothing here was understood" in body(response)
    assert re.search(r'name="apply" value="1" disabled', body(response))
    forced = maya.post(URL, {"text": "# Lunch\n\nSoup.\n", "title": "Lunch", "apply": "1"})
    assert forced.status_code == 422
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# A\n\n## Utility tree\n\n- " + "Speed " * 60 + "\n  - Pays in a day (H,M)\n", 5),
        ("# A\n\n## Architectural approaches\n\n- Queue\n- " + "Cache " * 60, 6),
        ("# A\n\n## Business drivers\n\n- Grow\n" + ("  - " + "more " * 1_500 + "\n") * 3, 5),
    ],
)
def test_what_is_too_long_to_store_is_said_before_it_is_tried(maya, text, line):
    response = maya.post(URL, {"text": text})
    assert f"What begins in line {line} has" in body(response)
    assert "is the most. Shorten it." in body(response)
    assert re.search(r'name="apply" value="1" disabled', body(response))


def test_without_a_title_the_preview_stays_with_everything_in_it(maya):
    sent = carried(maya.post(URL, {"text": SHORT}))
    response = maya.post(URL, {**sent, "title": "", "apply": "1"})
    assert response.status_code == 422
    assert "Give the assessment a title." in body(response)
    assert carried(response)["text"] == SHORT.replace("\n", "\r\n")
    assert not Assessment.objects.exists()


def test_the_text_can_be_changed_from_the_preview(maya):
    response = maya.post(URL, {**carried(maya.post(URL, {"text": SHORT})), "again": "1"})
    assert response.status_code == 200
    assert "Read the document" in body(response)
    assert "Pay within a day" in body(response)


def test_a_collection_shows_its_parts_and_opens_the_one_that_can_be_imported(maya):
    text = EXAMPLES.read_text(encoding="utf-8")
    page = body(maya.post(URL, {"text": text}))
    assert re.search(r'value="5" aria-pressed="true">6 FinTech Platform', page)
    assert re.search(r'value="0" aria-pressed="false">1 URL Shortener <span class="n">not imported<', page)
    assert 'value="FinTech Platform"' in page
    assert "All with a pair: 3 (H,H), 3 (H,M), 2 (M,H), 1 (M,M), 1 (M,L)" in page
    assert "S1 to S3" in page
    assert "T1 to T3, effects not stated" in page
    assert "R1 to R3, 1 critical, 2 high" in page
    assert "Lines 519 to 521" in page

    other = body(maya.post(URL, {"text": text, "show": "3", "document": "5"}))
    assert re.search(r'value="3" aria-pressed="true">4 Database Selection', other)
    assert "ADR is not imported yet." in other
    forced = maya.post(URL, {"text": text, "document": "3", "title": "x", "apply": "1"})
    assert forced.status_code == 422
    assert not Assessment.objects.exists()


def test_the_preview_of_a_long_document_stays_small(maya):
    rows = "\n".join(f"| S{n} | Cache {n} | Performance | " + "y" * 900 + " |" for n in range(1, 1901))
    text = "# Long\n\n## Sensitivity points\n\n| ID | Point | Attribute | Description |\n|--|--|--|--|\n" + rows
    response = maya.post(URL, {"text": text + "\n\nnot understood\n"})
    page = response.content.decode()
    assert page.count('id="line-') == 1_500
    assert "Lines 1501 to 1908: too many to draw here" in " ".join(page.split())
    assert "Line 1908. The whole text is kept" in " ".join(page.split())
    assert len(page) - len(text) < 1_200_000

"""An imported document can be read again: line by line with what became of each, and as the file it was."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.dossier.types import Document
from assessments.exchange.apply import import_document
from assessments.exchange.importer.documents import read_text
from assessments.exchange.kept_text import kept_text, lines_of
from assessments.exchange.preview import MAX_SHOWN
from assessments.models import Assessment, ImportedDocument
from tests.conftest import make_user

TOLL = """\
# ATAM: Toll bridge

## Business drivers

- Queues stay short

## Weather

Fog comes in from the estuary <b>often</b>

## Sensitivity points

- S1: Size of the lane
"""


@pytest.fixture
def toll(db):
    """The assessment made from TOLL, a browser of its owner, and the address of the document."""
    maya, plan = make_user("Maya", "Okafor", "toll.example"), read_text(TOLL, name="toll bridge.md")
    assessment = import_document(owner=maya, plan=plan, document=plan.documents[0])
    client = Client()
    client.force_login(maya)
    row = ImportedDocument.objects.get(assessment=assessment)
    return assessment, client, reverse("imported", args=[assessment.public_id, row.public_id])


def document(text, unread=(), warnings=()):
    return Document(id="d", name="toll.md", lines=text.count("\n"), text=text, unread=unread, warnings=warnings)


def test_each_line_says_what_became_of_it():
    kept = document("a\n\nb\nc\n", unread=((3, 3),), warnings=((4, "Unclear."),))
    assert [(line.number, line.text, line.state) for line in lines_of(kept)] == [
        (1, "a", "understood"),
        (2, "", "blank"),
        (3, "b", "unread"),
        (4, "c", "warned"),
    ]


def test_a_line_asked_for_is_open_however_long_the_document():
    long = document("\n".join(f"line {number}" for number in range(1, 9001)))
    open_lines = {
        line.number for run in kept_text(long, 8000).runs if not run.said for line in run.lines
    }  # what a reader sees without opening a fold
    assert {7998, 7999, 8000, 8001, 8002} <= open_lines
    assert sum(len(run.lines) for run in kept_text(long, 8000).runs) <= MAX_SHOWN + 5
    assert 8000 not in {line.number for run in kept_text(long).runs for line in run.lines}


def test_the_page_shows_the_text_its_marks_and_nothing_that_runs(toll):
    _assessment, client, address = toll
    page = client.get(address).content.decode()
    assert "<h1" in page
    assert "toll bridge.md" in page
    assert "Queues stay short" in page
    assert "often&lt;/b&gt;" in page
    assert '<span class="vh">Unread:' in page
    assert f'href="{address}file/"' in page


@pytest.mark.parametrize("asked", ["9", "0", "-1", "²", "99999999", "x" * 5000])
def test_whatever_line_is_asked_for_the_page_is_there(toll, asked):
    _assessment, client, address = toll
    assert "Fog comes in" in client.get(address, {"line": asked}).content.decode()


def test_the_download_is_the_document_and_no_page(toll):
    _assessment, client, address = toll
    answer = client.get(f"{address}file/")
    assert answer.content.decode() == TOLL
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="toll bridge.md"'


def test_preparation_drivers_and_the_report_lead_to_it(toll):
    assessment, client, address = toll
    for name in ("preparation", "drivers", "report"):
        assert f'href="{address}' in client.get(reverse(name, args=[assessment.public_id])).content.decode(), name


def test_what_was_not_understood_is_found_and_leads_to_its_line(toll):
    assessment, client, address = toll
    first = client.get(reverse("search-suggestions", args=[assessment.public_id]), {"q": "estuary"}).json()["found"][0]
    assert (first["kind"], first["title"], first["place"]) == ("Imported document", "toll bridge.md", "Line 9")
    assert first["url"] == f"{address}?line=9#line-9"
    assert 'id="line-9"' in client.get(first["url"]).content.decode()


def test_who_may_read_it(toll, world):
    _assessment, client, address = toll
    stranger = Client()
    assert stranger.get(address).status_code == 302
    stranger.force_login(world.sam)
    for path in (address, f"{address}file/"):
        assert stranger.get(path).status_code == 404
        assert client.post(path).status_code == 405
    # One's own assessment is no way to another's document.
    foreign = reverse("imported", args=[world.assessment.public_id, address.rstrip("/").rpartition("/")[2]])
    assert world.client(world.vera).get(foreign).status_code == 404
    assert world.client(world.vera).get(world.url("preparation/")).content.decode().count("Imported documents") == 0


@pytest.mark.parametrize("lines", [1, 5, 50])
def test_it_costs_the_same_number_of_queries_however_long(db, lines, django_assert_num_queries):
    maya = make_user("Maya", "Okafor")
    plan = read_text(TOLL + "".join(f"- S{n}: Lane {n}\n" for n in range(2, lines + 2)), name="toll.md")
    assessment = import_document(owner=maya, plan=plan, document=plan.documents[0])
    client = Client()
    client.force_login(maya)
    row = ImportedDocument.objects.get(assessment=assessment)
    address = reverse("imported", args=[assessment.public_id, row.public_id])
    client.get(address)  # the spine is kept by the revision
    with django_assert_num_queries(4):
        client.get(address)
    assert Assessment.objects.count() == 1

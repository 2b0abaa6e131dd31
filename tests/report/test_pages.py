"""The report's page: what it will hold, making it, and fetching it."""

import re
from datetime import date

import pytest

from assessments.dossier.load import load
from assessments.models import ReportJob
from assessments.report import jobs
from assessments.report.content import Content
from assessments.report.pdf import Pdf
from assessments.utility_tree.branches import add_attribute

PDF = b"%PDF-1.7 made up"


@pytest.fixture(autouse=True)
def no_runner(monkeypatch):
    monkeypatch.setattr(jobs, "start_runner", lambda: None)
    monkeypatch.setattr(jobs, "render", lambda source, on_progress: Pdf(PDF, 8, 2.0, 1))


@pytest.fixture
def finished(world) -> ReportJob:
    job = jobs.request_report(assessment=world.assessment, participant=world.maya)
    jobs.run_waiting()
    job.refresh_from_db()
    return job


def addresses(world, job) -> list[str]:
    return [world.url("report/"), world.url(f"report/{job.public_id}/"), world.url(f"report/{job.public_id}/pdf/")]


def test_the_page_lists_chapters_and_open_points(world):
    add_attribute(assessment=world.assessment, actor=world.maya, name="Performance")
    page = world.client(world.vera).get(world.url("report/")).content.decode()
    assert "Make the PDF" in page
    for chapter in ("Executive summary", "Utility tree", "1 attribute", "Open points"):
        assert chapter in page
    assert "1 attribute in the tree has no scenario" in page
    assert 'data-state="none"' in page


def test_the_page_and_its_list_of_chapters_count_the_same_open_points(world):
    from assessments.changes import record
    from assessments.models import ImportedDocument

    add_attribute(assessment=world.assessment, actor=world.maya, name="Performance")
    with record(world.assessment, world.maya, "import") as change:
        text = "# Evaluation\nNobody reads this"
        change.create(
            ImportedDocument, name="notes.md", text=text, sha256="0" * 64, unread=[{"from": 2, "to": 2}], warnings=[]
        )
    page = world.client(world.vera).get(world.url("report/")).content.decode()
    told = int(re.search(r"(\d+) points are still open", page)[1])
    listed = int(re.search(r"Open points</span><span class=\"pg\">(\d+) points", page)[1])
    content = Content(load(world.assessment, viewer=None, today=date(2026, 6, 9)), figures=())
    assert told == listed == len(content.gaps) + 1
    assert "Lines of notes.md to be looked at" in content.open_points


def test_strangers_see_no_report(world, finished):
    for address in addresses(world, finished):
        assert world.client(world.sam).get(address).status_code == 404


def test_people_who_are_only_named_see_no_report(world, finished):
    from assessments.changes import record

    with record(world.assessment, world.maya, "participant.edit") as change:
        change.update(change.get(type(world.vera), world.vera.public_id), role="")
    for address in addresses(world, finished):
        assert world.client(world.vera).get(address).status_code == 404


def test_signed_out_people_are_sent_to_sign_in(world, finished, client):
    for address in addresses(world, finished):
        assert client.get(address).status_code == 302


def test_other_methods_are_refused(world, finished):
    page, progress, pdf = addresses(world, finished)
    client = world.client(world.maya)
    assert client.put(page).status_code == 405
    assert client.post(progress).status_code == 405
    assert client.post(pdf).status_code == 405


def test_a_form_asks_for_the_report_and_comes_back_to_the_page(world):
    client = world.client(world.vera)
    answer = client.post(world.url("report/"))
    assert answer.status_code == 302
    assert answer.url == world.url("report/")
    page = client.get(world.url("report/")).content.decode()
    assert "Waiting for its turn" in page
    assert "Check again" in page
    jobs.run_waiting()
    page = client.get(world.url("report/")).content.decode()
    assert "Download PDF" in page
    assert "8 pages" in page


def test_htmx_gets_the_region_that_asks_again(world):
    client, htmx = world.client(world.maya), {"HX-Request": "true"}
    region = client.post(world.url("report/"), headers=htmx).content.decode()
    job = ReportJob.objects.get()
    assert f'hx-get="{world.url(f"report/{job.public_id}/")}" hx-trigger="every 1s"' in region
    assert "<html" not in region
    jobs.run_waiting()
    answer = client.get(world.url(f"report/{job.public_id}/"), headers=htmx)
    assert "hx-trigger" not in answer.content.decode()
    assert world.url(f"report/{job.public_id}/pdf/") in answer.content.decode()
    assert "The report is ready" in answer["HX-Trigger"]


def test_progress_is_shown_in_words(world):
    job = jobs.request_report(assessment=world.assessment, participant=world.maya)
    jobs.claim()
    ReportJob.objects.filter(pk=job.pk).update(stage="pages", done=4, total=9)
    page = world.client(world.maya).get(world.url(f"report/{job.public_id}/"), headers={"HX-Request": "true"})
    assert "Laying out the pages" in page.content.decode()
    assert "Page 4 of about 9" in page.content.decode()


def test_a_failure_says_why_and_offers_another_try(world):
    job = jobs.request_report(assessment=world.assessment, participant=world.maya)
    jobs.finish(job, ReportJob.State.FAILED, message="Graphviz is not installed.")
    page = world.client(world.maya).get(world.url("report/")).content.decode()
    assert "Graphviz is not installed." in page
    assert "Try again" in page


def test_an_outdated_report_is_still_there_and_says_so(world, finished):
    add_attribute(assessment=world.assessment, actor=world.maya, name="Performance")
    page = world.client(world.maya).get(world.url("report/")).content.decode()
    assert f"this report is of revision {finished.revision}" in page
    assert "Make the PDF anew" in page


def test_the_download_has_a_plain_name_and_is_not_sniffed(world, finished):
    type(world.assessment).objects.filter(pk=world.assessment.pk).update(title='R"; x=\r\n1 <é> ' + "y" * 80)
    answer = world.client(world.priya).get(world.url(f"report/{finished.public_id}/pdf/"))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    name = "r-x-1-e-" + "y" * 52
    assert answer["Content-Disposition"] == f'attachment; filename="{name}-report-{finished.revision}.pdf"'


def test_an_unfinished_report_cannot_be_fetched(world):
    job = jobs.request_report(assessment=world.assessment, participant=world.maya)
    assert world.client(world.maya).get(world.url(f"report/{job.public_id}/pdf/")).status_code == 404


def test_a_report_belongs_to_its_assessment(world, finished):
    from assessments.overview.actions import create_assessment

    other = create_assessment(owner=world.sam, title="Other", system="")
    address = f"/a/{other.public_id}/report/{finished.public_id}/pdf/"
    assert world.client(world.sam).get(address).status_code == 404

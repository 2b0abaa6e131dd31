"""Journeys through phase 0: preparing by keyboard, and a stranger joining by a link, also without script."""

import pytest
from playwright.sync_api import expect

from assessments.models import Participant, RequestedDocument, Step
from assessments.preparation.actions import ask_for_document

from .conftest import saved, watched


@pytest.fixture
def page(context, server):
    """As everywhere; a form that is refused answers 422, which the console repeats."""
    with watched(context, server, expected=("422",)) as page:
        yield page


def test_prepare_an_evaluation(page, world, signed_in, axe):
    signed_in(page, world.maya).goto(world.url("preparation/"))
    axe(page)
    line = page.get_by_label("Ask for a document")
    for text in ("Deployment view @Daniel 2026-06-05", "Business case"):
        line.fill(text)
        line.press("Enter")
        expect(page.get_by_role("link", name=text.partition(" @")[0])).to_be_visible()
        expect(line).to_be_focused()
        expect(line).to_have_value("")
    page.get_by_role("button", name="Received Business case").click()
    expect(page.get_by_text("1 of 2 received")).to_be_visible()
    expect(page.get_by_role("link", name="Business case")).to_be_focused()

    page.get_by_label("Phase 1 begins").fill("2026-06-09T09:00")
    page.get_by_label("Phase 2 begins").fill("2026-06-24T09:00")
    page.get_by_role("button", name="Set the dates").press("Enter")  # the notices of what was asked for may lie over it
    expect(page.get_by_text("Pause of 14 days with homework")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Page for participants").click()
    expect(page.get_by_role("heading", name="Agenda: FinTech Platform")).to_be_visible()
    axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Print this page")).to_be_hidden()
    expect(page.get_by_text("Tuesday 9 June 2026")).to_be_visible()
    expect(page.locator(".card").first).to_have_css("break-inside", "auto")  # a long table fills its pages
    page.emulate_media(media="screen")

    page.goto(world.url("preparation/decision/"))
    page.get_by_label("Scope").fill("Payments, not cards")
    saved(page)
    page.get_by_label("Decision").select_option("no_go")
    expect(page.get_by_text("Say why the evaluation does not take place")).to_be_visible()
    page.get_by_label("Reason").fill("The architect has left")
    saved(page)
    axe(page)
    page.goto(world.url("preparation/"))
    expect(page.get_by_text("The architect has left")).to_be_visible()
    assert RequestedDocument.objects.filter(assessment=world.assessment).count() == 2


def test_a_document_gets_its_file(page, world, signed_in, axe):
    row, _change = ask_for_document(assessment=world.assessment, actor=world.maya, line="Deployment view")
    address = world.url(f"preparation/documents/{row.public_id}/")
    signed_in(page, world.maya).goto(address)
    file = {"name": "Deployment view.html", "mimeType": "text/html", "buffer": b"<script>alert(1)</script>"}
    page.get_by_label("Upload the file").set_input_files({**file, "buffer": b""})
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_text("This file is empty.")).to_be_visible()
    axe(page)
    page.get_by_label("Upload the file").set_input_files(file)
    page.get_by_role("button", name="Upload", exact=True).click()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Deployment view.html").click()
    assert saving.value.suggested_filename == "Deployment view.html"
    assert page.url.endswith(address), "it was saved, not opened"
    axe(page)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="dark")
    axe(page)
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Remove Deployment view.html").click()
    expect(page.get_by_text("The file itself is not here yet.")).to_be_visible()


def test_roles_in_the_team_are_ticked_and_unticked(page, world, signed_in, axe):
    signed_in(page, world.maya).goto(world.url(f"people/{world.jonas.public_id}/"))
    page.get_by_label("Questioner").check()
    page.get_by_label("Timekeeper").check()
    saved(page)
    axe(page)
    page.reload()
    expect(page.get_by_label("Timekeeper")).to_be_checked()
    page.get_by_label("Timekeeper").uncheck()
    page.get_by_label("Questioner").uncheck()
    saved(page)
    page.reload()
    expect(page.get_by_label("Timekeeper")).not_to_be_checked()
    world.jonas.refresh_from_db()
    assert world.jonas.team_roles == []


def test_a_step_saves_itself_and_the_spine_follows(page, world, signed_in, axe):
    step = Step.objects.get(assessment=world.assessment, number=1)
    signed_in(page, world.jonas).goto(world.url(f"agenda/{step.public_id}/"))
    axe(page)
    page.get_by_label("Status").select_option("in_progress")
    expect(page.locator(".side").get_by_role("link", name="Present the ATAM")).to_contain_text("In progress")
    page.get_by_label("Starts").fill("2026-06-09T09:00")
    page.get_by_label("Notes").fill("Began on time")
    saved(page)
    page.get_by_label("Status").select_option("skipped")
    expect(page.get_by_text("Say in a few words why the step is skipped")).to_be_visible()
    page.get_by_label("Reason for skipping").fill("Everybody knows it")
    saved(page)
    step.refresh_from_db()
    assert (step.status, step.skip_reason, step.notes) == ("skipped", "Everybody knows it", "Began on time")


@pytest.mark.parametrize("script", [True, False])
def test_a_stranger_joins_by_a_link(page, browser, server, world, signed_in, axe, browser_context_args, script):
    signed_in(page, world.maya).goto(world.url("people/"))
    page.locator("form", has=page.get_by_role("button", name="Invite")).get_by_label("Name").fill("Ines Prado")
    page.get_by_label("Role", exact=True).first.select_option("architect")
    page.get_by_role("button", name="Invite", exact=True).click()
    link = page.get_by_label("Link of the invitation").input_value()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    args = {**browser_context_args, "java_script_enabled": script}
    with browser.new_context(**args) as other, watched(other, server, expected=("410",)) as ines:
        ines.goto(link)
        if script:
            axe(ines)
        ines.get_by_role("link", name="Sign up and join").click()
        ines.get_by_label("Name").fill("Ines Prado")
        ines.get_by_label("E-mail address").fill(f"ines-{world.assessment.public_id}@example.org")
        ines.get_by_label("Password", exact=True).fill("correct horse battery staple")
        ines.get_by_role("button", name="Create account").click()
        ines.get_by_role("button", name="Join as Ines Prado").click()
        expect(ines.get_by_role("heading", name="FinTech Platform")).to_be_visible()
        other.clear_cookies()
        ines.goto(link)
        expect(ines.get_by_text("a link works once")).to_be_visible()
        if script:
            axe(ines)
    row = Participant.objects.get(assessment=world.assessment, name="Ines Prado")
    assert (row.role, row.user.get_full_name()) == ("architect", "Ines Prado")

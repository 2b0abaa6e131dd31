"""The analysis sheet in the browser: what is written shows beside it at once, and nothing typed is swapped away."""

import pytest
from playwright.sync_api import expect

from assessments.analysis.actions import ask
from assessments.models import AnalysisQuestion, Finding, Scenario
from tests.analysis.conftest import build_case

from .conftest import arrived, hold, watched


@pytest.fixture
def case(world):
    return build_case(world)


def test_a_scenario_is_analysed(context, server, world, case, signed_in, axe):
    with watched(context, server, expected=("422",)) as page:
        analyse(signed_in(page, world.maya), world, case, axe)


def analyse(page, world, case, axe):
    page.goto(world.url("analysis/"))
    axe(page)
    page.get_by_role("link", name="Analyse Av1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Core payment: 99.99%")
    axe(page)
    page.get_by_label("Approach to examine").select_option(label="A2 Stateless payment service")
    page.get_by_role("button", name="Examine").click()
    expect(page.get_by_text("examined, nothing found")).to_be_visible()

    page.keyboard.press("Alt+n")
    expect(page.get_by_label("Question", exact=True)).to_be_focused()
    page.keyboard.type("Who decides to leave the region?")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Question", exact=True)).to_have_value("")
    expect(page.get_by_label("Question", exact=True)).to_be_focused()
    page.get_by_role("link", name="Answer Q1").click()
    expect(page.get_by_label("Answer (optional)")).to_be_focused()
    page.keyboard.type("The duty manager")
    page.get_by_label("State").select_option(label="Answered")
    expect(page.locator("#sheet-questions")).to_contain_text("The duty manager")
    axe(page)
    page.get_by_role("button", name="Close Q1").click()
    expect(page.get_by_role("link", name="Edit Q1")).to_be_focused()
    question = AnalysisQuestion.objects.get(assessment=world.assessment)
    assert (question.answer, question.is_open) == ("The duty manager", False)

    page.get_by_text("Question bank", exact=True).click()
    page.get_by_role("button", name="Which single part, if it stops").press("2")
    expect(page.locator("#sheet-questions")).to_contain_text("How is a failure noticed")
    expect(page.get_by_role("button", name="How is a failure noticed")).to_be_focused()
    page.get_by_label("Quality attribute").select_option(label="Cost")
    expect(page.get_by_role("button", name="What do we pay for that nobody would miss?")).to_be_visible()
    axe(page)

    reasoning = page.get_by_label("Reasoning (optional)")
    reasoning.fill("The standby shares the region, see S1.")
    expect(page.locator("#sheet-reasoning").get_by_role("link", name="S1")).to_be_visible()
    expect(reasoning).to_be_focused()
    page.get_by_label("View beside it").select_option(label="Deployment")
    expect(page.locator("#sheet-view")).to_contain_text("[region A]")
    expect(page.locator("#sheet-missing")).to_contain_text("Still missing: the answer to 1 question.")
    page.get_by_role("button", name="Mark analysed").click()
    expect(page.locator(".toast", has_text="Av1 is analysed")).to_be_visible()
    assert Scenario.objects.get(pk=case.av1.pk).analysis == "analysed"
    axe(page)
    page.get_by_role("link", name="Next: Pe1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dashboard queries < 2s")


def test_an_answer_that_comes_late_takes_nothing_from_the_page(page, world, case, signed_in):
    """Priya's captured finding makes the sheet ask for itself anew; that answer is overtaken by her question's."""
    signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
    on_its_way = []

    page.route("**/parts/", lambda route: on_its_way.append((route, route.fetch())), times=1)
    page.keyboard.press("Alt+q")
    page.keyboard.type("r Nobody rehearsed it")
    page.keyboard.press("Enter")
    expect(page.locator(".toast", has_text="R2 added")).to_be_visible()
    route, late = arrived(page, on_its_way)
    page.get_by_label("Question", exact=True).fill("Who decides to leave the region?")
    page.get_by_label("Question", exact=True).press("Enter")
    asked = page.locator("#sheet-questions").get_by_text("Who decides to leave the region?")
    expect(asked).to_be_visible()
    route.fulfill(response=late)
    expect(page.locator(".htmx-request")).to_have_count(0)
    expect(page.locator("#sheet-grid").get_by_role("link", name="R2")).to_be_visible()
    expect(asked).to_be_visible()


def test_a_question_gives_way_to_another_once_it_is_stored(context, server, world, case, signed_in):
    for text in ("Who decides?", "How fast?"):
        ask(assessment=world.assessment, actor=world.maya, scenario=case.av1.public_id, text=text)
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
        page.get_by_role("link", name="Answer Q1").click()
        answer, evidence = page.get_by_label("Answer (optional)"), page.get_by_label("Evidence (optional)")
        expect(answer).to_be_focused()
        page.get_by_label("State").select_option(label="Answered")
        expect(page.get_by_text("Write the answer, then say that the question is settled.")).to_be_visible()
        evidence.fill("Drill log, March")
        page.get_by_role("link", name="Answer Q2").click()
        expect(answer).to_be_focused()
        expect(evidence).to_have_value("Drill log, March")
        page.keyboard.type("The duty manager")
        page.get_by_role("link", name="Answer Q2").click()
        expect(page.get_by_role("heading", name="How fast?")).to_be_visible()
        expect(page.locator("#sheet-questions")).to_contain_text("The duty manager")
        first = AnalysisQuestion.objects.get(assessment=world.assessment, text="Who decides?")
        assert (first.answer, first.evidence, first.is_open) == ("The duty manager", "Drill log, March", False)


def test_a_question_whose_answer_got_lost_is_put_once(context, server, world, case, signed_in):
    def lose_the_answer(route):
        route.fetch()
        route.abort("connectionreset")

    with watched(context, server, expected=("ERR_CONNECTION_RESET", "failed:", "htmx:")) as page:
        page.on("dialog", lambda dialog: dialog.dismiss())
        signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
        page.wait_for_load_state()
        page.locator("#capture-line").fill("r Half a line")
        page.route("**/ask/", lose_the_answer)
        page.get_by_label("Question", exact=True).fill("Who decides?")
        page.get_by_label("Question", exact=True).press("Enter")
        expect(page.locator(".toast", has_text="What you typed is kept here")).to_be_visible()
        page.unroute("**/ask/")
        expect(page.locator(".toast", has_text="It was written when it was sent first")).to_be_visible()
        expect(page.locator("#sheet-questions li")).to_have_count(1)
        expect(page.get_by_label("Question", exact=True)).to_have_value("")
        expect(page.locator("#capture-line")).to_have_value("r Half a line")
        assert AnalysisQuestion.objects.filter(assessment=world.assessment).count() == 1


def test_no_page_of_the_analysis_scrolls_sideways_on_a_phone(page, world, case, signed_in):
    signed_in(page, world.maya)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("analysis/", f"analysis/{case.av1.public_id}/"):
        page.goto(world.url(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_what_was_just_typed_is_stored_before_a_button_goes_on(unasked, world, case, signed_in):
    page = unasked
    signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
    page.wait_for_load_state()
    page.get_by_label("Reasoning (optional)").fill("The standby shares the region")
    page.get_by_role("button", name="Mark analysed").press("Enter")
    expect(page.locator(".toast", has_text="Av1 is analysed")).to_be_visible()
    stored = Scenario.objects.get(pk=case.av1.pk)
    assert (stored.analysis, stored.reasoning) == ("analysed", "The standby shares the region")


def test_what_was_just_typed_comes_back_with_the_row_that_was_deleted(unasked, world, case, signed_in):
    page, finding = unasked, Finding.objects.get(assessment=world.assessment, kind="R")
    signed_in(page, world.maya).goto(world.url(f"findings/{finding.public_id}/"))
    page.wait_for_load_state()
    page.get_by_label("Mitigation (optional)").fill("A second region")
    page.get_by_role("button", name="Delete R1").press("Enter")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#finding-{finding.public_id}")).to_be_visible()
    finding.refresh_from_db()
    assert (finding.deleted_at, finding.mitigation) == (None, "A second region")

    page.goto(world.url(f"tree/{case.av1.public_id}/"))
    page.wait_for_load_state()
    page.get_by_label("Source", exact=True).fill("The power company")
    page.get_by_role("button", name="Delete Av1").press("Enter")
    page.locator(".toast", has_text="deleted").get_by_role("button", name="Undo").click()
    expect(page.locator(f"#scenario-{case.av1.public_id}")).to_be_visible()
    assert Scenario.objects.get(pk=case.av1.pk).source == "The power company"


def test_a_question_that_opens_late_takes_no_key_from_another_field(page, world, case, signed_in):
    ask(assessment=world.assessment, actor=world.maya, scenario=case.av1.public_id, text="Who decides?")
    signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
    held = hold(page, "**/questions/*/**")
    page.get_by_role("link", name="Answer Q1").click()
    another = page.locator("#ask-text")
    another.press_sequentially("How ")
    arrived(page, held).continue_()
    expect(page.get_by_label("Answer (optional)")).to_be_visible()
    page.keyboard.type("fast?")
    expect(another).to_have_value("How fast?")
    another.fill("")
    page.get_by_role("button", name="Close Q1").click()
    expect(page.get_by_role("link", name="Answer Q1")).to_be_focused()

"""The utility tree in Chromium: rating, the form that saves itself, two people, no JavaScript."""

import re

from playwright.sync_api import expect

from assessments.models import QualityAttribute, Scenario
from assessments.utility_tree.actions import add_scenario, rate_scenario
from tests.utility_tree.conftest import grow

from .conftest import arrived, saved, watched

LOST = ("ERR_FAILED", "failed:", "htmx:")  # what the browser notes when a request is cut


def row(page, code):
    return page.locator("tr.scn").filter(has=page.locator(".id", has_text=re.compile(f"^{code}$")))


def name(page, code):
    return row(page, code).locator(".scn-name")


def stored(scenario) -> Scenario:
    return Scenario.objects.get(pk=scenario.pk)


def test_rating_by_keyboard(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av2").focus()

    page.keyboard.press("i")
    page.keyboard.press("h")
    expect(name(page, "Av2")).to_be_focused()
    expect(row(page, "Av2").get_by_label("Importance of Av2: high")).to_have_text("H")
    expect(page.locator("#announcer")).to_have_text("Importance of Av2: high, saved")
    page.keyboard.press("d")
    page.keyboard.press("m")
    expect(page.locator("#announcer")).to_have_text("Difficulty of Av2: medium, saved")
    assert (stored(grown.av2).importance, stored(grown.av2).difficulty) == ("H", "M")

    page.keyboard.press("ArrowDown")
    expect(name(page, "Av1")).to_be_focused()
    page.keyboard.press("d")
    page.keyboard.press("0")
    expect(page.locator("#announcer")).to_have_text("Difficulty of Av1: not rated, saved")
    assert stored(grown.av1).difficulty == ""
    saved(page)


def test_a_column_is_rated_with_the_arrow_keys(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Pe1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#announcer")).to_have_text("Importance of Av1: medium, saved")
    page.keyboard.press("Escape")
    expect(name(page, "Av1")).to_be_focused()
    assert [stored(one).importance for one in (grown.pe1, grown.av2, grown.av1)] == ["M", "", "M"]


def test_letters_can_be_turned_off(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_role("button", name="All keys").click()
    page.get_by_label("Single-letter keys").uncheck()
    page.get_by_role("button", name="Close", exact=True).click()
    name(page, "Av1").focus()
    page.keyboard.press("i")
    expect(name(page, "Av1")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(name(page, "Av2")).to_be_focused()


def test_rating_by_mouse_and_taking_it_back(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    cell = row(page, "Av1").locator("td.c-lvl").first
    cell.hover()
    cell.get_by_role("radio", name="low").check()
    expect(page.locator("#announcer")).to_have_text("Importance of Av1: low, saved")
    assert stored(grown.av1).importance == "L"
    cell.hover()
    cell.get_by_role("radio", name="low").click()
    expect(page.locator("#announcer")).to_have_text("Importance of Av1: not rated, saved")
    assert stored(grown.av1).importance == ""
    expect(page.locator("#tree-filters")).not_to_contain_text("(H,H)")


def test_a_rating_that_does_not_arrive_rolls_back(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=LOST) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        page.route("**/importance/", lambda route: route.abort("failed"))
        name(page, "Av1").focus()
        page.keyboard.press("i")
        page.keyboard.press("l")
        expect(page.locator(".toast")).to_contain_text("Av1 was not saved. The rating before is back.")
        expect(row(page, "Av1").get_by_label("Importance of Av1: high")).to_have_text("H")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
    assert stored(grown.av1).importance == "H"


def test_somebody_elses_newer_rating_stands(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("409",)) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        from assessments.conflicts import Edit

        rate_scenario(
            assessment=world.assessment,
            actor=world.elena,
            public_id=grown.av1.public_id,
            axis="importance",
            rating=Edit("H", "M"),
        )
        name(page, "Av1").focus()
        page.keyboard.press("i")
        page.keyboard.press("l")
        expect(page.locator(".toast")).to_contain_text("Elena Rossi rated Av1 at the same moment: medium")
        expect(row(page, "Av1").get_by_label("Importance of Av1: medium")).to_have_text("M")
    assert stored(grown.av1).importance == "M"


def test_a_decision_maker_rates_importance_and_reads_difficulty(page, world, signed_in):
    grow(world)
    signed_in(page, world.elena).goto(world.url("tree/"))
    assert row(page, "Av1").get_by_label("Difficulty of Av1: high").evaluate("e => e.tagName") == "SPAN"
    name(page, "Av1").focus()
    page.keyboard.press("d")
    expect(name(page, "Av1")).to_be_focused()
    page.keyboard.press("i")
    page.keyboard.press("m")
    expect(page.locator("#announcer")).to_have_text("Importance of Av1: medium, saved")
    expect(page.get_by_role("link", name="Add a scenario to Performance")).to_have_count(0)


def test_the_statement_is_edited_in_its_row(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Statement of Av1")
    expect(field).to_be_focused()
    field.fill("Core payment: 99.999%")
    page.keyboard.press("Enter")
    expect(name(page, "Av1")).to_have_text("Core payment: 99.999%")
    expect(name(page, "Av1")).to_be_focused()
    assert stored(grown.av1).statement == "Core payment: 99.999%"
    page.keyboard.press("Enter")
    page.keyboard.type("!")
    page.keyboard.press("Escape")
    expect(name(page, "Av1")).to_be_focused()
    assert stored(grown.av1).statement == "Core payment: 99.999%"


def test_a_long_statement_is_read_and_edited_whole(page, world, signed_in):
    grow(world)
    said = "A rider changes from bus to tram to train and back within a day; the fare is never more than the daily cap"
    add_scenario(assessment=world.assessment, actor=world.maya, attribute_id=attribute_id(world), line=said)
    signed_in(page, world.maya)
    for width in (1280, 1000, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(world.url("tree/"))
        cell, words = row(page, "Av3").bounding_box(), name(page, "Av3").bounding_box()
        for start, size in (("x", "width"), ("y", "height")):
            assert words[start] >= cell[start]
            assert words[start] + words[size] <= cell[start] + cell[size]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(world.url("tree/"))
    name(page, "Av3").click()
    expect(page.get_by_label("Statement")).to_have_value(said)
    expect(row(page, "Av3").locator(".id")).to_be_in_viewport(ratio=1)
    name(page, "Av3").press("Enter")
    field = page.get_by_label("Statement of Av3")
    assert field.evaluate("field => field.scrollHeight <= field.clientHeight + 1")
    page.keyboard.type(" of one zone")
    page.keyboard.press("Enter")
    expect(name(page, "Av3")).to_have_text(f"{said} of one zone")
    expect(name(page, "Av3")).to_be_focused()


def attribute_id(world) -> str:
    return QualityAttribute.objects.get(assessment=world.assessment, name="Availability").public_id


def test_the_form_in_six_parts_saves_itself(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").click()
    expect(page).to_have_url(re.compile(f"/tree/{grown.av1.public_id}/"))
    measure = page.get_by_label("Response measure")
    expect(measure).to_have_value("99.99%")  # taken from the statement
    measure.fill("")
    expect(page.locator("#measure-badge")).to_have_text("No response measure")
    page.get_by_label("Source", exact=True).fill("Primary cloud region")
    saved(page)
    measure.press_sequentially("99.99% a month", delay=5)
    expect(page.locator("#measure-badge")).to_have_text("Measurable")
    expect(measure).to_be_focused()
    measure.press_sequentially(", at most 4 min", delay=5)
    measure.press("Tab")
    saved(page)
    expect(page.locator("#measure-badge")).to_have_text("Measurable")

    # Switching at once to another scenario loses nothing either.
    page.get_by_label("Stimulus").fill("Loses power")
    name(page, "Av2").click()
    expect(page.get_by_label("Statement", exact=True)).to_have_value("Reporting: 99.9%")
    held = stored(grown.av1)
    assert (held.source, held.stimulus) == ("Primary cloud region", "Loses power")
    assert held.response_measure == "99.99% a month, at most 4 min"

    page.go_back()
    expect(page.get_by_label("Source", exact=True)).to_have_value("Primary cloud region")
    page.get_by_role("link", name="Close panel").click()
    expect(page.locator("#panel")).to_be_empty()
    expect(name(page, "Av1")).to_be_focused()


def test_a_save_that_does_not_arrive_keeps_the_text_and_is_sent_again(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=LOST) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        cut = re.compile(f"/tree/{grown.av1.public_id}/$")
        page.route(cut, lambda route: route.abort("failed"))
        page.get_by_label("Source", exact=True).fill("Primary cloud region")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        expect(page.get_by_label("Source", exact=True)).to_have_value("Primary cloud region")
        page.unroute(cut)
        saved(page)
    assert stored(grown.av1).source == "Primary cloud region"


def test_two_people_on_one_field(browser, server, world, signed_in, browser_context_args):
    grown = grow(world)
    path = world.url(f"tree/{grown.av1.public_id}/")
    with (
        browser.new_context(**browser_context_args) as jonas_context,
        browser.new_context(**browser_context_args) as own,
        watched(jonas_context, server) as jonas,
        watched(own, server, expected=("409",)) as maya,
    ):
        signed_in(jonas, world.jonas).goto(path)
        signed_in(maya, world.maya).goto(path)
        jonas.get_by_label("Stimulus").fill("Loses power in one zone")
        jonas.get_by_label("Stimulus").press("Tab")
        saved(jonas)

        maya.get_by_label("Environment").fill("Peak trading hours")
        maya.get_by_label("Stimulus").fill("Loses power in every zone")
        maya.get_by_label("Stimulus").press("Tab")
        dialog = maya.get_by_role("dialog")
        expect(dialog).to_contain_text("Two people changed the stimulus of Av1")
        expect(dialog).to_contain_text("Jonas Weber saved at")
        expect(maya.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        assert stored(grown.av1).environment == "Peak trading hours", "the other field is saved"
        assert stored(grown.av1).stimulus == "Loses power in one zone"

        # Closed without an answer: nothing is lost, and the question comes back with the next save.
        maya.keyboard.press("Escape")
        expect(maya.get_by_label("Stimulus")).to_have_value("Loses power in every zone")
        maya.get_by_label("Artifact").fill("Ledger")
        maya.get_by_label("Artifact").press("Tab")
        expect(dialog).to_be_visible()
        dialog.get_by_label("Keep both").check()
        dialog.get_by_role("button", name="Use the chosen text").click()
        both = "Loses power in one zone\n\nLoses power in every zone"
        expect(maya.get_by_label("Stimulus")).to_have_value(both)
        saved(maya)
        assert (stored(grown.av1).stimulus, stored(grown.av1).artifact) == (both, "Ledger")


def test_reordering_deleting_and_undoing(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_role("link", name="Add a scenario to Performance").click()
    page.keyboard.type("Transaction processing < 200 ms (H,H)")
    page.keyboard.press("Enter")
    expect(name(page, "Pe2")).to_be_visible()
    page.keyboard.press("Escape")
    name(page, "Pe2").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#announcer")).to_have_text("Pe2 moved")
    expect(name(page, "Pe2")).to_be_focused()
    assert page.locator("tr.scn .id").all_inner_texts()[:2] == ["Pe2", "Pe1"]

    page.keyboard.press(" ")
    page.get_by_role("button", name="Delete Pe2").click()
    expect(name(page, "Pe2")).to_have_count(0)
    expect(name(page, "Pe1")).to_be_focused()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(name(page, "Pe2")).to_be_visible()
    expect(page.locator(".htmx-request")).to_have_count(0)  # leaving would cut off answers on their way
    page.reload()
    assert page.locator("tr.scn .id").all_inner_texts()[:2] == ["Pe2", "Pe1"]


def test_filtering_and_the_order_of_analysis(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_label("Filter scenarios", exact=True).fill("payment")
    expect(name(page, "Pe1")).to_have_count(0)
    expect(name(page, "Av1")).to_be_visible()
    expect(page.get_by_label("Filter scenarios", exact=True)).to_be_focused()
    page.get_by_label("Filter scenarios", exact=True).fill("")
    expect(name(page, "Pe1")).to_be_visible()
    page.get_by_role("button", name="(M,M) 1").click()
    expect(page.get_by_role("button", name="(M,M) 1")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("tr.scn")).to_have_count(1)
    page.get_by_role("button", name="(M,M) 1").click()
    expect(page.locator("tr.scn")).to_have_count(3)
    page.get_by_role("button", name="Priority").click()
    expect(page.locator("tr.attr").first).to_contain_text("Analyse first")
    expect(page.locator("tr.attr").last).to_contain_text("Not fully rated yet")


def test_axe_finds_nothing(page, world, signed_in, axe):
    signed_in(page, world.maya).goto(world.url("tree/"))
    axe(page)
    grown = grow(world)
    for path in (
        "tree/",
        "tree/?order=priority",
        f"tree/{grown.av1.public_id}/",
        f"tree/?add={grown.performance.public_id}",
    ):
        page.goto(world.url(path))
        axe(page)
    page.goto(world.url(f"tree/attributes/{grown.availability.public_id}/"))
    axe(page)
    page.goto(world.url("tree/"))
    name(page, "Av1").focus()
    page.keyboard.press("i")
    axe(page)
    signed_in(page, world.vera).goto(world.url(f"tree/{grown.av1.public_id}/"))
    axe(page)


def test_nothing_scrolls_sideways_on_a_phone(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (
        "tree/",
        f"tree/{grown.av1.public_id}/",
        f"tree/?add={grown.performance.public_id}",
        "tree/?order=priority",
    ):
        page.goto(world.url(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_without_javascript(browser, server, world, signed_in, browser_context_args):
    grown = grow(world)
    with (
        browser.new_context(**browser_context_args, java_script_enabled=False) as context,
        watched(context, server) as page,
    ):
        signed_in(page, world.maya).goto(world.url("tree/"))
        page.get_by_role("link", name="Add a scenario to Availability").click()
        page.get_by_label("New scenario").fill("Queue clears in < 15 min (H,M)")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(name(page, "Av3")).to_have_text("Queue clears in < 15 min")

        page.get_by_label("Importance of Av2: not rated").click()
        page.locator("#importance").get_by_label("high").check()
        page.get_by_role("button", name="Save importance").click()
        expect(page.get_by_label("Importance of Av2: high")).to_be_visible()
        page.locator("#importance").get_by_label("Not rated").check()
        page.get_by_role("button", name="Save importance").click()
        expect(page.get_by_label("Importance of Av2: not rated")).to_be_visible()

        page.get_by_label("Source", exact=True).fill("Primary cloud region")
        page.get_by_role("button", name="Save scenario").click()
        expect(page.get_by_label("Source", exact=True)).to_have_value("Primary cloud region")
        assert stored(grown.av2).source == "Primary cloud region"
        page.get_by_role("button", name="Delete Av2").click()
        expect(name(page, "Av2")).to_have_count(0)
        page.get_by_role("button", name="Undo").click()
        expect(name(page, "Av2")).to_be_visible()


def test_an_answer_whose_form_was_replaced_meanwhile_still_reaches_the_page(page, world, signed_in):
    """Undo draws the panel anew while a save is on its way: rows and notices of its answer must not be lost."""
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").click()
    held = []
    page.route(
        f"**/tree/{grown.av1.public_id}/",
        lambda route: held.append(route) if route.request.method == "POST" else route.fallback(),
    )
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_label("Statement", exact=True).fill("Core payment: 99.95%")
    page.locator("#panel").evaluate("panel => panel.replaceChildren()")
    arrived(page, held).continue_()
    expect(name(page, "Av1")).to_have_text("Core payment: 99.95%")

"""Answers of the tree that come late: what was asked for since is not lost, and no key goes where nobody typed it."""

from playwright.sync_api import expect

from assessments.conflicts import Edit
from assessments.utility_tree.actions import add_scenario, edit_scenario
from tests.utility_tree.conftest import grow

from .conftest import arrived, hold, saved, watched
from .test_tree import name, stored


def test_the_bar_comes_before_a_panel_that_is_on_its_way_and_the_panel_asked_for_last_stays(page, world, signed_in):
    grown = grow(world)
    held = hold(page, f"**/tree/{grown.av1.public_id}/")
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").press("Space")
    arrived(page, held)
    page.keyboard.press("x")
    expect(page.locator("#bulk [data-picked]")).to_have_text("1 selected")
    name(page, "Pe1").press("Space")
    panel = page.locator("#panel")
    expect(panel.get_by_label("Statement", exact=True)).to_have_value("Dashboard queries < 2 s")
    expect(panel.get_by_label("Source")).to_be_focused()
    held[0].continue_()
    page.get_by_role("button", name="Select none").click()
    expect(page.locator(".htmx-request")).to_have_count(0)
    expect(panel.locator("[data-scenario]")).to_have_attribute("data-code", "Pe1")


def test_keys_for_all_selected_rows_wait_for_their_bar_and_rate_no_row_alone(page, world, signed_in):
    grown = grow(world)
    held = hold(page, "**/tree/selected/*")
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Pe1").focus()
    page.keyboard.press("x")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.type("dh")
    expect(name(page, "Av2")).to_be_focused()
    arrived(page, held).continue_()
    expect(page.get_by_text("2 scenarios rated")).to_be_visible()
    assert [stored(one).difficulty for one in (grown.pe1, grown.av2, grown.av1)] == ["H", "H", "H"]
    page.keyboard.press("Escape")
    expect(name(page, "Pe1")).to_be_focused()


def test_waiting_for_the_bar_holds_nobody_in_the_row(page, world, signed_in):
    grow(world)
    held = hold(page, "**/tree/selected/*")
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Pe1").press("x")
    arrived(page, held)
    page.keyboard.press("i")
    page.keyboard.press("ArrowDown")
    expect(name(page, "Av2")).to_be_focused()
    page.keyboard.press("i")
    page.keyboard.press("Escape")
    expect(page.locator("[data-pick]:checked")).to_have_count(0)
    held[0].continue_()


def test_a_panel_takes_no_key_from_a_line_that_was_begun_before_it_came(page, world, signed_in):
    grown = grow(world)
    held = hold(page, f"**/tree/{grown.av1.public_id}/")
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").press("Space")
    page.keyboard.press("n")
    page.keyboard.type("A node ")
    arrived(page, held).continue_()
    expect(page.locator("#panel [data-scenario]")).to_be_visible()
    page.keyboard.type("fails")
    expect(page.get_by_label("New scenario under Availability")).to_have_value("A node fails")


def test_a_stored_statement_takes_no_key_from_the_next_one(page, world, signed_in):
    grown = grow(world)
    held = hold(page, f"**/tree/{grown.av1.public_id}/")
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").press("Enter")
    page.keyboard.type(" a month")
    page.keyboard.press("Enter")
    arrived(page, held)
    name(page, "Pe1").press("Enter")
    page.keyboard.type(" at")
    held[0].continue_()
    expect(name(page, "Av1")).to_have_text("Core payment: 99.99% a month")
    page.keyboard.type(" noon")
    expect(page.get_by_label("Statement of Pe1")).to_have_value("Dashboard queries < 2 s at noon")


def test_moving_a_scenario_takes_no_key_from_its_form(page, world, signed_in):
    grown = grow(world)
    pe2 = add_scenario(
        assessment=world.assessment,
        actor=world.maya,
        attribute_id=grown.performance.public_id,
        line="A night batch ends by six",
    )
    held = hold(page, "**/move/")
    signed_in(page, world.maya).goto(world.url(f"tree/{pe2.public_id}/"))
    page.get_by_role("button", name="Move up").press("Enter")
    arrived(page, held)
    expect(page.get_by_role("button", name="Move up")).to_be_focused()
    stimulus = page.get_by_label("Stimulus")
    stimulus.press_sequentially("The clock ")
    held[0].continue_()
    expect(page.locator("#announcer")).to_have_text("Pe2 moved")
    page.keyboard.type("strikes")
    expect(stimulus).to_have_value("The clock strikes")
    saved(page)
    assert stored(pe2).stimulus == "The clock strikes"
    assert page.locator("tr.scn .id").all_inner_texts()[:2] == ["Pe2", "Pe1"]


def test_a_conflict_that_was_settled_by_hand_takes_no_key_from_the_next_field(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("409",)) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        who = {"assessment": world.assessment, "actor": world.jonas, "public_id": grown.av1.public_id}
        edit_scenario(**who, edits={"stimulus": Edit(new="A zone fails", base="")})
        stimulus, environment = page.get_by_label("Stimulus"), page.get_by_label("Environment")
        stimulus.fill("A node fails")
        stimulus.press("Tab")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        stimulus.fill("A zone fails")
        held = hold(page, f"**/tree/{grown.av1.public_id}/")
        environment.press_sequentially("At ")
        arrived(page, held).continue_()
        expect(page.locator("dialog[data-conflict]")).to_have_count(0)
        page.keyboard.type("noon")
        expect(environment).to_have_value("At noon")

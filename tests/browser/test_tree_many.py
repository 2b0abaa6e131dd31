"""The tree's order and several scenarios at once, in Chromium: drag, keys, boxes, the bar, JavaScript off."""

import os

from playwright.sync_api import expect

from assessments.utility_tree.actions import add_scenario, delete_scenario
from assessments.utility_tree.many import rate_scenarios
from tests.utility_tree.conftest import grow

from .conftest import watched
from .test_tree import name, row, stored


def codes(page) -> list[str]:
    return page.locator("[data-tree] tr[data-row] .id").all_text_contents()


def drag(page, code: str, target) -> None:
    """By the first cell of the row, in steps, as a hand does; let go once the row stands behind `target`."""
    start = row(page, code).locator(".c-ref").bounding_box()
    end = target.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] + start["height"] / 2 + 6, steps=3)
    page.mouse.move(end["x"] + 8, end["y"] + end["height"] - 4, steps=12)
    page.mouse.move(end["x"] + 8, end["y"] + end["height"] - 3, steps=2)
    # The next row, but for the copy that hangs on the pointer.
    following = "xpath=following-sibling::tr[not(contains(@class, 'sortable-fallback'))][1]"
    expect(target.locator(following).locator(".id")).to_have_text(code)
    page.mouse.up()


def test_a_row_is_dragged_to_another_place_and_back_by_undo(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    assert codes(page) == ["Pe1", "Av2", "Av1"]
    drag(page, "Pe1", row(page, "Av1"))
    expect(page.get_by_text("Pe1 moved to Availability / Core payment")).to_be_visible()
    expect(row(page, "Pe1").locator(".c-ref")).to_have_text("Core payment")
    assert stored(grown.pe1).refinement == grown.av1.refinement
    assert codes(page) == ["Av2", "Av1", "Pe1"]
    page.get_by_role("button", name="Undo").first.click()
    expect(row(page, "Pe1").locator(".c-ref")).to_have_text("")
    # In the table that came anew dragging goes on: within a refinement, without a word.
    drag(page, "Av2", row(page, "Av1"))
    expect(page.get_by_text("Av2 moved to Availability / Core payment")).to_be_visible()
    drag(page, "Av1", row(page, "Av2"))
    expect(page.locator("#announcer")).to_have_text("Av1 moved")
    assert codes(page) == ["Pe1", "Av2", "Av1"]


def test_a_row_the_server_does_not_take_goes_back(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        delete_scenario(assessment=world.assessment, actor=world.maya, public_id=grown.av1.public_id)
        drag(page, "Pe1", row(page, "Av1"))
        expect(page.locator("#toasts")).to_contain_text("Pe1 was not moved")
        expect(page.locator("#toasts")).to_contain_text("deleted in the meantime")
        assert codes(page) == ["Pe1", "Av2", "Av1"]


def test_rows_are_selected_by_keys_rated_and_moved(page, world, signed_in, axe):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Pe1").focus()
    page.keyboard.press("x")
    page.keyboard.press("Shift+ArrowDown")
    expect(name(page, "Av2")).to_be_focused()
    expect(page.locator("#bulk [data-picked]")).to_have_text("2 selected")
    axe(page)
    if shot := os.environ.get("SHOT"):
        page.screenshot(path=shot)

    page.keyboard.press("i")
    page.keyboard.press("l")
    toast, bar = page.get_by_text("2 scenarios rated"), page.locator("#bulk")
    expect(toast).to_be_visible()
    assert toast.bounding_box()["y"] + toast.bounding_box()["height"] < bar.bounding_box()["y"]
    expect(row(page, "Av2").get_by_label("Importance of Av2: low")).to_have_text("L")
    assert [stored(one).importance for one in (grown.pe1, grown.av2, grown.av1)] == ["L", "L", "H"]
    expect(page.locator("[data-pick]:checked")).to_have_count(2)

    page.keyboard.press("Escape")
    expect(name(page, "Pe1")).to_be_focused()
    page.keyboard.press("m")
    page.get_by_label("Place in the tree").select_option("Core payment")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("2 scenarios moved")).to_be_visible()
    expect(row(page, "Pe1").locator(".c-ref")).to_have_text("Core payment")
    assert codes(page) == ["Av1", "Pe1", "Av2"]
    page.get_by_role("button", name="Select none").click()
    expect(page.locator("#bulk")).to_have_count(0)


def test_the_open_panel_shows_what_somebody_else_rated_meanwhile(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("409",)) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        panel = page.locator(f'[data-scenario="{grown.av1.public_id}"] [data-rating="importance"]')
        expect(panel.get_by_label("high")).to_be_checked()
        for code in ("Pe1", "Av1"):
            row(page, code).hover()
            row(page, code).locator("[data-pick]").click()
        rate_scenarios(
            assessment=world.assessment,
            actor=world.jonas,
            public_ids=[grown.av1.public_id],
            axis="importance",
            level="M",
        )
        page.get_by_role("group", name="Importance of all").get_by_role("button", name="low").click()
        expect(page.locator("#toasts")).to_contain_text("Jonas Weber rated Av1 at the same moment: medium.")
        expect(row(page, "Av1").get_by_label("Importance of Av1: medium")).to_have_text("M")
        expect(panel.get_by_label("medium")).to_be_checked()
        expect(row(page, "Pe1").get_by_label("Importance of Pe1: low")).to_have_text("L")
        # What the panel takes as seen is theirs now, so that a second choice is stored.
        row(page, "Av1").locator(".scn-name").focus()
        page.keyboard.press("Escape")
        with page.expect_response("**/importance/**") as answer:
            panel.get_by_label("low").click()
        assert answer.value.status == 200
        expect(row(page, "Av1").get_by_label("Importance of Av1: low")).to_have_text("L")
        assert stored(grown.av1).importance == "L"


def test_a_range_is_selected_with_shift(page, world, signed_in):
    grown = grow(world)
    for number in range(3):
        add_scenario(
            assessment=world.assessment,
            actor=world.maya,
            attribute_id=grown.performance.public_id,
            line=f"Case {number}",
        )
    signed_in(page, world.maya).goto(world.url("tree/"))
    row(page, "Pe1").hover()
    row(page, "Pe1").locator("[data-pick]").click()
    row(page, "Pe3").locator("[data-pick]").click(modifiers=["Shift"])
    expect(page.locator("#bulk [data-picked]")).to_have_text("3 selected")
    row(page, "Pe2").locator("[data-pick]").click()
    expect(page.locator("#bulk [data-picked]")).to_have_text("2 selected")


def test_several_are_rated_without_javascript(browser, world, signed_in, server):
    grown = grow(world)
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = signed_in(context.new_page(), world.maya)
    page.goto(world.url("tree/"))
    page.get_by_role("link", name="Select several scenarios").click()
    page.get_by_label("Select Av1").check()
    page.get_by_label("Select Pe1").check()
    page.get_by_role("group", name="Difficulty of all").get_by_role("button", name="low").click()
    expect(page.get_by_text("2 scenarios rated")).to_be_visible()
    assert [stored(one).difficulty for one in (grown.pe1, grown.av1, grown.av2)] == ["L", "L", ""]
    context.close()

"""Pasting rows into the tree in Chromium: what was understood, the rows in the tree, undo."""

import os

from playwright.sync_api import expect

from assessments.models import Scenario
from tests.utility_tree.conftest import grow

ROWS = "Performance / Latency / Orders < 200 ms (H,M)\nSecurity\n\tEvery access is logged (H,L)\nA node fails\n"


def scenarios(world) -> list[str]:
    rows = Scenario.objects.living().filter(assessment=world.assessment).order_by("pk")
    return [row.statement for row in rows][3:]


def test_rows_are_shown_before_they_join_the_tree(page, world, signed_in, axe):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_role("link", name="Paste rows").click()
    axe(page)
    page.get_by_label("Rows").fill(ROWS)
    page.get_by_role("button", name="Read the rows").click()
    expect(page.locator("#line-1 .as")).to_have_text("Scenario (H,M)")
    expect(page.locator("#line-2 .as")).to_have_text("Attribute")
    expect(page.locator("#line-4")).to_have_class("warnl")
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if shot := os.environ.get("SHOT"):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.screenshot(path=shot)
    assert scenarios(world) == []

    page.get_by_role("button", name="Add rows").click()
    expect(page.get_by_text("3 scenarios added")).to_be_visible()
    expect(page.locator("tr.scn").filter(has_text="Every access is logged")).to_be_visible()
    assert scenarios(world) == ["Orders < 200 ms", "Every access is logged", "A node fails"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("tr.scn").filter(has_text="Every access is logged")).to_have_count(0)
    assert scenarios(world) == []


def test_many_lines_pasted_into_the_row_for_one_are_read_there(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.locator("[data-add]").first.click()
    page.locator("#add-line").evaluate(
        """(input, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        "Burst of 500 orders (H,M)\nNight batch (L,L)",
    )
    expect(page.locator("#line-2 .as")).to_have_text("Scenario (L,L)")
    page.get_by_role("button", name="Add rows").click()
    expect(page.get_by_text("2 scenarios added")).to_be_visible()
    rows = Scenario.objects.filter(assessment=world.assessment, statement__startswith="Burst")
    assert [row.refinement.attribute.name for row in rows] == ["Performance"]

"""The utility tree by keyboard: into rows, panel and selection, and out of them. What it shows is in the address."""

import re

from playwright.sync_api import expect

from assessments.conflicts import Edit
from assessments.utility_tree.actions import edit_scenario
from tests.utility_tree.conftest import grow

from .conftest import hold, saved, watched
from .test_tree import name, row

PARTS = ("source", "stimulus", "artifact", "environment", "response", "response_measure")


def test_escape_leaves_the_panel_the_selection_and_at_last_closes_the_panel(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    panel = page.locator("#panel")
    name(page, "Av1").press("Space")
    expect(panel.get_by_label("Source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(name(page, "Av1")).to_be_focused()
    page.keyboard.type("x")
    page.keyboard.press("Shift+ArrowUp")
    expect(page.locator(".is-picked")).to_have_count(2)
    expect(page.get_by_role("form", name="Selected scenarios")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".is-picked")).to_have_count(0)
    expect(page.get_by_role("form", name="Selected scenarios")).to_have_count(0)
    expect(panel.get_by_label("Statement")).to_be_visible()
    expect(name(page, "Av2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel.get_by_label("Statement")).to_have_count(0)
    expect(name(page, "Av2")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/tree/$"))


def test_the_panel_opens_at_the_first_of_the_six_parts_that_is_not_written(page, world, signed_in):
    """The statement is edited in its row; what the panel is opened for by key is what is still to be said."""
    tree = grow(world)
    edit_scenario(
        assessment=world.assessment,
        actor=world.maya,
        public_id=tree.av2.public_id,
        edits={part: Edit(base=getattr(tree.av2, part), new="Said") for part in PARTS},
    )
    signed_in(page, world.maya).goto(world.url("tree/"))
    panel = page.locator("#panel")
    name(page, "Av1").press("Space")
    expect(panel.get_by_label("Source")).to_be_focused()
    page.keyboard.type("Cloud region")
    page.keyboard.press("Escape")
    expect(name(page, "Av1")).to_be_focused()
    page.keyboard.press("Space")
    expect(panel.get_by_label("Stimulus")).to_be_focused()
    expect(panel.get_by_label("Source")).to_have_value("Cloud region")
    page.keyboard.press("Escape")
    name(page, "Av2").press("Space")
    expect(panel.get_by_label("Statement")).to_be_focused()


def test_n_begins_an_empty_tree_and_leads_from_the_order_of_analysis_to_the_tree(page, world, signed_in):
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.keyboard.type("n")
    expect(page.get_by_label("New quality attribute")).to_be_focused()
    grow(world)
    page.goto(world.url("tree/?order=priority"))
    name(page, "Av1").focus()
    page.keyboard.type("n")
    expect(page.get_by_label("New scenario under Performance")).to_be_focused()


def test_what_the_tree_shows_stands_in_the_address(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_role("button", name="Priority").click()
    expect(page).to_have_url(re.compile(r"/tree/\?order=priority$"))
    page.get_by_role("button", name="(M,M) 1").click()
    expect(page).to_have_url(re.compile(r"/tree/\?pair=MM&order=priority$"))
    expect(page.locator("#tree-count")).to_contain_text("3 scenarios under 2 attributes, 1 shown")
    page.reload()
    expect(page.locator("tr.scn")).to_have_count(1)
    expect(page.locator("tr.attr")).to_contain_text("If time allows")
    page.get_by_role("button", name="(M,M) 1").click()
    name(page, "Av1").click()
    expect(page.get_by_label("Statement")).to_be_visible()
    page.get_by_label("Filter scenarios", exact=True).fill("payment")
    expect(page).to_have_url(re.compile(r"/tree/\w+/\?q=payment&order=priority$"))  # the panel is still open
    expect(page.locator("#announcer")).to_have_text("1 scenario shown")
    page.reload()
    expect(page.get_by_label("Statement")).to_be_visible()
    expect(page.locator("tr.scn")).to_have_count(1)
    page.get_by_role("link", name="Close panel").click()
    expect(page).to_have_url(re.compile(r"/tree/\?q=payment&order=priority$"))


def test_who_leaves_a_refused_statement_has_nothing_unsaved(context, server, world, signed_in):
    grow(world)
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        name(page, "Av1").press("Enter")
        page.get_by_label("Statement of Av1").fill("")
        page.keyboard.press("Enter")
        expect(page.get_by_text("To remove it, delete it.")).to_be_visible()
        expect(page.get_by_label("Statement of Av1")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        page.keyboard.press("Escape")
        expect(name(page, "Av1")).to_have_text("Core payment: 99.99%")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "idle")


def test_a_bar_that_has_just_come_is_at_work(page, world, signed_in):
    """Within a pause between swapping and listening the form would go the plain way, and the place be lost."""
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.wait_for_load_state()
    page.evaluate("""new MutationObserver((_changes, watch) => {
        const high = document.querySelector("#bulk [data-axis=difficulty] [value=H]");
        if (high) { watch.disconnect(); high.focus(); high.click(); }
    }).observe(document.getElementById("bar"), { childList: true, subtree: true })""")
    page.evaluate("window.same = true")
    name(page, "Pe1").focus()
    page.keyboard.press("x")
    expect(page.get_by_label("Difficulty of Pe1: high")).to_be_visible()
    expect(page.get_by_label("Difficulty of all").get_by_role("button", name="high")).to_be_focused()
    assert page.evaluate("window.same")


def rate_two(page):
    """Pe1 and the one below it are selected, and their difficulty is rated in the bar, which keeps the focus."""
    name(page, "Pe1").focus()
    page.keyboard.press("x")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#bulk [data-picked]")).to_have_text("2 selected")  # the bar is at work
    page.keyboard.type("dh")
    expect(page.get_by_text("2 scenarios rated")).to_be_visible()


def test_z_takes_back_what_the_notice_tells_and_focus_stays_in_the_row(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    rate_two(page)
    page.keyboard.press("Escape")
    expect(name(page, "Pe1")).to_be_focused()
    page.keyboard.type("z")
    expect(page.get_by_label("Difficulty of Pe1: medium")).to_be_visible()
    expect(page.get_by_label("Difficulty of Av2: not rated")).to_be_visible()
    expect(name(page, "Pe1")).to_be_focused()


def test_z_leaves_alone_what_an_older_notice_tells(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("503", "htmx:")) as page:
        # Before the page: a request sent as soon as the first route is set may pass it by.
        page.route(f"**/tree/{grown.pe1.public_id}/", lambda route: route.fulfill(status=503))
        signed_in(page, world.maya).goto(world.url("tree/"))
        rate_two(page)
        page.keyboard.press("Escape")
        page.keyboard.press("Space")
        expect(page.locator(".toast").last).to_contain_text("The server cannot be reached")
        name(page, "Pe1").focus()
        page.keyboard.type("z")
        page.wait_for_timeout(500)
        expect(page.get_by_text("2 scenarios rated")).to_be_visible()
        expect(page.get_by_label("Difficulty of Pe1: high")).to_be_visible()


def test_rows_moved_quickly_are_moved_in_that_order(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_role("link", name="Add a scenario to Performance").click()
    for number in (2, 3):
        page.keyboard.type("Orders < 200 ms" if number == 2 else "Quotes < 50 ms")
        page.keyboard.press("Enter")
        expect(name(page, f"Pe{number}")).to_be_visible()
    page.keyboard.press("Escape")
    held = hold(page, "**/move/")
    for code in ("Pe3", "Pe2"):
        name(page, code).focus()
        page.keyboard.press("Alt+ArrowUp")
    shown = page.locator("[data-name=Performance] .scn .id")
    expect(shown).to_have_text(["Pe1", "Pe2", "Pe3"])
    page.wait_for_timeout(300)  # time enough to overtake
    held[0].continue_()
    expect(page.locator("#announcer")).to_have_text("Pe2 moved")
    saved(page)
    page.reload()
    expect(shown).to_have_text(["Pe1", "Pe2", "Pe3"])


def composing(page, key="Escape"):
    """Presses a key that belongs to what an input method composes."""
    page.evaluate(
        """key => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))""",
        key,
    )


def test_escape_ends_what_an_input_method_composes_and_nothing_else(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").press("n")
    line = page.get_by_label("New scenario under Availability")
    page.keyboard.type("A region")
    composing(page)
    expect(line).to_be_focused()
    expect(line).to_have_value("A region")
    page.keyboard.press("Escape")
    expect(line).to_have_count(0)
    name(page, "Av1").press("Space")
    source = page.locator("#panel").get_by_label("Source")
    expect(source).to_be_focused()
    composing(page)
    expect(source).to_be_focused()


def test_escape_closes_a_panel_whose_row_is_not_shown(page, world, signed_in):
    """On a phone the panel covers the list, and a filter may have taken the row out of it."""
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    panel = page.locator("#panel")
    name(page, "Av1").press("Space")
    expect(panel.get_by_label("Source")).to_be_focused()
    page.locator("#tree-text").fill("dashboard")
    expect(page.locator("tr.scn")).to_have_count(1)
    panel.get_by_label("Stimulus").focus()
    page.keyboard.press("Escape")
    expect(panel.get_by_label("Stimulus")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(world.url("tree/"))
    name(page, "Av1").press("Space")
    expect(panel.get_by_label("Source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(name(page, "Av1")).to_be_focused()
    expect(name(page, "Av1")).to_be_in_viewport()


def test_keys_that_leave_the_page_wait_until_the_text_is_stored(page, world, signed_in):
    """The browser would ask whether to leave, in the middle of somebody's sentence."""
    grow(world)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    signed_in(page, world.maya)
    ways = {"Source": ("Escape", "g", "d"), "Stimulus": ("Control+k", "b", "u", "s", "Enter")}
    for part, leave in ways.items():
        page.goto(world.url("tree/"))
        page.wait_for_load_state()
        name(page, "Av1").press("Space")
        expect(page.locator("#panel").get_by_label(part)).to_be_focused()
        held = hold(page, "**/tree/*/", times=None)
        page.keyboard.type("Fails. ")
        for key in leave:
            page.keyboard.press(key)
        page.wait_for_timeout(1000)
        expect(page).to_have_url(re.compile(r"/tree/\w+/$"))
        assert (asked, len(held)) == ([], 1)
        held[0].continue_()
        page.unroute("**/tree/*/")
        expect(page).to_have_url(re.compile(r"/drivers/$"))
    page.goto(world.url("tree/"))
    name(page, "Av1").press("Space")
    expect(page.locator("#panel").get_by_label("Artifact")).to_be_focused()
    for part in ways:
        expect(page.locator("#panel").get_by_label(part)).to_have_value("Fails.")


def test_a_row_rated_in_the_order_of_analysis_stays_and_says_where_it_belongs(page, world, signed_in, axe):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/?order=priority"))
    shown = page.locator("tr.scn .id")
    before = shown.all_inner_texts()
    name(page, "Av1").focus()
    page.keyboard.type("il")
    expect(page.locator("#announcer")).to_have_text("Importance of Av1: low, saved")
    link = row(page, "Av1").get_by_role("link", name="Now (L,H): order anew")
    expect(link).to_be_visible()
    assert shown.all_inner_texts() == before
    expect(name(page, "Av1")).to_be_focused()
    axe(page)
    page.keyboard.type("ih")
    expect(link).to_have_count(0)
    page.keyboard.type("il")
    link.press("Enter")
    expect(page.locator("tbody", has_text="If time allows").first).to_contain_text("Av1")
    expect(link).to_have_count(0)
    expect(row(page, "Av1").locator(":focus")).to_have_count(1)

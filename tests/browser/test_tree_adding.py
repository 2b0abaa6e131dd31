"""The row in which scenarios are typed, in Chromium: one after another, refused, cut off, and the first of a tree."""

from playwright.sync_api import expect

from tests.utility_tree.conftest import grow

from .conftest import watched
from .test_tree import LOST, name, row


def test_adding_in_one_line(page, world, signed_in):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").focus()
    page.keyboard.press("n")
    line = page.get_by_label("New scenario under Availability")
    expect(line).to_be_focused()
    expect(page.get_by_label("Refinement, optional")).to_have_value("Core payment")
    page.keyboard.type("Queue clears in < 15 min (H,M)")
    page.keyboard.press("Enter")

    expect(name(page, "Av3")).to_have_text("Queue clears in < 15 min")
    expect(line).to_be_focused()
    expect(line).to_have_value("")
    expect(row(page, "Av3").get_by_label("Difficulty of Av3: medium")).to_be_visible()
    expect(page.locator("#tree-count")).to_contain_text("4 scenarios")
    codes = page.locator("tr.scn .id").all_inner_texts()
    assert codes.index("Av3") == codes.index("Av1") + 1


def test_adding_in_one_line_refused_is_an_answer(context, server, world, signed_in):
    grow(world)
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        page.get_by_role("link", name="Add a scenario to Availability").click()
        line = page.get_by_label("New scenario under Availability")
        line.fill("(H,H)")
        line.press("Enter")
        expect(page.locator("#add-error")).to_contain_text("Write what could happen")
        expect(line).to_have_value("(H,H)")
        expect(line).to_be_focused()
        line.press("Escape")
        expect(page.locator("#add")).to_have_count(0)
        page.get_by_role("link", name="Add a scenario to Availability").click()
        page.get_by_role("link", name="Close without adding").click()
        expect(page.locator("#add")).to_have_count(0)


def test_lines_are_typed_on_while_the_server_works(context, server, world, signed_in):
    """Three lines entered before the first answer came: none is cut, and they stand in the order they were typed."""
    grow(world)
    held = []
    with watched(context, server) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        page.route("**/tree/scenarios/", lambda route: held.append(route), times=1)
        page.get_by_role("link", name="Add a scenario to Availability").click()
        line = page.get_by_label("New scenario under Availability")
        for words in ("A node fails (H,H)", "A disk fails (M,M)", "A cable is cut"):
            page.keyboard.type(words)
            page.keyboard.press("Enter")
        page.keyboard.type("A switch")
        expect(line).to_have_value("A switch")
        held[0].continue_()
        expect(name(page, "Av3")).to_have_text("A node fails")
        expect(name(page, "Av4")).to_have_text("A disk fails")
        expect(name(page, "Av5")).to_have_text("A cable is cut")
        expect(line).to_have_value("A switch")
        expect(line).to_be_focused()
        codes = page.locator("[data-name=Availability] .scn .id").all_inner_texts()
        assert codes == ["Av2", "Av3", "Av4", "Av5", "Av1"]


def test_a_line_the_server_does_not_take_comes_back_before_those_behind_it(context, server, world, signed_in):
    grow(world)
    held = []
    with watched(context, server, expected=LOST) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        page.route("**/tree/scenarios/", lambda route: held.append(route))
        page.get_by_role("link", name="Add a scenario to Availability").click()
        line = page.get_by_label("New scenario under Availability")
        for words in ("A node fails", "A disk fails"):
            page.keyboard.type(words)
            page.keyboard.press("Enter")
        expect(line).to_have_value("")
        held[0].abort("failed")
        expect(page.locator("#add-error")).to_contain_text("The server could not be reached")
        expect(line).to_have_value("A node fails")
        page.unroute("**/tree/scenarios/")
        line.press("Enter")
        expect(name(page, "Av3")).to_have_text("A node fails")
        expect(line).to_have_value("A disk fails")
        expect(page.locator("#add-error")).to_be_empty()
        line.press("Enter")
        expect(name(page, "Av4")).to_have_text("A disk fails")
        expect(line).to_have_value("")


def test_a_tree_begins_with_an_attribute(page, world, signed_in):
    signed_in(page, world.maya).goto(world.url("tree/"))
    expect(page.get_by_role("heading", name="No utility tree yet")).to_be_visible()
    page.get_by_label("New quality attribute").fill("Availability")
    page.keyboard.press("Enter")
    line = page.get_by_label("New scenario under Availability")
    expect(line).to_be_focused()
    line.fill("Core payment: 99.99% (H,H)")
    line.press("Enter")
    expect(name(page, "Av1")).to_have_text("Core payment: 99.99%")

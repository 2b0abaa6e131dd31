"""The row in which scenarios are typed, in Chromium: one after another, refused, cut off, and the first of a tree."""

from playwright.sync_api import expect

from tests.utility_tree.conftest import grow

from .conftest import arrived, hold, watched
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
        arrived(page, held).continue_()
        expect(name(page, "Av3")).to_have_text("A node fails")
        expect(name(page, "Av4")).to_have_text("A disk fails")
        expect(name(page, "Av5")).to_have_text("A cable is cut")
        expect(line).to_have_value("A switch")
        expect(line).to_be_focused()
        codes = page.locator("[data-name=Availability] .scn .id").all_inner_texts()
        assert codes == ["Av2", "Av3", "Av4", "Av5", "Av1"]


def open_row(page):
    page.get_by_role("link", name="Add a scenario to Availability").click()
    return page.get_by_label("New scenario under Availability")


def enter(page, *lines):
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def test_a_line_that_does_not_reach_the_server_goes_again_and_no_typing_is_touched(context, server, world, signed_in):
    grow(world)
    with watched(context, server, expected=LOST) as page:
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        signed_in(page, world.maya).goto(world.url("tree/"))
        held = hold(page, "**/tree/scenarios/")
        line = open_row(page)
        enter(page, "A node fails", "A disk fails")
        page.keyboard.type("A switch")
        arrived(page, held).abort("failed")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        page.evaluate("setTimeout(() => location.reload())")
        expect(name(page, "Av3")).to_have_text("A node fails")
        expect(name(page, "Av4")).to_have_text("A disk fails")
        expect(line).to_have_value("A switch")
        expect(line).to_be_focused()
        assert asked == ["beforeunload"]


def test_a_refused_line_comes_back_after_those_behind_it(context, server, world, signed_in):
    grow(world)
    with watched(context, server, expected=("422",)) as page:
        held = []
        signed_in(page, world.maya).goto(world.url("tree/"))
        page.route("**/tree/scenarios/", lambda route: held.append(route), times=1)
        line = open_row(page)
        enter(page, "(H,H)", "A disk fails")
        page.keyboard.type("A switch")
        arrived(page, held).continue_()
        expect(page.locator(".toast").filter(has_text="(H,H): Write what could happen")).to_be_visible()
        expect(name(page, "Av3")).to_have_text("A disk fails")
        expect(line).to_have_value("A switch")
        expect(page.locator("#add-error")).to_be_empty()
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        enter(page, " breaks")
        expect(name(page, "Av4")).to_have_text("A switch breaks")
        expect(line).to_have_value("(H,H)")
        expect(page.locator("#add-error")).to_contain_text("Write what could happen")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        line.fill("A cable is cut (H,H)")
        line.press("Enter")
        expect(name(page, "Av5")).to_have_text("A cable is cut")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def test_lines_behind_one_whose_answer_was_lost_are_written_and_it_is_written_once(context, server, world, signed_in):
    grow(world)
    held = []
    with watched(context, server, expected=LOST) as page:
        signed_in(page, world.maya).goto(world.url("tree/"))
        page.route("**/tree/scenarios/", lambda route: held.append(route), times=1)
        open_row(page)
        enter(page, "A node fails", "A disk fails")
        page.keyboard.type("A switch")
        arrived(page, held).fetch()
        held[0].abort("failed")
        expect(page.locator(".toast").filter(has_text="there once")).to_be_visible()  # the page was loaded anew
        expect(name(page, "Av4")).to_have_text("A disk fails")
        expect(name(page, "Av3")).to_have_text("A node fails")
        expect(page.locator("tr.scn .id").filter(has_text="Av")).to_have_count(4)
        expect(page.get_by_label("New scenario under Availability")).to_have_value("A switch")


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

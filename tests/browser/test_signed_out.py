"""A sign-in that ends while somebody writes: what was typed comes along, and is stored or asked about afterwards."""

import pytest
from playwright.sync_api import expect

from assessments.conflicts import Edit
from assessments.models import Scenario
from assessments.utility_tree.actions import edit_scenario
from tests.analysis.conftest import build_case
from tests.conftest import PASSWORD

from .conftest import arrived, hold, watched


@pytest.fixture
def case(world):
    return build_case(world)


def reasoning(page):
    return page.get_by_label("Reasoning (optional)")


def stored(case) -> str:
    return Scenario.objects.get(pk=case.av1.pk).reasoning


def sign_in_by_form(page, who):
    page.get_by_label("E-mail address").fill(who.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_what_was_typed_comes_along_through_the_sign_in(unasked, server, world, case, signed_in):
    page, sheet = unasked, world.url(f"analysis/{case.av1.public_id}/")
    signed_in(page, world.maya).goto(sheet)
    page.wait_for_load_state()
    page.locator("#capture-line").fill("r Failover was never")
    expect(page.locator("#capture-parse")).to_contain_text("Failover")
    page.context.clear_cookies(name="sessionid")
    reasoning(page).fill("Both copies share the region.")
    expect(page.get_by_label("Password")).to_be_visible()
    assert stored(case) == ""
    sign_in_by_form(page, world.maya)
    expect(page).to_have_url(f"{server}{sheet}")
    expect(page.locator(".toast", has_text="What you had typed stands here again.")).to_be_visible()
    expect(reasoning(page)).to_have_value("Both copies share the region.")
    expect(reasoning(page)).to_be_focused()
    expect(page.locator("#capture-line")).to_have_value("r Failover was never")
    expect(page.locator("#sheet-reasoning")).to_contain_text("Both copies share the region.")
    assert stored(case) == "Both copies share the region."
    page.reload()
    expect(reasoning(page)).to_have_value("Both copies share the region.")
    expect(page.locator("#capture-line")).to_have_value("")


def test_a_captured_line_is_kept_where_the_sign_in_ends_in_the_middle_of_it(unasked, server, world, signed_in):
    page = unasked
    signed_in(page, world.maya).goto(world.url("drivers/"))
    page.get_by_role("button", name="Quick capture").click()
    page.context.clear_cookies(name="sessionid")
    page.locator("#capture-line").focus()
    page.keyboard.insert_text("r Single reg")  # at once: the page goes as soon as the server is asked about it
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in_by_form(page, world.maya)
    expect(page.locator("#capture-line")).to_have_value("r Single reg")
    expect(page.locator("#capture-line")).to_be_focused()
    page.keyboard.type("ion")
    page.keyboard.press("Enter")
    expect(page.locator(".toast", has_text="R1 added: Risk, Single region")).to_be_visible()


def test_entered_lines_and_the_half_one_behind_them_come_along(unasked, world, signed_in):
    page = unasked
    signed_in(page, world.maya).goto(world.url("drivers/"))
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Add a driver").focus()
    held = hold(page, "**/drivers/add/")
    # What the server understands of a line is asked too, and would lead to the sign-in in the middle of the next one.
    page.route("**/drivers/read/*", lambda route: route.fulfill(status=204))
    for words in ("Pay out within a day", "One ledger for all"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    page.keyboard.insert_text("No night")
    arrived(page, held).continue_()
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in_by_form(page, world.maya)
    expect(page.locator("#drivers a.title")).to_have_text(["Pay out within a day", "One ledger for all"])
    expect(page.get_by_label("Add a driver")).to_have_value("No night")


def test_lines_come_along_from_a_page_of_before_the_last_sign_in(context, server, world):
    with watched(context, server, expected=("403",)) as page:
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.goto(world.url("drivers/"))
        sign_in_by_form(page, world.maya)
        line = page.get_by_label("Add a driver")
        expect(line).to_be_visible()
        page.wait_for_load_state()
        context.clear_cookies(name="sessionid")
        other = context.new_page()
        other.goto(world.url("drivers/"))
        sign_in_by_form(other, world.maya)
        expect(other.get_by_label("Add a driver")).to_be_visible()
        line.focus()
        held = hold(page, "**/drivers/add/")
        for words in ("Pay out within a day", "One ledger for all"):
            page.keyboard.insert_text(words)
            page.keyboard.press("Enter")
        arrived(page, held).continue_()
        expect(page.locator("#drivers a.title")).to_have_text(["Pay out within a day", "One ledger for all"])


def test_a_line_entered_while_the_sign_in_is_on_its_way_comes_along(unasked, world, signed_in):
    page = unasked
    signed_in(page, world.maya).goto(world.url("drivers/"))
    held, over = [], []

    def hold(route):
        if route.request.is_navigation_request() and not over:
            held.append(route)
        else:
            route.continue_()

    page.route("**/accounts/login/**", hold)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Add a driver").focus()
    page.keyboard.insert_text("Pay out within a day")
    with page.expect_request(lambda request: "/accounts/login" in request.url and request.is_navigation_request()):
        page.keyboard.press("Enter")
    page.keyboard.insert_text("One ledger for all")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("No night")
    arrived(page, held)
    over.append(True)
    for route in held:  # each answer that leads to the sign-in goes there anew
        route.continue_()
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in_by_form(page, world.maya)
    expect(page.locator("#drivers a.title")).to_have_text(["Pay out within a day", "One ledger for all"])
    expect(page.get_by_label("Add a driver")).to_have_value("No night")


def test_lines_of_the_tree_come_along(unasked, world, case, signed_in):
    page = unasked
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_role("link", name="Add a scenario to Availability").click()
    held = hold(page, "**/tree/scenarios/")
    page.context.clear_cookies(name="sessionid")
    for words in ("A node fails", "A disk fails"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    page.keyboard.type("A switch")
    arrived(page, held).continue_()
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in_by_form(page, world.maya)
    for words in ("A node fails", "A disk fails"):
        expect(page.locator(".scn-name", has_text=words)).to_have_count(1)
    expect(page.get_by_label("New scenario under Availability")).to_have_value("A switch")
    expect(page.get_by_label("New scenario under Availability")).to_be_focused()


def test_a_statement_edited_in_its_row_comes_along(unasked, world, case, signed_in):
    page = unasked
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.locator(f"#scenario-{case.av1.public_id} .scn-name").focus()
    page.keyboard.press("Enter")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.type(" twice")
    typed = page.get_by_label("Statement of Av1").input_value()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in_by_form(page, world.maya)
    line = page.get_by_label("Statement of Av1")
    expect(line).to_have_value(typed)
    expect(line).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#scenario-{case.av1.public_id} .scn-name")).to_have_text(typed)


def test_somebody_elses_text_of_meanwhile_is_asked_about(context, server, world, case, signed_in):
    with watched(context, server, expected=("409",)) as page:
        page.on("dialog", lambda dialog: dialog.dismiss())
        signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
        page.wait_for_load_state()
        page.context.clear_cookies(name="sessionid")
        reasoning(page).fill("Maya's words")
        expect(page.get_by_label("Password")).to_be_visible()
        who = {"assessment": world.assessment, "actor": world.jonas, "public_id": case.av1.public_id}
        edit_scenario(**who, edits={"reasoning": Edit(new="Jonas's words", base="")})
        sign_in_by_form(page, world.maya)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Two people changed the reasoning of Av1")
        expect(dialog).to_contain_text("Maya's words")
        expect(dialog).to_contain_text("Jonas's words")
        assert stored(case) == "Jonas's words"


def test_a_page_from_before_the_last_sign_in_is_loaded_anew_with_what_was_typed(context, server, world, case):
    with watched(context, server, expected=("403",)) as page:
        page.on("dialog", lambda dialog: dialog.dismiss())
        sheet = world.url(f"analysis/{case.av1.public_id}/")
        page.goto(sheet)
        sign_in_by_form(page, world.maya)
        expect(reasoning(page)).to_be_visible()
        page.wait_for_load_state()
        context.clear_cookies(name="sessionid")
        other = context.new_page()
        other.goto(sheet)
        sign_in_by_form(other, world.maya)
        expect(reasoning(other)).to_be_visible()
        reasoning(page).fill("Both copies share the region.")
        expect(page.locator(".toast", has_text="What you had typed stands here again.")).to_be_visible()
        expect(page.locator("#sheet-reasoning")).to_contain_text("Both copies share the region.")
        assert stored(case) == "Both copies share the region."


def test_who_signs_in_instead_finds_nothing_of_it(unasked, server, world, case, signed_in):
    page, sheet = unasked, world.url(f"analysis/{case.av1.public_id}/")
    signed_in(page, world.maya).goto(sheet)
    page.wait_for_load_state()
    page.context.clear_cookies(name="sessionid")
    reasoning(page).fill("Maya's words")
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in_by_form(page, world.jonas)
    expect(page).to_have_url(f"{server}{sheet}")
    page.wait_for_load_state()
    expect(reasoning(page)).to_have_value("")
    signed_in(page, world.maya).goto(sheet)
    expect(reasoning(page)).to_have_value("Maya's words")
    expect(page.locator("#sheet-reasoning")).to_contain_text("Maya's words")

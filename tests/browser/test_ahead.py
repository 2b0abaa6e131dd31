"""Lines typed on while the server still works on the one before: in the registers that have a line at their foot."""

import pytest
from playwright.sync_api import expect

from assessments.models import Driver

from .conftest import watched


def titles(page) -> list[str]:
    return page.locator("#drivers a.title").all_inner_texts()


@pytest.fixture
def held(page):
    """The first line that is sent, until it is let go."""
    routes = []
    page.route("**/drivers/add/", lambda route: routes.append(route), times=1)
    return routes


def enter(page, *lines):
    page.get_by_label("Add a driver").focus()
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def test_lines_go_one_after_the_other_and_what_is_typed_meanwhile_stays(page, world, signed_in, held):
    signed_in(page, world.maya).goto(world.url("drivers/"))
    line = page.get_by_label("Add a driver")
    enter(page, "Pay out within a day", "One ledger for all", "No night shifts")
    page.keyboard.type("Half a sen")
    expect(line).to_have_value("Half a sen")
    held[0].continue_()
    expect(page.locator("#drivers a.title")).to_have_count(3)
    assert titles(page) == ["Pay out within a day", "One ledger for all", "No night shifts"]
    expect(line).to_have_value("Half a sen")
    expect(line).to_be_focused()
    page.keyboard.type("tence")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Half a sentence")).to_be_visible()
    expect(line).to_have_value("")
    assert Driver.objects.filter(assessment=world.assessment).count() == 4


def test_a_line_that_is_not_taken_comes_back_before_those_behind_it(context, server, world, signed_in):
    long = "x" * 10_001
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url("drivers/"))
        routes = []
        page.route("**/drivers/add/", lambda route: routes.append(route), times=1)
        line = page.get_by_label("Add a driver")
        line.fill(long)
        line.press("Enter")
        enter(page, "One ledger for all")
        page.keyboard.type("No night")
        routes[0].continue_()
        expect(line).to_have_value(long)
        expect(page.get_by_role("alert").filter(has_text="characters")).to_be_visible()
        line.fill("Pay out within a day")
        line.press("Enter")
        expect(page.get_by_role("link", name="Pay out within a day")).to_be_visible()
        expect(line).to_have_value("One ledger for all")
        line.press("Enter")
        expect(page.get_by_role("link", name="One ledger for all")).to_be_visible()
        expect(line).to_have_value("No night")


def test_a_line_that_does_not_reach_the_server_comes_back_and_is_sent_again(context, server, world, signed_in):
    with watched(context, server, expected=("ERR_FAILED", "failed:", "htmx:")) as page:
        signed_in(page, world.maya).goto(world.url("drivers/"))
        page.route("**/drivers/add/", lambda route: route.abort("failed"), times=1)
        line = page.get_by_label("Add a driver")
        enter(page, "Pay out within a day")
        expect(line).to_have_value("Pay out within a day")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        expect(page.get_by_role("link", name="Pay out within a day")).to_be_visible()  # after two seconds
        expect(line).to_have_value("")

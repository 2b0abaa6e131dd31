"""Lines typed on while the server still works on the one before: in the registers that have a line at their foot."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Driver

from .conftest import arrived, hold, watched


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
    arrived(page, held).continue_()
    expect(page.locator("#drivers a.title")).to_have_count(3)
    assert titles(page) == ["Pay out within a day", "One ledger for all", "No night shifts"]
    expect(line).to_have_value("Half a sen")
    expect(line).to_be_focused()
    page.keyboard.type("tence")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Half a sentence")).to_be_visible()
    expect(line).to_have_value("")
    assert Driver.objects.filter(assessment=world.assessment).count() == 4


LOST = ("ERR_", "failed:", "htmx:")  # what the browser notes when a request is cut


def told(page, text):
    return page.locator(".toast").filter(has_text=text)


def test_a_refused_line_comes_back_once_nothing_is_typed_where_it_stood(context, server, world, signed_in):
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
        arrived(page, routes).continue_()
        expect(told(page, "characters")).to_have_count(1)
        expect(page.get_by_role("link", name="One ledger for all")).to_be_visible()
        expect(line).to_have_value("No night")
        page.keyboard.type(" shifts")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="No night shifts")).to_be_visible()
        expect(line).to_have_value(long)
        expect(page.get_by_role("alert").filter(has_text="characters")).to_be_visible()
        line.fill("Pay out within a day")
        line.press("Enter")
        expect(page.get_by_role("link", name="Pay out within a day")).to_be_visible()
        expect(line).to_have_value("")
        assert titles(page) == ["One ledger for all", "No night shifts", "Pay out within a day"]


def test_a_refused_line_that_waits_comes_back_when_the_field_is_left_empty(context, server, world, signed_in):
    long = "x" * 10_001
    with watched(context, server, expected=("422",)) as page:
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        signed_in(page, world.maya).goto(world.url("drivers/"))
        line = page.get_by_label("Add a driver")

        def refused_while_typing():
            routes = []
            page.route("**/drivers/add/", lambda route: routes.append(route), times=1)
            line.fill(long)
            with page.expect_request("**/drivers/add/"):
                line.press("Enter")
            page.keyboard.type("No night")
            arrived(page, routes).continue_()
            expect(told(page, "characters")).to_have_count(1)
            expect(line).to_have_value("No night")

        refused_while_typing()
        page.reload()
        assert asked == ["beforeunload"]
        refused_while_typing()
        line.fill("")
        line.blur()
        expect(line).to_have_value(long)
        expect(page.get_by_role("alert").filter(has_text="characters")).to_be_visible()


@pytest.mark.parametrize("status", [0, 503, 500])
def test_a_line_that_does_not_reach_the_server_goes_again_and_nothing_typed_is_touched(
    status, context, server, world, signed_in
):
    with watched(context, server, expected=(*LOST, "50")) as page:
        signed_in(page, world.maya).goto(world.url("drivers/"))
        cut = (lambda route: route.fulfill(status=status)) if status else (lambda route: route.abort("failed"))
        page.route("**/drivers/add/", cut, times=2)
        line = page.get_by_label("Add a driver")
        enter(page, "Pay out within a day", "One ledger for all")
        page.keyboard.type("No night")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        expect(page.locator(".toast")).to_have_count(1)
        expect(line).to_have_value("No night")
        page.keyboard.type(" shifts")
        page.wait_for_timeout(2_500)  # the second time
        expect(page.locator(".toast")).to_have_count(1)
        expect(line).to_have_value("No night shifts")
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator("#drivers a.title")).to_have_count(2)
        assert titles(page) == ["Pay out within a day", "One ledger for all"]
        expect(line).to_have_value("No night shifts")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def test_lines_behind_one_whose_answer_was_lost_are_written_and_it_is_written_once(context, server, world, signed_in):
    held = []
    with watched(context, server, expected=LOST) as page:
        signed_in(page, world.maya).goto(world.url("drivers/"))
        page.route("**/drivers/add/", lambda route: held.append(route), times=1)
        line = page.get_by_label("Add a driver")
        enter(page, "Pay out within a day", "One ledger for all", "No night shifts")
        page.keyboard.type("Half a sen")
        arrived(page, held).fetch()
        held[0].abort("failed")
        expect(page.locator(".toast").filter(has_text="there once")).to_be_visible()  # the page was loaded anew
        expect(page.locator("#drivers a.title")).to_have_count(3)
        assert titles(page) == ["Pay out within a day", "One ledger for all", "No night shifts"]
        expect(line).to_have_value("Half a sen")
        assert Driver.objects.filter(assessment=world.assessment).count() == 3


def test_leaving_asks_while_a_line_waits(context, server, world, signed_in):
    with watched(context, server, expected=LOST) as page:
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        signed_in(page, world.maya).goto(world.url("drivers/"))
        held = hold(page, "**/drivers/add/")
        enter(page, "Pay out within a day", "One ledger for all")
        arrived(page, held).abort("failed")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        page.evaluate("setTimeout(() => location.reload())")
        expect(page.locator("#drivers a.title")).to_have_count(2)
        assert asked == ["beforeunload"]


def test_a_line_is_written_though_the_answer_before_it_came_without_its_form(page, world, signed_in, held):
    signed_in(page, world.maya).goto(world.url("drivers/"))
    enter(page, "Pay out within a day", "One ledger for all")
    answer = arrived(page, held).fetch()
    held[0].fulfill(response=answer, body=re.sub(r'<form[^>]*id="driver-add".*?</form>', "", answer.text(), flags=re.S))
    expect(page.locator("#drivers a.title")).to_have_count(2)


def test_an_answer_goes_into_the_register_that_came_anew_meanwhile(page, world, signed_in, held):
    signed_in(page, world.maya).goto(world.url("drivers/"))
    enter(page, "Pay out within a day")
    page.evaluate("htmx.ajax('GET', location.pathname, {target: '#drivers', select: '#drivers', swap: 'outerHTML'})")
    page.keyboard.type("Half a sentence")
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-swapping, .htmx-added")).to_have_count(1)  # the line's
    arrived(page, held).continue_()
    expect(page.get_by_role("link", name="Pay out within a day")).to_be_visible()
    expect(page.get_by_label("Add a driver")).to_have_value("Half a sentence")


def test_a_line_that_was_written_takes_no_key_from_another_field(page, world, signed_in, held):
    signed_in(page, world.maya).goto(world.url("drivers/"))
    enter(page, "Pay out within a day")
    page.keyboard.press("Alt+q")
    page.keyboard.type("r Single ")
    arrived(page, held).continue_()
    expect(page.get_by_role("link", name="Pay out within a day")).to_be_visible()
    page.keyboard.type("region")
    expect(page.locator("#capture-line")).to_have_value("r Single region")

"""What a page says of its saves is true, and what it sends again is what was sent."""

import re

from playwright.sync_api import expect

from assessments.drivers.actions import add_driver
from assessments.findings.comment_actions import add_comment
from assessments.models import ChangeItem, FindingComment, Scenario
from tests.utility_tree.conftest import grow

from .conftest import arrived, hold, saved, watched
from .test_registers import fill
from .test_tree import name, row, stored


def test_a_button_whose_answer_got_lost_is_pressed_once(context, server, world, signed_in):
    """Maya accepts a comment and goes on writing; what is sent again still says that she accepts."""
    risk, _theme, _row = fill(world)
    who = {"assessment": world.assessment, "actor": world.daniel}
    add_comment(**who, finding=risk.public_id, text="The standby is in another region")

    def lose_the_answer(route):
        route.fetch()
        route.abort("connectionreset")

    with watched(context, server, expected=("ERR_CONNECTION_RESET", "failed:", "htmx:")) as page:
        signed_in(page, world.maya).goto(world.url(f"findings/{risk.public_id}/"))
        page.route("**/answer/*", lose_the_answer, times=1)
        page.get_by_role("button", name="Accept", exact=True).click()
        page.get_by_label("Title", exact=True).focus()
        expect(page.locator(".toast", has_text="It was written when it was sent first")).to_be_visible()
        expect(page.locator("#comments")).to_contain_text("Accepted")
    assert FindingComment.objects.get(assessment=world.assessment).disposition == "accepted"
    written = ChangeItem.objects.filter(change__assessment=world.assessment, entity="FindingComment", kind="update")
    assert written.count() == 1


def test_a_save_that_waited_for_another_is_still_said_to_be_on_its_way(page, world, signed_in):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
    form = page.locator("#scenario-form")
    held = hold(page, f"**/tree/{grown.av1.public_id}/*", times=None)
    for part, text in (("Stimulus", "A zone fails"), ("Environment", "Noon")):
        page.get_by_label(part).fill(text)
        page.get_by_label(part).press("Tab")
        expect(form).to_have_attribute("data-saving", "")
    arrived(page, held).continue_()
    second = arrived(page, held, 2)
    page.wait_for_timeout(100)  # whatever the first answer does is done
    expect(form).to_have_attribute("data-saving", "")
    second.continue_()
    saved(page)
    assert (stored(grown.av1).stimulus, stored(grown.av1).environment) == ("A zone fails", "Noon")


def test_an_undo_without_a_network_waits_for_it(context, server, world, signed_in):
    grown = grow(world)
    offline = ("ERR_INTERNET_DISCONNECTED", "failed:", "htmx:")
    with watched(context, server, expected=offline) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        page.get_by_role("button", name="Delete Av1").click()
        expect(row(page, "Av1")).to_have_count(0)
        context.set_offline(True)
        page.locator(".toast").get_by_role("button", name="Undo").click()
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        expect(page.locator(".toast", has_text="Av1")).to_be_visible()
        context.set_offline(False)
        expect(name(page, "Av1")).to_be_visible()
        saved(page)
    assert Scenario.objects.get(pk=grown.av1.pk).deleted_at is None


def test_a_phone_says_it_too_where_something_is_not_saved(context, server, world, signed_in, axe):
    with watched(context, server, expected=("ERR_INTERNET_DISCONNECTED", "failed:", "htmx:")) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        signed_in(page, world.maya).goto(world.url("preparation/decision/"))
        words = page.locator("[data-saved]").get_by_text("Not saved")
        expect(words).to_be_hidden()
        context.set_offline(True)
        page.get_by_label("Scope").fill("The core")
        page.get_by_label("Scope").press("Tab")
        expect(words).to_be_visible()
        place = words.bounding_box()
        assert 0 <= place["x"] < place["x"] + place["width"] <= 390
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        axe(page)
        context.set_offline(False)
        saved(page)
        expect(words).to_be_hidden()


def test_what_is_on_its_way_again_is_not_sent_a_second_time(context, server, world, signed_in):
    """The network comes back while a retry is under way: one that waited behind it would fail unheard."""
    grown = grow(world)
    with watched(context, server, expected=("ERR_FAILED", "failed:", "htmx:")) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        page.get_by_role("button", name="Delete Av1").click()
        expect(row(page, "Av1")).to_have_count(0)
        asked = []

        def fate(route):
            asked.append(route)
            if len(asked) != 2:
                route.abort()

        page.route(re.compile("/undo/"), fate)
        page.locator(".toast").get_by_role("button", name="Undo").click()
        arrived(page, asked, 2)
        page.evaluate("dispatchEvent(new Event('online'))")
        asked[1].abort()
        page.wait_for_timeout(300)
        assert len(asked) == 2
        page.unroute(re.compile("/undo/"))
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(name(page, "Av1")).to_be_visible()
        saved(page)
    assert Scenario.objects.get(pk=grown.av1.pk).deleted_at is None


def state(page):
    return page.locator("[data-saved]")


def test_what_was_refused_is_said_to_be_unsaved_until_it_is_mended(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        page.get_by_label("Statement").fill("")
        page.get_by_label("Statement").press("Tab")
        expect(page.get_by_text("To remove it, delete it.")).to_be_visible()
        expect(state(page)).to_have_attribute("data-state", "failed")
        name(page, "Pe1").focus()
        page.keyboard.type("dh")
        expect(page.locator("#announcer")).to_have_text("Difficulty of Pe1: high, saved")
        expect(state(page)).to_have_attribute("data-state", "failed")
        page.get_by_label("Statement").fill("The region fails")
        saved(page)
    assert stored(grown.av1).statement == "The region fails"


def test_a_refused_line_is_said_to_be_unsaved_until_it_is_left(context, server, world, signed_in):
    add_driver(assessment=world.assessment, actor=world.maya, line="Pay out within a day")
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url("drivers/"))
        line = page.get_by_label("Add a driver")
        line.fill("x" * 10_001)
        line.press("Enter")
        expect(page.get_by_role("alert").filter(has_text="characters")).to_be_visible()
        expect(state(page)).to_have_attribute("data-state", "failed")
        page.get_by_role("button", name="Actions for BD1").click()
        page.get_by_role("button", name="Delete").click()
        expect(page.locator(".toast", has_text="Undo")).to_be_visible()
        expect(line).to_have_value("x" * 10_001)
        expect(state(page)).to_have_attribute("data-state", "failed")
        line.fill("")
        expect(state(page)).to_have_attribute("data-state", "idle")


def test_several_forms_without_a_network_are_one_notice(context, server, world, signed_in):
    grown = grow(world)
    offline = ("ERR_INTERNET_DISCONNECTED", "failed:", "htmx:")
    with watched(context, server, expected=offline) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        context.set_offline(True)
        page.get_by_label("Source", exact=True).fill("Primary cloud region")
        expect(page.locator(".toast", has_text="sent again by itself")).to_be_visible()
        page.get_by_role("link", name="Add a scenario to Availability").click()
        page.keyboard.type("A node fails")
        with page.expect_event("requestfailed", lambda request: request.url.endswith("/tree/scenarios/")):
            page.keyboard.press("Enter")
        page.wait_for_timeout(200)  # it has been told of
        expect(page.locator(".toast")).to_have_count(1)
        expect(page.locator(".toast").get_by_role("button", name="Dismiss")).to_be_visible()
        expect(state(page)).to_have_attribute("data-state", "failed")
        context.set_offline(False)
        expect(name(page, "Av3")).to_have_text("A node fails")
        saved(page)
    assert stored(grown.av1).source == "Primary cloud region"

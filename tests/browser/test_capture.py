"""Quick capture in the browser: understood while it is typed, kept while the network is gone, sent once."""

import pytest
from playwright.sync_api import expect

from assessments.models import Finding, FindingLink
from tests.analysis.conftest import build_case

from .conftest import watched

OFFLINE = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_FAILED",
    "failed: ",
    "ERR_CONNECTION",
    "htmx:sendError",
    "htmx:afterRequest",
)


@pytest.fixture
def case(world):
    return build_case(world)


def line_of(page):
    return page.get_by_label("Quick capture", exact=True).and_(page.get_by_role("textbox"))


def titles(world) -> list[str]:
    return list(Finding.objects.filter(assessment=world.assessment).order_by("pk").values_list("title", flat=True))


def test_a_line_is_captured_on_any_page_by_keyboard(context, server, world, signed_in, axe):
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url("drivers/"))
        page.keyboard.press("Alt+q")
        line = line_of(page)
        expect(line).to_be_focused()
        axe(page)
        page.keyboard.type("r Single region #critical @Elena")
        understood = page.locator("#capture-parse")
        expect(understood).to_contain_text("owner Elena Rossi")
        expect(understood).to_contain_text("Critical")
        line.press("Enter")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
        expect(line).to_have_value("")
        expect(line).to_be_focused()
        expect(page.get_by_role("link", name="Risks and themes")).to_contain_text("1")
        line.fill("r Lag ^A9")
        line.press("Enter")
        expect(page.get_by_text("There is no approach called A9.").last).to_be_visible()
        expect(line).to_have_value("r Lag ^A9")
        axe(page)
        assert titles(world) == ["Single region"]


def test_on_a_sheet_a_cell_begins_the_line(page, world, case, signed_in):
    signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
    page.get_by_role("link", name="Add a risk at A1").click()
    page.keyboard.type("Failover was never rehearsed")
    expect(line_of(page)).to_have_value("r Failover was never rehearsed ^A1")
    page.keyboard.press("Enter")
    expect(page.locator(f"#row-{case.a1.public_id}").get_by_role("link", name="R2", exact=True)).to_be_visible()
    link = FindingLink.objects.get(assessment=world.assessment, finding__title="Failover was never rehearsed")
    assert (link.scenario, link.approach) == (case.av1, case.a1)


def test_lines_typed_without_a_network_survive_a_reload_and_are_sent_once(context, server, world, signed_in):
    with watched(context, server, expected=OFFLINE) as page:
        signed_in(page, world.maya).goto(world.url("findings/"))
        page.get_by_role("button", name="Quick capture").click()
        context.set_offline(True)
        for text in ("r Single region #high", "s Pool size decides"):
            line_of(page).fill(text)
            line_of(page).press("Enter")
            expect(line_of(page)).to_have_value("")
        count = page.locator("[data-outbox-count]")
        expect(count).to_have_text("Waiting to be sent: 2")
        expect(page.get_by_role("list", name="Lines that wait")).to_contain_text("s Pool size decides")
        assert titles(world) == []

        # The reload itself needs the server; what it must not lose is what was typed.
        page.route("**/capture/add/", lambda route: route.abort("internetdisconnected"))
        context.set_offline(False)
        page.reload()
        expect(count).to_have_text("Waiting to be sent: 2")
        assert titles(world) == []
        page.unroute("**/capture/add/")
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
        expect(page.locator(".toast", has_text="S1 added")).to_be_visible()
        expect(count).to_have_text("")
        page.reload()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        assert titles(world) == ["Single region", "Pool size decides"]


def test_a_line_whose_answer_got_lost_is_not_written_twice(context, server, world, signed_in):
    def lose_the_answer(route):
        route.fetch()
        route.abort("connectionreset")

    with watched(context, server, expected=(*OFFLINE, "ERR_CONNECTION_RESET")) as page:
        signed_in(page, world.maya).goto(world.url("capture/"))
        page.route("**/capture/add/", lose_the_answer)
        line_of(page).fill("r Single region")
        line_of(page).press("Enter")
        expect(page.get_by_role("list", name="Lines that wait")).to_contain_text("Kept")
        assert titles(world) == ["Single region"]
        page.unroute("**/capture/add/")
        page.reload()
        expect(page.locator(".toast", has_text="R1 was added before; it is there once")).to_be_visible()
        assert titles(world) == ["Single region"]


def test_who_signs_in_afterwards_neither_sends_nor_sees_the_lines_of_another(context, server, world, signed_in):
    with watched(context, server, expected=OFFLINE) as page:
        signed_in(page, world.maya).goto(world.url("capture/"))
        page.route("**/capture/add/", lambda route: route.abort("internetdisconnected"))
        line_of(page).fill("r Typed by Maya")
        line_of(page).press("Enter")
        count = page.locator("[data-outbox-count]")
        expect(count).to_have_text("Waiting to be sent: 1")

        signed_in(page, world.jonas).goto(world.url("capture/"))
        page.unroute("**/capture/add/")  # not earlier: Maya's page tries again every few seconds
        expect(count).to_have_text("")
        expect(page.get_by_text("Typed by Maya")).to_have_count(0)
        line_of(page).fill("r Typed by Jonas")
        line_of(page).press("Enter")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
        assert titles(world) == ["Typed by Jonas"]

        signed_in(page, world.maya).goto(world.url("capture/"))
        expect(page.locator(".toast", has_text="R2 added")).to_be_visible()
        expect(count).to_have_text("")
        assert titles(world) == ["Typed by Jonas", "Typed by Maya"]


def test_a_line_that_waits_can_be_taken_back(context, server, world, signed_in):
    with watched(context, server, expected=OFFLINE) as page:
        signed_in(page, world.maya).goto(world.url("capture/"))
        context.set_offline(True)
        for text in ("r Wrong", "r Right"):
            line_of(page).fill(text)
            line_of(page).press("Enter")
        rows = page.get_by_role("list", name="Lines that wait").get_by_role("listitem")
        rows.filter(has_text="r Wrong").get_by_role("button", name="Discard").click()
        expect(rows).to_have_count(1)
        rows.get_by_role("button", name="Take back").click()
        expect(line_of(page)).to_have_value("r Right")
        expect(rows).to_have_count(0)
        context.set_offline(False)
        line_of(page).press("Enter")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
        assert titles(world) == ["Right"]

"""Quick capture in the browser: understood while it is typed, kept while the network is gone, sent once."""

import pytest
from playwright.sync_api import expect

from assessments.models import Finding, FindingLink
from tests.analysis.conftest import build_case

from .conftest import arrived, hold, watched

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


def list_of(page):
    return page.get_by_role("list", name="Lines that wait")


def test_a_refused_line_takes_no_key_press_from_another_field(context, server, world, case, signed_in):
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
        page.wait_for_load_state()
        held = hold(page, "**/capture/add/", times=None)
        line_of(page).fill("r Lag $& %reason ^A9")
        with page.expect_request("**/capture/add/"):
            line_of(page).press("Enter")
        reasoning = page.get_by_label("Reasoning (optional)")
        reasoning.press_sequentially("The standby ")
        arrived(page, held).continue_()
        told = "Not written, but kept under Quick capture: “r Lag $& %reason ^A9”. There is no approach called A9."
        expect(page.locator(".toast", has_text=told)).to_be_visible()
        page.keyboard.type("shares the region")
        expect(reasoning).to_have_value("The standby shares the region")
        expect(line_of(page)).to_have_value("")
        expect(page.locator("[data-outbox-count]")).to_have_text("To be mended: 1")
        list_of(page).get_by_role("button", name="Take back").click()
        expect(line_of(page)).to_have_value("r Lag $& %reason ^A9")
        expect(page.locator("#capture-error")).to_contain_text("There is no approach called A9.")


def refused(page, world):
    """A line is in the field again, with the reason why it was not written."""
    page.goto(world.url("findings/"))
    page.keyboard.press("Alt+q")
    line_of(page).fill("r Lag ^A9")
    line_of(page).press("Enter")
    expect(page.locator("#capture-error")).to_contain_text("There is no approach called A9.")


def test_a_refused_line_that_is_back_in_the_field_waits_once_the_page_goes(context, server, world, signed_in):
    with watched(context, server, expected=("422",)) as page:
        refused(signed_in(page, world.maya), world)
        line_of(page).fill("r Lag behind ^A9")

        page.goto(world.url("drivers/"))
        expect(page.locator("[data-outbox-count]")).to_have_text("To be mended: 1")
        page.get_by_role("button", name="Quick capture").click()
        expect(list_of(page)).to_contain_text("r Lag behind ^A9")
        list_of(page).get_by_role("button", name="Take back").click()
        expect(line_of(page)).to_have_value("r Lag behind ^A9")
        line_of(page).fill("r Lag behind")
        line_of(page).press("Enter")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
        page.reload()
        expect(page.locator("[data-outbox-count]")).to_have_text("")
        assert titles(world) == ["Lag behind"]


def test_a_refused_line_waits_in_one_place_where_the_browser_shows_the_page_again(context, server, world, signed_in):
    """Back, and the page is as it was left: browsers keep it whole, with what its scripts know."""
    with watched(context, server, expected=("422",)) as page:
        refused(signed_in(page, world.maya), world)
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
        expect(line_of(page)).to_have_value("")
        expect(page.locator("#capture-error")).to_be_empty()
        expect(list_of(page).get_by_role("listitem")).to_have_count(1)
        list_of(page).get_by_role("button", name="Take back").click()
        expect(line_of(page)).to_have_value("r Lag ^A9")
        line_of(page).fill("r Lag")
        line_of(page).press("Enter")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
        expect(page.locator("[data-outbox-count]")).to_have_text("")
        assert titles(world) == ["Lag"]


def test_a_line_on_which_the_server_fails_does_not_hold_up_the_next(context, server, world, signed_in):
    def fail(route):
        broken = "Poison" in route.request.post_data
        route.fulfill(status=500, body="") if broken else route.continue_()

    with watched(context, server, expected=("500",)) as page:
        signed_in(page, world.maya).goto(world.url("capture/"))
        page.route("**/capture/add/", fail)
        for text in ("r Poison", "r Healthy"):
            line_of(page).fill(text)
            line_of(page).press("Enter")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
        expect(list_of(page).get_by_role("listitem")).to_have_count(1)
        expect(list_of(page)).to_contain_text("r PoisonThe server could not take this line yet. It is tried again.")
        page.unroute("**/capture/add/")  # it is tried again by itself
        expect(page.locator(".toast", has_text="R2 added")).to_be_visible()
        assert titles(world) == ["Healthy", "Poison"]


def test_a_line_is_taken_back_only_where_it_was_typed(context, server, world, case, signed_in):
    with watched(context, server, expected=OFFLINE) as page:
        page.route("**/capture/add/", lambda route: route.abort("internetdisconnected"))
        sheet = world.url(f"analysis/{case.av1.public_id}/")
        signed_in(page, world.maya).goto(sheet)
        line_of(page).fill("r Failover was never rehearsed")
        line_of(page).press("Enter")
        expect(list_of(page).get_by_role("button", name="Take back")).to_be_visible()
        expect(list_of(page).get_by_role("link")).to_have_count(0)

        page.goto(world.url("drivers/"))
        page.get_by_role("button", name="Quick capture").click()
        expect(list_of(page).get_by_role("button")).to_have_text(["Discard"])
        list_of(page).get_by_role("link", name="Go where it was typed").click()
        expect(page).to_have_url(f"{server}{sheet}")
        list_of(page).get_by_role("button", name="Take back").click()
        expect(line_of(page)).not_to_have_value("")
        page.unroute("**/capture/add/")
        line_of(page).press("Enter")
        expect(page.locator(".toast", has_text="R2 added")).to_be_visible()
        link = FindingLink.objects.get(assessment=world.assessment, finding__title="Failover was never rehearsed")
        assert link.scenario == case.av1


def test_lines_that_wait_fit_a_phone(context, server, world, case, signed_in, axe):
    with watched(context, server, expected=OFFLINE) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        page.route("**/capture/add/", lambda route: route.abort("internetdisconnected"))
        signed_in(page, world.maya).goto(world.url(f"analysis/{case.av1.public_id}/"))
        line_of(page).fill("r Failover was never rehearsed, and nobody knows how long it would take #high")
        line_of(page).press("Enter")
        expect(list_of(page)).to_contain_text("Kept")
        expect(page.locator("[data-outbox-count]")).to_have_text("Waiting to be sent: 1")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        axe(page)


def test_a_line_is_written_where_the_storage_of_the_browser_is_full(page, world, signed_in):
    signed_in(page, world.maya).goto(world.url("capture/"))
    page.wait_for_load_state()
    page.evaluate(
        """() => {
          for (let size = 2 ** 20; size >= 1; size /= 2) {
            try {
              for (let number = 0; ; number += 1) localStorage.setItem(`other ${size} ${number}`, "x".repeat(size));
            } catch {}
          }
        }"""
    )
    held = hold(page, "**/capture/add/", times=None)
    line_of(page).fill("r Single region")
    with page.expect_request("**/capture/add/"):
        line_of(page).press("Enter")
    expect(list_of(page)).to_contain_text("r Single region")
    arrived(page, held).continue_()
    expect(page.locator(".toast", has_text="R1 added")).to_be_visible()
    expect(page.locator("[data-outbox-count]")).to_have_text("")
    assert titles(world) == ["Single region"]

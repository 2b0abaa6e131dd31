"""Journeys through the frame: sign in, list, overview, agenda, people, settings; with and without JavaScript."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from playwright.sync_api import expect

from assessments import changes
from assessments.models import Finding
from assessments.new_rows import new_attribute, new_driver, new_finding, new_scenario, refinement_of
from tests.conftest import PASSWORD
from tests.utility_tree.conftest import grow

from .conftest import saved, watched
from .test_focus import drawn

PAGES = ("/", "/new/", "", "settings/", "people/")
RESET = "/accounts/password/reset/"
SIGNED_OUT = (
    "/accounts/login/",
    RESET,
    f"{RESET}done/",
    f"{RESET}key/1-used/",
    f"{RESET}key/done/",
    "/accounts/signup/",
)
SIGNED_OUT += ("/accounts/inactive/",)


def fill(world):
    with changes.record(world.assessment, world.maya, "fill") as change:
        new_driver(change, statement="99.99% availability")
        home = refinement_of(change, new_attribute(change, name="Availability"))
        new_scenario(change, refinement=home, statement="A region fails", importance="H", difficulty="H")
        for severity in ("critical", "high", "medium", "low"):
            new_finding(change, kind="R", title="Single region failure", severity=severity)


def test_axe_finds_nothing_on_any_of_the_pages(page, world, signed_in, axe):
    for path in SIGNED_OUT:
        page.goto(path)
        axe(page)
    signed_in(page, world.maya)
    page.goto(world.url())
    expect(page.get_by_text("No drivers, scenarios or findings yet")).to_be_visible()
    axe(page)
    fill(world)
    for path in PAGES:
        page.goto(path if path.startswith("/") else world.url(path))
        axe(page)
    for path in ("/accounts/password/change/", "/accounts/logout/"):
        page.goto(path)
        axe(page)
    page.context.clear_cookies()
    key = default_token_generator.make_token(world.sam)
    page.goto(f"{RESET}key/{user_pk_to_url_str(world.sam)}-{key}/")
    expect(page.get_by_label("New password", exact=True)).to_be_visible()
    axe(page)


def test_axe_finds_nothing_on_an_error_page(context, server, world, signed_in, axe):
    with watched(context, server, expected=("404",)) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        signed_in(page, world.maya).goto("/a/nothinghere1/")
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        axe(page)


def test_no_page_scrolls_sideways_on_a_phone(page, world, signed_in, axe):
    fill(world)
    signed_in(page, world.maya)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (*PAGES, "/accounts/password/change/"):
        page.goto(path if path.startswith("/") else world.url(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    page.get_by_role("button", name="Open menu").click()
    axe(page)
    expect(page.get_by_role("link", name="Assessments").first).to_be_visible()
    page.goto(world.url())
    assert page.locator("#steps").evaluate("el => el.scrollWidth <= el.clientWidth"), "a step's status is within reach"


def test_signing_in_starting_and_the_menu(page, world, axe):
    page.goto("/new/")
    page.get_by_label("E-mail address").fill(world.sam.email)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("The e-mail address or the password is not right")
    axe(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_label("Title").fill("Claims Intake")
    page.get_by_role("radio", name="ATAM, lightweight").check()
    page.get_by_role("button", name="Start assessment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims Intake")

    page.get_by_role("button", name="Sam Stranger").click()
    axe(page)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Sam Stranger").click()
    page.get_by_role("button", name="System").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def test_the_agenda_is_set_in_place(context, server, world, signed_in, axe):
    fill(world)
    # The browser notes the refusal, which is an answer the page shows.
    with watched(context, server, expected=("422",)) as page:
        set_the_agenda(signed_in(page, world.jonas), world, axe)


def set_the_agenda(page, world, axe):
    page.goto(world.url())
    page.get_by_role("button", name="Status of Brainstorm and prioritise scenarios: Not started").click()
    form = page.locator("form:popover-open")
    form.get_by_label("Status").select_option("skipped")
    form.get_by_role("button", name="Save step").click()
    expect(form.get_by_text("Say in a few words why the step is skipped")).to_be_visible()
    axe(page)
    form.get_by_label("Reason, if skipped").fill("One room only")
    form.get_by_role("button", name="Save step").click()

    expect(page.locator("#steps")).to_contain_text("One room only")
    expect(page.locator("#spine-steps")).to_contain_text("Skipped")
    saved(page)
    expect(page.locator("#announcer")).to_have_text("Step saved")


def test_jumping_by_keyboard(page, world, signed_in):
    fill(world)
    signed_in(page, world.maya)
    page.goto(world.url())

    page.keyboard.press("Control+k")
    page.keyboard.type("peop")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/people/$"))


def test_the_list_filters_while_one_types(page, world, signed_in):
    signed_in(page, world.maya)
    page.goto("/")

    page.get_by_role("searchbox", name="Filter assessments").press_sequentially("nothing")
    expect(page.locator("#assessments")).to_contain_text("No assessment has “nothing” in its title or system.")
    expect(page.locator("#announcer")).to_have_text("0 assessments")
    page.get_by_role("searchbox", name="Filter assessments").fill("fintech")

    expect(page.locator("#assessments").get_by_role("link", name="FinTech Platform")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=fintech$"))


def test_deleting_offers_undo(page, world, signed_in, axe):
    signed_in(page, world.maya)
    page.goto(world.url("settings/"))

    page.get_by_role("button", name="Delete FinTech Platform").click()
    page.locator(".toast").get_by_role("button", name="Undo").hover()  # it stays as long as it is pointed at
    axe(page)
    page.locator(".toast").get_by_role("button", name="Undo").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("FinTech Platform")


def test_a_lost_connection_keeps_what_was_typed_and_saves_later(context, server, world, signed_in):
    with watched(context, server, expected=("ERR_INTERNET_DISCONNECTED", "failed:", "htmx:")) as page:
        signed_in(page, world.jonas)
        page.goto(world.url())
        page.get_by_role("button", name="Status of Present the ATAM: Not started").click()
        form = page.locator("form:popover-open")
        form.get_by_label("Minutes taken").fill("28")
        form.get_by_label("Status").select_option("done")
        context.set_offline(True)
        form.get_by_role("button", name="Save step").click()
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        expect(page.locator(".toast--error")).to_contain_text("What you typed is kept here")
        context.set_offline(False)
        saved(page)
        expect(page.locator("#steps")).to_contain_text("28 / 30 min")


def test_a_server_that_starts_again_keeps_what_was_typed_and_gets_it_later(context, server, world, signed_in):
    """Meanwhile the proxy in front of it answers 502."""
    with watched(context, server, expected=("502",)) as page:
        signed_in(page, world.maya).goto(world.url("settings/"))
        page.wait_for_load_state()
        page.keyboard.press("Alt+q")
        page.route("**/a/**", lambda route: route.fulfill(status=502, body="Bad gateway"))
        page.keyboard.type("r Lag")
        expect(page.locator("#capture-parse")).to_contain_text("Not connected.")
        page.keyboard.press("Enter")
        expect(page.locator("[data-outbox-count]")).to_have_text("Waiting to be sent: 1")
        expect(page.locator(".toast--error")).to_have_count(0)
        page.unroute("**/a/**")
        expect(page.locator(".toast", has_text="R1 added")).to_be_visible()

        page.goto(world.url(f"findings/{Finding.objects.get(assessment=world.assessment).public_id}/"))
        page.wait_for_load_state()
        page.route("**/a/**", lambda route: route.fulfill(status=502, body="Bad gateway"))
        page.get_by_label("Mitigation (optional)").fill("A second region")
        expect(page.locator(".toast--error")).to_have_text(re.compile("What you typed is kept here"))
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        page.unroute("**/a/**")
        saved(page)
        assert Finding.objects.get(assessment=world.assessment).mitigation == "A second region"


def test_everything_works_without_javascript(browser, server, world, signed_in):
    context = browser.new_context(java_script_enabled=False, base_url=server)
    page = signed_in(context.new_page(), world.maya)

    page.goto("/")
    page.get_by_role("searchbox", name="Filter assessments").fill("fintech")
    page.get_by_role("searchbox", name="Filter assessments").press("Enter")
    page.locator("#assessments").get_by_role("link", name="FinTech Platform").click()
    page.get_by_role("button", name="Status of Present the ATAM: Not started").click()
    form = page.locator("form:popover-open")
    form.get_by_label("Status").select_option("done")
    form.get_by_role("button", name="Save step").click()
    expect(page.get_by_role("button", name="Status of Present the ATAM: Done")).to_be_visible()

    page.get_by_role("link", name="Settings").first.click()
    page.get_by_label("System").fill("Payments core")
    page.get_by_role("button", name="Save settings").click()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone")).to_be_visible()
    expect(page.get_by_label("System")).to_have_value("Payments")
    context.close()


COVERED = """selector => {
    const toasts = document.getElementById("toasts");
    return [...document.querySelectorAll(selector)].filter((control) => {
        const { x, y, width, height } = control.getBoundingClientRect();
        const there = document.elementFromPoint(x + width / 2, y + height / 2);
        return width && control.checkVisibility() && toasts.contains(there);
    }).map((control) => control.id || control.textContent.trim());
}"""


@pytest.fixture
def told(page):
    """told(): a notice of some length stands on the page, and one with an undo."""

    def tell():
        page.evaluate("""() => {
            const toasts = document.getElementById("toasts");
            for (const text of ["R1 moved", "The server cannot be reached. What you typed is kept here."]) {
                const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
                toast.querySelector("span").textContent = text;
                toasts.append(toast);
            }
        }""")
        expect(page.locator(".toast [data-dismiss]")).to_have_count(2)
        drawn(page)  # they are placed once the browser has measured them

    return tell


@pytest.mark.parametrize("width", [390, 1280])
def test_every_control_can_be_scrolled_clear_of_the_notices(width, page, world, signed_in, told):
    page.set_viewport_size({"width": width, "height": 800})
    grown = grow(world)
    signed_in(page, world.maya)
    for path in ("settings/", "people/", "architecture/", "tree/", f"tree/{grown.av1.public_id}/", "themes/"):
        page.goto(world.url(path))
        page.wait_for_load_state()
        told()
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        # The last control of the page; one above it is reached by scrolling on.
        assert page.evaluate(COVERED, "main :is(a[href], button, input:not([type=hidden]), select, textarea)") == []


@pytest.mark.parametrize("width", [390, 1280])
def test_what_has_focus_never_lies_under_a_notice(width, page, world, signed_in, told):
    page.set_viewport_size({"width": width, "height": 560})
    grown = grow(world)
    signed_in(page, world.maya)
    for path in ("drivers/", f"tree/{grown.av1.public_id}/"):
        page.goto(world.url(path))
        page.wait_for_load_state()
        page.locator("main :is(a[href], button, input:not([type=hidden]))").last.focus()
        told()  # it comes over what has focus
        assert page.evaluate(COVERED, ":focus") == []
        page.locator("#main").focus()
        for _ in range(25):  # focus comes under it
            page.keyboard.press("Tab")
            drawn(page)
            if page.locator("#toasts :focus").count() == 0:
                assert page.evaluate(COVERED, ":focus") == []

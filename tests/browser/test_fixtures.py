"""The fixtures themselves: a page fails its test on everything that goes wrong in it."""

import pytest
from playwright.sync_api import expect

from .conftest import watched


def test_the_sign_in_page_is_served_with_its_styles_and_scripts(page):
    page.goto("/accounts/login/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "css/app." in page.locator("link[rel=stylesheet]").get_attribute("href"), "names carry a hash"


def test_a_person_is_signed_in_by_cookie(page, world, signed_in):
    signed_in(page, world.maya)
    page.goto("/accounts/password/change/")
    expect(page.get_by_role("button", name="Maya Okafor")).to_be_visible()


@pytest.mark.parametrize(
    ("event", "script", "complaint"),
    [
        ("console", "console.error('It broke')", "It broke"),
        ("pageerror", "setTimeout(() => { throw new Error('Thrown') })", "Thrown"),
        ("console", "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')", "violates"),
        ("console", "fetch('https://example.org/').catch(() => 0)", "example.org"),
        ("request", "location.href = 'https://example.org/'", "foreign host: https://example.org/"),
        ("console", "fetch('/no/such/page/')", "404"),
        ("console", "console.error('htmx:sendError, [object HTMLDivElement]')", "htmx:sendError"),
    ],
)
def test_what_goes_wrong_in_a_page_fails_the_test(context, server, event, script, complaint):
    with pytest.raises(AssertionError, match=complaint), watched(context, server) as page:
        page.goto("/accounts/login/")
        with page.expect_event(event):
            page.evaluate(script)


def test_axe_sees_an_image_without_a_text(page, axe):
    page.goto("/accounts/login/")
    page.evaluate(
        "document.querySelector('main').appendChild(new Image()).src = document.querySelector('[rel=icon]').href"
    )
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
    page.wait_for_load_state("networkidle")


def test_what_is_said_of_an_aborted_request_is_no_failure(context, server):
    """Leaving a page aborts what it waits for; htmx complains of that on its way out, now and then."""
    abort = "const stop = new AbortController(); fetch('/', { signal: stop.signal }).catch(() => 0); stop.abort();"
    with watched(context, server) as page:
        page.goto("/accounts/login/")
        with page.expect_event("requestfailed"):
            page.evaluate(f"{abort} console.error('htmx:sendError, [object HTMLDivElement]')")

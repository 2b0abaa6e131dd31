"""Importing a document in a browser: from a file, from a pasted text without JavaScript; axe at zero."""

import http.client
from contextlib import closing

from playwright.sync_api import expect

from tests.exchange.test_fintech import EXAMPLES

from .conftest import watched


def test_a_file_is_shown_line_by_line_and_then_imported(world, page, signed_in, axe):
    signed_in(page, world.maya).goto("/import/")
    axe(page)
    page.get_by_label("Markdown file").set_input_files(EXAMPLES)
    page.get_by_role("button", name="Read the document").click()

    expect(page.get_by_role("heading", name="What we understood")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("FinTech Platform (2)")  # Maya has one of that title
    expect(page.locator("#line-489")).to_contain_text("Transaction processing < 200ms (H, H)")
    expect(page.locator("#line-489")).to_contain_text("Scenario")
    expect(page.locator("#line-519")).to_have_class("warnl")
    axe(page)
    page.get_by_role("link", name="Lines 519 to 521").click()
    expect(page.locator("#line-519")).to_be_in_viewport()
    page.get_by_role("button", name="1 URL Shortener").click()
    expect(page.get_by_text("System Design is not imported yet.", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    axe(page)

    page.get_by_role("button", name="6 FinTech Platform").click()
    page.get_by_label("Title").fill("FinTech, from the file")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("link", name="FinTech, from the file").first).to_be_visible()
    expect(page.get_by_text("Transaction processing < 200ms").first).to_be_visible()
    expect(page.get_by_text("Imported: business drivers 4, quality attributes 5, scenarios 10")).to_be_visible()


def test_a_pasted_text_is_imported_without_javascript(world, browser, signed_in, server):
    context = browser.new_context(java_script_enabled=False, base_url=server)
    page = signed_in(context.new_page(), world.maya)
    page.goto("/")
    page.get_by_role("link", name="Import").first.click()
    page.get_by_label("Or paste the text").fill("\n# Claims\n\n## Utility tree\n\n- Speed\n  - Pay in < 1 day (H,L)\n")
    page.get_by_role("button", name="Read the document").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Pay in < 1 day").first).to_be_visible()
    context.close()


def test_a_text_that_was_imported_before_links_to_what_came_from_it(world, page, signed_in, axe):
    text = "# Claims\n\n## Utility tree\n\n- Speed\n  - Pay in < 1 day (H,L)\n"
    signed_in(page, world.maya)

    def read():
        page.goto("/import/")
        page.get_by_label("Or paste the text").fill(text)
        page.get_by_role("button", name="Read the document").click()

    read()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Pay in < 1 day").first).to_be_visible()
    read()
    before = page.locator(".callout", has_text="This text was imported before")
    expect(before).to_be_visible()
    axe(page)
    expect(page.get_by_label("Title")).to_have_value("Claims (2)")
    before.get_by_role("link", name="Claims").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims")


def test_a_refusal_takes_focus_and_keeps_the_text(world, context, server, signed_in, axe):
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto("/import/")
        deep = "> " * 30 + "deep"
        page.get_by_label("Or paste the text").fill(deep)
        page.get_by_role("button", name="Read the document").click()
        expect(page.locator(".error-summary")).to_be_focused()
        expect(page.get_by_label("Or paste the text")).to_have_value(deep)
        axe(page)


def test_a_paste_beyond_the_limit_gets_an_answer_and_no_broken_connection(server):
    """Nine megabytes in one field: the server takes them in, however little it likes them, and says what is wrong."""
    token = "a" * 32
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
    with closing(http.client.HTTPConnection(server.removeprefix("http://"), timeout=60)) as connection:
        connection.request("POST", "/import/", body=b"text=" + b"x" * 9_000_000, headers=form)
        answer = connection.getresponse()
        assert answer.status == 400
        assert "a document to import may have up to 2" in answer.read().decode()

"""Ctrl K finds and leads to any row; single letters act outside fields, are listed by ?, and can be turned off."""

import re

from playwright.sync_api import expect

from assessments import changes
from assessments.models import Scenario
from assessments.new_rows import new_attribute, new_driver, new_finding, new_scenario, refinement_of

from .conftest import hold


def fill(world):
    with changes.record(world.assessment, world.maya, "fill") as change:
        new_driver(change, statement="99.99% availability")
        home = refinement_of(change, new_attribute(change, name="Availability"))
        scenario = new_scenario(change, refinement=home, statement="A region fails", importance="H", difficulty="H")
        change.update(scenario, stimulus="Primary region loses all power")
        for at in range(1, 31):
            new_scenario(change, refinement=home, statement=f"Disk {at} fails", importance="M", difficulty="M")
        new_finding(change, kind="R", title="<b>Single</b> region", severity="high")


def jump(page, typed):
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Id, page or text")).to_be_focused()
    page.keyboard.type(typed)


def test_an_id_leads_to_its_row_in_the_tree_and_the_row_has_focus(page, world, signed_in):
    fill(world)
    signed_in(page, world.maya).goto(world.url("drivers/"))
    jump(page, "av29")
    page.keyboard.press("Enter")  # before the answer is there
    row = page.locator("tr", has=page.get_by_text("Disk 28 fails", exact=True))
    expect(row.locator(".scn-name")).to_be_focused()
    expect(row).to_be_in_viewport()
    jump(page, "availability")
    expect(page.locator("#jump").get_by_role("option", selected=True)).to_contain_text("Availability")
    page.keyboard.press("Enter")
    attribute = page.get_by_role("link", name="Availability", exact=True)
    expect(attribute).to_be_focused()
    expect(attribute).to_be_in_viewport()
    jump(page, "people")
    expect(page.locator("#jump").get_by_role("option", selected=True)).to_contain_text("People")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="People")).to_be_focused()
    jump(page, "Av1")
    expect(page.locator("#jump").get_by_role("option", selected=True)).to_contain_text("A region fails")
    page.keyboard.press("Enter")
    expect(page.locator("tr", has=page.get_by_text("A region fails", exact=True)).locator(".scn-name")).to_be_focused()


def test_arrows_choose_escape_leaves_and_what_is_found_is_only_text(page, world, signed_in):
    fill(world)
    signed_in(page, world.maya).goto(world.url("findings/"))
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("Meta+k")
    box = page.locator("#jump").get_by_role("combobox")
    expect(page.locator("#jump").get_by_role("option").first).to_contain_text("Overview")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.fill("<b>single")
    option = page.locator("#jump").get_by_role("option", name="R1 <b>Single</b> region")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    box.fill("fails")
    expect(page.locator("#jump").get_by_role("option").nth(19)).to_be_visible()
    expect(page.get_by_text("The first 20 of 31. A further word finds fewer.")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#jump").get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#jump").get_by_role("option").nth(19)).to_have_attribute("aria-selected", "true")
    box.fill("<img src=x onerror=alert(1)>")
    expect(page.get_by_text("Nothing has “<img src=x onerror=alert(1)>” in its id")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(page.locator("#jump")).not_to_be_visible()


def test_an_answer_that_comes_late_is_dropped(page, world, signed_in):
    fill(world)
    signed_in(page, world.maya).goto(world.url())
    held = hold(page, "**/suggestions/?q=disk", times=None)
    page.keyboard.press("Control+k")
    box = page.locator("#jump").get_by_role("combobox")
    with page.expect_request("**/suggestions/?q=disk"):
        box.fill("disk")
    box.fill("R1")
    expect(page.locator("#jump").get_by_role("option")).to_have_count(1)
    for route in held:
        route.abort()
    expect(page.locator("#jump").get_by_role("option")).to_contain_text("region")


def test_the_list_of_keys_and_its_switch(page, world, signed_in):
    fill(world)
    signed_in(page, world.maya).goto(world.url())
    page.keyboard.type("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Utility tree")
    page.keyboard.press("Escape")
    page.keyboard.type("gu")
    expect(page).to_have_url(re.compile(r"/tree/$"))
    expect(page.get_by_role("heading", level=1, name="Utility tree")).to_be_focused()
    page.wait_for_load_state()
    page.keyboard.type("n")
    expect(page.get_by_label("New scenario under Availability")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.type("/")
    expect(page.locator("#tree-text")).to_be_focused()
    page.keyboard.type("gd?")  # in a field letters are letters
    expect(page.locator("#tree-text")).to_have_value("gd?")
    page.locator("#tree-text").fill("region")
    expect(page.locator(".scn-name")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".scn-name")).to_be_focused()
    page.keyboard.type("gd")  # also from a row in which d rates
    expect(page).to_have_url(re.compile(r"/drivers/$"))
    page.wait_for_load_state()
    page.keyboard.type("n")
    expect(page.locator("#main input[name=line]").first).to_be_focused()
    page.locator("#main input[name=line]").first.blur()
    page.keyboard.type("?")
    dialog.get_by_label("Single-letter keys").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.reload()
    for keys in ("?", "gu", "n", "/"):
        page.keyboard.type(keys)
    expect(dialog).not_to_be_visible()
    expect(page).to_have_url(re.compile(r"/drivers/$"))
    page.get_by_role("button", name="Maya Okafor").click()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(dialog.get_by_label("Single-letter keys")).not_to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")  # not a single key: stays
    expect(page.locator("#jump")).to_be_visible()


def test_n_begins_an_assessment_on_the_list_of_them(page, world, signed_in):
    signed_in(page, world.maya).goto("/")
    page.keyboard.type("n")
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type("n?")  # in a field letters are letters
    expect(page.get_by_label("Title")).to_have_value("n?")


def test_axe_finds_nothing_in_the_dialogs_nor_on_the_page(page, world, signed_in, axe):
    fill(world)
    signed_in(page, world.maya).goto(world.url("search/?q=region"))
    axe(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(world.url("tree/"))
        jump(page, "region")
        expect(page.locator("#jump").get_by_role("option").nth(1)).to_be_visible()
        axe(page)
        page.keyboard.press("Escape")
        page.locator(".scn-name").first.focus()
        page.keyboard.type("?")
        expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Scenario.objects.filter(assessment=world.assessment).count() == 31


def test_searching_works_without_javascript(browser, server, world, signed_in):
    fill(world)
    context = browser.new_context(java_script_enabled=False, base_url=server)
    page = signed_in(context.new_page(), world.vera)
    page.goto(world.url("drivers/"))
    page.get_by_role("link", name="Search or jump to").click()
    page.get_by_role("searchbox", name="Id, page or text").fill("loses all power")
    page.get_by_role("searchbox", name="Id, page or text").press("Enter")
    expect(page.locator("mark")).to_have_text("loses all power")
    page.get_by_role("link", name="A region fails").click()
    expect(page.get_by_text("Primary region loses all power")).to_be_visible()
    context.close()


def test_arrows_choose_in_the_form_of_a_step_and_go_from_button_to_button(page, world, signed_in):
    signed_in(page, world.maya).goto(world.url())
    page.get_by_role("button", name="Status of").first.press("Enter")
    status = page.locator("[popover]:popover-open select")
    expect(status).to_be_focused()
    before = status.input_value()
    page.keyboard.press("ArrowDown")
    expect(status).to_be_focused()
    expect(status).not_to_have_value(before)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Maya Okafor").press("Enter")
    first = page.locator("#me").locator("a, button").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(first).not_to_be_focused()
    expect(page.locator("#me :focus")).to_be_visible()


def test_quick_capture_stays_away_from_a_dialog_and_goes_when_another_line_is_asked_for(page, world, signed_in):
    signed_in(page, world.maya).goto(world.url("drivers/"))
    jump(page, "dri")
    page.keyboard.press("Alt+q")
    expect(page.locator("#capture-pop")).not_to_be_visible()
    expect(page.locator("#jump input")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+q")
    expect(page.locator("#capture-line")).to_be_focused()
    page.keyboard.type("r Pool")
    page.keyboard.press("Alt+n")
    expect(page.locator("#driver-line")).to_be_focused()
    expect(page.locator("#capture-pop")).not_to_be_visible()
    page.keyboard.press("Alt+q")
    expect(page.locator("#capture-line")).to_have_value("r Pool")

"""Journeys through drivers, findings and recommendations, with two people writing at once, and without JavaScript."""

import re

from playwright.sync_api import expect

from assessments import changes
from assessments.drivers.actions import add_driver
from assessments.models import (
    Driver,
    Finding,
    FindingLink,
    Recommendation,
    RecommendationFinding,
    ScenarioDriver,
    ThemeDriver,
    ThemeRisk,
)
from assessments.new_rows import (
    new_approach,
    new_attribute,
    new_driver,
    new_finding,
    new_recommendation,
    new_scenario,
    new_theme,
    refinement_of,
)

from .conftest import hold, saved, watched


def fill(world):
    with changes.record(world.assessment, world.maya, "fill") as change:
        availability = new_attribute(change, name="Availability")
        cost = new_attribute(change, name="Cost", in_tree=False)
        scenario = new_scenario(change, refinement=refinement_of(change, availability), statement="A region fails")
        approach = new_approach(change, name="Standby in one region")
        served = new_driver(change, statement="99.99% availability", priority="H", stated_by=world.elena)
        new_driver(change, statement="PCI-DSS compliance", category="constraint", sort="political")
        change.create(ScenarioDriver, scenario=scenario, driver=served)
        risk = new_finding(
            change, kind="R", title="Single region failure", severity="critical", mitigation="Second region"
        )
        change.create(FindingLink, finding=risk, scenario=scenario, approach=approach)
        new_finding(change, kind="S", title="Replication lag", attributes=[(availability, "")])
        new_finding(change, kind="T", title="Multi-region", attributes=[(availability, "+"), (cost, "")])
        new_finding(change, kind="N", title="Stateless service")
        theme = new_theme(change, title="Everything depends on one region")
        change.create(ThemeRisk, theme=theme, risk=risk)
        change.create(ThemeDriver, theme=theme, driver=served, degree="blocks")
        row = new_recommendation(change, title="Deploy to two regions", details="- One\n- Two", severity="high")
        change.create(RecommendationFinding, recommendation=row, finding=risk)
    return risk, theme, row


def paths(world, risk, theme, row):
    tradeoff = Finding.objects.get(assessment=world.assessment, kind="T")
    nonrisk = Finding.objects.get(assessment=world.assessment, kind="N")
    return [
        "drivers/",
        "findings/",
        "themes/",
        *(f"findings/{finding.public_id}/" for finding in (risk, tradeoff, nonrisk)),
        f"themes/{theme.public_id}/",
        "recommendations/",
        f"recommendations/{row.public_id}/",
    ]


def test_axe_finds_nothing_for_writers_and_for_readers(page, context, world, signed_in, axe):
    signed_in(page, world.maya)
    for path in ("drivers/", "findings/", "themes/", "recommendations/"):
        page.goto(world.url(path))
        axe(page)
    every = paths(world, *fill(world))
    for path in every:
        page.goto(world.url(path))
        axe(page)
    context.clear_cookies()
    signed_in(page, world.vera)
    for path in every:
        page.goto(world.url(path))
        axe(page)


def test_no_page_scrolls_sideways_on_a_phone(page, world, signed_in):
    signed_in(page, world.maya)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in paths(world, *fill(world)):
        page.goto(world.url(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_drivers_by_keyboard(page, world, signed_in, axe):
    signed_in(page, world.maya).goto(world.url("drivers/"))
    line = page.get_by_label("Add a driver")
    for text in ("Grow abroad !h @Elena", "Pay out on the same day"):
        line.fill(text)
        line.press("Enter")
        expect(page.get_by_role("link", name=text.partition(" !")[0])).to_be_visible()
        expect(line).to_be_focused()
        expect(line).to_have_value("")
    expect(page.get_by_text("BD1 added: business goal, priority H, stated by Elena Rossi")).to_be_visible()

    second = page.get_by_role("link", name="Pay out on the same day")
    second.focus()
    second.press("Alt+ArrowUp")
    expect(page.locator("th[scope=row]").first).to_contain_text("BD2")
    expect(page.get_by_role("link", name="Pay out on the same day")).to_be_focused()

    page.keyboard.press("Enter")
    statement = page.get_by_label("Statement")
    expect(statement).to_be_focused()
    statement.fill("Pay merchants out on the same day")
    page.get_by_role("button", name="Save BD2").click()
    expect(page.get_by_role("link", name="Pay merchants out on the same day")).to_be_visible()

    page.get_by_role("button", name="Actions for BD2").click()
    axe(page)
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("BD2 deleted")).to_be_visible()
    expect(page.get_by_role("link", name="Pay merchants out")).to_have_count(0)
    page.locator(".toast", has_text="BD2 deleted").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Pay merchants out")).to_be_visible()

    page.goto(world.url(f"drivers/{Driver.objects.get(assessment=world.assessment, number=2).public_id}/"))
    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_url(re.compile(r"/drivers/$"))
    expect(page.get_by_role("link", name="Pay merchants out")).to_be_visible()


def test_each_press_moves_a_driver_by_one_row_however_quick(page, world, signed_in):
    for line in ("Grow abroad", "Pay out at once", "One ledger"):
        add_driver(assessment=world.assessment, actor=world.maya, line=line)
    signed_in(page, world.maya).goto(world.url("drivers/"))
    held = hold(page, "**/move/")
    page.get_by_role("link", name="One ledger").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    held[0].continue_()
    titles = page.locator("#drivers a.title")
    expect(titles).to_have_text(["One ledger", "Grow abroad", "Pay out at once"])
    expect(page.get_by_role("link", name="One ledger")).to_be_focused()
    saved(page)


def test_two_people_on_one_field_lose_nothing(browser, server, world, signed_in, browser_context_args, page, axe):
    risk, _theme, _row = fill(world)
    address = world.url(f"findings/{risk.public_id}/")
    signed_in(page, world.jonas).goto(address)
    with browser.new_context(**browser_context_args) as other, watched(other, server, expected=("409",)) as maya:
        signed_in(maya, world.maya).goto(address)
        page.get_by_label("Mitigation").fill("Runbook and drills")
        saved(page)
        maya.get_by_label("Mitigation").fill("Second region, warm")
        dialog = maya.get_by_role("dialog")
        expect(dialog).to_contain_text("Two people changed the mitigation of R1")
        expect(dialog).to_contain_text("Runbook and drills")
        expect(dialog).to_contain_text("Jonas Weber saved at")
        axe(maya)
        dialog.get_by_label("Keep both").check()
        dialog.get_by_role("button", name="Use the chosen text").click()
        expect(maya.get_by_label("Mitigation")).to_have_value("Runbook and drills\n\nSecond region, warm")
        expect(maya.get_by_role("dialog")).to_have_count(0)
    risk.refresh_from_db()
    assert risk.mitigation == "Runbook and drills\n\nSecond region, warm"


def test_without_javascript_everything_can_be_written(browser, server, world, signed_in, browser_context_args):
    with (
        browser.new_context(**browser_context_args | {"java_script_enabled": False}) as context,
        watched(context, server) as page,
    ):
        signed_in(page, world.maya).goto(world.url("findings/"))
        page.get_by_label("Add a finding").fill("Sync call +Security -Cost")
        page.get_by_label("Kind", exact=True).select_option("Trade-off point")
        page.get_by_label("Add a finding").press("Enter")
        expect(page.get_by_text("T1 added: Security +, Cost −")).to_be_visible()
        page.get_by_role("link", name="Sync call").click()
        page.get_by_role("group", name="Effect on Cost").get_by_role("button", name="not known").click()
        page.get_by_label("Description").fill("One call a payment")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_label("Description")).to_have_value("One call a payment")
        page.goto(world.url("recommendations/"))
        page.get_by_label("Add a recommendation").fill("Make the call asynchronous #high #short")
        page.get_by_label("Add a recommendation").press("Enter")
        expect(page.get_by_role("link", name="Make the call asynchronous")).to_be_visible()
    [tradeoff] = Finding.objects.filter(assessment=world.assessment)
    assert [(link.attribute.name, link.effect) for link in tradeoff.attribute_links.all()] == [
        ("Security", "+"),
        ("Cost", ""),
    ]
    assert tradeoff.description == "One call a payment"
    assert Recommendation.objects.get(assessment=world.assessment).severity == "high"

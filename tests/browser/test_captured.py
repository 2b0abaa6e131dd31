"""A line captured on a page appears in the page's own list; what is written or selected there stays as it is."""

import pytest
from playwright.sync_api import expect

from assessments.architecture.actions import add_approach
from assessments.drivers.actions import add_driver
from assessments.findings.actions import add_finding
from assessments.parking.actions import park

from .test_capture import line_of

# The page, what is in its list already, its own line, what is captured, the list, the code of the row that comes.
PLACES = [
    ("findings/", "Add a finding", "r Single region #high", "#findings-list", "R"),
    ("findings/", "Add a finding", "s Pool size decides", "#findings-list", "S"),
    ("drivers/", "Add a driver", "d Expand to 5 markets #goal", "#drivers-list", "BD"),
    ("architecture/", "Add an approach", "a Synchronous standby #tactic", "#approaches-list", "A"),
    ("parked/", "Park something", "p Ask legal about logs @Elena", "#parked-list", "P"),
]


def begin(world) -> None:
    """One row of each kind, as others wrote them before."""
    who = {"assessment": world.assessment, "actor": world.jonas}
    add_finding(**who, kind="R", line="Nobody rehearsed the failover")
    add_driver(**who, line="Keep the licence")
    add_approach(**who, line="Event log")
    park(**who, line="Ask operations")


@pytest.mark.parametrize("begun", [False, True], ids=["the first row", "a further row"])
@pytest.mark.parametrize(("path", "own", "line", "listed", "kind"), PLACES)
def test_the_new_row_appears_and_what_is_typed_stays(page, world, signed_in, path, own, line, listed, kind, begun):
    if begun:
        begin(world)
    number = 2 if begun and kind != "S" else 1
    signed_in(page, world.maya).goto(world.url(path))
    page.get_by_label(own, exact=True).fill("Half a sentence")
    page.keyboard.press("Alt+q")
    line_of(page).fill(line)
    line_of(page).press("Enter")
    expect(page.locator(listed).locator(".id", has_text=f"{kind}{number}").first).to_be_visible()
    expect(page.get_by_label(own, exact=True)).to_have_value("Half a sentence")
    expect(line_of(page)).to_be_focused()
    expect(page.locator(listed)).to_have_count(1)


def test_selected_risks_stay_selected_and_the_first_risk_brings_the_bar(page, world, signed_in):
    signed_in(page, world.maya).goto(world.url("findings/"))
    page.keyboard.press("Alt+q")
    line_of(page).fill("r Single region")
    line_of(page).press("Enter")
    expect(page.get_by_label("Select R1")).to_be_attached()
    page.keyboard.press("Escape")
    page.get_by_label("Select R1").check()
    page.get_by_label("or a new theme").fill("Regions")
    page.keyboard.press("Alt+q")
    line_of(page).fill("r Nobody rehearsed the failover")
    line_of(page).press("Enter")
    expect(page.get_by_label("Select R2")).to_be_attached()
    expect(page.get_by_label("Select R1")).to_be_checked()
    expect(page.get_by_label("or a new theme")).to_have_value("Regions")
    expect(page.locator("[data-picked]")).to_contain_text("1 selected")


def test_a_driver_that_is_open_for_writing_stays_open(page, world, signed_in):
    begin(world)
    signed_in(page, world.maya).goto(world.url("drivers/"))
    page.get_by_role("link", name="Keep the licence").click()
    statement = page.get_by_label("Statement")
    statement.fill("Keep the licence in all markets")
    page.keyboard.press("Alt+q")
    line_of(page).fill("d Expand to 5 markets")
    line_of(page).press("Enter")
    expect(page.locator(".toast", has_text="BD2 added")).to_be_visible()
    expect(statement).to_have_value("Keep the licence in all markets")

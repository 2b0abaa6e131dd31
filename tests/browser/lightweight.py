"""What is said in the lightweight evaluation, and what its people do again and again."""

import re
import shutil
import subprocess

from playwright.sync_api import expect

from tests.conftest import PASSWORD

from .conftest import saved
from .test_whole_job import text_of

# Statement with its ratings, who writes it, its attribute, environment, stimulus, response and response measure.
SCENARIOS = {
    "Pe1": ("Settlement ends by 06:00 (H,?)", "Performance", "The last Friday of a month", "Two million payments wait"),
    "Av1": ("Failover loses no committed payment (H,?)", "Availability", "Noon, both zones busy", "The primary stops"),
    "Av2": ("A new bank joins without a stop (M,?)", "Availability", "A working day", "A bank's route is added"),
}
OUTCOMES = {
    "Pe1": ("All payments are settled and told", "By 06:00 on 99 % of days"),
    "Av1": ("The standby goes on from the last payment", "No payment lost, back within 60 s"),
    "Av2": ("Payments of other banks go on", "No payment delayed by more than 1 s"),
}
FINDINGS = {
    "Pe1": (
        "s Batch size decides when settlement ends ^A1 ?Performance",
        "t Larger batches hold locks longer ^A1 +Performance -Availability",
    ),
    "Av1": (
        "r Nobody rehearsed the failover #critical ^A2 @Daniel=>Rehearse it each quarter",
        "n Committed payments are on two disks ^A2|The disks fail independently",
    ),
    "Av2": ("r Nobody decided who tests a new route #high @Priya=>Name an owner",),
}
REASONING = "It holds for today's load, see S1; the lock of T1 decides how far."
COUNTS = {"Driver": 2, "Requirement": 1, "Component": 2, "Connection": 1, "Approach": 2, "View": 1, "Scenario": 3}
COUNTS |= {"Finding": 5, "FindingComment": 2, "AnalysisQuestion": 3, "AnalysisRow": 1, "RiskTheme": 1, "ThemeRisk": 2}
COUNTS |= {"ThemeDriver": 1, "Recommendation": 1, "RecommendationTheme": 1, "ParkedItem": 1, "RequestedDocument": 2}
SAID = (
    "Settle every payment by six",
    "Lose nothing",
    "Payments a night",
    "Payments are settled in batches of a thousand",
    "A payment counts once two machines have it",
    "Deployment sketch",
    "Rehearse it each quarter",
    "Name an owner",
    "The disks fail independently",
    "Daniel measured it for Av1",
    "Load test of May",
    "It holds for today's load",
    "It was rehearsed in March",
    "One rehearsal is none",
    "The route team does, informally",
    "Recovery is a promise nobody tried",
    "It stands on paper alone",
    "Rehearse the failover",
    "Write the runbook first",
    "2 sprints",
    "Ask legal about retention",
    "Seven years, says legal",
    "Runbook",
)


def sign_up(page, name, address):
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()


def type_lines(page, address, label, *lines):
    page.goto(address)
    field = page.get_by_label(label, exact=True)
    for text in lines:
        field.fill(text)
        field.press("Enter")
        saved(page)
        expect(field).to_have_value("")
        expect(field).to_be_focused()


def capture(page, *lines):
    """Quick capture, on whatever page somebody is: behind Alt Q, or on the sheet in its place."""
    page.keyboard.press("Alt+q")
    for text in lines:
        page.locator("#capture-line").fill(text)
        with page.expect_response(lambda answer: answer.request.method == "POST" and "/capture/" in answer.url) as sent:
            page.keyboard.press("Enter")
        assert sent.value.ok
        expect(page.locator("#capture-line")).to_have_value("")


def set_step(page, home, name, status="done", minutes=None):
    """From the overview, as a facilitator does between two steps."""
    page.goto(home)
    row = page.locator("#steps tr", has=page.get_by_role("link", name=name, exact=True))
    row.get_by_role("button", name="Status of").click()
    row.get_by_label("Status", exact=True).select_option(status)
    if minutes:
        row.get_by_label("Minutes taken").fill(str(minutes))
    row.get_by_role("button", name="Save step").click()
    expect(row.locator(".status-btn")).to_contain_text(
        "In progress" if status == "in_progress" else re.compile("Done|over")
    )


def row_of(page, text):
    return page.locator("tr.scn", has_text=text)


def serve(page, driver):
    """The scenario in the panel serves a driver."""
    box = page.locator("#serves").get_by_label(re.compile(f"^{driver}"))
    if not box.is_visible():
        page.locator("#serves").get_by_text("Choose drivers").click()
    box.check()
    expect(page.locator("#serves .drivers")).to_contain_text(driver)


def printed(path) -> str:
    """The text of a PDF: by pdftotext, in two orders, where that is installed; else by pypdf."""
    if not shutil.which("pdftotext"):
        return text_of(path)[1].replace("’", "'")
    orders = [["pdftotext", order, path, "-"] for order in ("-layout", "-raw")]
    texts = [subprocess.run(order, capture_output=True, text=True, check=True).stdout for order in orders]
    return " ".join(" ".join(texts).replace("’", "'").split())

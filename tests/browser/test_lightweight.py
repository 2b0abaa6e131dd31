"""A lightweight ATAM in three browsers, from the first page to the report, with no admin and no shell.

Maya leads and facilitates, Daniel is the architect (he rates difficulty and checks the facts), Priya speaks for the
merchants and writes down what they say, so she joins as an evaluator.
"""

import re
import shutil
import subprocess
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment, Step
from tests.conftest import PASSWORD

from .conftest import saved, watched
from .test_whole_job import text_of

REPORT_MS = 60_000
SAID = (
    "Clearing never waits for a person",
    "Ledger in one region",
    "Outbox beside the ledger",
    "Every event leaves in the ledger's own transaction",
    "Deployment sketch",
    "Settlement ends by 06:00 with two million payments",
    "Failover loses no committed payment",
    "Merchants see a payment within two seconds",
    "Regional outage of the ledger's primary",
    "Nobody rehearsed the failover",
    "Rehearse it each quarter",
    "Batch size decides the settlement time",
    "Merchants call us before our alarms do",
    "The failover was rehearsed in March",
    "One rehearsal is none",
    "Recovery is a promise nobody tried",
    "Failover stands on paper alone",
    "Rehearse the failover",
    "Write the runbook first",
    "2 sprints",
)


@contextmanager
def person(browser, server, arguments, expected=("422", "409")):
    with browser.new_context(**arguments) as context, watched(context, server, expected=expected) as page:
        yield page


@pytest.fixture
def room(browser, server, browser_context_args):
    """Three browsers: Maya's, Daniel's and Priya's."""
    with ExitStack() as stack:
        yield [stack.enter_context(person(browser, server, browser_context_args)) for _who in range(3)]


def test_three_people_take_a_lightweight_evaluation_to_its_report(room, world, signed_in, tmp_path):
    maya, daniel, priya = room
    signed_in(maya, world.sam).goto("/new/")
    maya.get_by_label("Title").fill("Settlement")
    maya.get_by_label("Summary").fill("Clearing never waits for a person")
    maya.locator("[name=template]").nth(1).check()
    maya.get_by_role("button", name="Start assessment").click()
    expect(maya).to_have_url(re.compile(r"/a/\w+/$"))
    home = maya.url
    join(maya, daniel, home, "Daniel Ortega", "architect")
    join(maya, priya, home, "Priya Shah", "evaluator")

    type_lines(maya, f"{home}drivers/", "Add a driver", "Settle every payment by six !h", "Lose nothing !h")
    present(maya, home)
    grow_the_tree(maya, daniel, priya, home)
    analyse(maya, daniel, priya, home)
    conclude(maya, home)
    finish(maya, home)
    check(maya, home, tmp_path)


def join(maya, other, home, name, role):
    """Invited by a link, which is passed on by hand."""
    maya.goto(f"{home}people/")
    form = maya.locator("form", has=maya.get_by_role("button", name="Invite", exact=True))
    form.get_by_label("Name").fill(name)
    form.get_by_label("Role", exact=True).select_option(role)
    form.get_by_role("button", name="Invite", exact=True).click()
    other.goto(maya.get_by_label("Link of the invitation").input_value())
    other.get_by_role("link", name="Sign up and join").click()
    other.get_by_label("Name").fill(name)
    pk = home.rstrip("/").rpartition("/")[2]
    other.get_by_label("E-mail address").fill(f"{name.split()[0].lower()}-{pk}@example.org")
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Create account").click()
    other.get_by_role("button", name=f"Join as {name}").click()
    expect(other.get_by_role("heading", name="Settlement").first).to_be_visible()


def type_lines(page, address, label, *lines):
    page.goto(address)
    field = page.get_by_label(label, exact=True)
    for text in lines:
        field.fill(text)
        field.press("Enter")
        expect(field).to_have_value("")
        expect(field).to_be_focused()


def capture(page, *lines):
    """Quick capture, on whatever page somebody is."""
    page.keyboard.press("Alt+q")
    for text in lines:
        page.locator("#capture-line").fill(text)
        page.keyboard.press("Enter")
        expect(page.locator(".toast", has_text="added").last).to_be_visible()
        expect(page.locator("#capture-line")).to_have_value("")


def present(maya, home):
    lines = ("Ledger in one region #store [PostgreSQL]", "Settlement job -> Ledger in one region: reads")
    type_lines(maya, f"{home}architecture/", "Add a component or a connection", lines[0], "Settlement job", lines[1])
    type_lines(
        maya,
        f"{home}architecture/",
        "Add an approach",
        "Outbox beside the ledger #tactic|Every event leaves in the ledger's own transaction",
    )
    maya.get_by_role("link", name="Add a view").click()
    maya.get_by_label("Drawn from").select_option("text")
    maya.locator("#new-view").get_by_label("Name").fill("Deployment sketch")
    maya.get_by_label("Preformatted text").fill("[ job ] -> [ ledger ]")
    maya.get_by_role("button", name="Add view").click()
    expect(maya.get_by_text("View Deployment sketch added")).to_be_visible()


def scenario(page, text):
    return page.locator("tr.scn", has_text=text)


def grow_the_tree(maya, daniel, priya, home):
    """All three work in the tree at once: two write, and two of them change one text."""
    maya.goto(f"{home}tree/")
    for name in ("Performance", "Availability"):
        maya.locator("#attribute-name").fill(name)
        maya.locator("#attribute-name").press("Enter")
        expect(maya.locator(f"[data-name={name}]")).to_be_visible()
    for page in (daniel, priya):
        page.goto(f"{home}tree/")
    add(maya, "Performance", "Settlement ends by 06:00 with two million payments (H,H)")
    add(priya, "Availability", "Failover loses no committed payment (H,?)")
    add(priya, "Availability", "Merchants see a payment within two seconds (M,?)")
    daniel.reload()
    scenario(daniel, "Failover loses").locator(".scn-name").focus()
    daniel.keyboard.press("d")
    daniel.keyboard.press("h")
    expect(daniel.locator("#announcer")).to_contain_text("Difficulty of Av1: high, saved")

    for page in (maya, priya):
        page.goto(f"{home}tree/")
        scenario(page, "Failover loses").locator(".scn-name").click()
        expect(page.locator("#scenario-form")).to_be_visible()
    stimulus = "#scenario-form [name=stimulus]"
    priya.locator(stimulus).fill("Regional outage of the ledger's primary")
    priya.locator(stimulus).blur()
    saved(priya)
    maya.locator(stimulus).fill("A zone fails")
    maya.locator(stimulus).blur()
    dialog = maya.locator("dialog[data-conflict]")
    expect(dialog).to_contain_text("Regional outage of the ledger's primary")
    dialog.get_by_label("Theirs", exact=True).check()
    dialog.get_by_role("button", name="Use the chosen text").click()
    expect(dialog).to_have_count(0)
    expect(maya.locator(stimulus)).to_have_value("Regional outage of the ledger's primary")


def add(page, attribute, line):
    page.locator(f"[data-name={attribute}] [data-add]").click()
    page.locator("#add-line").fill(line)
    page.locator("#add-line").press("Enter")
    expect(scenario(page, line.partition(" (")[0])).to_be_visible()
    page.locator("#add-line").press("Escape")


def analyse(maya, daniel, priya, home):
    maya.goto(f"{home}analysis/")
    maya.get_by_role("main").get_by_role("link", name="Failover loses no committed payment").first.click()
    expect(maya.get_by_role("heading", level=1)).to_have_text("Failover loses no committed payment")
    capture(maya, "r Nobody rehearsed the failover #critical ^A1=>Rehearse it each quarter")
    capture(
        priya,
        "s Batch size decides the settlement time ^Pe1 ?Performance",
        "r Merchants call us before our alarms do #high",
    )

    daniel.goto(f"{home}findings/")
    daniel.get_by_role("link", name="Nobody rehearsed the failover").click()
    daniel.get_by_label("What is wrong or missing here?").fill("The failover was rehearsed in March")
    daniel.get_by_role("button", name="Comment").click()
    expect(daniel.locator("#comments li")).to_contain_text("The failover was rehearsed in March")
    maya.goto(daniel.url)
    maya.locator("#comments").get_by_label("Reason").fill("One rehearsal is none")
    maya.locator("#comments").get_by_role("button", name="Reject").click()
    expect(maya.locator("#comments")).to_contain_text("One rehearsal is none")


def conclude(maya, home):
    line = "Recovery is a promise nobody tried ^R1 ^R2|Failover stands on paper alone"
    type_lines(maya, f"{home}findings/", "Add a risk theme", line)
    line = "Rehearse the failover #critical|Write the runbook first|Effort: 2 sprints"
    type_lines(maya, f"{home}recommendations/", "Add a recommendation", line)


def finish(maya, home):
    """Every step of the agenda is marked done on its page."""
    pk = home.rstrip("/").rpartition("/")[2]
    for step in Step.objects.filter(assessment=Assessment.objects.get(public_id=pk)).exclude(status="skipped"):
        maya.goto(f"{home}agenda/{step.public_id}/")
        maya.get_by_label("Status").select_option("done")
        saved(maya)
    maya.goto(f"{home}results/")
    expect(maya.get_by_role("main")).to_contain_text("Recovery is a promise nobody tried")


def check(maya, home, folder):
    maya.goto(f"{home}report/")
    with maya.expect_download() as download:
        maya.get_by_role("link", name="JSON").click()
    download.value.save_as(folder / "all.json")
    maya.get_by_role("button", name="Make the PDF").first.click()
    link = maya.get_by_role("link", name="Download PDF")
    expect(link).to_be_visible(timeout=REPORT_MS)
    with maya.expect_download() as download:
        link.click()
    download.value.save_as(folder / "report.pdf")
    text = printed(folder / "report.pdf")
    assert [sentence for sentence in SAID if sentence not in text] == []
    data = (folder / "all.json").read_text(encoding="utf-8")
    assert [sentence for sentence in SAID if sentence not in data] == []


def printed(path) -> str:
    """The text of a PDF: by pdftotext, in two orders, where that is installed; else by pypdf."""
    if not shutil.which("pdftotext"):
        return text_of(path)[1].replace("’", "'")
    orders = [["pdftotext", order, path, "-"] for order in ("-layout", "-raw")]
    texts = [subprocess.run(order, capture_output=True, text=True, check=True).stdout for order in orders]
    return " ".join(" ".join(texts).replace("’", "'").split())

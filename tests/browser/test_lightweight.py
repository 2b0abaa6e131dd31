"""A lightweight ATAM in three browsers, from nobody's account to the final report, with no admin and no shell.

Maya leads and facilitates: she signs up by herself, where the installation allows it. Daniel is the architect: he rates
difficulty and checks the facts. Priya writes down what is said, so she joins as an evaluator. Every scenario is
analysed, every check holds, and what the three typed stands in the PDF and in the export.
"""

import json
import re
import zipfile
from contextlib import ExitStack

import jsonschema
import pytest
from django.conf import settings
from playwright.sync_api import expect

from assessments.models.base import new_public_id

from .conftest import saved, serving, watched
from .lightweight import (
    COUNTS,
    FINDINGS,
    OUTCOMES,
    REASONING,
    SAID,
    SCENARIOS,
    capture,
    printed,
    row_of,
    serve,
    set_step,
    sign_up,
    type_lines,
)

REPORT_MS = 60_000


@pytest.fixture
def room(browser, database_name, static_root, tmp_path, browser_context_args):
    """Three browsers at an installation where people may sign up: for Maya, Daniel and Priya."""
    with ExitStack() as stack:
        address = stack.enter_context(serving(database_name, static_root, tmp_path, ALLOW_SIGN_UP="true"))
        pages = []
        for _who in range(3):
            context = stack.enter_context(browser.new_context(**{**browser_context_args, "base_url": address}))
            pages.append(stack.enter_context(watched(context, address, expected=("422", "409"))))
        yield pages


def test_three_people_take_a_lightweight_evaluation_to_its_report(room, tmp_path):
    maya, daniel, priya = room
    home = begin(maya)
    join(maya, daniel, home, "Daniel Ortega", "architect")
    join(maya, priya, home, "Priya Shah", "evaluator")
    prepare(maya, priya, home)
    present(maya, daniel, priya, home)
    grow_the_tree(maya, daniel, priya, home)
    for code in ("Av1", "Pe1", "Av2"):
        analyse(maya, priya, home, code)
    check_the_facts(maya, daniel, home)
    conclude(maya, home)
    finish(maya, home)
    file = read_the_report(maya, home, tmp_path)
    bring_it_back(daniel, file, tmp_path)


def begin(maya) -> str:
    """Maya signs up and starts; the address of the assessment."""
    maya.goto("/")
    maya.get_by_role("link", name="Sign up").click()
    sign_up(maya, "Maya Berg", f"maya-{new_public_id()}@example.org")
    maya.goto("/new/")
    maya.get_by_label("Title").fill("Settlement")
    maya.get_by_label("System").fill("Clearing, release 7")
    maya.get_by_label("Summary").fill("Clearing never waits for a person")
    maya.locator("[name=template]").nth(1).check()
    maya.get_by_role("button", name="Start assessment").click()
    expect(maya).to_have_url(re.compile(r"/a/\w+/$"))
    return maya.url


def join(maya, other, home, name, role):
    """Invited by a link, which is passed on by hand."""
    maya.goto(f"{home}people/")
    form = maya.locator("form", has=maya.get_by_role("button", name="Invite", exact=True))
    form.get_by_label("Name").fill(name)
    form.get_by_label("Role", exact=True).select_option(role)
    form.get_by_role("button", name="Invite", exact=True).click()
    other.goto(maya.get_by_label("Link of the invitation").input_value())
    other.get_by_role("link", name="Sign up and join").click()
    sign_up(other, name, f"{name.split()[0].lower()}-{new_public_id()}@example.org")
    other.get_by_role("button", name=f"Join as {name}").click()
    expect(other.get_by_role("heading", name="Settlement").first).to_be_visible()


def prepare(maya, priya, home):
    type_lines(maya, f"{home}preparation/", "Ask for a document", "Deployment view @Daniel", "Runbook @Daniel")
    maya.get_by_role("button", name="Received Deployment view").click()
    expect(maya.get_by_text("1 of 2 received")).to_be_visible()
    maya.get_by_label("Phase 1 begins").fill("2026-06-09T09:00")
    maya.get_by_role("button", name="Set the dates").click()
    expect(maya.get_by_text("The evaluation begins on 9 June 2026")).to_be_visible()
    maya.goto(f"{home}preparation/decision/")
    maya.get_by_label("Scope").fill("From the bank's file to the ledger")
    maya.get_by_label("Decision").select_option("go")
    maya.get_by_label("Decided by").fill("The clearing board")
    saved(maya)
    priya.goto(f"{home}preparation/")
    expect(priya.get_by_role("main")).to_contain_text("From the bank's file to the ledger")
    set_step(maya, home, "Preparation")


def present(maya, daniel, priya, home):
    """Steps 2 to 4: Priya captures the drivers from the overview while Daniel presents the architecture."""
    set_step(maya, home, "Present business drivers", "in_progress")
    priya.goto(home)
    capture(
        priya,
        "d Settle every payment by six !h @Maya",
        "d Lose nothing !h #driver",
        "p Ask legal about retention @Maya",
    )
    type_lines(priya, f"{home}requirements/", "Add a requirement", "Payments a night #nonfunctional|2 million")
    set_step(maya, home, "Present business drivers", minutes=20)

    lines = ("Ledger #store [PostgreSQL]", "Settlement job", "Settlement job -> Ledger: reads")
    type_lines(maya, f"{home}architecture/", "Add a component or a connection", *lines)
    approaches = (
        "Batched settlement #tactic|Payments are settled in batches of a thousand",
        "Synchronous standby #tactic",
    )
    type_lines(maya, f"{home}architecture/", "Add an approach", *approaches)
    maya.get_by_role("link", name="Add a view").click()
    maya.get_by_label("Drawn from").select_option("text")
    maya.locator("#new-view").get_by_label("Name").fill("Deployment sketch")
    maya.get_by_label("Preformatted text").fill("[ job ] -> [ ledger ]")
    maya.get_by_role("button", name="Add view").press("Enter")
    expect(maya.get_by_text("View Deployment sketch added")).to_be_visible()
    maya.goto(f"{home}architecture/")
    maya.locator("#approaches").get_by_role("link", name="Synchronous standby").click()
    maya.get_by_label("Rationale").fill("A payment counts once two machines have it")
    saved(maya)
    maya.get_by_label("Component", exact=True).select_option(label="C1 Ledger")
    maya.locator("#components").get_by_role("button", name="Add").click()
    expect(maya.locator("#components .ties")).to_contain_text("Ledger")
    daniel.goto(f"{home}architecture/")
    expect(daniel.get_by_role("main")).to_contain_text("Settlement job")
    for name in ("Present the architecture", "Identify architectural approaches"):
        set_step(maya, home, name)


def grow_the_tree(maya, daniel, priya, home):
    """All three work in the tree at once: two write, one rates, and two of them change one text."""
    maya.goto(f"{home}tree/")
    for name in ("Performance", "Availability"):
        maya.locator("#attribute-name").fill(name)
        maya.locator("#attribute-name").press("Enter")
        expect(maya.locator(f"[data-name={name}]")).to_be_visible()
    for page in (daniel, priya):
        page.goto(f"{home}tree/")
    for page, code in ((maya, "Pe1"), (priya, "Av1"), (priya, "Av2")):
        line, attribute, _environment, _stimulus = SCENARIOS[code]
        page.locator(f"[data-name={attribute}] [data-add]").click()
        page.locator("#add-line").fill(line)
        page.locator("#add-line").press("Enter")
        expect(row_of(page, line.partition(" (")[0])).to_be_visible()
        page.locator("#add-line").press("Escape")
    daniel.reload()
    for code, level in (("Pe1", "high"), ("Av1", "high"), ("Av2", "medium")):
        row_of(daniel, SCENARIOS[code][0].partition(" (")[0]).locator(".scn-name").focus()
        daniel.keyboard.press("d")
        daniel.keyboard.press(level[0])
        expect(daniel.locator("#announcer")).to_contain_text(f"Difficulty of {code}: {level}, saved")

    stimulus = "#scenario-form [name=stimulus]"
    for page in (maya, priya):
        page.goto(f"{home}tree/")
        row_of(page, "Failover loses").locator(".scn-name").click()
        expect(page.locator("#scenario-form")).to_be_visible()
    priya.locator(stimulus).fill("The primary stops")
    priya.locator(stimulus).blur()
    saved(priya)
    maya.locator(stimulus).fill("A zone fails")
    maya.locator(stimulus).blur()
    dialog = maya.locator("dialog[data-conflict]")
    expect(dialog).to_contain_text("The primary stops")
    dialog.get_by_label("Theirs", exact=True).check()
    dialog.get_by_role("button", name="Use the chosen text").click()
    expect(dialog).to_have_count(0)
    expect(maya.locator(stimulus)).to_have_value("The primary stops")

    for code, drivers in (("Pe1", "BD1"), ("Av1", "BD2")):
        row_of(maya, SCENARIOS[code][0].partition(" (")[0]).locator(".scn-name").click()
        expect(maya.locator("#panel")).to_contain_text(code)
        serve(maya, drivers)
    row_of(maya, "A new bank joins").locator(".scn-name").click()
    expect(maya.locator("#panel")).to_contain_text("Av2")
    maya.locator("#scenario-form").get_by_label("Kind").select_option("growth")
    saved(maya)
    set_step(maya, home, "Generate the utility tree")


def analyse(maya, priya, home, code):
    """Maya leads through the sheet while Priya, on the same sheet, captures what is found and asks from the bank."""
    line, _attribute, environment, stimulus = SCENARIOS[code]
    statement = line.partition(" (")[0]
    for page in (maya, priya):
        page.goto(f"{home}analysis/")
        page.get_by_role("main").get_by_role("link", name=statement).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(statement)
    response, measure = OUTCOMES[code]
    parts = {"stimulus": stimulus, "environment": environment, "response": response, "response_measure": measure}
    maya.get_by_text("Write the six parts").click()
    for name, text in parts.items():
        maya.locator(f"[name={name}]").fill(text)
    maya.get_by_label("Reasoning (optional)").fill(REASONING)
    maya.get_by_label("Reasoning (optional)").blur()
    saved(maya)

    capture(priya, *FINDINGS[code])
    priya.get_by_text("Question bank", exact=True).click()
    priya.locator("#sheet-bank button").first.press("1")
    expect(priya.locator("#sheet-questions")).to_contain_text("No answer yet.")
    priya.get_by_role("link", name="Answer Q").click()
    priya.get_by_label("Answer (optional)").fill(f"Daniel measured it for {code}")
    priya.get_by_label("Evidence (optional)").fill("Load test of May")
    priya.get_by_label("State").select_option(label="Answered")
    expect(priya.locator("#sheet-questions")).to_contain_text("Daniel measured it for")
    expect(priya.locator("#sheet-questions .a").get_by_role("link", name=code)).to_be_visible()

    maya.reload()
    if code == "Av2":
        maya.get_by_label("Approach to examine").select_option(label="A1 Batched settlement")
        maya.get_by_role("button", name="Examine").click()
        expect(maya.get_by_text("examined, nothing found")).to_be_visible()
    maya.get_by_role("button", name="Mark analysed").click()
    expect(maya.locator(".toast", has_text=f"{code} is analysed")).to_be_visible()


def check_the_facts(maya, daniel, home):
    """The architect comments on a draft finding, the team answers; one comment is accepted, one is rejected."""
    for title, comment, answer, reason in (
        ("Nobody rehearsed the failover", "It was rehearsed in March", "Reject", "One rehearsal is none"),
        ("Nobody decided who tests a new route", "The route team does, informally", "Accept", ""),
    ):
        daniel.goto(f"{home}findings/")
        daniel.get_by_role("link", name=title).click()
        daniel.get_by_label("What is wrong or missing here?").fill(comment)
        daniel.get_by_role("button", name="Comment").click()
        expect(daniel.locator("#comments li")).to_contain_text(comment)
        maya.goto(daniel.url)
        maya.locator("#comments").get_by_label("Reason").fill(reason)
        maya.locator("#comments").get_by_role("button", name=answer).click()
        expect(maya.locator("#comments")).to_contain_text(reason or "Accepted")
    set_step(maya, home, "Analyse architectural approaches", minutes=140)


def conclude(maya, home):
    line = "Recovery is a promise nobody tried ^R1 ^R2|It stands on paper alone"
    type_lines(maya, f"{home}findings/", "Add a risk theme", line)
    maya.goto(f"{home}themes/")
    maya.get_by_label("How far RT1 threatens BD2").select_option("blocks")
    expect(maya.get_by_text("Drivers threatened: saved")).to_be_visible()
    line = "Rehearse the failover #critical #short @Daniel|Write the runbook first|Effort: 2 sprints"
    type_lines(maya, f"{home}recommendations/", "Add a recommendation", line)
    maya.get_by_role("main").get_by_role("link", name="Rehearse the failover").click()
    maya.locator("#themes").get_by_role("button", name="Add").click()
    expect(maya.locator("#themes .ties")).to_contain_text("Recovery is a promise nobody tried")
    maya.goto(f"{home}parked/")
    maya.get_by_role("link", name="Ask legal about retention").click()
    maya.get_by_label("Resolution").fill("Seven years, says legal")
    saved(maya)


def finish(maya, home):
    """Step 9: the results are shown from the projector and taken along as slides; every check holds."""
    set_step(maya, home, "Present results", "in_progress")
    maya.goto(f"{home}results/")
    expect(maya.get_by_role("main")).to_contain_text("Recovery is a promise nobody tried")
    with maya.expect_download() as slides:
        maya.get_by_role("link", name=re.compile("PPTX|Slides")).first.click()
    with zipfile.ZipFile(slides.value.path()) as deck:
        assert "Recovery is a promise nobody tried" in " ".join(
            deck.read(name).decode() for name in deck.namelist() if name.startswith("ppt/slides/slide")
        )
    maya.get_by_role("link", name="Present", exact=True).click()
    expect(maya).to_have_url(re.compile(r"/present/"))
    maya.wait_for_load_state()  # its keys are heard once its script is there
    maya.keyboard.press("End")
    expect(maya.get_by_role("heading", name="Recommendations, an extension")).to_be_in_viewport()  # nothing is open
    for name, minutes in (("Present results", 25), ("Follow-up", None)):
        set_step(maya, home, name, minutes=minutes)
    maya.goto(home)
    failing = maya.locator(".checks .warn")
    assert failing.all_inner_texts() == []
    expect(maya.locator(".checks .ok").first).to_be_visible()


def take_json(page, home, file):
    """The export, by the link of the report page."""
    page.goto(f"{home}report/")
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    download.value.save_as(file)
    return json.loads(file.read_text(encoding="utf-8"))


def read_the_report(maya, home, folder):
    file = folder / "settlement.json"
    whole = take_json(maya, home, file)
    schema = json.loads((settings.BASE_DIR / "docs" / "exchange" / "schema-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(whole, schema)
    told = whole["rows"]
    assert {name: len(told[name]) for name in COUNTS} == COUNTS
    maya.get_by_role("button", name="Make the PDF").first.click()
    link = maya.get_by_role("link", name="Download PDF")
    expect(link).to_be_visible(timeout=REPORT_MS)
    with maya.expect_download() as download:
        link.click()
    download.value.save_as(folder / "report.pdf")
    text, exported = printed(folder / "report.pdf"), json.dumps(told, ensure_ascii=False)
    said = [line.partition(" (")[0] for line, *_more in SCENARIOS.values()]
    said += [text for scenario in SCENARIOS.values() for text in scenario[2:]]
    said += [text for outcome in OUTCOMES.values() for text in outcome] + [*SAID]
    said += [line[2:].partition(" ^")[0].partition(" #")[0] for lines in FINDINGS.values() for line in lines]
    assert [sentence for sentence in said if sentence not in text] == []
    assert [sentence for sentence in said if sentence not in exported] == []
    return file


def bring_it_back(daniel, file, folder):
    """Daniel makes an assessment of the file by the page for it; nothing is missing from what he then takes away."""
    daniel.goto("/import/")
    daniel.get_by_role("link", name="Import an export").click()
    daniel.get_by_label("Export of ATAM Workbench").set_input_files(file)
    daniel.get_by_role("button", name="Import", exact=True).click()
    expect(daniel.get_by_text("Imported: Settlement")).to_be_visible()
    expect(daniel).to_have_url(re.compile(r"/a/\w+/$"))
    copy, original = take_json(daniel, daniel.url, folder / "copy.json"), json.loads(file.read_text(encoding="utf-8"))
    leads = [person["name"] for person in copy["rows"]["Participant"] if person["role"] == "lead"]
    assert leads == ["Maya Berg", "Daniel Ortega"], "who brings it in leads it"
    for kind, rows in original["rows"].items():
        if kind != "Participant":
            assert copy["rows"][kind] == rows

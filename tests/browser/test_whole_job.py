"""The whole job: a Markdown document in, a utility tree in the browser, a PDF out. With JavaScript and without it."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from assessments.models import Assessment, Finding, Scenario
from tests.conftest import PASSWORD
from tests.exchange.test_fintech import EXAMPLES

from .conftest import watched

REPORT_MS = 60_000  # rendering takes a few seconds; a busy machine more


@pytest.fixture(scope="module")
def document() -> str:
    """Section 6 of the worked examples."""
    text = EXAMPLES.read_text(encoding="utf-8")
    return text[text.index("## 6. ATAM Assessment") : text.index("## 7. Migration")]


# Facts of the document, as they must stand in the report.
FACTS = (
    "Process $1B transactions/year",
    "Expand to 5 new markets in 12 months",
    "Transaction processing < 200ms",
    "Update compliance rules < 1 day",
    "Single region DB is SPOF",
    "External API latency variable",
    "Async faster but eventual",
    "3x infra cost for 99.99%",
    "Single region failure",
    "Circuit breaker + fallback",
    "Automated compliance testing",
    "Multi-region Deployment",
    "Implement active-active or active-passive",
    "~$200K/year additional",
    "Automated PCI scanning",
    "3 sprints",
)


def sign_in(page, user):
    page.goto("/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Assessments")).to_be_visible()


def read_and_import(page, document) -> Assessment:
    """Paste the document, look at what was understood, import it; ends on the tree."""
    before = Assessment.objects.count()
    page.get_by_role("link", name="Import").first.click()
    page.get_by_label("Or paste the text").fill(document)
    page.get_by_role("button", name="Read the document").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What we understood")
    expect(page.locator(".plan")).to_contain_text("10")
    expect(page.locator(".doc li.ok", has_text="Fraud detection < 100ms (H, M)")).to_be_visible()
    expect(page.locator(".checks", has_text="States no signs")).to_be_visible()
    assert Assessment.objects.count() == before, "nothing is stored before it is asked for"
    page.get_by_label("Title").fill("Payments")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Utility tree")
    page.wait_for_load_state()  # the keys need the page's scripts
    [public_id] = re.findall(r"/a/(\w+)/tree/", page.url)
    return Assessment.objects.get(public_id=public_id)


def scenario(assessment, code) -> Scenario:
    return Scenario.objects.get(assessment=assessment, number_code=code)


def scenario_name(page, code):
    row = page.locator("tr.scn").filter(has=page.locator(".id", has_text=re.compile(f"^{code}$")))
    return row.locator(".scn-name")


def text_of(path: Path) -> tuple[int, str]:
    """Pages and text of a PDF, with any run of white space as one space."""
    pdf = PdfReader(BytesIO(path.read_bytes()))
    return len(pdf.pages), " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def check_report(path: Path) -> None:
    pages, text = text_of(path)
    assert pages <= 12
    assert [fact for fact in FACTS if fact not in text] == []
    assert {f"{kind}{number}" for kind in "STR" for number in (1, 2, 3)} <= set(re.findall(r"\b[STR]\d\b", text))
    assert len(re.findall(r"\b(?:Pe|Av|Se|Sc|Mo)[12]\b", text)) >= 10


def test_from_a_document_to_a_report(page, world, document, axe, tmp_path):
    sign_in(page, world.sam)
    page.goto("/import/")
    axe(page)
    assessment = read_and_import(page, document)

    scenario_name(page, "Av2").focus()
    page.keyboard.press("i")
    page.keyboard.press("h")
    expect(page.locator("#announcer")).to_have_text("Importance of Av2: high, saved")
    page.keyboard.press("d")
    page.keyboard.press("m")
    expect(page.locator("#announcer")).to_have_text("Difficulty of Av2: medium, saved")
    rated = scenario(assessment, "Av2")
    assert (rated.importance, rated.difficulty) == ("H", "M")

    page.goto(f"/a/{assessment.public_id}/report/")
    axe(page)
    page.get_by_role("button", name="Make the PDF").first.click()
    link = page.get_by_role("link", name="Download PDF")
    expect(link).to_be_visible(timeout=REPORT_MS)
    axe(page)
    with page.expect_download() as download:
        link.click()
    assert re.fullmatch(r"payments-report-\d+\.pdf", download.value.suggested_filename)
    download.value.save_as(tmp_path / "report.pdf")
    check_report(tmp_path / "report.pdf")


def test_from_a_document_to_a_report_without_javascript(
    browser, browser_context_args, server, world, document, tmp_path
):
    with (
        browser.new_context(**browser_context_args, java_script_enabled=False) as context,
        watched(context, server) as page,
    ):
        sign_in(page, world.sam)
        assessment = read_and_import(page, document)

        scenario_name(page, "Av2").click()
        page.locator("#importance").get_by_label("high").check()
        page.get_by_role("button", name="Save importance").click()
        expect(page.get_by_label("Importance of Av2: high")).to_be_visible()
        page.locator("#difficulty").get_by_label("medium").check()
        page.get_by_role("button", name="Save difficulty").click()
        expect(page.get_by_label("Difficulty of Av2: medium")).to_be_visible()
        rated = scenario(assessment, "Av2")
        assert (rated.importance, rated.difficulty) == ("H", "M")

        page.goto(f"/a/{assessment.public_id}/report/")
        page.get_by_role("button", name="Make the PDF").first.click()
        link = page.get_by_role("link", name="Download PDF")
        for _time in range(REPORT_MS // 500):
            if link.count():
                break
            page.wait_for_timeout(500)
            page.get_by_role("button", name="Check again").or_(link).first.click(trial=True)
            page.reload()
        with page.expect_download() as download:
            link.click()
        download.value.save_as(tmp_path / "report.pdf")
        check_report(tmp_path / "report.pdf")


def test_what_the_importer_shows_fits_a_phone_and_passes_axe(page, world, signed_in, document, axe):
    signed_in(page, world.sam).goto("/import/")
    page.get_by_label("Or paste the text").fill(document)
    page.get_by_role("button", name="Read the document").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What we understood")
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Back to the text").click()
    expect(page.get_by_label("Or paste the text")).to_have_value(document)


def test_a_document_that_cannot_be_read_keeps_what_was_pasted(context, server, world, signed_in, axe):
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.sam).goto("/import/")
        page.get_by_role("button", name="Read the document").click()
        expect(page.get_by_role("alert")).to_contain_text("The document cannot be read")
        axe(page)
        huge = "x" * 2_000_100
        # Laying out two million characters takes Chromium seconds, many more on a busy machine.
        page.get_by_label("Or paste the text").fill(huge, timeout=90_000)
        page.get_by_role("button", name="Read the document").click(timeout=90_000)
        expect(page.get_by_role("alert")).to_contain_text("2 MB", timeout=90_000)
        assert len(page.get_by_label("Or paste the text").input_value()) == len(huge)
    assert not Finding.objects.filter(assessment__title="x").exists()

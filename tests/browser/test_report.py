"""From the report's page to the PDF on the disk, made by the server's own processes; with and without JavaScript."""

import io

import pypdf
from playwright.sync_api import expect

from .conftest import arrived, hold, watched
from .test_registers import fill

MADE = 60_000  # ms; a busy machine lets other work go first


def read(download) -> str:
    with open(download.path(), "rb") as file:
        pages = pypdf.PdfReader(io.BytesIO(file.read())).pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_report_is_made_and_downloaded(page, world, signed_in, axe):
    fill(world)
    signed_in(page, world.vera).goto(world.url("report/"))
    expect(page.get_by_role("heading", name="What it holds")).to_be_visible()
    axe(page)
    held = hold(page, "**/report/*/")  # the page asks how far it is
    page.get_by_role("banner").get_by_role("button", name="Make the PDF").click()
    expect(page.get_by_role("button", name="Check again")).to_be_visible()
    axe(page)
    arrived(page, held).continue_()
    download_link = page.get_by_role("link", name="Download PDF")
    expect(download_link).to_be_visible(timeout=MADE)
    axe(page)
    with page.expect_download() as download:
        download_link.click()
    assert download.value.suggested_filename.endswith(f"-report-{world.assessment.revision}.pdf")
    text = read(download.value)
    for fact in ("Single region failure", "Everything depends on one region", "blocks it", "Deploy to two regions"):
        assert fact in text
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(download_link).to_be_visible()


def test_the_report_without_javascript(browser, server, base_url, world, signed_in):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    with watched(context, server) as page:
        signed_in(page, world.maya).goto(world.url("report/"))
        page.get_by_role("banner").get_by_role("button", name="Make the PDF").click()
        link = page.get_by_role("link", name="Download PDF")
        again = page.get_by_role("button", name="Check again")
        for _look in range(60):
            expect(link.or_(again)).to_be_visible()  # not while the page is still on its way
            if link.count():
                break
            page.wait_for_timeout(1_000)
            again.click()
        with page.expect_download() as download:
            link.click()
        assert "Executive summary" in read(download.value)
    context.close()

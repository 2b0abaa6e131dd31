"""The presentation by keyboard, without JavaScript, and on a phone; the page of results for axe."""

import pytest
from playwright.sync_api import expect

from assessments.management.commands.seed import FULL_EVALUATION
from assessments.transfer.apply import apply_file
from assessments.transfer.read import read_file

from .conftest import watched
from .test_registers import fill


def test_keys_go_from_slide_to_slide_and_back_to_the_results(page, world, signed_in, axe):
    fill(world)
    signed_in(page, world.vera).goto(world.url("results/"))
    axe(page)
    page.get_by_role("link", name="Present", exact=True).click()
    first = page.locator("#slide-1")
    expect(first.get_by_role("heading", name="FinTech Platform")).to_be_in_viewport()
    axe(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="In figures")).to_be_in_viewport()
    expect(first).not_to_be_in_viewport()
    page.keyboard.press("Space")
    page.keyboard.press("PageDown")
    expect(page).to_have_url(world.url("results/present/#slide-4"))
    page.reload()
    fourth = page.locator("#slide-4")
    expect(fourth).to_be_in_viewport(ratio=0.9)
    expect(fourth).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#slide-3")).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name="Still open")).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Still open")).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(first).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Results", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_every_slide_stands_on_one_screen(page, server, world, signed_in, size):
    full = apply_file(owner=world.maya.user, file=read_file(FULL_EVALUATION.read_bytes()))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    signed_in(page, world.maya).goto(f"{server}/a/{full.public_id}/results/present/")
    heights = page.evaluate("[...document.querySelectorAll('[data-slide]')].map(slide => slide.offsetHeight)")
    assert len(heights) > 20
    assert heights == [size[1]] * len(heights)


def test_without_javascript_and_on_a_phone_the_slides_are_scrolled(
    browser, server, world, signed_in, browser_context_args
):
    fill(world)
    with (
        browser.new_context(**browser_context_args | {"java_script_enabled": False}) as context,
        watched(context, server) as page,
    ):
        page.set_viewport_size({"width": 390, "height": 844})
        signed_in(page, world.vera).goto(world.url("results/present/"))
        last = page.get_by_role("heading", name="Still open")
        expect(last).not_to_be_in_viewport()
        last.scroll_into_view_if_needed()
        expect(last).to_be_in_viewport()
        page.get_by_role("link", name="Back to the results").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="PPTX, to show").click()
        assert download.value.suggested_filename == "fintech-platform-results.pptx"

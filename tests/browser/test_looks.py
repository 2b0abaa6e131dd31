"""How pages hold up where nobody draws them: empty, with overlong names, on paper, and in colours of one's own."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.exchange.apply import import_document
from assessments.exchange.importer.documents import read_document
from assessments.management.commands.seed import fill_fully
from assessments.models import Finding, QualityAttribute, RiskTheme, Scenario

from .conftest import watched

# What tests of single slices look at empty is not repeated: drivers, architecture, tree, findings, themes, preparation.
EMPTY = (
    "analysis/",
    "parked/",
    "requirements/",
    "results/",
    "results/present/",
    "traceability/",
    "report/",
    "deleted/",
)
WORD = "Unbroken" * 25  # 200 characters that no line can break
TITLE = ("The evaluation of a platform whose name does not stop " * 4)[:200]
NAME = "Recoverability after the loss of several regions at once, or"
OVERLONG = f"""# {TITLE}

## Business drivers

- {WORD}

## Utility tree

- {NAME}
  - {NAME}
    - {WORD} (H,H)

## Risks

- R1: {WORD}

## Trade-offs

- T1: {WORD}

## Risk themes

- RT1: {WORD}

## Recommendations

- {WORD}
"""
NAMED = "overview drivers tree analysis findings themes recommendations results traceability report settings people"


def wide(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_axe_finds_nothing_on_empty_pages(page, world, signed_in, axe):
    signed_in(page, world.maya)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in EMPTY:
        page.goto(world.url(path))
        axe(page)
        assert wide(page) <= 390, path


def test_axe_finds_nothing_where_a_page_or_a_form_is_refused(context, server, world, signed_in, axe):
    with watched(context, server, expected=("403",)) as page:
        signed_in(page, world.vera).goto(world.url("settings/"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Your role does not allow this")
        axe(page)
        page.goto("/accounts/password/change/")
        page.locator("main [name=csrfmiddlewaretoken]").evaluate("token => token.value = 'old'")
        page.get_by_role("button", name="Save password").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("This page had been open too long")
        axe(page)


@pytest.fixture
def overlong(world):
    """The addresses of an assessment whose names are as long as they may be."""
    plan = read_document(OVERLONG.encode(), name="overlong.md")
    made = import_document(owner=world.sam, plan=plan, document=plan.documents[0], title=TITLE)
    scenario, risk, theme = (model.objects.filter(assessment=made).first() for model in (Scenario, Finding, RiskTheme))
    rows = {"scenario": scenario, "sheet": scenario, "finding": risk, "theme": theme}
    found = [reverse(name, args=[made.public_id]) for name in NAMED.split()]
    return found + [reverse(name, args=[made.public_id, row.public_id]) for name, row in rows.items()]


def test_overlong_names_push_nothing_out_of_a_page(page, world, signed_in, overlong):
    signed_in(page, world.sam)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for path in overlong:
            page.goto(path)
            assert wide(page) <= width, f"{path} scrolls sideways at {width} px"


def test_what_is_wrong_with_a_scenario_is_read_whole(context, server, world, signed_in):
    made = fill_fully(world.sam)
    attribute = QualityAttribute.objects.filter(assessment=made).first()
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.sam).goto(f"/a/{made.public_id}/tree/?add={attribute.public_id}")
        page.locator("tr.adding [name=line]").press("Enter")
        expect(page.locator("#add-error")).to_contain_text("Write what")
        below = "e => e.getBoundingClientRect().bottom - e.closest('td').getBoundingClientRect().bottom"
        assert page.locator("#add-error").evaluate(below) <= 0


def test_no_name_is_broken_within_a_word(page, world, signed_in):
    """Beside the open panel the refinements have their narrowest column; a phone shows the levels of the heat map."""
    home = f"/a/{fill_fully(world.sam).public_id}/"
    signed_in(page, world.sam).goto(f"{home}tree/")
    page.locator("a.scn-name").first.click()
    page.locator("#six-heading").wait_for()
    broken = """places => places.flatMap(place => {
      const text = [...place.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
      return [...(text?.data.matchAll(/[^\\s-]+/g) ?? [])].filter(word => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
      }).map(word => word[0]);
    })"""
    assert page.locator("tr.scn > .c-ref span").count() > 30
    assert page.locator("tr.scn > .c-ref span").evaluate_all(broken) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{home}findings/")
    assert page.locator(".heat tfoot th").all_inner_texts()[-4:] == ["Minor", "Moderate", "Major", "Severe"]
    assert page.locator(".heat tfoot th").evaluate_all(broken) == []


def test_the_spine_shows_the_page_one_is_on_where_it_has_to_scroll(page, world, signed_in):
    page.set_viewport_size({"width": 1280, "height": 600})
    signed_in(page, world.maya).goto(world.url("report/"))
    steps = page.get_by_role("navigation", name="Assessment steps")
    foot = steps.get_by_role("button", name=world.maya.name).bounding_box()
    here = steps.locator("[aria-current]").bounding_box()
    assert here["y"] + here["height"] <= foot["y"]
    assert page.evaluate("scrollY") == 0


def test_agenda_cards_fit_a_phone(page, world, signed_in):
    home = f"/a/{fill_fully(world.sam).public_id}/"
    page.set_viewport_size({"width": 390, "height": 844})
    signed_in(page, world.sam).goto(f"{home}preparation/")
    cards = page.locator("#agenda .scroll-x")
    assert cards.count() == 4
    assert cards.evaluate_all("cards => cards.filter(card => card.scrollWidth > card.clientWidth).length") == 0


def test_a_register_without_a_risk_to_select_has_no_bar_for_selecting(page, world, signed_in):
    home = f"/a/{fill_fully(world.sam).public_id}/"
    signed_in(page, world.sam).goto(f"{home}findings/")
    expect(page.locator("#bulk")).to_be_visible()
    page.goto(f"{home}findings/?q=nothing+like+this")
    expect(page.get_by_role("heading", name="No finding matches")).to_be_visible()
    expect(page.locator("#bulk")).to_be_hidden()


def test_paper_says_all_that_the_screen_says(page, world, signed_in):
    """Nothing but what serves to write is left out, and no table is so narrow that words fall apart."""
    home = f"/a/{fill_fully(world.sam).public_id}/"
    signed_in(page, world.sam)
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 without its margins
    page.emulate_media(media="print")
    page.goto(home)
    expect(page.get_by_text("1 scenario rated (H,H) is not analysed")).to_be_visible()
    expect(page.get_by_role("navigation", name="Assessment steps")).to_be_hidden()
    page.goto(f"{home}drivers/")
    expect(page.get_by_label("Add a driver")).to_be_hidden()
    assert page.locator("th[scope=row]").first.bounding_box()["width"] > 150
    assert wide(page) <= 718
    page.goto(f"{home}tree/")
    cut = "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"
    assert page.locator("tr.scn > .c-scn").evaluate_all(cut) == []
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e, '::before').backgroundColor]"
    letter, ground = page.locator(".rate--h").first.evaluate(colours)
    assert letter != ground
    assert letter == page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor"), "white on black"


def test_forced_colours_show_what_is_chosen(browser, server, world, signed_in, browser_context_args):
    with (
        browser.new_context(**browser_context_args | {"forced_colors": "active"}) as context,
        watched(context, server) as page,
    ):
        signed_in(page, world.maya).goto(world.url("drivers/"))
        style = "e => getComputedStyle(e).outlineStyle"
        group = page.get_by_role("link", name="Requirements").locator("..")
        assert group.get_by_role("link", name="Drivers").evaluate(style) == "solid"
        assert group.get_by_role("link", name="Requirements").evaluate(style) == "none"
        here = page.get_by_role("navigation", name="Assessment steps").locator("[aria-current=page]")
        assert here.evaluate(style) == "solid"

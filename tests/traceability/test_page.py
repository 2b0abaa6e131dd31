"""The page of traceability, as members of the assessment see it."""

import pytest

from assessments.models import Finding, RiskTheme
from tests.findings.pages import get, url
from tests.results.test_pages import many


def test_it_shows_the_drawing_the_loose_ends_and_the_table(world):
    many(world, 1)
    text = get(world, "traceability", who=world.vera)
    theme, risk = RiskTheme.objects.get(), Finding.objects.get(kind="R")
    for fact in (
        "2 loose ends",
        "<span>served by no scenario</span>",
        "<span>serves no driver</span>",
        f'/findings/#theme-{theme.public_id}" class="gb"',
        f'/findings/#finding-{risk.public_id}" class="gb"',
        'class="gb gb--orphan"',
        '<optgroup label="Risk themes">',
        "Region 0 fails",
    ):
        assert fact in text, fact


def test_one_row_is_followed(world):
    many(world, 2)
    theme = RiskTheme.objects.order_by("number").first()
    text = get(world, "traceability", follow=f"theme-{theme.public_id}")
    assert text.count(" selected>") == 1
    assert f'<option value="theme-{theme.public_id}" selected>{theme.code} {theme.title}</option>' in text
    assert "What leads to it, and what comes from it" in text
    drawing = text[text.index('<svg class="graph"') : text.index('id="table-title"')]
    assert "gb--sel" in drawing
    assert "Finding R 0" in drawing
    assert "Finding R 1" not in drawing
    assert "Finding R 1" in text
    assert "What leads to it" not in get(world, "traceability", follow="nonsense-'>")


def test_an_empty_assessment_says_so(world):
    assert "Nothing to trace yet" in get(world, "traceability")


def test_the_access_ladder(world):
    for who in (world.maya, world.priya, world.vera):
        assert world.client(who).get(url(world, "traceability")).status_code == 200
    assert world.client(world.sam).get(url(world, "traceability")).status_code == 404
    assert world.client(world.maya).post(url(world, "traceability")).status_code == 405


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_it_costs_the_same_number_of_queries_however_many_rows(world, rows, django_assert_num_queries):
    many(world, rows)
    client = world.client(world.maya)
    with django_assert_num_queries(33):
        client.get(url(world, "traceability"))

"""Who may do what on the pages of findings, hostile text, and what the pages cost."""

import pytest
from django.core.cache import caches

from assessments import changes
from assessments.models import Finding, FindingLink, RiskTheme, ThemeDriver, ThemeRisk
from assessments.new_rows import (
    new_approach,
    new_attribute,
    new_driver,
    new_finding,
    new_scenario,
    new_theme,
    refinement_of,
)

from .pages import add, get, url


@pytest.mark.parametrize("who", ["elena", "daniel", "priya", "vera"])
def test_who_may_not_write_reads_the_pages_and_is_told_why(world, found, who):
    reader = getattr(world, who)
    for text in (get(world, "findings", who=reader), get(world, "finding", found.public_id, who=reader)):
        assert "Single region failure" in text
        assert "so you read this page" in text
        main = text[text.index("<main") : text.index("</main")]
        main = main.partition('id="comments"')[0]  # where the architect and decision makers may write
        assert 'method="post"' not in main


def test_markup_is_text_and_markdown_is_rendered(world):
    risk = add(world, "R", "<script>alert(1)</script> & more")
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(risk, description="**Bold** <img src=x onerror=alert(2)> [x](javascript:alert(3))")
    for text in (get(world, "findings"), get(world, "finding", risk.public_id, who=world.vera)):
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text
    assert "<strong>Bold</strong>" in text
    assert 'href="javascript' not in text


READS = [("findings", ""), ("themes", ""), ("finding", "finding"), ("theme", "theme")]


WRITES = [
    ("finding-add", ""),
    ("finding-edit", "finding"),
    ("finding-attributes", "finding"),
    ("finding-places", "finding"),
    ("finding-themes", "finding"),
    ("finding-delete", "finding"),
    ("finding-accept", "finding"),
    ("finding-broke", "finding"),
    ("theme-add", ""),
    ("findings-assign", ""),
    ("theme-new", ""),
    ("theme-move", ""),
    ("theme-matrix", ""),
    ("theme-edit", "theme"),
    ("theme-risks", "theme"),
    ("theme-drivers", "theme"),
    ("theme-delete", "theme"),
]


def address(world, name, of, found):
    rows = {"": [], "finding": [found.public_id], "theme": [RiskTheme.objects.get().public_id]}
    return url(world, name, *rows[of])


@pytest.mark.parametrize(("name", "of"), READS)
def test_the_access_ladder_of_every_page(world, found, name, of):
    page = address(world, name, of, found)
    assert world.client(world.vera).get(page).status_code == 200
    assert world.client(world.sam).get(page).status_code == 404
    assert world.client(world.maya).post(page).status_code == 405
    if of:
        assert world.client(world.maya).get(url(world, name, "nosuchrow")).status_code == 404


@pytest.mark.parametrize(("name", "of"), WRITES)
def test_the_access_ladder_of_every_write(world, found, name, of):
    place = address(world, name, of, found)
    assert world.client(world.sam).post(place).status_code == 404
    assert world.client(world.priya).post(place).status_code == 403
    assert world.client(world.vera).post(place).status_code == 403
    assert world.client(world.maya).get(place).status_code in {404, 405}  # "add" could be a row's name
    assert (Finding.objects.living().count(), RiskTheme.objects.living().count()) == (4, 1)


def many(world, rows):
    with changes.record(world.assessment, world.maya, "test") as change:
        availability = new_attribute(change, name="Availability")
        home = refinement_of(change, availability)
        approach = new_approach(change, name="Standby")
        theme = new_theme(change, title="One region")
        for number in range(rows):
            driver = new_driver(change, statement=f"Driver {number}")
            change.create(ThemeDriver, theme=theme, driver=driver, degree="slows")
            scenario = new_scenario(change, refinement=home, statement=f"Scenario {number}")
            for kind in "RSTN":
                finding = new_finding(change, kind=kind, title=f"Finding {number}", attributes=[(availability, "+")])
                change.create(FindingLink, finding=finding, scenario=scenario, approach=approach)
                if kind == "R":
                    change.update(finding, owner=world.elena)
                    change.create(ThemeRisk, theme=theme, risk=finding)
    return finding, theme


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_pages_cost_the_same_number_of_queries_however_many_rows(world, rows, django_assert_num_queries):
    finding, theme = many(world, rows)
    client = world.client(world.maya)
    client.get(url(world, "findings"))
    with django_assert_num_queries(3):  # kept since the last write: session, user, participant
        client.get(url(world, "findings"))
    caches["tables"].clear()
    with django_assert_num_queries(18):
        text = client.get(url(world, "findings")).content.decode()
    assert text.count('id="finding-') >= 4 * rows
    with django_assert_num_queries(24):
        client.get(url(world, "finding", finding.public_id))
    with django_assert_num_queries(21):
        client.get(url(world, "theme", theme.public_id))
    with django_assert_num_queries(21):
        client.get(url(world, "themes"))


def test_the_access_ladder_of_reading_a_line(world):
    place = url(world, "finding-read")
    assert world.client(world.sam).get(place).status_code == 404
    assert world.client(world.vera).get(place).status_code == 403
    assert world.client(world.maya).post(place).status_code == 405


def test_the_access_ladder_of_comments_and_their_answers(world, found):
    comment = url(world, "finding-comment", found.public_id)
    answer = url(world, "finding-answer", found.public_id, "nosuchrow")
    for place in (comment, answer):
        assert world.client(world.sam).post(place).status_code == 404
        assert world.client(world.vera).post(place).status_code == 403
        assert world.client(world.priya).post(place).status_code == 403
        assert world.client(world.maya).get(place).status_code == 405
    assert world.client(world.daniel).post(answer).status_code == 403
    assert world.client(world.maya).post(comment).status_code == 403
    assert world.client(world.daniel).post(comment, {"text": "The standby is elsewhere"}).status_code == 302

"""The order of the register by each of its heads, the filter that follows a person, and boxes that stay ticked."""

import re
from dataclasses import replace

import pytest

from assessments.dossier.types import Person, Ref
from assessments.findings import comment_actions
from assessments.findings.filter import in_order
from assessments.models import Finding, RiskTheme

from .pages import HTMX, add, fields, get, post, url
from .test_grids import risk


def at(code, owner="", **more):
    """A risk found at the scenario of this code, if any; it is called so too."""
    places = (Ref("scenario", code, code, "Core payment"),) if code else ()
    person = Person(owner, owner) if owner else None
    return replace(risk(1, **more), id=code, found_in=places, owner=person)


@pytest.mark.parametrize(
    ("sort", "places"),
    [
        ("found", ["Av2", "Av10", "Pe1", ""]),
        ("-found", ["Pe1", "Av10", "Av2", ""]),
        ("owner", ["Pe1", "Av2", "", "Av10"]),
        ("-owner", ["Av2", "Pe1", "", "Av10"]),
        ("mitigation", ["Av10", "Pe1", "", "Av2"]),
        ("status", ["Pe1", "", "Av2", "Av10"]),
        ("assumption", ["Pe1", "", "Av2", "Av10"]),
    ],
)
def test_what_has_nothing_under_a_head_stands_last_whichever_way_it_is_sorted(sort, places):
    risks = [
        at("Pe1", owner="anna", mitigation="Retry"),
        at("", mitigation="Standby"),
        at("Av2", owner="Ben", status="closed"),
        at("Av10", mitigation="cache", status="closed"),
    ]
    assert [row.id for row in in_order(risks, sort)] == places


def heads(page: str) -> list[tuple[str, str]]:
    """(word, address) of everything the tables are sorted by."""
    return [
        (word.strip(), query)
        for query, word in re.findall(r'<a class="sort[^"]*" href="[^"?]*(\?[^"]*|)">([^<]*)', page)
    ]


def test_every_head_of_every_table_sorts_it_without_script_and_turns_round(world, found):
    page = get(world, "findings")
    words = {word for word, _query in heads(page)}
    assert words >= {"Risk", "Title", "Severity", "Likelihood × impact", "Status", "Found in", "Theme", "Mitigation"}
    assert words >= {"Owner", "Trade-off point", "Effects", "Sensitivity point", "Non-risk", "Assumption", "Look again"}
    assert page.count('aria-sort="descending"') == 1  # by severity, and only risks have one
    for _word, query in heads(page):
        assert "aria-sort" in world.client(world.vera).get(url(world, "findings") + query).content.decode()
    page = get(world, "findings", sort="owner", severity="critical")
    assert ("Owner", "?severity=critical&amp;sort=-owner") in heads(page)
    assert 'aria-sort="ascending"' in page
    assert 'aria-sort="descending"' in get(world, "findings", sort="-owner")


def test_comments_to_answer_and_reviews_that_are_due_are_found(world, found):
    comment_actions.add_comment(
        assessment=world.assessment, actor=world.daniel, finding=found.public_id, text="Two regions since May"
    )
    add(world, "R", "Another risk")
    page = get(world, "findings")
    assert "1 comment to answer</span>" in page
    assert 'name="waits" value="comment" aria-pressed="false">Comments to answer <span class="n">1' in page
    assert 'name="waits" value="review"' not in page
    page = get(world, "findings", waits="comment").partition('id="themes-title"')[0]
    assert "Single region failure" in page
    assert "Another risk" not in page
    nonrisk = Finding.objects.get(kind="N")
    data = fields(nonrisk, review_on="2026-01-01")
    post(world, "finding-edit", nonrisk.public_id, data=data, **HTMX)
    page = get(world, "findings", waits="review").partition('id="themes-title"')[0]
    assert "Stateless service" in page
    assert "Single region failure" not in page


def test_an_assumption_that_broke_says_what_it_became_where_its_date_stood(world, found):
    nonrisk = Finding.objects.get(kind="N")
    post(world, "finding-broke", nonrisk.public_id)
    row = get(world, "findings").partition(f'id="finding-{nonrisk.public_id}"')[2].partition("</tr>")[0]
    assert re.search(r"Broke <a [^>]*>.*R2", row)
    assert "No date" not in row


def test_omissions_beside_the_open_risks_are_open_themselves(world, found):
    closed = add(world, "R", "No retry policy ^none #closed")
    add(world, "R", "No owner of keys ^none")
    page = get(world, "findings")
    assert "2 open risks, 1 of omission" in page
    assert 'Omission <span class="n">2</span>' in page
    assert closed.title in get(world, "findings", omission="1")


def test_the_filter_follows_to_the_pages_of_findings_and_back(world, found):
    """A risk owner goes through the critical ones, edits one so that it is none any more, and goes on."""
    first, second, third = (add(world, "R", f"{word} #critical") for word in ("Alpha", "Beta", "Gamma"))
    add(world, "R", "Minor #low")
    asked = "?severity=critical&sort=title"
    kept = asked.replace("&", "&amp;")
    maya = world.client(world.maya)
    page = maya.get(url(world, "findings") + asked).content.decode()
    assert f'href="{url(world, "finding", second.public_id)}{kept}"' in page

    own = url(world, "finding", second.public_id) + asked
    page = maya.get(own).content.decode()
    assert f'href="{url(world, "findings")}{kept}"' in page
    assert f'href="{url(world, "finding", first.public_id)}{kept}" aria-label="Previous: R2"' in page
    assert f'href="{url(world, "finding", third.public_id)}{kept}" aria-label="Next: R4"' in page
    assert "2 of 4" in page

    answer = maya.post(url(world, "finding-edit", second.public_id) + asked, fields(second, severity="low"))
    assert answer.url == own
    page = maya.get(own).content.decode()
    assert 'aria-label="Next: R4"' in page  # it stands where its title puts it, beside the critical ones
    assert "2 of 4" in page
    answer = maya.post(url(world, "finding-delete", second.public_id) + asked)
    assert answer.url == url(world, "findings") + asked


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_boxes_stay_ticked_where_an_assignment_is_refused(world, found, kwargs):
    other = add(world, "R", "Another risk")
    add(world, "R", "A third")
    data = {"risk": [found.public_id, other.public_id], "theme": "", "title": ""}
    page = post(world, "findings-assign", data=data, **kwargs).content.decode()
    assert "Choose a theme, or name a new one." in page
    assert len(re.findall(r"data-pick[^>]* checked>", page)) == 2
    theme = RiskTheme.objects.get()
    data = {"risk": [found.public_id, "nosuchrisk00"], "theme": theme.public_id}
    page = post(world, "findings-assign", data=data, **kwargs).content.decode()
    assert len(re.findall(r"data-pick[^>]* checked>", page)) == 1
    assert f'<option value="{theme.public_id}" selected>' in page


def test_a_title_as_long_as_a_book_does_not_fill_the_register(world):
    row = add(world, "R", "Single region " * 200)
    page = get(world, "findings")
    assert "Single region " * 10 in page
    assert "Single region " * 20 not in page
    post(world, "findings-assign", data={"risk": row.public_id, "title": "One place " * 200})
    page = get(world, "findings")
    assert "One place " * 10 in page
    assert "One place " * 30 not in page
    assert "Single region " * 199 in get(world, "finding", row.public_id)


@pytest.mark.parametrize("word", ["Av1", "A1", "depends on one", "rt1", "Elena"])
def test_the_filter_finds_what_a_row_shows(world, found, word):
    shown = get(world, "findings", q=word).partition('id="themes-title"')[0]
    assert "Single region failure" in shown
    assert "Stateless service" not in shown

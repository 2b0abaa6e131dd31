"""The page of results, the presentation and its file, as members of the assessment see them."""

import io

import pytest
from django.core.management import call_command
from pptx import Presentation

from assessments import changes
from assessments.models import FindingLink, RecommendationFinding, Step, ThemeDriver, ThemeRisk
from assessments.new_rows import (
    new_approach,
    new_attribute,
    new_driver,
    new_finding,
    new_recommendation,
    new_scenario,
    new_theme,
    refinement_of,
)
from assessments.overview.step_actions import set_step
from assessments.recommendations.actions import add_recommendation
from tests.findings.pages import get, url

NAMES = ("results", "present", "slides")


def many(world, rows):
    """As many of everything: drivers, approaches, scenarios, findings of each kind, themes, recommendations."""
    with changes.record(world.assessment, world.maya, "test") as change:
        availability = new_attribute(change, name="Availability")
        cost = new_attribute(change, name="Cost", in_tree=False)
        home = refinement_of(change, availability)
        for number in range(rows):
            driver = new_driver(change, statement=f"Driver {number}")
            approach = new_approach(change, name=f"Standby {number}")
            theme = new_theme(change, title=f"Everything depends on region {number}")
            change.create(ThemeDriver, theme=theme, driver=driver, degree="blocks")
            scenario = new_scenario(change, refinement=home, statement=f"Region {number} fails")
            for kind in "RSTN":
                effects = [(availability, "+"), (cost, "-")]
                finding = new_finding(change, kind=kind, title=f"Finding {kind} {number}", attributes=effects)
                change.create(FindingLink, finding=finding, scenario=scenario, approach=approach)
                if kind == "R":
                    change.update(finding, severity="critical")
                    change.create(ThemeRisk, theme=theme, risk=finding)
                    row = new_recommendation(change, title=f"Deploy twice {number}", severity="high")
                    change.create(RecommendationFinding, recommendation=row, finding=finding)


def test_recommendations_are_named_once_somebody_wanted_them(world):
    assert "Recommendations, an extension" not in get(world, "results")
    add_recommendation(assessment=world.assessment, actor=world.maya, line="Deploy to two regions")
    assert "Recommendations, an extension" in get(world, "results")


def test_a_board_sees_what_threatens_the_business(world):
    many(world, 1)
    text = get(world, "results", who=world.vera)
    for fact in (
        "Everything depends on region 0",
        "<b>BD1</b> blocks",
        "heat-chip h4",
        "Finding R 0",
        "Commission, A1",
        "1 critical",
        "Standby 0",
        "Recommendations, an extension",
        " before you present",
    ):
        assert fact in text
    assert (
        f'href="{url(world, "results")}#mapping-title">Decisions mapped to qualities</a><span class="n">1</span>'
        in text
    )
    checks = text[text.index("Open checks") :]
    assert 'title="Business driver BD1: Driver 0"' in checks[: checks.index("What is presented")]
    mapped = text[text.index("Effect of each approach") :]
    assert mapped.index('aria-label="better"') < mapped.index("T1</a>")
    assert 'aria-label="worse"' in mapped


def test_risks_of_omission_are_said_and_more_than_twenty_are_counted(world):
    with changes.record(world.assessment, world.maya, "test") as change:
        for number in range(23):
            new_finding(change, kind="R", title=f"Nobody decided {number}", severity="high")
    text = get(world, "results")
    assert text.count("Omission, no decision yet") == 20
    assert "3 more are in the register" in text


def test_an_empty_assessment_has_a_page_and_a_presentation(world):
    text = get(world, "results")
    assert "No themes yet" in text
    assert "No open risk is critical or high" in text
    assert "FinTech Platform" in get(world, "present")


def test_the_day_of_the_meeting_and_its_audience_stand_in_the_head(world):
    from datetime import UTC, datetime

    step = Step.objects.get(assessment=world.assessment, number=9)
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(step, starts_at=datetime(2026, 6, 25, 14, tzinfo=UTC))
    assert "To present on 25 June" in get(world, "results")
    set_step(assessment=world.assessment, actor=world.maya, step_id=step.public_id, status="done")
    assert "Presented on 25 June" in get(world, "results")
    assert "To present on" not in get(world, "results")


def test_the_presentation_shows_every_slide_and_escapes_what_people_wrote(world):
    many(world, 1)
    with changes.record(world.assessment, world.maya, "test") as change:
        new_finding(change, kind="R", title="<script>alert(1)</script>", severity="high")
    text = get(world, "present", who=world.vera)
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    for heading in ("In figures", "Business drivers", "Decisions mapped to qualities", "Still open"):
        assert f"{heading}</h2>" in text
    assert f'href="{url(world, "results")}" data-show-leave' in text


def test_the_file_is_for_keeping_and_is_what_the_command_writes(world, tmp_path, capsys):
    many(world, 2)
    response = world.client(world.vera).get(url(world, "slides"))
    assert response["Content-Disposition"] == 'attachment; filename="fintech-platform-results.pptx"'
    assert response["Content-Type"].endswith("presentationml.presentation")
    show = Presentation(io.BytesIO(response.content))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[:3] == ["FinTech Platform", "In figures", "Business drivers"]
    target = tmp_path / "deck.pptx"
    call_command("export_assessment", world.assessment.public_id, "--format", "pptx", "--output", str(target))
    assert target.read_bytes() == response.content
    assert f"{len(titles)} slides" in capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_the_access_ladder(world, name):
    page = url(world, name)
    for who in (world.maya, world.priya, world.vera):
        assert world.client(who).get(page).status_code == 200
    assert world.client(world.sam).get(page).status_code == 404
    assert world.client(world.maya).post(page).status_code == 405


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_pages_cost_the_same_number_of_queries_however_many_rows(world, rows, django_assert_num_queries):
    many(world, rows)
    client = world.client(world.maya)
    with django_assert_num_queries(32):
        client.get(url(world, "results"))
    with django_assert_num_queries(29):
        client.get(url(world, "present"))
    with django_assert_num_queries(29):
        client.get(url(world, "slides"))


def test_the_spine_and_the_overview_lead_to_the_results(world):
    assert f'href="{url(world, "results")}"' in get(world, "overview")

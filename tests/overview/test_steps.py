"""The page of one step: planned and actual time, facilitator, notes, skipped with a reason, reopened."""

import re
from datetime import UTC, datetime

import pytest

from assessments.conflicts import Edit
from assessments.dossier.summary import time_used
from assessments.models import Change, Step
from assessments.overview.step_actions import edit_step
from assessments.overview.step_forms import stored_step

HTMX = {"headers": {"HX-Request": "true"}}


def step_of(world, number) -> Step:
    return Step.objects.get(assessment=world.assessment, number=number)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def read(world, number, who=None) -> str:
    response = world.client(who or world.maya).get(world.url(f"agenda/{step_of(world, number).public_id}/"))
    assert response.status_code == 200
    return text(response)


@pytest.fixture
def save(world, load):
    """save(5, notes="…"): post the page of step 5 as Maya's browser would, with the base of every field."""

    def post(number, *, who=None, base=None, htmx=True, **fields):
        stored = stored_step(load("steps").steps[number])
        data = {**stored, **{f"base_{name}": value for name, value in stored.items()}, **(base or {}), **fields}
        address = world.url(f"agenda/{step_of(world, number).public_id}/edit/")
        return world.client(who or world.maya).post(address, data, **(HTMX if htmx else {}))

    return post


def test_a_step_in_the_repeated_hour_of_a_clock_change_keeps_its_time(world, save):
    """02:30 comes twice that night; what the page shows is not asked which of the two was meant."""
    world.assessment.time_zone = "Europe/Berlin"
    world.assessment.save(update_fields=["time_zone"])
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    edits = {"starts_at": Edit(base="", new=second.isoformat())}
    edit_step(assessment=world.assessment, actor=world.maya, public_id=step_of(world, 5).public_id, edits=edits)

    for htmx in (True, False):
        response = save(5, htmx=htmx, starts_at="2026-10-25T02:30", notes=f"Script: {htmx}")
        assert response.status_code == (200 if htmx else 302)
        assert (step_of(world, 5).starts_at, step_of(world, 5).notes) == (second, f"Script: {htmx}")
    typed = save(5, starts_at="2026-10-25T02:45", notes="Later")
    assert typed.status_code == 422
    assert step_of(world, 5).starts_at == second


def test_time_facilitator_and_notes_are_saved(world, save):
    world.assessment.time_zone = "Europe/Berlin"
    world.assessment.save(update_fields=["time_zone"])

    response = save(
        5,
        starts_at="2026-06-09T13:30",
        planned_minutes="90",
        actual_minutes="105",
        facilitator=world.jonas.public_id,
        notes="Began **late**.",
    )

    assert response.status_code == 200
    step = step_of(world, 5)
    assert step.starts_at == datetime(2026, 6, 9, 11, 30, tzinfo=UTC), "the time is that of the assessment's zone"
    assert (step.planned_minutes, step.actual_minutes, step.facilitator) == (90, 105, world.jonas)
    assert 'value="2026-06-09T13:30"' in read(world, 5)
    page = read(world, 5, who=world.vera)
    assert "Tuesday 9 June 2026, 13:30" in page
    assert "1 h 45 min" in page
    assert "of 1 h 30 min planned" in page
    assert "Jonas Weber" in page
    assert "<strong>late</strong>" in page
    assert "so you read this page" in page


def test_a_step_is_skipped_with_a_reason_and_reopened_and_both_are_told(world, save):
    refused = save(7, status="skipped")
    assert refused.status_code == 422
    assert "Say in a few words why the step is skipped" in refused.content.decode()

    save(7, status="skipped", skip_reason="One room only")
    assert (step_of(world, 7).status, step_of(world, 7).skip_reason) == ("skipped", "One room only")
    response = save(7, status="in_progress")

    assert "counts-changed" in response["HX-Trigger"]
    assert (step_of(world, 7).status, step_of(world, 7).skip_reason) == ("in_progress", "")
    page = text(world.client(world.maya).get(world.url()))
    assert "skipped step 7: One room only" in page
    assert "reopened step 7" in page
    world.assessment.refresh_from_db()
    assert world.assessment.status == "running"


def test_two_people_on_one_step_lose_nothing(world, save):
    save(2, notes="Elena speaks", status="in_progress")

    response = save(2, who=world.jonas, base={"base_notes": ""}, notes="Jonas was here", planned_minutes="50")

    assert response.status_code == 409
    assert "Elena speaks" in response.content.decode()
    assert (step_of(world, 2).notes, step_of(world, 2).planned_minutes) == ("Elena speaks", 50)
    base = {"base_notes": "Elena speaks"}
    save(2, who=world.jonas, base=base, notes="Jonas was here", keep_notes="both")
    assert step_of(world, 2).notes == "Elena speaks\n\nJonas was here"


def test_a_conflict_of_times_is_told_in_words(world, save):
    save(2, starts_at="2026-06-09T09:00")

    response = save(2, who=world.jonas, base={"base_starts_at": ""}, starts_at="2026-06-10T09:00")

    assert response.status_code == 409
    assert "9 June 2026, 09:00" in response.content.decode()
    base = {"base_starts_at": "2026-06-09T09:00:00+00:00"}
    save(2, who=world.jonas, base=base, starts_at="2026-06-10T09:00", keep_starts_at="theirs")
    assert step_of(world, 2).starts_at == datetime(2026, 6, 9, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("starts_at", "soon", "Write day and time as 2026-06-09 09:00."),
        ("starts_at", "0001-01-01T00:00", "Check the year: write it with four digits"),
        ("planned_minutes", "-5", "greater than or equal to 0"),
        ("actual_minutes", "long", "whole number"),
        ("facilitator", "nobody", "Select a valid choice"),
        ("status", "half", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_saved(world, save, field, value, sentence):
    response = save(2, notes="Kept", **{field: value})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert step_of(world, 2).notes == "Kept"


def test_without_script_the_page_comes_back(world, save):
    response = save(2, htmx=False, planned_minutes="")

    assert response["Location"] == world.url(f"agenda/{step_of(world, 2).public_id}/")
    assert step_of(world, 2).planned_minutes is None


def test_a_step_is_undone_as_one_change(world, save):
    save(2, status="done", actual_minutes="50")
    world.assessment.refresh_from_db()

    world.client(world.maya).post(world.url(f"undo/{world.assessment.revision}/"))

    assert (step_of(world, 2).status, step_of(world, 2).actual_minutes) == ("not_started", None)


def test_every_step_of_the_spine_leads_somewhere(world):
    page = text(world.client(world.vera).get(world.url()))

    for number in (1, 7, 10):
        assert f'href="{world.url(f"agenda/{step_of(world, number).public_id}/")}"' in page
    assert "The evaluation leader explains the method" in read(world, 1)
    assert "Phase 3" in read(world, 10)


def own_pages(page: str) -> list[str]:
    """The steps to whose status, time and notes the spine of a page leads."""
    return re.findall(r'<a class="own"[^>]*>Status, time and notes<span class="vh">: ([^<]+)<', page)


def test_beside_the_page_of_a_step_the_spine_leads_to_its_time_and_notes(world):
    client = world.client(world.vera)

    assert own_pages(text(client.get(world.url()))) == []
    assert own_pages(text(client.get(world.url("tree/")))) == ["Utility tree"]
    assert own_pages(text(client.get(world.url("architecture/")))) == ["Architecture", "Architectural approaches"]
    own = f'<a class="own" href="{world.url(f"agenda/{step_of(world, 5).public_id}/")}"'
    assert own + ">" in text(client.get(world.url("tree/")))
    assert own + ' aria-current="page">' in read(world, 5)
    assert own_pages(read(world, 1)) == [], "its line leads there itself"


def test_the_overview_sums_the_time(world, load, save):
    page = text(world.client(world.vera).get(world.url()))
    assert "12 h planned" in page
    save(2, actual_minutes="55")
    save(3, status="skipped", skip_reason="Known to all")

    time = time_used(load("steps").steps)

    assert (time.planned, time.taken, time.over) == (660, 55, 10)
    page = text(world.client(world.vera).get(world.url()))
    assert "55 min of 11 h" in page
    assert "10 min over plan so far" in page


def test_access(world, save):
    address = world.url(f"agenda/{step_of(world, 2).public_id}/")
    before = Change.objects.count()

    assert world.client(world.sam).get(address).status_code == 404
    assert world.client(world.maya).post(address).status_code == 405
    assert world.client(world.maya).get(world.url("agenda/unknown/")).status_code == 404
    assert save(2, who=world.sam, notes="x").status_code == 404
    assert save(2, who=world.vera, notes="x").status_code == 403
    assert world.client(world.maya).get(address + "edit/").status_code == 405
    assert Change.objects.count() == before


def test_costs_the_same_queries_whoever_takes_part(world, django_assert_num_queries):
    from assessments.overview.actions import add_participant

    maya, address = world.client(world.maya), world.url(f"agenda/{step_of(world, 2).public_id}/")
    maya.get(address)
    for number in (1, 5, 44):
        for index in range(number):
            add_participant(assessment=world.assessment, actor=world.maya, name=f"Guest {number} {index}")
        with django_assert_num_queries(8):
            maya.get(address)

"""The list of assessments: what each person sees, in words and numbers, at a fixed number of queries."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from assessments import changes
from assessments.models import Assessment, Participant, Step
from assessments.new_rows import new_attribute, new_finding, new_scenario, refinement_of
from assessments.overview.actions import create_assessment
from assessments.overview.step_actions import set_step
from assessments.transfer.apply import apply_file
from assessments.transfer.export import export
from assessments.transfer.read import read_file


def begin(world, number, status="in_progress"):
    step = Step.objects.get(assessment=world.assessment, number=number)
    set_step(assessment=world.assessment, actor=world.maya, step_id=step.public_id, status=status)


def test_shows_progress_risks_and_team(world):
    begin(world, 1, "done")
    begin(world, 2)
    with changes.record(world.assessment, world.maya, "finding.add") as change:
        new_finding(change, kind="R", title="Single region failure", severity="critical")
        new_finding(change, kind="R", title="Gateway timeout", severity="high")

    page = world.client(world.jonas).get("/").content.decode()

    assert "FinTech Platform" in page
    assert "Step 2 of 9, business drivers" in page
    assert "2 risks are open in current work, 1 of them critical." in page
    assert "Maya Okafor, Jonas Weber, Elena Rossi and 3 more" in page


def test_an_export_brought_in_beside_its_original_is_told_from_it(world):
    before = Assessment.objects.get()
    maya = world.client(world.maya)
    assert "here since" not in maya.get("/").content.decode()

    copy = apply_file(owner=world.maya.user, file=read_file(export(before)))
    Assessment.objects.filter(pk=before.pk).update(created_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    Assessment.objects.filter(pk=copy.pk).update(created_at=datetime(2026, 6, 8, 14, 30, tzinfo=UTC))

    of_row = {
        row.partition('"')[0]: row.partition("</th>")[0]
        for row in maya.get("/").content.decode().partition('id="assessments"')[2].split('href="/a/')[1:]
    }
    assert "here since 2 March 2026, 09:05" in of_row[f"{before.public_id}/"]
    assert "here since 8 June 2026, 14:30" in of_row[f"{copy.public_id}/"]
    assert copy.title == before.title


def test_a_stranger_sees_none_of_it(world):
    page = world.client(world.sam).get("/").content.decode()

    assert "FinTech Platform" not in page
    assert "No assessments yet" in page
    assert "Start from a template" in page


def test_signed_out_is_sent_to_sign_in(db):
    response = Client().get("/")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/"


def test_only_reads(world):
    assert world.client(world.maya).post("/").status_code == 405


def test_filters_by_text_status_and_lead(world):
    create_assessment(owner=world.maya.user, title="Claims Intake")
    create_assessment(owner=world.jonas.user, title="Patient Portal")
    jonas = world.client(world.jonas)

    assert "Patient Portal" in jonas.get("/?show=mine").content.decode().partition('id="assessments"')[2]
    assert "FinTech" not in jonas.get("/?show=mine").content.decode().partition('id="assessments"')[2]
    assert "Claims Intake" not in jonas.get("/").content.decode()
    found = jonas.get("/?q=fintech").content.decode().partition('id="assessments"')[2]
    assert "FinTech Platform" in found
    assert "Patient Portal" not in found
    assert "No assessment has “nothing like it”" in jonas.get("/?q=nothing+like+it").content.decode()


def test_filter_answers_htmx_with_the_table_alone(world):
    response = world.client(world.maya).get("/?q=fin", headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<div class="card scroll-x" id="assessments"')
    assert "HX-Request" in response["Vary"]


def test_waiting_for_you_follows_the_role(world):
    with changes.record(world.assessment, world.maya, "attribute.add") as change:
        availability = new_attribute(change, name="Availability")
        home = refinement_of(change, availability)
        new_scenario(change, refinement=home, statement="A region fails")
        new_scenario(change, refinement=home, statement="A disk fails", importance="H")
        new_finding(change, kind="R", title="Single region failure")

    def waiting(who):
        page = world.client(who).get("/").content.decode()
        return " ".join(page.partition('id="waiting"')[2].partition("</ul>")[0].split())

    assert "1 scenario</a> has no importance yet" in waiting(world.elena)
    assert "difficulty" not in waiting(world.elena)
    assert "2 scenarios</a> have no difficulty yet" in waiting(world.daniel)
    assert "1 risk</a> belongs to no risk theme" in waiting(world.maya)
    assert "Nothing at present" in waiting(world.priya)


@pytest.mark.parametrize("number", [1, 5, 50])
def test_costs_the_same_queries_however_long(world, number, django_assert_num_queries):
    for index in range(number - 1):
        create_assessment(owner=world.maya.user, title=f"Assessment {index}")
    assert Participant.objects.filter(user=world.maya.user).count() == number
    maya = world.client(world.maya)

    # Session and account, seven for the list, two for the spine.
    with django_assert_num_queries(11):
        maya.get("/")

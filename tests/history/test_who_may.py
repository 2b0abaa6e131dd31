"""Undoing takes what doing took: content is for the evaluation team, settings and people are for the leads."""

from assessments.drivers.actions import add_driver
from assessments.findings.actions import add_finding
from assessments.findings.comment_actions import add_comment, withdraw_comment
from assessments.models import FindingComment, Participant
from assessments.preparation.people_actions import change_participant, remove_participant


def role_of(person) -> str:
    return Participant.objects.get(pk=person.pk).role


def test_an_evaluator_does_not_get_a_role_back_by_undo(world):
    who = {"assessment": world.assessment, "actor": world.maya, "person_id": world.jonas.public_id}
    change_participant(**who, role="lead")
    taken = change_participant(**who, role="evaluator")

    assert world.client(world.jonas).post(world.url(f"undo/{taken.revision}/")).status_code == 403
    assert role_of(world.jonas) == "evaluator"
    offered = world.url(f"undo/{taken.revision}/")
    assert offered not in world.client(world.jonas).get(world.url()).content.decode()
    assert offered in world.client(world.maya).get(world.url()).content.decode()

    maya = world.client(world.maya)
    assert maya.post(world.url(f"undo/{taken.revision}/")).status_code == 302
    assert role_of(world.jonas) == "lead"
    maya.post(world.url(f"undo/{taken.revision + 1}/"))
    assert world.client(world.elena).post(world.url(f"undo/{taken.revision + 2}/")).status_code == 403
    assert world.client(world.jonas).post(world.url(f"undo/{taken.revision + 2}/")).status_code == 403


def test_an_evaluator_does_not_remove_by_undo_whom_a_lead_brought_back(world):
    remove_participant(assessment=world.assessment, actor=world.maya, person_id=world.vera.public_id)
    place = world.url(f"deleted/Participant/{world.vera.public_id}/")
    assert world.client(world.maya).post(place).status_code == 302
    back = world.assessment.changes.first()
    offered = world.url(f"undo/{back.revision}/")

    assert world.client(world.jonas).post(offered).status_code == 403

    assert Participant.objects.living().filter(pk=world.vera.pk).exists()
    assert offered not in world.client(world.jonas).get(world.url()).content.decode()
    page = world.client(world.maya).get(world.url()).content.decode()
    assert offered in page
    assert "brought back participant Vera" in " ".join(page.split())
    assert world.client(world.maya).post(offered).status_code == 302
    assert not Participant.objects.living().filter(pk=world.vera.pk).exists()


def test_nobody_but_its_author_brings_a_withdrawn_comment_back(world):
    risk, _change = add_finding(assessment=world.assessment, actor=world.maya, kind="R", line="Single region")
    said = {"assessment": world.assessment, "actor": world.daniel, "finding": risk.public_id}
    comment = add_comment(**said, text="Two regions since May")
    taken_back = withdraw_comment(**said, comment=comment.public_id)
    place = world.url(f"deleted/FindingComment/{comment.public_id}/")

    for person in (world.jonas, world.maya):
        assert world.client(person).post(place).status_code == 404

    assert not FindingComment.objects.living().exists()
    assert world.client(world.daniel).post(world.url(f"undo/{taken_back.revision}/")).status_code == 302
    assert FindingComment.objects.living().get().text == "Two regions since May"


def test_undo_leaves_a_lead(world):
    who = {"assessment": world.assessment, "person_id": world.jonas.public_id}
    made = change_participant(**who, actor=world.maya, role="lead")
    remove_participant(assessment=world.assessment, actor=world.jonas, person_id=world.maya.public_id)

    response = world.client(world.jonas).post(world.url(f"undo/{made.revision}/"))

    assert response.status_code == 422
    assert response.content.decode().count("without a lead") == 1  # on the page, and not in a toast over it again
    assert role_of(world.jonas) == "lead"


def test_undo_goes_back_to_a_page_of_ours_only(world):
    _driver, change = add_driver(assessment=world.assessment, actor=world.maya, line="Grow")
    address = world.url(f"undo/{change.revision}/")

    response = world.client(world.maya).post(address, headers={"referer": "http://testserver//evil.example/x"})

    assert response["Location"] == "/evil.example/x"

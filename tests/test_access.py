"""Who may do what: the table, and the gate in front of every page."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from assessments import access
from assessments.models import Assessment, Participant

# One row a capability, as docs/decisions/participants.md has it: who may.
WHO_MAY = {
    "read": {"lead", "evaluator", "decision_maker", "architect", "stakeholder", "viewer"},
    "edit_content": {"lead", "evaluator"},
    "run_rounds": {"lead", "evaluator"},
    "write_cards": {"decision_maker", "architect", "stakeholder"},
    "vote": {"decision_maker", "architect", "stakeholder"},
    "rate_importance": {"lead", "evaluator", "decision_maker"},
    "rate_difficulty": {"lead", "evaluator", "architect"},
    "review_findings": {"decision_maker", "architect"},
    "manage": {"lead"},
}
NOBODY = Participant(name="Only named", role="")


def test_the_table_of_capabilities():
    table = {can: {role for role, cans in access.CAPABILITIES.items() if can in cans} for can in WHO_MAY}
    assert table == WHO_MAY
    assert {can for cans in access.CAPABILITIES.values() for can in cans} == set(WHO_MAY)


def test_every_role_is_in_the_table_and_people_who_are_only_named_may_nothing():
    assert set(access.CAPABILITIES) == {"", *Participant.Role.values}
    assert not any(access.may(NOBODY, can) for can in WHO_MAY)


@access.member_view(access.EDIT)
def page(request, assessment):
    return HttpResponse(f"{assessment.title} for {request.participant.name}")


def visit(rf, world, user):
    request = rf.get(world.url())
    request.user = user
    return page(request, pk=world.assessment.public_id)


def test_a_member_with_the_capability_sees_the_page_of_their_assessment(rf, world):
    assert visit(rf, world, world.jonas.user).content == b"FinTech Platform for Jonas Weber"


def test_somebody_signed_out_is_asked_to_sign_in_and_comes_back(rf, world):
    answer = visit(rf, world, AnonymousUser())
    assert answer.url == f"/accounts/login/?next={world.url()}"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/a/x/analysis/y/?from=z#bank", "/a/x/analysis/y/?from=z"),
        ("https://evil.example.org/a/x/", "/"),
        ("", "/"),
    ],
)
def test_who_sends_something_signed_out_comes_back_to_the_page_it_was_sent_from(client, referer, back):
    answer = client.post("/a/x/analysis/y/done/", headers={"Referer": referer} if referer else {})
    assert answer.url == f"/accounts/login/?{urlencode({'next': back}, safe='/')}"


def test_a_member_without_the_capability_is_refused(rf, world):
    for who in (world.elena, world.daniel, world.priya, world.vera):
        with pytest.raises(PermissionDenied):
            visit(rf, world, who.user)


def test_for_a_stranger_the_assessment_does_not_exist(rf, world):
    with pytest.raises(Http404):
        visit(rf, world, world.sam)


def test_a_participant_who_was_removed_is_a_stranger(rf, world):
    from assessments.editing import delete_row

    delete_row(
        assessment=world.assessment,
        actor=world.maya,
        action="participant.delete",
        model=Participant,
        public_id=world.jonas.public_id,
    )
    with pytest.raises(Http404):
        visit(rf, world, world.jonas.user)


def test_somebody_whose_part_has_no_role_is_a_stranger(rf, world):
    from assessments.overview.actions import add_participant

    add_participant(assessment=world.assessment, actor=world.maya, name="Sam", user=world.sam)
    with pytest.raises(Http404):
        visit(rf, world, world.sam)


def test_a_deleted_assessment_does_not_exist_for_its_members(rf, world):
    from assessments.overview.actions import delete_assessment

    delete_assessment(assessment=world.assessment, actor=world.maya)
    with pytest.raises(Http404):
        visit(rf, world, world.maya.user)


def test_an_account_that_was_deactivated_is_signed_out(world):
    client = world.client(world.jonas)
    assert client.get("/").status_code == 200
    world.jonas.user.is_active = False
    world.jonas.user.save()
    assert client.get("/").url == "/accounts/login/?next=/"


def test_a_zone_that_this_machine_does_not_know_is_taken_for_utc(world):
    """As after a restore on another machine."""
    Assessment.objects.filter(pk=world.assessment.pk).update(time_zone="Mars/Olympus")
    assert world.client(world.vera).get(world.url()).status_code == 200

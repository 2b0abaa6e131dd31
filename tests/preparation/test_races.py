"""Several people open one link at the same moment, on real threads and connections: one of them joins."""

import pytest

from assessments.invitations import invitation_for
from assessments.models import Invitation, Participant, User
from assessments.preparation import invitation_actions as actions
from tests.conftest import build_world, make_user
from tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
USED = "This invitation was taken up already: a link works once. Ask for a new one if it was not you."


@pytest.fixture
def world(transactional_db):
    return build_world()


def taking(token, user):
    return lambda: actions.take_up(invitation=invitation_for(token), user=User.objects.get(pk=user.pk)).user_id


def test_one_link_brings_in_one_of_many(world):
    _row, token = actions.invite(
        assessment=world.assessment, actor=world.maya, role="architect", days=1, name="Ines Prado"
    )
    users = [make_user(f"Guest{n}", "Prado") for n in range(6)]

    results = at_once(*(taking(token, user) for user in users))

    joined = [result for result in results if result != USED]
    assert len(joined) == 1
    assert Participant.objects.get(name="Ines Prado").user_id == joined[0]
    assert Participant.objects.filter(user__in=users).count() == 1
    assert Invitation.objects.get().used_at is not None


def test_one_person_with_two_links_becomes_one_participant(world):
    tokens = [
        actions.invite(assessment=world.assessment, actor=world.maya, role=role, days=1)[1]
        for role in ("viewer", "architect")
    ]

    at_once(*(taking(token, world.sam) for token in tokens for _again in range(2)))

    assert Participant.objects.living().filter(user=world.sam).count() == 1
    assert Invitation.objects.filter(used_at=None).count() == 1

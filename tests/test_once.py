"""A request that may be sent again is carried out once: its key, and who and what, decide."""

import pytest

from assessments.drivers.actions import delete_driver
from assessments.models import Change, Driver


@pytest.fixture
def maya(world):
    return world.client(world.maya)


@pytest.fixture
def send(world, maya):
    def post(line, key="3f1c", who=None):
        headers = {"HX-Request": "true"} | ({"X-Request-Key": key} if key else {})
        client = world.client(who) if who else maya
        return client.post(world.url("drivers/add/"), {"line": line}, headers=headers)

    return post


def statements() -> list[str]:
    return list(Driver.objects.living().order_by("number").values_list("statement", flat=True))


def test_what_is_sent_again_is_written_once_and_said_so(world, maya, send):
    assert send("Expand to 5 markets").status_code == 200
    again = send("Expand to 5 markets")
    assert (again.status_code, again["X-Written-Before"], again.content) == (204, "1", b"")
    assert statements() == ["Expand to 5 markets"]
    page = maya.get(world.url("drivers/")).content.decode()
    assert "It was written when it was sent first, and is there once." in page


def test_another_text_key_or_person_is_another_request(world, send):
    for line, options in (
        ("Expand to 5 markets", {}),
        ("Expand to 6 markets", {}),
        ("Expand to 5 markets", {"key": "4a2d"}),
        ("Expand to 5 markets", {"who": world.jonas}),
        ("Expand to 5 markets", {"key": ""}),
        ("Expand to 5 markets", {"key": ""}),
        ("Expand to 5 markets", {"key": "x" * 61}),
    ):
        assert send(line, **options).status_code == 200
    assert len(statements()) == 7
    assert Change.objects.filter(action="driver.add").exclude(request_key="").count() == 4


def test_what_was_deleted_since_stays_so(world, send):
    send("Expand to 5 markets")
    delete_driver(assessment=world.assessment, actor=world.maya, public_id=Driver.objects.get().public_id)
    assert send("Expand to 5 markets").status_code == 204
    assert statements() == []


def test_a_refused_request_may_be_sent_again(world, send):
    assert send("#goal").status_code == 422
    assert send("#goal").status_code == 422
    assert not Change.objects.filter(action="driver.add").exists()


def test_the_key_of_one_request_marks_no_change_of_the_next(world, send):
    send("Expand to 5 markets")
    send("Expand to 6 markets", key="")
    keys = Change.objects.filter(action="driver.add").order_by("revision").values_list("request_key", flat=True)
    assert [key[:5] for key in keys] == ["3f1c:", ""]

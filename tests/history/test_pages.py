"""The history: every change with its values, undone from the page, and deleted rows that come back."""

import pytest

from assessments.conflicts import Edit
from assessments.drivers.actions import add_driver, delete_driver
from assessments.editing import delete_row
from assessments.models import Driver, QualityAttribute, Scenario
from assessments.preparation.people_actions import remove_participant
from assessments.utility_tree import actions, branches


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def who(world) -> dict:
    return {"assessment": world.assessment, "actor": world.maya}


@pytest.fixture
def leaf(who):
    attribute = branches.add_attribute(**who, name="Availability")
    return actions.add_scenario(**who, attribute_id=attribute.public_id, line="Core payment: 99.99% (H,H)")


def test_a_change_is_told_with_its_values_and_undone_from_there(world, who, leaf):
    edit = {"statement": Edit("Core payment: 99.99%", "Core payment: 99.95%")}
    edited = actions.edit_scenario(**who, public_id=leaf.public_id, edits=edit)
    page = text(world.client(world.jonas).get(world.url("history/")))
    assert "<del>Core payment: 99.99%</del>" in page
    assert "<ins>Core payment: 99.95%</ins>" in page
    undo = world.url(f"undo/{edited.change.revision}/")
    assert f'action="{undo}"' in page
    assert world.url("undo/") not in text(world.client(world.vera).get(world.url("history/")))

    world.client(world.jonas).post(undo)

    assert Scenario.objects.get(pk=leaf.pk).statement == "Core payment: 99.99%"
    page = text(world.client(world.jonas).get(world.url("history/")))
    assert f'action="{undo}"' not in page
    assert "Taken back" in page


def test_the_history_of_one_row_leaves_the_others_out(world, who, leaf):
    add_driver(**who, line="99.99% availability")
    page = text(world.client(world.vera).get(world.url(f"history/?row={leaf.public_id}")))
    assert "added scenario Av1" in page
    assert "BD1" not in page.partition("<main")[2]
    assert "Nothing happened" in text(world.client(world.vera).get(world.url("history/?row=nosuchrow")))


def test_what_was_deleted_comes_back_with_what_hangs_on_it(world, who, leaf):
    attribute = QualityAttribute.objects.get()
    kinds = {"assessment": world.assessment, "actor": world.jonas, "action": "delete"}
    delete_row(**kinds, model=QualityAttribute, public_id=attribute.public_id)
    page = text(world.client(world.jonas).get(world.url("deleted/")))
    assert "Availability" in page
    assert "Jonas Weber" in page

    answer = world.client(world.jonas).post(world.url(f"deleted/QualityAttribute/{attribute.public_id}/"), follow=True)

    assert "Availability is back" in text(answer)
    assert ">Av1<" in text(world.client(world.jonas).get(world.url("tree/")))
    assert "Nothing was deleted lately" in text(answer)


def test_a_row_whose_parent_is_deleted_says_what_to_bring_back_first(world, who, leaf):
    kinds = {**who, "action": "delete"}
    delete_row(**kinds, model=Scenario, public_id=leaf.public_id)
    delete_row(**kinds, model=QualityAttribute, public_id=QualityAttribute.objects.get().public_id)
    answer = world.client(world.maya).post(world.url(f"deleted/Scenario/{leaf.public_id}/"))
    assert answer.status_code == 422
    assert "Av1 hangs on something that is deleted too. Bring that back first." in text(answer)
    assert Scenario.objects.get(pk=leaf.pk).deleted_at is not None


def test_a_name_that_was_taken_meanwhile_stands_in_the_way(world, who, leaf):
    old = QualityAttribute.objects.get()
    delete_row(**who, action="delete", model=QualityAttribute, public_id=old.public_id)
    branches.add_attribute(**who, name="Availability")
    answer = world.client(world.maya).post(world.url(f"deleted/QualityAttribute/{old.public_id}/"))
    assert answer.status_code == 422
    assert "another one has its name now" in text(answer)


def test_only_leads_see_and_bring_back_people(world, who):
    remove_participant(**who, person_id=world.priya.public_id)
    place = world.url(f"deleted/Participant/{world.priya.public_id}/")
    assert place not in text(world.client(world.jonas).get(world.url("deleted/")))
    assert world.client(world.jonas).post(place).status_code == 403
    assert place in text(world.client(world.maya).get(world.url("deleted/")))
    assert world.client(world.maya).post(place).status_code == 302


@pytest.mark.parametrize(
    ("place", "method"), [("history/", "post"), ("deleted/", "post"), ("deleted/Driver/x/", "get")]
)
def test_the_access_ladder(world, place, method):
    right = "get" if method == "post" else "post"
    assert getattr(world.client(world.sam), right)(world.url(place)).status_code == 404
    assert getattr(world.client(world.maya), method)(world.url(place)).status_code == 405
    if place != "history/":
        assert getattr(world.client(world.vera), right)(world.url(place)).status_code == 403
    assert world.client(world.maya).post(world.url("deleted/User/x/")).status_code == 404
    assert "was deleted in the meantime" in text(world.client(world.maya).post(world.url("deleted/Driver/x/")))


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_pages_cost_the_same_queries_however_long_the_history(world, who, rows, django_assert_num_queries):
    for number in range(rows):
        driver, _said = add_driver(**who, line=f"Driver {number} @Elena")
        delete_driver(**who, public_id=driver.public_id)
    maya = world.client(world.maya)
    for place in ("history/", "deleted/"):
        maya.get(world.url(place))  # the spine is kept from now on
    with django_assert_num_queries(8):
        maya.get(world.url("history/"))
    with django_assert_num_queries(5):
        page = text(maya.get(world.url("deleted/")))
    assert page.count("Bring back<span") == rows
    assert not Driver.objects.living().exists()

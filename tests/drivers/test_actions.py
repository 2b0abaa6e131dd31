"""Writing business drivers."""

import pytest

from assessments import undoing
from assessments.conflicts import Edit
from assessments.drivers.actions import add_driver, delete_driver, edit_driver, move_driver
from assessments.errors import Refused
from assessments.models import Driver, Participant


def add(world, line, **kwargs):
    driver, _change = add_driver(assessment=world.assessment, actor=world.maya, line=line, **kwargs)
    return driver


def statements():
    return [row.statement for row in Driver.objects.living().order_by("position")]


def test_a_line_becomes_a_driver_with_everything_it_says(world):
    driver = add(world, "Expand to 5 markets #goal !h @Elena")
    assert (driver.code, driver.statement, driver.category, driver.priority, driver.stated_by) == (
        "BD1",
        "Expand to 5 markets",
        "goal",
        "H",
        world.elena,
    )


def test_somebody_not_known_yet_is_added_by_name_and_undo_takes_both_back(world):
    driver, change = add_driver(assessment=world.assessment, actor=world.maya, line='Grow @"Tomás Silva"')
    assert (driver.stated_by.name, driver.stated_by.role, driver.stated_by.user) == ("Tomás Silva", "", None)
    assert add(world, "Grow more @Tom").stated_by == driver.stated_by
    undoing.undo(assessment=world.assessment, actor=world.maya, revision=change.revision)
    assert not Participant.objects.living().filter(name="Tomás Silva").exists()


def test_a_refused_line_leaves_nothing_behind(world):
    with pytest.raises(Refused, match="#gaol is not known here"):
        add(world, "Grow #gaol @Newcomer")
    assert not Driver.objects.exists()
    assert not Participant.objects.filter(name="Newcomer").exists()


def test_edits_are_stored_field_by_field(world):
    driver = add(world, "99.99% availability #goal")
    edited = edit_driver(
        assessment=world.assessment,
        actor=world.maya,
        public_id=driver.public_id,
        edits={"category": Edit("goal", "driver"), "stated_by": Edit("", world.priya.public_id)},
    )
    assert edited.saved == {"category", "stated_by"}
    driver.refresh_from_db()
    assert (driver.category, driver.stated_by) == ("driver", world.priya)


@pytest.mark.parametrize(
    ("edits", "sentence"),
    [
        ({"statement": Edit("Grow", "")}, "Write what the business needs"),
        ({"category": Edit("goal", "goal"), "sort": Edit("", "political")}, "Only a constraint has a sort"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused(world, edits, sentence):
    driver = add(world, "Grow")
    with pytest.raises(Refused, match=sentence):
        edit_driver(assessment=world.assessment, actor=world.maya, public_id=driver.public_id, edits=edits)
    driver.refresh_from_db()
    assert (driver.statement, driver.sort) == ("Grow", "")


def test_a_driver_moves_among_those_of_its_category(world):
    first, _constraint, second = add(world, "First"), add(world, "PCI-DSS #political"), add(world, "Second")
    move_driver(assessment=world.assessment, actor=world.maya, public_id=second.public_id, step=-1)
    assert statements() == ["Second", "First", "PCI-DSS"]
    with pytest.raises(Refused, match="already the first"):
        move_driver(assessment=world.assessment, actor=world.maya, public_id=second.public_id, step=-1)
    move_driver(assessment=world.assessment, actor=world.maya, public_id=second.public_id, step=1)
    assert statements() == ["First", "Second", "PCI-DSS"]
    assert first.code == "BD1"


def test_deleting_can_be_undone_and_the_number_stays(world):
    driver = add(world, "Grow")
    change = delete_driver(assessment=world.assessment, actor=world.maya, public_id=driver.public_id)
    assert statements() == []
    undoing.undo(assessment=world.assessment, actor=world.jonas, revision=change.revision)
    assert (statements(), Driver.objects.get().code) == (["Grow"], "BD1")
    with pytest.raises(Refused, match="deleted in the meantime"):
        delete_driver(assessment=world.assessment, actor=world.maya, public_id="nosuchdriver")

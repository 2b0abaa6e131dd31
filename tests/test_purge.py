"""What was deleted long ago goes for good, with what hung on it and with its texts in the change log."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments import changes, undoing
from assessments.dossier.load import PARTS
from assessments.editing import delete_row
from assessments.errors import Refused
from assessments.models import (
    Approach,
    Assessment,
    Change,
    ChangeItem,
    Counter,
    Driver,
    Finding,
    FindingLink,
    Participant,
    QualityAttribute,
    Refinement,
    Scenario,
    ScenarioDriver,
)
from assessments.new_rows import new_driver
from assessments.overview.actions import delete_assessment
from assessments.purge import purge
from tests.dossier.test_load import fill

LATER = timezone.now() + timedelta(days=31)


@pytest.fixture
def remove(world):
    def remove(model, **fields):
        row = model.objects.living().get(assessment=world.assessment, **fields)
        return delete_row(
            assessment=world.assessment, actor=world.maya, action="delete", model=model, public_id=row.public_id
        )

    return remove


def test_a_row_goes_after_thirty_days_with_its_links_and_its_text_in_the_log(world, load, remove):
    fill(world, 1)
    remove(Driver)
    before = load(*PARTS).loaded
    assert purge(now=LATER - timedelta(days=2)) == {}
    gone = purge(now=LATER)
    assert gone == {"Driver": 1, "ScenarioDriver": 1, "ThemeDriver": 1}
    assert not Driver.objects.exists()
    assert not ScenarioDriver.objects.exists()
    assert Scenario.objects.count() == 1
    assert load(*PARTS).loaded == before, "a reader sees what they saw"
    items = ChangeItem.objects.filter(change__assessment=world.assessment, entity="Driver")
    assert [(item.kind, item.before, item.after, item.label) for item in items] == [
        ("create", {}, {}, ""),
        ("delete", {}, {}, ""),
    ]
    assert "Driver 0" not in str(list(ChangeItem.objects.values("before", "after", "label")))
    assert Change.objects.filter(assessment=world.assessment, action="delete", actor_name="Maya Okafor").exists()


def test_an_attribute_takes_the_rows_below_it_and_leaves_the_findings(world, load, remove):
    fill(world, 2)
    remove(QualityAttribute, name="Availability")
    before = load(*PARTS).loaded
    gone = purge(now=LATER)
    assert (gone["QualityAttribute"], gone["Refinement"], gone["Scenario"]) == (1, 3, 2)
    assert not Scenario.objects.exists()
    # Where the risks were found is gone; under which approach they stand, readers still see.
    assert [(link.scenario, link.approach.name) for link in FindingLink.objects.order_by("pk")] == [
        (None, "Approach 0"),
        (None, "Approach 1"),
    ]
    assert list(Refinement.objects.values_list("attribute__name", flat=True)) == ["Cost"]
    assert Finding.objects.living().count() == 4
    assert load(*PARTS).loaded == before
    texts = str(list(ChangeItem.objects.values("before", "after", "label")))
    assert "Scenario 0" not in texts
    assert "Risk 0" in texts


def test_cells_that_become_the_same_become_one(world, load, remove):
    fill(world, 2)
    with changes.record(world.assessment, world.maya, "test") as change:
        risk = Finding.objects.get(assessment=world.assessment, kind="R", number=1)
        approach = Approach.objects.get(name="Approach 0")
        change.create(FindingLink, finding=risk, scenario=Scenario.objects.get(number_code="Av2"), approach=approach)
    remove(QualityAttribute, name="Availability")
    purge(now=LATER)
    assert [link.approach.name for link in risk.links.all()] == ["Approach 0"]
    assert load("findings").of_kind("R")[0].approaches[0].title == "Approach 0"


def test_numbers_of_purged_rows_are_not_used_again(world, remove):
    fill(world, 1)
    remove(Driver)
    purge(now=LATER)
    assert Counter.objects.get(assessment=world.assessment, kind="BD").last == 1
    with changes.record(world.assessment, world.maya, "driver.add") as change:
        assert new_driver(change, statement="Next").code == "BD2"


def test_a_purged_row_cannot_be_brought_back(world, remove):
    fill(world, 1)
    deleted = remove(Driver)
    purge(now=LATER)
    with pytest.raises(Refused):
        undoing.undo(assessment=world.assessment, actor=world.maya, revision=deleted.revision)


def test_who_left_stays_as_long_as_words_of_theirs_do(world, load, remove):
    fill(world, 1)  # Elena stated the driver
    remove(Participant, name="Elena Rossi")
    remove(Participant, name="Priya Nair")
    assert purge(now=LATER) == {"Participant": 1}
    assert load("drivers").drivers[0].stated_by.name == "Elena Rossi"
    remove(Driver)
    assert purge(now=LATER)["Participant"] == 1
    assert not Participant.objects.filter(name__in=["Elena Rossi", "Priya Nair"]).exists()


def test_a_deleted_assessment_goes_whole_and_another_stays(world):
    from assessments.overview.actions import create_assessment

    fill(world, 1)
    other = create_assessment(owner=world.sam, title="Another")
    delete_assessment(assessment=world.assessment, actor=world.maya)
    assert purge(now=LATER) == {"Assessment": 1}
    assert list(Assessment.objects.all()) == [other]
    assert not Scenario.objects.exists()
    assert set(Change.objects.values_list("assessment", flat=True)) == {other.pk}


def test_more_rows_than_one_query_takes(world):
    with changes.record(world.assessment, world.maya, "test") as change:
        rows = [new_driver(change, statement=f"Driver {n}") for n in range(1201)]
    with changes.record(world.assessment, world.maya, "test") as change:
        for row in rows:
            change.delete(row)
    assert purge(now=LATER) == {"Driver": 1201}


def test_the_command_says_what_went(world, remove, capsys):
    fill(world, 1)
    call_command("purge_deleted")
    assert capsys.readouterr().out == "Nothing was deleted that long ago.\n"
    remove(Driver)
    call_command("purge_deleted", days=0)
    assert capsys.readouterr().out == "Driver: 1\nScenarioDriver: 1\nThemeDriver: 1\n"
    with pytest.raises(CommandError, match="cannot be negative"):
        call_command("purge_deleted", days=-1)

"""The write path: revisions, the change log, numbers, deletion, undo."""

import pytest

from assessments import changes, undoing
from assessments.conflicts import Edit, sort_out
from assessments.editing import delete_row, edit_row
from assessments.errors import Refused
from assessments.models import Change, Driver
from assessments.new_rows import new_attribute, new_driver, new_scenario, refinement_of


def add_driver(world, statement="99.99% availability", **fields):
    with changes.record(world.assessment, world.maya, "driver.add") as change:
        return new_driver(change, statement=statement, **fields)


def log(world):
    return Change.objects.filter(assessment=world.assessment).order_by("-revision")


def test_a_write_raises_the_revision_and_says_who_did_what(world):
    before = world.assessment.revision
    driver = add_driver(world)
    world.assessment.refresh_from_db()
    assert world.assessment.revision == before + 1 == driver.version
    change = log(world).first()
    assert (change.action, change.actor, change.actor_name) == ("driver.add", world.maya, "Maya Okafor")
    [item] = change.items.all()
    assert (item.kind, item.entity, item.label) == ("create", "Driver", "BD1")
    assert item.after["statement"] == "99.99% availability"
    assert item.after["category"] == "goal"


def test_a_write_that_changes_nothing_leaves_no_trace(world):
    driver = add_driver(world)
    revision = log(world).first().revision
    with changes.record(world.assessment, world.maya, "driver.edit") as change:
        assert change.update(driver, statement="99.99% availability") == set()
    world.assessment.refresh_from_db()
    assert world.assessment.revision == revision == log(world).first().revision


def test_an_error_inside_rolls_everything_back(world):
    count = log(world).count()
    with pytest.raises(Refused), changes.record(world.assessment, world.maya, "driver.add") as change:
        new_driver(change, statement="Half a change")
        raise Refused("Not today.")
    assert log(world).count() == count
    assert not Driver.objects.exists()


def test_numbers_are_never_used_again(world):
    first = add_driver(world)
    delete_row(
        assessment=world.assessment, actor=world.maya, action="driver.delete", model=Driver, public_id=first.public_id
    )
    assert [first.code, add_driver(world).code] == ["BD1", "BD2"]


def test_a_document_keeps_its_numbers_and_the_next_one_follows(world):
    assert [add_driver(world, number=7).code, add_driver(world).code] == ["BD7", "BD8"]


def test_a_scenario_keeps_its_code_when_it_moves(world):
    with changes.record(world.assessment, world.maya, "test") as change:
        availability = refinement_of(change, new_attribute(change, name="Availability"))
        security = refinement_of(change, new_attribute(change, name="Security"))
        scenario = new_scenario(change, refinement=availability, statement="Core payment: 99.99%")
        unplaced = new_scenario(change, refinement=None, statement="From the wall")
        change.update(scenario, refinement=security)
    assert (scenario.code, unplaced.code) == ("Av1", "B1")


def test_undo_brings_the_old_text_back_as_a_new_change(world):
    driver = add_driver(world)
    edited = edit(world, driver, statement=Edit("99.99% availability", "Four nines"))
    undone = undoing.undo(assessment=world.assessment, actor=world.jonas, revision=edited.change.revision)
    driver.refresh_from_db()
    assert driver.statement == "99.99% availability"
    assert (undone.action, undone.undoes, undone.actor_name) == ("undo", edited.change, "Jonas Weber")


def edit(world, driver, actor=None, **edits):
    return edit_row(
        assessment=world.assessment,
        actor=actor or world.maya,
        action="driver.edit",
        model=Driver,
        public_id=driver.public_id,
        edits=edits,
    )


def test_undo_is_refused_in_words_where_somebody_wrote_on(world):
    driver = add_driver(world)
    mine = edit(world, driver, statement=Edit("99.99% availability", "Four nines"))
    edit(world, driver, world.jonas, statement=Edit("Four nines", "99.995%"))
    with pytest.raises(Refused, match="BD1 was changed again since"):
        undoing.undo(assessment=world.assessment, actor=world.maya, revision=mine.change.revision)
    driver.refresh_from_db()
    assert driver.statement == "99.995%"


def test_an_undo_can_be_undone_and_what_it_took_back_is_in_effect_again(world):
    driver = add_driver(world)
    deleted = delete_row(
        assessment=world.assessment, actor=world.maya, action="driver.delete", model=Driver, public_id=driver.public_id
    )
    restored = undoing.undo(assessment=world.assessment, actor=world.maya, revision=deleted.revision)
    assert Driver.objects.living().get() == driver
    with pytest.raises(Refused, match="already undone"):
        undoing.undo(assessment=world.assessment, actor=world.maya, revision=deleted.revision)
    again = undoing.undo(assessment=world.assessment, actor=world.maya, revision=restored.revision)
    assert not Driver.objects.living().exists()
    with pytest.raises(Refused, match="already undone"):
        undoing.undo(assessment=world.assessment, actor=world.maya, revision=restored.revision)
    assert undoing.taken_back(world.assessment) == {restored.pk}
    undoing.undo(assessment=world.assessment, actor=world.maya, revision=deleted.revision)
    assert Driver.objects.living().get() == driver
    assert undoing.taken_back(world.assessment) == {restored.pk, deleted.pk}
    assert not undoing.taken_back(world.assessment) & {again.pk}


def test_a_name_taken_meanwhile_keeps_the_old_row_from_coming_back(world):
    from assessments.models import QualityAttribute

    with changes.record(world.assessment, world.maya, "attribute.add") as change:
        old = new_attribute(change, name="Availability")
    deleted = delete_row(
        assessment=world.assessment,
        actor=world.maya,
        action="attribute.delete",
        model=QualityAttribute,
        public_id=old.public_id,
    )
    with changes.record(world.assessment, world.maya, "attribute.add") as change:
        new = new_attribute(change, name=" AVAILABILITY ")
    with pytest.raises(Refused, match="cannot come back: another one has its name"):
        undoing.undo(assessment=world.assessment, actor=world.maya, revision=deleted.revision)
    assert list(QualityAttribute.objects.living()) == [new]


def test_moving_numbers_the_siblings_densely(world):
    one, two, three = (add_driver(world, statement=text) for text in ("One", "Two", "Three"))
    with changes.record(world.assessment, world.maya, "driver.move") as change:
        change.move(three, after=None)
    with changes.record(world.assessment, world.maya, "driver.move") as change:
        change.move(Driver.objects.get(pk=one.pk), after=Driver.objects.get(pk=two.pk))
    rows = Driver.objects.order_by("position")
    assert [(row.statement, row.position) for row in rows] == [("Three", 0), ("Two", 1), ("One", 2)]


def test_two_people_on_one_field_the_second_gets_both_texts_and_loses_nothing(world):
    driver = add_driver(world)
    edit(world, driver, world.jonas, statement=Edit("99.99% availability", "Jonas's wording"))
    second = edit(
        world,
        driver,
        world.maya,
        statement=Edit("99.99% availability", "Maya's wording"),
        priority=Edit("", "H"),
    )
    [conflict] = second.conflicts
    assert (conflict.base, conflict.theirs, conflict.yours, conflict.by) == (
        "99.99% availability",
        "Jonas's wording",
        "Maya's wording",
        "Jonas Weber",
    )
    driver.refresh_from_db()
    assert (driver.statement, driver.priority) == ("Jonas's wording", "H")


@pytest.mark.parametrize(
    ("present", "base", "new", "stored", "conflicting"),
    [
        ("a", "a", "b", {"f": "b"}, {}),  # the plain edit
        ("a", "a", "a", {}, {}),  # nothing changed
        ("c", "a", "a", {}, {}),  # I did not touch it; they did
        ("b", "a", "b", {}, {}),  # both wrote the same
        ("c", "a", "b", {}, {"f": "c"}),  # both wrote, and differently
    ],
)
def test_a_conflict_is_only_where_the_present_value_is_neither_base_nor_new(present, base, new, stored, conflicting):
    assert sort_out({"f": present}, {"f": Edit(base, new)}) == (stored, conflicting)


def test_no_text_reaches_a_row_uncleaned(world):
    driver = add_driver(world, statement="  Cafe\u0301 \x00\ud800 99.99%\r\nof the time ")
    driver.refresh_from_db()
    assert driver.statement == "Café \ufffd 99.99%\nof the time"
    with pytest.raises(Refused, match="20,001 characters; 20,000 is the most"):
        add_driver(world, statement="x" * 20_001)

"""Several people write at the same moment, on real threads and real connections, on both databases.

Whatever the order, numbers and revisions come out unique and dense, nothing written is lost unseen, and the change
log, played from the beginning, ends in the rows as they are.
"""

import threading

import pytest
from django.db import connection

from assessments import changes, logged, undoing
from assessments.conflicts import Edit
from assessments.editing import delete_row, edit_row
from assessments.errors import Refused
from assessments.models import Assessment, Change, ChangeItem, Counter, Driver, Participant
from assessments.new_rows import new_driver

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
EACH = 5
ROUNDS = 5


@pytest.fixture
def world(transactional_db):
    from tests.conftest import build_world

    return build_world()


def at_once(*calls) -> list:
    """Run the calls on threads that start together; their results, in order, a refusal as what it says."""
    barrier = threading.Barrier(len(calls))
    results = [None] * len(calls)

    def run(place, call):
        try:
            barrier.wait(10)
            results[place] = call()
        except Refused as refusal:
            results[place] = str(refusal)
        except BaseException as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "a writer hangs"
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def add(world, actor, statement):
    """As a request would: the assessment and the actor are read anew, on this thread's own connection."""
    assessment = Assessment.objects.get(pk=world.assessment.pk)
    with changes.record(assessment, Participant.objects.get(pk=actor.pk), "driver.add") as change:
        return new_driver(change, statement=statement)


def edit(world, actor, driver, base, new):
    return edit_row(
        assessment=Assessment.objects.get(pk=world.assessment.pk),
        actor=actor,
        action="driver.edit",
        model=Driver,
        public_id=driver.public_id,
        edits={"statement": Edit(base, new)},
    )


def delete(world, actor, driver):
    return delete_row(
        assessment=world.assessment, actor=actor, action="driver.delete", model=Driver, public_id=driver.public_id
    )


def check_the_log(world):
    """Revisions are dense, each made by one change, and the log replayed gives the drivers as they are."""
    assessment = Assessment.objects.get(pk=world.assessment.pk)
    made = Change.objects.filter(assessment=assessment).order_by("revision")
    revisions = list(made.values_list("revision", flat=True))
    assert revisions == list(range(1, assessment.revision + 1))
    replayed: dict[str, dict] = {}
    for item in ChangeItem.objects.filter(change__assessment=assessment, entity="Driver").order_by("change__revision"):
        row = replayed.setdefault(item.public_id, {})
        assert {name: row.get(name) for name in item.before} == item.before, "a change saw a text nobody had written"
        row |= item.after | {"deleted": item.kind == ChangeItem.Kind.DELETE}
    stored = {
        row.public_id: logged.to_json(row, logged.content_fields(row)) | {"deleted": row.deleted_at is not None}
        for row in Driver.objects.filter(assessment=assessment)
    }
    assert replayed == stored


def test_eight_people_adding_at_once_get_numbers_and_revisions_of_their_own(world):
    people = [world.maya, world.jonas] * (THREADS // 2)
    before = Assessment.objects.get(pk=world.assessment.pk).revision

    def several(actor, name):
        return lambda: [add(world, actor, f"{name}, driver {n}").number for n in range(EACH)]

    numbers = at_once(*(several(person, f"Person {n}") for n, person in enumerate(people)))
    assert sorted(number for mine in numbers for number in mine) == list(range(1, THREADS * EACH + 1))
    assert all(mine == sorted(mine) for mine in numbers)
    assert Counter.objects.get(assessment=world.assessment, kind="BD").last == THREADS * EACH
    positions = Driver.objects.filter(assessment=world.assessment).values_list("position", flat=True)
    assert sorted(positions) == list(range(THREADS * EACH))
    made = Change.objects.filter(assessment=world.assessment, action="driver.add", revision__gt=before)
    assert [change.items.count() for change in made] == [1] * (THREADS * EACH)
    check_the_log(world)


def test_a_counter_that_does_not_exist_yet_is_made_once(world):
    def number():
        with changes.record(Assessment.objects.get(pk=world.assessment.pk), world.maya, "test") as change:
            return change.next_number("X")

    assert sorted(at_once(*[number] * THREADS)) == list(range(1, THREADS + 1))
    assert Counter.objects.get(assessment=world.assessment, kind="X").last == THREADS


def test_of_two_edits_of_one_field_one_is_stored_and_the_other_becomes_a_conflict_with_both_texts(world):
    driver = add(world, world.maya, "round 0")
    for n in range(ROUNDS):
        base = Driver.objects.get(pk=driver.pk).statement
        texts = [f"Maya {n}", f"Jonas {n}"]
        results = at_once(
            lambda base=base, text=texts[0]: edit(world, world.maya, driver, base, text),
            lambda base=base, text=texts[1]: edit(world, world.jonas, driver, base, text),
        )
        [first] = [place for place, result in enumerate(results) if result.saved]
        second = results[1 - first]
        assert Driver.objects.get(pk=driver.pk).statement == texts[first]
        [conflict] = second.conflicts
        assert (conflict.base, conflict.theirs, conflict.yours) == (base, texts[first], texts[1 - first])
        assert conflict.by == ("Maya Okafor", "Jonas Weber")[first]
    check_the_log(world)


def test_edits_of_two_fields_of_one_row_are_both_stored(world):
    driver = add(world, world.maya, "Four nines")

    def rate():
        return edit_row(
            assessment=world.assessment,
            actor=world.jonas,
            action="driver.edit",
            model=Driver,
            public_id=driver.public_id,
            edits={"priority": Edit("", "H")},
        )

    at_once(lambda: edit(world, world.maya, driver, "Four nines", "99.99%"), rate)
    driver.refresh_from_db()
    assert (driver.statement, driver.priority) == ("99.99%", "H")
    check_the_log(world)


def test_deleting_against_editing(world):
    """Either the edit came first and is in the log, or it is refused; deleted the row is in both cases."""
    for n in range(ROUNDS):
        driver = add(world, world.maya, f"Driver {n}")
        deleted, edited = at_once(
            lambda driver=driver: delete(world, world.maya, driver),
            lambda driver=driver: edit(world, world.jonas, driver, driver.statement, "Reworded"),
        )
        row = Driver.objects.get(pk=driver.pk)
        assert row.deleted_at is not None
        if isinstance(edited, str):
            assert "deleted in the meantime" in edited
            assert row.statement == f"Driver {n}"
        else:
            assert edited.change.revision < deleted.revision
            assert row.statement == "Reworded"
    check_the_log(world)


def test_undoing_against_editing(world):
    """Either the undo came first and the edit is a conflict, or the undo is refused: no text goes unseen."""
    for n in range(ROUNDS):
        driver = add(world, world.maya, "Before")
        mine = edit(world, world.maya, driver, "Before", "After")
        undone, edited = at_once(
            lambda mine=mine: undoing.undo(
                assessment=world.assessment, actor=world.maya, revision=mine.change.revision
            ),
            lambda driver=driver, n=n: edit(world, world.jonas, driver, "After", f"Jonas {n}"),
        )
        text = Driver.objects.get(pk=driver.pk).statement
        if isinstance(undone, str):
            assert "was changed again since" in undone
            assert (text, edited.conflicts) == (f"Jonas {n}", [])
        else:
            [conflict] = edited.conflicts
            assert (text, conflict.theirs, conflict.yours) == ("Before", "Before", f"Jonas {n}")
    check_the_log(world)


def test_one_change_is_undone_once(world):
    driver = add(world, world.maya, "Here")
    deleted = delete(world, world.maya, driver)

    def undo():
        return undoing.undo(
            assessment=Assessment.objects.get(pk=world.assessment.pk), actor=world.maya, revision=deleted.revision
        )

    results = at_once(*[undo] * 4)
    refusals = [result for result in results if isinstance(result, str)]
    assert refusals == ["This change was already undone."] * 3
    assert Driver.objects.get(pk=driver.pk).deleted_at is None
    check_the_log(world)


def test_two_assessments_are_written_side_by_side(world):
    from assessments.overview.actions import create_assessment

    other = create_assessment(owner=world.sam, title="Another")
    sam = Participant.objects.get(assessment=other)

    def elsewhere():
        with changes.record(Assessment.objects.get(pk=other.pk), sam, "driver.add") as change:
            return new_driver(change, statement="Theirs").number

    results = at_once(*[lambda: add(world, world.maya, "Ours").number, elsewhere] * 4)
    assert sorted(results[0::2]) == sorted(results[1::2]) == [1, 2, 3, 4]
    check_the_log(world)


def test_a_captured_line_sent_from_several_tabs_at_once_is_written_once(world):
    """The outbox of a browser may send a line twice: two tabs, or an answer that got lost on the way."""
    from assessments.capture.actions import capture
    from assessments.models import Finding

    def send(line, key):
        return capture(assessment=Assessment.objects.get(pk=world.assessment.pk), actor=world.maya, line=line, key=key)[
            0
        ]

    for n in range(ROUNDS):
        results = at_once(*[lambda n=n: send(f"r Risk {n}", f"key-{n}")] * THREADS)
        assert sum(row is not None for row in results) == 1
    assert sorted(Finding.objects.values_list("title", "number")) == [(f"Risk {n}", n + 1) for n in range(ROUNDS)]
    check_the_log(world)

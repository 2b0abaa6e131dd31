"""Writing business drivers: add from one line, edit field by field, move, delete."""

from assessments import changes
from assessments.changes import Recorder
from assessments.drivers.rules import place_after, read_driver, why_not_driver
from assessments.editing import Edited, delete_row, edit_row
from assessments.models import Assessment, Change, Driver, Participant
from assessments.new_rows import new_driver, person_called


def add_driver(*, assessment: Assessment, actor: Participant, line: str) -> tuple[Driver, Change]:
    """A driver from one typed line (rules.read_driver); a person it names who is not known yet is added too."""
    with changes.record(assessment, actor, "driver.add") as change:
        driver = driver_from_line(change, line)
    return driver, change.change


def driver_from_line(change: Recorder, line: str) -> Driver:
    people = Participant.objects.living().filter(assessment=change.assessment).values_list("name", flat=True)
    said = read_driver(line, people)
    return new_driver(
        change,
        statement=said.statement,
        category=said.category,
        sort=said.sort,
        priority=said.priority,
        stated_by=person_called(change, said.stated_by),
    )


def edit_driver(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of statement, category, sort, priority and stated_by; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="driver.edit",
        model=Driver,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: why_not_driver(values),
    )


def move_driver(*, assessment: Assessment, actor: Participant, public_id: str, step: int) -> Driver:
    """One place up (-1) or down (+1) among the drivers of its category."""
    with changes.record(assessment, actor, "driver.move") as change:
        driver = change.get(Driver, public_id)
        change.move(driver, after=_row_before(change, public_id, step))
    return driver


def _row_before(change: Recorder, public_id: str, step: int) -> Driver | None:
    living = list(Driver.objects.living().filter(assessment=change.assessment))
    after = place_after([(row.public_id, row.category) for row in living], public_id, step)
    return next((row for row in living if row.public_id == after), None)


def delete_driver(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it; scenarios and themes that name it stay. The returned change can be undone."""
    return delete_row(assessment=assessment, actor=actor, action="driver.delete", model=Driver, public_id=public_id)

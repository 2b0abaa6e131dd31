"""Writing the parking lot: park from one line, edit, settle, delete."""

from assessments import changes
from assessments.changes import Recorder
from assessments.editing import Edited, delete_row, edit_row
from assessments.models import Assessment, Change, ParkedItem, Participant, Step
from assessments.new_rows import person_called
from assessments.parking.rules import read_parked, why_not_parked


def park(*, assessment: Assessment, actor: Participant, line: str) -> tuple[ParkedItem, Change]:
    """An item from one typed line (rules.read_parked), raised by `actor` in the step that is in progress."""
    with changes.record(assessment, actor, "parked.add") as change:
        item = parked_from_line(change, actor, line)
    return item, change.change


def parked_from_line(change: Recorder, actor: Participant, line: str) -> ParkedItem:
    people = Participant.objects.living().filter(assessment=change.assessment).values_list("name", flat=True)
    said = read_parked(line, people)
    steps = Step.objects.living().filter(assessment=change.assessment, status=Step.Status.IN_PROGRESS)
    return change.create(
        ParkedItem,
        number=change.next_number("P"),
        text=said.text,
        owner=person_called(change, said.owner),
        raised_by=actor,
        step=steps.order_by("number").last(),
    )


def edit_parked(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of an item's fields; see editing.edit_row. A resolution settles it."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="parked.edit",
        model=ParkedItem,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: why_not_parked(values),
    )


def delete_parked(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    return delete_row(assessment=assessment, actor=actor, action="parked.delete", model=ParkedItem, public_id=public_id)

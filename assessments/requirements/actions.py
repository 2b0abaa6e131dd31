"""Writing requirements: add from one line, edit, delete."""

from assessments import changes
from assessments.editing import Edited, delete_row, edit_row
from assessments.models import Assessment, Change, Participant, Requirement
from assessments.new_rows import new_requirement
from assessments.requirements.rules import read_requirement, why_not_requirement


def add_requirement(*, assessment: Assessment, actor: Participant, line: str) -> tuple[Requirement, Change]:
    """A requirement from one typed line (rules.read_requirement)."""
    with changes.record(assessment, actor, "requirement.add") as change:
        row = new_requirement(change, **read_requirement(line)._asdict())
    return row, change.change


def edit_requirement(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of a requirement's fields; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="requirement.edit",
        model=Requirement,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: why_not_requirement(values),
    )


def delete_requirement(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it. The returned change can be undone."""
    return delete_row(
        assessment=assessment, actor=actor, action="requirement.delete", model=Requirement, public_id=public_id
    )

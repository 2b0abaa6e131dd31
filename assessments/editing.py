"""Two actions that every kind of row shares: edit its fields, delete it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments import changes, logged
from assessments.conflicts import Edit, sort_out
from assessments.errors import FieldConflict, Refused
from assessments.models import Assessment, Change, ChangeItem, Participant
from assessments.models.base import Row


@dataclass(frozen=True)
class Edited:
    """The row after an edit, the fields stored, and the conflicts: fields that somebody else changed meanwhile."""

    row: Row
    saved: set[str]
    conflicts: list[FieldConflict] = field(default_factory=list)
    change: Change | None = None


def posted_edits(cleaned: dict[str, str], data) -> dict[str, Edit]:
    """The edits in a posted form: for each cleaned field that was sent, its value and its base.

    The base travels in a hidden field `base_<name>`; a field without it stays as it is.
    """
    return {
        name: Edit(base=data.get(f"base_{name}", "").replace("\r\n", "\n"), new=value)
        for name, value in cleaned.items()
        if f"base_{name}" in data
    }


def edit_row(
    *,
    assessment: Assessment,
    actor: Participant,
    action: str,
    model: type[Row],
    public_id: str,
    edits: dict[str, Edit],
    why_not=lambda row, values: "",
    derived=lambda values: {},
) -> Edited:
    """Store the edits that conflict with nobody's, and return the others as conflicts.

    Values are texts as forms carry them: dates in ISO form, people and other rows by public id, "" for none.
    `why_not(row, values)` is the rule: a sentence if the row may not take these values, else "". Refused then.
    `derived(values)` are columns that follow from the values stored, such as a name's key.
    """
    with changes.record(assessment, actor, action) as change:
        row = change.get(model, public_id)
        present = {name: form_value(value) for name, value in logged.to_json(row, edits).items()}
        store, conflicting = sort_out(present, edits)
        if reason := why_not(row, {**present, **store}):
            raise Refused(reason)
        nullable = {name for name in store if row._meta.get_field(name).null}
        values = {name: (value or None) if name in nullable else value for name, value in store.items()}
        saved = change.update(row, **logged.from_json(row, values), **derived(store))
    conflicts = [conflict(row, name, edits[name], theirs) for name, theirs in conflicting.items()]
    return Edited(row=row, saved=saved, conflicts=conflicts, change=change.change)


def conflict(row: Row, name: str, edit: Edit, theirs: str) -> FieldConflict:
    return conflict_by(changes.last_writer(row, name), name, edit, theirs)


def conflict_by(item: ChangeItem | None, name: str, edit: Edit, theirs: str) -> FieldConflict:
    """The conflict with what `item` wrote; none: with somebody the log does not know."""
    return FieldConflict(
        field=name,
        base=edit.base,
        theirs=theirs,
        yours=edit.new,
        by=item.change.actor_name if item else "",
        at=item.change.at if item else None,
    )


def form_value(value) -> str:
    """A stored value as forms carry it."""
    return "" if value is None else str(value)


def delete_row(
    *, assessment: Assessment, actor: Participant, action: str, model: type[Row], public_id: str, why_not=lambda row: ""
) -> Change:
    """Mark a row deleted; the returned change's revision undoes it. Refused if `why_not(row)` gives a reason."""
    with changes.record(assessment, actor, action) as change:
        row = change.get(model, public_id)
        if reason := why_not(row):
            raise Refused(reason)
        change.delete(row)
    return change.change


def require(text: str, sentence: str | None = None) -> str:
    """`text`, or Refused if it is empty."""
    if not text:
        raise Refused(sentence or _("Write something first."))
    return text

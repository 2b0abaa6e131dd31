"""Undoing a change: each of its items backwards, as a new change, or a sentence that says what stands in the way."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import changes, room
from assessments.errors import Refused
from assessments.models import Assessment, Change, ChangeItem, Participant, Upload
from assessments.models.base import Row


def undo(*, assessment: Assessment, actor: Participant | None, revision: int) -> Change:
    """Undo the change that made `revision`, as a new change.

    Refused in words where a value is no longer the one that change wrote, where a row it made has been changed
    since, or where a name it would bring back is taken.
    """
    change = assessment.changes.filter(revision=revision).prefetch_related("items").first()
    if change is None:
        raise Refused(_("There is no such change to undo."))
    if any(item.entity == "Assessment" and item.kind == ChangeItem.Kind.CREATE for item in change.items.all()):
        raise Refused(_("The beginning of an assessment cannot be undone. Delete the assessment instead."))
    if change.action in changes.INVITATION_ACTIONS:
        raise Refused(
            _("What was done to an invitation cannot be undone. Revoke it, or send it again, with the people.")
        )
    with changes.record(assessment, actor, changes.UNDO, undoes=change) as recorder:
        if change.undone_by.exists():
            raise Refused(_("This change was already undone."))
        for item in reversed(change.items.all()):
            _undo_item(recorder, item)
        leads = Participant.objects.living().filter(assessment=assessment, role=Participant.Role.LEAD)
        if any(item.entity == "Participant" for item in recorder.items) and not leads.exists():
            raise Refused(_("That would leave the assessment without a lead. Make somebody a lead first."))
        _refuse_without_room(recorder)
    return recorder.change


def _undo_item(recorder: changes.Recorder, item: ChangeItem) -> None:
    model = changes.model_named(item.entity)
    row = recorder.assessment if model is Assessment else recorder.get(model, item.public_id, deleted=True)
    if item.kind == ChangeItem.Kind.UPDATE:
        if row.deleted_at is not None or changes.to_json(row, item.after) != item.after:
            raise Refused(
                _("%(row)s was changed again since, so this cannot be undone. Change it by hand.") % {"row": item.label}
            )
        recorder.update(row, **changes.from_json(row, item.before))
        if _moved_out_of_sight(row, item.before):
            raise Refused(_("This cannot be undone: something it refers to no longer exists."))
    elif item.kind == ChangeItem.Kind.CREATE:
        present = changes.to_json(row, item.after)
        if any(present[name] != value for name, value in item.after.items() if name != "position"):
            raise Refused(
                _("%(row)s was changed since it was added, so this cannot be undone. Delete it instead.")
                % {"row": item.label}
            )
        if row.deleted_at is None:
            recorder.delete(row)
    elif item.kind == ChangeItem.Kind.DELETE:
        if row.deleted_at is None:
            raise Refused(_("%(row)s is already back.") % {"row": item.label})
        _restore_or_refuse(recorder, row, item.label)
    elif row.deleted_at is None:
        recorder.delete(row)


def _moved_out_of_sight(row, names) -> bool:
    """Whether setting the fields `names` hung the row on one that is deleted."""
    if not isinstance(row, Row) or not set(row.PARENTS) & set(names):
        return False
    return not type(row).objects.in_sight().filter(pk=row.pk).exists()


def _restore_or_refuse(recorder: changes.Recorder, row, label: str) -> None:
    try:
        with transaction.atomic():
            recorder.restore(row)
    except IntegrityError:
        raise Refused(
            _("%(row)s cannot come back: another one has its name now. Rename that one first.") % {"row": label}
        ) from None


def _refuse_without_room(recorder: changes.Recorder) -> None:
    """Files that come back need room beside those that came meanwhile."""
    if not any(item.entity == "Upload" and item.kind == ChangeItem.Kind.RESTORE for item in recorder.items):
        return
    if reason := room.why_not_back(recorder.assessment):
        raise Refused(reason)


def _uploads_of(row: Row) -> list[Upload]:
    """The picture or file that a row shows."""
    fields = [field.name for field in row._meta.concrete_fields if field.related_model is Upload]
    return [upload for name in fields if (upload := getattr(row, name))]


def restore_row(*, assessment: Assessment, actor: Participant | None, model: type[Row], public_id: str) -> Change:
    """Bring one deleted row back, as a change of its own, with the picture or file that was deleted with it.

    Refused in words if it is back already, if a row it hangs on is deleted too, or if its name is taken.
    """
    with changes.record(assessment, actor, "restore") as recorder:
        row = recorder.get(model, public_id, deleted=True)
        if row.deleted_at is None:
            raise Refused(_("%(row)s is already back.") % {"row": row.code})
        deleted_at = row.deleted_at
        _restore_or_refuse(recorder, row, row.code)
        for upload in _uploads_of(row):
            if upload.deleted_at == deleted_at:  # of one change, therefore of one moment
                recorder.restore(upload)
        if not model.objects.in_sight().filter(pk=row.pk).exists():
            raise Refused(
                _("%(row)s hangs on something that is deleted too. Bring that back first.") % {"row": row.code}
            )
        _refuse_without_room(recorder)
    return recorder.change

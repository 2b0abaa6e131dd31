"""Undoing a change: each of its items backwards, as a new change, or a sentence that says what stands in the way."""

from collections.abc import Collection, Iterable
from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import changes, logged, room
from assessments.access import EDIT, MANAGE, REVIEW_FINDINGS, may
from assessments.errors import Refused
from assessments.models import Assessment, Change, ChangeItem, Participant, Scenario, Upload
from assessments.models.base import Row
from assessments.utility_tree.rules import why_not_wording

# One author's edits of one field within this time are one entry (domain: write path).
SAME_EDIT = timedelta(minutes=2)
COMMENT_ACTIONS = {"comment.add", "comment.withdraw"}


def root(change: Change) -> Change:
    """What a change takes back, or brings back, in the end; a change that takes back nothing is its own root."""
    while change.undoes:
        change = change.undoes
    return change


def may_undo(me: Participant, change: Change) -> bool:
    """Taking back takes what doing took: settings and people are the leads', a comment is its author's."""
    done = root(change)
    if done.action in COMMENT_ACTIONS:
        return done.actor_id == me.pk and may(me, REVIEW_FINDINGS)
    return may(me, MANAGE if done.action.startswith(("assessment.", "participant.")) else EDIT)


def can_be_undone(change: Change) -> bool:
    """Is it of a kind that undo takes back? Not how an assessment began, nor what was sent to somebody."""
    return change.action not in {"assessment.create", "assessment.import", *changes.INVITATION_ACTIONS}


def taken_back(assessment: Assessment) -> set[int]:
    """The primary keys of the changes of this assessment that are not in effect."""
    undoing = assessment.changes.filter(undoes__isnull=False).order_by("-revision")
    return not_in_effect(undoing.values_list("pk", "undoes_id"))


def not_in_effect(undoing: Iterable[tuple[int, int]]) -> set[int]:
    """Which changes were undone, unless that was undone in its turn. `undoing` are (change, what it undoes), newest
    first, so that what undid an undo comes before it."""
    gone: set[int] = set()
    for change, undone in undoing:
        if change not in gone:
            gone.add(undone)
    return gone


def run_of(assessment: Assessment, *, revision: int, since: int | None = None) -> list[Change]:
    """The changes that are taken back together, newest first: the one that made `revision`, and with `since` the
    earlier ones from that revision on by which the same author wrote in the same field, where they are in effect."""
    made = assessment.changes.select_related("undoes__undoes").prefetch_related("items")
    last = made.filter(revision=revision).first()
    if last is None:
        raise Refused(_("There is no such change to undo."))
    if since is None or (target := written_in(last, last.items.all())) is None:
        return [last]
    soon = {"at__gte": last.at - SAME_EDIT, "actor": last.actor_id}
    between = made.filter(revision__gte=since, revision__lt=revision, **soon).order_by("-revision")
    gone = taken_back(assessment)
    same = (change for change in between if written_in(change, change.items.all()) == target)
    return [last, *(change for change in same if change.pk not in gone)]


def written_in(change: Change, items: Collection[ChangeItem]) -> tuple | None:
    """What an edit writes in and by whom, if it writes in nothing else: edits of one target may be told as one."""
    if len(items) != 1 or change.action in changes.INVITATION_ACTIONS:
        return None
    [item] = items
    if item.kind != ChangeItem.Kind.UPDATE or "status" in item.after:  # each step of a status is told by itself
        return None
    done = (change.actor_id, change.actor_name, change.action == changes.UNDO)
    return (*done, item.entity, item.public_id, tuple(sorted(item.after)))


def undo(*, assessment: Assessment, actor: Participant | None, revision: int, since: int | None = None) -> Change:
    """Undo the change that made `revision`, as a new change; with `since` the run it ends (run_of), as one each.

    Refused in words where a value is no longer the one that change wrote, where a row it made has been changed
    since, or where a name it would bring back is taken. Returns the last of the new changes.
    """
    with transaction.atomic():
        for change in run_of(assessment, revision=revision, since=since):
            done = _undo_one(assessment, actor, change)
    return done


def _undo_one(assessment: Assessment, actor: Participant | None, change: Change) -> Change:
    if any(item.entity == "Assessment" and item.kind == ChangeItem.Kind.CREATE for item in change.items.all()):
        raise Refused(_("The beginning of an assessment cannot be undone. Delete the assessment instead."))
    if change.action in changes.INVITATION_ACTIONS:
        raise Refused(
            _("What was done to an invitation cannot be undone. Revoke it, or send it again, with the people.")
        )
    with changes.record(assessment, actor, changes.UNDO, undoes=change) as recorder:
        if change.pk in taken_back(assessment):
            raise Refused(_("This change was already undone."))
        for item in reversed(change.items.all()):
            _undo_item(recorder, item)
        if not recorder.items:
            raise Refused(_("There is nothing left to undo: what was added is deleted already."))
        leads = Participant.objects.living().filter(assessment=assessment, role=Participant.Role.LEAD)
        if any(item.entity == "Participant" for item in recorder.items) and not leads.exists():
            raise Refused(_("That would leave the assessment without a lead. Make somebody a lead first."))
        _refuse_out_of_sight(recorder)
        _refuse_lost_ends(recorder)
        _refuse_without_room(recorder)
    return recorder.change


def _undo_item(recorder: changes.Recorder, item: ChangeItem) -> None:
    model = logged.model_named(item.entity)
    row = recorder.assessment if model is Assessment else recorder.get(model, item.public_id, deleted=True)
    if item.kind == ChangeItem.Kind.UPDATE:
        if row.deleted_at is not None or logged.to_json(row, item.after) != item.after or _locks_other_words(item):
            raise Refused(
                _("%(row)s was changed again since, so this cannot be undone. Change it by hand.")
                % {"row": logged.called(row)}
            )
        if isinstance(row, Scenario) and "statement" in item.before:
            wordings = {"before": row.statement, "after": item.before["statement"]}
            if reason := why_not_wording(row.code, locked=bool(row.locked_at), **wordings):
                raise Refused(reason)
        before = logged.from_json(row, item.before)
        taken = _("%(row)s cannot have its former name back: another one has it now. Rename that one first.")
        with name_free(row, taken):
            recorder.update(row, **before)
        if _moved_out_of_sight(row, item.before):
            raise Refused(_("This cannot be undone: something it refers to no longer exists."))
    elif item.kind == ChangeItem.Kind.CREATE:
        present = logged.to_json(row, item.after)
        if any(present[name] != value for name, value in item.after.items() if name != "position"):
            raise Refused(
                _("%(row)s was changed since it was added, so this cannot be undone. Delete it instead.")
                % {"row": logged.called(row)}
            )
        if row.deleted_at is None:
            recorder.delete(row)
    elif item.kind == ChangeItem.Kind.DELETE:
        if row.deleted_at is None:
            raise Refused(_("%(row)s is already back.") % {"row": logged.called(row)})
        with name_free(row):
            recorder.restore(row)
    elif row.deleted_at is None:
        recorder.delete(row)


def _locks_other_words(item: ChangeItem) -> bool:
    """Whether the item backwards locks the wording of a scenario again that was reworded since."""
    if not item.before.get("locked_at"):
        return False
    later = ChangeItem.objects.filter(
        change__assessment=item.change.assessment_id, change__revision__gt=item.change.revision, entity=item.entity
    )
    return later.filter(public_id=item.public_id, after__has_key="statement").exists()


@contextmanager
def name_free(row, taken: str = ""):
    """Refused where the database finds that another row has the name, or is the tie, that comes back in the block."""
    taken = taken or _("%(row)s cannot come back: another one has its name now. Rename that one first.")
    if getattr(row, "ENDS", ()):
        taken = _("%(row)s cannot come back: the same was entered again since.")
    called = logged.called(row)  # before the block changes it
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(taken % {"row": called}) from None


def _moved_out_of_sight(row, names) -> bool:
    """Whether setting the fields `names` hung the row on one that is deleted."""
    if not isinstance(row, Row) or not set(row.PARENTS) & set(names):
        return False
    return not type(row).objects.in_sight().filter(pk=row.pk).exists()


def _refuse_out_of_sight(recorder: changes.Recorder) -> None:
    """What comes back has to be seen: not while something it hangs on is deleted."""
    back: dict[str, dict[str, str]] = {}
    for item in recorder.items:
        if item.kind == ChangeItem.Kind.RESTORE and item.entity != "Assessment":
            back.setdefault(item.entity, {})[item.public_id] = item.label
    for entity, labels in back.items():
        rows = logged.model_named(entity).objects.in_sight().filter(assessment=recorder.assessment)
        seen = set(rows.filter(public_id__in=labels).values_list("public_id", flat=True))
        if hidden := [label for public_id, label in labels.items() if public_id not in seen]:
            raise Refused(
                _("%(row)s hangs on something that is deleted too. Bring that back first.") % {"row": hidden[0]}
            )


def _refuse_lost_ends(recorder: changes.Recorder) -> None:
    """What rows refer to again has to be there. People may be gone: what is theirs keeps their name."""
    wanted: dict[type[Row], set[str]] = {}
    for item in recorder.items:
        if item.kind == ChangeItem.Kind.UPDATE:
            fields = logged.model_named(item.entity)._meta
            for name, value in item.after.items():
                target = fields.get_field(name).related_model
                if value and target and issubclass(target, Row) and target is not Participant:
                    wanted.setdefault(target, set()).add(value)
    for target, ids in wanted.items():
        if target.objects.living().filter(assessment=recorder.assessment, public_id__in=ids).count() < len(ids):
            raise Refused(_("This cannot be undone: something it refers to no longer exists."))


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
    action = "participant.restore" if model is Participant else "restore"  # may_undo goes by it
    with changes.record(assessment, actor, action) as recorder:
        row = recorder.get(model, public_id, deleted=True)
        if row.deleted_at is None:
            raise Refused(_("%(row)s is already back.") % {"row": row.code})
        deleted_at = row.deleted_at
        with name_free(row):
            recorder.restore(row)
        for upload in _uploads_of(row):
            if upload.deleted_at == deleted_at:  # of one change, therefore of one moment
                recorder.restore(upload)
        _refuse_out_of_sight(recorder)
        _refuse_without_room(recorder)
    return recorder.change

"""Writing one item of the agenda: where it stands, its time, who facilitates it, its notes."""

from django.utils.translation import gettext as _

from assessments import changes, logged
from assessments.changes import Recorder
from assessments.conflicts import Edit, sort_out
from assessments.editing import Edited, conflict, form_value
from assessments.errors import Overtaken, Refused
from assessments.models import Assessment, Change, Participant, Step
from assessments.overview.rules import begins_evaluation, why_not_set_step
from assessments.text import clean_line

NULLABLE = {"starts_at", "planned_minutes", "actual_minutes", "facilitator"}
STANDING = ("status", "skip_reason")


def edit_step(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict[str, Edit]) -> Edited:
    """Store the edits that conflict with nobody's (editing.edit_row), as the page of a step posts them.

    Any step may be reopened: its status changes in a change of its own, so that the history says so.
    """
    with changes.record(assessment, actor, "step.edit") as change:
        step = change.get(Step, public_id)
        store, conflicting = sort_out(stored(step, edits), edits)
        saved = _write(change, step, store)
    conflicts = [conflict(step, name, edits[name], theirs) for name, theirs in conflicting.items()]
    return Edited(row=step, saved=saved, conflicts=conflicts, change=change.change)


def set_step(
    *,
    assessment: Assessment,
    actor: Participant,
    step_id: str,
    status: str,
    skip_reason: str = "",
    actual_minutes: int | None = None,
    base: dict[str, str] | None = None,
) -> Change | None:
    """Say where a step stands, as the small form of the overview posts it: all of it or nothing.

    `base` holds the values that the form was opened with: what it leaves as it was stays as it is now, and what
    somebody else changed otherwise meanwhile makes it Overtaken, nothing stored.
    """
    skip_reason = clean_line(skip_reason, limit=1000) if status == Step.Status.SKIPPED else ""
    wanted = {"status": status, "skip_reason": skip_reason, "actual_minutes": form_value(actual_minutes)}
    with changes.record(assessment, actor, "step.set") as change:
        step = change.get(Step, step_id)
        present = stored(step, wanted)
        edits = {name: Edit((base or present).get(name, present[name]), new) for name, new in wanted.items()}
        store, conflicting = sort_out(present, edits)
        if conflicting:
            raise Overtaken(step_overtaken(step, changes.last_writer(step, next(iter(conflicting)))))
        _write(change, step, store)
    return change.change


def stored(step: Step, names) -> dict[str, str]:
    """The fields `names` of the step and where it stands, each as a form posts it."""
    return {name: form_value(value) for name, value in logged.to_json(step, {*names, *STANDING}).items()}


def _write(change: Recorder, step: Step, store: dict[str, str]) -> list[str]:
    """Write the fields of `store`, as posted. A step that is no longer skipped loses its reason.

    The first step begun takes the assessment out of preparation.
    """
    result = {**stored(step, store), **store}
    if reason := why_not_set_step(result["status"], result["skip_reason"]):
        raise Refused(reason)
    if result["status"] != Step.Status.SKIPPED and result["skip_reason"]:
        store = {**store, "skip_reason": ""}
    values = {name: (value or None) if name in NULLABLE else value for name, value in store.items()}
    saved = change.update(step, **logged.from_json(step, values))
    if begins_evaluation(step.number, result["status"]) and change.assessment.status == Assessment.Status.DRAFT:
        change.update(change.assessment, status=Assessment.Status.RUNNING)
    return saved


def step_overtaken(step: Step, writer) -> str:
    """Who said meanwhile where the step stands, and what."""
    said = [str(step.get_status_display()), step.skip_reason]
    if step.actual_minutes is not None:
        said.append(_("%(minutes)s minutes") % {"minutes": step.actual_minutes})
    return _("%(who)s saved this step meanwhile: %(said)s. Yours is not stored; save again to replace it.") % {
        "who": writer.change.actor_name if writer else _("Somebody else"),
        "said": ", ".join(filter(None, said)),
    }

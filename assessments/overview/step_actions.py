"""Writing one item of the agenda: where it stands, its time, who facilitates it, its notes."""

from assessments import changes
from assessments.conflicts import Edit, sort_out
from assessments.editing import Edited, conflict, form_value
from assessments.errors import Refused
from assessments.models import Assessment, Participant, Step
from assessments.overview.rules import begins_evaluation, why_not_set_step

NULLABLE = {"starts_at", "planned_minutes", "actual_minutes", "facilitator"}
STANDING = ("status", "skip_reason")


def edit_step(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict[str, Edit]) -> Edited:
    """Store the edits that conflict with nobody's (editing.edit_row); a step no longer skipped loses its reason.

    Any step may be reopened: its status changes in a change of its own, so that the history says so. The first step
    begun takes the assessment out of preparation.
    """
    with changes.record(assessment, actor, "step.edit") as change:
        step = change.get(Step, public_id)
        present = {name: form_value(value) for name, value in changes.to_json(step, {*edits, *STANDING}).items()}
        store, conflicting = sort_out(present, edits)
        result = {**present, **store}
        if reason := why_not_set_step(result["status"], result["skip_reason"]):
            raise Refused(reason)
        if result["status"] != Step.Status.SKIPPED and result["skip_reason"]:
            store["skip_reason"] = ""
        values = {name: (value or None) if name in NULLABLE else value for name, value in store.items()}
        saved = change.update(step, **changes.from_json(step, values))
        if begins_evaluation(step.number, result["status"]) and change.assessment.status == Assessment.Status.DRAFT:
            change.update(change.assessment, status=Assessment.Status.RUNNING)
    conflicts = [conflict(step, name, edits[name], theirs) for name, theirs in conflicting.items()]
    return Edited(row=step, saved=saved, conflicts=conflicts, change=change.change)

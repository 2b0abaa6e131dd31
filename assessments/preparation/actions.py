"""Writing the preparation: scope and decision, dates of the agenda, its template, the documents asked for."""

from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from assessments import changes, logged
from assessments.conflicts import Edit, sort_out
from assessments.dossier import types as t
from assessments.editing import Edited, conflict, edit_row, form_value
from assessments.errors import Refused
from assessments.models import Assessment, Change, Participant, RequestedDocument, Step
from assessments.new_rows import person_called
from assessments.preparation.agenda import laid_out
from assessments.preparation.rules import read_document, why_not_decide
from assessments.steps import AGENDAS, skip_reason


def edit_preparation(*, assessment: Assessment, actor: Participant, edits: dict[str, Edit]) -> Edited:
    """Store the edits of scope and go or no-go that conflict with nobody's; see editing.edit_row."""
    with changes.record(assessment, actor, "preparation.edit") as change:
        row = change.assessment
        rule = {"go", "decided_because"}
        present = {name: form_value(value) for name, value in logged.to_json(row, {*edits, *rule}).items()}
        store, conflicting = sort_out(present, edits)
        if reason := why_not_decide({**present, **store}):
            raise Refused(reason)
        values = {name: (value or None) if name == "decided_on" else value for name, value in store.items()}
        saved = change.update(row, **logged.from_json(row, values))
    conflicts = [conflict(row, name, edits[name], theirs) for name, theirs in conflicting.items()]
    return Edited(row=row, saved=saved, conflicts=conflicts, change=change.change)


def set_dates(
    *, assessment: Assessment, actor: Participant, steps: tuple[t.Step, ...], beginnings: dict[int, datetime]
) -> Change | None:
    """Give every step of these phases a date, one after the other from the phase's beginning (agenda.laid_out).

    The lightweight method is one meeting: there phase 2 needs no beginning of its own.
    """
    if not beginnings:
        raise Refused(_("Say when phase 1 or phase 2 begins."))
    if 1 in beginnings and 2 in beginnings and beginnings[2] <= beginnings[1]:
        raise Refused(_("Phase 2 begins after phase 1. Check the two dates."))
    with changes.record(assessment, actor, "agenda.lay_out") as change:
        in_one_go = change.assessment.template == Assessment.Template.ATAM_LIGHT
        for step_id, moment in laid_out(steps, beginnings, in_one_go=in_one_go).items():
            # The log compares texts when it undoes, and reads moments back in UTC.
            change.update(change.get(Step, step_id), starts_at=moment.astimezone(UTC))
    return change.change


def use_agenda(*, assessment: Assessment, actor: Participant, template: str) -> Change | None:
    """Take the agenda of the other template: planned minutes, and which steps are skipped.

    Steps begun stay, and so do minutes and reasons that are not those of the template so far.
    """
    if template not in AGENDAS:
        raise Refused(_("There is no such template. Choose one of the list."))
    with changes.record(assessment, actor, "agenda.template") as change:
        before = {plan.number: plan for plan in AGENDAS[change.assessment.template]}
        change.update(change.assessment, template=template)
        rows = {row.number: row for row in Step.objects.filter(assessment=assessment)}
        for plan in AGENDAS[template]:
            step = rows[plan.number]
            if step.status not in {Step.Status.NOT_STARTED, Step.Status.SKIPPED}:
                continue
            if step.planned_minutes == before[plan.number].minutes:
                change.update(step, planned_minutes=plan.minutes)
            if step.skip_reason in {"", skip_reason()}:
                status = Step.Status.SKIPPED if plan.skipped else Step.Status.NOT_STARTED
                change.update(step, status=status, skip_reason=skip_reason() if plan.skipped else "")
    return change.change


def ask_for_document(*, assessment: Assessment, actor: Participant, line: str) -> tuple[RequestedDocument, Change]:
    """A document from one typed line (rules.read_document); a person it names who is not known yet is added too."""
    with changes.record(assessment, actor, "document.ask") as change:
        people = Participant.objects.living().filter(assessment=assessment).values_list("name", flat=True)
        said = read_document(line, people)
        row = change.create(
            RequestedDocument, name=said.name, asked_of=person_called(change, said.asked_of), due_on=said.due_on
        )
    return row, change.change


def edit_document(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict[str, Edit]) -> Edited:
    """Store edits of name, asked_of, due_on, received_on and where; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="document.edit",
        model=RequestedDocument,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: "" if values.get("name", row.name) else _("Write what the document is."),
    )


def receive_document(*, assessment: Assessment, actor: Participant, public_id: str, on: date | None) -> Change | None:
    """Say that a document came `on` a day; none: that it has not come after all."""
    with changes.record(assessment, actor, "document.receive") as change:
        change.update(change.get(RequestedDocument, public_id), received_on=on)
    return change.change

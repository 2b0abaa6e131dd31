"""The form over one item of the agenda; it saves itself (edit_forms)."""

from datetime import UTC

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import Step as StepRead
from assessments.edit_forms import EditForm, person_choices
from assessments.forms import CountField, LineField, MomentField, TextField
from assessments.models import Step

MINUTES_MAX = 100_000


class StepPageForm(EditForm):
    status = forms.ChoiceField(label=_("Status"), choices=Step.Status.choices)
    skip_reason = LineField(
        label=_("Reason for skipping"),
        limit=1000,
        required=False,
        help_text=_("A skipped step needs one: the report repeats it."),
    )
    starts_at = MomentField(label=_("Starts"), required=False)
    facilitator = forms.ChoiceField(label=_("Facilitator"), required=False)
    planned_minutes = CountField(label=_("Minutes planned"), max_value=MINUTES_MAX, required=False)
    actual_minutes = CountField(label=_("Minutes taken"), max_value=MINUTES_MAX, required=False)
    notes = TextField(label=_("Notes"), required=False, help_text=_("Markdown. The report prints them with the step."))

    def __init__(self, data=None, *, step: StepRead, people=()):
        super().__init__(data, stored=stored_step(step), prefix_ids=f"step-{step.id}")
        self.fields["facilitator"].choices = person_choices(people, step.facilitator)


def stored_step(step: StepRead) -> dict[str, str]:
    return {
        "status": step.status,
        "skip_reason": step.skip_reason,
        "starts_at": step.starts_at.astimezone(UTC).isoformat() if step.starts_at else "",
        "facilitator": step.facilitator.id if step.facilitator else "",
        "planned_minutes": _text(step.planned_minutes),
        "actual_minutes": _text(step.actual_minutes),
        "notes": step.notes,
    }


def _text(number: int | None) -> str:
    return "" if number is None else str(number)

"""The page of one item of the agenda: status, planned and actual time, facilitator, notes."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.dossier import summary
from assessments.dossier.load import load
from assessments.dossier.nav import page_name
from assessments.models import Assessment, Participant
from assessments.overview import step_actions as actions
from assessments.overview.step_forms import StepPageForm
from assessments.self_saving import OwnPage, Shown
from assessments.steps import STEP_PURPOSES


def shown(assessment: Assessment, viewer: Participant, step: str) -> Shown:
    dossier = load(assessment, viewer=viewer, today=timezone.localdate(), parts=("steps", "people"))
    at = next((place for place, row in enumerate(dossier.steps) if row.id == step), None)
    if at is None:
        raise Http404
    row = dossier.steps[at]
    context = {
        "dossier": dossier,
        "pk": assessment.public_id,
        "may_edit": EDIT in dossier.viewer.can,
        "step": row,
        "in_agenda": row.starts_at is not None and row.status != "skipped",
        "line": summary.StepLine(row, "", page_name(row), False),
        "purpose": STEP_PURPOSES[row.number],
        "subject": row.name,
        "heading": row.name,
        "action": reverse("agenda-step-edit", args=[assessment.public_id, row.id]),
        "fields": "overview/step_page_fields.html",
        "previous": dossier.steps[at - 1] if at else None,
        "next": dossier.steps[at + 1] if at + 1 < len(dossier.steps) else None,
    }
    return Shown(context, partial(StepPageForm, step=row, people=dossier.people))


PAGE = OwnPage("overview/step_page.html", "agenda-step", shown, about="skip_reason")


@require_safe
@member_view(can=READ)
def agenda_step(request: HttpRequest, assessment: Assessment, step_id: str) -> HttpResponse:
    return PAGE.render(request, assessment, step_id)


@require_POST
@member_view(can=EDIT)
def agenda_step_edit(request: HttpRequest, assessment: Assessment, step_id: str) -> HttpResponse:
    return PAGE.edit(request, assessment, step_id, actions.edit_step)

"""The page of one approach: fields that save themselves, the components it touches, its findings, delete."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.architecture import actions, queries
from assessments.architecture.forms import ApproachForm
from assessments.models import Assessment, Participant
from assessments.self_saving import OwnPage, Shown, deleted_answer


def shown(assessment: Assessment, viewer: Participant, approach: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row = queries.approach_of(dossier, approach)
    return Shown(queries.one_approach(dossier, row), partial(ApproachForm, approach=row))


PAGE = OwnPage("architecture/approach.html", "approach", shown, about="name")


@require_safe
@member_view(can=READ)
def approach(request: HttpRequest, assessment: Assessment, approach: str) -> HttpResponse:
    return PAGE.render(request, assessment, approach)


@require_POST
@member_view(can=EDIT)
def approach_edit(request: HttpRequest, assessment: Assessment, approach: str) -> HttpResponse:
    return PAGE.edit(request, assessment, approach, actions.edit_approach)


@require_POST
@member_view(can=EDIT)
def approach_components(request: HttpRequest, assessment: Assessment, approach: str) -> HttpResponse:
    """The approach touches one more component, or one less."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "approach": approach}
    return PAGE.tie(
        request,
        assessment,
        approach,
        about="components",
        add=lambda: actions.touch(**who, component=data.get("other", "")),
        drop=lambda component: actions.leave(**who, component=component),
    )


@require_POST
@member_view(can=EDIT)
def approach_delete(request: HttpRequest, assessment: Assessment, approach: str) -> HttpResponse:
    return deleted_answer(request, assessment, approach, actions.delete_approach, to="architecture")

"""The page of one component: fields that save themselves, connections, approaches that touch it, delete."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.architecture import actions, queries
from assessments.architecture.forms import ComponentForm
from assessments.architecture.views import changed
from assessments.models import Assessment, Participant
from assessments.self_saving import OwnPage, Shown, deleted_answer


def shown(assessment: Assessment, viewer: Participant, component: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row = queries.component_of(dossier, component)
    return Shown(queries.one_component(dossier, row), partial(ComponentForm, component=row))


PAGE = OwnPage("architecture/component.html", "component", shown, about="name")


@require_safe
@member_view(can=READ)
def component(request: HttpRequest, assessment: Assessment, component: str) -> HttpResponse:
    return PAGE.render(request, assessment, component)


@require_POST
@member_view(can=EDIT)
def component_edit(request: HttpRequest, assessment: Assessment, component: str) -> HttpResponse:
    return changed(PAGE.edit(request, assessment, component, actions.edit_component))


@require_POST
@member_view(can=EDIT)
def component_connections(request: HttpRequest, assessment: Assessment, component: str) -> HttpResponse:
    """The component uses another one, or is used by it; or no more."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": component}
    link = {"other": data.get("other", ""), "incoming": data.get("way") == "in", "said": data.get("said", "")}
    response = PAGE.tie(
        request,
        assessment,
        component,
        about="connections",
        add=lambda: actions.connect_to(**who, **link),
        drop=lambda connection: actions.disconnect(**who, connection=connection),
        typed=link["said"],
    )
    return changed(response)


@require_POST
@member_view(can=EDIT)
def component_approaches(request: HttpRequest, assessment: Assessment, component: str) -> HttpResponse:
    """One more approach touches the component, or one less."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "component": component}
    response = PAGE.tie(
        request,
        assessment,
        component,
        about="approaches",
        add=lambda: actions.touch(**who, approach=data.get("other", "")),
        drop=lambda approach: actions.leave(**who, approach=approach),
    )
    return changed(response)


@require_POST
@member_view(can=EDIT)
def component_delete(request: HttpRequest, assessment: Assessment, component: str) -> HttpResponse:
    return deleted_answer(request, assessment, component, actions.delete_component, to="architecture")

"""The page of one finding: fields that save themselves, effects, where it was made, themes, delete."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.findings import actions, queries, theme_actions
from assessments.findings.filter import Filter
from assessments.findings.forms import FindingForm
from assessments.models import Assessment, Change, Participant
from assessments.self_saving import OwnPage, Shown, deleted_answer


def shown(assessment: Assessment, viewer: Participant, finding: str, *, asked: Filter) -> Shown:
    dossier = queries.read(assessment, viewer, queries.ONE)
    row = queries.finding_of(dossier, finding)
    return Shown(queries.one_finding(dossier, row, asked), partial(FindingForm, finding=row, people=dossier.people))


def own_page(request: HttpRequest) -> OwnPage:
    """The page of a finding, which keeps the filter of the register it was reached from."""
    return OwnPage("findings/finding.html", "finding", partial(shown, asked=Filter.of(request.GET)))


@require_safe
@member_view(can=READ)
def finding(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    return own_page(request).render(request, assessment, finding)


@require_POST
@member_view(can=EDIT)
def finding_edit(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    return own_page(request).edit(request, assessment, finding, actions.edit_finding)


@require_POST
@member_view(can=EDIT)
def finding_attributes(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Add an attribute by name with its effect, set the effect of one ("set" is "<sign>:<name>"), or remove one.

    Properties typed beside the attributes are stored with whatever button was pressed.
    """
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": finding}
    if "set" in data:
        effect, _colon, name = data["set"].partition(":")
    else:
        effect, name = data.get("effect", ""), data.get("name", "")
    properties = typed_properties(data)

    def add() -> None:
        if properties:
            actions.set_properties(**who, properties=properties)
        if name or not (properties or "save" in data):
            actions.set_effect(**who, attribute=name, effect=effect)

    def drop(attribute: str) -> Change | None:
        if others := {key: said for key, said in properties.items() if key != attribute}:
            actions.set_properties(**who, properties=others)
        return actions.drop_attribute(**who, attribute=attribute)

    return own_page(request).tie(
        request,
        assessment,
        finding,
        about="attributes",
        add=add,
        drop=drop,
        adding=("add", "save", "set"),
        typed=data.get("name", ""),
    )


def typed_properties(data) -> dict[str, tuple[str, str]]:
    """(what the page came with, what was typed) as property of each attribute, by its public id, where they differ."""
    start = "property-"
    keys = [name.removeprefix(start) for name in data if name.startswith(start)]
    said = {key: (data.get(f"was-{key}", ""), data[f"{start}{key}"].strip()) for key in keys}
    return {key: (was, typed) for key, (was, typed) in said.items() if was != typed}


@require_POST
@member_view(can=EDIT)
def finding_places(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Add where the finding was made (scenario, approach, or both), or remove one such place."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": finding}
    place = {"scenario": data.get("scenario", ""), "approach": data.get("approach", "")}
    return own_page(request).tie(
        request,
        assessment,
        finding,
        about="places",
        add=lambda: actions.place_finding(**who, **place),
        drop=lambda link: actions.unplace_finding(**who, link=link),
    )


@require_POST
@member_view(can=EDIT)
def finding_themes(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Put the risk into a theme, or take it out of one."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "risk": finding}
    return own_page(request).tie(
        request,
        assessment,
        finding,
        about="themes",
        add=lambda: theme_actions.gather_risk(**who, theme=data.get("other", "")),
        drop=lambda theme: theme_actions.release_risk(**who, theme=theme),
    )


@require_POST
@member_view(can=EDIT)
def finding_delete(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    return deleted_answer(
        request, assessment, finding, actions.delete_finding, to="findings", query=Filter.of(request.GET).query()
    )

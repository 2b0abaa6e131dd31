"""The page of risk themes: risks as cards in the column of their theme, and how far each theme threatens a driver."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.findings import cluster_actions, theme_actions
from assessments.findings.cluster import cluster_context
from assessments.findings.cluster_actions import Threat
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import notice

PAGE = "findings/cluster.html"


@require_safe
@member_view(can=READ)
def themes(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The page; its region alone where a script asks, after an answer that came too late to be shown."""
    if request.htmx:
        return shown(request, assessment)
    response = render(request, PAGE, cluster_context(request, assessment))
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
@member_view(can=EDIT)
def theme_new(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """A new theme as a column of the page, with the risks its line gathers."""
    title = request.POST.get("title", "")
    try:
        row, change = theme_actions.add_theme(assessment=assessment, actor=request.participant, line=title)
    except Refused as reason:
        return shown(request, assessment, status=422, about="new", refused=str(reason), typed=title)
    notice(request, _("%(code)s added") % {"code": row.code}, undo=change)
    return shown(request, assessment, focus="new")


@require_POST
@member_view(can=EDIT)
def theme_move(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Move a risk from the column `source` to the column `target`; "" is the one of risks without a theme."""
    risk, target = request.POST.get("risk", ""), request.POST.get("to", "")
    try:
        row, change = cluster_actions.move_risk(
            assessment=assessment,
            actor=request.participant,
            risk=risk,
            source=request.POST.get("source", ""),
            target=target,
        )
    except Refused as reason:
        return shown(request, assessment, status=422, about="board", refused=str(reason))
    if change:
        notice(request, _("%(code)s moved") % {"code": row.code}, undo=change)
    return shown(request, assessment, moved=risk, target=target)


@require_POST
@member_view(can=EDIT)
def theme_matrix(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Store the changed cells, posted as `cell:<theme>:<driver>:<degree it replaces>` = degree."""
    threats = [
        Threat(*parts[1:], degree=degree)
        for name, degree in request.POST.items()
        if len(parts := name.split(":")) == 4 and parts[0] == "cell"
    ]
    try:
        change = cluster_actions.set_threats(assessment=assessment, actor=request.participant, threats=threats)
    except Refused as reason:
        return shown(request, assessment, threats, status=422, about="matrix", refused=str(reason))
    if change:
        notice(request, _("Drivers threatened: saved"), undo=change)
    return shown(request, assessment)


def shown(
    request: HttpRequest, assessment: Assessment, threats: Iterable[Threat] = (), *, status: int = 200, **state
) -> HttpResponse:
    """The page after a write: its region for htmx, else the page, or its address where all went well.

    `threats` are cells that were chosen and not stored.
    """
    context = {**cluster_context(request, assessment, threats), **state}
    template = f"{PAGE}#cluster" if request.htmx else PAGE
    return answer(request, template, context, to=reverse("themes", args=[assessment.public_id]), status=status)

"""The page of the architecture (steps 3 and 4): its drawing, and components, connections, approaches by one line."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.architecture import actions, queries, rules
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import notice
from assessments.understood import understood

PAGE = "architecture/architecture.html"
CHANGED = "architecture-changed"


@require_safe
@member_view(can=READ)
def architecture(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    dossier = queries.read(assessment, request.participant)
    return render(request, PAGE, queries.page(dossier, show=request.GET.get("show", "")))


@require_safe
@member_view(can=READ)
def graph(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The drawing by itself, for pages that show it and hear that it changed; `component` is marked in it."""
    dossier = queries.read(assessment, request.participant)
    context = {"drawing": queries.drawing(dossier), "pk": assessment.public_id}
    return render(request, "architecture/graph.html", context | {"selected": request.GET.get("component", "")})


@require_POST
@member_view(can=EDIT)
def component_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """A component, or with an arrow in the line a connection, from one typed line."""
    line, who = request.POST.get("line", ""), {"assessment": assessment, "actor": request.participant}
    try:
        if rules.is_connection(line):
            row, change = actions.add_connection(**who, line=line, create="create" in request.POST)
        else:
            row, change = actions.add_component(**who, line=line)
    except Refused as reason:
        state = {"line": line, "refused": str(reason), "unknown": getattr(reason, "names", [])}
        return listed(request, assessment, "components", status=422, focus="line", **state)
    if change:
        words = _("Connection added") if rules.is_connection(line) else _("%(code)s added") % {"code": row.code}
        notice(request, words, undo=change)
    return listed(request, assessment, "components", arrived=row.public_id, focus="line")


@require_safe
@member_view(can=EDIT)
def component_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    return understood(request, lambda line: queries.words_of(assessment, request.participant, line))


@require_POST
@member_view(can=EDIT)
def approach_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    line = request.POST.get("line", "")
    try:
        row, change = actions.add_approach(assessment=assessment, actor=request.participant, line=line)
    except Refused as reason:
        state = {"approach_line": line, "approach_refused": str(reason), "focus": "approach"}
        return listed(request, assessment, "approaches", status=422, **state)
    notice(request, _("%(code)s added") % {"code": row.code}, undo=change)
    return listed(request, assessment, "approaches", arrived=row.public_id, focus="approach")


@require_safe
@member_view(can=EDIT)
def approach_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    return understood(request, queries.approach_words)


def listed(request: HttpRequest, assessment: Assessment, part: str, *, status: int = 200, **state) -> HttpResponse:
    """The page after a write: its part for htmx, else the whole, or its address where all went well."""
    show = request.GET.get("show", "")
    context = {**queries.page(queries.read(assessment, request.participant), show=show), **state}
    to = reverse("architecture", args=[assessment.public_id]) + ("?show=table" if show == "table" else "") + f"#{part}"
    template = f"{PAGE}#{part}" if request.htmx else PAGE
    context["oob"] = bool(request.htmx)
    counted = {"counts-changed": True} if status == 200 else None
    return answer(request, template, context, to=to, status=status, events=counted)


def changed(response: HttpResponse) -> HttpResponse:
    """`response`, telling the page that the drawing is another now."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    response["HX-Trigger"] = json.dumps(events | {CHANGED: True})
    return response

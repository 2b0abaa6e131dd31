"""The register of findings: list, filter, sort, add in one line; and risk themes beside it."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.dossier.types import Finding
from assessments.errors import Refused
from assessments.findings import actions, cluster_actions, queries, theme_actions
from assessments.findings.filter import Filter
from assessments.findings.register import register_context
from assessments.findings.rules import NO_APPROACH
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import notice
from assessments.understood import understood

PAGE = "findings/findings.html"


@require_safe
@member_view(can=READ)
def findings(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    return render(request, PAGE, register_context(request, assessment, Filter.of(request.GET)))


@require_POST
@member_view(can=EDIT)
def finding_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    kind, line = request.POST.get("kind", ""), request.POST.get("line", "")
    try:
        row, change = actions.add_finding(assessment=assessment, actor=request.participant, kind=kind, line=line)
    except Refused as reason:
        return listed(request, assessment, status=422, adding=kind, line=line, refused=str(reason), focus="line")
    dossier = queries.read(assessment, request.participant)
    said = confirmation(queries.finding_of(dossier, row.public_id), omitted=f"^{NO_APPROACH}" in line.casefold())
    notice(request, said, undo=change)
    return listed(request, assessment, arrived=row.public_id, adding=kind, focus="line")


@require_safe
@member_view(can=EDIT)
def finding_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    kind = request.GET.get("kind", "R")
    return understood(request, lambda line: queries.words_of(assessment, kind, line))


def confirmation(finding: Finding, *, omitted: bool) -> str:
    """What was understood of a typed line: "T3 added: Security +, Cost −"; `omitted`: it says that nobody decided."""
    grades = (finding.severity_label, finding.likelihood_label, finding.impact_label)
    said = [word.lower() for word in grades if word]
    said += [f"{part.name} {queries.SIGNS[part.effect]}" for part in finding.attributes]
    if finding.owner:
        said.append(_("owner %(name)s") % {"name": finding.owner.name})
    said += [_("at %(code)s") % {"code": ref.code} for ref in finding.approaches]
    if omitted and finding.is_omission:
        said.append(_("no decision yet: a risk of omission"))
    if not said:
        return _("%(code)s added") % {"code": finding.code}
    return _("%(code)s added: %(said)s") % {"code": finding.code, "said": ", ".join(said)}


@require_POST
@member_view(can=EDIT)
def theme_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    title = request.POST.get("title", "")
    try:
        row, change = theme_actions.add_theme(assessment=assessment, actor=request.participant, line=title)
    except Refused as reason:
        return listed(request, assessment, status=422, theme_title=title, theme_refused=str(reason), focus="theme")
    notice(request, _("%(code)s added") % {"code": row.code}, undo=change)
    return listed(request, assessment, arrived=row.public_id, focus="theme", anchor=f"theme-{row.public_id}")


@require_POST
@member_view(can=EDIT)
def findings_assign(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Put the selected risks into a theme, or into a new one."""
    risks = request.POST.getlist("risk")
    said = {"theme": request.POST.get("theme", ""), "title": request.POST.get("title", "")}
    try:
        theme, change = cluster_actions.assign_theme(
            assessment=assessment, actor=request.participant, risks=risks, **said
        )
    except Refused as reason:
        typed = {"bulk_title": said["title"], "bulk_theme": said["theme"], "bulk_refused": str(reason)}
        return listed(request, assessment, status=422, picked=risks, **typed)
    number = change.items.filter(entity="ThemeRisk").count() if change else 0
    words = ngettext("%(number)s risk put into %(code)s", "%(number)s risks put into %(code)s", number)
    none = _("They were in %(code)s already")
    notice(request, (words if number else none) % {"number": number, "code": theme.code}, undo=change)
    return listed(request, assessment)


def listed(
    request: HttpRequest,
    assessment: Assessment,
    *,
    status: int = 200,
    arrived: str = "",
    picked: Iterable[str] = (),
    anchor: str = "",
    **state,
) -> HttpResponse:
    """The register after a write: its region for htmx, else the page, or its address where all went well."""
    asked = Filter.of(request.GET)
    context = {**register_context(request, assessment, asked, arrived=arrived, picked=picked), **state}
    anchor = anchor or (f"finding-{arrived}" if arrived else "")
    to = reverse("findings", args=[assessment.public_id]) + asked.query() + (f"#{anchor}" if anchor else "")
    template = f"{PAGE}#register" if request.htmx else PAGE
    counted = {"counts-changed": True} if status == 200 else None
    return answer(request, template, context, to=to, status=status, events=counted)

"""The analysis of scenarios: their list in the order of priority, and a sheet for each that saves itself."""

import json
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.analysis import actions, queries, rules
from assessments.analysis.forms import SheetForm
from assessments.dossier.types import Dossier, Scenario
from assessments.errors import Refused
from assessments.findings.actions import place_finding
from assessments.fragments import answer
from assessments.models import Assessment, Participant
from assessments.notices import complaint, notice
from assessments.pressed import pressed
from assessments.self_saving import OwnPage, Shown
from assessments.utility_tree.actions import edit_scenario


def shown(assessment: Assessment, viewer: Participant, scenario: str) -> Shown:
    dossier = queries.read(assessment, viewer, queries.ONE)
    row = queries.scenario_of(dossier, scenario)
    return Shown(queries.one(dossier, row), form_of(dossier, row))


def brief(assessment: Assessment, viewer: Participant, scenario: str) -> Shown:
    dossier = queries.read(assessment, viewer, queries.FORM)
    row = queries.scenario_of(dossier, scenario)
    return Shown(queries.saving(dossier, row), form_of(dossier, row))


def form_of(dossier: Dossier, row: Scenario) -> partial:
    sheet = queries.sheet_of(dossier, row)
    return partial(SheetForm, scenario=row, sheet=sheet, views=dossier.architecture.views)


PAGE = OwnPage("analysis/sheet.html", "sheet", shown, about="reasoning", brief=brief)


@require_safe
@member_view(can=READ)
def analysis(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    return render(request, "analysis/analysis.html", queries.listing(assessment, request.participant))


@require_safe
@member_view(can=READ)
def sheet(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    return PAGE.render(request, assessment, scenario)


@require_safe
@member_view(can=READ)
def sheet_parts(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    """What is worked out of the sheet, out of band: the page asks for it when it hears that something changed."""
    return render(request, f"{PAGE.template}#parts", shown(assessment, request.participant, scenario).context)


@require_POST
@member_view(can=EDIT)
def sheet_edit(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    return changed(PAGE.edit(request, assessment, scenario, edit_scenario))


@require_POST
@member_view(can=EDIT)
def sheet_approaches(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    """An approach was examined, or its row leaves the grid."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "scenario": scenario}
    try:
        if pressed(request, "remove", "approach") == "remove":
            actions.leave_out(**who, approach=data["remove"])
        else:
            actions.examine(**who, approach=data["approach"])
    except Refused as reason:
        return listed(request, assessment, scenario, "grid", refused=str(reason))
    return listed(request, assessment, scenario, "grid")


@require_POST
@member_view(can=EDIT)
def sheet_findings(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    """A finding that was made before stands in the grid too: at an approach, or where none was decided."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant}
    try:
        place_finding(**who, public_id=data.get("finding", ""), scenario=scenario, approach=data.get("approach", ""))
    except Refused as reason:
        return listed(request, assessment, scenario, "grid", refused=str(reason))
    return listed(request, assessment, scenario, "grid")


@require_POST
@member_view(can=EDIT)
def sheet_done(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    """The scenario is analysed (button `analysed`), or not yet (`reopen`)."""
    who = {"assessment": assessment, "actor": request.participant, "public_id": scenario}
    try:
        reopening = pressed(request, "reopen", "analysed") == "reopen"
        change = actions.reopen(**who) if reopening else actions.mark_analysed(**who)
    except Refused as reason:
        complaint(request, str(reason))
        return redirect("sheet", pk=assessment.public_id, scenario=scenario)
    context = shown(assessment, request.participant, scenario).context
    notice(request, done_words(context), undo=change)
    return redirect("sheet", pk=assessment.public_id, scenario=scenario)


def done_words(context: dict) -> str:
    """What is said once a scenario was marked: what its analysis would be better with."""
    code, wanted = context["scenario"].code, context["missing"].wanted
    if context["state"] != "analysed":
        return _("%(code)s is in analysis again") % {"code": code}
    if wanted:
        return _("%(code)s is analysed, without %(what)s") % {"code": code, "what": rules.listed(wanted)}
    return _("%(code)s is analysed") % {"code": code}


def listed(
    request: HttpRequest, assessment: Assessment, scenario: str, part: str, *, refused: str = "", **state
) -> HttpResponse:
    """The sheet after a write beside `part`, "grid", "ask" or "bank".

    To htmx: the forms of that part anew, and what was worked out, out of band. Else the page, or its address.
    """
    context, form = shown(assessment, request.participant, scenario)
    context |= {"form": form(), "about": part, "refused": refused, **state}
    context |= queries.bank_on_offer(context["dossier"], context["scenario"], context["questions"], request.GET)
    template = f"{PAGE.template}#after{part}" if request.htmx else PAGE.template
    to = reverse("question-bank" if part == "bank" else "sheet", args=[assessment.public_id, scenario])
    to += f"?{request.GET.urlencode()}" if request.GET else ""
    return answer(request, template, context, to=to, status=422 if refused else 200, events={"counts-changed": True})


def changed(response: HttpResponse) -> HttpResponse:
    """`response`, telling the page that what is worked out of the sheet may be another now."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    response["HX-Trigger"] = json.dumps(events | {"sheet-changed": True, "counts-changed": True})
    return response

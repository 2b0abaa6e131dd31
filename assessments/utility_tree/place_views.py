"""Where a scenario stands: up or down by one place, dragged to another place, under another branch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.access import EDIT, member_view
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment, Scenario
from assessments.notices import notice
from assessments.utility_tree import actions
from assessments.utility_tree.answers import refused, restructured
from assessments.utility_tree.forms import DropForm, PlaceForm, StepForm
from assessments.utility_tree.page import writer
from assessments.utility_tree.queries import exists, leaf
from assessments.utility_tree.views import panel_context, panel_url


@require_POST
@member_view(can=EDIT)
def move(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Up or down within its refinement. The browser has moved the row already; it needs no answer but success."""
    exists(assessment, Scenario, scenario_id)
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("A scenario moves up or down by one place."))
        step = form.cleaned_data["step"]
        actions.move_scenario(assessment=assessment, actor=request.participant, public_id=scenario_id, step=step)
    except Refused as reason:
        return refused(request, assessment, reason)
    context = {"row": writer(request, assessment).row(leaf(assessment, scenario_id))}
    return answer(request, "utility_tree/row.html", context, to=panel_url(request, assessment, scenario_id))


@require_POST
@member_view(can=EDIT)
def drop(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Where a scenario was dragged to: its row, or with another home the table anew and an Undo."""
    exists(assessment, Scenario, scenario_id)
    form = DropForm(request.POST)
    try:
        if not form.is_valid() or not (form.cleaned_data["beside"] or form.cleaned_data["attribute"]):
            raise Refused(_("Choose where in the tree the scenario belongs."))
        before = leaf(assessment, scenario_id)
        _row, change = actions.drop_scenario(
            assessment=assessment, actor=request.participant, public_id=scenario_id, **form.cleaned_data
        )
    except Refused as reason:
        return refused(request, assessment, reason)
    now = leaf(assessment, scenario_id)
    if now.refinement_id == before.refinement_id:
        context = {"row": writer(request, assessment).row(now)}
        return answer(request, "utility_tree/row.html", context, to=panel_url(request, assessment, scenario_id))
    place = " / ".join(filter(None, [now.attribute, now.refinement])) or _("Not in the tree yet")
    notice(request, _("%(code)s moved to %(place)s") % {"code": now.code, "place": place}, undo=change)
    return restructured(request, assessment, anchor=f"scenario-{scenario_id}")


@require_POST
@member_view(can=EDIT)
def place(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Another home in the tree."""
    exists(assessment, Scenario, scenario_id)
    form = PlaceForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose where in the tree the scenario belongs."))
        actions.place_scenario(
            assessment=assessment,
            actor=request.participant,
            public_id=scenario_id,
            refinement_id=form.cleaned_data["refinement"],
        )
    except Refused as reason:
        return refused(request, assessment, reason)
    if not request.htmx:
        return redirect(panel_url(request, assessment, scenario_id, anchor=f"scenario-{scenario_id}"))
    return restructured(request, assessment, **panel_context(assessment, scenario_id))

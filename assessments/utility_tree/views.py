"""The page of the utility tree, and what is done to one scenario."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.access import EDIT, RATE_DIFFICULTY, RATE_IMPORTANCE, READ, may, member_view
from assessments.conflicts import Edit
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment, Scenario
from assessments.notices import complaint, notice
from assessments.pressed import pressed
from assessments.utility_tree import actions
from assessments.utility_tree.answers import (
    PAGE,
    PANEL,
    fragment,
    full_page,
    overtaken,
    refused,
    wants_fragment,
)
from assessments.utility_tree.forms import AddScenarioForm, RateForm, ScenarioForm
from assessments.utility_tree.page import Adding, base_context, filter_of, tree_context, writer
from assessments.utility_tree.queries import exists, leaf, scenario_panel
from assessments.utility_tree.rows import query_string, tree_url
from assessments.utility_tree.rules import why_not_rating


@require_safe
@member_view(can=READ)
def tree(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The tree; for htmx the table and the filter alone."""
    if not wants_fragment(request):
        return full_page(request, assessment)
    context = tree_context(request, assessment, oob=True)
    if request.htmx.trigger != "tree-filter":
        return answer(request, f"{PAGE}#changed", context, to=context["back_url"])
    number = context["table"].shown
    said = ngettext("%(number)d scenario shown", "%(number)d scenarios shown", number) % {"number": number}
    response = answer(request, f"{PAGE}#changed", context, to=context["back_url"], events={"announce": said})
    response["HX-Replace-Url"] = filtered_url(request, assessment)
    return response


def filtered_url(request: HttpRequest, assessment: Assessment) -> str:
    """The address the browser is at, also that of an open panel, with the filter that is shown now."""
    place = tree_url(assessment.public_id)
    path = urlsplit(request.htmx.current_url_abs_path or "").path
    return (path if path.startswith(place) else place) + query_string(filter_of(request).parameters)


@require_safe
@member_view(can=READ)
def filters(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The chips with their counts, which refresh themselves after a rating."""
    context = tree_context(request, assessment)
    return answer(request, f"{PAGE}#counted", context, to=context["back_url"])


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=READ)
def scenario(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """One scenario in the side panel; POST stores its texts (the evaluation team only)."""
    if request.method == "POST":
        if not may(request.participant, EDIT):
            raise PermissionDenied
        return edit(request, assessment, scenario_id)
    context = panel_context(assessment, scenario_id)
    if not wants_fragment(request):
        return full_page(request, assessment, **context)
    response = fragment(request, assessment, PANEL, **context)
    response["HX-Push-Url"] = request.get_full_path()
    return response


def panel_context(assessment: Assessment, scenario_id: str, form: ScenarioForm | None = None) -> dict:
    panel = scenario_panel(assessment, scenario_id)
    return {"panel": panel, "form": form or ScenarioForm(scenario=panel.scenario), "open_id": scenario_id}


def edit(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Store the texts that conflict with nobody's. What is not valid or conflicts comes back: 422, 409."""
    form = ScenarioForm(request.POST, scenario=leaf(assessment, scenario_id))
    form.is_valid()  # fields that are not valid stay out; the others are stored
    try:
        edited = actions.edit_scenario(
            assessment=assessment, actor=request.participant, public_id=scenario_id, edits=form.edits()
        )
    except Refused as reason:
        return refused(request, assessment, reason)
    settled = form.take(edited)
    status = 409 if not settled else 422 if form.errors else 200
    if not request.htmx:
        if status == 200:
            if edited.change:
                notice(request, _("Saved"))
            return redirect(panel_url(request, assessment, scenario_id))
        return full_page(request, assessment, status=status, **panel_context(assessment, scenario_id, form))
    return saved(request, assessment, scenario_id, form, status)


def saved(request, assessment, scenario_id, form: ScenarioForm, status: int) -> HttpResponse:
    """What htmx swaps in after an edit, all out of band: the row, and what is no input in the panel.

    Where a conflict was just settled the panel comes whole, because then a text in it changed.
    """
    stored = leaf(assessment, scenario_id)
    open_id = request.POST.get("open", "")
    context = {
        **base_context(request, assessment),
        "form": form,
        "scenario": stored,
        "subject": stored.code,
        "row": writer(request, assessment, open_id=open_id).row(stored, oob=True),
        "in_panel": open_id == scenario_id,
    }
    if form.errors and request.POST.get("from") == "row":
        complaint(request, " ".join(error for errors in form.errors.values() for error in errors))
    if status == 200 and open_id == scenario_id and any(name.startswith("keep_") for name in request.POST):
        context |= {"anew": True, **panel_context(assessment, scenario_id)}
    to = panel_url(request, assessment, scenario_id)
    events = {"scenario-changed": {"id": scenario_id}}
    return answer(request, f"{PANEL}#saved", context, to=to, status=status, events=events)


def panel_url(request: HttpRequest, assessment: Assessment, scenario_id: str, anchor: str = "panel") -> str:
    query = tree_url(assessment.public_id, filter_of(request).parameters).partition("?")[2]
    address = reverse("scenario", args=[assessment.public_id, scenario_id])
    return f"{address}?{query}#{anchor}" if query else f"{address}#{anchor}"


def rate(request: HttpRequest, assessment: Assessment, scenario_id: str, *, axis: str) -> HttpResponse:
    """Store one rating and answer with the scenario's row. Somebody else's newer rating stands: 409 says whose."""
    exists(assessment, Scenario, scenario_id)
    form = RateForm(request.POST, axis)
    who = {"assessment": assessment, "actor": request.participant, "public_id": scenario_id}
    try:
        if not form.is_valid():
            raise Refused(_("A rating is H, M or L, or nothing."))
        base = form.cleaned_data["base"] if "base" in request.POST else getattr(leaf(assessment, scenario_id), axis)
        edited = actions.rate_scenario(**who, axis=axis, rating=Edit(base=base, new=form.cleaned_data["level"]))
    except Refused as reason:
        return refused(request, assessment, reason)
    row = leaf(assessment, scenario_id)
    for conflict in edited.conflicts:
        complaint(request, overtaken(row.code, conflict))
    status = 409 if edited.conflicts else 200
    if edited.conflicts and not request.htmx:
        return full_page(request, assessment, status=status, **panel_context(assessment, scenario_id))
    context = {"row": writer(request, assessment, open_id=request.POST.get("open", "")).row(row)}
    to = panel_url(request, assessment, scenario_id, anchor=axis)
    events = {"scenario-changed": {"id": scenario_id}}
    return answer(request, "utility_tree/row.html", context, to=to, status=status, events=events)


rate_importance = require_POST(member_view(can=RATE_IMPORTANCE)(partial(rate, axis="importance")))
rate_difficulty = require_POST(member_view(can=RATE_DIFFICULTY)(partial(rate, axis="difficulty")))


@require_POST
@member_view(can=EDIT)
def add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """A new scenario from one typed line: its row for htmx, else the page with the add row open again."""
    form = AddScenarioForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(" ".join(error for errors in form.errors.values() for error in errors))
        said = form.cleaned_data
        made = actions.add_scenario(
            assessment=assessment,
            actor=request.participant,
            attribute_id=said["attribute"],
            refinement=said["refinement"],
            line=said["line"],
        )
    except Refused as reason:
        return not_added(request, assessment, reason)
    if reason := made.importance == made.difficulty == "" and why_not_rating(made.statement):
        notice(request, f"{made.code}: {reason}")
    to = tree_url(assessment.public_id, {**filter_of(request).parameters, "add": said["attribute"]}, anchor="add")
    context = {"row": writer(request, assessment).row(leaf(assessment, made.public_id), arrived=True)}
    events = {
        "scenario-changed": {"id": made.public_id},
        "counts-changed": True,
        "announce": _("%(code)s added") % {"code": made.code},
    }
    return answer(request, "utility_tree/row.html", context, to=to, events=events)


def not_added(request: HttpRequest, assessment: Assessment, reason: Refused) -> HttpResponse:
    """422: the reason under the add row, which keeps what was typed."""
    adding = Adding(
        attribute_id=request.POST.get("attribute", ""),
        refinement=request.POST.get("refinement", ""),
        line=request.POST.get("line", ""),
        error=str(reason),
    )
    if not request.htmx:
        return full_page(request, assessment, status=422, adding=adding)
    response = fragment(request, assessment, f"{PAGE}#add_error", status=422, adding=adding, oob=True)
    response["HX-Reswap"] = "none"
    return response


@require_POST
@member_view(can=EDIT)
def serve(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Choose the business drivers that a scenario serves."""
    return ticked(request, assessment, scenario_id, "driver", actions.set_drivers, part="serves")


@require_POST
@member_view(can=EDIT)
def tag(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Choose the quality attributes that a scenario touches beside its home."""
    return ticked(request, assessment, scenario_id, "attribute", actions.set_tags, part="touches")


def ticked(
    request: HttpRequest, assessment: Assessment, scenario_id: str, name: str, action: Callable, *, part: str
) -> HttpResponse:
    """Store which boxes `name` are ticked, and which were when the page came; `part` of the panel comes anew."""
    exists(assessment, Scenario, scenario_id)
    base, chosen = set(request.POST.getlist(f"base_{name}")), set(request.POST.getlist(name))
    who = {"assessment": assessment, "actor": request.participant, "public_id": scenario_id}
    try:
        action(**who, base=base, chosen=chosen)
    except Refused as reason:
        return refused(request, assessment, reason)
    context = {**base_context(request, assessment), **panel_context(assessment, scenario_id)}
    to = panel_url(request, assessment, scenario_id, anchor=part)
    return answer(request, f"{PANEL}#{part}", context, to=to, events={"scenario-changed": {"id": scenario_id}})


@require_POST
@member_view(can=EDIT)
def wording(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Lock the wording that was agreed on, or unlock it (`locked` is 1 or 0); the panel comes anew."""
    exists(assessment, Scenario, scenario_id)
    try:
        pressed(request, "locked")
        locked = request.POST["locked"] == "1"
        actions.lock_wording(assessment=assessment, actor=request.participant, public_id=scenario_id, locked=locked)
    except Refused as reason:
        return refused(request, assessment, reason)
    to = panel_url(request, assessment, scenario_id, anchor="wording")
    context = {**base_context(request, assessment), **panel_context(assessment, scenario_id), "anew": True}
    return answer(request, f"{PANEL}#saved", context, to=to, events={"scenario-changed": {"id": scenario_id}})


@require_POST
@member_view(can=EDIT)
def delete(request: HttpRequest, assessment: Assessment, scenario_id: str) -> HttpResponse:
    """Delete at once, with a toast that undoes it."""
    exists(assessment, Scenario, scenario_id)
    code = Scenario.objects.get(assessment=assessment, public_id=scenario_id).code
    try:
        change = actions.delete_scenario(assessment=assessment, actor=request.participant, public_id=scenario_id)
    except Refused as reason:
        return refused(request, assessment, reason)
    notice(request, _("%(code)s deleted") % {"code": code}, undo=change)
    to = tree_url(assessment.public_id, filter_of(request).parameters)
    events = {"scenario-deleted": {"id": scenario_id}, "scenario-changed": {}, "counts-changed": True}
    return answer(request, "utility_tree/gone.html", {"scenario_id": scenario_id}, to=to, events=events)

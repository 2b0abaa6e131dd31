"""The list of assessments, a new one, and the overview of one with its agenda."""

import json
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.access import EDIT, MANAGE, READ, may, member_view, signed_in_view
from assessments.dossier import checks, summary
from assessments.dossier.activity import recent_activity
from assessments.dossier.load import load
from assessments.dossier.nav import OWN_PAGE, page_name
from assessments.dossier.workspace import load_list
from assessments.errors import Overtaken, Refused
from assessments.fragments import answer
from assessments.models import Participant
from assessments.notices import complaint
from assessments.overview import actions, step_actions
from assessments.overview.forms import NewAssessmentForm, StepForm
from assessments.overview.rules import begins_evaluation
from assessments.overview.templates_on_offer import templates_on_offer

DRIVERS_SHOWN = 4
PAGE_PARTS = tuple(dict.fromkeys(("people", *summary.PARTS, *checks.PARTS)))


@require_safe
@signed_in_view
def assessment_list(request):
    everything = load_list(request.user)
    show = request.GET.get("show", "")
    rows = {"running": everything.running, "reported": everything.reported, "mine": everything.mine}.get(
        show, everything.rows
    )
    wanted = request.GET.get("q", "").strip()
    if wanted:
        rows = tuple(row for row in rows if row.matches(wanted))
    context = {"list": everything, "shown": replace(everything, rows=rows), "show": show, "q": wanted}
    template = "overview/list.html#table" if request.htmx else "overview/list.html"
    response = render(request, template, context)
    if request.htmx:
        found = ngettext("%(count)d assessment", "%(count)d assessments", len(rows)) % {"count": len(rows)}
        response["HX-Trigger"] = json.dumps({"announce": found})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_view
def new_assessment(request):
    form = NewAssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assessment = actions.create_assessment(owner=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return redirect("overview", pk=assessment.public_id)
    context = {"form": form, "templates": templates_on_offer(form["template"].value())}
    return render(request, "overview/new.html", context, status=422 if form.errors else 200)


@require_safe
@member_view(can=READ)
def overview(request, assessment):
    return render(request, "overview/overview.html", overview_context(request, assessment))


def overview_context(request, assessment) -> dict:
    """Everything the overview shows, from one dossier."""
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=PAGE_PARTS)
    numbers = summary.figures(dossier)
    results = checks.run_checks(dossier)
    current = summary.current_step(dossier.steps)
    return {
        "dossier": dossier,
        "figures": numbers,
        "empty": numbers.empty and not any(begins_evaluation(step.number, step.status) for step in dossier.steps),
        "has_architect": any(person.role == Participant.Role.ARCHITECT for person in dossier.people),
        "groups": summary.step_groups(dossier, numbers),
        "current": current,
        "time": summary.time_used(dossier.steps),
        "next_url": page_of(current, assessment.public_id),
        "more_drivers": max(len(dossier.drivers) - DRIVERS_SHOWN, 0),
        "checks": results,
        "ready": sum(check.holds for check in results),
        "activity": recent_activity(assessment, request.participant),
        "may_edit": may(request.participant, EDIT),
        "may_manage": may(request.participant, MANAGE),
        "refused_id": "",  # the step whose form comes back as it was typed
    }


def page_of(step, pk: str) -> str:
    """Where one works on a step; where it has no such page, the page of the step itself. "" for no step."""
    if step is None:
        return ""
    name = page_name(step)
    return reverse(name, args=[pk]) if name else reverse(OWN_PAGE, args=[pk, step.id])


@require_safe
@member_view(can=READ)
def spine(request, assessment):
    """The spine alone, refetched when something it counts has changed. `at` is the address of the page it stands on."""
    return render(request, "includes/spine_steps.html", {"page_path": request.GET.get("at", "")})


@require_POST
@member_view(can=EDIT)
def step(request, assessment, step_id):
    form = StepForm(request.POST)
    status = 200 if form.is_valid() else 422
    if status == 200:
        who = {"assessment": assessment, "actor": request.participant, "step_id": step_id}
        try:
            step_actions.set_step(**who, **form.cleaned_data, base=form.base)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409 if isinstance(refusal, Overtaken) else 422
    context = overview_context(request, assessment) | {"step_form": form, "step_id": step_id}
    if status != 200:
        context["refused"] = next((step for step in context["dossier"].steps if step.id == step_id), None)
        context["refused_id"] = step_id
        template = "overview/overview.html#refused_step" if request.htmx else "overview/overview.html"
        return answer(request, template, context, to="", status=status)
    to = reverse("overview", args=[assessment.public_id]) + f"#step-{step_id}"
    events = {"counts-changed": {}, "announce": _("Step saved")}
    response = answer(request, "overview/overview.html#steps", context, to=to, events=events)
    response["HX-Retarget"], response["HX-Reswap"] = "#steps", "outerHTML"
    return response


@require_POST
@signed_in_view
def restore(request, pk):
    """Bring a deleted assessment back; for its leads."""
    me = (
        Participant.objects.living()
        .select_related("assessment")
        .filter(assessment__public_id=pk, assessment__deleted_at__isnull=False, user=request.user)
        .exclude(role="")
        .first()
    )
    if me is None:
        raise Http404
    if not may(me, MANAGE):
        raise PermissionDenied
    try:
        actions.restore_assessment(assessment=me.assessment, actor=me)
    except Refused as refusal:
        complaint(request, str(refusal))
    return redirect("overview", pk=pk)

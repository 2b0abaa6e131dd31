"""The bar of actions for the scenarios that are selected in the tree."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.access import EDIT, RATE_DIFFICULTY, RATE_IMPORTANCE, READ, may, member_view
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.models.drivers import Level
from assessments.notices import complaint, notice
from assessments.pressed import pressed
from assessments.utility_tree.answers import fragment, full_page, overtaken, refused, restructured, wants_fragment
from assessments.utility_tree.many import place_scenarios, rate_scenarios
from assessments.utility_tree.page import bar_context, filter_of, writer
from assessments.utility_tree.queries import leaves
from assessments.utility_tree.rows import tree_url

BAR = "utility_tree/bar.html"
SAID_OF = 5  # conflicts that get a sentence each
AXES = {"importance": RATE_IMPORTANCE, "difficulty": RATE_DIFFICULTY}


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=READ)
def selected(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """GET: the bar, for pages without JavaScript around a tree with boxes. POST: rate or move what is selected."""
    if request.method != "POST":
        if wants_fragment(request):
            return fragment(request, assessment, BAR, **bar_context(assessment))
        return full_page(request, assessment, selecting=True)
    axis = next((name for name in AXES if name in request.POST), "")
    if not may(request.participant, AXES.get(axis, EDIT)):
        raise PermissionDenied
    try:
        pressed(request, *AXES, "move")
        return rate(request, assessment, axis) if axis else move(request, assessment)
    except Refused as reason:
        return refused(request, assessment, reason, selecting=True)


def rate(request: HttpRequest, assessment: Assessment, axis: str) -> HttpResponse:
    """Rate all of them alike; for htmx their rows, out of band."""
    level, ids = request.POST[axis], request.POST.getlist("scenario")
    if level not in {"", *Level.values}:
        raise Refused(_("A rating is H, M or L, or nothing."))
    change, conflicts = rate_scenarios(
        assessment=assessment,
        actor=request.participant,
        public_ids=ids,
        axis=axis,
        level=level,
        bases=bases(request, axis),
    )
    if rated := len(set(ids)) - len(conflicts):
        said = ngettext("%(number)d scenario rated", "%(number)d scenarios rated", rated) % {"number": rated}
        notice(request, said, undo=change)
    for sentence in overtaken_many(conflicts):
        complaint(request, sentence)
    status = 409 if conflicts else 200
    if not request.htmx:
        if conflicts:
            return full_page(request, assessment, status=status, selecting=True)
        return redirect(tree_url(assessment.public_id, filter_of(request).parameters))
    write = writer(request, assessment, open_id=request.POST.get("open", ""))
    rows = "".join(write.row(scenario, oob=True) for scenario in leaves(assessment, ids))
    context = {"row": mark_safe(f"<template>{rows}</template>")}  # noqa: S308 - rows escape what they write
    return answer(request, "utility_tree/row.html", context, to="", status=status, events={"scenario-changed": {}})


def bases(request: HttpRequest, axis: str) -> dict[str, str]:
    """The ratings that stood on the page, by scenario: each posted as `base`, "id:importance:difficulty"."""
    place = list(AXES).index(axis) + 1
    parts = (base.split(":") for base in request.POST.getlist("base"))
    return {part[0]: part[place] for part in parts if len(part) == len(AXES) + 1}


def overtaken_many(conflicts: list) -> list[str]:
    """What to say of scenarios that somebody else rated meanwhile: both values of the first ones, how many more."""
    said = [overtaken(code, conflict) for code, conflict in conflicts[:SAID_OF]]
    if more := len(conflicts) - len(said):
        said.append(
            ngettext(
                "%(number)d more was rated by somebody else; its row shows how.",
                "%(number)d more were rated by somebody else; their rows show how.",
                more,
            )
            % {"number": more}
        )
    return said


def move(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Give all of them another home; the table anew."""
    home, ids = request.POST.get("refinement", ""), request.POST.getlist("scenario")
    if not home:
        raise Refused(_("Choose where in the tree the scenarios belong."))
    change = place_scenarios(assessment=assessment, actor=request.participant, public_ids=ids, refinement_id=home)
    said = ngettext("%(number)d scenario moved", "%(number)d scenarios moved", len(ids)) % {"number": len(ids)}
    notice(request, said, undo=change)
    return restructured(request, assessment)

"""The list of recommendations, and the page of one: fields that save themselves, what it answers, delete."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment, Participant
from assessments.notices import notice
from assessments.recommendations import actions, queries
from assessments.recommendations.forms import RecommendationForm
from assessments.self_saving import OwnPage, Shown, deleted_answer
from assessments.understood import understood

PAGE = "recommendations/recommendations.html"


@require_safe
@member_view(can=READ)
def recommendations(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    return render(request, PAGE, queries.listing(queries.read(assessment, request.participant)))


@require_POST
@member_view(can=EDIT)
def recommendation_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    line = request.POST.get("line", "")
    try:
        row, change = actions.add_recommendation(assessment=assessment, actor=request.participant, line=line)
    except Refused as reason:
        return listed(request, assessment, status=422, line=line, refused=str(reason))
    dossier = queries.read(assessment, request.participant)
    notice(request, confirmation(queries.recommendation_of(dossier, row.public_id)), undo=change)
    return listed(request, assessment, arrived=row.public_id)


@require_safe
@member_view(can=EDIT)
def recommendation_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    return understood(request, lambda line: queries.words_of(assessment, line))


def confirmation(row) -> str:
    """What was understood of a typed line: "Rec4 added: high, short term, 1 to 3 months, owner Jonas Weber"."""
    said = [label.lower() for label in (row.severity_label, row.horizon_label) if label]
    if row.owner:
        said.append(_("owner %(name)s") % {"name": row.owner.name})
    if answered := (*row.risks, *row.themes):
        said.append(_("answers %(codes)s") % {"codes": ", ".join(ref.code for ref in answered)})
    if not said:
        return _("%(code)s added") % {"code": row.code}
    return _("%(code)s added: %(said)s") % {"code": row.code, "said": ", ".join(said)}


def listed(
    request: HttpRequest, assessment: Assessment, *, status: int = 200, arrived: str = "", **state
) -> HttpResponse:
    """The list after a write: its region for htmx, else the page, or its address where all went well."""
    dossier = queries.read(assessment, request.participant)
    context = {**queries.listing(dossier), "arrived": arrived, "focus": "line", **state}
    to = reverse("recommendations", args=[assessment.public_id]) + f"#recommendation-{arrived}"
    template = f"{PAGE}#register" if request.htmx else PAGE
    counted = {"counts-changed": True} if status == 200 else None
    return answer(request, template, context, to=to, status=status, events=counted)


def shown(assessment: Assessment, viewer: Participant, recommendation: str) -> Shown:
    dossier = queries.read(assessment, viewer, queries.ONE)
    row = queries.recommendation_of(dossier, recommendation)
    form = partial(RecommendationForm, recommendation=row, people=dossier.people)
    return Shown(queries.one(dossier, row), form)


ONE = OwnPage("recommendations/recommendation.html", "recommendation", shown)


@require_safe
@member_view(can=READ)
def recommendation(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    return ONE.render(request, assessment, recommendation)


@require_POST
@member_view(can=EDIT)
def recommendation_edit(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    return ONE.edit(request, assessment, recommendation, actions.edit_recommendation)


@require_POST
@member_view(can=EDIT)
def recommendation_risks(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    """The recommendation answers one more risk, or one less."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": recommendation}
    return ONE.tie(
        request,
        assessment,
        recommendation,
        about="risks",
        add=lambda: actions.answer_risk(**who, risk=data.get("other", "")),
        drop=lambda risk: actions.unanswer_risk(**who, risk=risk),
    )


@require_POST
@member_view(can=EDIT)
def recommendation_themes(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    """The recommendation answers one more risk theme, or one less."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": recommendation}
    return ONE.tie(
        request,
        assessment,
        recommendation,
        about="themes",
        add=lambda: actions.answer_theme(**who, theme=data.get("other", "")),
        drop=lambda theme: actions.unanswer_theme(**who, theme=theme),
    )


@require_POST
@member_view(can=EDIT)
def recommendation_delete(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    return deleted_answer(request, assessment, recommendation, actions.delete_recommendation, to="recommendations")

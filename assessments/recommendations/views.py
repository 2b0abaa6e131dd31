"""The list of recommendations, and the page of one: fields that save themselves, what it answers, delete."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import complaint, notice
from assessments.recommendations import actions, queries
from assessments.recommendations.forms import RecommendationForm
from assessments.self_saving import saved_answer
from assessments.understood import understood

PAGE = "recommendations/recommendations.html"
ONE = "recommendations/recommendation.html"


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


@require_safe
@member_view(can=READ)
def recommendation(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.recommendation_of(dossier, recommendation)
    form = RecommendationForm(recommendation=row, people=dossier.people)
    return render(request, ONE, {**queries.one(dossier, row), "form": form})


@require_POST
@member_view(can=EDIT)
def recommendation_edit(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.recommendation_of(dossier, recommendation)
    form = RecommendationForm(request.POST, recommendation=row, people=dossier.people)
    status = form.store(
        lambda edits: actions.edit_recommendation(
            assessment=assessment, actor=request.participant, public_id=recommendation, edits=edits
        ),
        about="title",
    )
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.recommendation_of(dossier, recommendation)
    fresh = RecommendationForm(recommendation=row, people=dossier.people)
    to = reverse("recommendation", args=[assessment.public_id, recommendation])
    return saved_answer(request, ONE, queries.one(dossier, row), form=form, fresh=fresh, to=to, status=status)


@require_POST
@member_view(can=EDIT)
def recommendation_risks(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    """The recommendation answers one more risk, or one less."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": recommendation}

    def write():
        if "remove" in data:
            actions.unanswer_risk(**who, risk=data["remove"])
        else:
            actions.answer_risk(**who, risk=data.get("other", ""))

    return aside(request, assessment, recommendation, write, about="risks")


@require_POST
@member_view(can=EDIT)
def recommendation_themes(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    """The recommendation answers one more risk theme, or one less."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": recommendation}

    def write():
        if "remove" in data:
            actions.unanswer_theme(**who, theme=data["remove"])
        else:
            actions.answer_theme(**who, theme=data.get("other", ""))

    return aside(request, assessment, recommendation, write, about="themes")


@require_POST
@member_view(can=EDIT)
def recommendation_delete(request: HttpRequest, assessment: Assessment, recommendation: str) -> HttpResponse:
    try:
        change = actions.delete_recommendation(
            assessment=assessment, actor=request.participant, public_id=recommendation
        )
        notice(request, _("%(code)s deleted") % {"code": change.items.get().label}, undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect("recommendations", pk=assessment.public_id)


def aside(request: HttpRequest, assessment: Assessment, recommendation: str, write, *, about: str) -> HttpResponse:
    """Do `write`, then show what is answered; a refusal stands beside the part it is `about`."""
    refused = ""
    try:
        write()
    except Refused as reason:
        refused = str(reason)
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.recommendation_of(dossier, recommendation)
    context = {**queries.one(dossier, row), "about": about, "refused": refused}
    context["form"] = RecommendationForm(recommendation=row, people=dossier.people)
    template = f"{ONE}#ties" if request.htmx else ONE
    to = reverse("recommendation", args=[assessment.public_id, recommendation]) + f"#{about}"
    return answer(request, template, context, to=to, status=422 if refused else 200)

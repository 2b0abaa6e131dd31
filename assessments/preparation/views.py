"""The page of phase 0: participants, agenda with dates, documents asked for, scope, go or no-go."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.models import Assessment
from assessments.notices import complaint, notice
from assessments.preparation import actions, queries
from assessments.preparation.forms import DatesForm, DecisionForm
from assessments.self_saving import saved_answer

PAGE = "preparation/preparation.html"
DECISION = "preparation/decision.html"


@require_safe
@member_view(can=READ)
def preparation(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    dossier = queries.read(assessment, request.participant, "documents")
    return render(request, PAGE, {**queries.page(dossier), "form": DatesForm()})


@require_safe
@member_view(can=READ)
def agenda(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The agenda as a page for participants, to be printed: no frame around it."""
    return render(request, "preparation/agenda.html", queries.page(queries.read(assessment, request.participant)))


@require_POST
@member_view(can=EDIT)
def dates(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Give the steps their dates, one after the other from where each phase begins."""
    form = DatesForm(request.POST)
    dossier = queries.read(assessment, request.participant, "documents")
    if form.is_valid():
        who = {"assessment": assessment, "actor": request.participant}
        try:
            change = actions.set_dates(**who, steps=dossier.steps, beginnings=form.beginnings)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            notice(request, _("The steps have their dates. Move single ones on their pages."), undo=change)
            return redirect(reverse("preparation", args=[assessment.public_id]) + "#agenda")
    return render(request, PAGE, {**queries.page(dossier), "form": form}, status=422)


@require_POST
@member_view(can=EDIT)
def template(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Use the agenda of the full or of the lightweight ATAM."""
    who = {"assessment": assessment, "actor": request.participant}
    try:
        change = actions.use_agenda(**who, template=request.POST.get("template", ""))
        said = _("The agenda was changed. Steps begun stayed as they were, and so did minutes and reasons of your own.")
        notice(request, said, undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect(reverse("preparation", args=[assessment.public_id]) + "#agenda")


@require_safe
@member_view(can=READ)
def decision(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    dossier = queries.read(assessment, request.participant)
    return render(request, DECISION, {**queries.decision(dossier), "form": DecisionForm(info=dossier.assessment)})


@require_POST
@member_view(can=EDIT)
def decide(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Store scope and decision; the form saves itself."""
    dossier = queries.read(assessment, request.participant)
    form = DecisionForm(request.POST, info=dossier.assessment)
    write = partial(actions.edit_preparation, assessment=assessment, actor=request.participant)
    status = form.store(lambda edits: write(edits=edits), about="decided_because")
    assessment.refresh_from_db()
    dossier = queries.read(assessment, request.participant)
    fresh, to = DecisionForm(info=dossier.assessment), reverse("preparation-decision", args=[assessment.public_id])
    return saved_answer(request, DECISION, queries.decision(dossier), form=form, fresh=fresh, to=to, status=status)

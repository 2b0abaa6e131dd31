"""The questions of an analysis: asked on the sheet, answered in a form of their own that saves itself."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.analysis import actions, queries, views
from assessments.analysis.forms import QuestionForm
from assessments.analysis.views import changed, listed
from assessments.errors import Refused
from assessments.models import Assessment, Participant
from assessments.notices import complaint, notice
from assessments.self_saving import OwnPage, Shown

PARTS = ("tree", "sheets", "approaches", "people")


def shown(assessment: Assessment, viewer: Participant, question: str) -> Shown:
    dossier = queries.read(assessment, viewer, PARTS)
    row = queries.question_of(dossier, question)
    form = partial(QuestionForm, question=row, approaches=dossier.approaches, people=dossier.people)
    return Shown(queries.one_question(dossier, row), form)


PAGE = OwnPage("analysis/question.html", "question", shown, about="answer")


@require_POST
@member_view(can=EDIT)
def question_add(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    """A question, as it was put."""
    text, approach = request.POST.get("text", ""), request.POST.get("approach", "")
    who = {"assessment": assessment, "actor": request.participant, "scenario": scenario}
    try:
        row, change = actions.ask(**who, text=text, approach=approach)
    except Refused as reason:
        return listed(request, assessment, scenario, "ask", refused=str(reason), asked=text, focus="question")
    notice(request, _("%(code)s added") % {"code": row.code}, undo=change)
    return listed(request, assessment, scenario, "ask", arrived=row.public_id, focus="question")


@require_POST
@member_view(can=EDIT)
def question_from_bank(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    """A question of the bank, by its key; the address says which bank is open, and what its questions are put to."""
    who = {"assessment": assessment, "actor": request.participant, "scenario": scenario}
    try:
        key, approach = request.POST.get("key", ""), request.GET.get("approach", "")
        row, change = actions.ask_from_bank(**who, key=key, approach=approach)
    except Refused as reason:
        return listed(request, assessment, scenario, "bank", refused=str(reason))
    notice(request, _("%(code)s added") % {"code": row.code}, undo=change)
    return listed(request, assessment, scenario, "bank", arrived=row.public_id)


@require_safe
@member_view(can=EDIT)
def bank(request: HttpRequest, assessment: Assessment, scenario: str) -> HttpResponse:
    """The bank's questions for the quality attribute that was chosen, and for what they are put to."""
    context, form = views.shown(assessment, request.participant, scenario)
    chosen = queries.bank_on_offer(context["dossier"], context["scenario"], context["questions"], request.GET)
    template = "analysis/bank.html" if request.htmx else "analysis/sheet.html"
    return render(request, template, {**context, **chosen, "form": form(), "about": "bank"})


@require_safe
@member_view(can=READ)
def question(request: HttpRequest, assessment: Assessment, question: str) -> HttpResponse:
    """The question's page; for the sheet its form alone."""
    context, form = shown(assessment, request.participant, question)
    template = "analysis/question.html#open" if request.htmx else "analysis/question.html"
    return render(request, template, {**context, "form": form(), "within": bool(request.htmx)})


@require_POST
@member_view(can=EDIT)
def question_edit(request: HttpRequest, assessment: Assessment, question: str) -> HttpResponse:
    return changed(PAGE.edit(request, assessment, question, actions.edit_question))


@require_POST
@member_view(can=EDIT)
def question_delete(request: HttpRequest, assessment: Assessment, question: str) -> HttpResponse:
    context = shown(assessment, request.participant, question).context
    try:
        change = actions.delete_question(assessment=assessment, actor=request.participant, public_id=question)
        notice(request, _("%(code)s deleted") % {"code": change.items.get().label}, undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect("sheet", pk=assessment.public_id, scenario=context["question"].scenario.id)

"""The list of requirements with a line that adds, and the page of one that saves itself."""

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
from assessments.requirements import actions, queries
from assessments.requirements.forms import RequirementForm
from assessments.self_saving import OwnPage, Shown, deleted_answer
from assessments.understood import understood

PAGE = "requirements/requirements.html"


@require_safe
@member_view(can=READ)
def requirements(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    return render(request, PAGE, queries.listing(queries.read(assessment, request.participant)))


@require_POST
@member_view(can=EDIT)
def requirement_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    line = request.POST.get("line", "")
    try:
        row, change = actions.add_requirement(assessment=assessment, actor=request.participant, line=line)
    except Refused as reason:
        return listed(request, assessment, status=422, line=line, refused=str(reason))
    said = {"code": row.code, "kind": row.get_kind_display().lower()}
    notice(request, _("%(code)s added: %(kind)s") % said, undo=change)
    return listed(request, assessment, arrived=row.public_id)


@require_safe
@member_view(can=EDIT)
def requirement_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    return understood(request, queries.words_of)


def listed(request: HttpRequest, assessment: Assessment, *, status: int = 200, **state) -> HttpResponse:
    """The list after a write: its region for htmx, else the page, or its address where all went well."""
    context = {**queries.listing(queries.read(assessment, request.participant)), "focus": "line", **state}
    template = f"{PAGE}#register" if request.htmx else PAGE
    to = reverse("requirements", args=[assessment.public_id])
    counted = {"counts-changed": True} if status == 200 else None
    return answer(request, template, context, to=to, status=status, events=counted)


def shown(assessment: Assessment, viewer: Participant, requirement: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row = queries.requirement_of(dossier, requirement)
    return Shown(queries.one(dossier, row), partial(RequirementForm, requirement=row))


ONE = OwnPage("requirements/requirement.html", "requirement", shown, about="statement")


@require_safe
@member_view(can=READ)
def requirement(request: HttpRequest, assessment: Assessment, requirement: str) -> HttpResponse:
    return ONE.render(request, assessment, requirement)


@require_POST
@member_view(can=EDIT)
def requirement_edit(request: HttpRequest, assessment: Assessment, requirement: str) -> HttpResponse:
    return ONE.edit(request, assessment, requirement, actions.edit_requirement)


@require_POST
@member_view(can=EDIT)
def requirement_delete(request: HttpRequest, assessment: Assessment, requirement: str) -> HttpResponse:
    return deleted_answer(request, assessment, requirement, actions.delete_requirement, to="requirements")

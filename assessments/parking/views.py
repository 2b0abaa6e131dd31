"""The parking lot: its list with a line that adds, and the page of one item that saves itself."""

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
from assessments.parking import actions, queries
from assessments.parking.forms import ParkedForm
from assessments.self_saving import OwnPage, Shown, deleted_answer
from assessments.understood import understood

PAGE = "parking/parked.html"


@require_safe
@member_view(can=READ)
def parked(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The list; asked for by htmx only its region, because the page heard of a line captured elsewhere."""
    template = f"{PAGE}#register" if request.htmx else PAGE
    return render(request, template, queries.listing(queries.read(assessment, request.participant)))


@require_POST
@member_view(can=EDIT)
def parked_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    line = request.POST.get("line", "")
    try:
        row, change = actions.park(assessment=assessment, actor=request.participant, line=line)
    except Refused as reason:
        return listed(request, assessment, status=422, line=line, refused=str(reason))
    notice(request, _("%(code)s added") % {"code": row.code}, undo=change)
    return listed(request, assessment, arrived=row.public_id)


@require_safe
@member_view(can=EDIT)
def parked_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    return understood(request, lambda line: queries.words_of(assessment, line))


def listed(request: HttpRequest, assessment: Assessment, *, status: int = 200, **state) -> HttpResponse:
    """The list after a write: its region for htmx, else the page, or its address where all went well."""
    context = {**queries.listing(queries.read(assessment, request.participant)), "focus": "line", **state}
    template = f"{PAGE}#register" if request.htmx else PAGE
    to = reverse("parked", args=[assessment.public_id])
    counted = {"counts-changed": True} if status == 200 else None
    return answer(request, template, context, to=to, status=status, events=counted)


def shown(assessment: Assessment, viewer: Participant, item: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row = queries.item_of(dossier, item)
    return Shown(queries.one(dossier, row), partial(ParkedForm, item=row, people=dossier.people, steps=dossier.steps))


ONE = OwnPage("parking/item.html", "parked-item", shown, about="text")


@require_safe
@member_view(can=READ)
def item(request: HttpRequest, assessment: Assessment, item: str) -> HttpResponse:
    return ONE.render(request, assessment, item)


@require_POST
@member_view(can=EDIT)
def item_edit(request: HttpRequest, assessment: Assessment, item: str) -> HttpResponse:
    return ONE.edit(request, assessment, item, actions.edit_parked)


@require_POST
@member_view(can=EDIT)
def item_delete(request: HttpRequest, assessment: Assessment, item: str) -> HttpResponse:
    return deleted_answer(request, assessment, item, actions.delete_parked, to="parked")

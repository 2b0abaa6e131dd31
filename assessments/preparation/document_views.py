"""The documents asked for before step 1: add by one line, say what came, one page each, delete."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment, Participant
from assessments.notices import complaint, notice
from assessments.preparation import actions, file_actions, queries
from assessments.preparation.forms import DatesForm, DocumentForm
from assessments.pressed import pressed
from assessments.self_saving import OwnPage, Shown, deleted_answer
from assessments.text import clean_line
from assessments.understood import understood

LIST = "preparation/preparation.html"


def shown(assessment: Assessment, viewer: Participant, document: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row, context = queries.one_document(dossier, document)
    return Shown(context, partial(DocumentForm, document=row, people=dossier.people))


PAGE = OwnPage("preparation/document.html", "requested", shown, about="name")


@require_safe
@member_view(can=READ)
def document(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    return PAGE.render(request, assessment, document)


@require_POST
@member_view(can=EDIT)
def document_edit(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    return PAGE.edit(request, assessment, document, actions.edit_document)


@require_POST
@member_view(can=EDIT)
def document_delete(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    return deleted_answer(request, assessment, document, file_actions.delete_document, to="preparation")


@require_safe
@member_view(can=EDIT)
def document_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    return understood(request, lambda line: queries.words_of(assessment, line))


@require_POST
@member_view(can=EDIT)
def document_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    line = request.POST.get("line", "")
    try:
        row, change = actions.ask_for_document(assessment=assessment, actor=request.participant, line=clean_line(line))
    except Refused as reason:
        return listed(request, assessment, status=422, line=line, refused=str(reason), focus="line")
    notice(request, _("%(name)s is asked for") % {"name": row.name}, undo=change)
    return listed(request, assessment, arrived=row.public_id, focus="line")


@require_POST
@member_view(can=EDIT)
def document_received(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    """Say that a document came today (`received` is 1), or that it has not come (0)."""
    who, status = {"assessment": assessment, "actor": request.participant}, 200
    try:
        pressed(request, "received")
        came = timezone.localdate() if request.POST["received"] == "1" else None
        change = actions.receive_document(**who, public_id=document, on=came)
        notice(request, _("Received today") if came else _("Not received"), undo=change)
    except Refused as reason:
        complaint(request, str(reason))
        status = 422
    return listed(request, assessment, status=status, focus=document)


def listed(request: HttpRequest, assessment: Assessment, *, status: int = 200, **context) -> HttpResponse:
    """The list of documents for htmx, else the page; `context` says what arrived, what was refused, where to go on."""
    dossier = queries.read(assessment, request.participant, "documents")
    template = f"{LIST}#documents" if request.htmx else LIST
    to = reverse("preparation", args=[assessment.public_id]) + "#documents"
    context = {**queries.page(dossier), "form": DatesForm(), **context}
    return answer(request, template, context, to=to, status=status)

"""The history of an assessment: what changed, undoing it, and bringing deleted rows back."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import is_valid_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import undoing
from assessments.access import EDIT, MANAGE, READ, may, member_view
from assessments.dossier.change_words import TIES
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.history.queries import changes_page, deleted_rows
from assessments.models import Assessment, Change, ChangeItem
from assessments.models.base import Row
from assessments.notices import complaint, notice
from assessments.purge import KEEP_DAYS

# Ties come back with what they tie together, and a comment by the Undo of its author.
RESTORABLE = {model.__name__: model for model in Row.__subclasses__() if model.__name__ not in TIES}
LEADS = {"Participant"}  # who may open the assessment is the leads' to decide


@require_safe
@member_view(can=READ)
def history(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Every change, newest first, with the values before and after; of one row with `?row=<its id>`."""
    row = request.GET.get("row", "").replace("\0", "")
    page, entries = changes_page(assessment, request.participant, row=row, number=request.GET.get("page", "1"))
    context = {"assessment": assessment, "page": page, "entries": entries, "row": row, **rights(request)}
    return render(request, "history/history.html", context)


def rights(request: HttpRequest) -> dict:
    return {"may_edit": may(request.participant, EDIT), "may_manage": may(request.participant, MANAGE)}


@require_safe
@member_view(can=EDIT)
def deleted(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What was deleted in the last 30 days, each row with a button that brings it back."""
    return deleted_page(request, assessment)


def deleted_page(request: HttpRequest, assessment: Assessment, *, reason: str = "", status: int = 200) -> HttpResponse:
    rows = tuple(row for row in deleted_rows(assessment) if rights(request)["may_manage"] or row.entity not in LEADS)
    context = {"assessment": assessment, "rows": rows, "reason": reason, "days": KEEP_DAYS, **rights(request)}
    return render(request, "history/deleted.html", context, status=status)


@require_POST
@member_view(can=EDIT)
def restore(request: HttpRequest, assessment: Assessment, entity: str, row_id: str) -> HttpResponse:
    """Bring a row back; 422 says what stands in the way. People come back by a lead only."""
    model = RESTORABLE.get(entity)
    if model is None:
        raise Http404
    if entity in LEADS and not may(request.participant, MANAGE):
        raise PermissionDenied
    try:
        done = undoing.restore_row(assessment=assessment, actor=request.participant, model=model, public_id=row_id)
    except Refused as reason:
        return deleted_page(request, assessment, reason=str(reason), status=422)
    notice(request, _("%(row)s is back") % {"row": done.items.first().label})
    return redirect("deleted", pk=assessment.public_id)


@require_POST
@member_view(can=READ)
def undo(request: HttpRequest, assessment: Assessment, revision: int) -> HttpResponse:
    """Undo the change that made `revision`, and go back to the page the button was on.

    With `?since=<earlier revision>` the saves of one field that an entry tells as one. Who may do so depends on the
    change. Pages whose script sends the form by htmx get the event `undone` and show themselves anew.
    """
    change = get_object_or_404(assessment.changes, revision=revision)
    if not undoing.may_undo(request.participant, change):
        raise PermissionDenied
    back = came_from(request, assessment)
    since = request.GET.get("since", "")
    run = {"revision": revision, "since": int(since) if since.isdecimal() and len(since) < 10 else None}
    try:
        done = undoing.undo(assessment=assessment, actor=request.participant, **run)
    except Refused as reason:
        if not request.htmx:
            told = {"reason": str(reason), "back": back, "item": change.items.first(), "assessment": assessment}
            return render(request, "history/not_undone.html", told, status=422)
        complaint(request, str(reason))
        return render(request, "includes/toasts.html", {"oob": True}, status=422)
    notice(request, _("Undone"))
    events = {"undone": {"revision": revision}, "counts-changed": True}
    return answer(request, "history/undone.html", {}, to=still_there(back, done), events=events)


def came_from(request: HttpRequest, assessment: Assessment) -> str:
    """The address of the page that sent the form, if it is one of ours; else the assessment's first page."""
    referer = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(referer)
        path = "/" + parts.path.lstrip("/")  # "//elsewhere" would name another host
        return f"{path}?{parts.query}" if parts.query else path
    return reverse("overview", args=[assessment.public_id])


def still_there(address: str, done: Change) -> str:
    """`address`, or the nearest page above it where it is the page of a row that `done` deleted."""
    path = urlsplit(address).path
    gone = {item.public_id for item in done.items.all() if item.kind == ChangeItem.Kind.DELETE}
    parts = path.strip("/").split("/")
    at = next((place for place, part in enumerate(parts) if part in gone), None)
    if at is None:
        return address
    for end in range(at, 0, -1):
        above = f"/{'/'.join(parts[:end])}/"
        if is_valid_path(above):
            return above
    return reverse("overview", args=[done.assessment.public_id])

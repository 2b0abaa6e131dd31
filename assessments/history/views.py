"""Undoing a change: the button in a toast."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import changes, undoing
from assessments.access import EDIT, MANAGE, may, member_view
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import complaint, notice


@member_view(EDIT)
@require_POST
def undo(request: HttpRequest, assessment: Assessment, revision: int) -> HttpResponse:
    """Undo the change that made `revision`, and go back to the page the button was on.

    Pages whose script sends the form by htmx get the event `undone` and show themselves anew.
    """
    change = get_object_or_404(assessment.changes, revision=revision)
    if changes.is_for_leads(change) and not may(request.participant, MANAGE):
        raise PermissionDenied
    back = came_from(request, assessment)
    try:
        undoing.undo(assessment=assessment, actor=request.participant, revision=revision)
    except Refused as reason:
        if not request.htmx:
            return render(request, "history/not_undone.html", {"reason": str(reason), "back": back}, status=422)
        complaint(request, str(reason))
        return render(request, "includes/toasts.html", {"oob": True}, status=422)
    notice(request, _("Undone"))
    events = {"undone": {"revision": revision}, "counts-changed": True}
    return answer(request, "history/undone.html", {}, to=back, events=events)


def came_from(request: HttpRequest, assessment: Assessment) -> str:
    """The address of the page that sent the form, if it is one of ours; else the assessment's first page."""
    referer = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(referer)
        path = "/" + parts.path.lstrip("/")  # "//elsewhere" would name another host
        return f"{path}?{parts.query}" if parts.query else path
    return reverse("overview", args=[assessment.public_id])

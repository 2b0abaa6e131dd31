"""Quick capture: the line on every page, and a page of its own where no script runs.

A browser with script keeps each line in an outbox until it is answered (static/js/outbox.js), and asks for JSON.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, member_view
from assessments.capture import actions, queries
from assessments.errors import Refused
from assessments.models import Assessment
from assessments.notices import notice
from assessments.understood import understood


@require_safe
@member_view(can=EDIT)
def capture(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The line by itself, with what it understands."""
    return page(request, assessment, line=request.GET.get("line", ""), here=request.GET.get("here", ""))


@require_safe
@member_view(can=EDIT)
def capture_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    here = request.GET.get("here", "")
    return understood(request, lambda line: queries.words_of(assessment, line, here))


@require_POST
@member_view(can=EDIT)
def capture_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Write the line, unless this very request was carried out before, or is somebody else's."""
    data, me = request.POST, request.participant
    line, here, key = data.get("line", ""), data.get("here", ""), data.get("key", "")
    if data.get("author", me.public_id) != me.public_id:
        return refused(request, assessment, _("Somebody else typed this line. It waits until they sign in."), 409)
    try:
        # What a line named may be gone since it was written; and what it adds is only new before it is.
        again = actions.is_written(assessment, me, line, key)
        words = [] if again else queries.words_of(assessment, line, here)
        row, change = actions.capture(assessment=assessment, actor=me, line=line, here=here, key=key)
    except Refused as reason:
        return refused(request, assessment, str(reason), 422)
    said = queries.confirmation(change, words, again=row is None)
    notice(request, said, undo=change if row else None)
    if wants_json(request):
        toasts = render_to_string("includes/toasts.html", {}, request)
        return JsonResponse({"said": said, "toasts": toasts})
    return redirect(way_back(request, assessment))


def refused(request: HttpRequest, assessment: Assessment, sentence: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"refused": sentence}, status=status)
    data = request.POST
    line, here = data.get("line", ""), data.get("here", "")
    return page(request, assessment, line=line, here=here, refused=sentence, status=status)


def page(
    request: HttpRequest, assessment: Assessment, *, line: str, here: str, refused: str = "", status: int = 200
) -> HttpResponse:
    context = {"pk": assessment.public_id, "title": assessment.title}
    context |= {"capture_line": line, "capture_here": here, "capture_refused": refused}
    context |= {"here_code": queries.code_of(assessment, here), "capture_back": request.POST.get("back", "")}
    return render(request, "capture/capture.html", context, status=status)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def way_back(request: HttpRequest, assessment: Assessment) -> str:
    """The page the line was typed on, if it is one of this assessment's; else the page of the line."""
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    root = reverse("overview", args=[assessment.public_id])
    return back if ours and back.startswith(root) else reverse("capture", args=[assessment.public_id])

"""The answers that all views of the tree give: a page, a fragment, a refusal in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from assessments.errors import FieldConflict, Refused
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.models.drivers import Level
from assessments.notices import complaint
from assessments.utility_tree.page import base_context, filter_of, tree_context
from assessments.utility_tree.rows import tree_url

PAGE = "utility_tree/tree.html"
PANEL = "utility_tree/panel.html"
BRANCH = "utility_tree/branch.html"
MODEL = "utility_tree/model.html"


def full_page(request: HttpRequest, assessment: Assessment, *, status: int = 200, **more) -> HttpResponse:
    """The whole page with the table, and with what `more` adds: a panel, an open add row."""
    response = render(request, PAGE, tree_context(request, assessment, **more), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def fragment(request: HttpRequest, assessment: Assessment, template: str, *, status: int = 200, **more) -> HttpResponse:
    """A part of the page that needs no table, such as the side panel."""
    response = render(request, template, {**base_context(request, assessment), **more}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; going back in the browser's history wants the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def restructured(request: HttpRequest, assessment: Assessment, *, anchor: str = "", **more) -> HttpResponse:
    """After a change of the branches: the table anew for htmx (out of band, beside the panel), else the page."""
    to = tree_url(assessment.public_id, filter_of(request).parameters, anchor=anchor)
    if not request.htmx:
        return redirect(to)
    context = tree_context(request, assessment, oob=True, **more)
    response = answer(request, f"{PAGE}#changed", context, to=to, events={"counts-changed": True})
    response["HX-Reswap"] = "none"  # all of it is out of band: nothing is left to put into what the form stands in
    return response


def overtaken(code: str, conflict: FieldConflict) -> str:
    """What to say where two people rated at once: both ratings, and that nothing is overwritten unseen."""
    words = {level.value: str(level.label).lower() for level in Level}
    theirs, yours = (words.get(level, _("not rated")) for level in (conflict.theirs, conflict.yours))
    return _(
        "%(who)s rated %(code)s at the same moment: %(theirs)s. Yours, %(yours)s, is not stored; rate again to change"
        " it."
    ) % {"who": conflict.by or _("Somebody else"), "code": code, "theirs": theirs, "yours": yours}


def refused(request: HttpRequest, assessment: Assessment, reason: Refused, **more) -> HttpResponse:
    """422 with the reason as a toast: beside the unchanged page for htmx, else on the page."""
    complaint(request, str(reason))
    if not request.htmx:
        return full_page(request, assessment, status=422, **more)
    response = render(request, "includes/toasts.html", {"oob": True}, status=422)
    response["HX-Reswap"] = "none"
    return response

"""The answers of a form that saves itself: hidden bases, errors and conflicts, never the inputs somebody writes in.

The form is templates/includes/self_saving.html around the page's own fields; one of them stands on a page, with
`<div id="conflict">` for the dialog that asks which of two texts to keep.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessments.edit_forms import EditForm
from assessments.fragments import answer
from assessments.notices import notice

SAVED = "includes/self_saved.html"
SETTLED = "includes/self_settled.html"


def saved_answer(
    request: HttpRequest, page: str, context: dict, *, form: EditForm, fresh: EditForm, to: str, status: int
) -> HttpResponse:
    """After a save with `status` (EditForm.store). `form` is what was posted, `fresh` a form over what is stored now.

    To htmx: what changed beside the inputs; once a conflict is settled the whole form, because then a text in it
    changed. Without htmx: a redirect to `to`, or the page. `context` holds action, fields, subject and heading.
    A status that was stored makes the spine count again.
    """
    events = {"counts-changed": True} if "status" in form.saved else None
    if not request.htmx:
        if status == 200:
            notice(request, _("Saved"))
        return answer(request, page, {**context, "form": form}, to=to, status=status)
    settling = any(name.startswith("keep_") for name in request.POST)
    if settling and status == 200:
        return answer(request, SETTLED, {**context, "form": fresh}, to=to, events=events)
    response = answer(
        request, SAVED, {**context, "form": form, "settling": settling}, to=to, status=status, events=events
    )
    if settling:
        response["HX-Reswap"] = "none"  # asked again: only the dialog changes
    return response

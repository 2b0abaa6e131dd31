"""The page of one row whose form saves itself: what its views have in common.

    PAGE = OwnPage("findings/theme.html", "theme", shown)
    return PAGE.edit(request, assessment, theme, actions.edit_theme)

The form is templates/includes/self_saving.html around the page's own fields; one of them stands on a page, with
`<div id="conflict">` for the dialog that asks which of two texts to keep. What it answers are hidden bases, errors and
conflicts, never the inputs somebody writes in. Beside it the partial `ties` shows what the row is tied to.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.conflicts import Edit
from assessments.edit_forms import EditForm
from assessments.editing import Edited
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment, Change, Participant
from assessments.notices import complaint, notice
from assessments.pressed import pressed

SAVED = "includes/self_saved.html"
SETTLED = "includes/self_settled.html"


class Shown(NamedTuple):
    """A row as its page shows it: the template's context, and how to make the form over it, given what was posted."""

    context: dict
    form: Callable[..., EditForm]


@dataclass(frozen=True)
class OwnPage:
    """The page of one kind of row. `url` names its address, reached with the assessment's and the row's public id.

    `shown(assessment, viewer, public_id)` reads what is stored now; Http404 if there is no such row. What an action
    refuses is said beside the field `about`. Where `shown` reads much that the form does not need, `brief` reads what
    the form and the answer to a save need: action, subject and heading.
    """

    template: str
    url: str
    shown: Callable[[Assessment, Participant, str], Shown]
    about: str = "title"
    brief: Callable[[Assessment, Participant, str], Shown] | None = None

    def render(self, request: HttpRequest, assessment: Assessment, public_id: str) -> HttpResponse:
        context, form = self.shown(assessment, request.participant, public_id)
        return render(request, self.template, {**context, "form": form()})

    def edit(
        self, request: HttpRequest, assessment: Assessment, public_id: str, action: Callable[..., Edited]
    ) -> HttpResponse:
        """Store the posted fields by `action`; what it refuses is said beside the field `about`."""

        def write(edits: dict[str, Edit]) -> Edited:
            return action(assessment=assessment, actor=request.participant, public_id=public_id, edits=edits)

        brief = self.brief or self.shown
        form = brief(assessment, request.participant, public_id).form(request.POST)
        status = form.store(write, about=self.about)
        whole = not request.htmx or is_settling(request)
        context, fresh = (self.shown if whole else brief)(assessment, request.participant, public_id)
        to = self.address(request, assessment, public_id)
        return saved_answer(request, self.template, context, form=form, fresh=fresh(), to=to, status=status)

    def tie(
        self,
        request: HttpRequest,
        assessment: Assessment,
        public_id: str,
        *,
        about: str,
        add: Callable[[], object],
        drop: Callable[[str], object],
        adding: Collection[str] = ("add",),
        typed: str = "",
        added: str = "",
    ) -> HttpResponse:
        """Drop the tie the posted `remove` names, or add one; then show what the row is tied to.

        A form that adds comes with one of the names `adding`: its button, or the field that says what. What was
        dropped can be undone from the notice, and what was added if there are words for it: `added`.
        A refusal stands beside the part it is `about`, and keeps what was `typed` there.
        """
        refused = ""
        try:
            removing = pressed(request, "remove", *adding) == "remove"
            done = drop(request.POST["remove"]) if removing else add()
        except Refused as reason:
            refused = str(reason)
        else:
            if isinstance(done, Change) and (removing or added):
                notice(request, _("Removed") if removing else added, undo=done)
        context, form = self.shown(assessment, request.participant, public_id)
        context |= {"form": form(), "about": about, "refused": refused, "typed": typed if refused else ""}
        template = f"{self.template}#ties" if request.htmx else self.template
        to = self.address(request, assessment, public_id) + f"#{about}"
        return answer(request, template, context, to=to, status=422 if refused else 200)

    def address(self, request: HttpRequest, assessment: Assessment, public_id: str) -> str:
        """Where the page is, with what the form's own address was asked for, such as the filter of a list."""
        query = request.GET.urlencode()
        return reverse(self.url, args=[assessment.public_id, public_id]) + (f"?{query}" if query else "")


def is_settling(request: HttpRequest) -> bool:
    """Does the post answer the question which of two texts to keep?"""
    return any(name.startswith("keep_") for name in request.POST)


def deleted_answer(
    request: HttpRequest,
    assessment: Assessment,
    public_id: str,
    action: Callable[..., Change],
    *,
    to: str,
    query: str = "",
) -> HttpResponse:
    """Delete the row by `action`, and go to the list named `to` (with `query`), which says so and offers Undo."""
    try:
        change = action(assessment=assessment, actor=request.participant, public_id=public_id)
        notice(request, _("%(code)s deleted") % {"code": change.items.first().label}, undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect(reverse(to, args=[assessment.public_id]) + query)


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
    settling = is_settling(request)
    if settling and status == 200:
        return answer(request, SETTLED, {**context, "form": fresh}, to=to, events=events)
    response = answer(
        request, SAVED, {**context, "form": form, "settling": settling}, to=to, status=status, events=events
    )
    if settling:
        response["HX-Reswap"] = "none"  # asked again: only the dialog changes
    return response

"""The page of one risk theme: fields that save themselves, its risks, the drivers it threatens, delete."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.findings import queries
from assessments.findings import theme_actions as actions
from assessments.findings.forms import ThemeForm
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import complaint, notice
from assessments.self_saving import saved_answer

PAGE = "findings/theme.html"


@require_safe
@member_view(can=READ)
def theme(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    dossier = queries.read(assessment, request.participant)
    row = queries.theme_of(dossier, theme)
    return render(request, PAGE, {**queries.one_theme(dossier, row), "form": ThemeForm(theme=row)})


@require_POST
@member_view(can=EDIT)
def theme_edit(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    row = queries.theme_of(queries.read(assessment, request.participant), theme)
    form = ThemeForm(request.POST, theme=row)
    status = form.store(
        lambda edits: actions.edit_theme(
            assessment=assessment, actor=request.participant, public_id=theme, edits=edits
        ),
        about="title",
    )
    dossier = queries.read(assessment, request.participant)
    row = queries.theme_of(dossier, theme)
    to = reverse("theme", args=[assessment.public_id, theme])
    context = queries.one_theme(dossier, row)
    return saved_answer(request, PAGE, context, form=form, fresh=ThemeForm(theme=row), to=to, status=status)


@require_POST
@member_view(can=EDIT)
def theme_risks(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    """Put a risk into the theme, or take one out."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "theme": theme}

    def write():
        if "remove" in data:
            actions.release_risk(**who, risk=data["remove"])
        else:
            actions.gather_risk(**who, risk=data.get("other", ""))

    return aside(request, assessment, theme, write, about="risks")


@require_POST
@member_view(can=EDIT)
def theme_drivers(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    """Say that the theme threatens a driver and how far, or that it does not."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "theme": theme}

    def write():
        if "remove" in data:
            actions.spare_driver(**who, driver=data["remove"])
        else:
            actions.threaten_driver(**who, driver=data.get("other", ""), degree=data.get("degree", ""))

    return aside(request, assessment, theme, write, about="drivers")


@require_POST
@member_view(can=EDIT)
def theme_delete(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    try:
        change = actions.delete_theme(assessment=assessment, actor=request.participant, public_id=theme)
        notice(request, _("%(code)s deleted") % {"code": change.items.get().label}, undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect("findings", pk=assessment.public_id)


def aside(request: HttpRequest, assessment: Assessment, theme: str, write, *, about: str) -> HttpResponse:
    """Do `write`, then show what the theme is tied to; a refusal stands beside the part it is `about`."""
    refused = ""
    try:
        write()
    except Refused as reason:
        refused = str(reason)
    dossier = queries.read(assessment, request.participant)
    row = queries.theme_of(dossier, theme)
    context = {**queries.one_theme(dossier, row), "about": about, "refused": refused, "form": ThemeForm(theme=row)}
    template = f"{PAGE}#ties" if request.htmx else PAGE
    to = reverse("theme", args=[assessment.public_id, theme]) + f"#{about}"
    return answer(request, template, context, to=to, status=422 if refused else 200)

"""The page of one finding: fields that save themselves, effects, where it was made, themes, delete."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.findings import actions, queries, theme_actions
from assessments.findings.forms import FindingForm
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import complaint, notice
from assessments.self_saving import saved_answer

PAGE = "findings/finding.html"


@require_safe
@member_view(can=READ)
def finding(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.finding_of(dossier, finding)
    form = FindingForm(finding=row, people=dossier.people)
    return render(request, PAGE, {**queries.one_finding(dossier, row), "form": form})


@require_POST
@member_view(can=EDIT)
def finding_edit(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.finding_of(dossier, finding)
    form = FindingForm(request.POST, finding=row, people=dossier.people)
    status = form.store(
        lambda edits: actions.edit_finding(
            assessment=assessment, actor=request.participant, public_id=finding, edits=edits
        ),
        about="title",
    )
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.finding_of(dossier, finding)
    fresh = FindingForm(finding=row, people=dossier.people)
    to = reverse("finding", args=[assessment.public_id, finding])
    return saved_answer(request, PAGE, queries.one_finding(dossier, row), form=form, fresh=fresh, to=to, status=status)


@require_POST
@member_view(can=EDIT)
def finding_attributes(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Add an attribute by name with its effect, set the effect of one ("effect" is "<sign><name>"), or remove one."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": finding}

    def write():
        if "remove" in data:
            actions.drop_attribute(**who, attribute=data["remove"])
        elif "set" in data:
            sign, _colon, name = data["set"].partition(":")
            actions.set_effect(**who, attribute=name, effect=sign)
        else:
            actions.set_effect(**who, attribute=data.get("name", ""), effect=data.get("effect", ""))

    return aside(request, assessment, finding, write, about="attributes", typed=data.get("name", ""))


@require_POST
@member_view(can=EDIT)
def finding_places(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Add where the finding was made (scenario, approach, or both), or remove one such place."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "public_id": finding}

    def write():
        if "remove" in data:
            actions.unplace_finding(**who, link=data["remove"])
        else:
            actions.place_finding(**who, scenario=data.get("scenario", ""), approach=data.get("approach", ""))

    return aside(request, assessment, finding, write, about="places")


@require_POST
@member_view(can=EDIT)
def finding_themes(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Put the risk into a theme, or take it out of one."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "risk": finding}

    def write():
        if "remove" in data:
            theme_actions.release_risk(**who, theme=data["remove"])
        else:
            theme_actions.gather_risk(**who, theme=data.get("other", ""))

    return aside(request, assessment, finding, write, about="themes")


@require_POST
@member_view(can=EDIT)
def finding_delete(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    try:
        change = actions.delete_finding(assessment=assessment, actor=request.participant, public_id=finding)
        notice(request, _("%(code)s deleted") % {"code": change.items.get().label}, undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect("findings", pk=assessment.public_id)


def aside(
    request: HttpRequest, assessment: Assessment, finding: str, write, *, about: str, typed: str = ""
) -> HttpResponse:
    """Do `write`, then show what the finding is tied to; a refusal stands beside the part it is `about`."""
    refused = ""
    try:
        write()
    except Refused as reason:
        refused = str(reason)
    dossier = queries.read(assessment, request.participant, queries.ONE)
    row = queries.finding_of(dossier, finding)
    context = {**queries.one_finding(dossier, row), "about": about, "refused": refused}
    context["typed"] = typed if refused else ""
    context["form"] = FindingForm(finding=row, people=dossier.people)
    template = f"{PAGE}#ties" if request.htmx else PAGE
    to = reverse("finding", args=[assessment.public_id, finding]) + f"#{about}"
    return answer(request, template, context, to=to, status=422 if refused else 200)

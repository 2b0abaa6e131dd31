"""The people of an assessment, for its leads: who takes part, with which role and duties."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import MANAGE, member_view
from assessments.errors import Overtaken, Refused
from assessments.models import Assessment, Participant
from assessments.notices import complaint, notice
from assessments.preparation import people_actions as actions
from assessments.preparation import queries
from assessments.preparation.forms import InvitationForm, PersonForm, PersonPageForm
from assessments.self_saving import OwnPage, Shown


def shown(assessment: Assessment, viewer: Participant, person: str) -> Shown:
    row, context = queries.one_person(queries.read(assessment, viewer), person)
    return Shown(context, partial(PersonPageForm, person=row))


PAGE = OwnPage("preparation/person.html", "person", shown, about="role")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=MANAGE)
def people(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(assessment=assessment, actor=request.participant, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            notice(request, _("%(name)s takes part now.") % {"name": person.name})
            return redirect(reverse("people", args=[assessment.public_id]) + "#add-person")
    return people_page(request, assessment, form=form)


def people_page(
    request: HttpRequest,
    assessment: Assessment,
    *,
    form: PersonForm,
    invitation_form: InvitationForm | None = None,
    fresh: dict | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list of people and invitations. `fresh` is an invitation just made: its link, shown this once, and whether
    it was sent."""
    dossier = queries.read(assessment, request.participant)
    context = {
        **queries.slice_frame(dossier),
        "groups": queries.people_by_group(dossier.people),
        "form": form,
        "roles": Participant.Role.choices,
        "invitations": queries.invitations(assessment),
        "invitation_form": invitation_form or InvitationForm(),
        "fresh": fresh,
    }
    refused = form.errors or context["invitation_form"].errors
    return render(request, "preparation/people.html", context, status=422 if refused else status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=MANAGE)
def person(request: HttpRequest, assessment: Assessment, person_id: str) -> HttpResponse:
    """The page of one person (GET); from the list: give another role, or take them out (button `remove`)."""
    if request.method != "POST":
        return PAGE.render(request, assessment, person_id)
    who = {"assessment": assessment, "actor": request.participant, "person_id": person_id}
    try:
        if "remove" in request.POST:
            notice(request, _("Removed."), undo=actions.remove_participant(**who))
        else:
            data = request.POST
            actions.change_participant(**who, role=data.get("role", ""), base=data.get("base_role"))
    except Overtaken as overtaken:
        complaint(request, str(overtaken))
        return people_page(request, assessment, form=PersonForm(), status=409)
    except Refused as refusal:
        complaint(request, str(refusal))
    return redirect("people", pk=assessment.public_id)


@require_POST
@member_view(can=MANAGE)
def person_edit(request: HttpRequest, assessment: Assessment, person_id: str) -> HttpResponse:
    return PAGE.edit(request, assessment, person_id, actions.edit_person)

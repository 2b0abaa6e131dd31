"""Settings of one assessment, and the people who take part in it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import changes
from assessments.access import MANAGE, member_view
from assessments.conflicts import Edit
from assessments.dossier.load import load
from assessments.editing import form_value
from assessments.errors import Refused
from assessments.models import Participant
from assessments.notices import complaint, notice
from assessments.overview import actions
from assessments.overview.forms import PersonForm, SettingsForm


@member_view(MANAGE)
@require_http_methods(["GET", "POST"])
def settings(request, assessment):
    present = present_values(assessment)
    form = SettingsForm(request.POST or None, initial=present)
    conflicts, status, base = {}, 200, present
    if request.method == "POST":
        base = {name: request.POST.get(f"base_{name}", present[name]) for name in present}
        if form.is_valid():
            try:
                change, conflicts = actions.edit_assessment(
                    assessment=assessment, actor=request.participant, edits=edits(form.cleaned_data, base)
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                if not conflicts:
                    notice(request, _("Settings saved."), undo=change)
                    return redirect("settings", pk=assessment.public_id)
                assessment.refresh_from_db()
                base = present_values(assessment)
        status = 409 if conflicts else 422
    context = {"form": form, "base": base, "conflicts": conflicts}
    return render(request, "overview/settings.html", context, status=status)


def present_values(assessment) -> dict[str, str]:
    """The settings as the form carries them."""
    values = changes.to_json(assessment, SettingsForm.base_fields)
    return {name: form_value(value) for name, value in values.items()}


def edits(cleaned: dict, base: dict[str, str]) -> dict[str, Edit]:
    """What was posted as edits: each field with the value the form was opened with."""
    texts = {name: value.isoformat() if hasattr(value, "isoformat") else value or "" for name, value in cleaned.items()}
    return {name: Edit(base=base[name].replace("\r\n", "\n"), new=text) for name, text in texts.items()}


@member_view(MANAGE)
@require_POST
def delete(request, assessment):
    """Delete the assessment; the list offers to bring it back."""
    actions.delete_assessment(assessment=assessment, actor=request.participant)
    notice(
        request,
        _("%(title)s was deleted.") % {"title": assessment.title},
        undo_url=reverse("assessment-restore", args=[assessment.public_id]),
    )
    return redirect("assessments")


@member_view(MANAGE)
@require_http_methods(["GET", "POST"])
def people(request, assessment):
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.invite(assessment=assessment, actor=request.participant, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            notice(request, _("%(name)s takes part now.") % {"name": person.name})
            return redirect("people", pk=assessment.public_id)
    context = {
        "form": form,
        "dossier": load(assessment, viewer=request.participant, today=timezone.localdate(), parts=("people",)),
        "roles": Participant.Role.choices,
    }
    return render(request, "overview/people.html", context, status=422 if form.errors else 200)


@member_view(MANAGE)
@require_POST
def person(request, assessment, person_id):
    """Change a person's role, or take them out of the assessment (button `remove`)."""
    who = {"assessment": assessment, "actor": request.participant, "person_id": person_id}
    try:
        if "remove" in request.POST:
            notice(request, _("Removed."), undo=actions.remove_participant(**who))
        else:
            actions.change_participant(**who, role=request.POST.get("role", ""))
    except Refused as refusal:
        complaint(request, str(refusal))
    return redirect("people", pk=assessment.public_id)

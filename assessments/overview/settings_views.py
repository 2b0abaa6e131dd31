"""Settings of one assessment, and deleting it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import changes
from assessments.access import MANAGE, member_view
from assessments.conflicts import Edit
from assessments.editing import form_value
from assessments.errors import Refused
from assessments.notices import notice
from assessments.overview import actions
from assessments.overview.forms import SettingsForm


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

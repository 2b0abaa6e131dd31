"""Settings of one assessment, and deleting it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import logged
from assessments.access import MANAGE, member_view
from assessments.editing import form_value
from assessments.errors import Refused
from assessments.models import Recommendation
from assessments.notices import notice
from assessments.overview import actions
from assessments.overview.forms import SettingsForm
from assessments.pressed import pressed


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=MANAGE)
def settings(request, assessment):
    stored = present_values(assessment)
    if request.method != "POST":
        return page(request, SettingsForm(stored=stored))
    # A field that says nothing of the value it was opened with is taken as seen.
    data = request.POST.copy()
    for name, value in stored.items():
        data.setdefault(f"base_{name}", value)
    form, done = SettingsForm(data, stored=stored), []

    def write(edits):
        done.append(actions.edit_assessment(assessment=assessment, actor=request.participant, edits=edits))
        return done[-1]

    status = form.store(write, about="ended_on") if form.is_valid() else 422
    if status != 200:
        return page(request, form, status=status)
    notice(request, _("Settings saved."), undo=done[-1].change)
    return redirect("settings", pk=assessment.public_id)


def page(request, form: SettingsForm, *, status: int = 200):
    assessment = request.participant.assessment
    written = Recommendation.objects.living().filter(assessment=assessment).count()
    context = {
        "form": form,
        "subject": _("this assessment"),
        "recommendations": written,
        "recommendations_on": "recommendations" in assessment.sections,
    }
    return render(request, "overview/settings.html", context, status=status)


@require_POST
@member_view(can=MANAGE)
def extension(request, assessment):
    """Switch on or off what goes beyond the method."""
    section = request.POST.get("section", "")
    try:
        pressed(request, "on")
        on = request.POST["on"] == "1"
        change = actions.switch_extension(assessment=assessment, actor=request.participant, section=section, on=on)
    except Refused as reason:
        notice(request, str(reason))
    else:
        notice(request, _("Switched on.") if on else _("Switched off."), undo=change)
    return redirect("settings", pk=assessment.public_id)


def present_values(assessment) -> dict[str, str]:
    """The settings as the form carries them."""
    values = logged.to_json(assessment, SettingsForm.base_fields)
    return {name: form_value(value) for name, value in values.items()}


@require_POST
@member_view(can=MANAGE)
def delete(request, assessment):
    """Delete the assessment; the list offers to bring it back."""
    actions.delete_assessment(assessment=assessment, actor=request.participant)
    notice(
        request,
        _("%(title)s was deleted.") % {"title": assessment.title},
        undo_url=reverse("assessment-restore", args=[assessment.public_id]),
    )
    return redirect("assessments")

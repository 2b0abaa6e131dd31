"""Shapes of what is posted to the list, the overview and the settings."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.edit_forms import EditForm
from assessments.forms import DayField, LineField, TextField
from assessments.models import Assessment, Step
from assessments.text import NAME_MAX


def title_field():
    return LineField(
        label=_("Title"),
        limit=NAME_MAX,
        error_messages={"required": _("Give the assessment a title.")},
    )


def system_field():
    return LineField(
        label=_("System"),
        limit=NAME_MAX,
        required=False,
        help_text=_("What is evaluated, such as “Payments” or “Claims intake, release 4”"),
    )


def summary_field():
    return TextField(
        label=_("Summary"),
        required=False,
        help_text=_("Opens the report. Markdown is understood"),
    )


class NewAssessmentForm(forms.Form):
    title = title_field()
    system = system_field()
    summary = summary_field()
    template = forms.ChoiceField(
        label=_("Template"),
        choices=Assessment.Template.choices,
        initial=Assessment.Template.ATAM_FULL,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the templates.")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["autofocus"] = True


class SettingsForm(EditForm):
    """The settings; what somebody else changed meanwhile is asked about, as in the forms that save themselves."""

    title = title_field()
    system = system_field()
    summary = summary_field()
    status = forms.ChoiceField(label=_("Status"), choices=Assessment.Status.choices)
    confidentiality = LineField(
        label=_("Confidentiality"),
        limit=NAME_MAX,
        required=False,
        help_text=_("Printed on every page of the report, such as “Internal”"),
    )
    started_on = DayField(label=_("Started"), required=False)
    ended_on = DayField(label=_("Ended"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone of its dates and times"))

    def __init__(self, data=None, *, stored: dict[str, str]):
        super().__init__(data, stored=stored, prefix_ids="id")
        self.fields["time_zone"].choices = [(name, name) for name in sorted(available_timezones())]


class StepForm(forms.Form):
    status = forms.ChoiceField(label=_("Status"), choices=Step.Status.choices)
    skip_reason = LineField(
        label=_("Reason for skipping"), limit=1000, required=False, help_text=_("Only for a skipped step")
    )
    actual_minutes = forms.IntegerField(label=_("Minutes taken"), min_value=0, max_value=100_000, required=False)

    @property
    def base(self) -> dict[str, str]:
        """The values the form was opened with, of those fields that say so."""
        return {name: self.data[f"base_{name}"] for name in self.fields if f"base_{name}" in self.data}

"""The forms over one finding and over one risk theme. Both save themselves; see edit_forms."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import Finding as FindingRead
from assessments.dossier.types import Theme
from assessments.edit_forms import EditForm, person_choices
from assessments.forms import DayField, LineField, TextField, in_years
from assessments.models import Finding
from assessments.models.findings import Severity
from assessments.text import NAME_MAX

RISK_FIELDS = ("severity", "status", "likelihood", "impact", "mitigation", "area", "owner")
NONRISK_FIELDS = ("assumption", "review_on")


class FindingForm(EditForm):
    """The fields of a finding, as far as its kind has them."""

    title = TextField(label=_("Title"), widget=forms.Textarea(attrs={"rows": 2}))
    description = TextField(label=_("Description"), required=False, help_text=_("Markdown"))
    severity = forms.ChoiceField(
        label=_("Severity"), choices=[("", _("No severity")), *Severity.choices], required=False
    )
    status = forms.ChoiceField(label=_("Status"), choices=Finding.Status.choices)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    likelihood = forms.ChoiceField(
        label=_("Likelihood"), choices=[("", _("Not given")), *Finding.Likelihood.choices], required=False
    )
    impact = forms.ChoiceField(
        label=_("Impact"), choices=[("", _("Not given")), *Finding.Impact.choices], required=False
    )
    area = LineField(label=_("Area or component"), required=False, limit=NAME_MAX)
    mitigation = TextField(label=_("Mitigation"), required=False)
    assumption = TextField(
        label=_("Assumption"), required=False, help_text=_("What must stay true. If it breaks, this becomes a risk.")
    )
    review_on = DayField(label=_("Review date"), required=False)

    def __init__(self, data=None, *, finding: FindingRead, people=()):
        super().__init__(data, stored=stored_finding(finding), prefix_ids=f"finding-{finding.id}")
        others = {"R": NONRISK_FIELDS, "N": RISK_FIELDS}.get(finding.kind, RISK_FIELDS + NONRISK_FIELDS)
        for name in others:
            del self.fields[name]
        self.fields["title"].error_messages["required"] = _("Write what was found. To remove the finding, delete it.")
        if "owner" in self.fields:
            self.fields["owner"].choices = person_choices(people, finding.owner)
        if "status" in self.fields and finding.status != Finding.Status.ACCEPTED:
            # A risk is accepted under Acceptance, with its reason; the choice is refused with that sentence.
            self.fields["status"].choices = [c for c in Finding.Status.choices if c[0] != Finding.Status.ACCEPTED]
            self.fields["status"].error_messages["invalid_choice"] = _(
                "A risk is accepted with a reason. Say under Acceptance why, and by whom."
            )


def stored_finding(finding: FindingRead) -> dict[str, str]:
    return {
        "title": finding.title,
        "description": finding.description,
        "severity": finding.severity,
        "status": finding.status,
        "owner": finding.owner.id if finding.owner else "",
        "likelihood": finding.likelihood,
        "impact": finding.impact,
        "area": finding.area,
        "mitigation": finding.mitigation,
        "assumption": finding.assumption,
        "review_on": finding.review_on.isoformat() if finding.review_on else "",
    }


class AcceptForm(forms.Form):
    """Why a risk is accepted, by whom, and on which day."""

    reason = TextField(
        label=_("Accepted because"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why the risk is accepted: whoever reads the report will ask.")},
    )
    by = forms.ChoiceField(label=_("Accepted by"), error_messages={"required": _("Choose who accepts the risk.")})
    on = forms.DateField(
        label=_("Accepted on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        validators=[in_years],
        error_messages={
            "invalid": _("Write the date as year-month-day, such as 2026-09-30."),
            "required": _("Give the day on which the risk was accepted."),
        },
    )

    def __init__(self, data=None, *, people=(), **options):
        super().__init__(data, auto_id="accept-%s", **options)
        self.fields["by"].choices = person_choices(people)

    @classmethod
    def over(cls, finding: FindingRead, *, people, today: date) -> "AcceptForm":
        """The form over what is stored; today where no day is."""
        by = finding.accepted_by.id if finding.accepted_by else ""
        stored = {"reason": finding.accepted_because, "by": by, "on": finding.accepted_on or today}
        return cls(people=people, initial=stored)


class ThemeForm(EditForm):
    title = TextField(label=_("Title"), widget=forms.Textarea(attrs={"rows": 2}))
    summary = TextField(label=_("Summary"), required=False, help_text=_("Markdown"))

    def __init__(self, data=None, *, theme: Theme):
        super().__init__(data, stored={"title": theme.title, "summary": theme.summary}, prefix_ids=f"theme-{theme.id}")
        self.fields["title"].error_messages["required"] = _(
            "Name the pattern the risks share. To remove the theme, delete it."
        )

"""The form over one recommendation. It saves itself; see edit_forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import Recommendation as RecommendationRead
from assessments.edit_forms import EditForm, person_choices
from assessments.forms import LineField, TextField
from assessments.models import Recommendation
from assessments.models.findings import Severity
from assessments.text import NAME_MAX


class RecommendationForm(EditForm):
    title = TextField(label=_("Title"), widget=forms.Textarea(attrs={"rows": 2}))
    details = TextField(label=_("Details"), required=False, help_text=_("Markdown; one line for each point"))
    severity = forms.ChoiceField(
        label=_("Severity"), choices=[("", _("No severity")), *Severity.choices], required=False
    )
    horizon = forms.ChoiceField(
        label=_("Horizon"), choices=[("", _("No horizon")), *Recommendation.Horizon.choices], required=False
    )
    status = forms.ChoiceField(label=_("Status"), choices=Recommendation.Status.choices)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    effort = LineField(label=_("Effort"), required=False, limit=NAME_MAX)
    cost = LineField(label=_("Cost"), required=False, limit=NAME_MAX)

    def __init__(self, data=None, *, recommendation: RecommendationRead, people=()):
        super().__init__(data, stored=stored(recommendation), prefix_ids=f"recommendation-{recommendation.id}")
        self.fields["title"].error_messages["required"] = _(
            "Write what should be done. To remove the recommendation, delete it."
        )
        self.fields["owner"].choices = person_choices(people, recommendation.owner)


def stored(row: RecommendationRead) -> dict[str, str]:
    return {
        "title": row.title,
        "details": row.details,
        "severity": row.severity,
        "horizon": row.horizon,
        "status": row.status,
        "owner": row.owner.id if row.owner else "",
        "effort": row.effort,
        "cost": row.cost,
    }

"""The form over one requirement. It saves itself; see edit_forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import Requirement as RequirementRead
from assessments.edit_forms import EditForm
from assessments.forms import LineField, TextField
from assessments.models import Requirement
from assessments.requirements.rules import UNIT_MAX
from assessments.text import NAME_MAX


class RequirementForm(EditForm):
    statement = TextField(label=_("Requirement"), widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Kind"), choices=Requirement.Kind.choices)
    target = LineField(label=_("Target"), required=False, limit=NAME_MAX)
    unit = LineField(label=_("Unit"), required=False, limit=UNIT_MAX)
    is_optional = forms.ChoiceField(label=_("Needed"), choices=[("False", _("Must be met")), ("True", _("Optional"))])

    def __init__(self, data=None, *, requirement: RequirementRead):
        super().__init__(data, stored=stored(requirement), prefix_ids=f"requirement-{requirement.id}")
        self.fields["statement"].error_messages["required"] = _(
            "Write what is required. To remove the requirement, delete it."
        )


def stored(row: RequirementRead) -> dict[str, str]:
    return {
        "statement": row.statement,
        "kind": row.kind,
        "target": row.target,
        "unit": row.unit,
        "is_optional": str(row.is_optional),
    }

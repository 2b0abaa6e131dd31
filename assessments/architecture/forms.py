"""The forms over one component and over one approach. They save themselves; see edit_forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import Approach as ApproachRead
from assessments.dossier.types import Component as ComponentRead
from assessments.edit_forms import EditForm
from assessments.forms import LineField, TextField
from assessments.models import Approach, Component
from assessments.models.drivers import Level
from assessments.text import NAME_MAX

LEVELS = [("", _("Not rated")), *Level.choices]


class ComponentForm(EditForm):
    name = LineField(label=_("Name"), limit=NAME_MAX)
    kind = forms.ChoiceField(label=_("Kind"), choices=Component.Kind.choices)
    technology = LineField(label=_("Technology"), required=False, limit=NAME_MAX)
    boundary = LineField(
        label=_("Boundary"),
        required=False,
        limit=NAME_MAX,
        help_text=_("Components that share it are drawn inside it: a region, a network, a product."),
    )
    description = TextField(label=_("Description"), required=False, help_text=_("Markdown"))
    aliases = TextField(label=_("Other names"), required=False, help_text=_("One a line"))
    business_value = forms.ChoiceField(label=_("Business value"), choices=LEVELS, required=False)
    technical_risk = forms.ChoiceField(label=_("Technical risk"), choices=LEVELS, required=False)
    migration_priority = forms.IntegerField(
        label=_("Migration priority"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_("1 comes first"),
        error_messages={"invalid": _("Write a whole number, such as 1.")},
    )

    def __init__(self, data=None, *, component: ComponentRead):
        super().__init__(data, stored=stored_component(component), prefix_ids=f"component-{component.id}")
        self.fields["name"].error_messages["required"] = _(
            "Write the component's name. To remove the component, delete it."
        )

    def clean_aliases(self) -> str:
        """One name a line, without empty lines, as they are read back."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["aliases"].split("\n"))
        return "\n".join(line for line in lines if line)

    def clean_migration_priority(self) -> str:
        """The number as forms carry it, so that it compares with its base."""
        value = self.cleaned_data["migration_priority"]
        return "" if value is None else str(value)


def stored_component(row: ComponentRead) -> dict[str, str]:
    return {
        "name": row.name,
        "kind": row.kind,
        "technology": row.technology,
        "boundary": row.boundary,
        "description": row.description,
        "aliases": "\n".join(row.aliases),
        "business_value": row.business_value,
        "technical_risk": row.technical_risk,
        "migration_priority": "" if row.migration_priority is None else str(row.migration_priority),
    }


class ApproachForm(EditForm):
    name = LineField(label=_("Name"), limit=NAME_MAX)
    kind = forms.ChoiceField(label=_("Kind"), choices=Approach.Kind.choices)
    description = TextField(label=_("Description"), required=False, help_text=_("Markdown"))
    rationale = TextField(
        label=_("Rationale"), required=False, help_text=_("Why the architects chose it; it is judged in steps 6 and 8.")
    )

    def __init__(self, data=None, *, approach: ApproachRead):
        stored = {name: getattr(approach, name) for name in ("name", "kind", "description", "rationale")}
        super().__init__(data, stored=stored, prefix_ids=f"approach-{approach.id}")
        self.fields["name"].error_messages["required"] = _(
            "Write the approach's name. To remove the approach, delete it."
        )

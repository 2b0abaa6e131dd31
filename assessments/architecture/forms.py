"""The forms over one component, connection, approach and view, which save themselves (edit_forms); of a new view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.architecture import pictures, rules
from assessments.dossier.types import Approach as ApproachRead
from assessments.dossier.types import Component as ComponentRead
from assessments.dossier.types import Connection as ConnectionRead
from assessments.dossier.types import View as ViewRead
from assessments.edit_forms import EditForm
from assessments.forms import IndentedField, LineField, TextField
from assessments.models import Approach, Component, View
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


class ConnectionForm(EditForm):
    source = forms.ChoiceField(label=_("Component"))
    target = forms.ChoiceField(label=_("Uses"))
    label = LineField(label=_("Label"), required=False, limit=NAME_MAX)
    protocol = LineField(label=_("Protocol"), required=False, limit=NAME_MAX)
    asynchronous = forms.ChoiceField(
        label=_("Waits for an answer"), choices=[("False", _("Yes, synchronous")), ("True", _("No, asynchronous"))]
    )

    def __init__(self, data=None, *, connection: ConnectionRead, components: tuple[ComponentRead, ...]):
        stored = {"source": connection.source.id, "target": connection.target.id}
        stored |= {"label": connection.label, "protocol": connection.protocol}
        stored |= {"asynchronous": str(connection.asynchronous)}
        super().__init__(data, stored=stored, prefix_ids=f"connection-{connection.id}")
        for name in ("source", "target"):
            self.fields[name].choices = [(row.id, f"{row.code} {row.name}") for row in components]


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


class ViewForm(EditForm):
    name = LineField(label=_("Name"), limit=NAME_MAX)
    kind = forms.ChoiceField(label=_("Kind"), choices=View.Kind.choices)
    caption = TextField(label=_("Caption"), required=False, help_text=_("Markdown: what it shows, and how to read it"))
    text = IndentedField(label=_("Preformatted text"))

    def __init__(self, data=None, *, view: ViewRead):
        stored = {name: getattr(view, name) for name in ("name", "kind", "caption", "text")}
        super().__init__(data, stored=stored, prefix_ids=f"view-{view.id}")
        if view.drawn_from != View.Source.TEXT:
            del self.fields["text"]
        self.fields["name"].error_messages["required"] = _("Write the view's name. To remove the view, delete it.")


class PictureField(forms.FileField):
    """A file that is not larger than a picture may be; what it holds is checked in the action."""

    def __init__(self, **kwargs):
        super().__init__(allow_empty_file=True, **kwargs)
        self.widget.attrs["accept"] = ",".join(pictures.KINDS)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > pictures.MOST_BYTES:
            raise forms.ValidationError(pictures.too_many_bytes(file.size))
        return file


class NewViewForm(forms.Form):
    """A new view: its source, and what that source needs."""

    drawn_from = forms.ChoiceField(label=_("Drawn from"), choices=View.Source.choices, initial=View.Source.IMAGE)
    name = LineField(
        label=_("Name"), required=False, limit=NAME_MAX, help_text=_("Without one, an image goes by its file's name.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=View.Kind.choices, initial=View.Kind.CONTAINER)
    file = PictureField(label=_("Image"), required=False, help_text=_("PNG, JPEG or SVG, up to 5 MB"))
    text = IndentedField(label=_("Preformatted text"), required=False)
    caption = TextField(label=_("Caption"), required=False)

    def __init__(self, *args):
        super().__init__(*args, auto_id="new-view-%s")

    def clean(self):
        data = super().clean()
        if not self.errors:
            field, sentence = rules.why_not_new_view(
                data["drawn_from"], data["name"], data["text"], has_file=data["file"] is not None
            )
            if sentence:
                self.add_error(field, sentence)
        return data

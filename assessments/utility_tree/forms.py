"""The forms of the utility tree. They check shape; what may be stored is for actions and rules to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.edit_forms import EditForm
from assessments.forms import LineField, TextField
from assessments.models import Scenario
from assessments.models.drivers import Level
from assessments.text import NAME_MAX


class Part(TextField):
    """One of the six parts: a textarea that grows with its text."""

    def __init__(self, label):
        super().__init__(label=label, required=False, widget=forms.Textarea(attrs={"rows": 1}))


class ScenarioForm(EditForm):
    """What is written about one scenario (a dossier.types.Scenario): statement, six parts, kind, where it came from."""

    statement = LineField(
        label=_("Statement"),
        widget=forms.Textarea(attrs={"rows": 1}),
        error_messages={"required": _("Write what the scenario is. To remove it, delete it.")},
    )
    source = Part(_("Source"))
    stimulus = Part(_("Stimulus"))
    artifact = Part(_("Artifact"))
    environment = Part(_("Environment"))
    response = Part(_("Response"))
    response_measure = Part(_("Response measure"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Not given")), *Scenario.Kind.choices],
        required=False,
        widget=forms.Select(attrs={"class": "select"}),
    )
    motivating_issue = Part(_("Motivating issue"))
    raw_wording = Part(_("Raw wording"))

    def __init__(self, data=None, *, scenario):
        names = ("statement", "kind", "motivating_issue", "raw_wording", *Scenario.PARTS)
        super().__init__(data, stored={name: getattr(scenario, name) for name in names}, prefix_ids="panel")
        if scenario.locked_at:
            self.fields["statement"].widget.attrs["readonly"] = True

    @property
    def settled_bases(self) -> list[tuple[str, str]]:
        """`bases` without the fields in conflict: in the open page these keep the value they started from.

        So a conflict whose question nobody answered comes back with the next save, and overwrites nothing.
        """
        open_fields = {f"base_{conflict.field}" for conflict in self.conflicts}
        return [(name, value) for name, value in self.bases if name not in open_fields]

    @property
    def origins(self) -> list:
        """The fields that say where the scenario comes from."""
        return [self["motivating_issue"], self["raw_wording"]]

    @property
    def six(self) -> list:
        """The fields of the six parts in the method's order."""
        return [self[name] for name in Scenario.PARTS]


class RateForm(forms.Form):
    """One rating, posted under the name of its axis, and the one it replaces: H, M, L or nothing.

    Nothing is posted as "": a form that comes without the name takes no rating away.
    """

    def __init__(self, data, axis: str):
        super().__init__({"level": data.get(axis, "none"), "base": data.get("base", "")})

    level = forms.ChoiceField(choices=[("", _("Not rated")), *Level.choices], required=False)
    base = forms.ChoiceField(choices=[("", _("Not rated")), *Level.choices], required=False)


class AddScenarioForm(forms.Form):
    """One typed line under an attribute, and the name of the refinement it belongs to."""

    attribute = forms.CharField(max_length=26)
    refinement = LineField(limit=NAME_MAX, required=False)
    line = LineField(required=False)


class NameForm(forms.Form):
    """The name of an attribute or a refinement."""

    name = LineField(limit=NAME_MAX, required=False)


class CharacteristicForm(forms.Form):
    """A characteristic of ISO/IEC 25010:2023, or none."""

    characteristic = LineField(limit=60, required=False)


class StepForm(forms.Form):
    """A move by one place."""

    step = forms.TypedChoiceField(choices=[("-1", _("Up")), ("1", _("Down"))], coerce=int)


class DropForm(forms.Form):
    """A place in the tree: beside another scenario, or under an attribute's refinement of this name."""

    beside = forms.CharField(max_length=26, required=False)
    side = forms.ChoiceField(choices=[("before", _("Before")), ("after", _("After"))], required=False)
    attribute = forms.CharField(max_length=26, required=False)
    refinement = LineField(limit=NAME_MAX, required=False)


class PlaceForm(forms.Form):
    """Another home in the tree: the public id of a refinement."""

    refinement = forms.CharField(max_length=26)


class PasteForm(forms.Form):
    """Pasted rows, and the attribute for those that name none (`homes` are (public id, name) of the tree's).

    The text comes raw: the importer cleans it and keeps the numbers of its lines.
    """

    text = forms.Field(
        label=_("Rows"),
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "autofocus": True}),
        error_messages={"required": _("Paste rows, such as: Performance / latency / Orders < 200 ms (H,M)")},
    )
    home = forms.ChoiceField(
        label=_("Lines that name no attribute belong to"),
        required=False,
        widget=forms.Select(attrs={"class": "select"}),
    )

    def __init__(self, *args, homes: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["home"].choices = [("", _("No attribute: outside the tree at first")), *homes]

"""The form over one parked item. It saves itself; see edit_forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import ParkedItem, Step
from assessments.edit_forms import EditForm, person_choices
from assessments.forms import DayField, TextField


class ParkedForm(EditForm):
    text = TextField(label=_("What to come back to"), widget=forms.Textarea(attrs={"rows": 2}))
    resolution = TextField(
        label=_("Resolution"), required=False, help_text=_("What became of it. With a resolution it is settled.")
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    due_on = DayField(label=_("Due"), required=False)
    raised_by = forms.ChoiceField(label=_("Raised by"), required=False)
    step = forms.ChoiceField(label=_("Raised in"), required=False)

    def __init__(self, data=None, *, item: ParkedItem, people=(), steps: tuple[Step, ...] = ()):
        numbered = {step.number: step.id for step in steps}
        super().__init__(data, stored=stored_item(item, numbered), prefix_ids=f"parked-{item.id}")
        self.fields["text"].error_messages["required"] = _("Write what to come back to. To remove the item, delete it.")
        self.fields["owner"].choices = person_choices(people, item.owner)
        self.fields["raised_by"].choices = person_choices(people, item.raised_by)
        self.fields["step"].choices = [("", _("No step")), *((step.id, step.name) for step in steps)]


def stored_item(item: ParkedItem, steps: dict[int, str]) -> dict[str, str]:
    return {
        "text": item.text,
        "resolution": item.resolution,
        "owner": item.owner.id if item.owner else "",
        "due_on": item.due_on.isoformat() if item.due_on else "",
        "raised_by": item.raised_by.id if item.raised_by else "",
        "step": steps.get(item.step, ""),
    }

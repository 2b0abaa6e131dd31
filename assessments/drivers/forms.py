"""The form over one business driver."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import Driver as DriverRead
from assessments.edit_forms import EditForm, person_choices
from assessments.forms import TextField
from assessments.models import Driver
from assessments.models.drivers import Level


class DriverForm(EditForm):
    statement = TextField(label=_("Statement"), required=True, widget=forms.Textarea(attrs={"rows": 2}))
    category = forms.ChoiceField(label=_("Category"), choices=Driver.Category.choices)
    sort = forms.ChoiceField(
        label=_("Sort of constraint"), choices=[("", _("None")), *Driver.Sort.choices], required=False
    )
    priority = forms.ChoiceField(label=_("Priority"), choices=[("", _("Not rated")), *Level.choices], required=False)
    stated_by = forms.ChoiceField(label=_("Stated by"), required=False)

    def __init__(self, data=None, *, driver: DriverRead, people):
        super().__init__(data, stored=stored(driver), prefix_ids=f"driver-{driver.id}")
        self.fields["statement"].error_messages["required"] = _(
            "Write what the business needs. To remove the driver, delete it."
        )
        self.fields["stated_by"].choices = person_choices(people, driver.stated_by)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("category") != Driver.Category.CONSTRAINT:
            cleaned["sort"] = ""  # only constraints have one
        return cleaned


def stored(driver: DriverRead) -> dict[str, str]:
    return {
        "statement": driver.statement,
        "category": driver.category,
        "sort": driver.sort,
        "priority": driver.priority,
        "stated_by": driver.stated_by.id if driver.stated_by else "",
    }

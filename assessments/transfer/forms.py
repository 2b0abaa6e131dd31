"""What is posted to bring an export back: one file."""

from django import forms
from django.utils.translation import gettext_lazy

from assessments.errors import Refused
from assessments.transfer.read import BYTES_MAX, File, read_file, too_large


class ExportForm(forms.Form):
    """After `is_valid()` the attribute `read` holds the file as objects."""

    export = forms.FileField(
        label=gettext_lazy("Export of ATAM Workbench"),
        help_text=gettext_lazy("A .json file from the report page, here or of another installation"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    read: File | None = None

    def clean_export(self):
        file = self.cleaned_data["export"]
        try:
            if file.size > BYTES_MAX:
                raise too_large()
            self.read = read_file(file.read())
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file

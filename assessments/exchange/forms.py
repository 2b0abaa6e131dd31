"""What is posted to the import page: a document as a file or pasted, then the choice of what to do with it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.errors import Refused
from assessments.exchange.importer.documents import read_document, read_text
from assessments.exchange.importer.plan import ImportPlan
from assessments.exchange.importer.read import MAX_BYTES
from assessments.forms import LineField
from assessments.text import NAME_MAX


class DocumentForm(forms.Form):
    """`plan` is the reading of the file, or of the text if there is none; from then on the text travels in the page."""

    file = forms.FileField(
        label=gettext_lazy("Markdown file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("UTF-8, at most 2 MB"),
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.txt,text/markdown,text/plain"}),
    )
    # Read as it comes: the importer cleans it, and its lines must keep their numbers.
    text = forms.CharField(label=gettext_lazy("Or paste the text"), required=False, strip=False, widget=forms.Textarea)
    name = LineField(required=False, limit=NAME_MAX, widget=forms.HiddenInput)

    plan: ImportPlan | None = None

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        file, text = cleaned.get("file"), cleaned.get("text", "")
        try:
            if file:
                # One byte more than allowed is enough to know that it is too large.
                self.plan = read_document(file.read(MAX_BYTES + 1), name=clean_name(file.name))
            else:
                self.plan = read_text(text, name=cleaned.get("name") or _("Pasted text"))
        except Refused as reason:
            self.add_error("file" if file else "text", str(reason))
        return cleaned


def clean_name(name: str) -> str:
    """A file's name as it is kept: its last part, cleaned and bounded."""
    try:
        return LineField(limit=NAME_MAX).to_python(name.replace("\\", "/").rpartition("/")[2])
    except forms.ValidationError:
        return _("Uploaded file")


class ChoiceForm(forms.Form):
    """Which document of the plan, under which title, and what to do: look at it, import it, or go back to the text."""

    document = forms.IntegerField(required=False, min_value=0)
    title = LineField(
        label=gettext_lazy("Title"),
        limit=NAME_MAX,
        error_messages={"required": gettext_lazy("Give the assessment a title.")},
    )
    do = forms.ChoiceField(required=False, choices=[("", ""), ("import", "import"), ("edit", "edit"), ("show", "show")])

"""What is posted to the import page: a document, and then which part of it to import under which title."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.errors import Refused
from assessments.exchange.importer.documents import read_text
from assessments.exchange.importer.plan import ImportPlan
from assessments.exchange.importer.read import check_size, decode
from assessments.exchange.rules import why_not_document
from assessments.forms import LineField
from assessments.text import NAME_MAX, clean_line


class DocumentForm(forms.Form):
    """A file or a pasted text. After `is_valid()` the attribute `plan` says what was understood.

    The text comes raw, without the cleaning of other fields: the importer's own keeps the numbers of its lines. A file
    that could be decoded is put in the place of the pasted text, so that a refusal shows it and it can be mended there.
    """

    file = forms.FileField(
        label=gettext_lazy("Markdown file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Either a file or a text. UTF-8, at most 2 MB"),
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.txt,text/markdown,text/plain"}),
    )
    text = forms.Field(
        label=gettext_lazy("Or paste the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )
    name = LineField(limit=NAME_MAX, required=False, widget=forms.HiddenInput)

    plan: ImportPlan | None = None

    def clean(self):
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        if file and text.strip():
            self.add_error("file", _("Both a file and a text came. Empty the text, or send it without a file."))
            return
        field = "file" if file else "text"
        try:
            if reason := why_not_document(file.name if file else "", text):
                raise Refused(reason)
            if file:
                text = self.decoded(file)
            self.plan = read_text(text, name=self.cleaned_data.get("name") or _("Pasted text"))
        except Refused as reason:
            self.add_error(field, str(reason))

    def decoded(self, file) -> str:
        check_size(file.size)
        text = decode(file.read())
        self.data = self.data.copy()
        self.data["text"], self.data["name"] = text, file.name
        self.cleaned_data["name"] = clean_line(file.name)[:NAME_MAX]
        return text


class ChoiceForm(forms.Form):
    """Which document of the text, and the title of the assessment it becomes."""

    title = LineField(
        label=gettext_lazy("Title"),
        limit=NAME_MAX,
        error_messages={"required": gettext_lazy("Give the assessment a title.")},
    )

    @property
    def index(self) -> int:
        """The number of the document asked for, counted from 0; -1 if none was. `show` is a button that changes it."""
        asked = self.data.get("show") or self.data.get("document", "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else -1

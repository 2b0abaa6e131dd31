"""Form fields through which text enters: cleaned by `clean_text`, with the reason beside the field if refused."""

from django import forms

from assessments.errors import Refused
from assessments.text import LINE_MAX, TEXT_MAX, clean_line, clean_text


class _CleanField(forms.CharField):
    clean_with = staticmethod(clean_text)
    default_limit = TEXT_MAX

    def __init__(self, *, limit: int | None = None, **kwargs):
        self.limit = limit or self.default_limit
        super().__init__(strip=False, **kwargs)

    def to_python(self, value):
        """The cleaned text; a ValidationError with the sentence of `clean_text` if it is too long."""
        try:
            return self.clean_with(value or "", limit=self.limit)
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None


class LineField(_CleanField):
    """One line of at most `limit` characters; line breaks typed or pasted become spaces."""

    clean_with = staticmethod(clean_line)
    default_limit = LINE_MAX


class TextField(_CleanField):
    """A text of several lines, shown in a textarea, of at most `limit` characters."""

    widget = forms.Textarea

"""Form fields through which text enters: cleaned by `clean_text`, with the reason beside the field if refused.

And those for days, moments and counts, whose cleaned value is the text an edit compares (assessments/conflicts.py).
"""

from datetime import UTC
from functools import partial

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.errors import Refused
from assessments.text import LINE_MAX, TEXT_MAX, clean_line, clean_text
from assessments.years import why_not_year

MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


def in_years(day):
    """`day`, a date or a moment, or none; a ValidationError if nobody can mean its year."""
    if day and (reason := why_not_year(day)):
        raise forms.ValidationError(reason)
    return day


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


class IndentedField(TextField):
    """A text drawn with letters: its first line keeps the blanks it begins with."""

    clean_with = staticmethod(partial(clean_text, indented=True))


class DayField(forms.DateField):
    """A day, carried by forms as its ISO text, so that it compares with its base; "" for none."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d"], **kwargs
        )
        self.error_messages["invalid"] = _("Write the date as year-month-day, such as 2026-09-30.")

    def clean(self, value):
        day = in_years(super().clean(value))
        return day.isoformat() if day else ""


class MomentField(forms.DateTimeField):
    """A day and time in the assessment's zone, carried by forms as ISO text in UTC; "" for none."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(format=MOMENT_FORMAT, attrs={"type": "datetime-local"})
        super().__init__(widget=widget, **kwargs)
        self.error_messages["invalid"] = _("Write day and time as 2026-06-09 09:00.")

    def clean(self, value):
        moment = in_years(super().clean(value))
        return in_years(moment.astimezone(UTC)).isoformat() if moment else ""

    def prepare_value(self, value):
        moment = self._moment(value)
        return timezone.localtime(moment).strftime(MOMENT_FORMAT) if moment else super().prepare_value(value)

    def in_words(self, text: str) -> str:
        """A stored value as a reader reads it."""
        moment = self._moment(text)
        return date_format(timezone.localtime(moment), "j F Y, H:i") if moment else text

    @staticmethod
    def _moment(text):
        """The moment a stored text names; none for what somebody typed."""
        try:
            moment = parse_datetime(text) if isinstance(text, str) else None
        except ValueError:
            return None
        return moment if moment and timezone.is_aware(moment) else None


class CountField(forms.IntegerField):
    """A whole number from 0, carried by forms as its text; "" for none."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, **kwargs)

    def clean(self, value):
        number = super().clean(value)
        return "" if number is None else str(number)

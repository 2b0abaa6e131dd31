"""Which years the days and moments of an assessment may be in, typed or brought by a file. Pure."""

from datetime import date

from django.utils.translation import gettext as _

YEARS = range(1900, 2200)  # others are slips, such as 0026, and at the ends of the calendar nothing can be worked out


def why_not_year(day: date) -> str:
    """Why nobody can mean the year of `day`, a date or a moment; "" if somebody can."""
    return "" if day.year in YEARS else _("Check the year: write it with four digits, such as 2026.")

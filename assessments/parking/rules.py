"""Rules of the parking lot. Pure: imports nothing of Django but its translations."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.types import ParkedItem
from assessments.errors import Refused
from assessments.one_line import person_in, read_marks


class ParkedLine(NamedTuple):
    """What one typed line parks; `owner` is a name or ""."""

    text: str
    owner: str


def read_parked(text: str, people: Iterable[str]) -> ParkedLine:
    """`Ask legal about the retention of logs @Elena` → what to come back to, and who sees to it."""
    people = tuple(people)
    item, marks = read_marks(text, {"@": lambda word: True}, {"@": people})
    if not item:
        raise Refused(_("Write what to come back to."))
    return ParkedLine(item, person_in(marks, people))


def why_not_parked(values: Mapping[str, str]) -> str:
    """Why a parked item may not take these values; "" if it may."""
    if not values.get("text", "x"):
        return _("Write what to come back to. To remove the item, delete it.")
    return ""


def open_first(items: Iterable[ParkedItem]) -> list[ParkedItem]:
    """The items in their order, those that are settled after those that are not."""
    return sorted(items, key=lambda item: not item.is_open)

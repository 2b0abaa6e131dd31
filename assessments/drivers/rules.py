"""Rules of business drivers (ATAM step 2). Pure: imports nothing of Django but its translations."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.types import Driver
from assessments.errors import Refused
from assessments.one_line import LEVEL_WORDS, one_of, person_in, read_marks

# In the order in which the page lists them.
CATEGORIES = ("goal", "driver", "function", "constraint")
SORTS = ("technical", "managerial", "economic", "political")
# What a goal or an architectural driver asks for, a scenario must test; functions and constraints need none.
TESTED = frozenset({"goal", "driver"})
NOT_SERVED = "unserved"

_TAGS = {category: category for category in ("goal", "function", "constraint", "driver")} | {
    sort: sort for sort in SORTS
}


class DriverLine(NamedTuple):
    """What one typed line says; "" where it does not say. `stated_by` is a name."""

    statement: str
    category: str
    sort: str
    priority: str
    stated_by: str


def read_driver(text: str, people: Iterable[str] = ()) -> DriverLine:
    """`Expand to 5 markets #goal !h @Elena` → its statement, category, priority and who stated it.

    The sort of a constraint (`#political`) makes it a constraint. Refused if marks contradict each other or nothing
    but marks is there.
    """
    people = tuple(people)
    takes = {"#": lambda word: True, "!": lambda word: word.casefold() in LEVEL_WORDS, "@": lambda word: True}
    statement, marks = read_marks(text, takes, {"@": people})
    tags = [mark for mark in marks if mark.sign == "#"]
    sorts = [mark for mark in tags if mark.word.casefold() in SORTS]
    sort = one_of("#", sorts, _TAGS, _("A constraint has one sort. Keep one of %s.") % _spoken(sorts))
    categories = [mark for mark in tags if mark not in sorts]
    category = one_of("#", categories, _TAGS, _("A driver has one category. Keep one of %s.") % _spoken(categories))
    if sort and category not in {"", "constraint"}:
        raise Refused(_("Only a constraint has a sort. Leave #%(sort)s out, or write #constraint.") % {"sort": sort})
    priority = one_of(
        "!",
        [mark for mark in marks if mark.sign == "!"],
        LEVEL_WORDS,
        _("A driver has one priority. Keep one of !h !m !l."),
    )
    if not statement:
        raise Refused(_("Write what the business needs before the marks."))
    return DriverLine(statement, "constraint" if sort else category or "goal", sort, priority, person_in(marks, people))


def _spoken(marks) -> str:
    return ", ".join(mark.sign + mark.word for mark in marks)


def why_not_driver(values: dict[str, str]) -> str:
    """Why a driver may not take these values; "" if it may."""
    if not values.get("statement", "x"):
        return _("Write what the business needs. To remove the driver, delete it.")
    if values.get("sort") and values.get("category", "constraint") != "constraint":
        return _("Only a constraint has a sort. Make it a constraint, or leave the sort out.")
    return ""


def needs_scenario(driver: Driver) -> bool:
    """A business goal or architectural driver that no scenario serves: nothing tests it."""
    return driver.category in TESTED and not driver.served_by


def matches(driver: Driver, *, text: str = "", show: str = "") -> bool:
    """Whether the filter shows this driver: `show` is a category or "unserved", `text` stands in code or wording."""
    if show == NOT_SERVED and not needs_scenario(driver):
        return False
    if show in CATEGORIES and driver.category != show:
        return False
    said_by = driver.stated_by.name if driver.stated_by else ""
    return text.casefold() in f"{driver.code} {driver.statement} {said_by}".casefold()


def grouped(drivers: Iterable[Driver]) -> list[tuple[str, list[Driver]]]:
    """(category, its drivers in their order) for the categories that have some."""
    drivers = list(drivers)
    groups = [(category, [driver for driver in drivers if driver.category == category]) for category in CATEGORIES]
    return [(category, members) for category, members in groups if members]


def chip_counts(drivers: Iterable[Driver]) -> dict[str, int]:
    """How many drivers each chip of the filter would show."""
    drivers = list(drivers)
    counts = {category: sum(driver.category == category for driver in drivers) for category in CATEGORIES}
    return counts | {NOT_SERVED: sum(map(needs_scenario, drivers))}


def lines_of(document: str, statements: Iterable[str]) -> tuple[int, int] | None:
    """The first and the last line of `document`, counted from 1, that hold one of `statements` word for word.

    None if none does: people change statements after an import.
    """
    lines = [line.replace("*", "").replace("`", "") for line in document.splitlines()]
    found = [
        next((number for number, line in enumerate(lines, 1) if statement in line), None) for statement in statements
    ]
    numbers = [number for number in found if number]
    return (min(numbers), max(numbers)) if numbers else None


def place_after(rows: list[tuple[str, str]], moving: str, step: int) -> str | None:
    """Behind which row `moving` goes to move one place up (-1) or down (+1) within its group; None: to the front.

    `rows` are (id, group) of all rows in their order. Refused if it is already at that end of its group.
    """
    ids = [row_id for row_id, _group in rows]
    group = dict(rows)[moving]
    peers = [row_id for row_id, its_group in rows if its_group == group]
    at = peers.index(moving) + step
    if at < 0:
        raise Refused(_("It is already the first of its group."))
    if at >= len(peers):
        raise Refused(_("It is already the last of its group."))
    if step > 0:
        return peers[at]
    before = [row_id for row_id in ids[: ids.index(peers[at])] if row_id != moving]
    return before[-1] if before else None

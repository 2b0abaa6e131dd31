"""Rules of requirements. Pure: imports nothing of Django but its translations."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.types import Requirement
from assessments.errors import Refused
from assessments.one_line import one_of, read_marks, split_at_bars

# In the order in which the page and the report list them.
KINDS = ("functional", "non_functional", "constraint", "assumption")
_KIND_WORDS = {
    "functional": "functional",
    "nonfunctional": "non_functional",
    "non-functional": "non_functional",
    "constraint": "constraint",
    "assumption": "assumption",
}
_OPTIONAL = "optional"
UNIT_MAX = 60  # characters; what is longer is no unit
# A figure or a range of figures, with what compares it before it and what multiplies it after it.
_FIGURE = r"\d(?:[\d.,:  ]*\d)?(?:(?:k|M|G|T|bn)(?![^\W\d_]))?"
_TARGET = re.compile(rf"((?:[<>≤≥=~±]=?\s*)?{_FIGURE}(?:\s*(?:to|-|–|…|±)\s*{_FIGURE})?)\s*(.*)", re.DOTALL)


class RequirementLine(NamedTuple):
    """What one typed line says; "" where it does not say."""

    statement: str
    kind: str = "functional"
    is_optional: bool = False
    target: str = ""
    unit: str = ""


def read_requirement(text: str) -> RequirementLine:
    """`Redirects are quick #nonfunctional|< 100 ms` → its statement, kind and target; `#optional` lets it be unmet.

    Refused if marks contradict each other, two targets are given, or nothing but marks is there.
    """
    text, behind = split_at_bars(text)
    statement, marks = read_marks(text, {"#": lambda word: True}, {})
    kinds = [mark for mark in marks if mark.word.casefold() != _OPTIONAL]
    refusal = _("A requirement has one kind. Keep one of #functional #nonfunctional #constraint #assumption.")
    kind = one_of("#", kinds, {**_KIND_WORDS, _OPTIONAL: ""}, refusal)
    if not statement:
        raise Refused(_("Write what is required before the marks."))
    if len(behind) > 1:
        raise Refused(
            _("Behind the bar stands one target, such as | < 100 ms. Write another requirement for the second.")
        )
    target, unit = split_target(behind[0] if behind else "")
    return RequirementLine(statement, kind or "functional", len(kinds) < len(marks), target, unit)


def split_target(text: str) -> tuple[str, str]:
    """`< 100 ms` → ("< 100", "ms"), `99.99%` → ("99.99", "%"). With no figure first, or too long, it is all target."""
    found = _TARGET.fullmatch(text.strip())
    if not found or len(found.group(2)) > UNIT_MAX:
        return text.strip(), ""
    return found.group(1).strip(), found.group(2).strip()


def why_not_requirement(values: Mapping[str, str]) -> str:
    """Why a requirement may not take these values; "" if it may."""
    if not values.get("statement", "x"):
        return _("Write what is required. To remove the requirement, delete it.")
    return ""


def by_kind(rows: Iterable[Requirement]) -> list[tuple[str, list[Requirement]]]:
    """(kind, its requirements in their order) for the kinds that have some."""
    rows = list(rows)
    groups = [(kind, [row for row in rows if row.kind == kind]) for kind in KINDS]
    return [(kind, members) for kind, members in groups if members]

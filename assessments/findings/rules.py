"""Rules of findings (ATAM steps 6 and 8) and risk themes. Pure: imports nothing of Django but its translations.

S sensitivity point, T trade-off point, R risk, N non-risk. An effect is "+", "-" or "" for not known, never guessed.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.types import SEVERITIES, Finding
from assessments.errors import Refused
from assessments.one_line import EFFECT_SIGNS, one_of, person_in, read_marks

# In the order in which the page lists them; risks first, because they are what the evaluation is for.
KINDS = ("R", "T", "S", "N")


class FindingLine(NamedTuple):
    """What one typed line says. `effects` are (attribute name, effect); `owner` is a name; "" where it does not say."""

    title: str
    severity: str
    owner: str
    effects: tuple[tuple[str, str], ...]


def read_finding(kind: str, text: str, people: Iterable[str] = (), attributes: Iterable[str] = ()) -> FindingLine:
    """`Synchronous call to the gateway +Security -Cost` → its title and effects.

    `#critical` and `@owner` are for risks. A trade-off point may name an attribute that does not exist yet (it is
    then made, off the tree); in other kinds `+word` is a mark only if there is an attribute of that name.
    """
    people, attributes = tuple(people), tuple(attributes)
    known = {name.casefold() for name in attributes}
    takes = {"#": lambda word: True, "@": lambda word: True}
    for sign in EFFECT_SIGNS:
        takes[sign] = lambda word: kind == "T" or word.casefold() in known
    title, marks = read_marks(text, takes, {"@": people} | dict.fromkeys(EFFECT_SIGNS, attributes))
    severity = one_of(
        "#",
        [mark for mark in marks if mark.sign == "#"],
        {level: level for level in SEVERITIES},
        _("A risk has one severity. Keep one of #critical #high #medium #low."),
    )
    owner = person_in(marks, people)
    if kind != "R" and (severity or owner):
        raise Refused(_("Only a risk has a severity and an owner. Choose Risk, or leave # and @ out."))
    if not title:
        raise Refused(_("Write what was found before the marks."))
    return FindingLine(title, severity, owner, _effects(marks))


def _effects(marks) -> tuple[tuple[str, str], ...]:
    effects: dict[str, tuple[str, str]] = {}
    for mark in marks:
        if mark.sign in EFFECT_SIGNS:
            effect = EFFECT_SIGNS[mark.sign]
            if effects.get(mark.word.casefold(), (mark.word, effect))[1] != effect:
                raise Refused(_("%(name)s cannot get better and worse at once. Keep one.") % {"name": mark.word})
            effects[mark.word.casefold()] = (mark.word, effect)
    return tuple(effects.values())


def why_not_finding(values: dict[str, str]) -> str:
    """Why a finding may not take these values; "" if it may."""
    if not values.get("title", "x"):
        return _("Write what was found. To remove the finding, delete it.")
    return ""


def why_not_theme(values: dict[str, str]) -> str:
    """Why a risk theme may not take these values; "" if it may."""
    if not values.get("title", "x"):
        return _("Name the pattern the risks share. To remove the theme, delete it.")
    return ""


def lacks_theme(finding: Finding) -> bool:
    return finding.kind == "R" and not finding.themes


def names_too_few(finding: Finding) -> bool:
    """A trade-off point is one property that matters to two attributes or more."""
    return finding.kind == "T" and len(finding.attributes) < 2


def review_due(finding: Finding, today: date) -> bool:
    """A non-risk whose assumption should have been looked at again by now."""
    return finding.kind == "N" and finding.review_on is not None and finding.review_on <= today


def kind_counts(findings: Iterable[Finding]) -> dict[str, int]:
    findings = list(findings)
    return {kind: sum(finding.kind == kind for finding in findings) for kind in KINDS}


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    findings = list(findings)
    return {level: sum(finding.severity == level for finding in findings) for level in SEVERITIES}

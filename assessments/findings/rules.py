"""Rules of findings (ATAM steps 6 and 8) and risk themes. Pure: imports nothing of Django but its translations.

S sensitivity point, T trade-off point, R risk, N non-risk. An effect is "+", "-" or "" for not known, never guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from assessments.dossier.types import SEVERITIES, Driver, Finding, Ref, Theme
from assessments.errors import Refused
from assessments.one_line import EFFECT_SIGNS, one_of, person_in, read_marks

# In the order in which the page lists them; risks first, because they are what the evaluation is for.
KINDS = ("R", "T", "S", "N")
NO_THEME = "none"
STATES = ("all", "open", "closed")
SORTS = ("severity", "number", "title")


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


@dataclass(frozen=True)
class Filter:
    """What the page is asked to show: "" for no restriction. `severity` and `theme` leave risks only."""

    text: str = ""
    kind: str = ""
    severity: str = ""
    theme: str = ""
    state: str = "all"
    sort: str = "severity"

    @classmethod
    def of(cls, data) -> "Filter":
        """The filter in a query (anything with `get`); values nobody offers are left out."""

        def one(name: str, choices: Iterable[str], default: str = "") -> str:
            value = data.get(name, default)
            return value if value in choices else default

        return cls(
            text=data.get("q", "").strip()[:200],
            kind=one("kind", KINDS),
            severity=one("severity", SEVERITIES),
            theme=one("theme", (NO_THEME,)),
            state=one("state", STATES, "all"),
            sort=one("sort", SORTS, "severity"),
        )

    @property
    def asked(self) -> dict[str, str]:
        """What the filter asks for beyond the plain page, by name in the address."""
        plain = Filter()
        return {
            ("q" if name == "text" else name): getattr(self, name)
            for name in ("text", "kind", "severity", "theme", "state", "sort")
            if getattr(self, name) != getattr(plain, name)
        }

    def query(self, **changes: str) -> str:
        """The address part of this filter with some of it changed, "?" included; "" for the plain page."""
        asked = replace(self, **changes).asked
        return f"?{urlencode(asked)}" if asked else ""

    def takes(self, finding: Finding) -> bool:
        words = " ".join(
            (
                finding.code,
                finding.title,
                finding.description,
                finding.area,
                finding.mitigation,
                finding.assumption,
                *(part.name for part in finding.attributes),
            )
        )
        return (
            self.text.casefold() in words.casefold()
            and self.kind in {"", finding.kind}
            and self.severity in {"", finding.severity}
            and (not self.theme or lacks_theme(finding))
            and (self.state == "all" or (finding.kind == "R" and finding.is_open is (self.state == "open")))
        )


def in_order(findings: Iterable[Finding], sort: str) -> list[Finding]:
    """Sorted by severity (most severe first, without severity last), number or title; each kind by itself."""
    keys = {
        "severity": lambda f: SEVERITIES.index(f.severity) if f.severity else len(SEVERITIES),
        "number": lambda f: int(f.code[1:]),
        "title": lambda f: f.title.casefold(),
    }
    return sorted(findings, key=keys[sort])


def kind_counts(findings: Iterable[Finding]) -> dict[str, int]:
    findings = list(findings)
    return {kind: sum(finding.kind == kind for finding in findings) for kind in KINDS}


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    findings = list(findings)
    return {level: sum(finding.severity == level for finding in findings) for level in SEVERITIES}


class MatrixCell(NamedTuple):
    """How far a theme threatens a driver: a degree, "" where none is given, None where it does not."""

    degree: str | None
    risks: tuple[Ref, ...]

    @property
    def heat(self) -> str:
        """The step of the design's ramp, h0 (no effect) to h4 (blocks); a degree nobody gave is h1."""
        return {None: "h0", "": "h1", "slows": "h2", "threatens": "h3", "blocks": "h4"}[self.degree]


def matrix(
    themes: Iterable[Theme], drivers: Iterable[Driver]
) -> tuple[list[Driver], list[tuple[Theme, list[MatrixCell]]]]:
    """Themes against the drivers that any of them threatens: (drivers, [(theme, a cell for each driver)])."""
    themes = list(themes)
    threatened = {ref.id for theme in themes for ref, _degree in theme.drivers}
    columns = [driver for driver in drivers if driver.id in threatened]
    rows = []
    for theme in themes:
        degrees = {ref.id: degree for ref, degree in theme.drivers}
        cells = [MatrixCell(degrees.get(driver.id), theme.risks if driver.id in degrees else ()) for driver in columns]
        rows.append((theme, cells))
    return columns, rows

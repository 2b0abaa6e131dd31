"""What the register is asked to show, read from its address, and the order it stands in. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from assessments.dossier.types import SEVERITIES, Finding
from assessments.findings.grids import exposure
from assessments.findings.rules import KINDS, lacks_theme, open_comments, review_due

NOBODY = NO_THEME = "none"
STATES = ("all", "open", "closed")
STATUSES = ("open", "mitigating", "accepted", "closed")
WAITS = ("comment", "review")  # for an answer of the team; for a look at what a non-risk rests on
NAMES = {"text": "q"}  # of fields whose name in the address differs
# What findings are sorted by: what a row has under that head, None where it has nothing. The worst come first.
SORTS = {
    "severity": lambda f: SEVERITIES.index(f.severity) if f.severity else None,
    "exposure": lambda f: -exposure(f) or None,
    "status": lambda f: STATUSES.index(f.status) if f.status else None,
    "number": lambda f: int(f.code[1:]),
    "title": lambda f: f.title.casefold(),
    "found": lambda f: [natural(ref.code) for ref in (*f.found_in, *f.approaches)] or None,
    "theme": lambda f: [theme.title.casefold() for theme in f.themes] or None,
    "mitigation": lambda f: f.mitigation.casefold() or None,
    "owner": lambda f: f.owner.name.casefold() if f.owner else None,
    "effects": lambda f: [part.name.casefold() for part in f.attributes] or None,
    "assumption": lambda f: f.assumption.casefold() or None,
    "review": lambda f: f.review_on,
}


@dataclass(frozen=True)
class Filter:
    """What the page is asked to show: "" for no restriction.

    `theme` and `owner` are public ids, or "none". All but text, kind, waits and sort leave risks only.
    `sort` is one of SORTS, with "-" before it the other way round.
    """

    text: str = ""
    kind: str = ""
    severity: str = ""
    theme: str = ""
    owner: str = ""
    status: str = ""
    omission: str = ""  # "1": risks of omission
    waits: str = ""
    state: str = "all"
    sort: str = "severity"

    @classmethod
    def of(cls, data) -> "Filter":
        """The filter in a query (anything with `get`); values nobody offers are left out."""

        def one(name: str, choices: Iterable[str], default: str = "") -> str:
            value = data.get(name, default)
            return value if value in choices else default

        def row(name: str) -> str:
            value = data.get(name, "")
            return value if value == "none" or (len(value) == 12 and value.isalnum()) else ""

        return cls(
            text=data.get("q", "").strip()[:200],
            kind=one("kind", KINDS),
            severity=one("severity", SEVERITIES),
            theme=row("theme"),
            owner=row("owner"),
            status=one("status", STATUSES),
            omission=one("omission", ("1",)),
            waits=one("waits", WAITS),
            state=one("state", STATES, "all"),
            sort=one("sort", (*SORTS, *(f"-{name}" for name in SORTS)), "severity"),
        )

    @property
    def asked(self) -> dict[str, str]:
        """What the filter asks for beyond the plain page, by name in the address."""
        plain = Filter()
        return {
            NAMES.get(name, name): getattr(self, name)
            for name in self.__dataclass_fields__
            if getattr(self, name) != getattr(plain, name)
        }

    def query(self, **changes: str) -> str:
        """The address part of this filter with some of it changed, "?" included; "" for the plain page."""
        asked = replace(self, **changes).asked
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def order(self) -> str:
        """How the values of the head it sorts by run: the highest severity first is "descending"."""
        worst_first = self.sort.removeprefix("-") in {"severity", "exposure"}
        return "descending" if worst_first != self.sort.startswith("-") else "ascending"

    def sorted_by(self, name: str) -> "Filter":
        """This filter with the order of that head; the other way round if it has that order already."""
        return replace(self, sort=f"-{name}" if self.sort == name else name)

    def takes(self, finding: Finding, today: date | None = None) -> bool:
        """Is the finding shown? Without `today` no review is due."""
        return (
            self.kind in {"", finding.kind}
            and self.severity in {"", finding.severity}
            and self.status in {"", finding.status}
            and (not self.omission or finding.is_omission)
            and (self.state == "all" or (finding.kind == "R" and finding.is_open is (self.state == "open")))
            and (self.waits != "comment" or open_comments(finding) > 0)
            and (self.waits != "review" or (today is not None and review_due(finding, today)))
            and self._takes_theme(finding)
            and self._takes_owner(finding)
            and self._takes_text(finding)
        )

    def _takes_theme(self, finding: Finding) -> bool:
        if self.theme in {"", NO_THEME}:
            return not self.theme or lacks_theme(finding)
        return any(theme.id == self.theme for theme in finding.themes)

    def _takes_owner(self, finding: Finding) -> bool:
        if self.owner == NOBODY:
            return finding.kind == "R" and finding.owner is None
        return not self.owner or (finding.owner is not None and finding.owner.id == self.owner)

    def _takes_text(self, finding: Finding) -> bool:
        if not self.text:
            return True
        texts = (finding.code, finding.title, finding.description, finding.area, finding.mitigation, finding.assumption)
        codes = (ref.code for ref in (*finding.found_in, *finding.approaches, *finding.themes))
        names = (*(part.name for part in finding.attributes), *(theme.title for theme in finding.themes))
        words = " ".join((*texts, *codes, *names, finding.owner.name if finding.owner else ""))
        return self.text.casefold() in words.casefold()

    def shown(self, findings: Iterable[Finding], today: date, *, arrived: str = "") -> list[Finding]:
        """The findings it takes, in its order; the one with the id `arrived` whatever it takes."""
        return in_order([f for f in findings if f.id == arrived or self.takes(f, today)], self.sort)


def in_order(findings: Iterable[Finding], sort: str) -> list[Finding]:
    """In the order of one of SORTS, or the other way round with "-" before it; those without a value come last."""
    findings, key = list(findings), SORTS[sort.removeprefix("-")]
    filled = [finding for finding in findings if key(finding) is not None]
    empty = [finding for finding in findings if key(finding) is None]
    return sorted(filled, key=key, reverse=sort.startswith("-")) + empty


def natural(code: str) -> tuple[str, int]:
    """A code as people order it: Av2 before Av10."""
    letters, number = re.match(r"(\D*)(\d*)", code).groups()
    return letters, int(number or 0)

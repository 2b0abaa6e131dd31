"""What the register is asked to show, read from its address, and the order it stands in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from assessments.dossier.types import SEVERITIES, Finding
from assessments.findings.grids import exposure
from assessments.findings.rules import KINDS, lacks_theme

NOBODY = NO_THEME = "none"
STATES = ("all", "open", "closed")
STATUSES = ("open", "mitigating", "accepted", "closed")
SORTS = ("severity", "number", "exposure", "title")
NAMES = {"text": "q"}  # of fields whose name in the address differs


@dataclass(frozen=True)
class Filter:
    """What the page is asked to show: "" for no restriction.

    `theme` and `owner` are public ids, or "none". All but text, kind and sort leave risks only.
    """

    text: str = ""
    kind: str = ""
    severity: str = ""
    theme: str = ""
    owner: str = ""
    status: str = ""
    omission: str = ""  # "1": risks of omission
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
            state=one("state", STATES, "all"),
            sort=one("sort", SORTS, "severity"),
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

    def takes(self, finding: Finding) -> bool:
        return (
            self.kind in {"", finding.kind}
            and self.severity in {"", finding.severity}
            and self.status in {"", finding.status}
            and (not self.omission or finding.is_omission)
            and (self.state == "all" or (finding.kind == "R" and finding.is_open is (self.state == "open")))
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
        words = " ".join((*texts, *(part.name for part in finding.attributes)))
        return self.text.casefold() in words.casefold()


def in_order(findings: Iterable[Finding], sort: str) -> list[Finding]:
    """Sorted by severity (most severe first, without severity last), number, likelihood x impact, or title."""
    keys = {
        "severity": lambda f: SEVERITIES.index(f.severity) if f.severity else len(SEVERITIES),
        "number": lambda f: int(f.code[1:]),
        "exposure": lambda f: -exposure(f),
        "title": lambda f: f.title.casefold(),
    }
    return sorted(findings, key=keys[sort])

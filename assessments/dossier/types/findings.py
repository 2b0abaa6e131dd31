"""Findings, risk themes and recommendations (ATAM steps 6 to 9)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .frame import Person, Ref


@dataclass(frozen=True, slots=True)
class AttributeEffect:
    """A quality attribute a finding bears on; `effect` is "+", "-" or "" where nobody gave one."""

    attribute_id: str
    name: str
    code: str
    hue: int
    in_tree: bool
    effect: str
    property: str


class Cell(NamedTuple):
    """Where a finding was made: a cell of an analysis grid. No approach: the row "no decision yet"."""

    id: str  # of the link
    scenario: Ref | None
    approach: Ref | None


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said to a draft finding, and what the evaluation team answered."""

    id: str
    author: Person | None
    text: str
    disposition: str  # "", "accepted", "rejected"
    disposition_label: str
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Finding:
    id: str
    code: str
    kind: str  # S, T, R, N
    kind_label: str
    title: str
    description: str  # Markdown
    severity: str
    severity_label: str
    status: str
    status_label: str
    mitigation: str
    area: str
    owner: Person | None
    assumption: str
    review_on: date | None
    version: int
    attributes: tuple[AttributeEffect, ...] = ()
    found_in: tuple[Ref, ...] = ()  # scenarios
    approaches: tuple[Ref, ...] = ()
    cells: tuple[Cell, ...] = ()
    themes: tuple[Ref, ...] = ()
    recommendations: tuple[Ref, ...] = ()
    likelihood: str = ""  # unlikely, possible, likely: an extension beyond the SEI's method, as impact is
    likelihood_label: str = ""
    impact: str = ""  # minor, moderate, major, severe
    impact_label: str = ""
    accepted_because: str = ""
    accepted_by: Person | None = None
    accepted_on: date | None = None
    broken_from: Ref | None = None  # the non-risk whose assumption broke and so became this risk
    became: tuple[Ref, ...] = ()  # the risks that this non-risk became
    comments: tuple[Comment, ...] = ()

    @property
    def is_omission(self) -> bool:
        """Whether a risk lies in a decision that nobody made: no approach carries it.

        One that a broken assumption made comes from the decision which the non-risk judged.
        """
        return self.kind == "R" and not self.approaches and not self.broken_from

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.id, self.code, self.title, severity=self.severity)

    @property
    def is_open(self) -> bool:
        return self.kind == "R" and self.status in {"open", "mitigating"}


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A trade-off candidate that is none, with the reason: `property` of `approach`."""

    id: str
    approach: Ref
    property: str
    reason: str
    by: Person | None
    on: date


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    code: str
    title: str
    summary: str  # Markdown
    version: int
    risks: tuple[Ref, ...] = ()
    drivers: tuple[tuple[Ref, str], ...] = ()  # (driver, degree or "")

    @property
    def ref(self) -> Ref:
        return Ref("theme", self.id, self.code, self.title)


@dataclass(frozen=True, slots=True)
class Recommendation:
    id: str
    code: str
    title: str
    details: str  # Markdown
    severity: str
    severity_label: str
    horizon: str
    horizon_label: str
    effort: str
    cost: str
    owner: Person | None
    status: str
    status_label: str
    version: int
    risks: tuple[Ref, ...] = ()
    themes: tuple[Ref, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref("recommendation", self.id, self.code, self.title, severity=self.severity)

"""A reference, a person, the assessment itself, its agenda, what it counts, the documents it came from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

LEVELS = ("H", "M", "L")
SEVERITIES = ("critical", "high", "medium", "low")


class Ref(NamedTuple):
    """A light reference to a row: enough for a link chip. `kind` is the entity: scenario, driver, R, S, theme …"""

    kind: str
    id: str
    code: str
    title: str
    severity: str = ""
    attribute: str = ""  # for scenarios the attribute's code, for the tile
    hue: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    role: str = ""
    role_label: str = ""
    group: str = ""
    group_label: str = ""
    organisation: str = ""
    team_roles: tuple[str, ...] = ()  # in words
    has_account: bool = False
    duties: tuple[str, ...] = ()  # the same roles in the evaluation team by their keys: team_leader, questioner …

    @property
    def initials(self) -> str:
        """First letters of the first and last word, at most two."""
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"

    @property
    def hue(self) -> int:
        """Which of the eight avatar tints (1 to 8) the person has everywhere."""
        return sum(self.id.encode()) % 8 + 1


@dataclass(frozen=True, slots=True)
class AssessmentInfo:
    id: str
    title: str
    system: str
    summary: str  # Markdown
    template: str
    template_label: str
    sections: frozenset[str]
    status: str
    status_label: str
    confidentiality: str
    language: str
    time_zone: str
    revision: int
    created_at: datetime
    changed_at: datetime
    started_on: date | None = None
    ended_on: date | None = None
    scope: str = ""  # Markdown
    go: str = ""  # what phase 0 ended with: "go", "no_go", "" while undecided
    go_label: str = ""
    decided_because: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: a participant and what their role may do (`assessments.access.CAPABILITIES`)."""

    person: Person
    can: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    number: int  # 0 preparation, 1 to 9, 10 follow-up
    name: str
    phase: int
    group: str
    group_label: str
    status: str
    status_label: str
    planned_minutes: int | None
    actual_minutes: int | None
    facilitator: Person | None
    notes: str  # Markdown
    skip_reason: str
    starts_at: datetime | None = None
    version: int = 0

    @property
    def square(self) -> bool:
        """Phases 0 and 3 are drawn square, the nine steps round."""
        return self.phase in {0, 3}

    @property
    def numbered(self) -> str:
        """ "5 Generate the utility tree"; preparation and follow-up go by their name."""
        return self.name if self.square else f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class Document:
    """An imported document. `lines` is its number of lines; ranges and line numbers count from 1."""

    id: str
    name: str
    lines: int
    text: str
    unread: tuple[tuple[int, int], ...]
    warnings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many living rows each list shows; for the spine and the overview."""

    drivers: int = 0
    requirements: int = 0
    approaches: int = 0
    attributes: int = 0
    scenarios: int = 0
    sensitivity_points: int = 0
    tradeoff_points: int = 0
    risks: int = 0
    nonrisks: int = 0
    open_risks: int = 0
    themes: int = 0
    recommendations: int = 0
    components: int = 0
    analysed: int = 0  # scenarios whose analysis is done
    questions_open: int = 0
    parked_open: int = 0

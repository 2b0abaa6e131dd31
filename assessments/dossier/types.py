"""What a reader of an assessment sees, as frozen dataclasses. Pure: imports nothing of Django.

`id` is a row's public id, `code` what people call it (Av1, R3). `..._label` is the word for a choice in the
reader's language. Levels are "H", "M", "L", or "" for not rated. Texts named *Markdown* are stored as typed
and sanitised on output. Cross references are `Ref`s.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

LEVELS = ("H", "M", "L")
SEVERITIES = ("critical", "high", "medium", "low")

# (importance, difficulty) pairs in the order in which leaves are analysed (ATAM step 6).
PRIORITY = {
    pair: rank
    for rank, group in enumerate(
        [
            [("H", "H")],
            [("H", "M"), ("M", "H")],
            [("M", "M"), ("H", "L"), ("L", "H")],
            [("M", "L"), ("L", "M")],
            [("L", "L")],
        ]
    )
    for pair in group
}
UNRATED_RANK = 5


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
    team_roles: tuple[str, ...] = ()
    has_account: bool = False

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
    notes: str
    skip_reason: str

    @property
    def square(self) -> bool:
        """Phases 0 and 3 are drawn square, the nine steps round."""
        return self.phase in {0, 3}


@dataclass(frozen=True, slots=True)
class Driver:
    id: str
    code: str
    statement: str
    category: str
    category_label: str
    sort: str
    sort_label: str
    priority: str
    stated_by: Person | None
    version: int
    served_by: tuple[Ref, ...] = ()
    threatened_by: tuple[Ref, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref("driver", self.id, self.code, self.statement)


@dataclass(frozen=True, slots=True)
class Approach:
    id: str
    code: str
    name: str
    kind: str
    kind_label: str
    description: str  # Markdown
    rationale: str  # Markdown
    version: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """A leaf of the tree, or an unplaced scenario (then `attribute_id` is "")."""

    id: str
    code: str
    source_id: str
    statement: str
    importance: str
    difficulty: str
    source: str
    stimulus: str
    artifact: str
    environment: str
    response: str
    response_measure: str
    measure_from_statement: bool
    kind: str
    kind_label: str
    origin: str
    version: int
    attribute_id: str = ""
    attribute: str = ""
    attribute_code: str = ""
    hue: int = 0
    refinement_id: str = ""
    refinement: str = ""
    drivers: tuple[Ref, ...] = ()
    findings: tuple[Ref, ...] = ()

    @property
    def pair(self) -> str:
        """ "(H,M)"; an axis that is not rated shows as "?", both unrated as ""."""
        if not (self.importance or self.difficulty):
            return ""
        return f"({self.importance or '?'},{self.difficulty or '?'})"

    @property
    def rated(self) -> bool:
        return bool(self.importance and self.difficulty)

    @property
    def rank(self) -> int:
        """Place in the order of analysis: 0 for (H,H) to 4 for (L,L), 5 while not fully rated."""
        return PRIORITY.get((self.importance, self.difficulty), UNRATED_RANK)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The six parts in the method's order as (field name, text)."""
        return (
            ("source", self.source),
            ("stimulus", self.stimulus),
            ("artifact", self.artifact),
            ("environment", self.environment),
            ("response", self.response),
            ("response_measure", self.response_measure),
        )

    @property
    def ref(self) -> Ref:
        return Ref("scenario", self.id, self.code, self.statement, attribute=self.attribute_code, hue=self.hue)


@dataclass(frozen=True, slots=True)
class Refinement:
    id: str
    name: str  # "" for the direct leaves of the attribute
    position: int
    version: int
    scenarios: tuple[Scenario, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    id: str
    name: str
    code: str  # two letters
    hue: int
    in_tree: bool
    version: int
    refinements: tuple[Refinement, ...] = ()

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(scenario for refinement in self.refinements for scenario in refinement.scenarios)

    @property
    def named_refinements(self) -> tuple[Refinement, ...]:
        return tuple(refinement for refinement in self.refinements if refinement.name)


@dataclass(frozen=True, slots=True)
class Tree:
    """The utility tree. `attributes` in their order, those in the tree only; `off_tree` the others."""

    attributes: tuple[Attribute, ...]
    off_tree: tuple[Attribute, ...]
    unplaced: tuple[Scenario, ...]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Every scenario: the leaves in tree order, then the unplaced."""
        return (*(s for attribute in self.attributes for s in attribute.scenarios), *self.unplaced)

    @property
    def by_priority(self) -> tuple[Scenario, ...]:
        """Every scenario in the order of analysis; within a rank in tree order."""
        return tuple(sorted(self.scenarios, key=lambda scenario: scenario.rank))

    @property
    def pair_counts(self) -> tuple[tuple[str, int], ...]:
        """(pair, number of scenarios) for the pairs that occur, in the order of analysis."""
        counts: dict[tuple[int, str], int] = {}
        for scenario in self.scenarios:
            if scenario.rated:
                key = (scenario.rank, scenario.pair)
                counts[key] = counts.get(key, 0) + 1
        return tuple((pair, counts[rank, pair]) for rank, pair in sorted(counts))


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

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.id, self.code, self.title, severity=self.severity)

    @property
    def is_open(self) -> bool:
        return self.kind == "R" and self.status in {"open", "mitigating"}


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


class NotLoaded(RuntimeError):
    """A page touched a part of the dossier it did not ask for."""


@dataclass(frozen=True)
class Dossier:
    """An assessment as one viewer sees it on one day. Only the parts asked for are there.

    Touching another part raises NotLoaded, also from templates: a page names what it reads.
    """

    assessment: AssessmentInfo
    viewer: Viewer | None
    today: date
    loaded: dict[str, Any] = field(default_factory=dict, repr=False)

    def part(self, name: str) -> Any:
        try:
            return self.loaded[name]
        except KeyError:
            raise NotLoaded(f"This dossier was loaded without {name!r}. Name it in parts=.") from None

    @property
    def people(self) -> tuple[Person, ...]:
        return self.part("people")

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.part("steps")

    @property
    def counts(self) -> Counts:
        return self.part("counts")

    @property
    def drivers(self) -> tuple[Driver, ...]:
        return self.part("drivers")

    @property
    def approaches(self) -> tuple[Approach, ...]:
        return self.part("approaches")

    @property
    def outline(self) -> Tree:
        """The tree whose scenarios carry no links to drivers and findings."""
        return self.part("outline")

    @property
    def tree(self) -> Tree:
        return self.part("tree")

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.part("findings")

    @property
    def themes(self) -> tuple[Theme, ...]:
        return self.part("themes")

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        return self.part("recommendations")

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.part("documents")

    def of_kind(self, kind: str) -> tuple[Finding, ...]:
        """The findings of one kind: "S", "T", "R" or "N"."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

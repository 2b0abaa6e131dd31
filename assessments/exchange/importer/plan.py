"""What was understood of a document, before anything is stored. Pure: imports nothing of Django.

Lines count from 1. Levels are "H", "M", "L" or "" where the document gives none; nothing is invented.
"""

from dataclasses import dataclass, field

UNDERSTOOD, WARNED, UNREAD, BLANK = "understood", "warned", "unread", "blank"
PARTS = ("source", "stimulus", "artifact", "environment", "response", "response_measure")


@dataclass
class PlannedDriver:
    line: int
    statement: str
    priority: str = ""
    number: int | None = None


@dataclass
class PlannedApproach:
    """`findings` are the ids of what was found at it, as the document's grid gives them: ("S1", "R2")."""

    line: int
    name: str
    description: str = ""
    number: int | None = None
    findings: tuple[str, ...] = ()


@dataclass
class PlannedScenario:
    """`attribute` and `refinement` are names, "" for none; `source_id` is the document's own id (QA-007)."""

    line: int
    statement: str
    attribute: str = ""
    refinement: str = ""
    importance: str = ""
    difficulty: str = ""
    source_id: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    measure_from_statement: bool = False


@dataclass
class PlannedFinding:
    """`attributes` are (name, effect): "+", "-" or "" where the document states no sign.

    `scenario` is the document's id of the scenario at which it was found, "" for none.
    """

    line: int
    kind: str  # S, T, R, N
    title: str
    number: int | None = None
    description: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    severity: str = ""
    mitigation: str = ""
    assumption: str = ""
    scenario: str = ""


@dataclass
class PlannedTheme:
    line: int
    title: str
    number: int | None = None
    summary: str = ""
    risks: tuple[int, ...] = ()


@dataclass
class PlannedRecommendation:
    line: int
    title: str
    number: int | None = None
    details: str = ""  # Markdown, one list item a line of the document
    severity: str = ""
    horizon: str = ""
    effort: str = ""
    cost: str = ""


@dataclass(frozen=True)
class Note:
    """Something to tell about a line."""

    line: int
    message: str


@dataclass
class DocumentPlan:
    """One document: the lines `first` to `last` of the text. `template` is "" for one that cannot be imported yet."""

    title: str
    first: int
    last: int
    template: str = "atam_full"
    kind: str = ""  # what the document calls itself, where it is no ATAM evaluation
    summary: str = ""
    drivers: list[PlannedDriver] = field(default_factory=list)
    approaches: list[PlannedApproach] = field(default_factory=list)
    attributes: list[tuple[str, int]] = field(default_factory=list)  # (name, line) in the tree, in order
    scenarios: list[PlannedScenario] = field(default_factory=list)
    findings: list[PlannedFinding] = field(default_factory=list)
    themes: list[PlannedTheme] = field(default_factory=list)
    recommendations: list[PlannedRecommendation] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)

    @property
    def importable(self) -> bool:
        return bool(self.template)

    @property
    def items(self) -> int:
        """How many rows the plan would make."""
        lists = (self.drivers, self.approaches, self.attributes, self.scenarios, self.findings, self.themes)
        return sum(map(len, lists)) + len(self.recommendations)

    def of_kind(self, kind: str) -> list[PlannedFinding]:
        return [finding for finding in self.findings if finding.kind == kind]

    @property
    def refinements(self) -> list[tuple[str, str]]:
        """The named refinements as (attribute, name), each once, in order."""
        return list(dict.fromkeys((s.attribute, s.refinement) for s in self.scenarios if s.refinement))

    @property
    def counts(self) -> dict[str, int]:
        return {
            "drivers": len(self.drivers),
            "approaches": len(self.approaches),
            "quality_attributes": len(self.attributes),
            "refinements": len(self.refinements),
            "scenarios": len(self.scenarios),
            "sensitivity_points": len(self.of_kind("S")),
            "tradeoff_points": len(self.of_kind("T")),
            "risks": len(self.of_kind("R")),
            "nonrisks": len(self.of_kind("N")),
            "risk_themes": len(self.themes),
            "recommendations": len(self.recommendations),
        }


@dataclass(frozen=True)
class Line:
    """One line of the text with what became of it: `state` is UNDERSTOOD, WARNED, UNREAD or BLANK."""

    number: int
    text: str
    state: str
    label: str = ""


@dataclass(frozen=True)
class ImportPlan:
    name: str
    text: str
    lines: tuple[Line, ...]
    documents: tuple[DocumentPlan, ...]
    unread: tuple[tuple[int, int], ...]  # in the whole text, also outside of documents

    @property
    def importable(self) -> tuple[DocumentPlan, ...]:
        return tuple(document for document in self.documents if document.importable)

"""The utility tree (ATAM step 5)."""

from dataclasses import dataclass
from datetime import datetime

from .frame import Person, Ref

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
    tags: tuple[Ref, ...] = ()  # further quality attributes, beside the home
    raw_wording: str = ""
    motivating_issue: str = ""
    locked_by: Person | None = None
    locked_at: datetime | None = None  # the statement is the agreed wording
    analysis: str = ""  # "", "in_analysis", "analysed"
    analysis_label: str = ""

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
    iso25010: str = ""  # the characteristic of ISO/IEC 25010:2023 it belongs to

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

"""The scenarios by importance and difficulty: the matrix at the head of the chapter of the tree. Pure."""

from dataclasses import dataclass

from assessments.dossier.types import LEVELS, PRIORITY, Scenario, Tree


@dataclass(frozen=True)
class Cell:
    """The scenarios of one pair; `rank` is their place in the order of analysis."""

    importance: str
    difficulty: str
    rank: int
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True)
class Priorities:
    """Importance (rows, high first) by difficulty (columns, low first), and the scenarios that stand in no cell."""

    rows: tuple[tuple[Cell, ...], ...]
    unrated: tuple[Scenario, ...]


def priorities(tree: Tree) -> Priorities:
    places: dict[tuple[str, str], list[Scenario]] = {}
    for scenario in tree.scenarios:
        places.setdefault((scenario.importance, scenario.difficulty), []).append(scenario)
    rows = tuple(
        tuple(
            Cell(
                importance,
                difficulty,
                PRIORITY[importance, difficulty],
                tuple(places.get((importance, difficulty), ())),
            )
            for difficulty in LEVELS[::-1]
        )
        for importance in LEVELS
    )
    return Priorities(rows, tuple(scenario for scenario in tree.scenarios if not scenario.rated))

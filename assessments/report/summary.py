"""The executive summary: what it picks out, and how much of that fits on its one page."""

from dataclasses import dataclass
from functools import cached_property

from assessments.dossier.types import LEVELS, PRIORITY, SEVERITIES, Finding, Recommendation, Scenario
from assessments.drawing.measure import line_count, shorten

OPENING = 320  # characters of a summary that is told in full elsewhere: this page is for what was found
MATRIX_CODES = 8  # scenario codes in a cell of the priority matrix
FOREMOST = 6  # (H,H) scenarios listed beside it
MOST_ROWS = 8  # of any table
CELL_TEXT = 110  # characters shown of a text in a table

# Heights in mm, as the style sheet makes them.
PAGE = 252.0
HEADING = 11.0
TILES = 21.0
PRIORITIES = 66.0
TABLE = 16.5  # heading and head of a table
MORE = 5.0  # the line that says how many rows are not shown
SENTENCE = 15.0  # heading and the sentence that stands for an empty table
LINE = 4.4
ROW = 3.2  # padding of a row
TEXT_SIZE = 8.7  # pt
WIDTH = 174.0


@dataclass(frozen=True)
class Cell:
    """The scenarios of one pair in the priority matrix; `rank` is their place in the order of analysis."""

    importance: str
    difficulty: str
    rank: int
    scenarios: tuple[Scenario, ...]
    more: int


@dataclass(frozen=True)
class Excerpt:
    """The first rows of a table, and how many more there are."""

    rows: tuple
    more: int


class Summary:
    """What the first page says about a report's content."""

    def __init__(self, content):
        self.content = content
        self.tree = content.tree

    @property
    def opening(self) -> str:
        """The start of a summary that is too long for this page, as plain text."""
        return shorten(self.content.assessment.summary, OPENING)

    @cached_property
    def foremost(self) -> tuple[Scenario, ...]:
        """The scenarios to analyse first: (H,H)."""
        return tuple(scenario for scenario in self.tree.by_priority if scenario.rank == 0)

    @property
    def foremost_shown(self) -> Excerpt:
        return Excerpt(self.foremost[:FOREMOST], max(0, len(self.foremost) - FOREMOST))

    @cached_property
    def unrated(self) -> int:
        return sum(not scenario.rated for scenario in self.tree.scenarios)

    @property
    def open_risks(self) -> int:
        return sum(risk.is_open for risk in self.content.risks)

    @cached_property
    def matrix(self) -> tuple[tuple[Cell, ...], ...]:
        """Importance (rows, high first) by difficulty (columns, low first)."""
        cells: dict[tuple[str, str], list[Scenario]] = {}
        for scenario in self.tree.scenarios:
            cells.setdefault((scenario.importance, scenario.difficulty), []).append(scenario)
        return tuple(
            tuple(_cell(importance, difficulty, cells.get((importance, difficulty), [])) for difficulty in LEVELS[::-1])
            for importance in LEVELS
        )

    @cached_property
    def severe_risks(self) -> tuple[Finding, ...]:
        """Critical and high risks that are not settled, the worst first."""
        severe = [risk for risk in self.content.risks if risk.severity in {"critical", "high"} and risk.is_open]
        return tuple(sorted(severe, key=lambda risk: SEVERITIES.index(risk.severity)))

    @cached_property
    def pending(self) -> tuple[Recommendation, ...]:
        """Recommendations neither done nor rejected: by horizon, then severity."""
        rows = [row for _heading, group in self.content.by_horizon for row in group]
        return tuple(row for row in rows if row.status in {"open", "in_progress"})

    @property
    def themes(self) -> Excerpt:
        return self._tables["themes"]

    @property
    def risks(self) -> Excerpt:
        return self._tables["risks"]

    @property
    def tradeoffs(self) -> Excerpt:
        return self._tables["tradeoffs"]

    @property
    def recommendations(self) -> Excerpt:
        return self._tables["recommendations"]

    @cached_property
    def _tables(self) -> dict[str, Excerpt]:
        """The tables, cut so that the page holds them: first a row or two of each, then more in order of weight."""
        # (name, rows, width of the first text column, second text and its column if there is one)
        tables = [
            ("risks", self.severe_risks, 78.0, lambda row: (row.mitigation, 55.0)),
            ("themes", self.content.dossier.themes, 95.0, lambda row: ("", 1.0)),
            ("recommendations", self.pending, 78.0, lambda row: (f"{row.horizon_label} {row.effort} {row.cost}", 55.0)),
            ("tradeoffs", self.content.tradeoff_points, 65.0, lambda row: (_effects(row), 93.0)),
        ]
        heights = {
            name: [_row_height(row.title, width, *other(row)) for row in rows] for name, rows, width, other in tables
        }
        room = PAGE - self._fixed - sum(_table_height(rows) for rows in heights.values())
        taken = dict.fromkeys(heights, 0)
        for least in (1, 2, MOST_ROWS):
            for name, rows in heights.items():
                while taken[name] < min(least, len(rows)):
                    last = taken[name] + 1 == len(rows)  # and no line about more of them
                    needed = rows[taken[name]] - (MORE if last else 0)
                    if needed > room:
                        break
                    room -= needed
                    taken[name] += 1
        return {name: Excerpt(rows[: taken[name]], len(rows) - taken[name]) for name, rows, _width, _other in tables}

    @property
    def _fixed(self) -> float:
        summary = self.content.assessment.summary
        paragraphs = [self.opening] if self.content.long_summary else summary.splitlines()
        lines = sum(line_count(paragraph, 10, WIDTH, most=30) for paragraph in paragraphs)
        return HEADING + 5.1 * lines + 5 + TILES + (PRIORITIES if self.tree.scenarios else 0)


def _cell(importance: str, difficulty: str, scenarios: list[Scenario]) -> Cell:
    shown = scenarios if len(scenarios) <= MATRIX_CODES else scenarios[: MATRIX_CODES - 1]
    rank = PRIORITY[importance, difficulty]
    return Cell(importance, difficulty, rank, tuple(shown), len(scenarios) - len(shown))


def _table_height(rows: list[float]) -> float:
    """What a table takes besides its rows, with the line about those not shown."""
    return TABLE + MORE if rows else SENTENCE


def _effects(finding: Finding) -> str:
    return "".join(f"Av  {effect.name} ?  " for effect in finding.attributes)


def _row_height(first: str, width: float, second: str, other_width: float) -> float:
    lines = max(
        line_count(shorten(first, CELL_TEXT), TEXT_SIZE, width, most=4),
        line_count(shorten(second, CELL_TEXT), TEXT_SIZE, other_width, most=4),
    )
    return lines * LINE + ROW

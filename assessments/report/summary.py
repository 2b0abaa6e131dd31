"""The executive summary: what it picks out, and how much of that fits on its one page."""

from dataclasses import dataclass
from functools import cached_property

from assessments.dossier.types import LEVELS, PRIORITY, SEVERITIES, Finding, Recommendation, Scenario
from assessments.drawing.measure import line_count, shorten

MATRIX_CODES = 8  # scenario codes in a cell of the priority matrix
FOREMOST = 6  # (H,H) scenarios listed beside it
OPENING = 320  # characters of a summary that is told in full elsewhere: this page is for what was found
TIGHT_CODES, TIGHT_FOREMOST, TIGHT_OPENING = 3, 3, 200  # where not all that was found has room otherwise
MOST_ROWS = 8  # of any table
CELL_TEXT = 110  # characters shown of a text in a table

# Heights in mm, as the style sheet makes them.
PAGE = 252.0
HEADING = 11.0
TILES = 21.0
PRIORITIES, TIGHT_PRIORITIES = 66.0, 46.0
TABLE, TIGHT_TABLE = 16.5, 15.3  # heading and head of a table
MORE = 5.0  # the line that says how many rows are not shown
SENTENCE = 15.0  # heading and the sentence that stands for an empty table
LINE = 4.4
ROW, TIGHT_ROW = 3.2, 2.2  # padding of a row
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
    """What the first page says about a report's content.

    `tight` is how it is set where its tables would leave out more than they show: less of what stands elsewhere too
    (the opening, the priorities), and closer together.
    """

    def __init__(self, content):
        self.content = content
        self.tree = content.tree
        self.tight = False
        self.tight = self._short_of_room()
        if self.tight:
            del self._tables

    def _short_of_room(self) -> bool:
        tables = self._tables.values()
        left_out, shown = sum(table.more for table in tables), sum(len(table.rows) for table in tables)
        return left_out > shown or any(table.more and not table.rows for table in tables)

    @property
    def opening(self) -> str:
        """The start of a summary that is too long for this page, as plain text."""
        return shorten(self.content.assessment.summary, TIGHT_OPENING if self.tight else OPENING)

    @cached_property
    def foremost(self) -> tuple[Scenario, ...]:
        """The scenarios to analyse first: (H,H)."""
        return tuple(scenario for scenario in self.tree.by_priority if scenario.rank == 0)

    @property
    def foremost_shown(self) -> Excerpt:
        most = TIGHT_FOREMOST if self.tight else FOREMOST
        return Excerpt(self.foremost[:most], max(0, len(self.foremost) - most))

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
            tuple(self._cell(*pair, cells.get(pair, [])) for pair in ((importance, level) for level in LEVELS[::-1]))
            for importance in LEVELS
        )

    def _cell(self, importance: str, difficulty: str, scenarios: list[Scenario]) -> Cell:
        most = TIGHT_CODES if self.tight else MATRIX_CODES
        shown = scenarios if len(scenarios) <= most else scenarios[: most - 1]
        rank = PRIORITY[importance, difficulty]
        return Cell(importance, difficulty, rank, tuple(shown), len(scenarios) - len(shown))

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
            name: [self._row_height(row.title, width, *other(row)) for row in rows]
            for name, rows, width, other in tables
        }
        around = (TIGHT_TABLE if self.tight else TABLE) + MORE  # what a table takes besides its rows
        room = PAGE - self._fixed - sum(around if rows else SENTENCE for rows in heights.values())
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
        priorities = TIGHT_PRIORITIES if self.tight else PRIORITIES
        return HEADING + 5.1 * lines + 5 + TILES + (priorities if self.tree.scenarios else 0)

    def _row_height(self, first: str, width: float, second: str, other_width: float) -> float:
        lines = max(
            line_count(shorten(first, CELL_TEXT), TEXT_SIZE, width, most=4),
            line_count(shorten(second, CELL_TEXT), TEXT_SIZE, other_width, most=4),
        )
        return lines * LINE + (TIGHT_ROW if self.tight else ROW)


def _effects(finding: Finding) -> str:
    return "".join(f"Av  {effect.name} ?  " for effect in finding.attributes)

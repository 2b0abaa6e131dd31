"""The executive summary: what it picks out, and how much of that fits on its one page."""

from dataclasses import dataclass
from functools import cached_property

from assessments.dossier.types import SEVERITIES, Finding, Recommendation, Theme
from assessments.drawing.measure import line_count, shorten

OPENING = 600  # characters of a summary that is told in full elsewhere: this page is for what was found
MOST_ROWS = 8  # of any table
CELL_TEXT = 110  # characters shown of a text in a table
DRIVERS, DRIVER_TEXT = 3, 48  # named beside a theme, and the characters shown of each: a line of most scripts

# Heights in mm, as the style sheet makes them.
PAGE = 252.0
HEADING = 11.0
TILES = 17.0
LEAD_MARGIN = 4.0
TABLE = 14.8  # heading and head of a table
SENTENCE = 12.5  # heading and the sentence that stands for an empty table
LINE = 4.4
LEAD_LINE = 4.75  # of the summary
ROW = 2.6  # padding of a row
TEXT_SIZE, LEAD_SIZE = 8.7, 9.4  # pt
WIDTH = 174.0


@dataclass(frozen=True)
class Excerpt:
    """The first rows of a table, and how many more there are."""

    rows: tuple
    more: int


class Summary:
    """What the first page says about a report's content: for readers who read no other."""

    def __init__(self, content):
        self.content = content

    @property
    def opening(self) -> str:
        """The start of a summary that is too long for this page, as plain text."""
        return shorten(self.content.assessment.summary, OPENING)

    @property
    def foremost(self) -> int:
        """How many scenarios are to be analysed first: (H,H)."""
        return sum(scenario.rank == 0 for scenario in self.content.tree.scenarios)

    @property
    def open_risks(self) -> int:
        return sum(risk.is_open for risk in self.content.risks)

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
        """(theme, excerpt of the drivers it threatens), row by row."""
        table = self._tables["themes"]
        return Excerpt(tuple((theme, threatened(theme)) for theme in table.rows), table.more)

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
        # (name, rows, lines of a row)
        tables = [
            ("risks", self.severe_risks, lambda row: _most((row.title, 67.0), (row.mitigation, 67.0))),
            ("themes", self.content.dossier.themes, lambda row: max(_most((row.title, 57.0)), _driver_lines(row))),
            ("recommendations", self.pending, lambda row: _most((row.title, 78.0), (_terms(row), 55.0))),
            ("tradeoffs", self.content.tradeoff_points, lambda row: _most((row.title, 65.0), (_effects(row), 93.0))),
        ]
        heights = {name: [lines(row) * LINE + ROW for row in rows] for name, rows, lines in tables}
        room = PAGE - self._fixed - sum(TABLE if rows else SENTENCE for rows in heights.values())
        taken = dict.fromkeys(heights, 0)
        for least in (1, 2, MOST_ROWS):
            for name, rows in heights.items():
                while taken[name] < min(least, len(rows)) and rows[taken[name]] <= room:
                    room -= rows[taken[name]]
                    taken[name] += 1
        return {name: Excerpt(rows[: taken[name]], len(rows) - taken[name]) for name, rows, _lines in tables}

    @property
    def _fixed(self) -> float:
        summary = self.content.assessment.summary
        paragraphs = [self.opening] if self.content.long_summary else [text for text in summary.splitlines() if text]
        lines = sum(line_count(paragraph, LEAD_SIZE, WIDTH, most=30) for paragraph in paragraphs)
        return HEADING + LEAD_LINE * lines + len(paragraphs) + LEAD_MARGIN + TILES


def threatened(theme: Theme) -> Excerpt:
    """The drivers named beside a theme, each with what is shown of it."""
    shown = tuple((driver, shorten(driver.title, DRIVER_TEXT)) for driver, _degree in theme.drivers[:DRIVERS])
    return Excerpt(shown, len(theme.drivers) - len(shown))


def _driver_lines(theme: Theme) -> int:
    shown = threatened(theme)
    lines = sum(line_count(f"{driver.code} {text}", TEXT_SIZE, 77.0, most=3) for driver, text in shown.rows)
    return lines + (1 if shown.more else 0)


def _most(*texts: tuple[str, float]) -> int:
    """The lines that the longest of (text, width in mm) takes, cut as the tables cut it."""
    return max(line_count(shorten(text, CELL_TEXT), TEXT_SIZE, width, most=4) for text, width in texts)


def _terms(row: Recommendation) -> str:
    return f"{row.horizon_label} {row.effort} {row.cost}"


def _effects(finding: Finding) -> str:
    return "".join(f"Av  {effect.name} ?  " for effect in finding.attributes)

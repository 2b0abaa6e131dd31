"""The slides of a presentation of the results, as the projector and the PPTX file show them.

A slide is 16:9, `WIDTH` by `HEIGHT` mm. Rows of a table are measured here, so that both outputs break them at the same
places and no text leaves its slide. Pure: of Django only its translations.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from assessments.drawing.measure import line_count, shorten, width

WIDTH, HEIGHT = 338.6, 190.5  # mm
MARGIN = 14.0
TOP = 34.0  # where a table begins
ROOM = 138.0  # what it may take
SIZES = (20.0, 16.0, 14.0)  # of the text of a table in pt: the largest that needs no more slides than the smallest
LINE = 0.443  # mm that a line takes for each pt
PADDING = (2.4, 1.6)  # mm left and right, above and below, in a cell
TABLE = WIDTH - 2 * MARGIN
MOST_SLIDES = 4  # of one kind of row: what does not fit is for the report, not for a room
MOST_ROWS = int(MOST_SLIDES * ROOM / (SIZES[-1] * LINE + 2 * PADDING[1])) + 1  # that are measured: more than fit
CELL_TEXT = 180  # characters shown of a text in a cell


class Run(NamedTuple):
    """A piece of text. `tone`: code, faint, a severity (critical …), better, worse, or ""."""

    text: str
    tone: str = ""


class Cell(NamedTuple):
    """`heat` is a step of the design's ramp, h0 to h4, that fills the cell."""

    runs: tuple[Run, ...] = ()
    heat: str = ""

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs if run.text)


Sized = tuple[tuple[Cell, ...], float]  # a row and its height in mm


@dataclass(frozen=True)
class Opening:
    """The first slide: what was evaluated, and the lines under it."""

    title: str
    lines: tuple[str, ...]
    kind = "opening"


class Figure(NamedTuple):
    number: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Figures:
    title: str
    figures: tuple[Figure, ...]
    kind = "figures"


@dataclass(frozen=True)
class Table:
    """`widths` of the columns and `heights` of the head and the rows in mm. `more` rows and columns are left to the
    report."""

    title: str
    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[float, ...]
    size: float = SIZES[-1]  # of its text in pt
    part: int = 1
    parts: int = 1
    more: int = 0
    more_columns: int = 0
    kind = "table"

    @property
    def scale(self) -> int:
        """Its text in whole pt, for the name of a class."""
        return round(self.size)

    @property
    def shares(self) -> tuple[int, ...]:
        """The widths in percent."""
        return tuple(round(100 * width / TABLE) for width in self.widths)


def cell(*texts: str | Run, heat: str = "") -> Cell:
    """A cell of texts, each cut to what a slide can bear; empty ones are left out."""
    runs = (text if isinstance(text, Run) else Run(text) for text in texts)
    return Cell(tuple(Run(shorten(run.text, CELL_TEXT), run.tone) for run in runs if run.text), heat)


def code(text: str) -> Run:
    return Run(text, "code")


def tables(title: str, columns: tuple[tuple[str, float], ...], rows: Iterable[tuple[Cell, ...]]) -> tuple[Table, ...]:
    """A table of (heading, weight of the width) columns over as many slides as its rows need, MOST_SLIDES at most."""
    whole = sum(weight for _head, weight in columns)
    widths = tuple(TABLE * weight / whole for _head, weight in columns)
    head, rows = tuple(cell(name) for name, _weight in columns), tuple(rows)
    size, above, pages = laid_out(head, rows, widths)
    more = len(rows) - sum(map(len, pages))
    return tuple(
        Table(
            title=title,
            head=tuple(name.text for name in head),
            widths=widths,
            rows=tuple(row for row, _tall in page),
            heights=(above, *(tall for _row, tall in page)),
            size=size,
            part=number,
            parts=len(pages),
            more=more if number == len(pages) else 0,
        )
        for number, page in enumerate(pages, start=1)
    )


def laid_out(
    head: tuple[Cell, ...], rows: tuple[tuple[Cell, ...], ...], widths: tuple[float, ...]
) -> tuple[float, float, list[list[Sized]]]:
    """(size of the text, height of the head, rows of each slide): as large as needs no slide more, nor leaves out a row
    more, than the smallest does, no word of the head broken."""
    fewest = None
    rows = rows[:MOST_ROWS]
    for size in reversed(SIZES):
        above = height(head, widths, size)
        pages = cut([(row, height(row, widths, size)) for row in rows], ROOM - above)
        needs = len(pages), -sum(map(len, pages))
        if fewest and (needs > fewest or breaks(head, widths, size)):
            break
        fewest, found = fewest or needs, (size, above, pages)
    return found


def breaks(head: tuple[Cell, ...], widths: tuple[float, ...], size: float) -> bool:
    """Whether a word of the head is wider than its column."""
    columns = zip(head, widths, strict=True)
    return any(width(word, size) > wide - 2 * PADDING[0] for name, wide in columns for word in name.text.split())


def cut(rows: list[Sized], room: float) -> list[list[Sized]]:
    """The rows on as few slides as hold them in `room` mm, MOST_SLIDES at most; about equally full, so that the last
    does not hold one row alone."""
    pages = filled(rows, room)
    limit = room
    while len(pages) > 1 and sum(map(len, pages)) == len(rows) and limit > room / 3:
        limit *= 0.95
        tighter = filled(rows, limit)
        if len(tighter) > len(pages) or sum(map(len, tighter)) < len(rows):
            break
        pages = tighter
    return pages


def filled(rows: list[Sized], room: float) -> list[list[Sized]]:
    """The rows on slides of `room` mm, one after the other; what does not fit MOST_SLIDES is left out."""
    pages: list[list[Sized]] = []
    left = 0.0
    for row in rows:
        if not pages or row[1] > left:
            if len(pages) == MOST_SLIDES:
                break
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= row[1]
    return pages


def height(row: tuple[Cell, ...], widths: tuple[float, ...], size: float) -> float:
    """What a row takes, in mm: its tallest cell."""
    lines = (
        line_count(cell.text, size, wide - 2 * PADDING[0], most=20) for cell, wide in zip(row, widths, strict=True)
    )
    return max(lines) * size * LINE + 2 * PADDING[1]

"""Which rows of the utility tree stand together on a page of its drawing, and how much room they take. Pure.

Lengths are mm; sizes of type are points.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.dossier.types import Attribute, Refinement, Scenario, Tree
from assessments.drawing.measure import line_count

# The room on a landscape page of A4 between title and legend.
PAGE_WIDTH = 269.0
PAGE_HEIGHT = 146.0

TEXT_SIZE = 8.5  # pt, of a scenario's statement
LINE = 3.9  # mm, its line
MEASURE_LINE = 3.4  # mm, the line of its response measure
PADDING = 1.9  # mm above and below
CODE_COLUMN = 15.0  # mm left of the statement
RATING_COLUMN = 13.5  # mm for the two squares
CHIP = 8.0  # mm for the code of a finding
FULLEST = PAGE_HEIGHT / 0.86  # what may be shrunk to fit, rather than take another page
MOST_LINES = 3
MOST_CHIPS = 3

GAP = (1.5, 5.0)  # mm between cards: at least, at most
FAMILY_GAP = 2.2  # mm more below the last card of an attribute
RANK_GAP = 14.0
ROOT = (26.0, 13.0)
ATTRIBUTE = (42.0, 12.0)
OVERVIEW_ATTRIBUTE = (62.0, 12.0)
REFINEMENT = (40.0, 9.0)
SUMMARY_HEIGHT = 7.6  # mm, a row of the overview
OVERVIEW_CODE = 14.5  # mm for a scenario's code on the overview


@dataclass(frozen=True)
class Row:
    """A line of the last column: a scenario; a refinement in summary; or nothing, under an empty attribute."""

    attribute: Attribute
    refinement: Refinement | None
    scenario: Scenario | None
    height: float
    card: dict = field(default_factory=dict)


def plan(tree: Tree) -> Iterator[tuple[str, list[Row]]]:
    """(kind, rows) for every page."""
    with_refinements = any(attribute.named_refinements for attribute in tree.attributes)
    width = _leaf_width(with_refinements, root=True)
    for measures in (True, False):  # rather without the response measures than without the whole at a glance
        whole = _leaves(tree.attributes, width, with_empty=True, measures=measures)
        if height_of(whole) <= FULLEST:
            yield "whole", whole
            return
    yield from (("overview", rows) for rows in _balanced([_summaries(tree.attributes)]))
    families = [
        _leaves((attribute,), _leaf_width(with_refinements, root=False), with_empty=False)
        for attribute in tree.attributes
        if attribute.scenarios
    ]
    yield from (("part", rows) for rows in _balanced(families))


def _balanced(families: list[list[Row]]) -> list[list[Row]]:
    """`families` on as few pages as hold them, all about equally full."""
    limit = FULLEST
    pages = _packed(families, limit)
    if len(pages) > 1 and all(height_of(family) <= limit for family in families):
        return _evened(families, len(pages))
    while limit > PAGE_HEIGHT / 3:
        limit *= 0.95
        tighter = _packed(families, limit)
        if len(tighter) > len(pages):
            break
        pages = tighter
    return pages


def _evened(families: list[list[Row]], count: int) -> list[list[Row]]:
    """Whole families on `count` pages, neighbours together, so that the squares of the heights add up to the least:
    a page for the last family alone costs more than sharing the others out."""
    # best[n]: (sum of squares, pages) for the first n families on as many pages as were laid out so far
    best: dict[int, tuple[float, list[list[Row]]]] = {0: (0.0, [])}
    for _page in range(count):
        longer: dict[int, tuple[float, list[list[Row]]]] = {}
        for start, (cost, pages) in best.items():
            page: list[Row] = []
            for end, family in enumerate(families[start:], start=start + 1):
                page = page + family
                tall = height_of(page)
                if tall > FULLEST:
                    break
                if end not in longer or cost + tall**2 < longer[end][0]:
                    longer[end] = (cost + tall**2, [*pages, page])
        best = longer
    return best[len(families)][1]


def _packed(families: list[list[Row]], limit: float) -> list[list[Row]]:
    """Pages no taller than `limit`: neighbours that fit share one, a family too tall for one is cut evenly."""
    pages: list[list[Row]] = []
    for family in families:
        if pages and height_of(pages[-1] + family) <= limit:
            pages[-1] = pages[-1] + family
        else:
            pages += _even_parts(family, limit)
    return pages


def _even_parts(rows: list[Row], limit: float) -> list[list[Row]]:
    """`rows` on as few pages as hold them, each about as tall as the others."""
    count = max(1, math.ceil(height_of(rows) / limit))
    while True:
        goal = height_of(rows) / count
        parts: list[list[Row]] = [[]]
        for row in rows:
            # A row that would overrun the page, or lies past the page's fair share, opens the next one.
            full = height_of([*parts[-1], row]) > limit
            enough = height_of(parts[-1]) + row.height / 2 > goal and len(parts) < count
            if parts[-1] and (full or enough):
                parts.append([])
            parts[-1].append(row)
        if len(parts) <= count:
            return parts
        count = len(parts)


def height_of(rows: list[Row]) -> float:
    """What a page of `rows` needs at the least."""
    families = len({row.attribute.id for row in rows})
    return sum(row.height for row in rows) + GAP[0] * max(0, len(rows) - 1) + FAMILY_GAP * max(0, families - 1)


def _leaf_width(with_refinements: bool, *, root: bool) -> float:
    """What is left for the leaves, so that the drawing fills the page from margin to margin."""
    taken = ATTRIBUTE[0] + RANK_GAP
    taken += REFINEMENT[0] + RANK_GAP if with_refinements else 0
    taken += ROOT[0] + RANK_GAP if root else 0
    return PAGE_WIDTH - taken


def _leaves(attributes: tuple[Attribute, ...], width: float, *, with_empty: bool, measures: bool = True) -> list[Row]:
    """A row for each scenario; with `with_empty` one too for attributes and refinements that have none."""
    rows = []
    for attribute in attributes:
        before = len(rows)
        for refinement in attribute.refinements:
            named = refinement if refinement.name else None
            rows += [_leaf(attribute, named, scenario, width, measures) for scenario in refinement.scenarios]
            if with_empty and named and not refinement.scenarios:
                rows.append(Row(attribute, named, None, REFINEMENT[1]))
        if with_empty and len(rows) == before:
            rows.append(Row(attribute, None, None, ATTRIBUTE[1]))
    return rows


def _leaf(attribute: Attribute, refinement: Refinement | None, scenario: Scenario, width: float, measures: bool) -> Row:
    chips = scenario.findings[:MOST_CHIPS]
    more = len(scenario.findings) - len(chips)
    room = width - CODE_COLUMN - RATING_COLUMN - CHIP * (len(chips) + (1 if more else 0)) - 2
    lines = line_count(scenario.statement, TEXT_SIZE, room, most=MOST_LINES)
    measure = scenario.response_measure if measures else ""
    height = lines * LINE + (MEASURE_LINE if measure else 0) + 2 * PADDING
    card = {"width": width, "lines": lines, "measure": measure, "chips": chips, "more": more}
    return Row(attribute, refinement, scenario, height, card)


def _summaries(attributes: tuple[Attribute, ...]) -> list[Row]:
    """A row for each refinement of the overview; the scenarios right under an attribute share one without name."""
    rows = []
    room = int(summary_width() - REFINEMENT[0]) // int(OVERVIEW_CODE)
    for attribute in attributes:
        shown = [refinement for refinement in attribute.refinements if refinement.name or refinement.scenarios]
        for refinement in shown:
            fitting = room + (int(REFINEMENT[0] // OVERVIEW_CODE) if not refinement.name else 0)
            scenarios = refinement.scenarios
            if len(scenarios) > fitting:
                scenarios = scenarios[: fitting - 1]
            more = len(refinement.scenarios) - len(scenarios)
            rows.append(Row(attribute, refinement, None, SUMMARY_HEIGHT, {"scenarios": scenarios, "more": more}))
        if not shown:
            rows.append(Row(attribute, None, None, ATTRIBUTE[1]))
    return rows


def summary_width() -> float:
    return PAGE_WIDTH - ROOT[0] - OVERVIEW_ATTRIBUTE[0] - 2 * RANK_GAP

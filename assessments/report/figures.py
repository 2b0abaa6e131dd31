"""The utility tree as drawings: which cards go on which page, and where. Pure but for the run of `dot`.

Graphviz places, HTML writes: `dot` gets a node of fixed size for each card, and gives positions. Whoever draws
(the PDF, later the browser) puts curves under the cards and writes the texts over them as HTML, so that every
script is shaped properly, every card is a link, and all text can be selected. Lengths are mm.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import graphviz

from assessments.dossier.types import Attribute, Refinement, Scenario, Tree
from assessments.report.dot import MM_PER_INCH, Placed, place
from assessments.report.measure import line_count

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
NAME_SIZE = 9.2  # pt, of an attribute's name
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
OVERVIEW_CODE = 12.5  # mm for a scenario's code on the overview


@dataclass(frozen=True)
class Card:
    """A box on the page: its corner and size, and the row of the dossier it shows.

    `kind` is root, attribute, refinement, leaf (a scenario) or summary (a refinement on the overview, with as many
    `scenarios` as fit and `more` that did not). `lines` is what the statement or name takes, `chips` how many codes of
    findings fit, `last` marks an attribute or refinement that continues from the page before.
    """

    kind: str
    x: float
    y: float
    width: float
    height: float
    hue: int = 0
    row: object = None
    lines: int = 1
    measure: str = ""
    chips: tuple = ()
    scenarios: tuple[Scenario, ...] = ()
    more: int = 0
    continued: bool = False

    @property
    def chip_count(self) -> int:
        """Places taken by codes of findings, the one that says how many more included."""
        return len(self.chips) + (1 if self.more else 0)


@dataclass(frozen=True)
class Edge:
    """A curve from the right side of one card to the left side of another: an SVG path, in mm."""

    path: str
    hue: int
    weight: float


@dataclass(frozen=True)
class Figure:
    """One page of the tree. `scale` is at most 1: what everything, text too, is multiplied with to fit the page."""

    kind: str  # whole, overview, part
    attributes: tuple[Attribute, ...]
    cards: tuple[Card, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float
    scale: float

    @property
    def drawn_width(self) -> float:
        return self.width * self.scale

    @property
    def drawn_height(self) -> float:
        return self.height * self.scale


@dataclass(frozen=True)
class _Row:
    """A line of the last column: a scenario; a refinement in summary; or nothing, under an empty attribute."""

    attribute: Attribute
    refinement: Refinement | None
    scenario: Scenario | None
    height: float
    card: dict = field(default_factory=dict)


def draw(tree: Tree) -> tuple[Figure, ...]:
    """The pages of the tree: one if everything fits, else an overview and then balanced pages of attributes.

    No attributes, no pages. Raises dot.DrawingFailed.
    """
    if not tree.attributes:
        return ()
    plans = list(_plan(tree))
    graphs = [_Graph(kind, rows) for kind, rows in plans]
    placed = place([graph.source for graph in graphs])
    return tuple(graph.figure(positions) for graph, positions in zip(graphs, placed, strict=True))


def _plan(tree: Tree) -> Iterator[tuple[str, list[_Row]]]:
    """(kind, rows) for every page."""
    with_refinements = any(attribute.named_refinements for attribute in tree.attributes)
    width = _leaf_width(with_refinements, root=True)
    for measures in (True, False):  # rather without the response measures than without the whole at a glance
        whole = _leaves(tree.attributes, width, with_empty=True, measures=measures)
        if _height(whole) <= FULLEST:
            yield "whole", whole
            return
    yield from (("overview", rows) for rows in _balanced([_summaries(tree.attributes)]))
    families = [
        _leaves((attribute,), _leaf_width(with_refinements, root=False), with_empty=False)
        for attribute in tree.attributes
        if attribute.scenarios
    ]
    yield from (("part", rows) for rows in _balanced(families))


def _balanced(families: list[list[_Row]]) -> list[list[_Row]]:
    """`families` on as few pages as hold them, all about equally full."""
    limit = FULLEST
    pages = _packed(families, limit)
    while limit > PAGE_HEIGHT / 3:
        limit *= 0.95
        tighter = _packed(families, limit)
        if len(tighter) > len(pages):
            break
        pages = tighter
    return pages


def _packed(families: list[list[_Row]], limit: float) -> list[list[_Row]]:
    """Pages no taller than `limit`: neighbours that fit share one, a family too tall for one is cut evenly."""
    pages: list[list[_Row]] = []
    for family in families:
        if pages and _height(pages[-1] + family) <= limit:
            pages[-1] = pages[-1] + family
        else:
            pages += _even_parts(family, limit)
    return pages


def _even_parts(rows: list[_Row], limit: float) -> list[list[_Row]]:
    """`rows` on as few pages as hold them, each about as tall as the others."""
    count = max(1, math.ceil(_height(rows) / limit))
    while True:
        goal = _height(rows) / count
        parts: list[list[_Row]] = [[]]
        for row in rows:
            # A row that would overrun the page, or lies past the page's fair share, opens the next one.
            full = _height([*parts[-1], row]) > limit
            enough = _height(parts[-1]) + row.height / 2 > goal and len(parts) < count
            if parts[-1] and (full or enough):
                parts.append([])
            parts[-1].append(row)
        if len(parts) <= count:
            return parts
        count = len(parts)


def _height(rows: list[_Row]) -> float:
    """What a page of `rows` needs at the least."""
    families = len({row.attribute.id for row in rows})
    return sum(row.height for row in rows) + GAP[0] * max(0, len(rows) - 1) + FAMILY_GAP * max(0, families - 1)


def _leaf_width(with_refinements: bool, *, root: bool) -> float:
    """What is left for the leaves, so that the drawing fills the page from margin to margin."""
    taken = ATTRIBUTE[0] + RANK_GAP
    taken += REFINEMENT[0] + RANK_GAP if with_refinements else 0
    taken += ROOT[0] + RANK_GAP if root else 0
    return PAGE_WIDTH - taken


def _leaves(attributes: tuple[Attribute, ...], width: float, *, with_empty: bool, measures: bool = True) -> list[_Row]:
    """A row for each scenario; with `with_empty` one too for attributes and refinements that have none."""
    rows = []
    for attribute in attributes:
        before = len(rows)
        for refinement in attribute.refinements:
            named = refinement if refinement.name else None
            rows += [_leaf(attribute, named, scenario, width, measures) for scenario in refinement.scenarios]
            if with_empty and named and not refinement.scenarios:
                rows.append(_Row(attribute, named, None, REFINEMENT[1]))
        if with_empty and len(rows) == before:
            rows.append(_Row(attribute, None, None, ATTRIBUTE[1]))
    return rows


def _leaf(
    attribute: Attribute, refinement: Refinement | None, scenario: Scenario, width: float, measures: bool
) -> _Row:
    chips = scenario.findings[:MOST_CHIPS]
    more = len(scenario.findings) - len(chips)
    room = width - CODE_COLUMN - RATING_COLUMN - CHIP * (len(chips) + (1 if more else 0)) - 2
    lines = line_count(scenario.statement, TEXT_SIZE, room, most=MOST_LINES)
    measure = scenario.response_measure if measures else ""
    height = lines * LINE + (MEASURE_LINE if measure else 0) + 2 * PADDING
    card = {"width": width, "lines": lines, "measure": measure, "chips": chips, "more": more}
    return _Row(attribute, refinement, scenario, height, card)


def _summaries(attributes: tuple[Attribute, ...]) -> list[_Row]:
    """A row for each refinement of the overview; the scenarios right under an attribute share one without name."""
    rows = []
    room = int(_summary_width() - REFINEMENT[0]) // int(OVERVIEW_CODE)
    for attribute in attributes:
        shown = [refinement for refinement in attribute.refinements if refinement.name or refinement.scenarios]
        for refinement in shown:
            fitting = room + (int(REFINEMENT[0] // OVERVIEW_CODE) if not refinement.name else 0)
            scenarios = refinement.scenarios
            if len(scenarios) > fitting:
                scenarios = scenarios[: fitting - 1]
            more = len(refinement.scenarios) - len(scenarios)
            rows.append(_Row(attribute, refinement, None, SUMMARY_HEIGHT, {"scenarios": scenarios, "more": more}))
        if not shown:
            rows.append(_Row(attribute, None, None, ATTRIBUTE[1]))
    return rows


def _summary_width() -> float:
    return PAGE_WIDTH - ROOT[0] - OVERVIEW_ATTRIBUTE[0] - 2 * RANK_GAP


class _Graph:
    """One page on its way through `dot`: cards without a place, edges between them, and the DOT text."""

    def __init__(self, kind: str, rows: list[_Row]):
        self.kind, self.rows = kind, rows
        self.cards: dict[str, Card] = {}
        self.parents: dict[str, str] = {}
        self.skipped: set[str] = set()  # children that leave out the column of refinements
        self.slack: dict[str, float] = {}  # empty room kept below a card
        # A page that will be shrunk is drawn that much wider, so that it still ends at the right margin.
        self.wider = PAGE_WIDTH * max(0.0, _height(rows) / PAGE_HEIGHT - 1)
        self._build()

    def _add(self, parent: str, card: Card, *, slack: float = 0) -> str:
        name = f"n{len(self.cards)}"
        self.cards[name] = card
        self.slack[name] = slack
        if parent:
            self.parents[name] = parent
        return name

    def _build(self) -> None:
        hidden = self.kind == "part"
        root = self._add("", Card("root", 0, 0, 0.1 if hidden else ROOT[0], ROOT[1]))
        refined = self.kind != "overview" and any(row.refinement for row in self.rows)
        size = OVERVIEW_ATTRIBUTE if self.kind == "overview" else ATTRIBUTE
        nodes: dict[tuple, str] = {}
        for index, row in enumerate(self.rows):
            attribute = row.attribute
            follower = self.rows[index + 1] if index + 1 < len(self.rows) else None
            slack = FAMILY_GAP if follower and follower.attribute.id != attribute.id else 0.0
            if attribute.id not in nodes:
                lines = line_count(attribute.name, NAME_SIZE, size[0] - 5, most=2)
                card = Card("attribute", 0, 0, *size, hue=attribute.hue, row=attribute, lines=lines)
                continued = row.scenario is not None and row.scenario.id != attribute.scenarios[0].id
                nodes[attribute.id] = self._add(root, replace(card, continued=continued))
            home = nodes[attribute.id]
            if self.kind == "overview":
                if row.refinement:
                    card = Card(
                        "summary", 0, 0, _summary_width() + self.wider, row.height, attribute.hue, row.refinement
                    )
                    self._add(home, replace(card, **row.card), slack=slack)
                continue
            if row.refinement and (attribute.id, row.refinement.id) not in nodes:
                card = Card("refinement", 0, 0, *REFINEMENT, hue=attribute.hue, row=row.refinement)
                nodes[attribute.id, row.refinement.id] = self._add(home, card)
            if row.refinement:
                home = nodes[attribute.id, row.refinement.id]
            if row.scenario:
                card = Card("leaf", 0, 0, 0, row.height, attribute.hue, row.scenario)
                card = replace(card, **row.card)
                leaf = self._add(home, replace(card, width=card.width + self.wider), slack=slack)
                if refined and not row.refinement:
                    self.skipped.add(leaf)

    @property
    def source(self) -> str:
        """The DOT text: ids and sizes, nothing a person wrote."""
        spare = (PAGE_HEIGHT - _height(self.rows)) / max(1, len(self.rows) - 1)
        gap = min(max(GAP[0] + spare, GAP[0]), GAP[1])
        graph = graphviz.Digraph(
            graph_attr={
                "rankdir": "LR",
                "nodesep": _inches(gap),
                "ranksep": _inches(RANK_GAP),
                "splines": "false",
                "ordering": "out",
                "margin": "0",
            },
            node_attr={"shape": "box", "fixedsize": "true", "label": "", "margin": "0"},
        )
        for name, card in self.cards.items():
            graph.node(name, width=_inches(card.width), height=_inches(card.height + self.slack[name]))
        for child, parent in self.parents.items():
            # Near relatives pull harder, so that a family stays together.
            weight = {"attribute": "1", "refinement": "8"}.get(self.cards[child].kind, "20")
            graph.edge(parent, child, weight=weight, minlen="2" if child in self.skipped else "1")
        return graph.source

    def figure(self, placed: Placed) -> Figure:
        cards = {}
        for name, card in self.cards.items():
            x, y = placed.centres[name]
            top = y - (card.height + self.slack[name]) / 2
            cards[name] = replace(card, x=x - card.width / 2, y=top)
        self._centre_parents(cards)
        left = min(card.x for card in cards.values() if card.width > 1)
        bottom = min(card.y for card in cards.values())
        cards = {name: replace(card, x=card.x - left, y=card.y - bottom) for name, card in cards.items()}
        shown = {name: card for name, card in cards.items() if card.width > 1}
        width = max(card.x + card.width for card in shown.values())
        height = max(card.y + card.height for card in shown.values())
        return Figure(
            kind=self.kind,
            attributes=tuple({row.attribute.id: row.attribute for row in self.rows}.values()),
            cards=tuple(shown.values()),
            edges=tuple(
                _curve(cards[parent], cards[child])
                for child, parent in self.parents.items()
                if parent in shown and child in shown
            ),
            width=width,
            height=height,
            scale=min(1.0, PAGE_WIDTH / width, PAGE_HEIGHT / height),
        )

    def _centre_parents(self, cards: dict[str, Card]) -> None:
        """Put every parent at the middle of its children.

        `dot` puts a parent of an even number of children beside one of the two middle ones. From the leaves up,
        and never onto the card above.
        """
        children: dict[str, list[str]] = {}
        for child, parent in self.parents.items():
            children.setdefault(parent, []).append(child)
        for kind in ("refinement", "attribute", "root"):
            floor = float("-inf")
            for name in [name for name, card in cards.items() if card.kind == kind]:
                card = cards[name]
                y = card.y
                if name in children:
                    middles = [cards[child].y + cards[child].height / 2 for child in children[name]]
                    y = (min(middles) + max(middles)) / 2 - card.height / 2
                y = max(y, floor)
                cards[name] = replace(card, y=y)
                floor = y + card.height + GAP[0]


def _inches(mm: float) -> str:
    return f"{mm / MM_PER_INCH:.4f}"


def _curve(parent: Card, child: Card) -> Edge:
    """One Bézier curve with its control points half way between the cards."""
    x1, y1 = parent.x + parent.width, parent.y + parent.height / 2
    x2, y2 = child.x, child.y + child.height / 2
    middle = (x1 + x2) / 2
    path = f"M{x1:.2f},{y1:.2f}C{middle:.2f},{y1:.2f} {middle:.2f},{y2:.2f} {x2:.2f},{y2:.2f}"
    return Edge(path, child.hue, {"attribute": 0.7, "refinement": 0.55}.get(child.kind, 0.4))

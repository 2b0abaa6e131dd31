"""The utility tree as drawings: the cards of each page, and where they stand. Pure but for the run of `dot`.

Graphviz places, HTML writes: `dot` gets a node of fixed size for each card, and gives positions. Whoever draws
(the PDF, later the browser) puts curves under the cards and writes the texts over them as HTML, so that every
script is shaped properly, every card is a link, and all text can be selected. Lengths are mm.
"""

from dataclasses import dataclass, replace

import graphviz

from assessments.dossier.types import Attribute, Scenario, Tree
from assessments.drawing.dot import MM_PER_INCH, Placed, place
from assessments.drawing.measure import line_count
from assessments.report.figure_pages import (
    ATTRIBUTE,
    FAMILY_GAP,
    GAP,
    OVERVIEW_ATTRIBUTE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RANK_GAP,
    REFINEMENT,
    ROOT,
    Row,
    height_of,
    plan,
    summary_width,
)

NAME_SIZE = 9.2  # pt, of an attribute's name
REFINEMENT_SIZE = 8.5  # pt, of a refinement's name


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


def draw(tree: Tree) -> tuple[Figure, ...]:
    """The pages of the tree: one if everything fits, else an overview and then balanced pages of attributes.

    No attributes, no pages. Raises dot.DrawingFailed.
    """
    if not tree.attributes:
        return ()
    graphs = [_Graph(kind, rows) for kind, rows in plan(tree)]
    placed = place([graph.source for graph in graphs])
    return tuple(graph.figure(positions) for graph, positions in zip(graphs, placed, strict=True))


class _Graph:
    """One page on its way through `dot`: cards without a place, edges between them, and the DOT text."""

    def __init__(self, kind: str, rows: list[Row]):
        self.kind, self.rows = kind, rows
        self.cards: dict[str, Card] = {}
        self.parents: dict[str, str] = {}
        self.skipped: set[str] = set()  # children that leave out the column of refinements
        self.slack: dict[str, float] = {}  # empty room kept below a card
        # A page that will be shrunk is drawn that much wider, so that it still ends at the right margin.
        self.wider = PAGE_WIDTH * max(0.0, height_of(rows) / PAGE_HEIGHT - 1)
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
                        "summary", 0, 0, summary_width() + self.wider, row.height, attribute.hue, row.refinement
                    )
                    self._add(home, replace(card, **row.card), slack=slack)
                continue
            if row.refinement and (attribute.id, row.refinement.id) not in nodes:
                lines = line_count(row.refinement.name, REFINEMENT_SIZE, REFINEMENT[0] - 7, most=2)
                card = Card("refinement", 0, 0, *REFINEMENT, hue=attribute.hue, row=row.refinement, lines=lines)
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
        spare = (PAGE_HEIGHT - height_of(self.rows)) / max(1, len(self.rows) - 1)
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
                _curve(cards[parent], cards[child], passes=child in self.skipped)
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
        and never onto the card above; one without children below the children of that.
        """
        children: dict[str, list[str]] = {}
        for child, parent in self.parents.items():
            children.setdefault(parent, []).append(child)
        for kind in ("refinement", "attribute", "root"):
            floor = family = float("-inf")
            for name in [name for name, card in cards.items() if card.kind == kind]:
                card = cards[name]
                y = card.y
                if name not in children:
                    y = max(y, family)
                else:
                    family = max(cards[child].y + cards[child].height for child in children[name]) + GAP[0]
                    middles = [cards[child].y + cards[child].height / 2 for child in children[name]]
                    y = (min(middles) + max(middles)) / 2 - card.height / 2
                y = max(y, floor)
                cards[name] = replace(card, y=y)
                floor = y + card.height + GAP[0]


def _inches(mm: float) -> str:
    return f"{mm / MM_PER_INCH:.4f}"


def _curve(parent: Card, child: Card, *, passes: bool) -> Edge:
    """One Bézier curve with its control points half way between the cards; one that passes the column of refinements
    ends before it, and goes on straight between their cards."""
    x1, y1 = parent.x + parent.width, parent.y + parent.height / 2
    x2, y2 = child.x, child.y + child.height / 2
    end = x1 + RANK_GAP if passes else x2
    middle = (x1 + end) / 2
    path = f"M{x1:.2f},{y1:.2f}C{middle:.2f},{y1:.2f} {middle:.2f},{y2:.2f} {end:.2f},{y2:.2f}"
    path += f"H{x2:.2f}" if passes else ""
    return Edge(path, child.hue, {"attribute": 0.7, "refinement": 0.55}.get(child.kind, 0.4))

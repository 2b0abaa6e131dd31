"""The graph of an architecture's components, as the page and the PDF draw it. Pure but for the run of `dot`.

Graphviz places boxes of fixed size and bends the connections; whoever draws writes the texts. Lengths are CSS pixels.
"""

import json
from collections.abc import Iterable, Mapping

import graphviz
from django.utils.translation import gettext as _

from assessments.dossier.types import Architecture, Component, Finding
from assessments.drawing.dot import DrawingFailed, TookTooLong, run
from assessments.drawing.drawn import BADGE_HEIGHT, OUTSIDE, Badge, Box, Drawing, Frame, Line
from assessments.drawing.measure import shorten, width

MOST_COMPONENTS = 150
MOST_CONNECTIONS = 400
TIMEOUT = 5  # seconds; 150 components with 400 connections take about one
MOST_BADGES = 2
SCREEN_WIDTH = 1100  # px, about what a page has for it on a wide screen

PX_PER_INCH = 96
POINTS_PER_INCH = 72  # what `dot` counts in
PX_PER_MM = PX_PER_INCH / 25.4
PT_PER_PX = 0.75
NAME_SIZE, SMALL_SIZE = 13, 12  # px, as .graph in app.css
PADDING = 12
LEAST, MOST = 96, 190  # px, the width of a box
HEIGHT, FLAT = 52, 38  # px, with and without a second line
LINE = 16
LABEL_MAX = 26  # characters of a connection's label
# Without it `dot` stumbles where components in boundaries use each other in circles; with it drawings take more room.
NEWRANK = {"newrank": "true"}
ACROSS = {"rankdir": "LR", "nodesep": "0.38", "ranksep": "0.42"}
DOWNWARDS = {"rankdir": "TB", "nodesep": "0.2", "ranksep": "0.3"} | NEWRANK
BADGE_ORDER = "RTSN"
SEVERITY_ORDER = ("critical", "high", "medium", "low", "")


def draw_components(
    architecture: Architecture, findings: Iterable[Finding] = (), *, downwards: bool = False
) -> Drawing:
    """The components of `architecture` with chips of the `findings` made at approaches that touch them.

    From left to right, or `downwards` and closer together, as many components fit a page better.
    No components, no boxes. Never raises: what cannot be drawn says so in `refusal`.
    """
    components, connections = architecture.components, architecture.connections
    if not components:
        return Drawing()
    if len(components) > MOST_COMPONENTS or len(connections) > MOST_CONNECTIONS:
        return Drawing(
            refusal=_(
                "A drawing of %(components)d components and %(connections)d connections could not be read, so here is "
                "the table. Up to %(most)d components and %(most_connections)d connections are drawn."
            )
            % {
                "components": len(components),
                "connections": len(connections),
                "most": MOST_COMPONENTS,
                "most_connections": MOST_CONNECTIONS,
            }
        )
    found = findings_by_component(components, findings)
    for layout in [DOWNWARDS] if downwards else [ACROSS, ACROSS | NEWRANK]:
        graph = _Graph(architecture, found, layout)
        try:
            return graph.drawing(json.loads(run(graph.source, form="json", timeout=TIMEOUT)))
        except TookTooLong as late:
            return Drawing(refusal=str(late))
        except DrawingFailed as failed:
            drawing = Drawing(refusal=str(failed))
    return drawing


def drawn_for_screen(architecture: Architecture, findings: Iterable[Finding] = ()) -> Drawing:
    """The graph from left to right, or downwards where only that spares scrolling far sideways."""
    across = draw_components(architecture, findings)
    if across.width <= SCREEN_WIDTH:
        return across
    downwards = draw_components(architecture, findings, downwards=True)
    return downwards if 0 < downwards.width < across.width else across


def findings_by_component(components: Iterable[Component], findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """{component id: the findings made at approaches that touch it}, the worst risks first."""
    made_at: dict[str, list[Finding]] = {}
    for finding in findings:
        for approach in finding.approaches:
            made_at.setdefault(approach.id, []).append(finding)
    result = {}
    for component in components:
        found = {row.id: row for approach in component.approaches for row in made_at.get(approach.id, ())}
        result[component.id] = sorted(found.values(), key=_weight)
    return result


def _weight(finding: Finding) -> tuple:
    closed = finding.kind == "R" and not finding.is_open
    return closed, BADGE_ORDER.index(finding.kind), SEVERITY_ORDER.index(finding.severity), int(finding.code[1:])


class _Graph:
    """The DOT text of made-up ids and sizes, and the way back from positions to what they belong to."""

    def __init__(
        self, architecture: Architecture, found: Mapping[str, list[Finding]], layout: Mapping[str, str] = ACROSS
    ):
        self.layout = layout
        self.components, self.connections, self.found = architecture.components, architecture.connections, found
        self.names = {component.id: f"n{number}" for number, component in enumerate(self.components)}
        self.shapes = {component.id: _Shape(component, found[component.id]) for component in self.components}
        boundaries = dict.fromkeys(component.boundary for component in self.components if component.boundary)
        self.boundaries = {f"cluster_{number}": title for number, title in enumerate(boundaries)}
        self.labels = [connection_label(connection) for connection in self.connections]

    @property
    def source(self) -> str:
        graph = graphviz.Digraph(
            graph_attr=self.layout | {"pad": "0.05"},
            node_attr={"shape": "box", "fixedsize": "true", "label": ""},
            edge_attr={"arrowhead": "none"},
        )
        for name, title in self.boundaries.items():
            with graph.subgraph(name=name) as cluster:
                cluster.attr(margin="12", label=_space(px_width(title, SMALL_SIZE) + 16, 18), labeljust="l")
                self._nodes(cluster, title)
        self._nodes(graph, "")
        for number, connection in enumerate(self.connections):
            label = self.labels[number]
            extra = {"label": _space(px_width(label, SMALL_SIZE) + 10, 16)} if label else {}
            graph.edge(self.names[connection.source.id], self.names[connection.target.id], id=f"e{number}", **extra)
        return graph.source

    def _nodes(self, graph, boundary: str) -> None:
        for component in self.components:
            if component.boundary == boundary:
                shape = self.shapes[component.id]
                wide, high = f"{shape.width / PX_PER_INCH:.3f}", f"{shape.height / PX_PER_INCH:.3f}"
                graph.node(self.names[component.id], width=wide, height=high)

    def drawing(self, placed: dict) -> Drawing:
        scale = PX_PER_INCH / POINTS_PER_INCH
        _x, _y, wide, high = (float(number) for number in placed["bb"].split(","))

        def point(text: str) -> tuple[float, float]:
            x, y = text.split(",")
            return float(x) * scale, (high - float(y)) * scale

        objects = {item["name"]: item for item in placed.get("objects", ())}
        frames = []
        for name, title in self.boundaries.items():
            left, bottom, right, top = (float(number) for number in objects[name]["bb"].split(","))
            frames.append(
                Frame(title, left * scale, (high - top) * scale, (right - left) * scale, (top - bottom) * scale)
            )
        edges = {item["id"]: item for item in placed.get("edges", ())}
        return Drawing(
            width=wide * scale + 4,
            height=high * scale + 4,
            boxes=tuple(
                self.shapes[component.id].box(*point(objects[self.names[component.id]]["pos"]))
                for component in self.components
            ),
            frames=tuple(frames),
            lines=tuple(
                _line(edges[f"e{number}"], point, connection.asynchronous, self.labels[number])
                for number, connection in enumerate(self.connections)
            ),
        )


class _Shape:
    """How large a component's box is, and what stands in it, before it has a place."""

    def __init__(self, component: Component, findings: list[Finding]):
        self.component = component
        room = MOST - 2 * PADDING
        self.lines = wrapped(component.name, room)
        self.technology = fitted(component.technology or outside_word(component), SMALL_SIZE, room)
        texts = [px_width(line, NAME_SIZE) * 1.04 for line in self.lines] + [px_width(self.technology, SMALL_SIZE)]
        self.badges = [(finding.ref, px_width(finding.code, SMALL_SIZE) + 28) for finding in findings[:MOST_BADGES]]
        badges = sum(wide + 4 for _ref, wide in self.badges)
        self.width = max(LEAST, badges, max(texts) + 2 * PADDING)
        self.height = (HEIGHT if self.technology else FLAT) + LINE * (len(self.lines) - 1)

    def box(self, x: float, y: float) -> Box:
        """The box with its centre at (x, y)."""
        left, top = x - self.width / 2, y - self.height / 2
        first = top + 23
        badges, right = [], left + self.width + 6
        for finding, wide in reversed(self.badges):
            right -= wide
            badges.append(Badge(finding, right, top - BADGE_HEIGHT / 2 - 1, wide))
            right -= 3
        return Box(
            component=self.component,
            x=left,
            y=top,
            width=self.width,
            height=self.height,
            lines=tuple((first + LINE * number, line) for number, line in enumerate(self.lines)),
            technology=self.technology,
            technology_y=first + LINE * len(self.lines) + 1,
            badges=tuple(reversed(badges)),
        )


def outside_word(component: Component) -> str:
    """What a box says below the name of a part that is outside and names no technology."""
    return component.kind_label if component.kind in OUTSIDE else ""


def connection_label(connection) -> str:
    """What stands beside a connection: its label, its protocol, or both."""
    said = [part for part in (connection.label, connection.protocol) if part]
    return shorten(", ".join(said), LABEL_MAX)


def px_width(text: str, size: float) -> float:
    """Width of `text` in px at `size` px."""
    return width(text, size * PT_PER_PX) * PX_PER_MM


def fitted(text: str, size: float, room: float) -> str:
    """`text` on one line, shortened until it fits into `room` px."""
    text = shorten(text, 60)
    while text and px_width(text, size) > room:
        text = shorten(text, len(text) - 1)
    return text


def wrapped(name: str, room: float) -> tuple[str, ...]:
    """A name in at most two lines of `room` px; what does not fit ends in an ellipsis."""
    words, first = name.split(), ""
    while words and px_width(f"{first} {words[0]}".strip(), NAME_SIZE) <= room:
        first = f"{first} {words.pop(0)}".strip()
    if not words:
        return (first,)
    if not first:
        return (fitted(name, NAME_SIZE, room),)
    return first, fitted(" ".join(words), NAME_SIZE, room)


def _space(wide: float, high: float) -> str:
    """A label of fixed size with nothing in it: room for a text that `dot` never sees."""
    points = POINTS_PER_INCH / PX_PER_INCH
    size = f'WIDTH="{wide * points:.0f}" HEIGHT="{high * points:.0f}"'
    return f'<<TABLE BORDER="0" FIXEDSIZE="TRUE" {size}><TR><TD></TD></TR></TABLE>>'


def _line(edge: dict, point, dashed: bool, label: str) -> Line:
    """A connection from `dot`'s control points: one start, then three for each curve."""
    points = [point(text) for text in edge["pos"].split(" ")]
    path = "M{:.1f} {:.1f}".format(*points[0])
    path += "".join(
        "C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(*points[n], *points[n + 1], *points[n + 2])
        for n in range(1, len(points) - 2, 3)
    )
    x, y = point(edge["lp"]) if "lp" in edge else (0, 0)
    return Line(path, _arrow(points[-2], points[-1]), dashed, label, x, y + 4)


def _arrow(before: tuple[float, float], tip: tuple[float, float]) -> str:
    """A triangle of 8 by 7 px that points from `before` to `tip`."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1
    dx, dy = dx / length, dy / length
    x, y = tip[0] - 8 * dx, tip[1] - 8 * dy
    left, right = (x - 3.5 * dy, y + 3.5 * dx), (x + 3.5 * dy, y - 3.5 * dx)
    return "M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z".format(*tip, *left, *right)

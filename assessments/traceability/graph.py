"""The drawing of a trace: graphviz places boxes of one size a column; whoever draws writes the texts. CSS pixels."""

import json
from dataclasses import dataclass

import graphviz
from django.utils.translation import gettext as _

from assessments.dossier.types import Ref
from assessments.drawing.components import (
    POINTS_PER_INCH,
    PX_PER_INCH,
    SMALL_SIZE,
    fitted,
    px_width,
)
from assessments.drawing.dot import DrawingFailed, run
from assessments.traceability.trace import Trace, key_of

MOST_ROWS, MOST_STEPS = 150, 600
TIMEOUT = 5  # seconds; 150 rows with 600 steps take about two
HEIGHT, PADDING, MOST_TEXT, GAP = 30, 10, 150, 8
HEAD = 30  # above the boxes, for the names of the columns


@dataclass(frozen=True)
class Box:
    ref: Ref
    x: float
    y: float
    width: float
    title: str
    title_x: float
    loose: bool
    height: float = HEIGHT

    @property
    def baseline(self) -> float:
        return self.y + HEIGHT / 2 + 4

    @property
    def text_x(self) -> float:
        return self.x + PADDING


@dataclass(frozen=True)
class Drawing:
    """A trace drawn, or in `refusal` a sentence that says why it is not: the table then shows everything."""

    width: float = 0
    height: float = 0
    heads: tuple[tuple[float, str], ...] = ()  # (x, name of the column)
    boxes: tuple[Box, ...] = ()
    paths: tuple[str, ...] = ()
    refusal: str = ""


def draw(trace: Trace, loose: frozenset[str] = frozenset()) -> Drawing:
    """The drawing of `trace`; rows whose key is in `loose` are marked. No rows, no boxes. Never raises."""
    keys = trace.keys
    if not keys:
        return Drawing()
    rows = len({key_of(ref) for column in trace.columns for ref in column.refs})  # a driver threatened is no row more
    if rows > MOST_ROWS or len(trace.steps) > MOST_STEPS:
        return Drawing(
            refusal=_("A drawing of %(rows)d rows could not be read. Follow one of them, or read the table.")
            % {"rows": rows}
        )
    names = {key: f"n{number}" for number, key in enumerate(keys)}
    widths = [max(_box_width(ref) for ref in (*column.refs, Ref("", "", "", column.name))) for column in trace.columns]
    try:
        placed = json.loads(run(_source(trace, names, widths), form="json", timeout=TIMEOUT))
    except DrawingFailed as failed:
        return Drawing(refusal=str(failed))
    return _drawing(trace, names, widths, placed, loose)


def _title(ref: Ref) -> str:
    return fitted(ref.title, SMALL_SIZE, MOST_TEXT)


def _title_x(ref: Ref) -> float:
    return PADDING + px_width(ref.code, SMALL_SIZE) * 1.1 + GAP


def _box_width(ref: Ref) -> float:
    return _title_x(ref) + px_width(_title(ref), SMALL_SIZE) * 1.04 + PADDING


def _source(trace: Trace, names: dict[str, str], widths: list[float]) -> str:
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "LR", "nodesep": "0.12", "ranksep": "0.6", "pad": "0"},
        node_attr={"shape": "box", "fixedsize": "true", "label": "", "height": f"{HEIGHT / PX_PER_INCH:.3f}"},
        edge_attr={"arrowhead": "none"},
    )
    for number, column in enumerate(trace.columns):
        with graph.subgraph() as rank:
            rank.attr(rank="same")
            rank.node(f"c{number}", width="0.01", height="0.01", style="invis")
            for ref in column.refs:
                rank.node(names[column.key(ref)], width=f"{widths[number] / PX_PER_INCH:.3f}")
        if number:
            graph.edge(f"c{number - 1}", f"c{number}", style="invis")
    for number, (source, target) in enumerate(trace.steps):
        graph.edge(f"{names[source]}:e", f"{names[target]}:w", id=f"e{number}")
    return graph.source


def _drawing(trace: Trace, names: dict[str, str], widths: list[float], placed: dict, loose: frozenset[str]) -> Drawing:
    scale = PX_PER_INCH / POINTS_PER_INCH
    _left, _bottom, wide, high = (float(number) for number in placed["bb"].split(","))
    objects = {item["name"]: item for item in placed.get("objects", ()) if "pos" in item}

    def point(text: str) -> tuple[float, float]:
        x, y = (float(number) for number in text.split(","))
        return x * scale, (high - y) * scale + HEAD

    boxes, heads = [], []
    for width, column in zip(widths, trace.columns, strict=True):
        for ref in column.refs:
            x, y = point(objects[names[column.key(ref)]]["pos"])
            left, loosely = x - width / 2, column.key(ref) in loose
            boxes.append(Box(ref, left, y - HEIGHT / 2, width, _title(ref), left + _title_x(ref), loosely))
        heads.append((boxes[-1].x, column.name))
    paths = (
        _path([point(text) for text in edge["pos"].split(" ")]) for edge in placed.get("edges", ()) if "id" in edge
    )
    return Drawing(wide * scale + 4, high * scale + HEAD + 4, tuple(heads), tuple(boxes), tuple(filter(None, paths)))


def _path(points: list[tuple[float, float]]) -> str:
    """An edge from `dot`'s control points: one start, then three for each curve."""
    path = "M{:.1f} {:.1f}".format(*points[0])
    return path + "".join(
        "C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(*points[n], *points[n + 1], *points[n + 2])
        for n in range(1, len(points) - 2, 3)
    )

"""The drawing on the cover: the silhouette of the evaluated system's own utility tree. Pure."""

from dataclasses import dataclass

from assessments.dossier.types import Tree

WIDTH, HEIGHT = 92.0, 98.0  # mm
COLUMNS = (2.0, 30.0, 84.0)  # mm: root, attributes, scenarios
MOST_ATTRIBUTES = 9
MOST_SCENARIOS = 5  # for each attribute
_FILLS = {0: "#ffffff", 1: "#8fb3ea", 2: "#3f66a5"}  # by place in the order of analysis


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    r: float
    fill: str


@dataclass(frozen=True)
class Motif:
    """Curves and dots in a box of `width` by `height` mm; a scenario's dot is the brighter the earlier its analysis."""

    width: float
    height: float
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]


def motif(tree: Tree) -> Motif:
    """At most nine attributes with five scenarios each; a cover needs no more."""
    families = [attribute.scenarios[:MOST_SCENARIOS] for attribute in tree.attributes[:MOST_ATTRIBUTES]]
    slots = sum(max(1, len(family)) for family in families) + max(0, len(families) - 1)
    if not families:
        return Motif(WIDTH, HEIGHT, (), ())
    step = min(9.0, HEIGHT / slots)
    top = (HEIGHT - step * slots) / 2 + step / 2
    paths, dots = [], []
    root = (COLUMNS[0], HEIGHT / 2)
    for family in families:
        height = step * (max(1, len(family)) - 1)
        parent = (COLUMNS[1], top + height / 2)
        paths.append(_curve(root, parent))
        dots.append(Dot(*parent, 1.5, "#5b86c9"))
        for index, scenario in enumerate(family):
            leaf = (COLUMNS[2], top + index * step)
            paths.append(_curve(parent, leaf))
            dots.append(Dot(*leaf, 1.5, _FILLS.get(scenario.rank, "#14233a")))
        top += height + 2 * step
    dots.append(Dot(*root, 1.8, "#ffffff"))
    return Motif(WIDTH, HEIGHT, tuple(paths), tuple(dots))


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    return f"M{x1:.2f},{y1:.2f}C{middle:.2f},{y1:.2f} {middle:.2f},{y2:.2f} {x2:.2f},{y2:.2f}"

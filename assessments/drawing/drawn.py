"""A drawing with everything in its place: what pages and the PDF loop over. Lengths are CSS pixels."""

from dataclasses import dataclass

from assessments.dossier.types import Component, Ref

BADGE_HEIGHT = 20
OUTSIDE = {"client", "external", "person"}  # drawn dashed: not ours to change


@dataclass(frozen=True)
class Badge:
    """The chip of a finding on the upper edge of a box."""

    finding: Ref
    x: float
    y: float
    width: float

    @property
    def icon(self) -> str:
        """The name of its icon in the sprite: of a risk the shape of its severity."""
        if self.finding.severity:
            return f"sev-{self.finding.severity}"
        return {"S": "activity", "T": "scale", "R": "triangle-alert", "N": "shield-check"}[self.finding.kind]

    @property
    def icon_x(self) -> float:
        return self.x + 5

    @property
    def icon_y(self) -> float:
        return self.y + 4

    @property
    def text_x(self) -> float:
        return self.x + 21

    @property
    def text_y(self) -> float:
        return self.y + 14.5


@dataclass(frozen=True)
class Box:
    """A component: its corner and size, its name in one or two lines, its technology below."""

    component: Component
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]  # (baseline, text)
    technology: str
    technology_y: float
    badges: tuple[Badge, ...]

    @property
    def outside(self) -> bool:
        return self.component.kind in OUTSIDE

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Frame:
    """A boundary around the components that share it."""

    title: str
    x: float
    y: float
    width: float
    height: float

    @property
    def text_x(self) -> float:
        return self.x + 12

    @property
    def text_y(self) -> float:
        return self.y + 17


@dataclass(frozen=True)
class Line:
    """A connection as a path, the triangle of its arrow, and where the middle of its label stands."""

    path: str
    arrow: str
    dashed: bool
    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """The graph, or in `refusal` a sentence that says why there is none: the table then shows everything."""

    width: float = 0
    height: float = 0
    boxes: tuple[Box, ...] = ()
    frames: tuple[Frame, ...] = ()
    lines: tuple[Line, ...] = ()
    refusal: str = ""

    @property
    def drawn_height(self) -> float:
        """Its height with the chips that stand out above the uppermost boxes."""
        return self.height + BADGE_HEIGHT / 2 + 2

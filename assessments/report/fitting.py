"""How large a drawing made in pixels is printed: on an upright page where it fits, else on a landscape one."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.dossier.types import Architecture, Finding
from assessments.drawing.components import draw_components
from assessments.drawing.drawn import Drawing
from assessments.report.figure_pages import PAGE_WIDTH

MM_PER_PX = 25.4 / 96
PORTRAIT = (174.0, 200.0)  # mm, the room for a drawing on a page that is not turned
LANDSCAPE = (PAGE_WIDTH, 152.0)  # mm, on a turned page between title and legend
EASY_SCALE = 0.62  # names in six points
LEAST_SCALE = 0.45  # names in four and a half: what is smaller nobody reads, on paper or enlarged


@dataclass(frozen=True)
class Fit:
    """A drawing of `wide` by `high` pixels on its page; an inch has 96 of them."""

    wide: float
    high: float

    @property
    def is_wide(self) -> bool:
        """Whether it gets a landscape page."""
        return self.wide * MM_PER_PX > PORTRAIT[0]

    @property
    def scale(self) -> float:
        """What it is multiplied with to fit its page; at most 1."""
        if not self.wide:
            return 1.0
        room = LANDSCAPE if self.is_wide else PORTRAIT
        return min(1.0, room[0] / (self.wide * MM_PER_PX), room[1] / (self.high * MM_PER_PX))

    @property
    def is_legible(self) -> bool:
        return self.scale >= LEAST_SCALE

    @property
    def mm(self) -> float:
        """Millimetres a pixel of it becomes."""
        return self.scale * MM_PER_PX

    @property
    def width(self) -> float:
        """Printed, in mm."""
        return self.wide * self.mm

    @property
    def height(self) -> float:
        return self.high * self.mm


def drawn_to_fit(architecture: Architecture, findings: Iterable[Finding]) -> Drawing:
    """The graph of the components from left to right, or downwards where only that prints it large enough to read."""
    across = draw_components(architecture, findings)
    if not across.boxes or _scale(across) >= EASY_SCALE:
        return across
    return max(across, draw_components(architecture, findings, downwards=True), key=_scale)


def _scale(drawing: Drawing) -> float:
    return Fit(drawing.width, drawing.drawn_height).scale if drawing.boxes else 0.0

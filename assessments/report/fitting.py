"""How large a drawing made in pixels is printed: on an upright page where it fits, else on a landscape one."""

from dataclasses import dataclass

from assessments.report.figure_pages import PAGE_HEIGHT, PAGE_WIDTH

MM_PER_PX = 25.4 / 96
PORTRAIT = (174.0, 200.0)  # mm, the room for a drawing on a page that is not turned
LEAST_SCALE = 0.45  # smaller letters than six points nobody reads


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
        room = (PAGE_WIDTH, PAGE_HEIGHT) if self.is_wide else PORTRAIT
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

"""The views of the architecture as they are printed."""

from dataclasses import dataclass
from unicodedata import east_asian_width

from assessments.dossier.types import View
from assessments.drawing.measure import MM_PER_PT
from assessments.report.fitting import PORTRAIT

LETTERS, LEAST_LETTERS = 7.5, 3.5  # pt, of a preformatted text
MONOSPACE = 0.602  # of the font size, the width of its letters


@dataclass(frozen=True)
class Shown:
    """A view as it is printed: its picture if there is one, and the size in pt at which its text fits the page."""

    view: View
    picture: str
    text: str
    size: float


def shown(view: View, pictures: frozenset[str]) -> Shown:
    """`view`, with its picture if that is among `pictures` (public ids)."""
    picture = view.image.id if view.image and view.image.id in pictures else ""
    text = view.text.expandtabs(8)
    columns = max(sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line) for line in text.split("\n"))
    fits = PORTRAIT[0] / MM_PER_PT / (MONOSPACE * max(columns, 1))
    return Shown(view, picture, text, max(LEAST_LETTERS, min(LETTERS, fits * 0.97)))

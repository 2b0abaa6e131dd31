"""The files a report is made of besides its text: style sheets, fonts, severity shapes. Pure: no Django.

The renderer can reach these names and nothing else. The fonts are cuts of the variable Inter under static/fonts,
made by scripts/report_fonts.py.
"""

from pathlib import Path

SCHEME = "asset:"
PICTURE = "picture:"  # of a view, by its public id
STYLE_SHEET = "report.css"
BASE = "base.css"
EXTENDED = "extended.css"
SHAPES = ("critical.svg", "high.svg", "medium.svg", "low.svg")
TEXT_FONTS = ("inter-400.ttf", "inter-ext-400.ttf")
FONTS = (*TEXT_FONTS, "inter-600.ttf", "inter-display-700.ttf", "inter-ext-600.ttf")
NAMES = frozenset({STYLE_SHEET, BASE, EXTENDED, *SHAPES, *FONTS})

_HERE = Path(__file__).resolve().parent / "files"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


def asset_path(name: str) -> Path:
    """Where the asset called `name` lies; KeyError for any other name."""
    if name not in NAMES:
        raise KeyError(name)
    return _HERE / name


def asset_type(name: str) -> str:
    return _TYPES[Path(name).suffix]

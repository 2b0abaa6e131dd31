"""How wide a text is in the report's font, so that a card can be given its size before anything is laid out."""

import re
import unicodedata
from functools import lru_cache

from assessments.report.assets import TEXT_FONTS, asset_path

MM_PER_PT = 25.4 / 72
_WIDER = 1.03  # advances are those of the regular weight; cards use medium and semi-bold
_UNKNOWN = 0.62  # of the font size, for a letter another font will draw
_SPACES = re.compile(r"[^\S\xa0]+")  # lines may break there; not at a no-break space
_WORDS = re.compile(r"[\S\xa0]+\s*")


@lru_cache(maxsize=1)
def _advances() -> dict[int, float]:
    """{code point: advance as a part of the font size} of the bundled Inter."""
    from fontTools.ttLib import TTFont  # here, because only drawings need it

    table: dict[int, float] = {}
    for name in TEXT_FONTS:
        with TTFont(asset_path(name), lazy=True) as font:
            metrics, unit = font["hmtx"].metrics, font["head"].unitsPerEm
            for point, glyph in font.getBestCmap().items():
                table.setdefault(point, metrics[glyph][0] / unit)
    return table


def _advance(character: str, table: dict[int, float]) -> float:
    known = table.get(ord(character))
    if known is not None:
        return known
    if unicodedata.category(character) in {"Mn", "Cf"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


def width(text: str, size: float) -> float:
    """Width of `text` in mm at `size` pt."""
    table = _advances()
    return sum(_advance(character, table) for character in text) * size * MM_PER_PT * _WIDER


def line_count(text: str, size: float, available: float, *, most: int) -> int:
    """How many lines `text` takes when wrapped to `available` mm at `size` pt; counting stops at `most`."""
    lines, used = 1, 0.0
    for word in _WORDS.findall(text):
        wide = width(word[:400], size)
        bare = width(word.rstrip()[:400], size)
        if used + bare <= available:
            used += wide
        elif bare <= available:
            lines, used = lines + 1, wide
        else:  # scripts without spaces break anywhere; so do words longer than a line, from its beginning on
            if used and unicodedata.east_asian_width(word[0]) not in "WF":
                lines, used = lines + 1, 0.0
            for character in word[:2000]:
                step = width(character, size)
                if used + step > available:
                    lines, used = lines + 1, 0.0
                used += step
                if lines >= most:
                    return most
        if lines >= most:
            return most
    return lines


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of `text` on one line, cut between words where that is possible, ending in …"""
    text = _SPACES.sub(" ", text.strip())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit / 2 else cut).rstrip(" ,;:.–-") + "…"

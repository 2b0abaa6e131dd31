"""The eight hues of quality attributes in the report: those of the design system, dark enough for white text."""

import re
from typing import NamedTuple


class Hue(NamedTuple):
    """What is filled or written, what lies behind words, and the frame of a card."""

    ink: str
    tint: str
    pale: str


HUES = (
    Hue("#3456a3", "#e3edff", "#aabee5"),
    Hue("#00715c", "#d9f4ed", "#94cbbe"),
    Hue("#5f499c", "#edeaff", "#bfb7e2"),
    Hue("#006399", "#dbf1ff", "#99c4e0"),
    Hue("#8e3665", "#fee5f0", "#ddaec3"),
    Hue("#006e30", "#dff3e2", "#a3c9aa"),
    Hue("#006d7f", "#d7f3f7", "#90c9d1"),
    Hue("#7b3e86", "#f7e7f9", "#d0b2d6"),
)
_USED = re.compile(r'class="[^"]*\bh([0-7])\b')


def hue_class(number: int) -> str:
    """The class of a quality attribute's colour; attributes past the eighth share, which is why letters identify."""
    return f"h{number % len(HUES)}"


def hue_rules(html: str) -> list[str]:
    """The rules of the hues that `html` uses: each one not written saves the renderer seven rules."""
    return [_rules(f".h{n}", HUES[n]) for n in sorted({int(found) for found in _USED.findall(html)})]


def _rules(h: str, hue: Hue) -> str:
    ink, tint, pale = hue
    return (
        f"{h} .bar,.qn{h}{{background:{ink}}}{h} .leaf-id,{h} .sc-head .id{{color:{ink}}}"
        f".qa{h}{{background:{tint};color:{ink}}}.rn{h}{{background:{tint};color:{ink};border-color:{ink}}}"
        f".leaf{h},.sum{h}{{border-color:{pale}}}.sc{h} .sc-head{{border-left-color:{ink}}}"
    )

"""Rules of the utility tree. Pure: imports nothing of Django but its translations' marker.

The tree is Utility, quality attribute, refinement (optional), scenario; a leaf carries the pair
(importance, difficulty), each H, M, L or not rated (SEI technical report CMU/SEI-2000-TR-004).
"""

import re
from typing import NamedTuple

HUES = 8
# Codes that read like other ids of an assessment: BD1 is a driver, RT1 a theme.
RESERVED_CODES = frozenset({"bd", "rt"})

_PAIR = re.compile(r"[\s,;:]*[(\[]\s*([HML?-])\s*[,/|;]\s*([HML?-])\s*[)\]]\s*\.?\s*$", re.IGNORECASE)


class OneLine(NamedTuple):
    """What one typed line says: a statement and its ratings ("" where it gives none)."""

    statement: str
    importance: str
    difficulty: str


def read_line(text: str) -> OneLine:
    """`Queue clears in < 15 min (H,M)` → statement, importance H, difficulty M.

    The pair stands at the end in round or square brackets; `?` or `-` in it means not rated.
    """
    match = _PAIR.search(text)
    if not match:
        return OneLine(text.strip(), "", "")
    levels = [level.upper() if level.upper() in "HML" else "" for level in match.groups()]
    return OneLine(text[: match.start()].strip(), *levels)


def abbreviation_for(name: str, taken: set[str]) -> str:
    """Two letters for a quality attribute, first one upper case, none of `taken` (compared without case).

    Tried in order: the first two letters, the first letter with each later one (consonants first), any other
    first letter of the name, then any two letters at all. "Performance" → "Pe", a second "Per…" → "Pr".
    """
    used = {code.casefold() for code in taken} | RESERVED_CODES
    letters = [letter for letter in name if letter.isascii() and letter.isalpha()] or ["Q", "a"]
    if len(letters) == 1:
        letters.append("a")
    later = sorted(letters[1:], key=lambda letter: letter.casefold() in "aeiou")
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    candidates = (
        letters[0] + letters[1],
        *(letters[0] + letter for letter in later),
        *(letters[0] + letter for letter in alphabet),
        *(first + second for first in alphabet for second in alphabet),
    )
    return next(code.capitalize() for code in candidates if code.casefold() not in used)


def hue_for(taken: list[int]) -> int:
    """The hue (0 to 7) used least often so far, the first of equals: neighbours differ as long as hues last."""
    return min(range(HUES), key=lambda hue: (taken.count(hue), hue))

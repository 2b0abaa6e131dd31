"""Rules of the utility tree. Pure: imports nothing of Django but its translations' marker.

The tree is Utility, quality attribute, refinement (optional), scenario; a leaf carries the pair
(importance, difficulty), each H, M, L or not rated (SEI technical report CMU/SEI-2000-TR-004).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

HUES = 8
MOST_AT_ONCE = 1_000  # scenarios in one change
# Codes that read like other ids of an assessment: BD1 is a driver, RT1 a theme.
RESERVED_CODES = frozenset({"bd", "rt"})

_PAIR = re.compile(r"[\s,;:]*[(\[]\s*([HML?-])\s*[,/|;]\s*([HML?-])\s*[)\]]\s*\.?\s*$", re.IGNORECASE)

# Two short words in brackets at the end, as a pair has them: "(X,M)", "[H;]", "(high, urgent)".
_ALMOST_PAIR = re.compile(r"[(\[]\s*(\w{0,8})\s*[,/|;]\s*(\w{0,8})\s*[)\]]\s*\.?\s*$")
_LEVEL = re.compile(r"[HML]|(?i:high|medium|low)")
_LETTER = re.compile(r"[HMLhml]")

# A measurable bound: a comparison with a number, a number of units behind a word such as "within", a percentage.
_UNIT = (
    r"(?:\s?(?:%|ms|s|sec|secs|seconds?|min|mins|minutes?|h|hours?|d|days?|weeks?|months?|years?|rps|tps|qps|req/s|"
    r"[kmgt]?b(?:/s)?|users?|usuarios?|segundos?|minutos?|horas?|Sekunden?|Minuten?|Tagen?|requests?/s(?:ec)?|requests?|transactions?/s|€|\$)(?![A-Za-z]))"
)
_NUMBER = r"(?<![\d.,])\d(?:[\d.,]{0,20}\d)?"
_BOUND = re.compile(
    r"(?:[<>]=?|[≤≥])\s?" + _NUMBER + _UNIT + "?|"
    r"(?:under|below|within|(?:no )?(?:less|more|fewer) than|at most|at least|up to|menos de|hasta|weniger als|unter|"
    r"innerhalb von)\s" + _NUMBER + _UNIT + "|" + _NUMBER + r"\s?%",
    re.IGNORECASE,
)


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


def why_not_rating(statement: str) -> str:
    """What is wrong with a pair at the end that no reader took: "Orders (X,M)". "" for brackets that are none.

    One side is a level: "(EU, US)" and "(p95)" belong to the text. Small letters are one only beside another single
    letter, as "(ms, h)" are units.
    """
    match = _ALMOST_PAIR.search(statement)
    if not match:
        return ""
    level = _LETTER if all(len(side) < 2 for side in match.groups()) else _LEVEL
    if not any(map(level.fullmatch, match.groups())):
        return ""
    return _("%(pair)s is not a rating, so it stays part of the text: use H, M or L, such as (H,M).") % {
        "pair": match[0].strip(" .")
    }


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


# The characteristics of ISO/IEC 25010:2023, each with its subcharacteristics: offered as names, never required.
QUALITY_MODEL: dict[str, tuple[str, ...]] = {
    "Functional suitability": ("Functional completeness", "Functional correctness", "Functional appropriateness"),
    "Performance efficiency": ("Time behaviour", "Resource utilization", "Capacity"),
    "Compatibility": ("Co-existence", "Interoperability"),
    "Interaction capability": (
        "Appropriateness recognizability",
        "Learnability",
        "Operability",
        "User error protection",
        "User engagement",
        "Inclusivity",
        "User assistance",
        "Self-descriptiveness",
    ),
    "Reliability": ("Faultlessness", "Availability", "Fault tolerance", "Recoverability"),
    "Security": ("Confidentiality", "Integrity", "Non-repudiation", "Accountability", "Authenticity", "Resistance"),
    "Maintainability": ("Modularity", "Reusability", "Analysability", "Modifiability", "Testability"),
    "Flexibility": ("Adaptability", "Scalability", "Installability", "Replaceability"),
    "Safety": ("Operational constraint", "Risk identification", "Fail safe", "Hazard warning", "Safe integration"),
}
# What people say for a characteristic that the standard calls otherwise.
_COMMON_NAMES = {"performance": "Performance efficiency", "usability": "Interaction capability"}
# Offered first: what utility trees of published evaluations name most.
USUAL_ATTRIBUTES = ("Performance", "Availability", "Security", "Modifiability", "Scalability", "Usability")


def characteristic_of(name: str) -> str:
    """The characteristic of ISO/IEC 25010:2023 that an attribute's name belongs to; "" if it is none of its terms."""
    wanted = name.casefold()
    if wanted in _COMMON_NAMES:
        return _COMMON_NAMES[wanted]
    for characteristic, parts in QUALITY_MODEL.items():
        if wanted in {term.casefold() for term in (characteristic, *parts)}:
            return characteristic
    return ""


def parts_of(characteristic: str, taken: Iterable[str] = ()) -> tuple[str, ...]:
    """The subcharacteristics of a characteristic that are none of the names `taken`; nothing for none."""
    used = {name.casefold() for name in taken}
    return tuple(part for part in QUALITY_MODEL.get(characteristic, ()) if part.casefold() not in used)


def why_not_characteristic(name: str) -> str:
    """Why this is no characteristic an attribute can belong to; "" if it is one, or none."""
    if name and name not in QUALITY_MODEL:
        return _("ISO/IEC 25010:2023 has no characteristic called %(name)s. Choose one of its nine, or none.") % {
            "name": name
        }
    return ""


def why_not_wording(code: str, *, locked: bool, before: str, after: str) -> str:
    """Why the statement of scenario `code` cannot become `after`; "" if it can, or stays as it is."""
    if not after:
        return _("Write what the scenario is. To remove it, delete it.")
    if locked and before != after:
        return _("The wording of %(code)s is agreed and locked. Unlock it to change it.") % {"code": code}
    return ""


def attribute_suggestions() -> tuple[str, ...]:
    """Names to offer for a new attribute: the usual ones, then every term of the quality model."""
    terms = (term for part in QUALITY_MODEL.items() for term in (part[0], *part[1]))
    return tuple(dict.fromkeys((*USUAL_ATTRIBUTES, *terms)))


class Filter(NamedTuple):
    """What the page of the tree shows: scenarios whose words hold `text` and whose pair is one of `pairs`.

    `pairs` are written as two letters, "HM"; none means every pair. `order` is "tree" or "priority".
    """

    text: str = ""
    pairs: tuple[str, ...] = ()
    order: str = "tree"

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.pairs)

    @property
    def by_priority(self) -> bool:
        return self.order == "priority"

    @property
    def parameters(self) -> dict[str, str]:
        """The query of an address that shows the same; nothing where the default holds."""
        values = {"q": self.text, "pair": ".".join(self.pairs), "order": "priority" if self.by_priority else ""}
        return {name: value for name, value in values.items() if value}

    def toggled(self, pair: str) -> str:
        """The value of `pair` in the query after the chip of `pair` was pressed."""
        others = tuple(other for other in self.pairs if other != pair)
        return ".".join(others if pair in self.pairs else (*self.pairs, pair))

    def takes(self, scenario) -> bool:
        """Whether a scenario (dossier.types.Scenario) is shown; case does not count."""
        if self.pairs and scenario.importance + scenario.difficulty not in self.pairs:
            return False
        words = (scenario.code, scenario.statement, scenario.attribute, scenario.refinement)
        return not self.text or self.text.casefold() in " ".join(words).casefold()


def read_filter(values) -> Filter:
    """The filter in the query of an address (a mapping of texts); what it does not know it leaves out."""
    pairs = (pair.upper() for pair in values.get("pair", "").split("."))
    valid = [pair for pair in dict.fromkeys(pairs) if len(pair) == 2 and set(pair) <= set("HML")]
    order = "priority" if values.get("order") == "priority" else "tree"
    return Filter(text=" ".join(values.get("q", "").split())[:200], pairs=tuple(valid), order=order)


def place_after(order: list, item, step: int):
    """Behind which element of `order` `item` goes when it moves by `step` (-1 up, +1 down); None for the first place.

    It stays where it is at either end.
    """
    rest = [other for other in order if other != item]
    place = min(max(order.index(item) + step, 0), len(rest))
    return rest[place - 1] if place else None


def place_beside(order: list, item, beside, side: str):
    """Behind which element of `order` `item` goes when it is dropped before or after (`side`) `beside`.

    None for the first place, or where `beside` is not in `order`.
    """
    rest = [other for other in order if other != item]
    if beside not in rest:
        return None
    place = rest.index(beside) + (side == "after")
    return rest[place - 1] if place else None


def why_not_many(chosen: int) -> str:
    """Why nothing is done to this number of chosen scenarios; "" if it can be."""
    if not chosen:
        return _("Select scenarios first: by their boxes, or with the key x in a row.")
    if chosen > MOST_AT_ONCE:
        return _("%(count)d scenarios are selected; %(most)d is the most.") % {"count": chosen, "most": MOST_AT_ONCE}
    return ""


def measure_in(statement: str) -> str:
    """The measurable bounds a statement states, joined by "; ": "< 200ms", "99.99%"; "" for none."""
    return "; ".join(dict.fromkeys(match.group().strip() for match in _BOUND.finditer(statement)))

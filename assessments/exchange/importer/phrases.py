"""What stands inside one line: a rating, an id, a measurable bound, attribute names with effects. Pure."""

import re

from assessments.exchange.importer import words
from assessments.exchange.importer.inline import plain

_LEVEL = r"(?:high|medium|low|hoch|mittel|niedrig|alt[oa]|medi[oa]|baj[oa]|[hmlab])"
_PAIR = re.compile(r"[(\[]\s?(" + _LEVEL + r")\s?[,/|;]\s?(" + _LEVEL + r")\s?[)\]]", re.IGNORECASE)
_LEADERS = " \t.,;:→·…=>–—-"  # between a statement and its pair
_MARKERS = " \t★☆*✓!."  # behind the pair
_ID = re.compile(
    r"^(?:(?:scenario|escenario|szenario)\s+)?(?P<id>[A-Z]{1,8}-?\d{1,4}|\d{1,2}\.\d{1,2})\s*(?:[:.)]|[—–-](?=\s))\s*"
)
_BARE_ID = re.compile(r"^(?P<letters>[A-Za-z]{1,3})-?0*(?P<number>\d{1,4})$")
_UNIT = (
    r"(?:\s?(?:%|ms|s|sec|secs|seconds?|min|mins|minutes?|h|hours?|d|days?|weeks?|months?|years?|rps|tps|qps|req/s|"
    r"[kmgt]?b(?:/s)?|users?|requests?/s(?:ec)?|requests?|transactions?/s|€|\$)(?![A-Za-z]))"
)
_NUMBER = r"(?<![\d.,])\d(?:[\d.,]{0,20}\d)?"
_BOUND = re.compile(
    r"(?:[<>]=?|[≤≥]|under|below|within|at most|at least|up to)\s*" + _NUMBER + _UNIT + "?|" + _NUMBER + r"\s?%",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\(?\s*([+−–-])\s*\)?\s*$")
_VERSUS = re.compile(r"\s+vs\.?\s+|\s+versus\s+|\s*[/;,&]\s*|\s+(?:and|und|y|against)\s+|\s*↔\s*", re.IGNORECASE)
_LABEL = re.compile(r"^([^:]{1,60}?) ?:(?:\s|$)(.*)$")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]$")


def take_pair(text: str) -> tuple[str, str, str]:
    """(`text` without its rating, importance, difficulty). The pair stands last: `(H, M)`, `[H,M]`, `→ (A, B)`."""
    text = text.strip()
    match = next((found for found in _PAIR.finditer(text) if not text[found.end() :].strip(_MARKERS)), None)
    if not match:
        return text, "", ""
    first, second = (value.lower() for value in match.groups())
    table = words.LEVELS
    if {first, second} & {"a", "b"}:
        table = words.SPANISH
        if first not in table or second not in table:
            return text, "", ""
    return text[: match.start()].rstrip(_LEADERS), table[first], table[second]


def take_id(text: str) -> tuple[str, str]:
    """(`text` without the id before it, the id or ""): "QA-001: Login" → ("Login", "QA-001")."""
    match = _ID.match(text)
    if not match or not text[match.end() :].strip():
        return text.strip(), ""
    return text[match.end() :].strip(), match["id"]


def number_of(identifier: str, kind: str) -> int | None:
    """The number in an id of this kind: ("R3", "R") → 3, ("RT1", "RT") → 1; none if it is another kind's."""
    match = _BARE_ID.match(identifier.strip())
    return int(match["number"]) if match and match["letters"].upper() == kind and int(match["number"]) else None


def measure_in(statement: str) -> str:
    """The measurable bounds a statement states, joined by "; ": "< 200ms", "99.99%"; "" for none."""
    return "; ".join(dict.fromkeys(match.group().strip() for match in _BOUND.finditer(statement)))


def attributes_in(text: str) -> tuple[tuple[str, str], ...]:
    """("Performance (+) vs. Cost (-)") → (("Performance", "+"), ("Cost", "-")); effects only where signs stand."""
    result = {}
    for part in _VERSUS.split(text):
        sign = _SIGNED.search(part) if "(" in part or part.rstrip().endswith("+") else None
        name = (part[: sign.start()] if sign else part).strip(" .()")
        if name:
            effect = "" if not sign else "+" if sign.group(1) == "+" else "-"
            result.setdefault(name, effect)
    return tuple(result.items())


def labelled(text: str) -> tuple[str, str]:
    """("**Stimulus:** a fault") → ("Stimulus", "a fault"); ("", text) if no label stands in front. Both plain."""
    text = plain(text)
    match = _LABEL.match(text)
    return (match.group(1).strip(), match.group(2).strip()) if match else ("", text)


def bracketed(text: str) -> tuple[str, str]:
    """("Multi-region (Critical)") → ("Multi-region", "Critical"); (text, "") without a bracket at the end."""
    text = text.strip()
    match = _BRACKETED.search(text, max(0, len(text) - 60))
    return (text[: match.start()].strip(), match.group(1).strip()) if match else (text, "")

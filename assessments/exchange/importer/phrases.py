"""What stands inside one line: a rating, an id, a measurable bound, attribute names with effects. Pure."""

import re

from assessments.exchange.importer import words
from assessments.exchange.importer.inline import plain

_LEVEL = r"(?:high|medium|low|hoch|mittel|niedrig|alt[oa]|medi[oa]|baj[oa]|[hmlab])"
# Capital letters need nothing between them: "(HM)", "(H M)". Words and small letters do: "(am)" is no rating.
_PAIR = re.compile(
    rf"[(\[]\s?(?:((?i:{_LEVEL}))\s?[,/|;]\s?((?i:{_LEVEL}))|([HML])\s?([HML]))\s?[)\]]",
)
# "(Importance: High, Difficulty: Low)", in either order.
_IMPORTANCE = r"(?:importance|business value|imp|i|wichtigkeit|nutzen|importancia)"
_DIFFICULTY = r"(?:difficulty|technical risk|risk|diff|d|schwierigkeit|risiko|dificultad|riesgo)"
_SAYS = rf"(?:\s?[:=]\s?|\s)({_LEVEL})"
_NAMED_PAIR = re.compile(
    rf"[(\[]\s?(?:{_IMPORTANCE}{_SAYS}\s?[,/|;]\s?{_DIFFICULTY}{_SAYS}|"
    rf"{_DIFFICULTY}{_SAYS}\s?[,/|;]\s?{_IMPORTANCE}{_SAYS})\s?[)\]]\.?$",
    re.IGNORECASE,
)
# Behind a dash or an arrow two capitals need no brackets: "… – H/M".
_DASHED_PAIR = re.compile(r"\s(?:[–—→-]|->|=>)\s?([HML])\s?[,/|]\s?([HML])$")
_LONGEST_PAIR = 80  # characters, from the end of a line
_LEADERS = " \t.,;:→·…=>–—-"  # between a statement and its pair
_MARKERS = " \t★☆⭐*✓✔!."  # behind the pair
_STARRED = re.compile(r"^\s?[★☆⭐✓✔]")
_NAMED = r"(?i:scenario|escenario|szenario|cen[aá]rio|attribute?|atributo|attribut)"
_ID = re.compile(
    rf"^(?:(?:{_NAMED}\s+)(?P<named>[A-Z]{{0,4}}-?\d{{1,4}}(?:\.\d{{1,3}}){{0,2}})|"
    r"(?P<id>[A-Z]{1,8}-[A-Z]{0,3}\d{1,4}|[A-Z]{1,8}\d{1,4}(?:\.\d{1,3})?|\d{1,2}\.\d{1,2}))"
    r"(?:\s*(?:[:.)·]|[—–-](?=\s)|$)\s*|(?<=-\d\d)\s+|(?<=-\d\d\d)\s+)"
)
_BARE_ID = re.compile(r"^(?P<letters>[A-Za-z]{1,8})-?0*(?P<number>\d{1,4})$")
_CODE = re.compile(r"\b[A-Z]{1,8}-?\d{1,4}\b")
# What documents write before the numbers of a kind; else its code itself.
_LETTERS = {
    "S": {"S", "SP"},
    "T": {"T", "TP"},
    "R": {"R", "RISK", "RIESGO", "RISIKO"},
    "N": {"N", "NR"},
    "A": {"A", "AD", "AA"},
}
_SIGNED = re.compile(r"\(?\s*([+−–-])\s*\)?\s*$")
_VERSUS = re.compile(r"\s+vs\.?\s+|\s+versus\s+|\s*[/;,&]\s*|\s+(?:and|und|y|against)\s+|\s*↔\s*", re.IGNORECASE)
_LABEL = re.compile(r"^([^:]{1,60}?) ?:(?:\s|$)(.*)$")
_INNER_LABEL = re.compile(r"(?<!\w)((?:\w{1,30} )?\w{1,30}):(?=\s)")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]$")


def take_pair(text: str) -> tuple[str, str, str]:
    """(`text` without its rating, importance, difficulty): `… (H, M)`, `… [H,M] ★`, `… → (A, B)`, `(HM) …`.

    The pair stands last, before marks such as stars, or first. See `behind_pair` for words behind it. Last it may also
    say which level is which, `(Difficulty: H, Importance: M)`, or stand behind a dash, `… – H/M`.
    """
    text = text.strip()
    for match in _PAIR.finditer(text):
        behind = text[match.end() :]
        if behind.strip(_MARKERS) and not _STARRED.match(behind) and match.start():
            continue
        pair = _levels(*filter(None, match.groups()))
        if all(pair):
            rest = behind.strip(_LEADERS) if not match.start() else text[: match.start()].rstrip(_LEADERS)
            return rest, *pair
    return _spelt_out(text) or (text, "", "")


def _spelt_out(text: str) -> tuple[str, str, str] | None:
    """`take_pair` for the longer ways to say a pair at a line's end."""
    start = max(0, len(text) - _LONGEST_PAIR)
    if match := _NAMED_PAIR.search(text, start):
        first, second, later, sooner = match.groups()
        pair = _levels(first or sooner, second or later)
    elif match := _DASHED_PAIR.search(text, start):
        pair = match[1], match[2]
    return (text[: match.start()].rstrip(_LEADERS), *pair) if match and all(pair) else None


def _levels(first: str, second: str) -> tuple[str, str]:
    first, second = first.lower(), second.lower()
    table = words.SPANISH if {first, second} & {"a", "b"} else words.LEVELS
    return table.get(first, ""), table.get(second, "")


def behind_pair(text: str) -> str:
    """Words behind a pair and a star: "New harbour [H,H] ★ SIGNIFICANT" → "SIGNIFICANT", else ""."""
    match = next((found for found in _PAIR.finditer(text) if _STARRED.match(text[found.end() :])), None)
    return text[match.end() :].strip(_MARKERS) if match and match.start() else ""


def take_level(text: str) -> tuple[str, str]:
    """(`text` without one level in brackets at its end, H, M or L): "Usability [High]" → ("Usability", "H")."""
    rest, inside = bracketed(text)
    level = words.level(inside) if rest != text else ""
    return (rest, level) if level else (text, "")


def take_id(text: str) -> tuple[str, str]:
    """(`text` without the id before it, the id or ""): "QA-001: Login" → ("Login", "QA-001")."""
    match = _ID.match(text)
    if not match or not text[match.end() :].strip():
        return text.strip(), ""
    return text[match.end() :].strip(), match["id"] or match["named"]


def number_of(identifier: str, kind: str, *, bare: bool = False) -> int | None:
    """The number in an id of this kind: ("R3", "R") and ("RISK-3", "R") → 3; none if it is another kind's.

    With `bare` a number alone counts too, as in a column of ids.
    """
    identifier = identifier.strip()
    if bare and identifier.isascii() and identifier.isdecimal():
        identifier = f"{kind}{identifier}"
    match = _BARE_ID.match(identifier)
    letters = _LETTERS.get(kind, {kind.upper()})
    return (int(match["number"]) or None) if match and match["letters"].upper() in letters else None


def codes_in(text: str) -> list[str]:
    """The findings a text names, by their codes: "S1, SP-2 and RISK-08" → ["S1", "S2", "R8"]."""
    found = ((kind, number_of(word, kind)) for word in _CODE.findall(text) for kind in "STRN")
    return [f"{kind}{number}" for kind, number in found if number]


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


def names_in(text: str) -> list[str]:
    """The attributes a cell names: several if all of them are known ("Usability, Performance"), else one."""
    names = [name for name, _effect in attributes_in(text)]
    commas = "," in text or ";" in text
    return names if commas and len(names) > 1 and all(map(words.is_attribute, names)) else [text] if text else []


def labels_in(text: str, among: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """("Quelle: Spieler Stimulus: Ausfall") → labels of one or two words with what stands behind each, in order.

    With `among` only labels that mean one of these columns count; others are part of the text.
    """
    found = []
    for match in _INNER_LABEL.finditer(text):
        last = match[1].rsplit(" ", 1)[-1]
        label = match[1] if words.column(match[1]) or not words.column(last) else last
        if not among or words.column(label) in among:
            found.append((label, match.end(1) - len(label), match.end()))
    ends = [*(start for _label, start, _end in found[1:]), len(text)]
    return [(label, text[end:stop].strip(" ;·")) for (label, _start, end), stop in zip(found, ends, strict=False)]


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

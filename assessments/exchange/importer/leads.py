"""How one entry opens, and what its labels say: an id, a box to tick, a severity, labelled lines below it. Pure.

- **R7**: Token leak. Severity: High
- [ ] R8: Replay (Low)
  - Mitigation: rotate the keys
"""

import re
import textwrap

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.blocks import Block, Item
from assessments.exchange.importer.inline import plain

# Labels below a finding that fill its fields; any other stays in the description, as it was typed.
FIELDS = {
    "S": {"attribute"},
    "T": {"attribute"},
    "R": {"attribute", "severity", "mitigation"},
    "N": {"attribute", "assumption"},
}
_BOX = re.compile(r"^\s*\[([ xX])\]\s+(?=\S)")
_CODE = r"(?P<id>[A-Za-z]{1,8}[- ]?\d{1,4})(?![A-Za-z0-9])"
# The id in marks of its own: "**R7**: x", "`R7` x", "[R7](#r7) x", "**R7 (High)**: x".
_MARKED = re.compile(
    rf"^\s*(?P<open>[*_`\[(]{{1,4}}){_CODE}\s?(?P<extra>\([^()]{{1,40}}\))?\s?[:.—–-]?\s?(?P<close>[*_`\])]{{1,4}})"
    r"(?:\([^()\s]{0,300}[/#.][^()\s]{0,300}\))?\s*(?:[:.·]|[—–-](?=\s))?\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
# The id before the title, perhaps bold together with it: "R7: x", "**R7 - x** y".
_BEFORE = re.compile(
    rf"^\s*(?P<open>[*_]{{0,3}}){_CODE}(?:\s?(?P<extra>\([^()]{{1,40}}\)))?"
    r"(?:\s*[:)·]\s*|\s*\.\s+|\s*[—–-]\s+)(?P<rest>\S.*)$",
    re.DOTALL,
)
_BARE = re.compile(rf"^\s*(?P<open>[*_]{{0,3}}){_CODE}\s+(?P<rest>[^\W\d_].*)$", re.DOTALL)
_MIRRORED = str.maketrans("[(", "])")
_BOLD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*(?:[:—–-]\s*)?(.*)$", re.DOTALL)
_BRACKET_FIRST = re.compile(r"^[(\[]([^()\[\]]{1,40})[)\]]\s*(?:[:—–-]\s*)?")
_CLAUSE = re.compile(
    r"(?P<before>^|[.;,|·(\[—–]\s*|\s-\s+)(?P<label>(?:\w{1,30} )?\w{1,30}):\s+"
    r"(?P<value>\w{1,20})(?P<after>[.;,|·)\]]|\s+[—–-](?=\s)|$)\s*"
)
_MEASURED = frozenset({"benefit", "exposure", "impact", "likelihood", "probability", "urgency", "value"})
_LAST_CLAUSE = re.compile(r"(?:^|[.;|·]\s+)(?P<label>(?:\w{1,30} )?\w{1,30}):\s+(?P<value>\S.*)$", re.DOTALL)


def take_box(text: str) -> tuple[str, bool]:
    """("[x] R7: Token leak") → ("R7: Token leak", was it ticked?)."""
    box = _BOX.match(text)
    return (text[box.end() :], box[1] != " ") if box else (text, False)


def take_number(text: str, kind: str, *, bare: bool = False) -> tuple[int | None, str]:
    """(number, `text` without the id of this kind before it); (None, text) if none opens it. Marks stay on the rest.

    With `bare` nothing need stand between id and title: "R7 Token leak". See `all_bare`.
    """
    marked = _MARKED.match(text)
    if marked and marked["close"] == marked["open"][::-1].translate(_MIRRORED):
        number = _number(marked["id"], kind)
        return (number, _with(marked["extra"], marked["rest"])) if number else (None, text)
    before = _BEFORE.match(text) or (_BARE.match(text) if bare else None)
    number = _number(before["id"], kind) if before else None
    if not number:
        return None, text
    return number, _with(before.groupdict().get("extra"), f"{before['open']}{before['rest']}")


def _with(bracket: str | None, rest: str) -> str:
    """("(High)", "**Token leak** now") → "**(High) Token leak** now"."""
    marks = rest[: len(rest) - len(rest.lstrip("*_"))]
    return f"{marks}{bracket} {rest[len(marks) :]}" if bracket else rest


def _number(identifier: str, kind: str) -> int | None:
    return phrases.number_of(identifier.replace(" ", "-"), kind)


def all_bare(texts: list[str], kind: str) -> bool:
    """Do two texts or more all open with different ids of this kind? Then "S3 outage" is no service's name."""
    numbers = [take_number(take_box(text)[0], kind, bare=True)[0] for text in texts]
    return len(numbers) > 1 and None not in numbers and len(set(numbers)) == len(numbers)


def split(text: str) -> tuple[str, str]:
    """(what stands bold in front, plain; the rest as typed); the whole text if nothing is bold."""
    match = _BOLD.match(text)
    return (plain(match[1]).rstrip(":"), " ".join(match[2].split())) if match else (plain(text), "")


def named(text: str, identifier: str, kind: str) -> str:
    """`text` with an id before it that gives no number of this kind, so that it is not lost: "SEC-1: Token leak"."""
    return f"{identifier}: {text}" if identifier and phrases.number_of(identifier, kind, bare=True) is None else text


def take_severity(title: str, rest: str) -> tuple[str, str, str]:
    """(title, rest, severity word) with the severity taken from where it stands: in brackets or behind its label.

    "Do A (High)", "(High): Do A", "Do A" with "(High): because" or "because (High)" or "because. Severity: High".
    """
    if _BRACKET_FIRST.fullmatch(title):
        title, rest = f"{title} {rest}".strip(), ""
    short, inside = phrases.bracketed(title)
    if short and words.severity(inside):
        return short, rest, inside
    first = _BRACKET_FIRST.match(title)
    if first and words.severity(first[1]) and title[first.end() :]:
        return title[first.end() :], rest, first[1]
    first = _BRACKET_FIRST.match(rest)
    if first and words.severity(first[1]):
        return title, rest[first.end() :], first[1]
    short, inside = phrases.bracketed(rest.rstrip("."))
    if words.severity(inside) and not _is_measured(short):
        return title, short, inside
    short, value = _take_clause(title)
    if value and short:
        return short, rest, value
    short, value = _take_clause(rest)
    return (title, short, value) if value else (title, rest, "")


def _is_measured(text: str) -> bool:
    """Does the bracket behind `text` rate something else: "little effort (low)", "likelihood (high)"?"""
    last = words.key(text).rsplit(" ", 1)[-1]
    return last in _MEASURED or words.column(last) not in {"", "severity"}


def _take_clause(text: str) -> tuple[str, str]:
    """("Token leak. Severity: High", …) → ("Token leak", "High")."""
    for match in _CLAUSE.finditer(text):
        if words.column(match["label"]) == "severity" and words.severity(match["value"]):
            head, tail = text[: match.start()].rstrip(), text[match.end() :]
            before, after = match["before"].strip(), match["after"].strip()
            opens, closes = before in ("(", "["), after in (")", "]")
            if opens and not closes:
                return f"{head} {before}{tail}".strip(), match["value"]
            if closes and not opens:
                return f"{head}{after} {tail}".strip(), match["value"]
            joint = "" if opens or not tail else before
            return f"{head}{joint} {tail}".strip(), match["value"]
    return text, ""


def take_last(text: str, field: str) -> tuple[str, str]:
    """("Token leak. Mitigation: rotate", "mitigation") → ("Token leak", "rotate")."""
    for match in _LAST_CLAUSE.finditer(text):
        if words.column(match["label"]) == field:
            return text[: match.start()].strip(), match["value"].strip()
    return text, ""


class Below:
    """What stands under an item or a heading: `values` by field, from labelled lines and items, and the other text."""

    def __init__(self, blocks: list[Block], last: int, kind: str, marks):
        self.values: dict[str, str] = {}
        self._kind, self._marks = kind, marks
        self._taken: set[int] = set()
        self._open = ""  # the field whose text may go on
        for block in blocks:
            if block.kind == "paragraph":
                self._paragraph(block)
            elif block.kind == "list":
                self._list(block)
            else:
                self._open = ""
        rules = {block.first for block in blocks if block.kind == "rule"}
        gone = self._taken | rules
        lines = range(blocks[0].first, last + 1) if blocks else ()
        self.text = textwrap.dedent("\n".join(marks.text(n) for n in lines if n not in gone)).strip()
        if self._taken:
            self.text = re.sub(r"\n(?:[ \t]*\n)+", "\n\n", self.text)

    def _paragraph(self, block: Block) -> None:
        self._open = ""
        for number, line in enumerate(block.text.split("\n"), start=block.first):
            label, value = phrases.labelled(line)
            if self._start(label, value, line):
                self._taken.add(number)
            elif self._open in {"mitigation", "assumption"} and not (label and line.lstrip().startswith(("**", "__"))):
                self._add(plain(line))
                self._taken.add(number)
            else:
                self._open = ""

    def _list(self, block: Block) -> None:
        if self._open in {"mitigation", "assumption"} and not self.values.get(self._open):
            self._add(self._typed(block.first, block.last))  # "**Mitigation:**", then a list
            self._taken.update(range(block.first, block.last + 1))
            return
        for item in block.items:
            self._item(item)
        self._open = ""

    def _item(self, item: Item) -> None:
        label, value = phrases.labelled(item.text)
        if not self._start(label, value, self._typed(item.first, item.last)):
            return
        if item.blocks and self._open in {"mitigation", "assumption"} and not _is_option(label):
            self._add(self._typed(item.blocks[0].first, item.last))
        last = item.last if self._open in {"mitigation", "assumption"} else item.first + item.text.count("\n")
        self._taken.update(range(item.first, last + 1))

    def _start(self, label: str, value: str, typed: str) -> bool:
        """Does this label open a field of this kind that can hold the value? Then it is put there."""
        name = words.column(label.rstrip(" 0123456789")) if label else ""
        if name not in FIELDS[self._kind]:
            return False
        if name in {"severity", "attribute"} and (name in self.values or not _holds(name, value)):
            return False
        self._open = name
        self._add(typed if _is_option(label) else value)
        return True

    def _add(self, text: str) -> None:
        self.values[self._open] = "\n".join(filter(None, [self.values.get(self._open, ""), text]))

    def _typed(self, first: int, last: int) -> str:
        return textwrap.dedent("\n".join(self._marks.text(n) for n in range(first, last + 1))).strip()


def _is_option(label: str) -> bool:
    """Options are told apart by their labels, so these stay."""
    return words.key(label).startswith(("option", "opcion"))


def _holds(name: str, value: str) -> bool:
    if name == "severity":
        return bool(words.severity(value))
    found = phrases.attributes_in(value)
    return bool(found) and all(effect or words.is_attribute(attribute) for attribute, effect in found)

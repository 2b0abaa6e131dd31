"""Rows of an outline as nodes of a tree: lines that name their whole path, lines that stand indented. Pure.

    Performance / latency / Orders < 200 ms (H,M)
    Security
      Login: wrong passwords lock the account after 5 attempts (H,L)

Depth comes from headings, indentation and ` / `, which parts attribute, refinement and statement and nothing below
that: "Performance / latency / Reads / writes" keeps "Reads / writes". Bullets and numbers before a line say nothing,
but for the numbers of an outline: "1.2.1" stands below "1.2", however far either is indented.
"""

import re
from collections.abc import Iterable

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import PARTS
from assessments.exchange.importer.trees import MAX_DEPTH, Drawing, Node

LEVELS = 3  # attribute, refinement, statement
TAB = 4  # columns of a tab that indents
SEPARATOR = re.compile(r"\s+/\s+")
_BULLET = re.compile(r"(?:[-*+•◦▪‣·–—]|\d{1,3}[.)]|\[[ xX]\])\s+")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?=\S)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ABOVE_ALL = 100  # headings stand further left than any indented line


def path_of(text: str, *, depth: int = 0) -> list[str]:
    """The parts of "Performance / latency / Orders", at most as many as are left below `depth` levels."""
    most = LEVELS - 1 - depth
    parts = SEPARATOR.split(text, maxsplit=most) if most > 0 else [text]
    return [part for part in parts if part.strip()] or [text]


def outline(lines: list[tuple[int, str]], *, is_attribute, home: str = "") -> Drawing:
    """The tree that `lines` (number, text) draw. `is_attribute(name)` knows the names of quality attributes.

    A line at the margin with nothing below it is a statement, unless it is such a name: it stands under `home`, "" for
    no attribute.
    """
    tops: list[Node] = []
    path: list[Node] = []  # from the top to the node of the last line
    root = ""
    numbers = _outline_numbers(line for _number, line in lines)
    for number, line in lines:
        if not any(map(str.isalnum, line)):
            continue
        column, text = _indented(line, numbers)
        if not tops and not root and words.heading_kind(text) in {"tree", "scenarios"}:
            root = text
            continue
        while path and (path[-1].column >= column or len(path) >= MAX_DEPTH):
            path.pop()
        for part in _parts(text, depth=len(path)):
            node = Node(column=column, first=number, last=number, text=part)
            (path[-1].children if path else tops).append(node)
            path.append(node)
            column += 1  # a path's further parts stand to the right of the line, and left of what is indented
    tops = [top if _is_branch(top, is_attribute) else _under(home, top) for top in tops]
    return Drawing(root=root, first=lines[0][0], last=lines[-1][0], tops=tops)


def _outline_numbers(lines: Iterable[str]) -> frozenset[str]:
    """The numbers at the beginning of lines that number an outline: "1" and "1.2", but not "1.5" in "1.5 s at most"."""
    found = {match[1] for line in lines if (match := _NUMBER.match(line.strip()))}
    below = {number for number in found if number.rpartition(".")[0] in found}
    return frozenset(below | {number.rpartition(".")[0] for number in below})


def _indented(line: str, numbers: frozenset[str]) -> tuple[int, str]:
    """(the column at which a line begins, its text without bullet or number): headings are left of everything else."""
    if heading := _HEADING.match(line.strip()):
        return len(heading[1]) - _ABOVE_ALL, heading[2]
    expanded = line.expandtabs(TAB).replace("\u00a0", " ")
    text = expanded.lstrip()
    column = (len(expanded) - len(text)) * LEVELS  # three for each column of indentation: room for the parts of a path
    numbered = _NUMBER.match(text)
    if numbered and numbered[1] in numbers:
        return column + numbered[1].count(".") * LEVELS, text[numbered.end() :]
    return column, _BULLET.sub("", text, count=1) if _BULLET.match(text) else text


def _parts(text: str, *, depth: int) -> list[str]:
    """The path a line names; "Stimulus: a fault" is one part of a scenario, whatever stands in it."""
    label, _said = phrases.labelled(text)
    return [text] if label and words.column(label) in PARTS else path_of(text, depth=depth)


def _is_branch(top: Node, is_attribute) -> bool:
    text, importance, _difficulty = phrases.take_pair(plain(top.text))
    if any(words.column(phrases.labelled(child.text)[0]) in PARTS for child in top.children):
        return False  # a scenario with its parts below it
    return bool(top.children) or (not importance and is_attribute(text.rstrip(":").strip()))


def _under(home: str, leaf: Node) -> Node:
    return Node(column=leaf.column - 1, first=leaf.first, last=leaf.first, text=home, children=[leaf])

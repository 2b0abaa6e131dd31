"""Utility trees drawn with box characters or ASCII. Pure.

    Utility
    ├── Performance
    │   ├── Latency
    │   │   └── QA-1: Orders < 200 ms (H, M)
    └── Security
        └── Login [H,L]

The depth of a node is the column of its branch. A line without a branch that is indented beyond the last node
continues its text; one at the margin ends the tree.
"""

import re
from dataclasses import dataclass, field

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import PARTS, PlannedScenario

_BRANCH = re.compile(r"^(?P<before>[\s│|┃¦║]*)(?P<branch>[├└╰┣┗╠╚][─━═-]*>?|[+`\\|](?:--+|──+)>?)\s*(?P<text>.*)$")
_SPACER = re.compile(r"^[\s│|┃¦║]*$")
_SIDE = re.compile(r"[\s│|┃¦║]*")
_LEGEND = re.compile(r"^\(.*\)$")
MAX_DEPTH = 8


@dataclass
class Node:
    column: int
    first: int
    last: int
    text: str
    children: list["Node"] = field(default_factory=list)


@dataclass
class Drawing:
    """A drawn tree: the text at its root ("" for none), its top nodes, its lines, and the legend lines behind it."""

    root: str
    first: int
    last: int
    tops: list[Node]
    legend: list[int] = field(default_factory=list)

    @property
    def rated(self) -> bool:
        return any(phrases.take_pair(node.text)[1] for node in walk(self.tops))


def walk(nodes: list[Node]):
    for node in nodes:
        yield node
        yield from walk(node.children)


def drawing(lines: list[tuple[int, str]]) -> Drawing | None:
    """The tree drawn in `lines` (number, text), or none if they hold no branch, or branches too deep to be a tree."""
    root, tops, legend, path = "", [], [], []
    first = last = 0
    for number, line in lines:
        match = _BRANCH.match(line)
        if match:
            column = len(match["before"])
            node = Node(column=column, first=number, last=number, text=match["text"].strip())
            while path and path[-1].column >= column:
                path.pop()
            (path[-1].children if path else tops).append(node)
            path.append(node)
            if len(path) > MAX_DEPTH:
                return None
            first, last = first or number, number
        elif _SPACER.match(line):
            continue
        elif path and _SIDE.match(line).end() > path[-1].column and not legend and _labels_part(line):
            # "Stimulus: …" and below it, without a branch of its own, "Response: …".
            text = line[_SIDE.match(line).end() :].strip()
            beside = path[-2].children if len(path) > 1 else tops
            beside.append(Node(column=path[-1].column, first=number, last=number, text=text))
            path[-1] = beside[-1]
            last = number
        elif path and _SIDE.match(line).end() > path[-1].column and not legend:
            path[-1].text = f"{path[-1].text} {line[_SIDE.match(line).end() :].strip()}".strip()
            path[-1].last = last = number
        elif not tops:
            root, first = line.strip(), number
        elif _LEGEND.match(line.strip()):
            legend.append(number)
        elif path:
            path = []
    if not tops:
        return None
    return Drawing(root=root, first=first, last=last, tops=tops, legend=legend)


def _labels_part(line: str) -> bool:
    label, text = phrases.labelled(line[_SIDE.match(line).end() :])
    return bool(text) and words.column(label) in PARTS


@dataclass
class Reading:
    """What a drawing says: attributes (name, line), scenarios, labels of lines, and warnings: (line, words behind
    the pair that were left out, or "" for a rated attribute)."""

    attributes: list[tuple[str, int]] = field(default_factory=list)
    scenarios: list[PlannedScenario] = field(default_factory=list)
    labels: list[tuple[int, int, str]] = field(default_factory=list)
    warned: list[tuple[int, str]] = field(default_factory=list)


def read_drawing(tree: Drawing) -> Reading:
    """Attributes at the top, then refinements and scenarios: a node with scenarios below it is a refinement."""
    reading = Reading()
    for top in tree.tops:
        name, importance, _difficulty = phrases.take_pair(plain(top.text))
        name, level = phrases.take_level(name)
        name = phrases.take_id(name)[0].rstrip(":").strip() or name
        reading.attributes.append((name, top.first))
        reading.labels.append((top.first, top.last, "Attribute"))
        if importance or level:
            reading.warned.append((top.first, ""))
        for child in top.children:
            _read_below(reading, child, name, "")
    return reading


def _read_below(reading: Reading, node: Node, attribute: str, refinement: str) -> None:
    parts = {part: text for part, text in (_part(child) for child in node.children) if part}
    statement, importance, difficulty = phrases.take_pair(plain(node.text))
    if importance or not node.children or parts:
        statement, source_id = phrases.take_id(statement)
        reading.labels.append((node.first, node.last, "Scenario"))
        if behind := phrases.behind_pair(plain(node.text)):
            reading.warned.append((node.first, behind))
        reading.scenarios.append(
            PlannedScenario(
                line=node.first,
                statement=statement or source_id,
                attribute=attribute,
                refinement=refinement,
                importance=importance,
                difficulty=difficulty,
                source_id=source_id if statement else "",
                parts=parts,
            )
        )
        for child in node.children:
            if _part(child)[0]:
                reading.labels.append((child.first, child.last, "Scenario part"))
        return
    name = statement.rstrip(":").strip()
    reading.labels.append((node.first, node.last, "Refinement"))
    for child in node.children:
        _read_below(reading, child, attribute, f"{refinement}: {name}" if refinement else name)


def _part(node: Node) -> tuple[str, str]:
    label, text = phrases.labelled(plain(node.text))
    part = words.column(label) if label else ""
    return (part, text) if part in PARTS and not node.children else ("", "")

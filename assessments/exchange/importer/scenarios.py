"""Scenarios in tables, lists and sections of six parts. Pure."""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.blocks import Block, Item, Section
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import PARTS, PlannedScenario
from assessments.exchange.importer.reader import Reader

LEAST_PARTS = 3
_HEADED = re.compile(r"^(?P<left>.{1,80}?)\s*(?:[—–:-]|\()\s*(?P<right>.{1,300}?)\)?$")


def read_table(reader: Reader, block: Block, columns: list[str]) -> bool:
    """A table of one scenario a row, or of the parts of one scenario; False if it is neither."""
    has = set(columns)
    if len(columns) == 2 and read_parts_table(reader, block):
        return True
    rows_of_parts = len(has & set(PARTS)) >= LEAST_PARTS
    tree = "attribute" in has and ("scenario" in has or {"importance", "difficulty"} <= has)
    named = "scenario" in has and ("id" in has or {"importance", "difficulty"} <= has or rows_of_parts)
    listed = reader.kind in {"tree", "scenarios"} and "scenario" in has
    if not (rows_of_parts or tree or named or listed):
        return False
    above = {"attribute": "", "refinement": ""}
    for line, cells in block.rows:
        values = _cells(columns, cells)
        if values.get("attribute"):
            above = {"attribute": values["attribute"], "refinement": ""}
        above["refinement"] = values.get("refinement", above["refinement"])
        _read_row(reader, line, values | above)
    return True


def _cells(columns: list[str], cells: list[str]) -> dict[str, str]:
    """{column: cell}; of two columns with one meaning the first counts."""
    values: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        if name and cell.strip(" -–—"):
            values.setdefault(name, cell)
    return values


def _read_row(reader: Reader, line: int, values: dict[str, str]) -> None:
    statement, importance, difficulty = phrases.take_pair(values.get("scenario", ""))
    statement, source_id = phrases.take_id(statement)
    parts = {part: values[part] for part in PARTS if part in values} or parts_in(statement)
    statement = _without_parts(statement, parts) or values.get("title", "") or parts.get("stimulus", "")
    attribute = values.get("attribute", "")
    if not statement:
        if attribute and len(values) > 1:
            reader.warn(line, _("This row names no scenario, so nothing was taken from it."))
        elif attribute:
            reader.attribute(attribute, line)
            reader.marks.understood(line, line, _("Attribute"))
        return
    pair = phrases.take_pair(f"({values.get('rating', '').strip('()[] ')})")[1:]
    scenario = PlannedScenario(
        line=line,
        statement=statement,
        attribute=reader.attribute(attribute, line),
        refinement=values.get("refinement", ""),
        importance=importance or words.level(values.get("importance", "")) or pair[0],
        difficulty=difficulty or words.level(values.get("difficulty", "")) or pair[1],
        source_id=(values.get("id") or source_id)[:60],
        parts=parts,
    )
    for name in ("importance", "difficulty"):
        if values.get(name) and not getattr(scenario, name):
            message = _("“%(text)s” is none of H, M and L, so it was not taken as a rating.")
            reader.warn(line, message % {"text": values[name][:60]})
    reader.scenario(scenario)


def read_parts_table(reader: Reader, block: Block) -> bool:
    """A table of two columns, part and text: one scenario, named by the heading above it."""
    parts, others, lines = {}, {}, []
    for line, cells in [(block.first, block.header), *block.rows]:
        name = words.column(cells[0]) if cells else ""
        if name in PARTS and len(cells) > 1:
            parts.setdefault(name, cells[1])
            lines.append(line)
        elif name in {"attribute", "scenario", "title", "id", "importance", "difficulty"} and len(cells) > 1:
            others.setdefault(name, cells[1])
            lines.append(line)
    if len(parts) < LEAST_PARTS:
        return False
    add_headed(reader, block.first, parts, others)
    for line in lines:
        reader.marks.understood(line, line, _("Scenario part"))
    return True


def read_parts_section(reader: Reader, section: Section) -> bool:
    """A heading with one list of labelled parts under it: "- **Stimulus:** …". False if it is none."""
    for block in section.blocks:
        if block.kind != "list":
            continue
        found = [(item, *_labelled_part(item)) for item in block.items]
        parts = {part: text for _item, part, text in found if part in PARTS}
        if len(parts) < LEAST_PARTS:
            continue
        others = {part: text for _item, part, text in found if part in {"attribute", "importance", "difficulty"}}
        add_headed(reader, section.first, parts, others)
        for item, part, _text in found:
            if part:
                reader.marks.understood(item.first, item.last, _("Scenario part"))
        return True
    return False


def _labelled_part(item: Item) -> tuple[str, str]:
    label, text = phrases.labelled(item.text)
    return words.column(plain(label)), plain(text)


def add_headed(reader: Reader, line: int, parts: dict[str, str], others: dict[str, str]) -> None:
    """A scenario of `parts`, its name and attribute from `others` or from the heading: "QAS-4 — Performance: title"."""
    section = reader.section
    title, source_id = phrases.take_id(section.title)
    attribute = plain(others.get("attribute", ""))
    match = _HEADED.match(title)
    if match and not attribute:
        attribute, title = match["left"], match["right"]
    statement = others.get("scenario") or others.get("title") or ""
    if not statement and words.heading_kind(section.title) == "" and title:
        statement = title
    if not attribute and section.parents and not words.heading_kind(section.parents[-1]) and section.level > 2:
        attribute = phrases.bracketed(phrases.take_id(section.parents[-1])[0])[0]
    scenario = PlannedScenario(
        line=line,
        statement=statement or parts.get("stimulus") or parts.get("response") or title,
        attribute=reader.attribute(attribute, line),
        importance=words.level(others.get("importance", "")),
        difficulty=words.level(others.get("difficulty", "")),
        source_id=(others.get("id") or source_id)[:60],
        parts=parts,
    )
    reader.scenario(scenario)
    reader.marks.understood(section.first, section.first, _("Scenario"))


def read_list(reader: Reader, block: Block) -> None:
    """A nested list as a tree: attribute, then refinement or scenario; leaves with a pair are scenarios."""
    if not any(phrases.take_pair(plain(item.text))[1] for item in _items(block)):
        return
    for item in block.items:
        text, importance, _difficulty = phrases.take_pair(plain(item.text))
        children = [child for inner in item.blocks if inner.kind == "list" for child in inner.items]
        if children and not importance:
            attribute = reader.attribute(phrases.take_id(text)[0].rstrip(":"), item.first)
            reader.marks.understood(item.first, item.first, _("Attribute"))
            for child in children:
                _read_branch(reader, child, attribute, "")
        else:
            _add_leaf(reader, item, "", "")


def _items(block: Block):
    for item in block.items:
        yield item
        for inner in item.blocks:
            if inner.kind == "list":
                yield from _items(inner)


def _read_branch(reader: Reader, item: Item, attribute: str, refinement: str) -> None:
    text, importance, _difficulty = phrases.take_pair(plain(item.text))
    children = [child for inner in item.blocks if inner.kind == "list" for child in inner.items]
    if children and not importance:
        reader.marks.understood(item.first, item.first, _("Refinement"))
        for child in children:
            _read_branch(reader, child, attribute, text.rstrip(":"))
    else:
        _add_leaf(reader, item, attribute, refinement)


def _add_leaf(reader: Reader, item: Item, attribute: str, refinement: str) -> None:
    text = plain(item.text)
    statement, importance, difficulty = phrases.take_pair(text)
    if not importance:
        return
    statement, source_id = phrases.take_id(statement)
    parts = {}
    for inner in item.blocks:
        for child in inner.items if inner.kind == "list" else []:
            part, value = _labelled_part(child)
            if part in PARTS:
                parts[part] = value
                reader.marks.understood(child.first, child.last, _("Scenario part"))
    reader.scenario(
        PlannedScenario(
            line=item.first,
            statement=statement,
            attribute=attribute,
            refinement=refinement,
            importance=importance,
            difficulty=difficulty,
            source_id=source_id,
            parts=parts,
        )
    )


def parts_in(text: str) -> dict[str, str]:
    """The six parts written in one cell: "Source: user; Stimulus: asks; …". Fewer than three are no parts."""
    parts = {}
    for piece in text.split("; "):
        label, value = phrases.labelled(piece)
        part = words.column(label) if label else ""
        if part in PARTS and value:
            parts.setdefault(part, value)
    return parts if len(parts) >= LEAST_PARTS else {}


def _without_parts(statement: str, parts: dict[str, str]) -> str:
    """What of a cell is left once its parts are taken out."""
    if not parts:
        return statement
    pieces = [piece for piece in statement.split("; ") if words.column(phrases.labelled(piece)[0]) not in PARTS]
    return "; ".join(pieces).strip()

"""Scenarios that have a heading of their own, with their parts below it as a table or as labelled lines. Pure.

## QAS-4 — Performance: orders at the peak
**Priority:** (H, M)
- **Stimulus:** 500 orders in one minute
"""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.blocks import Block, Item, Section
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import PARTS, PlannedScenario
from assessments.exchange.importer.reader import Reader, said

LEAST_PARTS = 3
BESIDE = ("attribute", "scenario", "title", "id", "importance", "difficulty", "rating")
_SPLIT = re.compile(r"^(?P<left>[^:(—–]{1,60}?)\s*(?:[:—–]|\s-\s|\()\s*(?P<right>.+?)\)?$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[A-Z])[.)]\s+")
_ORDINAL = re.compile(r"^(?:scenario|escenario|szenario|cen[aá]rio|qas?)\s*#?\d*$", re.IGNORECASE)


def read_section(reader: Reader, section: Section) -> Block | None:
    """The first list of labelled parts, or table of them, is one scenario: the block that was read, or none."""
    for block in section.blocks:
        if block.kind == "list" and _read_list(reader, block):
            return block
        if block.kind == "table" and len(block.rows) == 1 and _read_one_row(reader, block):
            return block
        if block.kind == "table" and len(block.header) == 2 and read_table(reader, block):
            return block
    return None


def read_table(reader: Reader, block: Block) -> bool:
    """A table of two columns, part and text: one scenario, named by the heading above it."""
    values, lines = {}, []
    for line, cells in [(block.first, block.header), *block.rows]:
        name = words.column(cells[0]) if cells else ""
        if name in (*PARTS, *BESIDE) and len(cells) > 1 and name not in values:
            values[name] = said(cells, 1)
            lines.append(line)
    if not _enough(values):
        return False
    add(reader, block.first, values)
    reader.marks.understood(block.first + 1, block.first + 1)
    for line in lines:
        reader.marks.understood(line, line, _("Scenario part"))
    return True


def _read_one_row(reader: Reader, block: Block) -> bool:
    line, cells = block.rows[0]
    columns = [words.column(cell) for cell in block.header]
    values = {name: said(cells, index) for index, name in enumerate(columns) if name in (*PARTS, *BESIDE)}
    if not _enough(values) or {"attribute", "scenario"} & set(columns):
        return False
    add(reader, line, values)
    reader.marks.understood(block.first, block.last)
    reader.left_out(block, [index for index, name in enumerate(columns) if name not in values])
    return True


def _read_list(reader: Reader, block: Block) -> bool:
    found = [(item, *labelled_part(item)) for item in block.items]
    values = {}
    for _item, part, text in found:
        if part in (*PARTS, *BESIDE):
            values.setdefault(part, text)
    if not _enough(values):
        return False
    add(reader, block.first, values)
    for item, part, _text in found:
        if part in values and not item.blocks:
            reader.marks.understood(item.first, item.last, _("Scenario part"))
    return True


def labelled_part(item: Item) -> tuple[str, str]:
    label, text = phrases.labelled(item.text)
    return words.column(label), text


def _enough(values: dict[str, str]) -> bool:
    return sum(bool(values.get(part)) for part in PARTS) >= LEAST_PARTS


def add(reader: Reader, line: int, values: dict[str, str]) -> None:
    """A scenario of the parts in `values`; its name, attribute and id from there, else from the lines and headings."""
    section = reader.section
    values = {**_lines_about(reader, section), **{name: text for name, text in values.items() if text}}
    attribute, title, source_id = named_by(section.title) if words.heading_kind(section.title) == "" else ("", "", "")
    names = phrases.names_in(values.get("attribute") or attribute or reader.home or attribute_above(section.parents))
    statement, importance, difficulty = phrases.take_pair(values.get("scenario") or values.get("title") or title)
    rating = phrases.take_pair(f"({values.get('rating', '').strip('()[] ')})")[1:]
    scenario = PlannedScenario(
        line=line,
        statement=statement or values.get("stimulus") or values.get("response", ""),
        attribute=reader.attribute(names[0] if names else "", line),
        importance=importance or words.level(values.get("importance", "")) or rating[0],
        difficulty=difficulty or words.level(values.get("difficulty", "")) or rating[1],
        source_id=(values.get("id") or source_id)[:60],
        parts={part: values[part] for part in PARTS if part in values},
    )
    reader.scenario(scenario)
    reader.marks.understood(section.first, section.first, _("Scenario"))
    if len(names) > 1:
        reader.warn(
            line,
            _("This scenario names several attributes. %(first)s is taken as its home; left out: %(others)s.")
            % {"first": names[0], "others": ", ".join(names[1:])},
        )


def named_by(heading: str) -> tuple[str, str, str]:
    """(attribute, title, id) of a heading: "QAS-4 — Performance (orders at the peak)", "Q1: Login", "Scenario 2"."""
    title, source_id = phrases.take_id(_NUMBERED.sub("", heading.strip()))
    split = _SPLIT.match(title)
    if split and words.is_attribute(split["left"]):
        return split["left"].strip(), split["right"].strip(), source_id
    if words.is_attribute(title):
        return phrases.bracketed(title)[0], "", source_id
    return "", "" if _ORDINAL.match(title) else title, source_id


def attribute_above(titles: tuple[str, ...]) -> str:
    """The nearest of these headings that is the name of an attribute: "Security (three scenarios)"."""
    for title in reversed(titles):
        name = phrases.bracketed(phrases.take_id(_NUMBERED.sub("", title))[0])[0]
        if words.is_attribute(name):
            return name
    return ""


def _lines_about(reader: Reader, section: Section) -> dict[str, str]:
    """What lines of labels say: "**Attribute:** Security · **Priority:** (High, Low)"; other labels are left out."""
    values: dict[str, str] = {}
    for block in section.blocks:
        if block.kind != "paragraph":
            continue
        for number, line in enumerate(block.text.split("\n"), start=block.first):
            found, rest = {}, []
            for label, text in phrases.labels_in(plain(line)):
                name = words.column(label)
                if name == "importance" and phrases.take_pair(f"{text.strip()}")[1]:
                    name = "rating"
                if name in BESIDE and name != "scenario":
                    found.setdefault(name, text.strip(" ·;|"))
                else:
                    rest.append(label)
            if not found:
                continue
            values = {**found, **values}
            reader.marks.understood(number, number)
            if rest:
                labels = ", ".join(rest)
                reader.warn(number, _("What stands behind “%(labels)s” was left out.") % {"labels": labels[:200]})
    return values

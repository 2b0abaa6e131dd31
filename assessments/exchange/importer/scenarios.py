"""Scenarios in tables, lists and sections of six parts. Pure."""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.blocks import Block, Item
from assessments.exchange.importer.headed import LEAST_PARTS, attribute_above, labelled_part
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import PARTS, PlannedScenario
from assessments.exchange.importer.reader import Reader, said

_BOLD_NAME = re.compile(r"^\s*(?:\*\*|__)([^*_]{1,80})(?:\*\*|__)\s*(.*)$", re.DOTALL)
_RATED_NAME = re.compile(r"^\s*(?:\*\*|__)(.{1,120}?)(?:\*\*|__)\s*:?\s*(\S.*)$", re.DOTALL)
PLACED = {"id", "attribute", "refinement", "scenario", "importance", "difficulty", "rating", *PARTS}


def read_table(reader: Reader, block: Block, columns: list[str]) -> bool:
    """A table of one scenario a row; False if it is none."""
    columns = _with_pairs(block, _with_short(block, columns))
    has = set(columns)
    rows_of_parts = len(has & set(PARTS)) >= LEAST_PARTS
    tree = "attribute" in has and ("scenario" in has or {"importance", "difficulty"} <= has)
    named = "scenario" in has and rows_of_parts
    rated = "scenario" in has and ("rating" in has or {"importance", "difficulty"} <= has)
    listed = rated or (reader.kind in {"tree", "scenarios"} and "scenario" in has)
    if not (rows_of_parts or tree or named or listed):
        return False
    home = attribute_above((*reader.section.parents, reader.section.title)) if "attribute" not in has else ""
    above = {"attribute": home, "refinement": ""}
    for line, cells in block.rows:
        values = _cells(columns, cells)
        if values.get("attribute"):
            above = {"attribute": values["attribute"], "refinement": ""}
        above["refinement"] = values.get("refinement", above["refinement"])
        _read_row(reader, line, values | above)
    seen: set[str] = set()
    unplaced = []
    for index, name in enumerate(columns):
        if name not in PLACED or name in seen:
            unplaced.append(index)
        seen.add(name)
    reader.left_out(block, unplaced)
    return True


def _with_short(block: Block, columns: list[str]) -> list[str]:
    """Columns "I" and "D" that hold nothing but levels give importance and difficulty, unless others do.

    Of "Imp." and "Diff.", which say more, one level is enough.
    """
    found = list(columns)
    for index, header in enumerate(block.header):
        name = words.SHORT_COLUMNS.get(words.key(header), "")
        cells = [cell for _line, row in block.rows if (cell := said(row, index))]
        enough = all if len(words.key(header)) == 1 else any
        if name and not columns[index] and name not in found and cells and enough(map(words.level, cells)):
            found[index] = name
    return found


def _with_pairs(block: Block, columns: list[str]) -> list[str]:
    """One column "Priority" that holds nothing but pairs ("H,M") gives importance and difficulty."""
    if "importance" not in columns or {"difficulty", "rating"} & set(columns):
        return columns
    index = columns.index("importance")
    cells = [cell for _line, row in block.rows if (cell := said(row, index))]
    if not cells or not all(pair_in(cell)[0] for cell in cells):
        return columns
    return [*columns[:index], "rating", *columns[index + 1 :]]


def pair_in(cell: str) -> tuple[str, str]:
    """("H,M") → ("H", "M"); ("", "") for a cell that says anything but a pair."""
    rest, importance, difficulty = phrases.take_pair(f"({cell.strip('()[] ')})")
    return ("", "") if rest else (importance, difficulty)


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
    attribute, *others = phrases.names_in(values.get("attribute", "")) or [""]
    if not statement:
        if attribute and len(values) > 1:
            reader.warn(line, _("This row names no scenario, so nothing was taken from it."))
        elif attribute:
            reader.attribute(attribute, line)
            reader.marks.understood(line, line, _("Attribute"))
        return
    pair = pair_in(values.get("rating", ""))
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
    for name, level in (("importance", scenario.importance), ("difficulty", scenario.difficulty), ("rating", pair[0])):
        if values.get(name) and not level:
            message = _("“%(text)s” is none of H, M and L, so it was not taken as a rating.")
            reader.warn(line, message % {"text": values[name][:60]})
    reader.scenario(scenario)
    if others:
        message = _("This scenario names several attributes. %(first)s is taken as its home; left out: %(others)s.")
        reader.warn(line, message % {"first": attribute, "others": ", ".join(others)})


def read_list(reader: Reader, block: Block) -> None:
    """A nested list as a tree: attribute, then refinement or scenario; leaves with a pair are scenarios.

    Without pairs, bold names of attributes announce the scenarios below them: "- **Security**:".
    """
    if read_rated_attributes(reader, block):
        return
    if any(phrases.take_pair(plain(item.text))[1] for item in _items(block)):
        for item in block.items:
            _read_branch(reader, item)
    elif reader.kind == "scenarios" and not block.ordered:
        read_names(reader, block)


def read_names(reader: Reader, block: Block) -> None:
    for item in block.items:
        bold = _BOLD_NAME.match(item.text)
        name = bold[1].strip().rstrip(":") if bold else ""
        if not bold or item.blocks or not words.is_attribute(name):
            continue
        reader.home, reader.home_level = reader.attribute(name, item.first), reader.section.level
        reader.marks.understood(item.first, item.last, _("Attribute"))
        if bold[2].strip(" :"):
            reader.warn(item.first, _("What is said about the attribute has no place yet and was left out."))


def read_rated_attributes(reader: Reader, block: Block) -> bool:
    """A list of rated attributes, each with prose: "1. **Scalability (H, L)**: handling growth". False if it is none.

    The prose becomes the scenario, since only scenarios are rated.
    """
    found = [(item, _RATED_NAME.match(item.text)) for item in block.items]
    if not all(match and not item.blocks and phrases.take_pair(plain(match[1]))[1] for item, match in found):
        return False
    for item, match in found:
        name, importance, difficulty = phrases.take_pair(plain(match[1]))
        attribute = reader.attribute(name, item.first)
        statement = plain(match[2])
        reader.scenario(PlannedScenario(item.first, statement, attribute, "", importance, difficulty))
        reader.marks.understood(item.first, item.last)
    return True


def _items(block: Block):
    for item in block.items:
        yield item
        for inner in item.blocks:
            if inner.kind == "list":
                yield from _items(inner)


def _read_branch(
    reader: Reader, item: Item, attribute: str = "", refinement: str = "", *, beside_rated: bool = False
) -> None:
    text, importance, _difficulty = phrases.take_pair(plain(item.text))
    children = [child for inner in item.blocks if inner.kind == "list" for child in inner.items]
    if importance or not children:
        if importance or beside_rated:
            _add_leaf(reader, item, attribute, refinement)
        return
    name = phrases.take_id(text)[0].rstrip(":")
    if attribute:
        refinement = f"{refinement}: {name}" if refinement else name
    else:
        attribute = reader.attribute(name, item.first)
    reader.marks.understood(item.first, item.first, _("Refinement") if refinement else _("Attribute"))
    # What has no pair among leaves that have one is a scenario that nobody rated.
    rated = any(phrases.take_pair(plain(child.text))[1] for child in children)
    for child in children:
        _read_branch(reader, child, attribute, refinement, beside_rated=rated)


def _add_leaf(reader: Reader, item: Item, attribute: str, refinement: str) -> None:
    text = plain(item.text)
    statement, importance, difficulty = phrases.take_pair(text)
    statement, source_id = phrases.take_id(statement)
    parts = {}
    for inner in item.blocks:
        for child in inner.items if inner.kind == "list" else []:
            part, value = labelled_part(child)
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
    """The parts inside one cell: "Source: a user; Stimulus: asks", or the same without anything between them."""
    parts = {}
    for label, value in phrases.labels_in(text, PARTS):
        part = words.column(label)
        if part in PARTS and value:
            parts.setdefault(part, value)
    return parts if len(parts) >= LEAST_PARTS else {}


def _without_parts(statement: str, parts: dict[str, str]) -> str:
    """What of a cell stands before its parts."""
    if not parts or not all(part in statement for part in parts.values()):
        return statement
    first = next((label for label, _text in phrases.labels_in(statement, PARTS)), "")
    return statement[: statement.find(f"{first}:")].strip(" ;") if first else statement

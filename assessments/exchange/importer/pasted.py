"""Many rows of a utility tree pasted at once: from a spreadsheet, an outline, a table or a drawn tree. Pure.

Only the shape of the text is found out here; what a row says is read by the recognisers of documents. Bounded like
them (`read.tidy`), and more narrowly.
"""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import phrases, recognise, scenarios, trees, words
from assessments.exchange.importer.blocks import Block, Section, cut
from assessments.exchange.importer.outline import outline, path_of
from assessments.exchange.importer.plan import DocumentPlan, ImportPlan
from assessments.exchange.importer.read import Unreadable, tidy
from assessments.exchange.importer.reader import Marks, Reader
from assessments.utility_tree.rules import characteristic_of, why_not_rating

MAX_ROWS = 1_000
MAX_CHARACTERS = 200_000
MAX_JOINED = 20  # lines of one cell of a spreadsheet

_CELLS = re.compile(r"[^\t].*\t")  # a tab behind something: cells, where leading tabs only indent
_BARS = re.compile(r"(?:[^|]*\|){2,}[^|]*")  # cells typed by hand, where the tab key leaves the field
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$")


def read_rows(text: str, *, attributes: tuple[str, ...] = (), home: str = "") -> ImportPlan:
    """What was understood of pasted rows: a plan of one document with nothing but attributes and scenarios.

    `attributes` are names in the tree already; rows that name no attribute stand under `home`, "" for none. Raises
    Unreadable for nothing, or for more than MAX_ROWS lines or MAX_CHARACTERS.
    """
    text = _bounded(text)
    marks = Marks(text)
    document = DocumentPlan(title=_("Pasted rows"), first=1, last=len(marks))
    reader = Reader(document, marks)
    reader.enter(Section(title="", level=0, first=1, last=len(marks)), "tree", announced=True)
    lines = [(number, marks.text(number)) for number in range(1, len(marks) + 1)]
    known = {name.casefold() for name in attributes}

    def is_attribute(name: str) -> bool:
        return name.casefold() in known or bool(characteristic_of(name)) or words.is_attribute(name)

    if any(_RULE.match(line) for _number, line in lines):
        read_markdown(reader, text)
    elif trees.drawing(lines):
        recognise.read_tree(reader, Block("code", 1, len(marks)))
    elif all(_BARS.fullmatch(line) for _number, line in lines if line.strip()):
        read_sheet(reader, [(number, line.replace("|", "\t")) for number, line in lines], is_attribute, home)
    elif any(_CELLS.search(line) for _number, line in lines):
        read_sheet(reader, lines, is_attribute, home)
    else:
        recognise.take_tree(reader, outline(lines, is_attribute=is_attribute, home=home))
    recognise.finish(reader)
    for scenario in document.scenarios:
        if not scenario.attribute:
            reader.warn(scenario.line, _("This names no quality attribute, so it stands outside the tree at first."))
        if not (scenario.importance or scenario.difficulty) and (reason := why_not_rating(scenario.statement)):
            reader.warn(scenario.line, reason)
    document.warnings.sort(key=lambda note: note.line)
    document.unread = marks.unread(1, len(marks))
    return ImportPlan(
        name=document.title, text=text, lines=marks.lines(), documents=(document,), unread=tuple(document.unread)
    )


def _bounded(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(
            _("The text has %(count)s characters; %(most)s is the most. Paste it in parts.")
            % {"count": f"{len(text):,}", "most": f"{MAX_CHARACTERS:,}"}
        )
    if not text.strip():
        raise Unreadable(
            _("There is nothing to read. Paste rows, such as: Performance / latency / Orders < 200 ms (H,M)")
        )
    text = tidy(text).strip("\n").rstrip()
    if (count := text.count("\n") + 1) > MAX_ROWS:
        raise Unreadable(
            _("These are %(count)s lines; %(most)s is the most. Paste them in parts.")
            % {"count": f"{count:,}", "most": f"{MAX_ROWS:,}"}
        )
    return text


def read_markdown(reader: Reader, text: str) -> None:
    """Tables and lists of Markdown, as below a heading "Utility tree"."""
    for section in cut(text):
        reader.enter(section, "tree", announced=True)
        for block in section.blocks:
            recognise.read_block(reader, block, "tree")
        if section.title:
            reader.marks.understood(section.first, section.first, _("Heading"))


def read_sheet(reader: Reader, lines: list[tuple[int, str]], is_attribute, home: str) -> None:
    """Rows of cells between tabs, with or without a row of headings."""
    rows = list(_rows(lines))
    if not rows:  # separators around nothing
        return
    columns = _headings(rows[0][2])
    top = rows[0][0]
    if columns:
        reader.marks.understood(top, rows[0][1], _("Heading"))
        header, rows = rows[0][2], rows[1:]
    else:
        columns = _guessed([cells for _first, _last, cells in rows])
        header = [""] * len(columns)
    above = ""
    if "attribute" not in columns:
        rows = [(first, last, _with_home(cells, columns, is_attribute)) for first, last, cells in rows]
        columns, header = ["attribute", "refinement", *columns], ["", "", *header]
        above = home
    if "refinement" not in columns and not any(header):
        columns, header = [*columns, "refinement"], [*header, ""]  # a path may name one
    rows = [(first, last, _spread(cells, columns, is_attribute)) for first, last, cells in rows]
    rows = list(_below_names(reader, rows, columns.index("attribute"), above))
    block = Block("table", top, len(reader.marks), header=header)
    block.rows = [(first, [*cells, *[""] * (len(columns) - len(cells))]) for first, _last, cells in rows]
    if scenarios.read_table(reader, block, columns):
        for first, last, _cells in rows:
            if last > first:
                reader.marks.understood(first + 1, last)


def _rows(lines: list[tuple[int, str]]):
    """(first line, last line, cells) of each row. A quoted cell may go over several lines, as spreadsheets copy it."""
    index = 0
    while index < len(lines):
        first, text = lines[index]
        last = index
        if _open_quote(text):
            ahead = range(index + 1, min(index + MAX_JOINED, len(lines)))
            end = next((n for n in ahead if _closes(lines[n][1])), None)
            if end is not None:
                text = " ".join(line for _number, line in lines[index : end + 1])
                last = end
        index = last + 1
        if text.strip():
            yield first, lines[last][0], [_unquoted(cell.strip(" \u00a0")) for cell in text.split("\t")]


def _open_quote(text: str) -> bool:
    cell = text.rpartition("\t")[2]
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _closes(text: str) -> bool:
    return text.partition("\t")[0].rstrip().endswith('"')


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if quoted else cell


def _headings(cells: list[str]) -> list[str]:
    """The meanings of the columns, if the cells are headings; else nothing."""
    columns = [words.column(cell) if cell else "" for cell in cells]
    if any(map(words.level, cells)) or len(set(columns) - {""}) < 2:
        return []
    for other in ("title", "description"):
        if "scenario" not in columns and other in columns:
            columns[columns.index(other)] = "scenario"
    return columns if "scenario" in columns else []


def _guessed(rows: list[list[str]]) -> list[str]:
    """The meanings of columns without headings: levels and pairs by what they hold, ids by form, texts by order."""
    width = max(map(len, rows))
    columns, texts = [""] * width, []
    for index in range(width):
        cells = [row[index] for row in rows if index < len(row) and row[index].strip(" -–—?")]
        if not cells:
            continue
        if all(map(words.level, cells)):
            free = [name for name in ("importance", "difficulty") if name not in columns]
            columns[index] = free[0] if free else ""
        elif all(scenarios.pair_in(cell)[0] for cell in cells):
            columns[index] = "rating"
        elif not texts and all(phrases.take_id(f"{cell}: x")[1] for cell in cells):
            columns[index] = "id"
        else:
            texts.append(index)
    names = {1: ("scenario",), 2: ("attribute", "scenario")}.get(len(texts), ("attribute", "refinement", "scenario"))
    for index, name in zip(texts, (*names, "response_measure"), strict=False):
        columns[index] = name
    return columns


def _with_home(cells: list[str], columns: list[str], is_attribute) -> list[str]:
    """The cells with attribute and refinement before them, taken from a scenario written as a path."""
    index = columns.index("scenario") if "scenario" in columns else 0
    text = cells[index] if index < len(cells) else ""
    *above, statement = path_of(text)
    if not above and is_attribute(text):
        above, statement = [text], ""
    attribute, refinement = [*above, "", ""][:2]
    return [attribute, refinement, *cells[:index], statement, *cells[index + 1 :]]


def _spread(cells: list[str], columns: list[str], is_attribute) -> list[str]:
    """A line alone among rows of cells that is written as a path, or rated: its parts in the columns they belong to."""
    [text] = [cell for cell in cells if cell] if sum(map(bool, cells)) == 1 else [""]
    *above, statement = path_of(text)
    rated = phrases.take_pair(text)[1]
    if not (above or rated) or is_attribute(text) or "scenario" not in columns:
        return cells
    parts = dict(zip(("attribute", "refinement"), above, strict=False)) | {"scenario": statement}
    return [parts.get(column, "") for column in columns]


def _below_names(reader: Reader, rows, index: int, above: str):
    """The rows that hold a scenario. The name of an attribute alone in its row holds for those below it.

    `above` holds until then. A row's own attribute is read_table's to carry on.
    """
    for first, last, cells in rows:
        name = cells[index] if index < len(cells) else ""
        if name and not any(cell.strip() for cell in [*cells[:index], *cells[index + 1 :]]):
            above = reader.attribute(name, first)
            reader.marks.understood(first, last, _("Attribute"))
            continue
        above = "" if name else above
        yield first, last, [*cells[:index], name or above, *cells[index + 1 :]]

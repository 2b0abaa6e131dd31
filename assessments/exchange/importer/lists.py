"""Drivers, approaches, risk themes and recommendations in lists and tables. Pure."""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import leads, phrases, words
from assessments.exchange.importer.blocks import Block, Item
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import (
    PlannedApproach,
    PlannedDriver,
    PlannedRecommendation,
    PlannedTheme,
)
from assessments.exchange.importer.reader import Reader, said
from assessments.text import name_key

GRID = {
    "sensitivity": "S",
    "sensitivities": "S",
    "sensitivity point": "S",
    "sensitivity points": "S",
    "tradeoff": "T",
    "tradeoffs": "T",
    "tradeoff points": "T",
    "risk": "R",
    "risks": "R",
    "nonrisk": "N",
    "nonrisks": "N",
}


def read_drivers(reader: Reader, block: Block) -> None:
    for item, number, text in _numbered(reader, block, "BD"):
        statement = plain(text)
        if statement:
            text = "\n".join(filter(None, [statement, item.below(reader.marks)]))
            number = reader.number("BD", number, item.first)
            reader.document.drivers.append(PlannedDriver(line=item.first, statement=text, number=number))
            reader.marks.understood(item.first, item.last, _("Driver"))


def _numbered(reader: Reader, block: Block, kind: str):
    """(item, the number its id of this kind gives or None, its text without id and box) of each item of a list."""
    bare = leads.all_bare([item.text for item in block.items], kind)
    for item in block.items:
        text, ticked = leads.take_box(item.text)
        yield item, *leads.take_number(text, kind, bare=bare)
        if ticked:
            reader.warn(item.first, _("The tick in the box was left out."))


def read_approaches(reader: Reader, block: Block) -> None:
    for item, number, text in _numbered(reader, block, "A"):
        name, description = leads.split(text)
        if name:
            description = "\n".join(filter(None, [description, item.below(reader.marks)]))
            add_approach(reader, item.first, f"A{number}: {name}" if number else name, description)
            reader.marks.understood(item.first, item.last)


def add_approach(reader: Reader, line: int, name: str, description: str = "", findings: tuple[str, ...] = ()) -> None:
    """Plan an approach, or add to the one of this name; "AD1 - Services" and "A1 Services" bring their number."""
    name, source_id = phrases.take_id(re.sub(r"^(A(?:D|A)?\d{1,3}) (?=\w)", r"\1: ", name))
    known = reader.approaches.get(name_key(name))
    if known:
        known.description = "\n\n".join(dict.fromkeys(filter(None, [known.description, description])))
        known.findings = tuple(dict.fromkeys([*known.findings, *findings]))
    else:
        number = reader.number("A", phrases.number_of(source_id, "A"), line)
        reader.approaches[name_key(name)] = PlannedApproach(line, name, description, number, findings)
        reader.document.approaches.append(reader.approaches[name_key(name)])
    reader.marks.understood(line, line, _("Approach"))


def read_grid(reader: Reader, block: Block) -> bool:
    """The classic sheet's grid: a decision a row, the ids of what was found in the columns of the four kinds."""
    kinds = [GRID.get(words.key(cell), "") for cell in block.header]
    if len(set(kinds) - {""}) < 3 or kinds[0]:
        return False
    for line, cells in block.rows:
        name = said(cells, 0)
        found = " ".join(said(cells, index) for index, kind in enumerate(kinds) if kind)
        if name:
            add_approach(reader, line, name, findings=tuple(phrases.codes_in(found)))
    reader.left_out(block, [index for index, kind in enumerate(kinds) if index and not kind])
    return True


def read_themes(reader: Reader, block: Block) -> None:
    for item, number, text in _numbered(reader, block, "RT"):
        title, summary = leads.split(text)
        if title:
            summary = "\n".join(filter(None, [summary, item.below(reader.marks)]))
            _add_theme(reader, item.first, number, title, summary, plain(item.text))
            reader.marks.understood(item.first, item.last)


def _add_theme(reader: Reader, line: int, number: int | None, title: str, summary: str, everything: str) -> None:
    risks = tuple(dict.fromkeys(int(code[1:]) for code in phrases.codes_in(everything) if code[0] == "R"))
    number = reader.number("RT", number, line)
    reader.document.themes.append(PlannedTheme(line=line, title=title, number=number, summary=summary, risks=risks))
    reader.marks.understood(line, line, _("Risk theme"))


def read_recommendations(reader: Reader, block: Block) -> None:
    """One recommendation an item: its severity from brackets or a label; cost and effort from labelled lines below."""
    items = list(_numbered(reader, block, "Rec"))
    named = {given for _item, given, _text in items}
    for item, given, text in items:
        title, rest = leads.split(text)
        title, rest, severity = leads.take_severity(title, rest)
        if not title:
            continue
        # Lists of one horizon each begin at 1: a number that is taken is the list's, not the recommendation's.
        free = ("Rec", item.number) not in reader.numbers and item.number not in named
        counted = item.number if free else None
        recommendation = PlannedRecommendation(
            line=item.first,
            title=title,
            number=reader.number("Rec", given or counted, item.first),
            severity=words.severity(severity),
            horizon=reader.horizon,
        )
        details = [rest] if rest else []
        reader.marks.understood(item.first, own_last(item), _("Recommendation"))
        for line, last, text in _lines_below(item):
            label, value = phrases.labelled(text)
            name = words.column(label) if label else ""
            if name in {"cost", "effort"} and value and not getattr(recommendation, name):
                setattr(recommendation, name, plain(value))
                reader.marks.understood(line, last, _("Cost") if name == "cost" else _("Effort"))
            else:
                details.append(f"- {' '.join(text.split())}")
                reader.marks.understood(line, last, _("Detail"))
        recommendation.details = "\n".join(details)
        reader.document.recommendations.append(recommendation)


def read_horizon(reader: Reader, block: Block) -> None:
    """A line such as "**Short-term (1-3 months):**" gives the horizon of the recommendations below it."""
    horizon = words.horizon(plain(block.text))
    if horizon and len(block.text) < 80:
        reader.horizon = horizon
        reader.marks.understood(block.first, block.last, _("Horizon"))


def read_table(reader: Reader, block: Block, columns: list[str]) -> bool:
    """Drivers, approaches, themes or recommendations as a table under their heading."""
    if reader.kind not in READERS:
        return False
    first = ("title", "", "description", "scenario", "attribute")
    title = next((columns.index(name) for name in first if name in columns), None)
    if title is None:
        return False
    for line, cells in block.rows:
        values = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell.strip(" -–—")}
        text = cells[title] if title < len(cells) else ""
        if not text.strip(" -–—"):
            continue
        description = values.get("description", "") if columns[title] != "description" else ""
        rest = "; ".join(cell for name, cell in zip(columns, cells, strict=False) if not name and cell and cell != text)
        add_row(reader, line, text, "\n".join(filter(None, [description, rest])), values)
    return True


def add_row(reader: Reader, line: int, text: str, description: str, values: dict[str, str]) -> None:
    document, code = reader.document, values.get("id", "")
    if reader.kind == "approaches":
        add_approach(reader, line, f"{code}: {text}" if code else text, description)
        return
    kind = {"drivers": "BD", "themes": "RT"}.get(reader.kind, "Rec")
    number = phrases.number_of(code, kind, bare=True)
    if not number:
        number, text = leads.take_number(text, kind)
    text = leads.named(text, code, kind)
    if kind == "RT":
        _add_theme(reader, line, number, text, description, values.get("risks", ""))
        return
    number = reader.number(kind, number, line)
    if kind == "BD":
        statement = ": ".join(filter(None, [text, description]))
        priority = words.level(values.get("importance", ""))
        document.drivers.append(PlannedDriver(line, statement, priority, number))
        reader.marks.understood(line, line, _("Driver"))
        return
    document.recommendations.append(
        PlannedRecommendation(
            line=line,
            title=text,
            number=number,
            details=description,
            severity=words.severity(values.get("severity", "")),
            horizon=words.horizon(values.get("horizon", "")) or reader.horizon,
            effort=values.get("effort", ""),
            cost=values.get("cost", ""),
        )
    )
    reader.marks.understood(line, line, _("Recommendation"))


def own_last(item: Item) -> int:
    """The last line of an item's own text."""
    return item.blocks[0].first - 1 if item.blocks else item.last


def _lines_below(item: Item) -> list[tuple[int, int, str]]:
    """(first line, last line, text) of every item and paragraph below this one, deeper ones too."""
    found = []
    for block in item.blocks:
        if block.kind == "list":
            for child in block.items:
                found += [(child.first, own_last(child), child.text), *_lines_below(child)]
        elif block.kind == "paragraph":
            found.append((block.first, block.last, block.text))
    return found


READERS = {
    "drivers": read_drivers,
    "approaches": read_approaches,
    "themes": read_themes,
    "recommendations": read_recommendations,
}

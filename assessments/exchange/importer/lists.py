"""Drivers, approaches, risk themes and recommendations in lists and tables. Pure."""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import phrases, words
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

_RISK_ID = re.compile(r"\bR(\d{1,4})\b")
_FINDING_ID = re.compile(r"\b[STRN]\d{1,4}\b")
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
_LEAD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*(?:[:—–-]\s*)?(.*)$", re.DOTALL)


def read_drivers(reader: Reader, block: Block) -> None:
    for item in block.items:
        statement, source_id = phrases.take_id(plain(item.text))
        if statement:
            text = "\n".join(filter(None, [statement, item.below(reader.marks)]))
            number = reader.number("BD", phrases.number_of(source_id, "BD"), item.first)
            reader.document.drivers.append(PlannedDriver(line=item.first, statement=text, number=number))
            reader.marks.understood(item.first, item.last, _("Driver"))


def read_approaches(reader: Reader, block: Block) -> None:
    for item in block.items:
        name, description = _lead(item)
        if name:
            description = "\n".join(filter(None, [description, item.below(reader.marks)]))
            add_approach(reader, item.first, name, description)
            reader.marks.understood(item.first, item.last)


def add_approach(reader: Reader, line: int, name: str, description: str = "", findings: tuple[str, ...] = ()) -> None:
    """Plan an approach, or add to the one of this name; "AD1 - Services" and "A1 Services" bring their number."""
    name, source_id = phrases.take_id(re.sub(r"^(A(?:D|A)?\d{1,3}) (?=\w)", r"\1: ", name))
    known = reader.approaches.get(name_key(name))
    if known:
        known.description = "\n\n".join(dict.fromkeys(filter(None, [known.description, description])))
        known.findings = tuple(dict.fromkeys([*known.findings, *findings]))
    else:
        number = next((n for kind in ("A", "AD", "AA") if (n := phrases.number_of(source_id, kind))), None)
        number = reader.number("A", number, line)
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
            add_approach(reader, line, name, findings=tuple(_FINDING_ID.findall(found)))
    reader.left_out(block, [index for index, kind in enumerate(kinds) if index and not kind])
    return True


def read_themes(reader: Reader, block: Block) -> None:
    for item in block.items:
        title, summary = _lead(item)
        if title:
            _add_theme(
                reader,
                item.first,
                title,
                "\n".join(filter(None, [summary, item.below(reader.marks)])),
                plain(item.text),
            )
            reader.marks.understood(item.first, item.last)


def _add_theme(reader: Reader, line: int, title: str, summary: str, everything: str) -> None:
    title, source_id = phrases.take_id(title)
    reader.document.themes.append(
        PlannedTheme(
            line=line,
            title=title,
            number=phrases.number_of(source_id, "RT"),
            summary=summary,
            risks=tuple(dict.fromkeys(int(number) for number in _RISK_ID.findall(everything))),
        )
    )
    reader.marks.understood(line, line, _("Risk theme"))


def read_recommendations(reader: Reader, block: Block) -> None:
    """One recommendation an item: title, severity in brackets; cost and effort from labelled lines below it."""
    for item in block.items:
        title, rest = _lead(item)
        title, bracket = phrases.bracketed(title)
        severity = words.severity(bracket)
        if bracket and not severity:
            title = f"{title} ({bracket})"
        if not title:
            continue
        # Lists of one horizon each begin at 1: a number that is taken is the list's, not the recommendation's.
        number = item.number if ("Rec", item.number) not in reader.numbers else None
        recommendation = PlannedRecommendation(
            line=item.first, title=title, number=number, severity=severity, horizon=reader.horizon
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
        reader.numbers.add(("Rec", number))
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
    document = reader.document
    if reader.kind == "drivers":
        statement = ": ".join(filter(None, [text, description]))
        number = reader.number("BD", phrases.number_of(values.get("id", ""), "BD"), line)
        priority = words.level(values.get("importance", ""))
        document.drivers.append(PlannedDriver(line, statement, priority, number))
        reader.marks.understood(line, line, _("Driver"))
    elif reader.kind == "approaches":
        add_approach(reader, line, f"{values['id']}: {text}" if values.get("id") else text, description)
    elif reader.kind == "themes":
        named = f"{values['id']}: {text}" if phrases.number_of(values.get("id", ""), "RT") else text
        _add_theme(reader, line, named, description, values.get("risks", ""))
    else:
        document.recommendations.append(
            PlannedRecommendation(
                line=line,
                title=text,
                details=description,
                severity=words.severity(values.get("severity", "")),
                horizon=words.horizon(values.get("horizon", "")) or reader.horizon,
                effort=values.get("effort", ""),
                cost=values.get("cost", ""),
            )
        )
        reader.marks.understood(line, line, _("Recommendation"))


def _lead(item: Item) -> tuple[str, str]:
    """(what stands bold in front, the rest); the whole text if nothing is bold."""
    match = _LEAD.match(item.text)
    if not match:
        return plain(item.text), ""
    return plain(match.group(1)).rstrip(":"), " ".join(match.group(2).split())


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

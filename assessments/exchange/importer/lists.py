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
from assessments.exchange.importer.reader import Reader

_RISK_ID = re.compile(r"\bR(\d{1,4})\b")
_LEAD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*(?:[:—–-]\s*)?(.*)$", re.DOTALL)


def read_drivers(reader: Reader, block: Block) -> None:
    for item in block.items:
        statement = plain(item.text)
        below = [plain(child.text) for inner in item.blocks if inner.kind == "list" for child in inner.items]
        if statement:
            statement = phrases.take_id(statement)[0]
            text = "\n".join([statement, *(f"- {line}" for line in below)])
            reader.document.drivers.append(PlannedDriver(line=item.first, statement=text))
            reader.marks.understood(item.first, item.last, _("Driver"))


def read_approaches(reader: Reader, block: Block) -> None:
    for item in block.items:
        name, description = _lead(item)
        if name:
            description = "\n".join(filter(None, [description, *_below(item)]))
            reader.document.approaches.append(PlannedApproach(item.first, name, description))
            reader.marks.understood(item.first, item.last, _("Approach"))


def read_themes(reader: Reader, block: Block) -> None:
    for item in block.items:
        title, summary = _lead(item)
        if title:
            _add_theme(reader, item.first, title, "\n".join(filter(None, [summary, *_below(item)])), plain(item.text))
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
        recommendation = PlannedRecommendation(
            line=item.first, title=title, number=item.number, severity=severity, horizon=reader.horizon
        )
        details = [rest] if rest else []
        reader.marks.understood(item.first, item.last, _("Recommendation"))
        for line, text in _lines_below(item):
            label, value = phrases.labelled(text)
            name = words.column(label) if label else ""
            if name in {"cost", "effort"} and value and not getattr(recommendation, name):
                setattr(recommendation, name, plain(value))
                reader.marks.understood(line, line, _("Cost") if name == "cost" else _("Effort"))
            else:
                details.append(f"- {' '.join(text.split())}")
                reader.marks.understood(line, line, _("Detail"))
        recommendation.details = "\n".join(details)
        _keep_number_once(reader, recommendation)
        reader.document.recommendations.append(recommendation)


def _keep_number_once(reader: Reader, recommendation: PlannedRecommendation) -> None:
    """Lists per horizon each begin at 1: a number already taken is not the recommendation's own."""
    if not recommendation.number or recommendation.number in reader.numbers:
        recommendation.number = None
    else:
        reader.numbers.add(recommendation.number)


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
    title = (
        columns.index("title")
        if "title" in columns
        else next((index for index, name in enumerate(columns) if name in {"", "description", "scenario"}), None)
    )
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
        document.drivers.append(PlannedDriver(line, statement, priority=words.level(values.get("importance", ""))))
        reader.marks.understood(line, line, _("Driver"))
    elif reader.kind == "approaches":
        document.approaches.append(PlannedApproach(line, text, description))
        reader.marks.understood(line, line, _("Approach"))
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


def _lines_below(item: Item) -> list[tuple[int, str]]:
    """(line, text) of every item and paragraph below this one, deeper ones too."""
    found = []
    for block in item.blocks:
        if block.kind == "list":
            for child in block.items:
                found += [(child.first, child.text), *_lines_below(child)]
        elif block.kind == "paragraph":
            found.append((block.first, block.text))
    return found


def _below(item: Item) -> list[str]:
    return [f"- {' '.join(text.split())}" for _line, text in _lines_below(item)]


READERS = {
    "drivers": read_drivers,
    "approaches": read_approaches,
    "themes": read_themes,
    "recommendations": read_recommendations,
}

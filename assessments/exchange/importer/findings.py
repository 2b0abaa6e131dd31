"""Sensitivity points, trade-off points, risks and non-risks in tables, lists and headed paragraphs. Pure."""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.blocks import Block, Item
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import PlannedFinding
from assessments.exchange.importer.reader import Reader

# A table under no heading of its own says by this column which kind of finding it lists.
KIND_BY_HEADER = {
    "sensitivity point": "S",
    "sensitivity": "S",
    "tradeoff": "T",
    "tradeoff point": "T",
    "risk": "R",
    "nonrisk": "N",
}
_BOLD_LEAD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*(?:[:—–-]\s*)?(.*)$", re.DOTALL)


def kind_label(kind: str) -> str:
    return {
        "S": _("Sensitivity point"),
        "T": _("Trade-off point"),
        "R": _("Risk"),
        "N": _("Non-risk"),
    }[kind]


def read_table(reader: Reader, block: Block, columns: list[str]) -> bool:
    """One finding a row; False if the columns hold no findings."""
    kind = reader.kind if reader.kind in words.FINDING_KINDS else ""
    titles = [index for index, name in enumerate(columns) if name == "title"]
    # "Risk" alone may head the titles of risks, or the technical risk of scenarios.
    headers = [words.key(cell) for cell in block.header]
    named = next((KIND_BY_HEADER[header] for header in headers if header in KIND_BY_HEADER), "")
    if not titles and named and ("severity" in columns or "mitigation" in columns or kind == named):
        titles = [next(index for index, header in enumerate(headers) if header in KIND_BY_HEADER)]
    kind = kind or (named if titles else "")
    if not kind or not titles:
        return False
    for line, cells in block.rows:
        values = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell.strip(" -–—")}
        title = cells[titles[0]] if titles[0] < len(cells) else ""
        if title.strip(" -–—"):
            add(reader, kind, line, title, values)
    return True


def add(reader: Reader, kind: str, line: int, title: str, values: dict[str, str]) -> None:
    """Plan one finding; `values` are cells by column."""
    title, source_id = phrases.take_id(title)
    attributes = phrases.attributes_in(values.get("attribute", ""))
    if kind == "T" and not attributes:
        attributes = _signed_attributes(title)
    severity = words.severity(values.get("severity", "")) if kind == "R" else ""
    description = values.get("description", "")
    if values.get("severity") and not severity:
        description = f"{description}\n\n{_('Severity')}: {values['severity']}".strip()
    if values.get("mitigation") and kind != "R":
        description = f"{description}\n\n{_('Mitigation')}: {values['mitigation']}".strip()
    reader.document.findings.append(
        PlannedFinding(
            line=line,
            kind=kind,
            number=phrases.number_of(values.get("id", "") or source_id, kind),
            title=title,
            description=description,
            attributes=attributes,
            severity=severity,
            mitigation=values.get("mitigation", "") if kind == "R" else "",
            assumption=values.get("assumption", "") if kind == "N" else "",
        )
    )
    reader.marks.understood(line, line, kind_label(kind))
    if kind == "T" and attributes and not any(effect for _name, effect in attributes):
        reader.warn(line, _("States no signs: the effects stay unknown until somebody gives them."))


def _signed_attributes(title: str) -> tuple[tuple[str, str], ...]:
    """The attributes a title states with signs: "Modifiability (+) vs. network efficiency (–)"."""
    attributes = phrases.attributes_in(title)
    return attributes if len(attributes) > 1 and all(effect for _name, effect in attributes) else ()


def read_list(reader: Reader, block: Block) -> None:
    """One finding an item. Items below it are its mitigation (risks) or its description."""
    kind = reader.kind
    for item in block.items:
        lead = _BOLD_LEAD.match(item.text)
        text = plain(item.text)
        title, description = (plain(lead.group(1)).rstrip(":"), plain(lead.group(2))) if lead else (text, "")
        if not title or _is_definition(title, description):
            continue
        below = _below(item)
        values = {"description": description}
        if kind == "R":
            values["mitigation"] = below
        elif below:
            values["description"] = f"{description}\n\n{below}".strip()
        title, bracket = _severity_in(title) if kind == "R" else (title, "")
        if bracket:
            values["severity"] = bracket
        before = len(reader.document.findings)
        add(reader, kind, item.first, title, {name: text for name, text in values.items() if text})
        if len(reader.document.findings) > before:
            reader.marks.understood(item.first, item.last)


def _severity_in(title: str) -> tuple[str, str]:
    rest, bracket = phrases.bracketed(title)
    return (rest, bracket) if words.severity(bracket) else (title, "")


def _is_definition(title: str, description: str) -> bool:
    """Teaching texts explain the terms: "Risk: a potentially problematic decision" is no risk."""
    return words.heading_kind(title) in words.FINDING_KINDS and words.key(title) in words.HEADINGS


def _below(item: Item) -> str:
    """The blocks under an item as Markdown: list items a line each."""
    lines = []
    for block in item.blocks:
        if block.kind == "list":
            lines += [f"- {' '.join(child.text.split())}" for child in block.items]
        elif block.kind == "paragraph":
            lines.append(block.text.strip())
    return "\n".join(lines)


def read_paragraph(reader: Reader, block: Block) -> None:
    """A finding that opens with its id: "**S1: title** prose" or "R1 - title". Other prose stays unread."""
    lead = _BOLD_LEAD.match(block.text)
    head = plain(lead.group(1)) if lead else plain(block.text.split("\n", 1)[0])
    title, source_id = phrases.take_id(head)
    if not source_id or phrases.number_of(source_id, reader.kind) is None:
        return
    rest = plain(lead.group(2)) if lead else plain(block.text.partition("\n")[2])
    add(reader, reader.kind, block.first, title, {"id": source_id, "description": rest} if rest else {"id": source_id})
    reader.marks.understood(block.first, block.last)

"""Sensitivity points, trade-off points, risks and non-risks in tables, lists, paragraphs and sections. Pure."""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import phrases, words
from assessments.exchange.importer.blocks import Block, Section
from assessments.exchange.importer.inline import plain
from assessments.exchange.importer.plan import PlannedFinding
from assessments.exchange.importer.reader import Reader, said

# A table under no heading of its own says by this column which kind of finding it lists.
KIND_BY_HEADER = {
    "sensitivity point": "S",
    "sensitivity": "S",
    "tradeoff": "T",
    "tradeoff point": "T",
    "risk": "R",
    "riesgo": "R",
    "risiko": "R",
    "nonrisk": "N",
}
PLACED = {"id", "title", "description", "attribute", "severity", "mitigation", "assumption"}
_BOLD_LEAD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*(?:[:—–-]\s*)?(.*)$", re.DOTALL)


def kind_label(kind: str) -> str:
    return {
        "S": _("Sensitivity point"),
        "T": _("Trade-off point"),
        "R": _("Risk"),
        "N": _("Non-risk"),
    }[kind]


def read_table(reader: Reader, block: Block, columns: list[str]) -> bool:
    """One finding a row; False if the columns hold no findings. Columns without a place join the description."""
    kind = reader.kind if reader.kind in words.FINDING_KINDS else ""
    titles = [index for index, name in enumerate(columns) if name == "title"]
    # "Risk" alone may head the titles of risks, or the technical risk of scenarios.
    headers = [words.key(cell) for cell in block.header]
    named = next((KIND_BY_HEADER[header] for header in headers if header in KIND_BY_HEADER), "")
    if named and (kind == named or {"severity", "mitigation"} & set(columns)):
        titles = [next(index for index, header in enumerate(headers) if header in KIND_BY_HEADER)]
    kind = kind or (named if titles else "")
    if not kind or not titles:
        return False
    severity = columns.index("severity") if "severity" in columns else None
    if severity is None and kind == "R" and "importance" in columns:
        severity = columns.index("importance")  # a register's "Priority"
    places = {index: name for index, name in enumerate(columns) if name in PLACED and index != titles[0]}
    if severity is not None:
        places[severity] = "severity"
    for line, cells in block.rows:
        title = said(cells, titles[0])
        if not title:
            continue
        values: dict[str, str] = {}
        for index, name in places.items():
            if said(cells, index):
                values.setdefault(name, said(cells, index))
        rest = [
            f"{header}: {said(cells, index)}" if header else said(cells, index)
            for index, header in enumerate(block.header)
            if index != titles[0] and index not in places and said(cells, index)
        ]
        values["description"] = "\n\n".join(filter(None, [values.get("description", ""), *rest]))
        add(reader, kind, line, title, values)
    return True


def add(reader: Reader, kind: str, line: int, title: str, values: dict[str, str]) -> None:
    """Plan one finding; `values` are cells by column."""
    title, source_id = phrases.take_id(title)
    attributes = phrases.attributes_in(values.get("attribute", ""))
    if kind == "T" and not attributes:
        attributes = _opposed(title)
    severity = words.severity(values.get("severity", "")) if kind == "R" else ""
    description = [values.get("description", "")]
    if values.get("severity") and not severity:
        description.append(f"{_('Severity')}: {values['severity']}")
    if values.get("mitigation") and kind != "R":
        description.append(f"{_('Mitigation')}: {values['mitigation']}")
    if values.get("assumption") and kind != "N":
        description.append(f"{_('Assumption')}: {values['assumption']}")
    number = phrases.number_of(values.get("id", "") or source_id, kind)
    known = reader.findings.get((kind, number)) if number else None
    if known and _retold(known.title, title):
        known.description = "\n\n".join(filter(None, dict.fromkeys([known.description, *description])))
        reader.marks.understood(line, line, kind_label(kind))
        return
    finding = PlannedFinding(
        line=line,
        kind=kind,
        number=reader.number(kind, number, line),
        title=title,
        description="\n\n".join(filter(None, description)),
        attributes=attributes,
        severity=severity,
        mitigation=values.get("mitigation", "") if kind == "R" else "",
        assumption=values.get("assumption", "") if kind == "N" else "",
        scenario=values.get("scenario", ""),
    )
    reader.document.findings.append(finding)
    if finding.number:
        reader.findings[kind, finding.number] = finding
    reader.marks.understood(line, line, kind_label(kind))
    if kind == "T" and attributes and not any(effect for _name, effect in attributes):
        reader.warn(line, _("States no signs: the effects stay unknown until somebody gives them."))


def _retold(title: str, again: str) -> bool:
    """Does a second table or list name the finding of this id again, perhaps shorter?"""
    one, other = words.key(title), words.key(again)
    return one.startswith(other) or other.startswith(one)


def _opposed(title: str) -> tuple[tuple[str, str], ...]:
    """The attributes a title opposes: with signs any ("Depth (+) vs. speed (–)"), without them only known names."""
    attributes = phrases.attributes_in(title)
    known = all(effect or words.is_attribute(name) for name, effect in attributes)
    return attributes if len(attributes) > 1 and known else ()


def read_list(reader: Reader, block: Block) -> None:
    """One finding an item. What stands below one is its mitigation, if it says so, or its description."""
    kind = reader.kind
    for item in block.items:
        lead = _BOLD_LEAD.match(item.text)
        title, description = (plain(lead[1]).rstrip(":"), plain(lead[2])) if lead else (plain(item.text), "")
        if not title or is_definition(title):
            continue
        values = {"description": description}
        other = phrases.take_id(f"{title}: x")[1] if lead and description else ""
        if other and phrases.number_of(other, kind) is None:
            # "**QA-009** (M,H): what may go wrong" names the scenario at which the risk was found.
            title, values = phrases.take_pair(description)[0].lstrip(": "), {"scenario": other}
        below = item.below(reader.marks)
        label = phrases.labelled(_first(below))[0].rstrip(" 0123456789")
        if below and kind == "R" and words.column(label) == "mitigation":
            values["mitigation"] = below
        elif below:
            values["description"] = f"{values.get('description', '')}\n\n{below}".strip()
        if kind == "R":
            title, values["severity"] = _severity_in(title)
        add(reader, kind, item.first, title, {name: text for name, text in values.items() if text})
        reader.marks.understood(item.first, item.last)


def _first(text: str) -> str:
    """The first line of a list, without its marker."""
    return re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", text.split("\n", 1)[0])


def _severity_in(title: str) -> tuple[str, str]:
    rest, bracket = phrases.bracketed(title)
    return (rest, bracket) if words.severity(bracket) else (title, "")


def is_definition(title: str) -> bool:
    """Teaching texts explain the terms: "Risk: a potentially problematic decision" is no risk."""
    return words.heading_kind(title) in words.FINDING_KINDS


def read_paragraph(reader: Reader, block: Block) -> None:
    """A finding that opens with its id: "**S1: title** prose" or "R1 - title". Other prose stays unread."""
    lead = _BOLD_LEAD.match(block.text)
    head = plain(lead[1]) if lead else plain(block.text.split("\n", 1)[0])
    title, source_id = phrases.take_id(head)
    if not source_id or phrases.number_of(source_id, reader.kind) is None:
        return
    rest = plain(lead[2]) if lead else plain(block.text.partition("\n")[2])
    add(reader, reader.kind, block.first, title, {"id": source_id, "description": rest} if rest else {"id": source_id})
    reader.marks.understood(block.first, block.last)


def read_section(reader: Reader, section: Section, kind: str) -> bool:
    """A heading that is a finding, under one that announces its kind: "### R1: title", "#### Depth vs. speed"."""
    title, source_id = phrases.take_id(section.title)
    number = phrases.number_of(source_id, kind)
    if number is None and not (kind == "T" and re.search(r"\bvs\b", title, re.IGNORECASE)):
        return False
    below = section.below(reader.marks)
    known = reader.findings.get((kind, number)) if number else None
    if known:
        known.description = "\n\n".join(filter(None, [known.description, below]))
        reader.marks.understood(section.first, section.last, kind_label(kind))
    else:
        add(reader, kind, section.first, title, {"id": source_id, "description": below})
        reader.marks.understood(section.first, section.last)
    return True

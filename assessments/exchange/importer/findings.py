"""Sensitivity points, trade-off points, risks and non-risks in tables, lists, paragraphs and sections. Pure."""

import re

from django.utils.translation import gettext as _

from assessments.exchange.importer import leads, phrases, words
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
    """Plan one finding; `values` are cells by column. An id that gives no number stays before the title."""
    source_id = values.get("id", "")
    number = phrases.number_of(source_id, kind, bare=True)
    again, rest = leads.take_number(title, kind)
    if again and number in {None, again}:
        number, title = again, rest
    title = leads.named(title, source_id, kind)
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
    known = reader.findings.get((kind, number)) if number else None
    if known and _retold(known.title, title):
        told = {name: values.get(name, "") for name in ("mitigation", "assumption")}
        description += _fill(known, told | {"severity": severity, "attributes": attributes})
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


def _fill(known: PlannedFinding, told: dict) -> list[str]:
    """Put what is told anew into the fields that are empty; what differs from the first telling is for its text."""
    differs = []
    labels = {"severity": _("Severity"), "mitigation": _("Mitigation"), "assumption": _("Assumption")}
    of_kind = {"R": {"severity", "mitigation"}, "N": {"assumption"}}.get(known.kind, set()) | {"attributes"}
    for name in of_kind & told.keys():
        if told[name] and not getattr(known, name):
            setattr(known, name, told[name])
        elif told[name] and told[name] != getattr(known, name) and name in labels:
            differs.append(f"{labels[name]}: {told[name]}")
    return sorted(differs)


def _opposed(title: str) -> tuple[tuple[str, str], ...]:
    """The attributes a title opposes: with signs any ("Depth (+) vs. speed (–)"), without them only known names."""
    attributes = phrases.attributes_in(title)
    known = all(effect or words.is_attribute(name) for name, effect in attributes)
    return attributes if len(attributes) > 1 and known else ()


def read_list(reader: Reader, block: Block) -> None:
    """One finding an item. Labels in it and below it fill its fields; what else stands below is its description."""
    kind = reader.kind
    bare = leads.all_bare([item.text for item in block.items], kind)
    for item in block.items:
        text, ticked = leads.take_box(item.text)
        number, text = leads.take_number(text, kind, bare=bare)
        title, description = leads.split(text)
        description = plain(description)
        if not title or is_definition(title):
            continue
        below = leads.Below(item.blocks, item.last, kind, reader.marks)
        values = {"id": f"{kind}{number}" if number else ""}
        other = phrases.take_id(f"{title}: x")[1] if description and not number else ""
        if other:
            # "**QA-009** (M,H): what may go wrong" names the scenario at which the risk was found.
            title, description = phrases.take_pair(description)[0].lstrip(": "), ""
            values["scenario"] = other
        title, description = _clauses(kind, title, description, below.values)
        values["description"] = "\n\n".join(filter(None, [description, below.text]))
        add(reader, kind, item.first, title, {name: text for name, text in (values | below.values).items() if text})
        reader.marks.understood(item.first, item.last)
        if ticked:
            reader.warn(item.first, _("The tick in the box was left out."))


def _clauses(kind: str, title: str, description: str, values: dict[str, str]) -> tuple[str, str]:
    """(title, description) of a risk without its severity and mitigation, which go to `values` unless told there."""
    if kind == "R" and not values.get("severity"):
        title, description, values["severity"] = leads.take_severity(title, description)
    if kind == "R" and not values.get("mitigation"):
        if description:
            description, values["mitigation"] = leads.take_last(description, "mitigation")
        else:
            short, mitigation = leads.take_last(title, "mitigation")
            title, values["mitigation"] = (short, mitigation) if short else (title, "")
    return title, description


def is_definition(title: str) -> bool:
    """Teaching texts explain the terms: "Risk: a potentially problematic decision" is no risk."""
    return words.heading_kind(title) in words.FINDING_KINDS


def read_paragraph(reader: Reader, block: Block) -> None:
    """A finding that opens with its id: "**S1: title** prose", "**S1** title" or "R1 - title". Others stay unread."""
    kind = reader.kind
    number, text = leads.take_number(block.text, kind)
    if not number:
        return
    title, rest = leads.split(text)
    if title == plain(text):
        title, rest = plain(text.split("\n", 1)[0]), text.partition("\n")[2]
    values: dict[str, str] = {}
    title, rest = _clauses(kind, title, plain(rest), values)
    values |= {"id": f"{kind}{number}", "description": rest}
    add(reader, kind, block.first, title, {name: text for name, text in values.items() if text})
    reader.marks.understood(block.first, block.last)


def read_section(reader: Reader, section: Section, kind: str) -> bool:
    """A heading that is a finding, under one that announces its kind: "### R1: title", "#### Depth vs. speed"."""
    number, title = leads.take_number(section.title, kind)
    if number is None and not (kind == "T" and re.search(r"\bvs\b", title, re.IGNORECASE)):
        return False
    known = reader.findings.get((kind, number)) if number else None
    below = leads.Below(section.blocks[1:], section.last, kind, reader.marks)
    if known and any(getattr(known, name, "") for name in below.values):
        known.description = "\n\n".join(filter(None, [known.description, section.below(reader.marks)]))
        reader.marks.understood(section.first, section.last, kind_label(kind))
        return True
    values = {"id": f"{kind}{number}" if number else "", "description": below.text}
    title, _rest = _clauses(kind, title, "", below.values)
    add(reader, kind, section.first, known.title if known else title, values | below.values)
    reader.marks.understood(section.first, section.last)
    return True

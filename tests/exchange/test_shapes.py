"""The shapes in which people write evaluations down, each in a small document of our own making.

`shapes/NAME.md` is the document, `shapes/NAME.txt` what must be understood of it: a line for each thing, then the
lines warned of and those left unread. Modelled on documents found in public; unread is right where no reading is sure.
"""

from pathlib import Path

import pytest

from assessments.exchange.importer.documents import read_text
from assessments.exchange.importer.plan import PARTS, UNREAD, WARNED, DocumentPlan, ImportPlan

SHAPES = Path(__file__).with_name("shapes")
LETTERS = dict(zip(PARTS, "staerm", strict=True))


def told(plan: ImportPlan) -> str:
    return "\n".join(line for document in plan.documents for line in lines(document)) + "\n"


def lines(document: DocumentPlan):
    """ "Av1 Home/Refinement: statement (H,M) strm*": the letters are the parts, * a measure from the statement."""
    yield f"{document.title}: {document.template or 'not imported'}"
    for driver in document.drivers:
        yield words("  driver", driver.number, driver.statement.replace("\n", " / "), driver.priority)
    for approach in document.approaches:
        yield words("  approach", approach.number, approach.name, and_more("with", approach.findings))
    if document.attributes:
        yield "  attributes " + ", ".join(name for name, _line in document.attributes)
    for scenario in document.scenarios:
        home = "/".join(filter(None, [scenario.attribute, scenario.refinement])) or "no home"
        parts = "".join(letter for part, letter in LETTERS.items() if scenario.parts.get(part))
        pair = f"({scenario.importance or '-'},{scenario.difficulty or '-'})"
        star = "*" if scenario.measure_from_statement else ""
        yield words(" ", scenario.source_id, f"{home}:", scenario.statement, pair, parts + star)
    for finding in document.findings:
        bears = ", ".join(name + effect for name, effect in finding.attributes)
        yield words(
            f"  {finding.kind}{finding.number or ''}",
            finding.title,
            f"[{bears}]" if bears else "",
            finding.severity,
            and_more("at", [finding.scenario] if finding.scenario else []),
            f"mitigation: {' / '.join(finding.mitigation.split(chr(10)))}" if finding.mitigation else "",
            f"- {' / '.join(filter(None, finding.description.split(chr(10))))}" if finding.description else "",
        )
    for theme in document.themes:
        yield words("  theme", theme.number, theme.title, and_more("of", [f"R{number}" for number in theme.risks]))
    for item in document.recommendations:
        yield words("  recommendation", item.number, item.title, item.severity, item.horizon)
    yield from places("warned", [(note.line, note.line) for note in document.warnings])
    yield from places("unread", document.unread)


def words(*parts) -> str:
    return " ".join(str(part) for part in parts if part)


def and_more(word: str, names) -> str:
    return f"{word} {', '.join(names)}" if names else ""


def places(word: str, ranges):
    if ranges:
        yield f"  {word} " + ", ".join(f"{a}-{b}" if a != b else str(a) for a, b in dict.fromkeys(ranges))


@pytest.mark.parametrize("name", sorted(path.stem for path in SHAPES.glob("*.md")))
def test_a_shape_is_understood(name):
    text = (SHAPES / f"{name}.md").read_text(encoding="utf-8")
    plan = read_text(text, name=f"{name}.md")
    assert told(plan) == (SHAPES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(path.stem for path in SHAPES.glob("*.md")))
def test_every_line_of_a_shape_is_accounted_for(name):
    plan = read_text((SHAPES / f"{name}.md").read_text(encoding="utf-8"), name=f"{name}.md")
    unread = {line for document in plan.documents for first, last in document.unread for line in range(first, last + 1)}
    assert {line.number for line in plan.lines if line.state == UNREAD} <= unread
    warned = {note.line for document in plan.documents for note in document.warnings}
    assert warned <= {line.number for line in plan.lines if line.state == WARNED} | {1}


def test_a_summary_wrapped_by_an_editor_is_one_paragraph():
    context = "The depots send\nparcels.  \nThey close\\\nat six."
    text = f"# ATAM of Parcels\n\n## Context\n\n{context}\n\n## Risks\n\n- R1: Late\n"

    [document] = read_text(text, name="parcels.md").documents

    assert document.summary == "The depots send parcels.  \nThey close\\\nat six."

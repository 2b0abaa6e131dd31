"""One document's sections turned into its plan: which recogniser reads which block. Pure.

A heading announces what the blocks under it are; a table says by its columns what it is, a drawn tree by its
ratings. What no recogniser takes stays unread. Recognisers prefer unread to wrong.
"""

import re

from django.utils.translation import gettext as _

from assessments.errors import Refused
from assessments.exchange.importer import findings, headed, lists, scenarios, trees, words
from assessments.exchange.importer.blocks import Block, Section
from assessments.exchange.importer.inline import unwrapped
from assessments.exchange.importer.plan import DocumentPlan, PlannedScenario
from assessments.exchange.importer.reader import Reader
from assessments.text import name_key
from assessments.utility_tree.rules import measure_in

MAX_ITEMS = 5_000
TOP_LEVELS = 2  # headings under which everything begins anew
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)([^*_]{1,80}?):?(?:\*\*|__):?\s*$")


def read_sections(document: DocumentPlan, sections: list[Section], marks) -> None:
    """Fill `document` from `sections` and mark the lines that were understood."""
    reader = Reader(document, marks)
    inherited: dict[int, str] = {}
    for section in sections:
        inherited = {level: kind for level, kind in inherited.items() if level < section.level}
        kind = words.heading_kind(section.title)
        above = next((inherited[level] for level in sorted(inherited, reverse=True)), "")
        if section.level < reader.home_level or section.level <= TOP_LEVELS:
            reader.home = ""
        if kind:
            inherited[section.level] = kind
        reader.enter(section, kind or passed_on(above, section), announced=bool(kind))
        if not (above in words.FINDING_KINDS and not kind and findings.read_section(reader, section, above)):
            read_section(reader, section)
        if document.items > MAX_ITEMS:
            raise Refused(
                _("The document has more than %(most)s entries. Import it in parts.") % {"most": f"{MAX_ITEMS:,}"}
            )
    finish(reader)


def passed_on(kind: str, section: Section) -> str:
    """What the heading above announces for a section whose own heading announces nothing.

    Trees and scenarios show what they are, recommendations are sorted by any words; a risk stands on its heading.
    """
    if kind in words.LOOSE_KINDS or kind == "recommendations" or words.is_category(section.title, kind):
        return kind
    return ""


def read_section(reader: Reader, section: Section) -> None:
    before = reader.document.items
    taken = headed.read_section(reader, section)
    kind = reader.kind
    for block in section.blocks:
        if block is not taken:
            read_block(reader, block, kind)
    if section.title and (reader.announced or reader.document.items > before):
        label = _("Heading") if reader.document.items == before else ""
        reader.marks.understood(section.first, section.first, label)


def read_block(reader: Reader, block: Block, kind: str) -> None:
    """`kind` is what the section's heading announces; a bold line may announce another for what follows it."""
    if block.kind == "paragraph" and announces(reader, block, kind):
        return
    if reader.kind == "tree" and block.kind in {"paragraph", "other"} and is_picture(reader, block):
        reader.warn(block.first, _("The utility tree is a picture, which cannot be read. Add it by hand."))
    elif block.kind == "rule":
        reader.marks.understood(block.first, block.last)
    elif block.kind == "table":
        read_table(reader, block)
    elif block.kind in {"code", "paragraph"} and read_tree(reader, block):
        pass
    elif block.kind == "list":
        read_list(reader, block)
    elif block.kind == "paragraph":
        read_paragraph(reader, block)


def is_picture(reader: Reader, block: Block) -> bool:
    return reader.marks.text(block.first).lstrip().startswith(("![", "<img", "[!["))


def announces(reader: Reader, block: Block, kind: str) -> bool:
    """A paragraph of nothing but bold words stands for a heading: "**Risks:**". Other bold lines end its reach."""
    bold = _BOLD_LINE.match(block.text)
    if not bold:
        return False
    announced = words.heading_kind(bold[1])
    if announced and announced not in words.LOOSE_KINDS:
        reader.kind, reader.announced = announced, True
        reader.marks.understood(block.first, block.last, _("Heading"))
        return True
    if kind != reader.kind:
        reader.kind, reader.announced = kind, bool(kind)
    return False


def read_table(reader: Reader, block: Block) -> None:
    columns = [words.column(cell) for cell in block.header]
    taken = (
        (len(columns) == 2 and headed.read_table(reader, block))
        or lists.read_grid(reader, block)
        or (reader.kind in words.FINDING_KINDS and findings.read_table(reader, block, columns))
        or scenarios.read_table(reader, block, columns)
        or findings.read_table(reader, block, columns)
        or lists.read_table(reader, block, columns)
    )
    if taken:
        reader.marks.understood(block.first, block.first + 1)


def read_tree(reader: Reader, block: Block) -> bool:
    tree = trees.drawing([(n, reader.marks.text(n)) for n in range(block.first, block.last + 1)])
    if tree is None or not (tree.rated or reader.kind == "tree"):
        return False
    for fence in (block.first, block.last):
        if reader.marks.text(fence).strip().startswith(("```", "~~~")):
            reader.marks.understood(fence, fence)
    take_tree(reader, tree)
    return True


def take_tree(reader: Reader, tree: trees.Drawing) -> None:
    """Plan what a drawing says, and mark its lines."""
    reading = trees.read_drawing(tree)
    reader.marks.understood(tree.first, tree.last, "")
    for line in tree.legend:
        reader.marks.understood(line, line, _("Legend"))
    for name, line in reading.attributes:
        reader.attribute(name, line)
    for first, last, label in reading.labels:
        reader.marks.understood(first, last, TREE_LABELS[label]())
    for scenario in reading.scenarios:
        reader.scenario(scenario, label="")
    for line, words_behind in reading.warned:
        if words_behind:
            reader.warn(line, _("“%(words)s” behind the rating was left out.") % {"words": words_behind[:100]})
        else:
            reader.warn(line, _("A quality attribute has no rating of its own; rate its scenarios instead."))


TREE_LABELS = {
    "Attribute": lambda: _("Attribute"),
    "Refinement": lambda: _("Refinement"),
    "Scenario": lambda: _("Scenario"),
    "Scenario part": lambda: _("Scenario part"),
}


def read_list(reader: Reader, block: Block) -> None:
    if reader.kind in words.FINDING_KINDS:
        findings.read_list(reader, block)
    elif reader.kind in {"tree", "scenarios"}:
        scenarios.read_list(reader, block)
    elif reader.kind in lists.READERS:
        lists.READERS[reader.kind](reader, block)


def read_paragraph(reader: Reader, block: Block) -> None:
    if reader.kind == "summary" and reader.announced and not reader.document.summary:
        reader.document.summary = unwrapped(block.text.strip())
        reader.marks.understood(block.first, block.last, _("Summary"))
    elif reader.kind in words.FINDING_KINDS and reader.announced:
        findings.read_paragraph(reader, block)
    elif reader.kind == "recommendations":
        lists.read_horizon(reader, block)


def finish(reader: Reader) -> None:
    """What is known only at the end: attributes of scenarios without a tree, offered measures, ids of no scenario."""
    document = reader.document
    ids = {scenario.source_id for scenario in document.scenarios}
    for finding in document.findings:
        if finding.scenario and finding.scenario not in ids:
            finding.title, finding.scenario = f"{finding.scenario}: {finding.title}", ""
    known = {name_key(name) for name, _line in document.attributes}
    for scenario in document.scenarios:
        if scenario.attribute and name_key(scenario.attribute) not in known:
            known.add(name_key(scenario.attribute))
            document.attributes.append((scenario.attribute, scenario.line))
        offer_measure(scenario)


def offer_measure(scenario: PlannedScenario) -> None:
    """A bound the statement states becomes the response measure, marked so, where the document gives none."""
    if not scenario.parts.get("response_measure"):
        measure = measure_in(scenario.statement)
        if measure:
            scenario.parts["response_measure"] = measure
            scenario.measure_from_statement = True

"""What the preview of an import shows: the lines of one document, and the plan beside them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.types import LEVELS, PRIORITY
from assessments.exchange.importer.plan import UNREAD, DocumentPlan, ImportPlan, Line
from assessments.exchange.rules import why_not_import

LINES_SHOWN = 1_500
RANGES_SHOWN = 40


@dataclass(frozen=True)
class Entry:
    """One line of the plan: how many rows of one kind the import would make."""

    icon: str
    label: str
    sub: str
    count: int


@dataclass(frozen=True)
class Preview:
    """One document of a plan as the page shows it. `left_out` counts the lines behind the last one shown."""

    plan: ImportPlan
    document: DocumentPlan
    index: int
    lines: tuple[Line, ...]
    left_out: int
    entries: tuple[Entry, ...]
    why_not: str

    @property
    def unread(self) -> list[tuple[int, int]]:
        return self.document.unread[:RANGES_SHOWN]

    @property
    def more_unread(self) -> int:
        return max(0, len(self.document.unread) - RANGES_SHOWN)

    @property
    def unread_elsewhere(self) -> int:
        """How many unread lines of the text lie outside this document."""
        first, last = self.document.first, self.document.last
        return sum(line.state == UNREAD and not first <= line.number <= last for line in self.plan.lines)

    @property
    def chips(self) -> list[tuple[int, DocumentPlan, bool]]:
        """(index, document, is it the one shown?) for every document of the text."""
        return [(index, document, index == self.index) for index, document in enumerate(self.plan.documents)]


def preview_of(plan: ImportPlan, wanted: int | None) -> Preview:
    """The preview of the document with index `wanted`, else of the first that can be imported, else of the first."""
    if wanted is None or wanted >= len(plan.documents):
        wanted = next((i for i, document in enumerate(plan.documents) if not why_not_import(document)), 0)
    document = plan.documents[wanted]
    lines = plan.lines[document.first - 1 : document.last]
    return Preview(
        plan=plan,
        document=document,
        index=wanted,
        lines=lines[:LINES_SHOWN],
        left_out=max(0, len(lines) - LINES_SHOWN),
        entries=tuple(entry for entry in entries(document) if entry.count),
        why_not=why_not_import(document),
    )


def entries(document: DocumentPlan) -> list[Entry]:
    counts = document.counts
    return [
        Entry("flag", _("Business drivers"), span(document.drivers), counts["drivers"]),
        Entry("layers", _("Architectural approaches"), span(document.approaches), counts["approaches"]),
        Entry("layers", _("Quality attributes"), off_tree(document), counts["quality_attributes"]),
        Entry("list-tree", _("Scenarios"), pairs(document), counts["scenarios"]),
        Entry("activity", _("Sensitivity points"), codes(document, "S"), counts["sensitivity_points"]),
        Entry("scale", _("Trade-off points"), codes(document, "T"), counts["tradeoff_points"]),
        Entry("triangle-alert", _("Risks"), severities(document), counts["risks"]),
        Entry("shield-check", _("Non-risks"), codes(document, "N"), counts["nonrisks"]),
        Entry("waypoints", _("Risk themes"), span(document.themes), counts["risk_themes"]),
        Entry("lightbulb", _("Recommendations"), _("Switches the section on"), counts["recommendations"]),
    ]


def span(items: list) -> str:
    """The lines between which the items stand."""
    if not items:
        return ""
    first, last = items[0].line, items[-1].line
    if first == last:
        return _("Line %(line)d") % {"line": first}
    return _("Lines %(first)d to %(last)d") % {"first": first, "last": last}


def off_tree(document: DocumentPlan) -> str:
    """Names that findings use and the tree does not have: they exist beside it."""
    in_tree = {name.casefold() for name, _line in document.attributes}
    named = (name for finding in document.findings for name, _effect in finding.attributes)
    others = list(dict.fromkeys(name for name in named if name.casefold() not in in_tree))
    return _("In the tree; beside it %(names)s") % {"names": ", ".join(others[:4])} if others else _("In the tree")


def pairs(document: DocumentPlan) -> str:
    """How many scenarios have which pair: "3 (H,H), 1 (M,L), 2 not rated"."""
    counts: dict[tuple[str, str], int] = {}
    for scenario in document.scenarios:
        pair = (scenario.importance, scenario.difficulty)
        counts[pair] = counts.get(pair, 0) + 1
    rated = sorted(
        (pair for pair in counts if pair in PRIORITY), key=lambda pair: (PRIORITY[pair], LEVELS.index(pair[0]))
    )
    words = [f"{counts[pair]} ({pair[0]},{pair[1]})" for pair in rated]
    open_ones = sum(number for pair, number in counts.items() if pair not in PRIORITY)
    if open_ones:
        words.append(
            ngettext("%(count)d not fully rated", "%(count)d not fully rated", open_ones) % {"count": open_ones}
        )
    return ", ".join(words)


def codes(document: DocumentPlan, kind: str) -> str:
    """The numbers the document gave: "S1 to S3"."""
    numbers = sorted(finding.number for finding in document.of_kind(kind) if finding.number)
    if not numbers:
        return ""
    return (
        f"{kind}{numbers[0]}"
        if len(numbers) == 1
        else _("%(kind)s%(first)d to %(kind)s%(last)d")
        % {
            "kind": kind,
            "first": numbers[0],
            "last": numbers[-1],
        }
    )


def severities(document: DocumentPlan) -> str:
    """How many risks have which severity."""
    names = {"critical": _("critical"), "high": _("high"), "medium": _("medium"), "low": _("low")}
    found = [risk.severity for risk in document.of_kind("R")]
    return ", ".join(f"{found.count(key)} {name}" for key, name in names.items() if key in found)

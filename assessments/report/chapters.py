"""The chapters of the report, in order, with what their line in the contents counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

ICONS = {
    "summary": "sparkles",
    "about": "info",
    "people": "users",
    "drivers": "target",
    "requirements": "clipboard-check",
    "architecture": "network",
    "approaches": "layers",
    "tree": "list-tree",
    "scenarios": "message-square",
    "analysis": "gauge",
    "traceability": "waypoints",
    "parked": "square-parking",
    "sensitivity": "activity",
    "tradeoffs": "scale",
    "risks": "triangle-alert",
    "nonrisks": "shield-check",
    "themes": "waypoints",
    "recommendations": "lightbulb",
    "open": "circle-question-mark",
}
POINTS = ngettext_lazy("%d point", "%d points")
LOOSE_ENDS = ngettext_lazy("%d loose end", "%d loose ends")


@dataclass(frozen=True)
class Chapter:
    """`name` is its anchor, `note` a count for the contents ("10 scenarios")."""

    name: str
    number: int
    title: str
    note: str = ""

    @property
    def icon(self) -> str:
        """Its icon on the page that lists the chapters."""
        return ICONS[self.name]


def chapters(content) -> dict[str, Chapter]:
    """The chapters of a report's content by their names. Those that would have nothing to say may be missing."""
    dossier, tree = content.dossier, content.tree
    entries = [
        ("summary", _("Executive summary"), ""),
        ("people", _("People and conduct"), _count(dossier.people, ngettext_lazy("%d person", "%d people"))),
        ("drivers", _("Business drivers"), _count(dossier.drivers, ngettext_lazy("%d driver", "%d drivers"))),
        (
            "approaches",
            _("Architectural approaches"),
            _count(dossier.approaches, ngettext_lazy("%d approach", "%d approaches")),
        ),
        ("tree", _("Utility tree"), _count(tree.attributes, ngettext_lazy("%d attribute", "%d attributes"))),
        ("scenarios", _("Scenarios"), _count(tree.scenarios, ngettext_lazy("%d scenario", "%d scenarios"))),
        ("sensitivity", _("Sensitivity points"), _count(content.sensitivity_points, POINTS)),
        ("tradeoffs", _("Trade-off points"), _count(content.tradeoff_points, POINTS)),
        ("risks", _("Risks"), _count(content.risks, ngettext_lazy("%d risk", "%d risks"))),
        ("nonrisks", _("Non-risks"), _count(content.nonrisks, ngettext_lazy("%d non-risk", "%d non-risks"))),
        ("themes", _("Risk themes"), _count(dossier.themes, ngettext_lazy("%d theme", "%d themes"))),
        ("open", _("Open points"), _count(content.open_points, POINTS)),
    ]
    if content.architecture.components or content.architecture.views:
        note = _count(content.architecture.components, ngettext_lazy("%d component", "%d components"))
        entries.insert(3, ("architecture", _("Architecture"), note))
    if dossier.requirements:
        note = _count(dossier.requirements, ngettext_lazy("%d requirement", "%d requirements"))
        entries.insert(3, ("requirements", _("Requirements"), note))
    if dossier.recommendations or "recommendations" in content.assessment.sections:
        note = _count(dossier.recommendations, ngettext_lazy("%d recommendation", "%d recommendations"))
        entries.insert(len(entries) - 1, ("recommendations", _("Recommendations"), note))
    if content.long_summary:
        entries.insert(1, ("about", _("About this evaluation"), ""))
    if content.trace_lines:
        entries.insert(len(entries) - 1, ("traceability", _("Traceability"), _count(content.loose_ends, LOOSE_ENDS)))
    if dossier.parked:
        items = _count(dossier.parked, ngettext_lazy("%d item", "%d items"))
        entries.insert(len(entries) - 1, ("parked", _("Parking lot"), items))
    if content.analyses:
        after = [name for name, *_rest in entries].index("scenarios") + 1
        sheets = _count(content.analyses, ngettext_lazy("%d sheet", "%d sheets"))
        entries.insert(after, ("analysis", _("Analysis of the scenarios"), sheets))
    return {name: Chapter(name, n, title, note) for n, (name, title, note) in enumerate(entries, start=1)}


def _count(rows, forms) -> str:
    return str(forms % len(rows)) if rows else _("none")

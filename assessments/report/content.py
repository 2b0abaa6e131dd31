"""What stands where in the report: its chapters, what the summary picks out, what was left out."""

from dataclasses import dataclass
from functools import cached_property
from unicodedata import east_asian_width

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from assessments.dossier.types import (
    SEVERITIES,
    Document,
    Dossier,
    Person,
    Recommendation,
    Ref,
    Step,
    View,
)
from assessments.drawing.components import Drawing
from assessments.drawing.measure import MM_PER_PT, shorten
from assessments.findings.grids import HeatMap, Matrix, heat_map, matrix
from assessments.report.analyses import Analysis, analyses, printed_refs
from assessments.report.figure_pages import PAGE_HEIGHT, PAGE_WIDTH
from assessments.report.figures import Figure
from assessments.report.gaps import Gap, gaps
from assessments.report.motif import Motif, motif
from assessments.report.summary import Summary
from assessments.results.effects import Line, Mapping, mapping
from assessments.traceability.trace import LooseEnd, Thread, lines, loose_ends

SUMMARY_TEXT = 700  # characters of the assessment's own summary that the executive summary shows
ICONS = {
    "summary": "sparkles",
    "about": "info",
    "people": "users",
    "drivers": "target",
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
MATRIX_DRIVERS = 6  # columns of the matrix of themes and drivers that fit on a page; more go to a table of their own
MAPPED = 6  # quality attributes, likewise, in the table of what approaches do to them
EXCERPT_LINES = 3  # lines shown of each unread passage
EXCERPTS = 40  # unread passages shown of each document

MM_PER_PX = 25.4 / 96
PORTRAIT = (174.0, 200.0)  # mm, the room for a drawing on a page that is not turned
LEAST_SCALE = 0.45  # smaller letters than six points nobody reads
LEFT, ABOVE = 2, 12  # px around the component graph, for chips that stand out of it
LETTERS, LEAST_LETTERS = 7.5, 3.5  # pt, of a preformatted text
MONOSPACE = 0.602  # of the font size, the width of its letters


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


@dataclass(frozen=True)
class Excerpt:
    """Lines of an imported document that were not understood; `more` lines are not shown."""

    first: int
    last: int
    lines: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Unread:
    """What of an imported document is not in the assessment."""

    document: Document
    excerpts: tuple[Excerpt, ...]
    more: int
    warnings: tuple[tuple[int, str], ...]

    @property
    def line_count(self) -> int:
        return sum(last - first + 1 for first, last in self.document.unread)


@dataclass(frozen=True)
class Shown:
    """A view as it is printed: its picture if there is one, and the size in pt at which its text fits the page."""

    view: View
    picture: str
    text: str
    size: float


class Content:
    """The report of one dossier, as its templates read it."""

    def __init__(
        self,
        dossier: Dossier,
        figures: tuple[Figure, ...],
        *,
        graph: Drawing | None = None,
        pictures: frozenset[str] = frozenset(),
    ):
        self.dossier = dossier
        self.assessment = dossier.assessment
        self.figures = figures
        self.graph = graph or Drawing()
        self.pictures = pictures
        self.architecture = dossier.architecture
        self.tree = dossier.tree
        self.sensitivity_points = dossier.of_kind("S")
        self.tradeoff_points = dossier.of_kind("T")
        self.risks = dossier.of_kind("R")
        self.nonrisks = dossier.of_kind("N")

    @property
    def omissions(self) -> int:
        """Risks that lie in a decision nobody made."""
        return sum(risk.is_omission for risk in self.risks)

    @cached_property
    def heat(self) -> HeatMap | None:
        """Open risks by likelihood and impact; None where nobody gave any."""
        heat = heat_map(self.risks)
        return heat if len(heat.unplaced) < heat.open else None

    @cached_property
    def matrices(self) -> tuple[Matrix, ...]:
        """Risk themes against business drivers, as many drivers at a time as fit on a page."""
        grid = matrix(self.dossier.themes, self.dossier.drivers, self.dossier.findings)
        if not grid.rows:
            return ()
        cuts = [slice(at, at + MATRIX_DRIVERS) for at in range(0, len(grid.drivers), MATRIX_DRIVERS)]
        return tuple(
            Matrix(grid.drivers[cut], tuple((theme, cells[cut]) for theme, cells in grid.rows), grid.themeless[cut])
            for cut in cuts
        )

    @cached_property
    def mappings(self) -> tuple[Mapping, ...]:
        """What approaches do to quality attributes, as many attributes at a time as fit on a page."""
        grid = mapping(self.dossier.approaches, self.tree, self.dossier.findings)
        lines = tuple(line for line in grid.lines if any(line.cells))
        if not lines:
            return ()
        cuts = [slice(at, at + MAPPED) for at in range(0, len(grid.columns), MAPPED)]
        return tuple(
            Mapping(grid.columns[cut], tuple(Line(line.approach, line.cells[cut]) for line in lines)) for cut in cuts
        )

    @property
    def running_title(self) -> str:
        """The title as running headers show it: one line."""
        return shorten(self.assessment.title, 80)

    @cached_property
    def chapters(self) -> dict[str, Chapter]:
        dossier, tree = self.dossier, self.tree
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
            ("sensitivity", _("Sensitivity points"), _count(self.sensitivity_points, POINTS)),
            ("tradeoffs", _("Trade-off points"), _count(self.tradeoff_points, POINTS)),
            ("risks", _("Risks"), _count(self.risks, ngettext_lazy("%d risk", "%d risks"))),
            ("nonrisks", _("Non-risks"), _count(self.nonrisks, ngettext_lazy("%d non-risk", "%d non-risks"))),
            ("themes", _("Risk themes"), _count(dossier.themes, ngettext_lazy("%d theme", "%d themes"))),
            (
                "recommendations",
                _("Recommendations"),
                _count(dossier.recommendations, ngettext_lazy("%d recommendation", "%d recommendations")),
            ),
            ("open", _("Open points"), _count((*self.gaps, *self.unread), POINTS)),
        ]
        if self.architecture.components or self.architecture.views:
            note = _count(self.architecture.components, ngettext_lazy("%d component", "%d components"))
            entries.insert(3, ("architecture", _("Architecture"), note))
        if self.long_summary:
            entries.insert(1, ("about", _("About this evaluation"), ""))
        if self.trace_lines:
            entries.insert(len(entries) - 1, ("traceability", _("Traceability"), _count(self.loose_ends, LOOSE_ENDS)))
        if self.dossier.parked:
            items = _count(self.dossier.parked, ngettext_lazy("%d item", "%d items"))
            entries.insert(len(entries) - 1, ("parked", _("Parking lot"), items))
        if self.analyses:
            after = [name for name, *_rest in entries].index("scenarios") + 1
            sheets = _count(self.analyses, ngettext_lazy("%d sheet", "%d sheets"))
            entries.insert(after, ("analysis", _("Analysis of the scenarios"), sheets))
        return {name: Chapter(name, n, title, note) for n, (name, title, note) in enumerate(entries, start=1)}

    @cached_property
    def graph_scale(self) -> float:
        return graph_scale(self.graph)

    @property
    def graph_refusal(self) -> str:
        """Why there is no drawing of the components; "" where there is one, or nothing to draw."""
        if self.graph.refusal:
            return self.graph.refusal
        if self.graph.boxes and self.graph_scale < LEAST_SCALE:
            return _("The drawing of the components would be too small to read on a page; the tables hold all of it.")
        return ""

    @property
    def graph_is_wide(self) -> bool:
        """Whether the drawing gets a landscape page."""
        return self.graph.width * MM_PER_PX > PORTRAIT[0]

    @property
    def graph_width(self) -> float:
        """Width of the drawing in mm."""
        return self.graph.width * self.graph_scale * MM_PER_PX

    @property
    def graph_height(self) -> float:
        return self.graph.drawn_height * self.graph_scale * MM_PER_PX

    @cached_property
    def views(self) -> tuple["Shown", ...]:
        return tuple(_shown(view, self.pictures) for view in self.architecture.views)

    @cached_property
    def trace_lines(self) -> tuple[Thread, ...]:
        return lines(self.dossier)

    @cached_property
    def loose_ends(self) -> tuple[LooseEnd, ...]:
        return loose_ends(self.dossier)

    @property
    def leads(self) -> tuple[Person, ...]:
        return tuple(person for person in self.dossier.people if person.role == "lead")

    @cached_property
    def motif(self) -> Motif:
        """The cover's drawing: the silhouette of this very tree."""
        return motif(self.tree)

    @property
    def long_summary(self) -> bool:
        """Whether the assessment's own summary needs a chapter, because the first page only holds its start."""
        return len(self.assessment.summary) > SUMMARY_TEXT

    @cached_property
    def summary(self) -> Summary:
        return Summary(self)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.dossier.steps

    @cached_property
    def by_horizon(self) -> tuple[tuple[str, tuple[Recommendation, ...]], ...]:
        """(heading, recommendations) for immediate, short term, long term and no horizon; the most severe first."""
        groups = []
        order = {severity: index for index, severity in enumerate(SEVERITIES)}
        for horizon in ("immediate", "short", "long", ""):
            rows = [row for row in self.dossier.recommendations if row.horizon == horizon]
            rows.sort(key=lambda row: order.get(row.severity, len(SEVERITIES)))
            if rows:
                groups.append((rows[0].horizon_label or _("No horizon given"), tuple(rows)))
        return tuple(groups)

    @cached_property
    def analyses(self) -> tuple[Analysis, ...]:
        return analyses(self.dossier)

    @cached_property
    def step_names(self) -> dict[int, str]:
        return {step.number: step.name for step in self.dossier.steps}

    @cached_property
    def refs(self) -> dict[str, Ref]:
        """What the identifiers in people's texts mean."""
        return printed_refs(self.dossier)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return gaps(self.dossier)

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """Imported documents of which something was not understood or needs a look."""
        return tuple(_unread(document) for document in self.dossier.documents if document.unread or document.warnings)


def graph_scale(graph: Drawing) -> float:
    """What the component graph is multiplied with to fit its page; at most 1, where 96 pixels are an inch."""
    wide, high = graph.width * MM_PER_PX, graph.drawn_height * MM_PER_PX
    if not wide:
        return 1.0
    room = PORTRAIT if wide <= PORTRAIT[0] else (PAGE_WIDTH, PAGE_HEIGHT)
    return min(1.0, room[0] / wide, room[1] / high)


def _shown(view: View, pictures: frozenset[str]) -> Shown:
    picture = view.image.id if view.image and view.image.id in pictures else ""
    text = view.text.expandtabs(8)
    columns = max(sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line) for line in text.split("\n"))
    fits = PORTRAIT[0] / MM_PER_PT / (MONOSPACE * max(columns, 1))
    return Shown(view, picture, text, max(LEAST_LETTERS, min(LETTERS, fits * 0.97)))


def _unread(document: Document) -> Unread:
    lines = document.text.split("\n")
    excerpts = []
    for first, last in document.unread[:EXCERPTS]:
        passage = [line for line in lines[first - 1 : last] if line.strip()]
        shown = tuple(shorten(line, 160) for line in passage[:EXCERPT_LINES])
        excerpts.append(Excerpt(first, last, shown, len(passage) - len(shown)))
    return Unread(document, tuple(excerpts), len(document.unread) - len(excerpts), document.warnings)


def _count(rows, forms) -> str:
    return str(forms % len(rows)) if rows else _("none")

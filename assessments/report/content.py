"""What stands where in the report: its chapters, what the summary picks out, what was left out."""

from functools import cached_property

from django.utils.translation import gettext as _

from assessments.dossier.candidates import Candidate, candidates
from assessments.dossier.checks import run_checks
from assessments.dossier.types import SEVERITIES, Document, Dossier, Person, Recommendation, Ref, Requirement, Step
from assessments.drawing.drawn import Drawing
from assessments.drawing.measure import shorten
from assessments.findings.grids import HeatMap, even_cuts, heat_map, matrix
from assessments.report.analyses import Analysis, analyses, printed_refs
from assessments.report.chapters import Chapter, chapters
from assessments.report.crossed import Crossed, crossed
from assessments.report.figures import Figure
from assessments.report.fitting import Fit
from assessments.report.gaps import Gap, gaps
from assessments.report.motif import Motif, motif
from assessments.report.priorities import Priorities, priorities
from assessments.report.shown_views import Shown, shown
from assessments.report.summary import Summary
from assessments.report.unread import Unread, unread
from assessments.requirements.rules import by_kind
from assessments.results.effects import Line, Mapping, mapping
from assessments.traceability.trace import LooseEnd, Thread, lines, loose_ends

SUMMARY_TEXT = 1000  # characters of the assessment's own summary that the executive summary shows
MAPPED = 10  # quality attributes that fit into the table of what approaches do to them; more go to one of their own


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
    def matrices(self) -> tuple[Crossed, ...]:
        """Risk themes against business drivers, each on as few tables as fit."""
        return crossed(matrix(self.dossier.themes, self.dossier.drivers, self.dossier.findings))

    @cached_property
    def mappings(self) -> tuple[Mapping, ...]:
        """What approaches do to quality attributes, as many attributes at a time as fit on a page; an approach only
        where it does something to one of them."""
        grid = mapping(self.dossier.approaches, self.tree, self.dossier.findings)
        cuts = even_cuts(len(grid.columns), MAPPED)
        grids = [
            Mapping(
                grid.columns[cut],
                tuple(Line(line.approach, line.cells[cut]) for line in grid.lines if any(line.cells[cut])),
            )
            for cut in cuts
        ]
        return tuple(part for part in grids if part.lines)

    @property
    def running_title(self) -> str:
        """The title as running headers show it: one line."""
        return shorten(self.assessment.title, 80)

    @cached_property
    def chapters(self) -> dict[str, Chapter]:
        return chapters(self)

    @property
    def graph_fit(self) -> Fit:
        return Fit(self.graph.width, self.graph.drawn_height)

    @property
    def graph_refusal(self) -> str:
        """Why there is no drawing of the components; "" where there is one, or nothing to draw."""
        if self.graph.refusal:
            return self.graph.refusal
        if self.graph.boxes and not self.graph_fit.is_legible:
            return _("The drawing of the components would be too small to read on a page; the tables hold all of it.")
        return ""

    @cached_property
    def views(self) -> tuple[Shown, ...]:
        return tuple(shown(view, self.pictures) for view in self.architecture.views)

    @cached_property
    def trace_lines(self) -> tuple[Thread, ...]:
        return lines(self.dossier)

    @property
    def threads(self) -> tuple[Thread, ...]:
        """The scenarios from which something follows."""
        return tuple(line for line in self.trace_lines if line.leads_on)

    @property
    def idle(self) -> tuple[Ref, ...]:
        """The scenarios from which nothing follows yet."""
        return tuple(line.scenario.ref for line in self.trace_lines if not line.leads_on)

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
    def priorities(self) -> Priorities:
        return priorities(self.tree)

    @cached_property
    def summary(self) -> Summary:
        return Summary(self)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.dossier.steps

    @cached_property
    def step_notes(self) -> bool:
        """Whether any step has notes or was skipped, and so the column is needed."""
        return any(step.notes or step.skip_reason for step in self.steps)

    @cached_property
    def organisations(self) -> bool:
        """Whether anybody's organisation is known, and so the column is needed."""
        return any(person.organisation for person in self.dossier.people)

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

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """In the order of their kinds."""
        return tuple(row for _kind, rows in by_kind(self.dossier.requirements) for row in rows)

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

    @property
    def checked(self) -> bool:
        """Whether a check had anything to look at."""
        return bool(run_checks(self.dossier))

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What might be trade-off points, and nobody has judged."""
        return candidates(self.dossier)

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """Imported documents of which something was not understood or needs a look."""
        return unread(self.dossier.documents)

    @property
    def read_whole(self) -> tuple[Document, ...]:
        """Imported documents of which nothing is left to be told."""
        return tuple(document for document in self.dossier.documents if not document.unread and not document.warnings)

    @cached_property
    def open_points(self) -> tuple[str, ...]:
        """What the last chapter lists, each in a sentence: the page and the contents count these."""
        return (
            *(gap.sentence for gap in self.gaps),
            *(_("Lines of %(name)s to be looked at") % {"name": shorten(row.document.name, 60)} for row in self.unread),
        )

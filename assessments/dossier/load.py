"""Loading a dossier: one loader per cluster (loaders/), each a fixed number of queries, however many rows there are.

Loaders see living rows only, and leave out orphans: a row whose parent is deleted, a link one end of which is gone.
"""

from datetime import date

from assessments.access import CAPABILITIES
from assessments.dossier import types as t
from assessments.dossier.loaders import analysis, architecture, findings, frame, tree
from assessments.dossier.rows import Rows, person
from assessments.models import Assessment, Participant

LOADERS = {
    "people": frame.load_people,
    "steps": frame.load_steps,
    "counts": frame.load_counts,
    "drivers": architecture.load_drivers,
    "requirements": architecture.load_requirements,
    "approaches": architecture.load_approaches,
    "architecture": architecture.load_architecture,
    "outline": tree.load_outline,
    "tree": tree.load_tree,
    "findings": findings.load_findings,
    "dismissed": findings.load_dismissed,
    "themes": findings.load_themes,
    "recommendations": findings.load_recommendations,
    "sheets": analysis.load_sheets,
    "parked": frame.load_parked,
    "requested": frame.load_requested,
    "documents": frame.load_documents,
}
PARTS = tuple(LOADERS)


def load(
    assessment: Assessment, *, viewer: Participant | None, today: date, parts: tuple[str, ...] = PARTS
) -> t.Dossier:
    """The dossier of `assessment` as `viewer` sees it (none: the system, which sees all that is not secret).

    `parts` names what to load (default: all); `today` is a date in the assessment's zone.
    """
    rows = Rows(assessment)
    return t.Dossier(
        assessment=frame.assessment_info(assessment),
        viewer=viewer and t.Viewer(person=person(viewer), can=CAPABILITIES[viewer.role]),
        today=today,
        loaded={part: LOADERS[part](rows) for part in parts},
    )

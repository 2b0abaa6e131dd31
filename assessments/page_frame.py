"""What the template of every page over a dossier is given."""

from assessments.access import EDIT
from assessments.dossier.types import Dossier


def frame(dossier: Dossier) -> dict:
    """The dossier, the assessment's id for addresses, and whether the viewer may write."""
    return {
        "dossier": dossier,
        "pk": dossier.assessment.id,
        "may_edit": dossier.viewer is not None and EDIT in dossier.viewer.can,
    }

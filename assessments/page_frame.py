"""What every page over a dossier is given, and the row its address names."""

from collections.abc import Iterable
from typing import TypeVar

from django.http import Http404

from assessments.access import EDIT
from assessments.dossier.types import Dossier

Row = TypeVar("Row")


def frame(dossier: Dossier) -> dict:
    """The dossier, the assessment's id for addresses, and whether the viewer may write."""
    return {
        "dossier": dossier,
        "pk": dossier.assessment.id,
        "may_edit": dossier.viewer is not None and EDIT in dossier.viewer.can,
    }


def row_or_404(rows: Iterable[Row], public_id: str) -> Row:
    row = next((row for row in rows if row.id == public_id), None)
    if row is None:
        raise Http404
    return row

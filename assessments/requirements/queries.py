"""What the pages of requirements show, worked out of the dossier."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.dossier.load import load
from assessments.dossier.types import Dossier, Requirement
from assessments.models import Assessment, Participant
from assessments.models import Requirement as RequirementRow
from assessments.page_frame import frame, row_or_404
from assessments.requirements import rules

PARTS = ("requirements",)


def read(assessment: Assessment, viewer: Participant) -> Dossier:
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=PARTS)


def listing(dossier: Dossier) -> dict:
    """The context of the list, in groups by kind."""
    words = kind_words()
    return {
        **frame(dossier),
        "groups": [(words[kind], rows) for kind, rows in rules.by_kind(dossier.requirements)],
    }


def kind_words() -> dict[str, str]:
    """The plural word for each kind."""
    return {
        "functional": _("Functional requirements"),
        "non_functional": _("Non-functional requirements"),
        "constraint": _("Constraints"),
        "assumption": _("Assumptions"),
    }


def one(dossier: Dossier, row: Requirement) -> dict:
    """The context of a requirement's own page."""
    return {
        **frame(dossier),
        "requirement": row,
        "subject": row.code,
        "heading": row.statement,
        "action": reverse("requirement-edit", args=[dossier.assessment.id, row.id]),
        "fields": "requirements/fields.html",
    }


def words_of(line: str) -> list[str]:
    """What a typed line says beside its statement, in words. Refused as rules.read_requirement refuses."""
    said = rules.read_requirement(line)
    words = [str(RequirementRow.Kind(said.kind).label)]
    words += [_("optional")] if said.is_optional else []
    words += [_("target %(target)s") % {"target": said.target}] if said.target else []
    return words + ([_("in %(unit)s") % {"unit": said.unit}] if said.unit else [])


def requirement_of(dossier: Dossier, public_id: str) -> Requirement:
    return row_or_404(dossier.requirements, public_id)

"""What the pages of the parking lot show, worked out of the dossier."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.dossier.load import load
from assessments.dossier.types import Dossier, ParkedItem
from assessments.models import Assessment, Participant
from assessments.page_frame import frame, row_or_404
from assessments.parking import rules
from assessments.understood import person_word

PARTS = ("parked", "people", "steps")


def read(assessment: Assessment, viewer: Participant) -> Dossier:
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=PARTS)


def slice_frame(dossier: Dossier) -> dict:
    return {
        **frame(dossier),
        "steps": {step.number: step.name for step in dossier.steps},
    }


def listing(dossier: Dossier) -> dict:
    """The context of the list: what is open first."""
    names = {step.number: step.name for step in dossier.steps}
    items = rules.open_first(dossier.parked)
    return {
        **slice_frame(dossier),
        "items": [(item, names.get(item.step, "")) for item in items],
        "open": sum(item.is_open for item in items),
        "total": len(items),
    }


def one(dossier: Dossier, item: ParkedItem) -> dict:
    """The context of an item's own page."""
    return {
        **slice_frame(dossier),
        "item": item,
        "step_name": {step.number: step.name for step in dossier.steps}.get(item.step, ""),
        "subject": item.code,
        "heading": item.text,
        "action": reverse("parked-edit", args=[dossier.assessment.id, item.id]),
        "fields": "parking/fields.html",
    }


def words_of(assessment: Assessment, line: str) -> list[str]:
    """What a typed line says beside its text. Refused as rules.read_parked refuses."""
    people = list(Participant.objects.living().filter(assessment=assessment).values_list("name", flat=True))
    return person_word(rules.read_parked(line, people).owner, people, _("owner %(name)s"))


def item_of(dossier: Dossier, public_id: str) -> ParkedItem:
    return row_or_404(dossier.parked, public_id)

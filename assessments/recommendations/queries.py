"""What the pages of recommendations show, worked out of the dossier."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.dossier.load import load
from assessments.dossier.types import Dossier, Recommendation
from assessments.models import Assessment, Participant
from assessments.models import Recommendation as RecommendationRow
from assessments.models.findings import Severity
from assessments.page_frame import frame, row_or_404
from assessments.recommendations import rules
from assessments.recommendations.actions import answerable_in
from assessments.understood import person_word

LIST = ("recommendations",)
ONE = ("recommendations", "findings", "themes", "people")


def read(assessment: Assessment, viewer: Participant, parts: tuple[str, ...] = LIST) -> Dossier:
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=parts)


def listing(dossier: Dossier) -> dict:
    """The context of the list, in groups by horizon."""
    words = {**{value: str(label) for value, label in RecommendationRow.Horizon.choices}, "": _("No horizon yet")}
    rows = dossier.recommendations
    return {
        **frame(dossier),
        "groups": [(words[horizon], members) for horizon, members in rules.by_horizon(rows)],
        "unanswering": {row.id for row in rows if rules.answers_nothing(row)},
    }


def one(dossier: Dossier, row: Recommendation) -> dict:
    """The context of a recommendation's own page."""
    return {
        **frame(dossier),
        "recommendation": row,
        "subject": row.code,
        "heading": row.title,
        "action": reverse("recommendation-edit", args=[dossier.assessment.id, row.id]),
        "fields": "recommendations/fields.html",
        "unanswering": rules.answers_nothing(row),
        "other_risks": [risk for risk in dossier.of_kind("R") if risk.ref not in row.risks],
        "other_themes": [theme for theme in dossier.themes if theme.ref not in row.themes],
    }


def words_of(assessment: Assessment, line: str) -> list[str]:
    """What a typed line says beside its title, in words. Refused as rules.read_recommendation refuses."""
    people = list(Participant.objects.living().filter(assessment=assessment).values_list("name", flat=True))
    said = rules.read_recommendation(line, people, answerable_in(assessment))
    words = [str(Severity(said.severity).label)] if said.severity else []
    words += [str(RecommendationRow.Horizon(said.horizon).label)] if said.horizon else []
    words += [_("answers %(codes)s") % {"codes": ", ".join(said.answers)}] if said.answers else []
    words += [_("details: %(text)s") % {"text": " ".join(said.details.split("\n"))}] if said.details else []
    words += [_("effort: %(text)s") % {"text": said.effort}] if said.effort else []
    words += [_("cost: %(text)s") % {"text": said.cost}] if said.cost else []
    return words + person_word(said.owner, people, _("owner %(name)s"))


def recommendation_of(dossier: Dossier, public_id: str) -> Recommendation:
    return row_or_404(dossier.recommendations, public_id)

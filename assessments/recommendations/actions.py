"""Writing recommendations: add from one line, edit, say which risks and themes they answer, delete."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.editing import Edited, delete_row, edit_row
from assessments.errors import Refused
from assessments.links import tie, untie
from assessments.models import (
    Assessment,
    Change,
    Finding,
    Participant,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    RiskTheme,
)
from assessments.new_rows import new_recommendation, person_called
from assessments.recommendations.rules import read_recommendation, why_not_recommendation
from assessments.text import NAME_MAX, clean_line


def add_recommendation(*, assessment: Assessment, actor: Participant, line: str) -> tuple[Recommendation, Change]:
    """A recommendation from one typed line (rules.read_recommendation)."""
    with changes.record(assessment, actor, "recommendation.add") as change:
        people = Participant.objects.living().filter(assessment=assessment).values_list("name", flat=True)
        answerable = answerable_in(assessment)
        said = read_recommendation(line, people, answerable)
        row = new_recommendation(
            change,
            title=said.title,
            severity=said.severity,
            horizon=said.horizon,
            details=said.details,
            cost=clean_line(said.cost, limit=NAME_MAX),
            effort=clean_line(said.effort, limit=NAME_MAX),
            owner=person_called(change, said.owner),
        )
        for code in said.answers:
            answered = answerable[code]
            if isinstance(answered, Finding):
                change.create(RecommendationFinding, recommendation=row, finding=answered)
            else:
                change.create(RecommendationTheme, recommendation=row, theme=answered)
    return row, change.change


def answerable_in(assessment: Assessment) -> dict[str, Finding | RiskTheme]:
    """{code: the risk or theme} of those a recommendation may answer."""
    risks = Finding.objects.living().filter(assessment=assessment, kind=Finding.Kind.RISK)
    themes = RiskTheme.objects.living().filter(assessment=assessment)
    return {row.code: row for row in (*risks, *themes)}


def edit_recommendation(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of a recommendation's fields; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="recommendation.edit",
        model=Recommendation,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: why_not_recommendation(values),
    )


def answer_risk(*, assessment: Assessment, actor: Participant, public_id: str, risk: str) -> RecommendationFinding:
    """The recommendation answers a risk. Refused for other kinds of finding: they are facts, and ask for nothing."""
    with changes.record(assessment, actor, "recommendation.answer") as change:
        finding = change.get(Finding, risk)
        if finding.kind != Finding.Kind.RISK:
            raise Refused(_("%(code)s is no risk. A recommendation answers risks and themes.") % {"code": finding.code})
        return tie(change, RecommendationFinding, recommendation=change.get(Recommendation, public_id), finding=finding)


def answer_theme(*, assessment: Assessment, actor: Participant, public_id: str, theme: str) -> RecommendationTheme:
    with changes.record(assessment, actor, "recommendation.answer") as change:
        ends = {"recommendation": change.get(Recommendation, public_id), "theme": change.get(RiskTheme, theme)}
        return tie(change, RecommendationTheme, **ends)


def unanswer_risk(*, assessment: Assessment, actor: Participant, public_id: str, risk: str) -> Change | None:
    with changes.record(assessment, actor, "recommendation.unanswer") as change:
        ends = {"recommendation": change.get(Recommendation, public_id), "finding": change.get(Finding, risk)}
        untie(change, RecommendationFinding, **ends)
    return change.change


def unanswer_theme(*, assessment: Assessment, actor: Participant, public_id: str, theme: str) -> Change | None:
    with changes.record(assessment, actor, "recommendation.unanswer") as change:
        ends = {"recommendation": change.get(Recommendation, public_id), "theme": change.get(RiskTheme, theme)}
        untie(change, RecommendationTheme, **ends)
    return change.change


def delete_recommendation(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it. The returned change can be undone."""
    return delete_row(
        assessment=assessment, actor=actor, action="recommendation.delete", model=Recommendation, public_id=public_id
    )

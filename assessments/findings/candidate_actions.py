"""What becomes of a trade-off candidate: a trade-off point, or a dismissal with its reason."""

from datetime import date

from assessments import changes
from assessments.dossier.candidates import Candidate
from assessments.editing import delete_row
from assessments.errors import Refused
from assessments.findings.rules import why_not_dismiss
from assessments.models import (
    Approach,
    Assessment,
    Change,
    DismissedCandidate,
    Finding,
    FindingAttribute,
    FindingLink,
    Participant,
    QualityAttribute,
)
from assessments.new_rows import new_finding
from assessments.text import NAME_MAX, clean_text


def accept_candidate(*, assessment: Assessment, actor: Participant, candidate: Candidate) -> tuple[Finding, Change]:
    """A trade-off point at the candidate's approach and wherever its sensitivity points were found there.

    It bears on their attributes with the effects they state; what nobody stated stays unknown. It states the property,
    so that another one of the same approach, between the same attributes, is offered still.
    """
    said = candidate.property if len(candidate.property) <= NAME_MAX else ""  # a long title stands in the title alone
    with changes.record(assessment, actor, "finding.add") as change:
        finding = new_finding(change, kind=Finding.Kind.TRADEOFF, title=candidate.property)
        for part in candidate.attributes:
            on = {"attribute": change.get(QualityAttribute, part.attribute_id), "effect": part.effect}
            change.create(FindingAttribute, finding=finding, property=said, **on)
        approach = change.get(Approach, candidate.approach.id)
        points = [point.id for point in candidate.points]
        cells = FindingLink.objects.living().filter(approach=approach, finding__public_id__in=points)
        for scenario in {cell.scenario_id: cell.scenario for cell in cells.select_related("scenario")}.values():
            if scenario is None or scenario.deleted_at is None:
                change.create(FindingLink, finding=finding, scenario=scenario, approach=approach)
    return finding, change.change


def dismiss_candidate(
    *, assessment: Assessment, actor: Participant, candidate: Candidate, reason: str, today: date
) -> Change:
    """The candidate is no trade-off, for `reason`: it is not offered again until the dismissal is taken back."""
    reason = clean_text(reason)
    if sentence := why_not_dismiss(reason):
        raise Refused(sentence)
    with changes.record(assessment, actor, "candidate.dismiss") as change:
        approach = change.get(Approach, candidate.approach.id)
        said = {"said": candidate.property, "reason": reason}
        change.create(DismissedCandidate, approach=approach, dismissed_by=actor, dismissed_on=today, **said)
    return change.change


def offer_candidate(*, assessment: Assessment, actor: Participant, dismissed: str) -> Change:
    """Take back the dismissal with this public id: the candidate is offered again, if it still is one."""
    return delete_row(
        assessment=assessment, actor=actor, action="candidate.offer", model=DismissedCandidate, public_id=dismissed
    )

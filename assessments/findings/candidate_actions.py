"""Writing a trade-off candidate down as a trade-off point."""

from assessments import changes
from assessments.dossier.candidates import Candidate
from assessments.models import Approach, Assessment, Change, Finding, FindingLink, Participant, QualityAttribute
from assessments.new_rows import new_finding


def accept_candidate(*, assessment: Assessment, actor: Participant, candidate: Candidate) -> tuple[Finding, Change]:
    """A trade-off point at the candidate's approach and wherever its sensitivity points were found there.

    It bears on their attributes with the effects they state; what nobody stated stays unknown.
    """
    with changes.record(assessment, actor, "finding.add") as change:
        attributes = [(change.get(QualityAttribute, part.attribute_id), part.effect) for part in candidate.attributes]
        finding = new_finding(change, kind=Finding.Kind.TRADEOFF, title=candidate.property, attributes=attributes)
        approach = change.get(Approach, candidate.approach.id)
        points = [point.id for point in candidate.points]
        cells = FindingLink.objects.living().filter(approach=approach, finding__public_id__in=points)
        for scenario in {cell.scenario_id: cell.scenario for cell in cells.select_related("scenario")}.values():
            if scenario is None or scenario.deleted_at is None:
                change.create(FindingLink, finding=finding, scenario=scenario, approach=approach)
    return finding, change.change

"""Writing what becomes of risks and non-risks: accept a risk, turn a non-risk whose assumption broke into a risk."""

from datetime import date

from django.utils.translation import gettext as _

from assessments import changes
from assessments.errors import Refused
from assessments.findings.rules import why_not_accept, why_not_break
from assessments.models import Assessment, Change, Finding, FindingAttribute, FindingLink, Participant
from assessments.new_rows import new_finding
from assessments.text import clean_text


def accept_risk(
    *, assessment: Assessment, actor: Participant, public_id: str, reason: str, by: str, on: date
) -> Change | None:
    """The risk is accepted for `reason` by the participant with the public id `by`, on the day `on`."""
    with changes.record(assessment, actor, "finding.accept") as change:
        risk, reason = change.get(Finding, public_id), clean_text(reason)
        if sentence := why_not_accept(risk.kind, reason=reason, by=by):
            raise Refused(sentence)
        change.update(
            risk,
            status=Finding.Status.ACCEPTED,
            accepted_because=reason,
            accepted_by=change.get(Participant, by),
            accepted_on=on,
        )
    return change.change


def break_assumption(*, assessment: Assessment, actor: Participant, public_id: str) -> tuple[Finding, Change]:
    """The assumption of a non-risk broke: a new risk comes from it, with its places and attributes. Both stay."""
    with changes.record(assessment, actor, "finding.broke") as change:
        nonrisk = change.get(Finding, public_id)
        became = [risk.code for risk in Finding.objects.living().filter(broken_from=nonrisk)]
        if sentence := why_not_break(nonrisk.kind, became):
            raise Refused(sentence)
        bears_on = FindingAttribute.objects.living().filter(finding=nonrisk).select_related("attribute")
        risk = new_finding(
            change,
            kind=Finding.Kind.RISK,
            title=_("No longer holds: %(what)s") % {"what": nonrisk.assumption or nonrisk.title},
            description=nonrisk.description,
            broken_from=nonrisk,
            attributes=[(link.attribute, link.effect) for link in bears_on],
        )
        for link in FindingLink.objects.living().filter(finding=nonrisk):
            change.create(FindingLink, finding=risk, scenario=link.scenario, approach=link.approach)
    return risk, change.change

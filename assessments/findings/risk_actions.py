"""Writing what becomes of risks and non-risks: accept a risk, turn a non-risk whose assumption broke into a risk."""

from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from assessments import changes
from assessments.errors import Refused
from assessments.findings.rules import why_not_accept, why_not_break
from assessments.models import Assessment, Change, Finding, FindingAttribute, FindingLink, Participant
from assessments.new_rows import new_finding
from assessments.text import TEXT_MAX, clean_text

TITLE = 240  # characters of an assumption that become a title


def accept_risk(
    *, assessment: Assessment, actor: Participant, public_id: str, reason: str, by: str, on: date, was: str = ""
) -> Change | None:
    """The risk is accepted for `reason` by the participant with the public id `by`, on the day `on`.

    `was` is the reason that this one replaces: refused if somebody else gave another meanwhile.
    """
    with changes.record(assessment, actor, "finding.accept") as change:
        risk, reason = change.get(Finding, public_id), clean_text(reason)
        stored, was = risk.accepted_because, clean_text(was)
        if sentence := why_not_accept(risk.kind, reason=reason, by=by, stored=stored, was=was):
            raise Refused(sentence)
        change.update(
            risk,
            status=Finding.Status.ACCEPTED,
            accepted_because=reason,
            accepted_by=change.get(Participant, by),
            accepted_on=on,
        )
    return change.change


def whole_of(nonrisk: Finding) -> str:
    """What a non-risk rests on and its description, as far as both fit into one text."""
    return "\n\n".join(text for text in (nonrisk.assumption or nonrisk.title, nonrisk.description) if text)[:TEXT_MAX]


def break_assumption(*, assessment: Assessment, actor: Participant, public_id: str) -> tuple[Finding, Change]:
    """The assumption of a non-risk broke: a new risk comes from it, with its places and attributes. Both stay."""
    with changes.record(assessment, actor, "finding.broke") as change:
        nonrisk = change.get(Finding, public_id)
        became = [risk.code for risk in Finding.objects.living().filter(broken_from=nonrisk)]
        if sentence := why_not_break(nonrisk.kind, became):
            raise Refused(sentence)
        bears_on = FindingAttribute.objects.living().filter(finding=nonrisk).select_related("attribute")
        what = " ".join((nonrisk.assumption or nonrisk.title).split())
        risk = new_finding(
            change,
            kind=Finding.Kind.RISK,
            title=_("No longer holds: %(what)s") % {"what": Truncator(what).chars(TITLE)},
            description=nonrisk.description if len(what) <= TITLE else whole_of(nonrisk),
            broken_from=nonrisk,
            attributes=[(link.attribute, link.effect) for link in bears_on],
        )
        for link in FindingLink.objects.living().filter(finding=nonrisk):
            change.create(FindingLink, finding=risk, scenario=link.scenario, approach=link.approach)
    return risk, change.change

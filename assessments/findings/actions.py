"""Writing findings: add from one line, edit, say which attributes they bear on and where they were made, delete."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.changes import Recorder
from assessments.editing import Edited, delete_row, edit_row, require
from assessments.errors import Refused
from assessments.findings.rules import KINDS, NO_APPROACH, Names, read_finding, why_not_finding, why_not_property
from assessments.links import tie, untie
from assessments.models import (
    Approach,
    Assessment,
    Change,
    Finding,
    FindingAttribute,
    FindingLink,
    Participant,
    QualityAttribute,
    Scenario,
)
from assessments.new_rows import attribute_named, new_attribute, new_finding, person_called
from assessments.text import NAME_MAX, clean_line

EFFECTS = ("", "+", "-")


def add_finding(*, assessment: Assessment, actor: Participant, kind: str, line: str) -> tuple[Finding, Change]:
    """A finding of `kind` (S, T, R, N) from one typed line (rules.read_finding)."""
    if kind not in KINDS:
        raise Refused(_("Choose what it is: a risk, a trade-off point, a sensitivity point or a non-risk."))
    with changes.record(assessment, actor, "finding.add") as change:
        finding = finding_from_line(change, kind, line)
    return finding, change.change


def finding_from_line(change: Recorder, kind: str, line: str, *, scenario: Scenario | None = None) -> Finding:
    """The finding a typed line says, made at the approach it names; with `scenario` in a cell of its grid."""
    said = read_finding(kind, line, names(change.assessment))
    # What a non-risk rests on is what there is to say of it.
    fields = {"assumption" if kind == Finding.Kind.NONRISK else "description": said.description}
    if kind == Finding.Kind.RISK:
        fields |= {"severity": said.severity, "likelihood": said.likelihood, "impact": said.impact}
        fields |= {"area": clean_line(said.area, limit=NAME_MAX), "mitigation": said.mitigation}
        fields |= {"owner": person_called(change, said.owner), "status": said.status or Finding.Status.OPEN}
    attributes = [(attribute_for(change, kind, name), effect) for name, effect in said.effects]
    finding = new_finding(change, kind=kind, title=said.title, attributes=attributes, **fields)
    approach = approach_coded(change, said.approach)
    if approach or scenario:
        change.create(FindingLink, finding=finding, scenario=scenario, approach=approach)
    return finding


def approach_coded(change: Recorder, code: str) -> Approach | None:
    """The living approach with this code (A2); none for "" and for "none"."""
    if code in {"", NO_APPROACH}:
        return None
    return Approach.objects.living().get(assessment=change.assessment, number=int(code[1:]))


def names(assessment: Assessment) -> Names:
    """What a typed line may name."""
    people = Participant.objects.living().filter(assessment=assessment)
    attributes = QualityAttribute.objects.living().filter(assessment=assessment)
    approaches = Approach.objects.living().filter(assessment=assessment)
    return Names(
        people=tuple(people.values_list("name", flat=True)),
        attributes=tuple(attributes.values_list("name", flat=True)),
        approaches=tuple((f"A{number}", name) for number, name in approaches.values_list("number", "name")),
    )


def attribute_for(change: Recorder, kind: str, name: str) -> QualityAttribute:
    """The attribute of this name. A trade-off point may name a new one: it is made, off the tree."""
    name = require(clean_line(name, limit=NAME_MAX), _("Name a quality attribute."))
    found = attribute_named(change, name)
    if found is None and kind != Finding.Kind.TRADEOFF:
        raise Refused(
            _("There is no quality attribute called %(name)s. Add it to the utility tree first.") % {"name": name}
        )
    return found or new_attribute(change, name=name, in_tree=False)


def edit_finding(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of a finding's fields; see editing.edit_row. The kind never changes."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="finding.edit",
        model=Finding,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: why_not_finding(values, accepted_because=row.accepted_because),
    )


def set_effect(
    *, assessment: Assessment, actor: Participant, public_id: str, attribute: str, effect: str
) -> FindingAttribute:
    """The finding bears on the attribute of this name, with `effect` "+", "-" or "" for not known."""
    if effect not in EFFECTS:
        raise Refused(_("An effect is better, worse, or not known."))
    with changes.record(assessment, actor, "finding.effect") as change:
        finding = change.get(Finding, public_id)
        target = attribute_for(change, finding.kind, attribute)
        return tie(change, FindingAttribute, finding=finding, attribute=target, extra={"effect": effect})


def set_properties(
    *, assessment: Assessment, actor: Participant, public_id: str, properties: dict[str, tuple[str, str]]
) -> Change | None:
    """Which property or measure of each attribute the finding affects.

    `properties` holds (text the page came with, text typed) by the public id of the attribute. Refused if somebody
    else wrote another text meanwhile, or the finding no longer bears on the attribute; nothing is stored then.
    """
    with changes.record(assessment, actor, "finding.property") as change:
        finding = change.get(Finding, public_id)
        for attribute, (was, typed) in properties.items():
            target, typed = change.get(QualityAttribute, attribute), clean_line(typed, limit=NAME_MAX)
            link = FindingAttribute.objects.living().filter(finding=finding, attribute=target).first()
            if reason := why_not_property(target.name, link and link.property, was, typed):
                raise Refused(reason)
            change.update(link, property=typed)
    return change.change


def drop_attribute(*, assessment: Assessment, actor: Participant, public_id: str, attribute: str) -> Change | None:
    """The finding no longer bears on the attribute with this public id."""
    with changes.record(assessment, actor, "finding.attribute_remove") as change:
        finding = change.get(Finding, public_id)
        untie(change, FindingAttribute, finding=finding, attribute=change.get(QualityAttribute, attribute))
    return change.change


def place_finding(
    *, assessment: Assessment, actor: Participant, public_id: str, scenario: str = "", approach: str = ""
) -> FindingLink:
    """The finding was made at this scenario, this approach, or where both meet (public ids, at least one)."""
    if not (scenario or approach):
        raise Refused(_("Choose a scenario, an approach, or both."))
    with changes.record(assessment, actor, "finding.place") as change:
        return tie(
            change,
            FindingLink,
            finding=change.get(Finding, public_id),
            scenario=change.get(Scenario, scenario) if scenario else None,
            approach=change.get(Approach, approach) if approach else None,
        )


def unplace_finding(*, assessment: Assessment, actor: Participant, public_id: str, link: str) -> Change | None:
    """Take away one place (the public id of its link) where the finding was made."""
    with changes.record(assessment, actor, "finding.unplace") as change:
        row = change.get(FindingLink, link)
        if row.finding != change.get(Finding, public_id):
            raise Refused(_("That place belongs to another finding."))
        scenario = Scenario.objects.in_sight().filter(pk=row.scenario_id)
        approach = Approach.objects.living().filter(pk=row.approach_id)
        if not (scenario.exists() or approach.exists()):
            raise changes.gone()  # the place is hidden, and comes back with what was deleted
        change.delete(row)
    return change.change


def delete_finding(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it; links to it stay and come back with it. The returned change can be undone."""
    return delete_row(assessment=assessment, actor=actor, action="finding.delete", model=Finding, public_id=public_id)

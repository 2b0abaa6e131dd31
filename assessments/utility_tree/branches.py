"""Writing the branches of the utility tree: quality attributes and refinements."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from assessments import changes
from assessments.editing import delete_row, require
from assessments.errors import Refused
from assessments.models import Assessment, Change, Participant, QualityAttribute, Refinement
from assessments.new_rows import attribute_named, new_attribute, refinement_of
from assessments.text import NAME_MAX, clean_line, name_key
from assessments.utility_tree.rules import QUALITY_MODEL, characteristic_of, place_after, why_not_characteristic


def add_attribute(*, assessment: Assessment, actor: Participant, name: str) -> QualityAttribute:
    """A quality attribute in the tree. One that was so far only named by a trade-off point moves into the tree."""
    name = require(clean_line(name, limit=NAME_MAX), _("Write the name of a quality attribute, such as Availability."))
    with changes.record(assessment, actor, "attribute.add") as change:
        known = attribute_named(change, name)
        if known and not known.in_tree:
            change.update(known, in_tree=True)
            return known
        return new_attribute(change, name=name, iso25010=characteristic_of(name))


def rename_attribute(*, assessment: Assessment, actor: Participant, public_id: str, name: str) -> QualityAttribute:
    """Another name; the code and the codes of its scenarios stay. Refused if the name is taken."""
    name = require(clean_line(name, limit=NAME_MAX), _("Write the attribute's name. To remove it, delete it."))
    with changes.record(assessment, actor, "attribute.rename") as change:
        attribute = change.get(QualityAttribute, public_id)
        other = attribute_named(change, name)
        if other and other.pk != attribute.pk:
            raise Refused(_("There already is a quality attribute called %(name)s.") % {"name": other.name})
        fields = {"name": name, "name_key": name_key(name)}
        if attribute.iso25010 == characteristic_of(attribute.name):  # else somebody chose it
            fields["iso25010"] = characteristic_of(name)
        change.update(attribute, **fields)
    return attribute


def classify_attribute(
    *, assessment: Assessment, actor: Participant, public_id: str, characteristic: str
) -> QualityAttribute:
    """Say to which characteristic of ISO/IEC 25010:2023 the attribute belongs; "" for none."""
    if reason := why_not_characteristic(characteristic):
        raise Refused(reason)
    with changes.record(assessment, actor, "attribute.classify") as change:
        attribute = change.get(QualityAttribute, public_id)
        change.update(attribute, iso25010=characteristic)
    return attribute


def add_from_model(*, assessment: Assessment, actor: Participant, chosen: Mapping[str, Iterable[str]]) -> Change | None:
    """Characteristics of ISO/IEC 25010:2023 as attributes, each with these subcharacteristics as refinements.

    An attribute that belongs to the characteristic already takes the refinements. Terms the standard does not have
    are left out; refused if nothing else is chosen.
    """
    wanted = {
        name: [part for part in QUALITY_MODEL[name] if part in set(parts)]
        for name, parts in chosen.items()
        if name in QUALITY_MODEL
    }
    require(wanted and "chosen", _("Choose at least one characteristic."))
    with changes.record(assessment, actor, "attribute.model") as change:
        for name, parts in wanted.items():
            attribute = attribute_for(change, name)
            for part in parts:
                refinement_of(change, attribute, part)
    return change.change


def attribute_for(change: changes.Recorder, characteristic: str) -> QualityAttribute:
    """The attribute in the tree that is called like the characteristic or belongs to it, made if there is none."""
    named = attribute_named(change, characteristic)
    living = QualityAttribute.objects.living().filter(assessment=change.assessment, in_tree=True)
    found = named or living.filter(iso25010=characteristic).order_by("position", "pk").first()
    if found is None:
        return new_attribute(change, name=characteristic, iso25010=characteristic)
    if not found.in_tree:
        change.update(found, in_tree=True)
    return found


def move_attribute(*, assessment: Assessment, actor: Participant, public_id: str, step: int) -> QualityAttribute:
    """One place up (-1) or down (+1) among the attributes in the tree."""
    with changes.record(assessment, actor, "attribute.move") as change:
        attribute = change.get(QualityAttribute, public_id)
        shown = list(changes.siblings_of(attribute).living().filter(in_tree=True))
        if attribute in shown:
            change.move(attribute, after=place_after(shown, attribute, step))
    return attribute


def delete_attribute(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it, which hides what hangs on it; undoing brings all of it back."""
    return delete_row(
        assessment=assessment, actor=actor, action="attribute.delete", model=QualityAttribute, public_id=public_id
    )


def add_refinement(*, assessment: Assessment, actor: Participant, attribute_id: str, name: str) -> Refinement:
    """A named refinement under the attribute; the one that has the name already, if there is one."""
    name = require(clean_line(name, limit=NAME_MAX), _("Write the name of a refinement, such as Core payment."))
    with changes.record(assessment, actor, "refinement.add") as change:
        return refinement_of(change, change.get(QualityAttribute, attribute_id), name)


def rename_refinement(*, assessment: Assessment, actor: Participant, public_id: str, name: str) -> Refinement:
    """Another name. Refused if another refinement of the attribute has it, or for the nameless one."""
    name = require(clean_line(name, limit=NAME_MAX), _("Write the refinement's name. To remove it, delete it."))
    with changes.record(assessment, actor, "refinement.rename") as change:
        refinement = change.get(Refinement, public_id)
        if reason := why_not_change(refinement):
            raise Refused(reason)
        others = Refinement.objects.living().filter(attribute=refinement.attribute_id).exclude(pk=refinement.pk)
        if others.filter(name_key=name_key(name)).exists():
            raise Refused(_("This attribute already has a refinement called %(name)s.") % {"name": name})
        change.update(refinement, name=name, name_key=name_key(name))
    return refinement


def delete_refinement(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it, which hides its scenarios; undoing brings them back."""
    return delete_row(
        assessment=assessment,
        actor=actor,
        action="refinement.delete",
        model=Refinement,
        public_id=public_id,
        why_not=why_not_change,
    )


def why_not_change(refinement: Refinement) -> str:
    """Why a refinement cannot be renamed or deleted: the nameless one is every attribute's own."""
    if refinement.name:
        return ""
    return _("Scenarios directly under an attribute have no refinement that could be renamed or deleted.")

"""What the side panel shows of one scenario or one quality attribute, in a fixed number of queries."""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import Http404

from assessments.dossier.loaders.tree import attribute_of, driver_refs, load_bare_tree, load_scenario
from assessments.dossier.loaders.tree import scenario as scenario_of
from assessments.dossier.types import Attribute, Ref, Refinement, Scenario, Tree
from assessments.models import Assessment, QualityAttribute
from assessments.models import Refinement as RefinementRow
from assessments.models import Scenario as ScenarioRow
from assessments.text import name_key
from assessments.utility_tree.rules import QUALITY_MODEL, parts_of


@dataclass(frozen=True)
class ScenarioPanel:
    """A scenario, the drivers it could serve, and the branches it could stand under or touch."""

    scenario: Scenario
    drivers: tuple[Ref, ...]
    tree: Tree  # without scenarios

    @property
    def branches(self) -> tuple[Attribute, ...]:
        return self.tree.attributes

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(ref.id for ref in self.scenario.drivers)

    @property
    def taggable(self) -> tuple[Attribute, ...]:
        """The attributes the scenario may touch beside its home: also those off the tree."""
        every = (*self.tree.attributes, *self.tree.off_tree)
        return tuple(attribute for attribute in every if attribute.id != self.scenario.attribute_id)

    @property
    def tagged(self) -> frozenset[str]:
        return frozenset(ref.id for ref in self.scenario.tags)


def exists(assessment: Assessment, model, public_id: str) -> None:
    """Http404 unless the assessment has, or had, such a row: a deleted one is refused in words by its action."""
    if not model.objects.filter(assessment=assessment, public_id=public_id).exists():
        raise Http404


def living_scenario(assessment: Assessment, public_id: str) -> ScenarioRow:
    """The row with its home, if it and its home live; else Http404."""
    rows = ScenarioRow.objects.in_sight().select_related("refinement__attribute")
    row = rows.filter(assessment=assessment, public_id=public_id).first()
    if row is None:
        raise Http404
    row.assessment = assessment
    return row


def leaf(assessment: Assessment, public_id: str) -> Scenario:
    """The scenario without its links, as a row of the table shows it: one query."""
    row = living_scenario(assessment, public_id)
    home = row.refinement
    return scenario_of(row, (home, home.attribute) if home else None)


def leaves(assessment: Assessment, public_ids: list[str]) -> list[Scenario]:
    """Several scenarios without their links, as rows of the table show them: one query."""
    rows = ScenarioRow.objects.in_sight().select_related("refinement__attribute")
    found = rows.filter(assessment=assessment, public_id__in=public_ids)
    return [scenario_of(row, (row.refinement, row.refinement.attribute) if row.refinement else None) for row in found]


def scenario_panel(assessment: Assessment, public_id: str) -> ScenarioPanel:
    row = living_scenario(assessment, public_id)
    return ScenarioPanel(scenario=load_scenario(row), drivers=driver_refs(assessment), tree=load_bare_tree(assessment))


def attribute_panel(assessment: Assessment, public_id: str) -> Attribute:
    """The attribute with its refinements and their scenarios; Http404 if it does not live."""
    row = QualityAttribute.objects.living().filter(assessment=assessment, public_id=public_id).first()
    if row is None:
        raise Http404
    scenarios = ScenarioRow.objects.living().filter(refinement__attribute=row)
    by_home: dict[int, list] = {}
    for scenario in scenarios:
        by_home.setdefault(scenario.refinement_id, []).append(scenario)
    refinements = RefinementRow.objects.living().filter(attribute=row)
    return attribute_of(
        row,
        tuple(
            Refinement(
                id=refinement.public_id,
                name=refinement.name,
                position=refinement.position,
                version=refinement.version,
                scenarios=tuple(scenario_of(one, (refinement, row)) for one in by_home.get(refinement.pk, ())),
            )
            for refinement in refinements
        ),
    )


class Characteristic(NamedTuple):
    """A characteristic of ISO/IEC 25010:2023 as the picker shows it: `attribute` in the tree belongs to it, or none.

    `parts` are its subcharacteristics, each with whether the tree has it as a refinement there.
    """

    name: str
    attribute: Attribute | None
    parts: tuple[tuple[str, bool], ...]


def quality_model(assessment: Assessment) -> tuple[Characteristic, ...]:
    """The whole model beside what the tree has of it: two queries."""
    attributes = load_bare_tree(assessment).attributes

    def shown(name: str) -> Characteristic:
        mine = next((attribute for attribute in attributes if name_key(attribute.name) == name_key(name)), None)
        mine = mine or next((attribute for attribute in attributes if attribute.iso25010 == name), None)
        taken = [refinement.name for refinement in mine.named_refinements] if mine else []
        free = parts_of(name, taken)
        return Characteristic(name, mine, tuple((part, part not in free) for part in QUALITY_MODEL[name]))

    return tuple(map(shown, QUALITY_MODEL))

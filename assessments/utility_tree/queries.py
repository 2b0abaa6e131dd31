"""What the side panel shows of one scenario or one quality attribute, in a fixed number of queries."""

from dataclasses import dataclass

from django.http import Http404

from assessments.dossier.loaders.tree import attribute_of, driver_refs, load_branches, load_scenario
from assessments.dossier.loaders.tree import scenario as scenario_of
from assessments.dossier.types import Attribute, Ref, Refinement, Scenario
from assessments.models import Assessment, QualityAttribute
from assessments.models import Refinement as RefinementRow
from assessments.models import Scenario as ScenarioRow


@dataclass(frozen=True)
class ScenarioPanel:
    """A scenario, the drivers it could serve, and the branches it could stand under."""

    scenario: Scenario
    drivers: tuple[Ref, ...]
    branches: tuple[Attribute, ...]

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(ref.id for ref in self.scenario.drivers)


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
    return ScenarioPanel(
        scenario=load_scenario(row), drivers=driver_refs(assessment), branches=load_branches(assessment)
    )


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

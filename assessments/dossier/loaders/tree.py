"""The utility tree (ATAM step 5), whole, as an outline, or one scenario of it."""

from collections import defaultdict

from assessments.dossier import types as t
from assessments.dossier.rows import Rows, label, living
from assessments.models import (
    Assessment,
    Driver,
    Finding,
    FindingLink,
    QualityAttribute,
    Scenario,
    ScenarioAttribute,
    ScenarioDriver,
)


def load_outline(rows: Rows) -> t.Tree:
    """The tree without links and people: four queries, for the page that shows every leaf."""
    return build_tree(rows, drivers={}, findings={}, tags={}, people={})


def load_tree(rows: Rows) -> t.Tree:
    drivers = rows.pairs(ScenarioDriver, "scenario", "driver")
    findings = rows.pairs(FindingLink, "scenario", "finding")
    tags = rows.pairs(ScenarioAttribute, "scenario", "attribute")
    return build_tree(rows, drivers=drivers, findings=findings, tags=tags, people=rows.everybody)


def build_tree(rows: Rows, *, drivers: dict, findings: dict, tags: dict, people: dict) -> t.Tree:
    scenarios, begun = defaultdict(list), rows.begun
    for pk, row in rows.scenarios.items():
        scenarios[row.refinement_id].append(
            scenario(
                row,
                rows.homes.get(row.refinement_id),
                drivers=living(rows.driver_ref(other) for other in drivers[pk]) if pk in drivers else (),
                findings=living(rows.finding_ref(other) for other in findings[pk]) if pk in findings else (),
                tags=living(rows.attribute_ref(other) for other in tags[pk]) if pk in tags else (),
                locked_by=people.get(row.locked_by_id),
                begun=pk in begun,
            )
        )
    refinements = defaultdict(list)
    for refinement, _attribute in rows.homes.values():
        refinements[refinement.attribute_id].append(
            t.Refinement(
                id=refinement.public_id,
                name=refinement.name,
                position=refinement.position,
                version=refinement.version,
                scenarios=tuple(scenarios[refinement.pk]),
            )
        )
    attributes = [attribute_of(row, tuple(refinements[row.pk])) for row in rows.all(QualityAttribute)]
    return t.Tree(
        attributes=tuple(attribute for attribute in attributes if attribute.in_tree),
        off_tree=tuple(attribute for attribute in attributes if not attribute.in_tree),
        unplaced=tuple(scenarios[None]),
    )


def attribute_of(row: QualityAttribute, refinements: tuple[t.Refinement, ...] = ()) -> t.Attribute:
    return t.Attribute(
        id=row.public_id,
        name=row.name,
        code=row.abbreviation,
        hue=row.hue,
        in_tree=row.in_tree,
        version=row.version,
        refinements=refinements,
        iso25010=row.iso25010,
    )


def scenario(row: Scenario, home, *, drivers=(), findings=(), tags=(), locked_by=None, begun=False) -> t.Scenario:
    """One scenario row with its home, (refinement row, attribute row) or none.

    Its analysis has begun once something stands on its sheet, whether anybody said so or not.
    """
    refinement, attribute = home or (None, None)
    analysis = row.analysis or (Scenario.Analysis.IN_ANALYSIS if begun else "")
    return t.Scenario(
        id=row.public_id,
        code=row.number_code,
        source_id=row.source_id,
        statement=row.statement,
        importance=row.importance,
        difficulty=row.difficulty,
        source=row.source,
        stimulus=row.stimulus,
        artifact=row.artifact,
        environment=row.environment,
        response=row.response,
        response_measure=row.response_measure,
        measure_from_statement=row.measure_from_statement,
        kind=row.kind,
        kind_label=label(Scenario.Kind, row.kind),
        origin=row.origin,
        version=row.version,
        attribute_id=attribute.public_id if attribute else "",
        attribute=attribute.name if attribute else "",
        attribute_code=attribute.abbreviation if attribute else "",
        hue=attribute.hue if attribute else 0,
        refinement_id=refinement.public_id if refinement else "",
        refinement=refinement.name if refinement else "",
        drivers=drivers,
        findings=findings,
        tags=tags,
        raw_wording=row.raw_wording,
        motivating_issue=row.motivating_issue,
        locked_by=locked_by,
        locked_at=row.locked_at,
        analysis=str(analysis),
        analysis_label=label(Scenario.Analysis, analysis),
    )


def load_scenario(row: Scenario) -> t.Scenario:
    """One scenario with its links, by itself: for the panel, and for the row a write answers with."""
    rows = Rows(row.assessment)
    refinement = row.refinement
    home = (refinement, refinement.attribute) if refinement else None
    driver_links = ScenarioDriver.objects.living().filter(scenario=row, driver__deleted_at__isnull=True)
    finding_links = FindingLink.objects.living().filter(scenario=row, finding__deleted_at__isnull=True)
    drivers = [link.driver for link in driver_links.select_related("driver")]
    findings = [link.finding for link in finding_links.select_related("finding")]
    tag_links = ScenarioAttribute.objects.living().filter(scenario=row, attribute__deleted_at__isnull=True)
    tags = [link.attribute for link in tag_links.select_related("attribute")]
    rows._tables |= {Driver: drivers, Finding: findings, QualityAttribute: tags}
    return scenario(
        row,
        home,
        drivers=living(rows.driver_ref(driver.pk) for driver in drivers),
        findings=living(rows.finding_ref(finding.pk) for finding in findings),
        tags=living(rows.attribute_ref(tag.pk) for tag in tags),
        locked_by=rows.person(row.locked_by_id),
        begun=row.pk in rows.begun,
    )


def driver_refs(assessment: Assessment) -> tuple[t.Ref, ...]:
    """The drivers as references, for a choice among them: one query."""
    rows = Driver.objects.living().filter(assessment=assessment)
    return tuple(t.Ref("driver", row.public_id, row.code, row.statement) for row in rows)


def load_branches(assessment: Assessment) -> tuple[t.Attribute, ...]:
    """The attributes in the tree with their refinements and no scenarios, for a choice of a home: two queries."""
    return load_bare_tree(assessment).attributes


def load_bare_tree(assessment: Assessment) -> t.Tree:
    """The tree without its scenarios: two queries."""
    rows = Rows(assessment)
    rows._tables[Scenario] = []
    return build_tree(rows, drivers={}, findings={}, tags={}, people={})

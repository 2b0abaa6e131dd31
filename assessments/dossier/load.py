"""Loading a dossier: one loader per cluster, each a fixed number of queries, however many rows there are.

Loaders see living rows only, and leave out orphans: a row whose parent is deleted, a link one end of which is gone.
"""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

from assessments.access import CAPABILITIES
from assessments.dossier import types as t
from assessments.dossier.counts import count_rows
from assessments.models import (
    Approach,
    Assessment,
    Driver,
    Finding,
    FindingAttribute,
    FindingLink,
    ImportedDocument,
    Participant,
    QualityAttribute,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    Refinement,
    RiskTheme,
    Scenario,
    ScenarioDriver,
    Step,
    ThemeDriver,
    ThemeRisk,
)
from assessments.models.findings import Severity
from assessments.steps import step_name

PARTS = (
    "people",
    "steps",
    "counts",
    "drivers",
    "approaches",
    "outline",
    "tree",
    "findings",
    "themes",
    "recommendations",
    "documents",
)


def load(
    assessment: Assessment, *, viewer: Participant | None, today: date, parts: tuple[str, ...] = PARTS
) -> t.Dossier:
    """The dossier of `assessment` as `viewer` sees it (none: the system, which sees all that is not secret).

    `parts` names what to load (default: all); `today` is a date in the assessment's zone.
    """
    rows = Rows(assessment)
    return t.Dossier(
        assessment=assessment_info(assessment),
        viewer=viewer and t.Viewer(person=person(viewer), can=CAPABILITIES[viewer.role]),
        today=today,
        loaded={part: LOADERS[part](rows) for part in parts},
    )


@lru_cache(maxsize=1024)
def _label(choices, value: str, language: str) -> str:
    return str(choices(value).label)


def label(choices, value: str) -> str:
    """The word for a choice in the reader's language; "" for none.

    Remembered, because Django's get_..._display hashes all choices anew for every row (50 µs, 40 rows a page).
    """
    return _label(choices, value, get_language()) if value else ""


class Rows:
    """The living rows of one assessment, each table read at most once a load."""

    def __init__(self, assessment: Assessment):
        self.assessment = assessment
        self._tables: dict = {}

    def all(self, model) -> list:
        """All living rows of `model` in their order."""
        if model not in self._tables:
            self._tables[model] = list(model.objects.living().filter(assessment=self.assessment))
        return self._tables[model]

    def by_pk(self, model) -> dict:
        key = (model, "by_pk")
        if key not in self._tables:
            self._tables[key] = {row.pk: row for row in self.all(model)}
        return self._tables[key]

    def pairs(self, model, one: str, many: str) -> dict[int, list[int]]:
        """A link table as {pk of `one`: [pks of `many`]}, in order."""
        result = defaultdict(list)
        for link in self.all(model):
            result[getattr(link, f"{one}_id")].append(getattr(link, f"{many}_id"))
        return result

    @property
    def scenarios(self) -> dict[int, Scenario]:
        """Living scenarios that are unplaced or whose refinement and attribute live, by pk, in list order."""
        if "scenarios" not in self._tables:
            homes = self.homes
            self._tables["scenarios"] = {
                row.pk: row for row in self.leaves if row.refinement_id is None or row.refinement_id in homes
            }
        return self._tables["scenarios"]

    @property
    def leaves(self):
        """The living scenarios as named tuples of their columns: a third of the time model instances take."""
        if Scenario in self._tables:
            return self._tables[Scenario]
        return Scenario.objects.living().filter(assessment=self.assessment).values_list(*LEAF_COLUMNS, named=True)

    @property
    def homes(self) -> dict[int, tuple[Refinement, QualityAttribute]]:
        """{refinement pk: (refinement, its attribute)} for those that live."""
        if "homes" not in self._tables:
            attributes = self.by_pk(QualityAttribute)
            self._tables["homes"] = {
                row.pk: (row, attributes[row.attribute_id])
                for row in self.all(Refinement)
                if row.attribute_id in attributes
            }
        return self._tables["homes"]

    def person(self, pk: int | None) -> t.Person | None:
        """The participant as a Person; also one removed since, because their name stays on what they said."""
        if pk is None:
            return None
        if "everybody" not in self._tables:
            self._tables["everybody"] = {
                row.pk: person(row) for row in Participant.objects.filter(assessment=self.assessment)
            }
        return self._tables["everybody"].get(pk)

    def scenario_ref(self, pk: int) -> t.Ref | None:
        row = self.scenarios.get(pk)
        if row is None:
            return None
        home = self.homes.get(row.refinement_id)
        code, hue = (home[1].abbreviation, home[1].hue) if home else ("", 0)
        return t.Ref("scenario", row.public_id, row.number_code, row.statement, attribute=code, hue=hue)

    def driver_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Driver).get(pk)
        return row and t.Ref("driver", row.public_id, row.code, row.statement)

    def finding_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Finding).get(pk)
        return row and t.Ref(row.kind, row.public_id, row.code, row.title, severity=row.severity)

    def approach_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Approach).get(pk)
        return row and t.Ref("approach", row.public_id, row.code, row.name)

    def theme_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(RiskTheme).get(pk)
        return row and t.Ref("theme", row.public_id, row.code, row.title)

    def recommendation_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Recommendation).get(pk)
        return row and t.Ref("recommendation", row.public_id, row.code, row.title, severity=row.severity)


LEAF_COLUMNS = (
    "pk",
    *(field.attname for field in Scenario._meta.concrete_fields if field.name not in {"id", "assessment"}),
)


def living(refs) -> tuple[t.Ref, ...]:
    """Without the references whose row is gone, and each once."""
    return tuple(dict.fromkeys(ref for ref in refs if ref is not None))


def assessment_info(row: Assessment) -> t.AssessmentInfo:
    return t.AssessmentInfo(
        id=row.public_id,
        title=row.title,
        system=row.system,
        summary=row.summary,
        template=row.template,
        template_label=label(Assessment.Template, row.template),
        sections=frozenset(row.sections),
        status=row.status,
        status_label=label(Assessment.Status, row.status),
        confidentiality=row.confidentiality,
        language=row.language,
        time_zone=row.time_zone,
        revision=row.revision,
        created_at=row.created_at,
        changed_at=row.changed_at,
        started_on=row.started_on,
        ended_on=row.ended_on,
    )


def person(row: Participant) -> t.Person:
    return t.Person(
        id=row.public_id,
        name=row.name,
        role=row.role,
        role_label=label(Participant.Role, row.role),
        group=row.group,
        group_label=label(Participant.Group, row.group),
        organisation=row.organisation,
        team_roles=tuple(label(Participant.TeamRole, role) for role in row.team_roles),
        has_account=row.user_id is not None,
    )


def load_people(rows: Rows) -> tuple[t.Person, ...]:
    return tuple(person(row) for row in rows.all(Participant))


def load_steps(rows: Rows) -> tuple[t.Step, ...]:
    return tuple(
        t.Step(
            id=row.public_id,
            number=row.number,
            name=str(step_name(row.number)),
            phase=row.phase,
            group=row.group,
            group_label=label(Step.Group, row.group),
            status=row.status,
            status_label=label(Step.Status, row.status),
            planned_minutes=row.planned_minutes,
            actual_minutes=row.actual_minutes,
            facilitator=rows.person(row.facilitator_id),
            notes=row.notes,
            skip_reason=row.skip_reason,
        )
        for row in rows.all(Step)
    )


def load_counts(rows: Rows) -> t.Counts:
    """Every count of the spine, in one query."""
    return t.Counts(**count_rows(rows.assessment.pk))


def load_drivers(rows: Rows) -> tuple[t.Driver, ...]:
    serving = rows.pairs(ScenarioDriver, "driver", "scenario")
    threatening = rows.pairs(ThemeDriver, "driver", "theme")
    return tuple(
        t.Driver(
            id=row.public_id,
            code=row.code,
            statement=row.statement,
            category=row.category,
            category_label=label(Driver.Category, row.category),
            sort=row.sort,
            sort_label=label(Driver.Sort, row.sort),
            priority=row.priority,
            stated_by=rows.person(row.stated_by_id),
            version=row.version,
            served_by=living(rows.scenario_ref(pk) for pk in serving[row.pk]),
            threatened_by=living(rows.theme_ref(pk) for pk in threatening[row.pk]),
        )
        for row in rows.all(Driver)
    )


def load_approaches(rows: Rows) -> tuple[t.Approach, ...]:
    return tuple(
        t.Approach(
            id=row.public_id,
            code=row.code,
            name=row.name,
            kind=row.kind,
            kind_label=label(Approach.Kind, row.kind),
            description=row.description,
            rationale=row.rationale,
            version=row.version,
        )
        for row in rows.all(Approach)
    )


def load_outline(rows: Rows) -> t.Tree:
    """The tree without links to drivers and findings: three queries, for the page that shows every leaf."""
    return build_tree(rows, drivers={}, findings={})


def load_tree(rows: Rows) -> t.Tree:
    drivers = rows.pairs(ScenarioDriver, "scenario", "driver")
    findings = rows.pairs(FindingLink, "scenario", "finding")
    return build_tree(rows, drivers=drivers, findings=findings)


def build_tree(rows: Rows, *, drivers: dict, findings: dict) -> t.Tree:
    scenarios = defaultdict(list)
    for pk, row in rows.scenarios.items():
        scenarios[row.refinement_id].append(
            scenario(
                row,
                rows.homes.get(row.refinement_id),
                drivers=living(rows.driver_ref(other) for other in drivers[pk]) if pk in drivers else (),
                findings=living(rows.finding_ref(other) for other in findings[pk]) if pk in findings else (),
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
    )


def scenario(row: Scenario, home, *, drivers=(), findings=()) -> t.Scenario:
    """One scenario row with its home, (refinement row, attribute row) or none."""
    refinement, attribute = home or (None, None)
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
    rows._tables[Driver], rows._tables[Finding] = drivers, findings
    return scenario(
        row,
        home,
        drivers=living(rows.driver_ref(driver.pk) for driver in drivers),
        findings=living(rows.finding_ref(finding.pk) for finding in findings),
    )


def driver_refs(assessment: Assessment) -> tuple[t.Ref, ...]:
    """The drivers as references, for a choice among them: one query."""
    rows = Driver.objects.living().filter(assessment=assessment)
    return tuple(t.Ref("driver", row.public_id, row.code, row.statement) for row in rows)


def load_branches(assessment: Assessment) -> tuple[t.Attribute, ...]:
    """The attributes in the tree with their refinements and no scenarios, for a choice of a home: two queries."""
    rows = Rows(assessment)
    rows._tables[Scenario] = []
    return build_tree(rows, drivers={}, findings={}).attributes


def load_findings(rows: Rows) -> tuple[t.Finding, ...]:
    attributes = rows.by_pk(QualityAttribute)
    bears_on = defaultdict(list)
    for link in rows.all(FindingAttribute):
        if attribute := attributes.get(link.attribute_id):
            bears_on[link.finding_id].append(
                t.AttributeEffect(
                    attribute_id=attribute.public_id,
                    name=attribute.name,
                    code=attribute.abbreviation,
                    hue=attribute.hue,
                    in_tree=attribute.in_tree,
                    effect=link.effect,
                    property=link.property,
                )
            )
    cells = defaultdict(list)
    for link in rows.all(FindingLink):
        cell = t.Cell(link.public_id, rows.scenario_ref(link.scenario_id), rows.approach_ref(link.approach_id))
        if cell.scenario or cell.approach:
            cells[link.finding_id].append(cell)
    themes = rows.pairs(ThemeRisk, "risk", "theme")
    answers = rows.pairs(RecommendationFinding, "finding", "recommendation")
    return tuple(
        t.Finding(
            id=row.public_id,
            code=row.code,
            kind=row.kind,
            kind_label=label(Finding.Kind, row.kind),
            title=row.title,
            description=row.description,
            severity=row.severity,
            severity_label=label(Severity, row.severity),
            status=row.status,
            status_label=label(Finding.Status, row.status),
            mitigation=row.mitigation,
            area=row.area,
            owner=rows.person(row.owner_id),
            assumption=row.assumption,
            review_on=row.review_on,
            version=row.version,
            attributes=tuple(bears_on[row.pk]),
            found_in=living(cell.scenario for cell in cells[row.pk]),
            approaches=living(cell.approach for cell in cells[row.pk]),
            cells=tuple(cells[row.pk]),
            themes=living(rows.theme_ref(pk) for pk in themes[row.pk]),
            recommendations=living(rows.recommendation_ref(pk) for pk in answers[row.pk]),
        )
        for row in sorted(rows.all(Finding), key=lambda row: ("STRN".index(row.kind), row.position, row.pk))
    )


def load_themes(rows: Rows) -> tuple[t.Theme, ...]:
    risks = rows.pairs(ThemeRisk, "theme", "risk")
    threatened = defaultdict(list)
    for link in rows.all(ThemeDriver):
        if driver := rows.driver_ref(link.driver_id):
            threatened[link.theme_id].append((driver, link.degree))
    return tuple(
        t.Theme(
            id=row.public_id,
            code=row.code,
            title=row.title,
            summary=row.summary,
            version=row.version,
            risks=living(rows.finding_ref(pk) for pk in risks[row.pk]),
            drivers=tuple(threatened[row.pk]),
        )
        for row in rows.all(RiskTheme)
    )


def load_recommendations(rows: Rows) -> tuple[t.Recommendation, ...]:
    risks = rows.pairs(RecommendationFinding, "recommendation", "finding")
    themes = rows.pairs(RecommendationTheme, "recommendation", "theme")
    return tuple(
        t.Recommendation(
            id=row.public_id,
            code=row.code,
            title=row.title,
            details=row.details,
            severity=row.severity,
            severity_label=label(Severity, row.severity),
            horizon=row.horizon,
            horizon_label=label(Recommendation.Horizon, row.horizon),
            effort=row.effort,
            cost=row.cost,
            owner=rows.person(row.owner_id),
            status=row.status,
            status_label=label(Recommendation.Status, row.status),
            version=row.version,
            risks=living(rows.finding_ref(pk) for pk in risks[row.pk]),
            themes=living(rows.theme_ref(pk) for pk in themes[row.pk]),
        )
        for row in rows.all(Recommendation)
    )


def load_documents(rows: Rows) -> tuple[t.Document, ...]:
    return tuple(
        t.Document(
            id=row.public_id,
            name=row.name,
            lines=row.text.count("\n") + 1,
            text=row.text,
            unread=tuple((part["from"], part["to"]) for part in row.unread),
            warnings=tuple((warning["line"], warning["message"]) for warning in row.warnings),
        )
        for row in rows.all(ImportedDocument)
    )


LOADERS = {
    "people": load_people,
    "steps": load_steps,
    "counts": load_counts,
    "drivers": load_drivers,
    "approaches": load_approaches,
    "outline": load_outline,
    "tree": load_tree,
    "findings": load_findings,
    "themes": load_themes,
    "recommendations": load_recommendations,
    "documents": load_documents,
}

"""Applying an import plan: one document becomes one assessment, in one change; what was imported before."""

from assessments.access import assessments_of
from assessments.changes import Recorder
from assessments.errors import Refused
from assessments.exchange.importer.plan import DocumentPlan, ImportPlan
from assessments.exchange.rules import fingerprint, free_title, why_not_import
from assessments.models import (
    Assessment,
    Finding,
    FindingLink,
    ImportedDocument,
    QualityAttribute,
    Refinement,
    Scenario,
    User,
)
from assessments.new_rows import (
    attribute_named,
    new_approach,
    new_attribute,
    new_driver,
    new_finding,
    new_recommendation,
    new_scenario,
    new_theme,
    refinement_of,
)
from assessments.overview.actions import create_assessment
from assessments.text import NAME_MAX, clean_line, name_key
from assessments.utility_tree.rules import characteristic_of

MAX_BEFORE = 5


def titles_of(user: User) -> list[str]:
    """The titles of the assessments in the person's list."""
    return list(assessments_of(user).values_list("title", flat=True))


def imported_before(user: User, text: str) -> list[Assessment]:
    """The assessments in the person's list that came from exactly this text, newest first, at most MAX_BEFORE."""
    documents = ImportedDocument.objects.living().filter(sha256=fingerprint(text))
    found = assessments_of(user).filter(pk__in=documents.values("assessment"))
    return list(found.order_by("-created_at", "-pk")[:MAX_BEFORE])


def import_document(*, owner: User, plan: ImportPlan, document: DocumentPlan, title: str = "") -> Assessment:
    """A new assessment led by `owner` with everything `document` of `plan` says, and the document itself.

    Numbers the document gave are kept. A title that the owner's list has already gets a number (rules.free_title).
    Refused if `why_not_import` gives a reason.
    """
    if reason := why_not_import(document):
        raise Refused(reason)

    def fill(change: Recorder) -> None:
        Filler(change).fill(document)
        keep_document(change, plan, document)

    return create_assessment(
        owner=owner,
        title=free_title(title or document.title, titles_of(owner)),
        system=document.title,
        summary=document.summary,
        template=document.template,
        sections=("recommendations",) if document.recommendations else (),
        fill=fill,
    )


def keep_document(change: Recorder, plan: ImportPlan, document: DocumentPlan) -> None:
    """The whole text as it came, with what was not understood of it."""
    change.create(
        ImportedDocument,
        name=clean_line(plan.name, limit=NAME_MAX),
        text=plan.text,
        sha256=fingerprint(plan.text),
        unread=[{"from": first, "to": last} for first, last in document.unread],
        warnings=[{"line": note.line, "message": note.message} for note in document.warnings],
    )


class Filler:
    """Writes a document's rows into one open change, remembering attributes and refinements by name.

    Attributes and refinements that the assessment has already are taken; `origin` is where its scenarios come from.
    """

    def __init__(self, change: Recorder, *, origin: str = Scenario.Origin.IMPORT):
        self.change, self.origin = change, origin
        self._attributes: dict[str, QualityAttribute] = {}
        self._refinements: dict[tuple[int, str], Refinement] = {}
        self._scenarios: dict[str, Scenario] = {}  # by the document's id
        self._findings: dict[str, Finding] = {}  # by code
        self._numbers: set[tuple[str, int]] = set()

    def fill(self, document: DocumentPlan) -> None:
        change = self.change
        numbered = [
            *(("BD", driver.number) for driver in document.drivers),
            *(("A", approach.number) for approach in document.approaches),
            *((finding.kind, finding.number) for finding in document.findings),
            *(("RT", theme.number) for theme in document.themes),
            *(("Rec", item.number) for item in document.recommendations),
        ]
        # First of all, so that no row without a number is given one that stands further down in the document.
        for kind, number in numbered:
            if number:
                change.claim_number(kind, number)
        for driver in document.drivers:
            number = self.free("BD", driver.number)
            new_driver(change, number=number, statement=driver.statement, priority=driver.priority)
        for name, _line in document.attributes:
            self.attribute(name, in_tree=True)
        for scenario in document.scenarios:
            self.scenario(scenario)
        for finding in document.findings:
            self.finding(finding)
        for approach in document.approaches:
            self.approach(approach)
        for theme in document.themes:
            self.theme(theme)
        for item in document.recommendations:
            new_recommendation(
                change,
                number=self.free("Rec", item.number),
                title=item.title,
                details=item.details,
                severity=item.severity,
                horizon=item.horizon,
                effort=item.effort,
                cost=item.cost,
            )

    def free(self, kind: str, number: int | None) -> int | None:
        """`number` if no earlier row of this kind has it, else none: the next free one is given."""
        if number is None or (kind, number) in self._numbers:
            return None
        self._numbers.add((kind, number))
        return number

    def attribute(self, name: str, *, in_tree: bool) -> QualityAttribute:
        """The attribute of this name, made if it is new; off the tree if only a finding names it."""
        name = clean_line(name, limit=NAME_MAX)
        if name_key(name) not in self._attributes:
            known = attribute_named(self.change, name)
            if known and in_tree and not known.in_tree:
                self.change.update(known, in_tree=True)
            self._attributes[name_key(name)] = known or new_attribute(
                self.change, name=name, in_tree=in_tree, iso25010=characteristic_of(name)
            )
        return self._attributes[name_key(name)]

    def refinement(self, attribute: QualityAttribute, name: str) -> Refinement:
        key = (attribute.pk, name_key(name))
        if key not in self._refinements:
            self._refinements[key] = refinement_of(self.change, attribute, name)
        return self._refinements[key]

    def scenario(self, planned) -> None:
        home = None
        if planned.attribute:
            home = self.refinement(self.attribute(planned.attribute, in_tree=True), planned.refinement)
        row = new_scenario(
            self.change,
            refinement=home,
            code=planned.source_id,
            source_id=planned.source_id,
            statement=planned.statement,
            importance=planned.importance,
            difficulty=planned.difficulty,
            measure_from_statement=planned.measure_from_statement,
            origin=self.origin,
            **planned.parts,
        )
        if planned.source_id:
            self._scenarios.setdefault(planned.source_id, row)

    def approach(self, planned) -> None:
        """An approach with what was found at it."""
        number = self.free("A", planned.number)
        row = new_approach(self.change, number=number, name=planned.name, description=planned.description)
        for code in planned.findings:
            if code in self._findings:
                self.change.create(FindingLink, finding=self._findings[code], approach=row)

    def finding(self, planned) -> None:
        attributes = [(self.attribute(name, in_tree=False), effect) for name, effect in planned.attributes]
        fields = {"title": planned.title, "description": planned.description}
        if planned.kind == Finding.Kind.RISK:
            fields |= {"severity": planned.severity, "mitigation": planned.mitigation}
        if planned.kind == Finding.Kind.NONRISK:
            fields |= {"assumption": planned.assumption}
        number = self.free(planned.kind, planned.number)
        row = new_finding(self.change, kind=planned.kind, number=number, attributes=attributes, **fields)
        self._findings[row.code] = row
        if planned.scenario in self._scenarios:
            self.change.create(FindingLink, finding=row, scenario=self._scenarios[planned.scenario])

    def theme(self, planned) -> None:
        risks = Finding.objects.living().filter(assessment=self.change.assessment, kind=Finding.Kind.RISK)
        new_theme(
            self.change,
            number=self.free("RT", planned.number),
            risks=risks.filter(number__in=planned.risks),
            title=planned.title,
            summary=planned.summary,
        )

"""Findings, risk themes and recommendations (ATAM steps 6 to 9)."""

from collections import defaultdict

from assessments.dossier import types as t
from assessments.dossier.rows import Rows, label, living
from assessments.models import (
    DismissedCandidate,
    Finding,
    FindingAttribute,
    FindingComment,
    FindingLink,
    QualityAttribute,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    RiskTheme,
    ThemeDriver,
    ThemeRisk,
)
from assessments.models.findings import Severity


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
    became = defaultdict(list)
    for row in rows.all(Finding):
        became[row.broken_from_id].append(row.pk)
    comments = load_comments(rows)
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
            likelihood=row.likelihood,
            likelihood_label=label(Finding.Likelihood, row.likelihood),
            impact=row.impact,
            impact_label=label(Finding.Impact, row.impact),
            accepted_because=row.accepted_because,
            accepted_by=rows.person(row.accepted_by_id),
            accepted_on=row.accepted_on,
            broken_from=rows.finding_ref(row.broken_from_id),
            became=living(rows.finding_ref(pk) for pk in became[row.pk]),
            comments=tuple(comments[row.pk]),
        )
        for row in sorted(rows.all(Finding), key=lambda row: ("STRN".index(row.kind), row.position, row.pk))
    )


def load_comments(rows: Rows) -> dict[int, list[t.Comment]]:
    """The comments on each finding, by its pk."""
    said = defaultdict(list)
    for row in rows.all(FindingComment):
        said[row.finding_id].append(
            t.Comment(
                id=row.public_id,
                author=rows.person(row.author_id),
                text=row.text,
                disposition=row.disposition,
                disposition_label=label(FindingComment.Disposition, row.disposition),
                reason=row.reason,
                version=row.version,
            )
        )
    return said


def load_dismissed(rows: Rows) -> tuple[t.Dismissed, ...]:
    found = []
    for row in rows.all(DismissedCandidate):
        if approach := rows.approach_ref(row.approach_id):
            who = rows.person(row.dismissed_by_id)
            found.append(t.Dismissed(row.public_id, approach, row.said, row.reason, who, row.dismissed_on))
    return tuple(found)


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

"""How many living rows each list of an assessment shows: one query, put together once."""

from functools import lru_cache

from django.db import connection
from django.db.models import CharField, Count, Q, Value

from assessments.models import (
    AnalysisQuestion,
    Approach,
    Component,
    Driver,
    Finding,
    ParkedItem,
    QualityAttribute,
    Recommendation,
    Requirement,
    RiskTheme,
    Scenario,
)

SOME_ASSESSMENT = -1  # where the key of the assessment goes


def count_rows(assessment_pk: int) -> dict[str, int]:
    """{name of a field of types.Counts: number of rows}, without those that are none."""
    sql, parameters = counting_sql(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [assessment_pk if value == SOME_ASSESSMENT else value for value in parameters])
        return dict(cursor.fetchall())


@lru_cache
def counting_sql(vendor: str) -> tuple[str, tuple]:
    """The query and its parameters. Every page counts, and building eleven queries took longer than running them."""
    here = Q(assessment=SOME_ASSESSMENT, deleted_at__isnull=True)
    findings = Finding.objects.filter(here)
    home_lives = Q(refinement__deleted_at__isnull=True, refinement__attribute__deleted_at__isnull=True)
    living_scenarios = Scenario.objects.filter(here).filter(Q(refinement__isnull=True) | home_lives)
    counted = {
        "drivers": Driver.objects.filter(here),
        "requirements": Requirement.objects.filter(here),
        "approaches": Approach.objects.filter(here),
        "attributes": QualityAttribute.objects.filter(here, in_tree=True),
        "scenarios": living_scenarios,
        "sensitivity_points": findings.filter(kind="S"),
        "tradeoff_points": findings.filter(kind="T"),
        "risks": findings.filter(kind="R"),
        "nonrisks": findings.filter(kind="N"),
        "open_risks": findings.filter(kind="R", status__in=["open", "mitigating"]),
        "themes": RiskTheme.objects.filter(here),
        "recommendations": Recommendation.objects.filter(here),
        "components": Component.objects.filter(here),
        "analysed": living_scenarios.filter(analysis="analysed"),
        "questions_open": AnalysisQuestion.objects.filter(
            here, is_open=True, scenario__in=living_scenarios.values("pk")
        ),
        "parked_open": ParkedItem.objects.filter(here, resolution=""),
    }
    parts = [
        queryset.order_by().annotate(part=Value(name, CharField())).values("part").annotate(number=Count("pk"))
        for name, queryset in counted.items()
    ]
    return parts[0].union(*parts[1:], all=True).query.sql_with_params()

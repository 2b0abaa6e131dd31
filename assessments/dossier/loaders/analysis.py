"""The analysis sheets of scenarios (ATAM steps 6 and 8)."""

from collections import defaultdict

from assessments.dossier import types as t
from assessments.dossier.rows import Rows, living
from assessments.models import AnalysisQuestion, AnalysisRow, Scenario, View


def load_sheets(rows: Rows) -> tuple[t.Sheet, ...]:
    """A sheet for each scenario that has something on it, in the order of analysis."""
    examined = rows.pairs(AnalysisRow, "scenario", "approach")
    questions = load_questions(rows)
    views = {row.pk: t.Ref("view", row.public_id, row.name, row.name) for row in rows.all(View)}
    reasoning = dict(
        Scenario.objects.living()
        .filter(assessment=rows.assessment)
        .exclude(reasoning="")
        .values_list("pk", "reasoning")
    )
    begun = [
        (t.PRIORITY.get((row.importance, row.difficulty), t.UNRATED_RANK), pk)
        for pk, row in rows.scenarios.items()
        if row.analysis or row.view_id or pk in reasoning or pk in examined or pk in questions
    ]
    return tuple(
        t.Sheet(
            scenario=rows.scenario_ref(pk),
            state=rows.scenarios[pk].analysis,
            reasoning=reasoning.get(pk, ""),
            view=views.get(rows.scenarios[pk].view_id),
            examined=living(rows.approach_ref(approach) for approach in examined[pk]) if pk in examined else (),
            questions=tuple(questions.get(pk, ())),
        )
        for _rank, pk in sorted(begun, key=lambda place: place[0])
    )


def load_questions(rows: Rows) -> dict[int, list[t.Question]]:
    """The questions of each scenario, by its pk."""
    asked = defaultdict(list)
    for row in rows.all(AnalysisQuestion):
        if scenario := rows.scenario_ref(row.scenario_id):
            asked[row.scenario_id].append(
                t.Question(
                    id=row.public_id,
                    code=row.code,
                    scenario=scenario,
                    approach=rows.approach_ref(row.approach_id),
                    text=row.text,
                    answer=row.answer,
                    evidence=row.evidence,
                    asked_by=rows.person(row.asked_by_id),
                    answered_by=rows.person(row.answered_by_id),
                    is_open=row.is_open,
                    from_bank=row.from_bank,
                    version=row.version,
                )
            )
    return dict(asked)

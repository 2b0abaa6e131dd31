"""The rules of recommendations, without a database."""

import pytest

from assessments.dossier.types import Recommendation, Ref
from assessments.errors import Refused
from assessments.recommendations.rules import (
    RecommendationLine,
    answers_nothing,
    by_horizon,
    read_recommendation,
    why_not_recommendation,
)

PEOPLE = ["Jonas Weber"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Add a circuit breaker", RecommendationLine("Add a circuit breaker", "", "", "")),
        (
            "Add a circuit breaker #high #short @Jonas",
            RecommendationLine("Add a circuit breaker", "high", "short", "Jonas Weber"),
        ),
        (
            "Second region #critical|Start small | Decide later|Cost: $200K a year|e:3 sprints|Effort: more",
            RecommendationLine(
                "Second region",
                "critical",
                "",
                "",
                "- Start small\n- Decide later\n- Effort: more",
                "$200K a year",
                "3 sprints",
            ),
        ),
        ("#immediate Rotate keys #CRITICAL", RecommendationLine("Rotate keys", "critical", "immediate", "")),
        (
            "Rotate keys ^r1 #high ^RT1 ^R1|As R2 says",
            RecommendationLine("Rotate keys", "high", "", "", "- As R2 says", answers=("R1", "RT1")),
        ),
    ],
)
def test_one_line_gives_a_recommendation(line, said):
    assert read_recommendation(line, PEOPLE, ["R1", "R2", "RT1"]) == said


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Rotate #soon", "#soon is not known here. Write #critical"),
        ("Rotate #high #low", "One severity is enough"),
        ("Rotate #short #long", "One horizon is enough"),
        ("Rotate ^R99", "There is no risk or theme R99. A recommendation answers them by their code, such as"),
        ("Rotate ^S1", "There is no risk or theme S1"),
        ("#short #high", "Write what should be done before the marks"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused_with_the_way_out(line, sentence):
    with pytest.raises(Refused, match=sentence):
        read_recommendation(line, PEOPLE, ["R1", "RT1"])


def row(code, *, severity="", horizon="", risks=()):
    return Recommendation(
        id=code.lower(),
        code=code,
        title=code,
        details="",
        severity=severity,
        severity_label="",
        horizon=horizon,
        horizon_label="",
        effort="",
        cost="",
        owner=None,
        status="open",
        status_label="",
        version=1,
        risks=risks,
    )


def test_the_list_is_grouped_by_time_and_within_it_most_severe_first():
    one, two, three = row("Rec1", horizon="long"), row("Rec2"), row("Rec3", horizon="long", severity="low")
    assert by_horizon([one, two, three]) == [("long", [three, one]), ("", [two])]


def test_a_recommendation_ought_to_answer_something():
    assert answers_nothing(row("Rec1"))
    assert not answers_nothing(row("Rec1", risks=(Ref("R", "r1", "R1", "Timeout"),)))


def test_a_title_cannot_be_emptied():
    assert "delete it" in why_not_recommendation({"title": ""})
    assert why_not_recommendation({"title": "Rotate keys"}) == why_not_recommendation({"cost": ""}) == ""

"""The rules of an analysis: what it lacks, how far it is, and the grid of triples."""

import pytest

from assessments.analysis import rules
from assessments.dossier.types import Approach, Cell, Finding, Ref

WHOLE = {
    "stimulus": "The region fails",
    "environment": "Peak",
    "response": "Payments go on",
    "response_measure": "99.99%",
    "reasoning": "The standby shares the region.",
}


@pytest.mark.parametrize(
    ("texts", "rows", "open_questions", "needed", "wanted"),
    [
        (WHOLE, True, 0, (), ()),
        (WHOLE, False, 0, ("an examined approach or a finding",), ()),
        (WHOLE | {"stimulus": ""}, True, 0, ("the stimulus",), ()),
        (WHOLE | {"environment": "", "response": ""}, True, 0, ("the environment", "the response"), ()),
        (WHOLE | {"response_measure": ""}, True, 0, (), ("the response measure",)),
        (WHOLE | {"reasoning": ""}, True, 1, (), ("the reasoning", "the answer to 1 question")),
        (WHOLE, True, 2, (), ("the answers to 2 questions",)),
        ({}, False, 0, ("the stimulus", "the environment", "the response", "an examined approach or a finding"),
         ("the response measure", "the reasoning")),
    ],
)  # fmt: skip
def test_what_an_analysis_lacks(texts, rows, open_questions, needed, wanted):
    assert rules.lacks(texts, rows=rows, open_questions=open_questions) == (needed, wanted)


def test_only_what_is_needed_stands_in_the_way():
    assert rules.why_not_analysed(rules.Lacks((), ("the reasoning",))) == ""
    missing = rules.Lacks(("the stimulus", "the environment", "the response"), ())
    assert rules.why_not_analysed(missing) == (
        "The analysis still lacks the stimulus, the environment and the response. Write it down, then mark it analysed."
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": "What fails first?"}, ""),
        ({"text": ""}, "Write the question. To remove it, delete it."),
        ({"is_open": "False", "answer": ""}, "Write the answer, then say that the question is settled."),
        ({"is_open": "False", "answer": "The queue."}, ""),
        ({"is_open": "True", "answer": ""}, ""),
    ],
)
def test_questions(values, sentence):
    assert rules.why_not_question(values) == sentence


def approach(n: int) -> Approach:
    return Approach(f"a{n}", f"A{n}", f"Approach {n}", "tactic", "Tactic", "", "", 1)


def finding(kind: str, n: int, *places: tuple[str, int | None]) -> Finding:
    cells = tuple(
        Cell(f"l{n}", Ref("scenario", scenario, scenario, ""), at and approach(at).ref) for scenario, at in places
    )
    texts = ("",) * 8
    return Finding(f"{kind}{n}", f"{kind}{n}", kind, kind, f"Title {n}", *texts, None, "", None, 1, cells=cells)


def shape(rows) -> list:
    return [
        (
            row.approach.code if row.approach else "-",
            *(" ".join(ref.code for ref in found) for _kind, found in row.cells),
        )
        for row in rows
    ]


def test_the_grid_has_a_row_for_each_approach_with_a_finding_or_examined_and_one_for_none():
    findings = [
        finding("S", 1, ("av1", 3)),
        finding("T", 1, ("av1", 3), ("pe1", 1)),
        finding("R", 1, ("av1", 3)),
        finding("R", 2, ("av1", None), ("pe1", None)),
        finding("N", 1, ("pe1", 2)),
    ]
    approaches = [approach(n) for n in (1, 2, 3)]
    rows = rules.grid("av1", findings, [approach(2).ref], approaches)
    assert shape(rows) == [("A2", "", "", "", ""), ("A3", "S1", "T1", "R1", ""), ("-", "", "", "R2", "")]
    assert [row.empty for row in rows] == [True, False, False]
    assert shape(rules.grid("se1", findings, [], approaches)) == [("-", "", "", "", "")]

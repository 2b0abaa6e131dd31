"""The rules of requirements, without a database."""

import pytest

from assessments.dossier.types import Requirement
from assessments.errors import Refused
from assessments.requirements.rules import (
    RequirementLine,
    by_kind,
    read_requirement,
    split_target,
    why_not_requirement,
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Redirect a short link", RequirementLine("Redirect a short link")),
        (
            "Redirects are quick #nonfunctional|< 100 ms",
            RequirementLine("Redirects are quick", "non_functional", False, "< 100", "ms"),
        ),
        ("Custom aliases #optional", RequirementLine("Custom aliases", "functional", True)),
        (
            "#Non-Functional High availability | 99.99%",
            RequirementLine("High availability", "non_functional", False, "99.99", "%"),
        ),
        (
            "Short links #constraint |7 to 8 characters",
            RequirementLine("Short links", "constraint", False, "7 to 8", "characters"),
        ),
        ("Traffic doubles each year #assumption", RequirementLine("Traffic doubles each year", "assumption")),
    ],
)
def test_one_line_gives_a_requirement(line, said):
    assert read_requirement(line) == said


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Quick #fast", "#fast is not known here. Write #functional, #nonfunctional"),
        ("Quick #functional #constraint", "A requirement has one kind"),
        ("#optional", "Write what is required before the marks"),
        ("\x7f #optional \0| 1 s", "Write what is required before the marks"),
        ("Quick | 100 ms | 200 ms", "Behind the bar stands one target"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_the_way_out(line, sentence):
    with pytest.raises(Refused, match=sentence):
        read_requirement(line)


@pytest.mark.parametrize(
    ("text", "target", "unit"),
    [
        ("< 100 ms", "< 100", "ms"),
        ("99.99%", "99.99", "%"),
        ("≤2.5 s at p95", "≤2.5", "s at p95"),
        ("100M a month", "100M", "a month"),
        ("10:1", "10:1", ""),
        ("2 Mbit/s", "2", "Mbit/s"),
        ("500ms", "500", "ms"),
        ("3k", "3k", ""),
        ("1,000 – 2,000 requests", "1,000 – 2,000", "requests"),
        ("five years", "five years", ""),
        ("by 04:30", "by 04:30", ""),
        (f"5 {'and so on ' * 7}here", f"5 {'and so on ' * 7}here", ""),
        ("", "", ""),
    ],
)
def test_a_target_is_a_figure_with_its_unit(text, target, unit):
    assert split_target(text) == (target, unit)


def test_a_requirement_says_what_is_required():
    assert why_not_requirement({"statement": ""}) == "Write what is required. To remove the requirement, delete it."
    assert why_not_requirement({"target": ""}) == ""


def requirement(number, kind, target="", unit=""):
    return Requirement(f"q{number}", f"Req{number}", "Something", kind, kind, False, target, unit, 1)


def test_kinds_come_in_one_order_and_only_those_that_have_rows():
    rows = [requirement(1, "constraint"), requirement(2, "functional"), requirement(3, "constraint")]
    assert [(kind, [row.code for row in found]) for kind, found in by_kind(rows)] == [
        ("functional", ["Req2"]),
        ("constraint", ["Req1", "Req3"]),
    ]


def test_a_target_is_told_with_its_unit():
    assert requirement(1, "constraint", "< 100", "ms").measure == "< 100 ms"
    assert requirement(1, "constraint", "99.99", "%").measure == "99.99%"
    assert requirement(1, "constraint", "10:1").measure == "10:1"
    assert requirement(1, "constraint").measure == ""

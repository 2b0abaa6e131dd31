"""Completeness checks, as pure rules over dataclasses."""

from datetime import date

import pytest

from assessments.dossier import types as t
from assessments.dossier.checks import run_checks


def scenario(code, **fields):
    blank = dict.fromkeys(
        ("source", "stimulus", "artifact", "environment", "response", "response_measure", "importance", "difficulty"),
        "",
    )
    return t.Scenario(
        **{
            **blank,
            "id": code,
            "code": code,
            "source_id": "",
            "statement": f"About {code}",
            "measure_from_statement": False,
            "kind": "",
            "kind_label": "",
            "origin": "tree",
            "version": 1,
        }
        | fields
    )


def attribute(name, *scenarios, in_tree=True):
    refinement = t.Refinement(id=name, name="", position=0, version=1, scenarios=scenarios)
    return t.Attribute(id=name, name=name, code=name[:2], hue=0, in_tree=in_tree, version=1, refinements=(refinement,))


def driver(code, category="goal", served_by=()):
    return t.Driver(
        id=code,
        code=code,
        statement=f"About {code}",
        category=category,
        category_label="",
        sort="",
        sort_label="",
        priority="",
        stated_by=None,
        version=1,
        served_by=served_by,
    )


def finding(code, attributes=(), themes=()):
    return t.Finding(
        id=code,
        code=code,
        kind=code[0],
        kind_label="",
        title=f"About {code}",
        description="",
        severity="",
        severity_label="",
        status="",
        status_label="",
        mitigation="",
        area="",
        owner=None,
        assumption="",
        review_on=None,
        version=1,
        attributes=attributes,
        themes=themes,
    )


def effect(name):
    return t.AttributeEffect(name, name, name[:2], 0, in_tree=True, effect="", property="")


def dossier(attributes=(), unplaced=(), drivers=(), findings=(), themes=()):
    off = tuple(item for item in attributes if not item.in_tree)
    tree = t.Tree(attributes=tuple(item for item in attributes if item.in_tree), off_tree=off, unplaced=tuple(unplaced))
    parts = {"tree": tree, "drivers": tuple(drivers), "findings": tuple(findings), "themes": tuple(themes)}
    return t.Dossier(assessment=None, viewer=None, today=date(2026, 6, 9), loaded=parts)


AV1 = t.Ref("scenario", "Av1", "Av1", "About Av1")
RT1 = t.Ref("theme", "RT1", "RT1", "Regions")
RATED = {"importance": "H", "difficulty": "H"}

CASES = {
    "a scenario without a measure": (
        dossier([attribute("Availability", scenario("Av1"), scenario("Av2", response_measure="< 5 min"))]),
        ("scenario-measure", "1 scenario has no response measure", ["Av1"]),
    ),
    "all scenarios have a measure": (
        dossier([attribute("Availability", scenario("Av1", response_measure="1 s"))]),
        ("scenario-measure", "The scenario has a response measure", []),
    ),
    "half a rating is no rating": (
        dossier([attribute("Availability", scenario("Av1", importance="H"), scenario("Av2", **RATED))]),
        ("scenario-rating", "1 scenario is not rated", ["Av1"]),
    ),
    "an attribute without scenarios": (
        dossier([attribute("Availability"), attribute("Cost", in_tree=False)]),
        ("attribute-scenarios", "1 attribute in the tree has no scenario", ["Av"]),
    ),
    "a driver nobody serves": (
        dossier(drivers=[driver("BD1"), driver("BD2", served_by=(AV1,)), driver("BD3", category="constraint")]),
        ("driver-served", "1 business driver is served by no scenario", ["BD1"]),
    ),
    "a risk in no theme": (
        dossier(findings=[finding("R1"), finding("R2", themes=(RT1,)), finding("S1")]),
        ("risk-theme", "1 risk belongs to no risk theme", ["R1"]),
    ),
    "a theme that threatens nothing": (
        dossier(themes=[t.Theme(id="RT1", code="RT1", title="Regions", summary="", version=1)]),
        ("theme-driver", "1 risk theme threatens no business driver", ["RT1"]),
    ),
    "a trade-off of one attribute": (
        dossier(
            findings=[
                finding("T1", attributes=(effect("Availability"),)),
                finding("T2", attributes=(effect("Availability"), effect("Cost"))),
            ]
        ),
        ("tradeoff-attributes", "1 trade-off point names fewer than two attributes", ["T1"]),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_rule(case):
    content, (rule, sentence, missing) = CASES[case]

    check = next(check for check in run_checks(content) if check.rule == rule)

    assert check.sentence == sentence
    assert [ref.code for ref in check.missing] == missing
    assert check.holds is not bool(missing)


def test_nothing_to_look_at_is_no_check():
    assert run_checks(dossier()) == ()


def test_failing_checks_come_first():
    content = dossier([attribute("Availability", scenario("Av1", **RATED))])

    assert [check.holds for check in run_checks(content)] == [False, True, True]

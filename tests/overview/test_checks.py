"""Completeness checks, as pure rules over dataclasses."""

from datetime import date

import pytest

from assessments.dossier import types as t
from assessments.dossier.checks import RULES, run_checks
from assessments.report.gaps import gaps
from tests.report.dossiers import dossier as made_up
from tests.report.dossiers import info


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


def finding(code, **fields):
    blank = dict.fromkeys(("status", "mitigation", "assumption"), "") | {"owner": None, "review_on": None}
    return t.Finding(
        **{**blank, **fields},
        id=code,
        code=code,
        kind=code[0],
        kind_label="",
        title=f"About {code}",
        description="",
        severity="",
        severity_label="",
        status_label="",
        area="",
        version=1,
    )


def effect(name):
    return t.AttributeEffect(name, name, name[:2], 0, in_tree=True, effect="", property="")


SECTIONS = frozenset({"drivers", "approaches", "tree", "analysis", "findings", "themes", "recommendations"})


def dossier(attributes=(), unplaced=(), off=(), **parts):
    """What is given, in an assessment with every section on; `off` names those that are not."""
    not_in_tree = tuple(item for item in attributes if not item.in_tree)
    tree = t.Tree(tuple(item for item in attributes if item.in_tree), not_in_tree, tuple(unplaced))
    return made_up(info(sections=SECTIONS - set(off)), tree=tree, **{name: tuple(rows) for name, rows in parts.items()})


def step(number, status):
    return t.Step(f"s{number}", number, "", 2, "", "", status, "", None, None, None, "", "")


def approach(code):
    return t.Approach(code, code, f"About {code}", "tactic", "Tactic", "", "", 1)


def question(code, approach=None, is_open=True):
    return t.Question(code, code, AV1, approach, f"About {code}", "", "", None, None, is_open, "", 1)


def sheet(state="analysed", examined=(), questions=()):
    return t.Sheet(AV1, state, "", None, examined, questions)


def parked(code, resolution=""):
    return t.ParkedItem(code, code, f"About {code}", 6, None, None, None, resolution, 1)


def recommendation(code, risks=(), themes=()):
    return t.Recommendation(code, code, "", "", "", "", "", "", "", "", None, "", "", 1, risks, themes)


AV1 = t.Ref("scenario", "Av1", "Av1", "About Av1")
RT1 = t.Ref("theme", "RT1", "RT1", "Regions")
RATED = {"importance": "H", "difficulty": "H"}

A1 = t.Ref("approach", "A1", "A1", "About A1")
R1 = t.Ref("R", "R1", "R1", "About R1")
MAYA = t.Person("p1", "Maya Okafor")
ANALYSED = {"analysis": "analysed"}
PARTS_OF_IT = {"stimulus": "A zone fails", "environment": "Peak", "response": "Traffic moves"}
HANDLED = {"status": "open", "owner": MAYA, "mitigation": "A second region"}


def leaves(*scenarios):
    return [attribute("Availability", *scenarios)]


# rule: cases of (what there is, the sentence, the codes of the rows to mend); no sentence: the rule does not apply.
CASES = {
    "scenario-analysed": [
        (
            dossier(leaves(scenario("Av1", **RATED), scenario("Av2", **RATED | ANALYSED))),
            "1 scenario rated (H,H) is not analysed",
            ["Av1"],
        ),
        (
            dossier(leaves(scenario("Av1", **RATED, analysis="in_analysis"))),
            "1 scenario rated (H,H) is not analysed",
            ["Av1"],
        ),
        (dossier(unplaced=[scenario("B1", **RATED)]), "1 scenario rated (H,H) is not analysed", ["B1"]),
        (dossier(leaves(scenario("Av1", **RATED | ANALYSED))), "Every scenario rated (H,H) is analysed", []),
        (dossier(leaves(scenario("Av1", importance="H", difficulty="M"), scenario("Av2", importance="H"))), "", []),
        (dossier(leaves(scenario("Av1", **RATED)), off=["analysis"]), "", []),
    ],
    "scenario-measure": [
        (
            dossier(leaves(scenario("Av1"), scenario("Av2", response_measure="< 5 min"))),
            "1 scenario has no response measure",
            ["Av1"],
        ),
        (dossier(leaves(scenario("Av1", response_measure="1 s"))), "The scenario has a response measure", []),
        (dossier(), "", []),
    ],
    "scenario-rating": [
        (
            dossier(leaves(scenario("Av1", importance="H"), scenario("Av2", **RATED))),
            "1 scenario is not rated",
            ["Av1"],
        ),
        (dossier(leaves(scenario("Av1", importance="L", difficulty="L"))), "Every scenario in the tree is rated", []),
        (dossier(unplaced=[scenario("B1")]), "", []),
    ],
    "analysed-parts": [
        (
            dossier(leaves(scenario("Av1", **ANALYSED, stimulus="A zone fails", response="Traffic moves"))),
            "1 analysed scenario lacks its stimulus, environment or response",
            ["Av1"],
        ),
        (
            dossier(leaves(scenario("Av1", **ANALYSED | PARTS_OF_IT), scenario("Av2"))),
            "Every analysed scenario has a stimulus, an environment and a response",
            [],
        ),
        (dossier(leaves(scenario("Av1", analysis="in_analysis"))), "", []),
    ],
    "analysed-questions": [
        (
            dossier(sheets=[sheet(questions=(question("Q1"), question("Q2", is_open=False)))]),
            "1 question about an analysed scenario is still open",
            ["Q1"],
        ),
        (
            dossier(sheets=[sheet(questions=(question("Q2", is_open=False),))]),
            "Every question about an analysed scenario is answered",
            [],
        ),
        (dossier(sheets=[sheet("in_analysis", questions=(question("Q1"),))]), "", []),
    ],
    "attribute-scenarios": [
        (
            dossier([attribute("Availability"), attribute("Cost", in_tree=False)]),
            "1 attribute in the tree has no scenario",
            ["Av"],
        ),
        (dossier([attribute("Cost", in_tree=False)]), "", []),
        (dossier(leaves(scenario("Av1"))), "Every attribute in the tree has a scenario", []),
    ],
    "driver-served": [
        (
            dossier(drivers=[driver("BD1"), driver("BD2", served_by=(AV1,)), driver("BD3", category="constraint")]),
            "1 business driver is served by no scenario",
            ["BD1"],
        ),
        (dossier(drivers=[driver("BD1", category="constraint"), driver("BD2", category="function")]), "", []),
        (
            dossier(drivers=[driver("BD1", category="driver", served_by=(AV1,))]),
            "Every business goal and architectural driver is served by a scenario",
            [],
        ),
    ],
    "scenario-kinds": [
        (
            dossier(leaves(scenario("Av1", kind="use_case"), scenario("Av2"))),
            "No scenario is marked as growth or exploratory",
            [],
        ),
        (
            dossier(leaves(scenario("Av1"), scenario("Av2", kind="growth"))),
            "There are growth or exploratory scenarios",
            [],
        ),
        (dossier(unplaced=[scenario("B1", kind="exploratory")]), "There are growth or exploratory scenarios", []),
        (dossier(), "", []),
    ],
    "approach-examined": [
        (
            dossier(approaches=[approach("A1"), approach("A2")], sheets=[sheet(examined=(A1,))]),
            "1 approach was never examined",
            ["A2"],
        ),
        (
            dossier(approaches=[approach("A1")], sheets=[sheet(questions=(question("Q1", A1),))]),
            "Every approach was examined",
            [],
        ),
        (
            dossier(approaches=[approach("A1")], findings=[finding("N1", approaches=(A1,))]),
            "Every approach was examined",
            [],
        ),
        (dossier(approaches=[approach("A1")], off=["analysis"]), "", []),
    ],
    "tradeoff-attributes": [
        (
            dossier(
                findings=[
                    finding("T1", attributes=(effect("Availability"),)),
                    finding("T2", attributes=(effect("Availability"), effect("Cost"))),
                ]
            ),
            "1 trade-off point names fewer than two attributes",
            ["T1"],
        ),
        (dossier(findings=[finding("S1", attributes=(effect("Availability"),))]), "", []),
    ],
    "nonrisk-assumption": [
        (
            dossier(findings=[finding("N1"), finding("N2", assumption="Zones fail alone")]),
            "1 non-risk states no assumption",
            ["N1"],
        ),
        (dossier(findings=[finding("N1", became=(R1,)), finding("R1")]), "", []),
    ],
    "nonrisk-review": [
        (
            dossier(findings=[finding("N1", review_on=date(2026, 6, 8)), finding("N2", review_on=date(2026, 6, 9))]),
            "The assumption of 1 non-risk was to be looked at again",
            ["N1"],
        ),
        (dossier(findings=[finding("N1", review_on=date(2026, 1, 1), became=(R1,)), finding("N2")]), "", []),
        (dossier(findings=[finding("N1", review_on=date(2027, 1, 1))]), "No assumption is past its review date", []),
    ],
    "risk-theme": [
        (
            dossier(findings=[finding("R1"), finding("R2", themes=(RT1,)), finding("S1")]),
            "1 risk belongs to no risk theme",
            ["R1"],
        ),
        (dossier(findings=[finding("R1")], off=["themes"]), "", []),
    ],
    "theme-driver": [
        (
            dossier(themes=[t.Theme("RT1", "RT1", "Regions", "", 1)]),
            "1 risk theme threatens no business driver",
            ["RT1"],
        ),
        (
            dossier(themes=[t.Theme("RT1", "RT1", "Regions", "", 1, drivers=((AV1, ""),))]),
            "Every risk theme names the drivers it threatens",
            [],
        ),
    ],
    "risk-handled": [
        (
            dossier(
                findings=[
                    finding("R1", **HANDLED | {"owner": None}),
                    finding("R2", **HANDLED | {"mitigation": ""}),
                    finding("R3", **HANDLED),
                ]
            ),
            "2 open risks have no owner or no mitigation",
            ["R1", "R2"],
        ),
        (dossier(findings=[finding("R1", status="accepted"), finding("R2", status="closed")]), "", []),
        (dossier(findings=[finding("R1", status="open")], off=["recommendations"]), "", []),
        (
            dossier(
                findings=[finding("R1", status="open")],
                recommendations=[recommendation("Rec2", (R1,))],
                off=["recommendations"],
            ),
            "1 open risk has no owner or no mitigation",
            ["R1"],
        ),
        (
            dossier(
                findings=[finding("R1", status="open")],
                steps=[step(9, "done"), step(10, "not_started")],
                off=["recommendations"],
            ),
            "",
            [],
        ),
        (
            dossier(findings=[finding("R1", status="open")], steps=[step(10, "in_progress")], off=["recommendations"]),
            "1 open risk has no owner or no mitigation",
            ["R1"],
        ),
    ],
    "recommendation-risk": [
        (
            dossier(
                recommendations=[
                    recommendation("Rec1"),
                    recommendation("Rec2", (R1,)),
                    recommendation("Rec3", (), (RT1,)),
                ]
            ),
            "1 recommendation answers no risk",
            ["Rec1"],
        ),
        # What is written is looked at, whether the extension was switched on for it or not.
        (
            dossier(recommendations=[recommendation("Rec1")], off=["recommendations"]),
            "1 recommendation answers no risk",
            ["Rec1"],
        ),
        (
            dossier(recommendations=[recommendation("Rec2", (R1,))]),
            "Every recommendation answers a risk or a risk theme",
            [],
        ),
        (dossier(off=["recommendations"]), "", []),
    ],
    "parked-open": [
        (
            dossier(parked=[parked("P1"), parked("P2", "Told Elena")], steps=[step(9, "in_progress")]),
            "1 parked item is still open",
            ["P1"],
        ),
        (dossier(parked=[parked("P1")], steps=[step(6, "in_progress"), step(9, "not_started")]), "", []),
        (dossier(parked=[parked("P2", "Told Elena")], steps=[step(9, "done")]), "Every parked item is resolved", []),
    ],
}


@pytest.mark.parametrize(
    ("rule", "content", "sentence", "missing"), [(rule, *case) for rule, cases in CASES.items() for case in cases]
)
def test_rule(rule, content, sentence, missing):
    found = [check for check in run_checks(content) if check.rule == rule]

    assert [check.sentence for check in found] == [sentence] * bool(sentence)
    for check in found:
        assert [ref.code for ref in check.missing] == missing
        assert check.advice.strip()
        assert check.holds is (not missing and not sentence.startswith("No scenario"))


def test_every_rule_has_cases_that_fire_and_cases_that_do_not():
    everything = [case for cases in CASES.values() for case in cases]
    fired = {check.rule for content, *_rest in everything for check in run_checks(content) if not check.holds}
    assert set(CASES) == fired
    assert len(CASES) == len(RULES)


def test_nothing_to_look_at_is_no_check():
    assert run_checks(dossier()) == ()


def test_failing_checks_come_first():
    content = dossier(leaves(scenario("Av1", **RATED | ANALYSED | PARTS_OF_IT, kind="growth")))

    assert [check.holds for check in run_checks(content)] == [False, True, True, True, True, True]


def test_a_check_of_the_whole_tree_is_an_open_point_of_the_report_too():
    [gap] = [gap for gap in gaps(CASES["scenario-kinds"][0][0]) if "growth" in gap.sentence]

    assert gap.sentence == "No scenario is marked as growth or exploratory"
    assert gap.refs == ()

"""What leads to what, and what leads nowhere: pure, over dossiers made by hand."""

from dataclasses import replace
from itertools import pairwise

import pytest

from assessments.dossier import types as t
from assessments.traceability.graph import MOST_ROWS, draw
from assessments.traceability.trace import follow, key_of, lines, loose_ends, trace
from tests.overview.test_checks import approach, attribute, dossier, driver, finding, recommendation, scenario, sheet

BD1, BD2, AV1, AV2 = (
    t.Ref(kind, code, code, f"About {code}")
    for kind, code in [("driver", "BD1"), ("driver", "BD2"), ("scenario", "Av1"), ("scenario", "Av2")]
)
A1, R1, RT1, REC1 = (
    t.Ref(kind, code, code, f"About {code}")
    for kind, code in [("approach", "A1"), ("R", "R1"), ("theme", "RT1"), ("recommendation", "Rec1")]
)
R2 = t.Ref("R", "R2", "R2", "About R2")


def found(code, *cells, **fields):
    cells = tuple(t.Cell(f"{code}{n}", *cell) for n, cell in enumerate(cells))
    approaches = tuple(cell.approach for cell in cells if cell.approach)
    return finding(code, cells=cells, approaches=approaches, **fields)


def whole(**changes):
    """BD1 → Av1 → A1 → R1 → RT1 → Rec1, all of it tied, and whatever `changes` replace."""
    leaf = scenario("Av1", drivers=(BD1,), findings=(R1,))
    parts = {
        "attributes": [attribute("Availability", leaf)],
        "drivers": [driver("BD1", served_by=(AV1,))],
        "approaches": [approach("A1")],
        "sheets": [replace(sheet(examined=(A1,)), scenario=AV1)],
        "findings": [found("R1", (AV1, A1), themes=(RT1,))],
        "themes": [t.Theme("RT1", "RT1", "About RT1", "", 1, risks=(R1,), drivers=((BD1, "blocks"),))],
        "recommendations": [recommendation("Rec1", (), (RT1,))],
    }
    return dossier(**parts | changes)


def steps(dossier):
    return {tuple(key.rsplit("-", 1)[1] for key in step) for step in trace(dossier).steps}


def test_a_driver_leads_to_the_theme_the_driver_it_threatens_and_what_answers_it():
    to_theme = {("BD1", "Av1"), ("Av1", "A1"), ("A1", "R1"), ("R1", "RT1")}
    assert steps(whole()) == to_theme | {("RT1", "BD1"), ("RT1", "Rec1")}
    assert [[ref.code for ref in column.refs] for column in trace(whole()).columns] == [
        ["BD1"], ["Av1"], ["A1"], ["R1"], ["RT1"], ["BD1"], ["Rec1"]
    ]  # fmt: skip
    assert len(set(trace(whole()).keys)) == 7  # BD1 stands there twice


def test_an_omission_hangs_on_its_scenario_because_nobody_decided():
    assert ("Av1", "R1") in steps(whole(findings=[found("R1", (AV1, None))]))


def test_a_step_to_a_row_that_is_gone_is_no_step():
    assert steps(whole(themes=[])) == {("BD1", "Av1"), ("Av1", "A1"), ("A1", "R1")}


def test_following_a_row_leaves_out_what_has_nothing_to_do_with_it():
    content = whole(
        approaches=[approach("A1"), approach("A2")],
        findings=[found("R1", (AV1, A1), themes=(RT1,)), found("R2", (AV1, t.Ref("approach", "A2", "A2", "")))],
    )
    part = follow(trace(content), key_of(RT1))
    assert codes(part) == ["BD1", "Av1", "A1", "R1", "RT1", "BD1", "Rec1"]
    assert all("A2" not in key for step in part.steps for key in step)
    assert codes(follow(trace(content), key_of(R2))) == ["BD1", "Av1", "A2", "R2"]


def codes(trace):
    return [ref.code for column in trace.columns for ref in column.refs]


def test_following_a_driver_shows_the_themes_that_threaten_it_also_where_nothing_else_leads_there():
    threats = ((BD2, "slows"),)
    content = whole(
        drivers=[driver("BD1", served_by=(AV1,)), driver("BD2")],
        themes=[t.Theme("RT1", "RT1", "About RT1", "", 1, risks=(R1,), drivers=threats)],
    )
    assert codes(follow(trace(content), key_of(BD2))) == ["BD1", "BD2", "Av1", "A1", "R1", "RT1", "BD2"]
    assert [ref.code for line in lines(content) for ref in line.threatened] == ["BD2"]


LOOSE = {
    "all of it tied": (whole(), []),
    "a driver without a scenario": (whole(drivers=[driver("BD2")]), ["served by no scenario"]),
    "a constraint needs no scenario": (whole(drivers=[driver("BD2", category="constraint")]), []),
    "a scenario that serves nobody": (
        whole(attributes=[attribute("Availability", scenario("Av2"))]),
        ["serves no driver"],
    ),
    "no drivers, so none to serve": (whole(attributes=[attribute("Availability", scenario("Av2"))], drivers=[]), []),
    "an approach nobody looked at": (whole(approaches=[approach("A2")]), ["never examined"]),
    "a risk in no theme": (whole(findings=[found("R1", (AV1, A1))]), ["in no theme"]),
    "a sensitivity point needs no theme": (whole(findings=[found("S1", (AV1, A1))]), []),
    "a finding from nowhere": (whole(findings=[found("N1")]), ["found nowhere"]),
    "a risk that was an assumption": (
        whole(findings=[found("R1", themes=(RT1,), broken_from=t.Ref("N", "N1", "N1", ""))]),
        [],
    ),
    "a theme that threatens nobody": (
        whole(themes=[t.Theme("RT1", "RT1", "", "", 1, risks=(R1,))]),
        ["threatens no driver"],
    ),
    "a theme that nothing is in": (
        whole(themes=[t.Theme("RT1", "RT1", "", "", 1, drivers=((BD1, ""),))]),
        ["gathers no risk"],
    ),
    "a recommendation of its own": (whole(recommendations=[recommendation("Rec1")]), ["answers no risk"]),
}


@pytest.mark.parametrize("case", LOOSE)
def test_loose_ends(case):
    content, sentences = LOOSE[case]
    assert [end.sentence for end in loose_ends(content)] == sentences


def test_the_table_says_the_same_in_words():
    [line] = lines(whole())
    kinds = (line.approaches, line.findings, line.themes, line.threatened, line.recommendations)
    assert [ref.code for refs in kinds for ref in refs] == ["A1", "R1", "RT1", "BD1", "Rec1"]


def test_columns_stand_beside_each_other_and_boxes_apart():
    many = [approach(f"A{number}") for number in range(1, 30)]
    content = whole(approaches=many, sheets=[replace(sheet(examined=tuple(row.ref for row in many)), scenario=AV1)])
    drawing = draw(trace(content), frozenset({"approach-A2"}))
    assert drawing.refusal == ""
    assert len(drawing.boxes) == 35
    assert len(drawing.paths) == len(trace(content).steps)
    assert [name for _x, name in sorted(drawing.heads)] == [
        "Drivers", "Scenarios", "Approaches", "Findings", "Risk themes", "Drivers threatened", "Recommendations"
    ]  # fmt: skip
    assert [box.ref.code for box in drawing.boxes if box.loose] == ["A2"]
    column = sorted((box for box in drawing.boxes if box.ref.kind == "approach"), key=lambda box: box.y)
    assert len({box.x for box in column}) == 1
    assert all(upper.y + upper.height <= lower.y for upper, lower in pairwise(column))
    assert all(box.x > -1 and box.x + box.width < drawing.width for box in drawing.boxes)


def test_no_word_a_person_wrote_reaches_graphviz_and_titles_fit_their_boxes():
    evil = '"]; evil [label="x' + "w" * 300
    [box] = draw(trace(dossier(drivers=[replace(driver("BD1"), statement=evil)]))).boxes
    assert box.title.endswith("…")
    assert box.title_x < box.x + box.width


def test_too_many_rows_are_not_drawn():
    drawing = draw(trace(dossier(approaches=[approach(f"A{n}") for n in range(MOST_ROWS + 1)])))
    assert drawing.boxes == ()
    assert "Follow one of them" in drawing.refusal


def test_a_driver_that_is_threatened_counts_once():
    threats = tuple((t.Ref("driver", f"BD{n}", f"BD{n}", ""), "slows") for n in range(MOST_ROWS - 1))
    content = dossier(
        drivers=[driver(ref.code) for ref, _degree in threats],
        themes=[t.Theme("RT1", "RT1", "", "", 1, drivers=threats)],
    )
    assert len(draw(trace(content)).boxes) == 2 * MOST_ROWS - 1


def test_nothing_is_drawn_of_nothing():
    assert draw(trace(dossier())).boxes == ()

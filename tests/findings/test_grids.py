"""The heat map and the matrix of the register, and how wide ones are shared out, without a database."""

import pytest

from assessments.dossier.types import Driver, Finding, Ref, Theme
from assessments.findings.filter import Filter, in_order
from assessments.findings.grids import even_cuts, exposure, heat_map, matrix


def risk(number, likelihood="", impact="", **more):
    fields = dict.fromkeys(("description", "severity_label", "status_label", "mitigation", "area", "assumption"), "")
    fields |= {"severity": "high", "status": "open", "owner": None, "review_on": None, "kind_label": "Risk"}
    return Finding(
        id=f"r{number}",
        code=f"R{number}",
        kind="R",
        title=f"Risk {number}",
        version=1,
        likelihood=likelihood,
        impact=impact,
        **{**fields, **more},
    )


@pytest.mark.parametrize(
    ("likelihood", "impact", "product", "heat"),
    [
        ("likely", "severe", 12, "h4"),
        ("likely", "minor", 3, "h1"),
        ("possible", "severe", 8, "h3"),
        ("possible", "moderate", 4, "h1"),
        ("unlikely", "minor", 1, "h0"),
        ("unlikely", "severe", 4, "h2"),
    ],
)
def test_a_risk_stands_where_its_likelihood_and_impact_meet(likelihood, impact, product, heat):
    row = risk(1, likelihood, impact)
    assert exposure(row) == product
    cells = [cell for cells in heat_map([row]).rows for cell in cells if cell.risks]
    assert [(cell.likelihood, cell.impact, cell.heat, cell.risks) for cell in cells] == [
        (likelihood, impact, heat, (row.ref,))
    ]


def test_the_heat_map_counts_open_risks_and_those_it_cannot_place():
    placed, half, bare = risk(1, "likely", "major"), risk(2, "likely"), risk(3)
    grid = heat_map([placed, half, bare, risk(4, "likely", "severe", status="closed")])
    assert (grid.open, grid.unplaced) == (3, (half.ref, bare.ref))
    assert [cells[0].likelihood for cells in grid.rows] == ["likely", "possible", "unlikely"]
    assert [cell.risks for cells in grid.rows for cell in cells if cell.risks] == [(placed.ref,)]


def test_sorted_by_likelihood_times_impact_risks_without_either_come_last():
    low, none, top = risk(1, "unlikely", "minor"), risk(2), risk(3, "likely", "severe")
    assert in_order([low, none, top], "exposure") == [top, low, none]


ONE, TWO, THREE = (Driver(f"d{n}", f"BD{n}", f"Driver {n}", "goal", "", "", "", "", None, 1) for n in (1, 2, 3))
R1, R2 = risk(1, themes=(Ref("theme", "t1", "RT1", "One region"),)), risk(2, themes=(Ref("theme", "t2", "RT2", ""),))
REGION = Theme("t1", "RT1", "One region", "", 1, risks=(R1.ref,), drivers=((ONE.ref, "blocks"),))
THIRD = Theme("t2", "RT2", "Third parties", "", 1, risks=(R2.ref,), drivers=((ONE.ref, "slows"), (THREE.ref, "")))


def test_the_matrix_sets_themes_against_the_drivers_that_any_of_them_threatens():
    grid = matrix([REGION, THIRD], [ONE, TWO, THREE], [R1, R2])
    assert grid.drivers == (ONE, THREE)
    assert [(theme.code, [(cell.heat, cell.risks) for cell in cells]) for theme, cells in grid.rows] == [
        ("RT1", [("h4", (R1.ref,)), ("h0", ())]),
        ("RT2", [("h2", (R2.ref,)), ("h1", (R2.ref,))]),
    ]
    assert grid.themeless == ()
    assert matrix([REGION], [ONE, TWO], [R1], whole=True).drivers == (ONE, TWO)


def test_a_risk_without_a_theme_stands_under_the_drivers_that_its_scenarios_serve():
    scenario = Ref("scenario", "s1", "Av1", "A region fails")
    served = Driver("d2", "BD2", "Driver 2", "goal", "", "", "", "", None, 1, served_by=(scenario,))
    loose, elsewhere = risk(3, found_in=(scenario,)), risk(4)
    grid = matrix([REGION], [ONE, served], [R1, loose, elsewhere])
    assert grid.drivers == (ONE, served)
    assert [(cell.degree, cell.risks) for cell in grid.themeless] == [(None, ()), ("", (loose.ref,))]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"status": "accepted"}, ["R2"]),
        ({"theme": "none"}, ["R2", "R3"]),
        ({"theme": "t1t1t1t1t1t1"}, ["R1"]),
        ({"theme": "nonsense"}, ["R1", "R2", "R3"]),
        ({"owner": "none"}, ["R1", "R2", "R3"]),
        ({"omission": "1"}, ["R1", "R2"]),
        ({"omission": "1", "state": "open"}, ["R1"]),
    ],
)
def test_the_filter_takes_risks_by_status_theme_owner_and_omission(query, codes):
    approach = Ref("approach", "a1", "A1", "Standby")
    rows = [
        risk(1, themes=(Ref("theme", "t1t1t1t1t1t1", "RT1", ""),)),
        risk(2, status="accepted"),
        risk(3, approaches=(approach,)),
    ]
    asked = Filter.of(query)
    assert [row.code for row in rows if asked.takes(row)] == codes


@pytest.mark.parametrize(
    ("count", "widths"),
    [(0, []), (1, [1]), (7, [7]), (8, [4, 4]), (9, [4, 5]), (15, [5, 5, 5]), (16, [5, 5, 6]), (20, [6, 7, 7])],
)
def test_columns_are_shared_out_evenly(count, widths):
    cuts = even_cuts(count, 7)
    assert [cut.stop - cut.start for cut in cuts] == widths
    assert [n for cut in cuts for n in range(count)[cut]] == list(range(count))

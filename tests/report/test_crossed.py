"""Risk themes against business drivers, cut and turned to fit a page."""

from dataclasses import replace

import pytest

from assessments.dossier import types as t
from assessments.findings.grids import matrix
from assessments.report.crossed import crossed
from assessments.report.html import build

from .dossiers import dossier, info, reviewed


def drivers(count: int) -> tuple[t.Driver, ...]:
    return tuple(
        t.Driver(f"d{n}", f"BD{n}", f"Aim {n}", "goal", "Business goal", "", "", "", None, 1)
        for n in range(1, count + 1)
    )


def themes(count: int, threatened: tuple[t.Driver, ...]) -> tuple[t.Theme, ...]:
    refs = tuple((driver.ref, "blocks") for driver in threatened)
    return tuple(t.Theme(f"rt{n}", f"RT{n}", f"Theme {n}", "", 1, (), refs) for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("aims", "clusters", "tables"),
    [
        (7, 3, [(7, 3)]),  # drivers across
        (9, 6, [(6, 9)]),  # turned: themes across
        (12, 12, [(6, 12), (6, 12)]),  # too many of both
    ],
)
def test_the_longer_side_runs_down(aims, clusters, tables):
    there = drivers(aims)
    made = crossed(matrix(themes(clusters, there), there, ()))
    assert [(len(table.columns), len(table.rows)) for table in made] == tables
    assert all(len(cells) == len(table.columns) for table in made for _head, cells in table.rows)
    seen = {cell.driver.code for table in made for _head, cells in table.rows for cell in cells}
    assert seen == {driver.code for driver in there}


def test_a_turned_matrix_has_each_driver_with_its_own_cells():
    there = drivers(9)
    [table] = crossed(matrix(themes(2, there[:1]) + themes(1, there), there, ()))
    for driver, cells in table.rows:
        assert {cell.driver for cell in cells} == {driver}
    assert [cell.degree for cell in table.rows[0][1]] == ["blocks", "blocks", "blocks"]
    assert [cell.degree for cell in table.rows[1][1]] == [None, None, "blocks"]


def test_risks_in_no_theme_have_a_row_or_a_column():
    base = reviewed()
    loose = replace(base.findings[0], themes=(), found_in=(base.drivers[0].served_by))
    html = build(dossier(info(), drivers=base.drivers, themes=base.themes, findings=(loose,))).html
    assert html.count("No theme yet") == 1
    many = (*base.drivers, *(replace(driver, id=f"x{driver.id}") for driver in drivers(8)))
    wide = themes(1, many)
    html = build(dossier(info(), drivers=many, themes=wide, findings=(loose,))).html
    assert "<th>No theme yet</th></tr></thead>" in html


def test_nothing_threatened_is_no_table():
    assert crossed(matrix(themes(2, ()), drivers(3), ())) == ()

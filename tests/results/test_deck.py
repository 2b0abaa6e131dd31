"""The slides out of dossiers built by hand: what each says, where tables break, what approaches do to qualities."""

from dataclasses import replace

import pytest

from assessments.dossier import types as t
from assessments.results.deck import cuts, deck
from assessments.results.effects import mapping
from assessments.results.notes import counted, left_out
from assessments.results.slides import HEIGHT, MOST_SLIDES, PADDING, ROOM, TABLE, cell, tables
from tests.report.dossiers import dossier, finding, info, reviewed, section_6, section_6_tree


def slide(slides, title):
    return next(slide for slide in slides if slide.title == title)


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_the_deck_says_what_the_method_presents_in_its_order():
    slides = deck(section_6())
    assert [slide.title for slide in slides] == [
        "FinTech Platform",
        "In figures",
        "Business drivers",
        "Utility tree, in the order of analysis",
        "Risks",
        "Sensitivity points",
        "Trade-off points",
        "Recommendations, an extension",
        "Still open",
    ]
    figures = {figure.label: (figure.number, figure.note) for figure in slides[1].figures}
    assert figures["Scenarios analysed"] == ("0", "of 10")
    assert figures["Rated (H,H)"] == ("3", "analysed first")
    assert figures["Open risks"] == ("3", "1 critical, 2 high")
    tree = texts(slide(slides, "Utility tree, in the order of analysis"))
    assert tree[0] == ["Pe1 Transaction processing < 200ms", "Performance", "(H,H)", "< 200ms"]
    assert [row[2] for row in tree][:4] == ["(H,H)", "(H,H)", "(H,H)", "(H,M)"]
    risks = texts(slide(slides, "Risks"))
    assert [row[1] for row in risks] == ["Critical", "High", "High"]
    assert all(row[4] == "No decision yet" for row in risks)


def test_a_reviewed_risk_stands_behind_open_ones_and_themes_name_their_drivers():
    slides = deck(reviewed())
    risks = texts(slide(slides, "Risks"))
    assert [row[0].split()[0] for row in risks] == ["R1", "R2", "R3"]
    assert risks[2][2:] == ["Accepted", "", "A1"]
    assert texts(slide(slides, "Risk themes and the drivers they threaten")) == [
        ["RT1 One region", "R1", "BD1 threatens"]
    ]
    matrix = slide(slides, "How far each theme threatens each driver")
    assert matrix.head[1] == "BD1 99.99% availability"
    assert [(cell.text, cell.heat) for cell in matrix.rows[0][1:]] == [("threatens", "h3")]
    nonrisk = texts(slide(slides, "Non-risks"))
    assert nonrisk == [["N1 Stateless service", "Sessions stay in the cache", ""]]


def test_recommendations_come_by_horizon_then_severity():
    rows = [
        t.Recommendation(
            f"r{n}", f"Rec{n}", title, "", severity, severity, horizon, label, "", "", None, "open", "Open", 1
        )
        for n, (title, severity, horizon, label) in enumerate(
            [
                ("Later", "critical", "long", "Long term"),
                ("Now, low", "low", "immediate", "Immediate"),
                ("Now, high", "high", "immediate", "Immediate"),
                ("Some day", "high", "", ""),
            ],
            start=1,
        )
    ]
    rows[1] = replace(rows[1], status="rejected", status_label="Rejected")
    table = slide(deck(dossier(info(), recommendations=tuple(rows))), "Recommendations, an extension")
    assert [row[:4] for row in texts(table)] == [
        ["Rec3 Now, high", "Immediate", "high", "Open"],
        ["Rec2 Now, low", "Immediate", "low", "Rejected"],
        ["Rec1 Later", "Long term", "critical", "Open"],
        ["Rec4 Some day", "No horizon yet", "high", "Open"],
    ]


def test_an_empty_assessment_has_its_title_and_its_zeros():
    slides = deck(dossier(info()))
    assert [slide.title for slide in slides] == ["FinTech Platform", "In figures"]


COLUMNS = (("Risk", 5.0), ("Status", 1.0))


@pytest.mark.parametrize(
    ("rows", "size", "slides"),
    [(1, 20, 1), (9, 20, 1), (12, 16, 1), (13, 14, 1), (14, 20, 2), (23, 16, 2), (26, 14, 2)],
)
def test_text_is_as_large_as_needs_no_slide_more(rows, size, slides):
    pages = tables("Risks", COLUMNS, [(cell(f"Risk {n}"), cell("Open")) for n in range(rows)])
    assert [page.size for page in pages] == [size] * slides
    assert [(page.part, page.parts) for page in pages] == [(number, slides) for number in range(1, slides + 1)]


def test_large_text_leaves_no_row_out_and_breaks_no_word_of_the_head():
    tall = [(cell("Risk " * 30), cell("Open"))] * 60
    assert {page.size for page in tables("Risks", COLUMNS, tall)} == {14}
    narrow = (("Maintainability", 2.0), ("Approach", 15.0))
    assert {page.size for page in tables("Qualities", narrow, [(cell("? S1"), cell("Standby"))])} == {14}


def test_no_table_is_higher_than_its_slide_and_what_does_not_fit_is_counted():
    rows = [(cell("A long risk " * (n % 17)), cell("Open")) for n in range(300)]
    pages = tables("Risks", COLUMNS, rows)
    assert len(pages) == MOST_SLIDES
    assert all(sum(page.heights) <= ROOM + 0.01 for page in pages)
    assert [page.more for page in pages] == [0, 0, 0, 300 - sum(len(page.rows) for page in pages)]
    assert sum(pages[0].widths) == pytest.approx(TABLE)
    assert pages[0].shares == (83, 17)


def test_one_row_with_the_longest_text_stands_on_a_slide():
    words = cell("Wolkenkratzer" * 40), cell("W" * 400)
    (page,) = tables("Risks", (("Risk", 1.0), ("Status", 1.0)), [words])
    assert sum(page.heights) <= ROOM < HEIGHT
    assert len(page.rows[0][0].text) <= 180
    assert PADDING[0] > 0


def test_what_approaches_do_to_qualities_comes_from_findings():
    standby = t.Approach("a1", "A1", "Standby", "tactic", "Tactic", "", "", 1)
    bare = replace(standby, id="a2", code="A2", name="Nothing said")
    tree = section_6_tree()
    first = tree.attributes[1]

    def bears(*effects):
        return tuple(t.AttributeEffect(*place, effect, "") for place, effect in effects)

    availability, cost = (first.id, first.name, first.code, first.hue, True), ("c1", "Cost", "Co", 0, False)
    at = {"approaches": (standby.ref,)}
    findings = (
        replace(finding("T", 1, "Two regions", **at), attributes=bears((availability, "+"), (cost, "-"))),
        replace(finding("S", 1, "Lag", **at), attributes=bears((availability, ""))),
        replace(finding("R", 1, "Untied"), attributes=bears((cost, "-"))),
    )
    grid = mapping((standby, bare), tree, findings)
    assert [column.code for column in grid.columns] == [*(row.code for row in tree.attributes), "Co"]
    told = {
        column.code: [(mark.effect, [ref.code for ref in mark.findings]) for mark in marks]
        for column, marks in zip(grid.columns, grid.lines[0].cells, strict=True)
        if marks
    }
    assert told == {first.code: [("+", ["T1"]), ("", ["S1"])], "Co": [("-", ["T1"])]}
    assert not any(grid.lines[1].cells)
    slides = deck(dossier(info(), tree=tree, approaches=(standby, bare), findings=findings))
    table = slide(slides, "Decisions mapped to qualities")
    assert texts(table) == [["A1 Standby", "", "+\xa0T1 ? S1", "", "", "", "−\xa0T1"]]


@pytest.mark.parametrize(
    ("columns", "shares"), [(1, [1]), (6, [6]), (7, [3, 4]), (9, [4, 5]), (13, [4, 4, 5]), (40, [6] * 4)]
)
def test_the_columns_of_a_wide_table_are_shared_out_evenly(columns, shares):
    parts = cuts(columns)
    assert [part.stop - part.start for part in parts] == shares
    assert [part.start for part in parts] == [0, *(part.stop for part in parts[:-1])]


def test_what_is_open_names_its_rows_and_an_approach_its_components():
    parts = (t.Ref("component", "c1", "C1", "Reader"), t.Ref("component", "c2", "C2", "Gateway"))
    approaches = tuple(
        t.Approach(f"a{n}", f"A{n}", "Standby", "tactic", "Tactic", "", "", 1, components=parts) for n in range(1, 15)
    )
    slides = deck(dossier(info(sections=frozenset({"analysis"})), approaches=approaches))
    assert texts(slide(slides, "Architectural approaches"))[0][2] == "Reader, Gateway"
    [row] = texts(slide(slides, "Still open"))
    assert row[:2] == ["14 approaches were never examined", "A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 and 2 more"]


def test_a_grid_of_many_drivers_is_counted_through_and_its_last_slide_says_what_is_left_out():
    drivers = tuple(
        t.Driver(f"d{n}", f"BD{n}", "99.99% availability", "goal", "Goal", "", "", "", None, 1) for n in range(1, 31)
    )
    threats = tuple((driver.ref, "blocks") for driver in drivers)
    theme = t.Theme("rt1", "RT1", "One region", "", 1, (), threats)
    slides = deck(dossier(info(), drivers=drivers, themes=(theme,)))
    grids = [slide for slide in slides if slide.title == "How far each theme threatens each driver"]
    assert [counted(grid) for grid in grids] == [f"{grids[0].title} ({n} of 4)" for n in (1, 2, 3, 4)]
    assert [left_out(grid) for grid in grids] == ["", "", "", "6 more columns are in the report"]
    assert grids[3].head[-1] == "BD24 99.99% availability"


def test_a_slide_of_a_wide_grid_has_the_themes_that_threaten_one_of_its_drivers():
    drivers = tuple(t.Driver(f"d{n}", f"BD{n}", "Short", "goal", "Goal", "", "", "", None, 1) for n in range(1, 9))

    def theme(number, *threatened):
        threats = tuple((drivers[n - 1].ref, "slows") for n in threatened)
        return t.Theme(f"rt{number}", f"RT{number}", "Theme", "", 1, (), threats)

    def themes_of(*themes):
        slides = deck(dossier(info(), drivers=drivers, themes=themes))
        grids = [slide for slide in slides if slide.title == "How far each theme threatens each driver"]
        return [[row[0].text for row in grid.rows] for grid in grids]

    assert themes_of(theme(1, 1, 8), theme(2, *range(2, 5)), theme(3, 5, 6, 7), theme(4)) == [
        ["RT1 Theme", "RT2 Theme"],
        ["RT1 Theme", "RT3 Theme"],
    ]
    assert themes_of(theme(1, 1, 8), theme(4)) == [["RT1 Theme", "RT4 Theme"]]  # one slide shows all of them


def test_slides_of_one_table_are_about_equally_full():
    """The last slide of a full evaluation's trade-offs held one row alone."""
    for count in range(16, 53):
        pages = [len(page.rows) for page in tables("Rows", (("Row", 1),), [(cell(f"row {n}"),) for n in range(count)])]
        assert sum(pages) == count
        assert len(pages) == 1 or min(pages) > max(pages) / 2


def test_two_rows_too_tall_for_one_slide_stand_on_two():
    tall = cell(*["word " * 35] * 12)
    assert [len(page.rows) for page in tables("Rows", (("Row", 1), ("Other", 3)), [(tall, tall)] * 2)] == [1, 1]


def test_a_sensitivity_point_names_its_attributes_without_a_sign():
    points = texts(slide(deck(section_6()), "Sensitivity points"))
    assert not any("?" in row[1] for row in points)
    assert "?" in texts(slide(deck(section_6()), "Trade-off points"))[0][1]

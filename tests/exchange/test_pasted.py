"""Rows pasted into the tree: each shape of text, what is understood of it, and the bounds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessments.exchange.importer.pasted import MAX_CHARACTERS, MAX_ROWS, read_rows
from assessments.exchange.importer.plan import BLANK, UNDERSTOOD, WARNED
from assessments.exchange.importer.read import Unreadable

ORDERS = ("Performance", "Latency", "Orders < 200 ms", "HM")
SEARCH = ("Performance", "Latency", "Search within 1 s", "ML")
AUDIT = ("Security", "", "Every access is logged", "H")

PATHS = """Performance / Latency / Orders < 200 ms (H,M)
Performance / Latency / Search within 1 s [M,L]
Security / Every access is logged (H,?)
"""
OUTLINE = """Performance
  Latency
    Orders < 200 ms (H,M)
    Search within 1 s (M,L)
Security
  Every access is logged
"""
BULLETS = """- Performance
\t- Latency
\t\t- Orders < 200 ms (H,M)
\t\t- Search within 1 s (M,L)
- Security
\t- Every access is logged
"""
HEADINGS = """# Utility tree
## Performance
### Latency
1. Orders < 200 ms (H,M)
2. Search within 1 s (M,L)
## Security
* Every access is logged
"""
NUMBERED = """1 Performance
1.1 Latency
1.1.1 Orders < 200 ms (H,M)
1.1.2. Search within 1 s (M,L)
2. Security
2.1 Every access is logged
"""
INDENTED_NUMBERS = """1. Performance
   1.1 Latency
       1.1.1 Orders < 200 ms (H,M)
       1.1.2 Search within 1 s (M,L)
2. Security
   2.1. Every access is logged
"""
SHEET = """Performance\tLatency\tOrders < 200 ms\tH\tM
\t\tSearch within 1 s\tmedium\tlow
Security\t\tEvery access is logged\tH\t
"""
HEADED_SHEET = """Imp\tPriority\tScenario\tQuality attribute\tRefinement\tDifficulty
1\tH\tOrders < 200 ms\tPerformance\tLatency\tM
2\tM\tSearch within 1 s\tPerformance\tLatency\tL
3\tH\tEvery access is logged\tSecurity\t\t
"""
PATHS_IN_A_SHEET = """Performance / Latency / Orders < 200 ms\tH\tM
Performance / Latency / Search within 1 s\tM\tL
Security
Every access is logged\tH\t
"""
TABLE = """| Attribute | Refinement | Scenario | Priority |
|---|---|---|---|
| Performance | Latency | Orders < 200 ms | (H,M) |
| | | Search within 1 s | (M,L) |
| Security | | Every access is logged | |
"""
DRAWN = """Utility
├── Performance
│   └── Latency
│       ├── Orders < 200 ms (H,M)
│       └── Search within 1 s (M,L)
└── Security
    └── Every access is logged
"""


def said(text: str, **more) -> list[tuple[str, str, str, str]]:
    """(attribute, refinement, statement, levels) of each scenario understood."""
    [document] = read_rows(text, **more).documents
    return [(s.attribute, s.refinement, s.statement, s.importance + s.difficulty) for s in document.scenarios]


@pytest.mark.parametrize(
    "text",
    [OUTLINE, BULLETS, HEADINGS, NUMBERED, INDENTED_NUMBERS, SHEET, HEADED_SHEET, PATHS_IN_A_SHEET, TABLE, DRAWN],
    ids=[
        "outline",
        "bullets",
        "headings",
        "numbered",
        "indented-numbers",
        "sheet",
        "headed",
        "paths-in-sheet",
        "table",
        "drawn",
    ],
)
def test_every_shape_says_the_same_tree(text):
    found = said(text)
    assert found[:2] == [ORDERS, SEARCH]
    assert found[2][:3] == AUDIT[:3]
    assert len(found) == 3


def test_a_path_gives_attribute_refinement_and_statement():
    assert said(PATHS)[:2] == [ORDERS, SEARCH]
    assert said("Security / Login / logout takes < 1 s / user (H,L)") == [
        ("Security", "Login", "logout takes < 1 s / user", "HL")
    ]
    assert said("Performance\n  Latency\n    Reads / writes in 2 ms (H,H)") == [
        ("Performance", "Latency", "Reads / writes in 2 ms", "HH")
    ]


def test_a_path_may_stand_under_what_is_indented_above_it():
    assert said("Performance\n  Latency / Orders < 200 ms (H,M)\n  Peaks (L,L)") == [
        ORDERS,
        ("Performance", "", "Peaks", "LL"),
    ]


def test_a_line_without_an_attribute_stands_where_the_form_says_or_outside_the_tree():
    text = "A node fails (H,H)\nMonitoring"
    assert said(text, home="Availability")[0] == ("Availability", "", "A node fails", "HH")
    plan = read_rows(text)
    assert [line.state for line in plan.lines] == [WARNED, WARNED]
    assert "names no quality attribute" in plan.documents[0].warnings[0].message
    assert said("A node fails\nMonitoring", attributes=("Monitoring",)) == [("", "", "A node fails", "")]
    assert read_rows("Security").documents[0].attributes == [("Security", 1)]


def test_six_parts_and_ids_come_along():
    [scenario] = (
        read_rows("Security\n  QA-7: Login (H,L)\n    Stimulus: a wrong password\n    Response: refused")
        .documents[0]
        .scenarios
    )
    assert (scenario.source_id, scenario.statement) == ("QA-7", "Login")
    assert scenario.parts == {"stimulus": "a wrong password", "response": "refused"}
    sheet = "ID\tAttribute\tScenario\tStimulus\tResponse measure\nQA-1\tSecurity\tLogin\ta password\t< 1 s"
    [scenario] = read_rows(sheet).documents[0].scenarios
    assert (scenario.source_id, scenario.parts["stimulus"], scenario.parts["response_measure"]) == (
        "QA-1",
        "a password",
        "< 1 s",
    )


def test_a_cell_of_several_lines_is_one_cell():
    text = 'Performance\tLatency\t"Orders\n< 200 ms"\tH\tM\nSecurity\t\t"The ""vault"" opens"\tL\tL'
    assert said(text) == [ORDERS, ("Security", "", 'The "vault" opens', "LL")]
    open_for_ever = 'Performance\tLatency\t"Orders\nSecurity\t\tLogin'
    assert len(said(open_for_ever)) == 2


def test_columns_without_a_place_are_warned_of():
    [document] = read_rows("Attribute\tScenario\tBudget\nSecurity\tLogin\t400").documents
    assert [(note.line, note.message) for note in document.warnings] == [
        (1, "What stands under “Budget” has no place yet and was left out.")
    ]


def test_a_measurable_bound_is_offered_as_measure():
    [scenario] = read_rows("Performance / Orders < 200 ms").documents[0].scenarios
    assert (scenario.parts, scenario.measure_from_statement) == ({"response_measure": "< 200 ms"}, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n\t\n", "There is nothing to read"),
        ("Security / x\n" * (MAX_ROWS + 1), f"{MAX_ROWS:,} is the most"),
        ("x" * (MAX_CHARACTERS + 1), f"{MAX_CHARACTERS:,} is the most"),
    ],
)
def test_beyond_the_bounds_it_is_refused_in_words(text, reason):
    with pytest.raises(Unreadable, match=reason):
        read_rows(text)


def test_an_outline_that_only_goes_deeper_is_read_all_the_same():
    text = "\n".join(" " * depth + "x" for depth in range(600))
    assert len(read_rows(text).documents[0].scenarios) > 0


@example("||")  # separators around nothing: no row at all
@given(st.text(alphabet=st.sampled_from('ab/ \t\n-#|H,M()[]"├─:12'), max_size=200))
def test_every_line_of_any_text_is_understood_warned_of_or_unread(text):
    try:
        plan = read_rows(text)
    except Unreadable:
        return
    unread = {number for first, last in plan.unread for number in range(first, last + 1)}
    for line in plan.lines:
        assert line.state in {BLANK, UNDERSTOOD, WARNED} or line.number in unread


def test_rows_with_bars_are_cells_for_those_who_type_them_in_the_browser():
    rows = "Performance|Latency|Orders < 200 ms|H|M\n|Dashboards|Charts < 2 s|M|L\n"
    [document] = read_rows(rows).documents
    assert [
        (row.attribute, row.refinement, row.statement, row.importance + row.difficulty) for row in document.scenarios
    ] == [
        ("Performance", "Latency", "Orders < 200 ms", "HM"),
        ("Performance", "Dashboards", "Charts < 2 s", "ML"),
    ]
    assert (document.warnings, document.unread) == ([], [])


def test_a_number_that_says_something_stays():
    assert said("Performance\n  1.5 s at most for a search (H,M)\n  200 ms for an order") == [
        ("Performance", "", "1.5 s at most for a search", "HM"),
        ("Performance", "", "200 ms for an order", ""),
    ]


def test_headings_cut_short_name_their_columns():
    head = "Attribute\tSub-factor\tScenario\tImp.\tDiff.\n"
    rows = "Performance\tLatency\tOrders < 200 ms\tH\tM\n\t\tSearch\t3\tL\n"
    assert said(head + rows) == [ORDERS, ("Performance", "Latency", "Search", "L")]


def test_lines_without_a_letter_say_nothing():
    plan = read_rows("Performance / Orders < 200 ms\n!!!!\n-----\n")
    assert [scenario.statement for scenario in plan.documents[0].scenarios] == ["Orders < 200 ms"]
    assert [line.label for line in plan.lines] == ["Scenario", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Performance / Latency / Orders < 200 ms (H,M)\nSecurity\tAccess\tEvery access is logged\tH\t\n",
        "Security\tAccess\tEvery access is logged\tH\t\n\nPerformance / Latency / Orders < 200 ms (H,M)",
    ],
)
def test_a_path_among_rows_of_cells_is_read_as_a_path(text):
    assert set(said(text)) == {ORDERS, ("Security", "Access", "Every access is logged", "H")}


def test_a_path_names_a_refinement_for_which_the_cells_have_no_column():
    rows = "Security\tEvery access is logged\tH\t\nPerformance / Latency / Orders < 200 ms (H,M)"
    assert set(said(rows)) == {AUDIT, ORDERS}


def test_a_pair_alone_in_its_row_of_cells_is_that_of_a_scenario_and_names_no_attribute():
    rows = "Security\tEvery access is logged\tH\t\nA theft is noticed (M,M)\nUsability\n2.1 A clerk learns it [H,L]\t\t"
    assert said(rows) == [
        AUDIT,
        ("Security", "", "A theft is noticed", "MM"),
        ("Usability", "", "2.1 A clerk learns it", "HL"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Performance / Latency / Orders < 200 ms (X,M)",
        "Performance\n  Latency\n    Orders < 200 ms (X,M)\n    Search within 1 s (M,L)",
        "Performance\tLatency\tOrders < 200 ms (X,M)",
        "| Attribute | Refinement | Scenario |\n|---|---|---|\n| Performance | Latency | Orders < 200 ms (X,M) |",
    ],
)
def test_a_mistyped_rating_is_warned_of_and_stays_in_the_text(text):
    [document] = read_rows(text).documents
    assert document.scenarios[0].statement == "Orders < 200 ms (X,M)"
    [warning] = document.warnings
    assert "(X,M) is not a rating, so it stays part of the text: use H, M or L" in warning.message


def test_a_mistyped_rating_in_its_own_column_is_warned_of():
    rows = "Attribute\tScenario\tRating\nPerformance\tOrders < 200 ms\tX,M\nPerformance\tSearch within 1 s\tH,M"
    [document] = read_rows(rows).documents
    assert [(note.line, "X,M" in note.message) for note in document.warnings] == [(2, True)]


@pytest.mark.parametrize("ending", ["(p95)", "(EU, US)", "(99.9%, monthly)"])
def test_other_brackets_at_the_end_are_not_warned_of(ending):
    [document] = read_rows(f"Performance / Latency / Orders < 200 ms {ending}").documents
    assert (document.scenarios[0].statement, document.warnings) == (f"Orders < 200 ms {ending}", [])

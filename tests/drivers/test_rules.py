"""The rules of business drivers, without a database."""

import pytest

from assessments.dossier.types import Driver, Ref
from assessments.drivers.rules import (
    DriverLine,
    chip_counts,
    grouped,
    lines_of,
    matches,
    needs_scenario,
    place_after,
    read_driver,
    why_not_driver,
)
from assessments.errors import Refused

PEOPLE = ["Elena Rossi", "Tomás Silva"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("99.99% availability", DriverLine("99.99% availability", "goal", "", "", "")),
        (
            "Expand to 5 markets #goal !h @Elena",
            DriverLine("Expand to 5 markets", "goal", "", "H", "Elena Rossi"),
        ),
        ("PCI-DSS #political !High", DriverLine("PCI-DSS", "constraint", "political", "H", "")),
        ("PCI-DSS #constraint #political", DriverLine("PCI-DSS", "constraint", "political", "", "")),
        ("Refund within 90 days #function !l", DriverLine("Refund within 90 days", "function", "", "L", "")),
        ("Grow #driver @Kim", DriverLine("Grow", "driver", "", "", "Kim")),
        ("Pay !now, always", DriverLine("Pay !now, always", "goal", "", "", "")),
    ],
)
def test_one_line_gives_a_driver(line, said):
    assert read_driver(line, PEOPLE) == said


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Grow #gaol", "#gaol is not known here. Write #goal, #function, #constraint, #driver"),
        ("Grow #goal #constraint", "one category. Keep one of #goal, #constraint"),
        ("Grow #goal #political", "Only a constraint has a sort"),
        ("Grow #technical #political", "A constraint has one sort"),
        ("Grow !h !l", "one priority"),
        ("#goal !h", "Write what the business needs before the marks"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused_with_the_way_out(line, sentence):
    with pytest.raises(Refused, match=sentence):
        read_driver(line, PEOPLE)


def driver(code, category="goal", served=False):
    scenario = Ref("scenario", "s1", "Av1", "Core payment")
    return Driver(
        id=code.lower(),
        code=code,
        statement=f"Statement of {code}",
        category=category,
        category_label=category,
        sort="",
        sort_label="",
        priority="",
        stated_by=None,
        version=1,
        served_by=(scenario,) if served else (),
    )


BD1, BD2 = driver("BD1"), driver("BD2", "driver", served=True)
BD3, BD4 = driver("BD3", "constraint"), driver("BD4", "function")


@pytest.mark.parametrize(("row", "needed"), [(BD1, True), (BD2, False), (BD3, False), (BD4, False)])
def test_goals_and_architectural_drivers_need_a_scenario(row, needed):
    assert needs_scenario(row) is needed


def test_the_list_is_grouped_in_a_fixed_order_without_empty_groups():
    assert grouped([BD3, BD2, BD1]) == [("goal", [BD1]), ("driver", [BD2]), ("constraint", [BD3])]


def test_every_chip_counts_what_it_would_show():
    drivers = [BD1, BD2, BD3, BD4]
    counts = chip_counts(drivers)
    assert counts == {"goal": 1, "driver": 1, "function": 1, "constraint": 1, "unserved": 1}
    assert counts == {show: sum(matches(row, show=show) for row in drivers) for show in counts}


@pytest.mark.parametrize(("text", "found"), [("bd1", True), ("STATEMENT", True), ("bd7", False), ("", True)])
def test_text_is_found_in_code_and_wording(text, found):
    assert matches(BD1, text=text) is found


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"statement": "Grow", "category": "goal", "sort": ""}, ""),
        ({"statement": "", "category": "goal", "sort": ""}, "Write what the business needs"),
        ({"statement": "Grow", "category": "goal", "sort": "political"}, "Only a constraint has a sort"),
    ],
)
def test_a_driver_has_words_and_only_a_constraint_has_a_sort(values, reason):
    assert why_not_driver(values).startswith(reason)
    assert bool(why_not_driver(values)) is bool(reason)


@pytest.mark.parametrize(
    ("statements", "lines"),
    [
        (["99.99% availability"], (4, 4)),
        (["99.99% availability", "PCI-DSS compliance", "Added by hand"], (4, 6)),
        (["Added by hand"], None),
        ([], None),
    ],
)
def test_the_lines_of_a_document_that_hold_the_drivers(statements, lines):
    document = "# FinTech\n\nDrivers:\n- **99.99%** availability\n- Growth\n- PCI-DSS compliance (mandatory)\n"
    assert lines_of(document, statements) == lines


ROWS = [("a", "goal"), ("b", "constraint"), ("c", "goal"), ("d", "goal")]


@pytest.mark.parametrize(
    ("moving", "step", "after"),
    [("c", -1, None), ("d", -1, "b"), ("a", 1, "c"), ("c", 1, "d")],
)
def test_a_row_moves_among_its_own_group(moving, step, after):
    assert place_after(ROWS, moving, step) == after


@pytest.mark.parametrize(("moving", "step", "end"), [("a", -1, "first"), ("d", 1, "last"), ("b", 1, "last")])
def test_at_the_end_of_the_group_it_says_so(moving, step, end):
    with pytest.raises(Refused, match=f"already the {end} of its group"):
        place_after(ROWS, moving, step)

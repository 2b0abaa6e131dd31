"""The rules of the tree, without a database."""

from types import SimpleNamespace

import pytest

from assessments.utility_tree.rules import (
    Filter,
    abbreviation_for,
    attribute_suggestions,
    characteristic_of,
    hue_for,
    place_after,
    read_filter,
    read_line,
    why_not_rating,
)


@pytest.mark.parametrize(
    ("line", "statement", "importance", "difficulty"),
    [
        ("Queue clears in < 15 min (H,M)", "Queue clears in < 15 min", "H", "M"),
        ("Queue clears in < 15 min", "Queue clears in < 15 min", "", ""),
        ("Fraud detection [h / l].", "Fraud detection", "H", "L"),
        ("Not rated yet (?, -)", "Not rated yet", "", ""),
        ("Only importance: (M,?)", "Only importance", "M", ""),
        ("Region (H,M) fails twice", "Region (H,M) fails twice", "", ""),
        ("(H,H)", "", "H", "H"),
        ("Meets SLA (99.9%, monthly)", "Meets SLA (99.9%, monthly)", "", ""),
    ],
)
def test_one_line_is_a_statement_and_a_pair(line, statement, importance, difficulty):
    assert read_line(line) == (statement, importance, difficulty)


@pytest.mark.parametrize(
    ("statement", "pair"),
    [
        ("Orders < 200 ms (X,M)", "(X,M)"),
        ("Orders < 200 ms [h; x].", "[h; x]"),
        ("Orders < 200 ms (High, urgent)", "(High, urgent)"),
        ("Orders < 200 ms (GH,M)", "(GH,M)"),
        ("Orders < 200 ms (H,)", "(H,)"),
        ("Orders < 200 ms (p95)", ""),
        ("Two regions (EU, US)", ""),
        ("Meets SLA (99.9%, monthly)", ""),
        ("Told in the unit of the bill (ms, h)", ""),
        ("Any point (x, y)", ""),
        ("Not rated yet (?, -)", ""),
        ("Region (X,M) fails twice", ""),
    ],
)
def test_what_looks_like_a_rating_and_is_none_is_named(statement, pair):
    reason = why_not_rating(statement)
    assert (f"{pair} is not a rating" in reason) if pair else reason == ""


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Availability", set(), "Av"),
        ("Performance", {"Pe"}, "Pr"),
        ("Real time", {"Re"}, "Rl"),  # RT1 is a risk theme
        ("Qualité", set(), "Qu"),
        ("可用性", set(), "Qa"),
        ("X", {"Xa"}, "Xb"),
    ],
)
def test_two_letters_of_an_attribute(name, taken, code):
    assert abbreviation_for(name, taken) == code


def test_hues_go_round():
    assert [hue_for([]), hue_for([0]), hue_for([0, 1, 1]), hue_for(list(range(8)))] == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("name", "characteristic"),
    [
        ("Availability", "Reliability"),
        ("performance", "Performance efficiency"),
        ("Usability", "Interaction capability"),
        ("Safety", "Safety"),
        ("Cost", ""),
    ],
)
def test_names_are_placed_in_the_quality_model(name, characteristic):
    assert characteristic_of(name) == characteristic


def test_the_usual_attributes_are_offered_first_and_each_once():
    offered = attribute_suggestions()
    assert offered[:3] == ("Performance", "Availability", "Security")
    assert len(offered) == len(set(offered))
    assert "Co-existence" in offered


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Filter()),
        ({"q": "  core   pay ", "order": "priority"}, Filter("core pay", (), "priority")),
        ({"pair": "hh.HM.HH"}, Filter("", ("HH", "HM"))),
        ({"pair": "XX.H.HML.", "order": "sideways"}, Filter()),
        ({"q": "x" * 5000}, Filter("x" * 200)),
    ],
)
def test_the_filter_takes_what_it_knows_from_an_address(values, expected):
    assert read_filter(values) == expected


def test_a_filter_comes_back_from_its_own_address():
    shown = Filter("core", ("HH", "HM"), "priority")
    assert read_filter(shown.parameters) == shown
    assert Filter().parameters == {}
    assert (shown.toggled("HH"), shown.toggled("LL")) == ("HM", "HH.HM.LL")


@pytest.mark.parametrize(
    ("shown", "taken"),
    [
        (Filter(), True),
        (Filter("PAYMENT"), True),
        (Filter("av1"), True),
        (Filter("availab"), True),
        (Filter("dashboard"), False),
        (Filter("", ("HH",)), True),
        (Filter("", ("HM", "MH")), False),
        (Filter("payment", ("HM",)), False),
    ],
)
def test_what_a_filter_takes(shown, taken):
    scenario = SimpleNamespace(
        code="Av1",
        statement="Core payment: 99.99%",
        attribute="Availability",
        refinement="",
        importance="H",
        difficulty="H",
    )
    assert shown.takes(scenario) is taken


@pytest.mark.parametrize(
    ("item", "step", "after"),
    [("b", -1, None), ("b", 1, "c"), ("c", -1, "a"), ("a", -1, None), ("c", 1, "b")],
)
def test_moving_by_one_place_stops_at_the_ends(item, step, after):
    assert place_after(["a", "b", "c"], item, step) == after

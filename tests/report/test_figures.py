"""The utility tree as drawings: graphviz places, and its faults are mended."""

import subprocess
from dataclasses import replace

import pytest

from assessments.dossier.types import Tree
from assessments.drawing import dot
from assessments.drawing.dot import DrawingFailed
from assessments.drawing.measure import line_count, shorten, width
from assessments.report import figure_pages, figures

from .dossiers import hostile, section_6_tree
from .made_up import made_up


def overlaps(one, other) -> bool:
    apart_x = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
    apart_y = one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
    return not (apart_x or apart_y)


def test_ten_scenarios_stand_on_one_page_from_margin_to_margin():
    [figure] = figures.draw(section_6_tree())
    leaves = [card for card in figure.cards if card.kind == "leaf"]
    assert [card.row.code for card in leaves] == ["Pe1", "Pe2", "Av1", "Av2", "Se1", "Se2", "Sc1", "Sc2", "Mo1", "Mo2"]
    assert [card.y for card in leaves] == sorted(card.y for card in leaves)
    assert figure.kind == "whole"
    assert figure.drawn_width == pytest.approx(figures.PAGE_WIDTH, abs=1)
    assert figure.drawn_height <= figures.PAGE_HEIGHT
    assert figure.scale > 0.95


def test_a_parent_of_two_stands_in_the_middle_of_them():
    [figure] = figures.draw(section_6_tree())
    middles = {card.row.code: card.y + card.height / 2 for card in figure.cards if card.kind == "leaf"}
    for card in figure.cards:
        if card.kind == "attribute":
            expected = (middles[f"{card.row.code}1"] + middles[f"{card.row.code}2"]) / 2
            assert card.y + card.height / 2 == pytest.approx(expected, abs=0.01)


def test_curves_bend_half_way_between_cards():
    [figure] = figures.draw(section_6_tree())
    start, bends = figure.edges[0].path[1:].split("C")
    first, second, end = bends.split(" ")
    x1, x2 = float(start.split(",")[0]), float(end.split(",")[0])
    assert float(first.split(",")[0]) == float(second.split(",")[0]) == pytest.approx((x1 + x2) / 2, abs=0.02)


def test_a_curve_to_a_scenario_without_refinement_passes_between_the_refinements():
    """It went below the card of one, and looked as if it ended there."""
    first = made_up(48).tree.attributes[0]
    [home, *rest] = first.refinements
    bare = replace(home, name="")
    [figure] = figures.draw(Tree((replace(first, refinements=(bare, *rest)),), (), ()))
    passing = [edge.path for edge in figure.edges if "H" in edge.path]
    assert len(passing) == len(bare.scenarios)
    assert passing
    cards = [card for card in figure.cards if card.kind == "refinement"]
    for path in passing:
        bend, y = (float(number) for number in path[: path.index("H")].split(" ")[-1].split(","))
        assert all(card.x >= bend - 0.01 for card in cards)
        assert [card for card in cards if card.y < y < card.y + card.height] == []


@pytest.mark.parametrize("tree", [section_6_tree(), made_up(120).tree, hostile().tree], ids=["10", "120", "hostile"])
def test_no_two_cards_lie_on_each_other(tree):
    for figure in figures.draw(tree):
        cards = figure.cards
        clashes = [(a, b) for n, a in enumerate(cards) for b in cards[n + 1 :] if overlaps(a, b)]
        assert clashes == []


def test_a_large_tree_gets_an_overview_and_every_scenario_once():
    tree = made_up(120).tree
    drawn = figures.draw(tree)
    assert drawn[0].kind == "overview"
    shown = [card.row.code for figure in drawn for card in figure.cards if card.kind == "leaf"]
    assert sorted(shown) == sorted(scenario.code for scenario in tree.scenarios)
    assert all(figure.scale > 0.8 for figure in drawn)


def test_the_whole_stays_on_one_page_a_little_smaller_or_without_measures():
    [figure] = figures.draw(made_up(14).tree)
    leaves = [card for card in figure.cards if card.kind == "leaf"]
    assert figure.kind == "whole"
    assert {card.measure for card in leaves} == {""}
    assert figure.drawn_width == pytest.approx(figures.PAGE_WIDTH, abs=6)
    assert figure.scale > 0.8


def test_parts_of_one_attribute_are_about_as_tall():
    attribute = made_up(400).tree.attributes[0]
    parts = [figure for figure in figures.draw(Tree((attribute,), (), ())) if figure.kind == "part"]
    heights = [figure.height for figure in parts]
    assert len(parts) > 2
    assert max(heights) - min(heights) < 40


def test_no_attribute_is_left_alone_on_the_last_page():
    """The full evaluation's last page of the tree held four cards: the three before it were filled first."""
    tree = made_up(12).tree
    names = [replace(tree.attributes[0], id=f"q{n}") for n in range(6)]
    families = [
        [figure_pages.Row(name, None, None, tall)] for name, tall in zip(names, (80, 80, 80, 40, 40, 40), strict=True)
    ]
    pages = figure_pages._balanced(families)
    assert [[row.height for row in page] for page in pages] == [[80, 80], [80, 40], [40, 40]]


def test_an_attribute_without_scenarios_stands_below_the_scenarios_of_the_one_before():
    tree = made_up(120).tree
    bare = replace(tree.attributes[0], id="bare", code="Sa", refinements=())
    drawn = figures.draw(Tree((*tree.attributes[:2], bare), (), ()))
    [(figure, card)] = [
        (figure, card) for figure in drawn for card in figure.cards if card.kind == "attribute" and card.row is bare
    ]
    rows = [other for other in figure.cards if other.kind == "summary"]
    assert rows
    assert card.y >= max(row.y + row.height for row in rows)


def test_no_text_of_a_person_reaches_graphviz(monkeypatch):
    given = []
    monkeypatch.setattr(figures, "place", lambda sources: given.extend(sources) or dot.place(sources))
    figures.draw(hostile().tree)
    assert "pwn" not in "".join(given)
    assert "".join(given).isascii()


def test_an_empty_tree_needs_no_graphviz(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert figures.draw(Tree((), (), ())) == ()


def test_a_missing_graphviz_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(DrawingFailed, match=r"Graphviz is not installed.*apt install graphviz"):
        figures.draw(section_6_tree())


def test_a_graphviz_that_takes_too_long_is_stopped(monkeypatch):
    def hang(command, **options):
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(dot.subprocess, "run", hang)
    with pytest.raises(DrawingFailed, match="no drawing within 30 seconds"):
        figures.draw(section_6_tree())


def test_a_graphviz_that_fails_says_what_it_said():
    with pytest.raises(DrawingFailed, match=r"could not make the drawing .*syntax error"):
        dot.place(["digraph {"])


def test_dot_runs_within_limits(monkeypatch):
    seen = {}
    real = dot.subprocess.run
    monkeypatch.setattr(
        dot.subprocess, "run", lambda command, **options: seen.update(options) or real(command, **options)
    )
    monkeypatch.setenv("SECRET_KEY", "not for graphviz")
    dot.place(["digraph { a }"])
    assert set(seen["env"]) == {"PATH", "LC_ALL"}
    assert seen["timeout"] == dot.TIMEOUT


def test_widths_are_those_of_the_font():
    assert width("iiii", 10) < width("mmmm", 10)
    assert width("ż", 10) > 0
    assert width("支", 10) == pytest.approx(10 * 25.4 / 72, rel=0.05)
    assert line_count("word " * 40, 8.5, 60, most=9) > 3
    assert line_count("x" * 10_000, 8.5, 60, most=3) == 3
    room = width("bbbb cccc", 8.5) + 0.1
    assert line_count("aaaa − bbbb cccc", 8.5, room, most=9) == 2
    assert line_count("aaaa −\xa0bbbb cccc", 8.5, room, most=9) == 3  # the sign goes to the next line with its word
    assert shorten("  a\n −\xa0b ", 20) == "a −\xa0b"
    assert line_count("So " + "x" * 60, 8.5, 60, most=9) == 1 + line_count("x" * 60, 8.5, 60, most=9)
    assert line_count("決済" * 20, 8.5, 60, most=9) == line_count("R1 " + "決済" * 19, 8.5, 60, most=9)


def test_shortening_cuts_between_words():
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"
    assert shorten("short", 10) == "short"

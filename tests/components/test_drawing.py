"""The graph of the components: graphviz places boxes, no word a person wrote reaches it."""

import random
import subprocess

import pytest

from assessments import changes
from assessments.dossier import types as t
from assessments.drawing import dot
from assessments.drawing.components import (
    MOST_BADGES,
    SCREEN_WIDTH,
    _Graph,
    draw_components,
    drawn_for_screen,
    findings_by_component,
    px_width,
)
from assessments.models import Approach, FindingLink
from assessments.new_rows import new_finding
from tests.report.test_architecture import component


def connection(number, source, target, **fields):
    given = {"label": "", "protocol": "", "asynchronous": False, "version": 1} | fields
    return t.Connection(f"l{number}", source.ref, target.ref, **given)


def architecture(components, connections=()):
    return t.Architecture(tuple(components), tuple(connections), ())


def overlap(one, other) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def test_boxes_stand_apart_and_inside_their_boundary():
    parts = [component(n, f"Part {n}", boundary="Region" if n % 2 else "") for n in range(1, 13)]
    links = [connection(n, parts[n], parts[(n * 5 + 1) % 12], label="calls") for n in range(12)]
    drawn = draw_components(architecture(parts, links))
    assert drawn.refusal == ""
    boxes = drawn.boxes
    assert [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if overlap(a, b)] == []
    [frame] = drawn.frames
    for box in boxes:
        inside = frame.x <= box.x and box.x + box.width <= frame.x + frame.width
        inside = inside and frame.y <= box.y and box.y + box.height <= frame.y + frame.height
        assert inside is (box.component.boundary == "Region")
    assert all(box.x >= 0 and box.x + box.width <= drawn.width for box in boxes)


@pytest.mark.parametrize(("length", "runs_down"), [(3, False), (9, True)])
def test_a_chain_runs_from_left_to_right_while_a_screen_has_room_for_it(length, runs_down):
    parts = [component(n, f"Settlement stage {n}") for n in range(length)]
    given = architecture(parts, [connection(n, parts[n], parts[n + 1]) for n in range(length - 1)])
    drawn = drawn_for_screen(given)
    assert drawn.width <= SCREEN_WIDTH
    assert (drawn.boxes[1].y > drawn.boxes[0].y) is runs_down
    assert drawn == draw_components(given, downwards=runs_down)


def test_what_is_wide_either_way_runs_the_narrower_way():
    hub, parts = component(0, "Hub"), [component(n, f"Settlement stage {n}") for n in range(1, 13)]
    chain = [connection(n, parts[n], parts[n + 1]) for n in range(11)]
    fan = [connection(20 + n, hub, part) for n, part in enumerate(parts)]
    given = architecture([hub, *parts], chain + fan)
    ways = [draw_components(given), draw_components(given, downwards=True)]
    assert drawn_for_screen(given) == min(ways, key=lambda drawn: drawn.width)


def test_a_connection_ends_with_its_arrow_at_the_box_it_leads_to():
    one, two = component(1, "One"), component(2, "Two")
    drawn = draw_components(architecture([one, two], [connection(1, one, two, asynchronous=True, protocol="HTTPS")]))
    [line] = drawn.lines
    assert (line.dashed, line.label) == (True, "HTTPS")
    x, y = (float(number) for number in line.arrow[1:].split("L")[0].split())
    target = drawn.boxes[1]
    assert abs(x - target.x) < 2
    assert target.y <= y <= target.y + target.height


def test_no_word_a_person_wrote_reaches_graphviz():
    evil = '"]; evil [label="pwn"]; // <b>'
    parts = [component(1, evil, boundary=evil, technology=evil), component(2, "決済サービス")]
    links = [connection(1, parts[0], parts[1], label=evil), connection(2, parts[1], parts[1])]
    given = architecture(parts, links)
    source = _Graph(given, findings_by_component(parts, ())).source
    assert source.isascii()
    assert "evil" not in source
    drawn = draw_components(given)
    assert len(drawn.boxes) == len(drawn.lines) == 2


@pytest.mark.parametrize("name", ["x" * 300, "A name of many words " * 14, "決済サービス" * 40])
def test_a_long_name_takes_two_lines_at_most_and_fits_its_box(name):
    [box] = draw_components(architecture([component(1, name)])).boxes
    assert 1 <= len(box.lines) <= 2
    assert all(px_width(text, 13) <= box.width for _baseline, text in box.lines)


def test_more_connections_than_can_be_read_are_not_drawn():
    one, two = component(1, "One"), component(2, "Two")
    drawn = draw_components(architecture([one, two], [connection(n, one, two, label=str(n)) for n in range(401)]))
    assert "401 connections could not be read" in drawn.refusal
    assert drawn.boxes == ()


def test_a_drawing_that_takes_too_long_says_so(monkeypatch):
    def hang(command, timeout, **options):
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(dot.subprocess, "run", hang)
    drawn = draw_components(architecture([component(1, "One")]))
    assert drawn.refusal == "Graphviz gave no drawing within 5 seconds."


def test_nothing_is_drawn_of_nothing():
    assert draw_components(architecture([])).boxes == ()


def test_a_box_shows_its_weightiest_findings(world, load, built):
    approach = Approach.objects.get()
    with changes.record(world.assessment, world.maya, "test") as change:
        for kind, fields in (("S", {}), ("N", {}), ("R", {"severity": "low"}), ("R", {"severity": "high"})):
            found = new_finding(change, kind=kind, title="Found", **fields)
            change.create(FindingLink, finding=found, approach=approach)
    dossier = load("architecture", "findings")
    drawn = draw_components(dossier.architecture, dossier.findings)
    [ledger] = [box for box in drawn.boxes if box.component.id == built.public_id]
    assert [badge.finding.code for badge in ledger.badges] == ["R1", "R3"]
    assert len(ledger.badges) == MOST_BADGES


def test_a_drawing_that_fails_gives_its_reason_in_one_line(monkeypatch):
    failed = subprocess.CompletedProcess([], 1, stdout=b"", stderr=b"Error: trouble in init_rank\n\t%0 4\n\t%0 12\n")
    monkeypatch.setattr(dot.subprocess, "run", lambda *args, **kwargs: failed)
    drawn = draw_components(architecture([component(1, "One")]))
    assert drawn.refusal == "Graphviz could not make the drawing (status 1). Error: trouble in init_rank"


def test_components_in_boundaries_that_use_each_other_in_circles_are_drawn():
    """Graphviz's older ranking gives up on most such graphs, and the page showed the table alone."""
    chance = random.Random(0)
    parts = [component(n, f"Part {n}", boundary=f"Region {n % 4}" if n % 5 else "") for n in range(60)]
    links = [connection(n, *chance.sample(parts, 2), label="calls") for n in range(150)]
    drawn = draw_components(architecture(parts, links))
    assert (drawn.refusal, len(drawn.boxes), len(drawn.lines), len(drawn.frames)) == ("", 60, 150, 4)


@pytest.mark.parametrize(("failure", "tries"), [(dot.DrawingFailed, 2), (dot.TookTooLong, 1)])
def test_what_fails_is_tried_another_way_and_what_takes_too_long_is_not(monkeypatch, failure, tries):
    sources = []

    def fails(source, **kwargs):
        sources.append(source)
        raise failure("It does not work.")

    monkeypatch.setattr("assessments.drawing.components.run", fails)
    assert draw_components(architecture([component(1, "One")])).refusal == "It does not work."
    assert ["newrank" in source for source in sources] == [False, True][:tries]

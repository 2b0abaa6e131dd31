"""Pasting many rows into the tree: preview, one change, undo, and who may."""

import re
from html import unescape

import pytest

from assessments import undoing
from assessments.errors import Refused
from assessments.exchange.importer.pasted import MAX_ROWS
from assessments.models import Change, QualityAttribute, Scenario
from assessments.utility_tree.paste import read_paste
from assessments.utility_tree.paste_actions import paste_rows, tree_of

ROWS = """Performance / Latency / Orders < 200 ms (H,M)
Availability / Core payment / core payment: 99.99% (L,L)
Security / Every access is logged (H,L)
Somebody does something
"""


@pytest.fixture
def who(world):
    return {"assessment": world.assessment, "actor": world.maya}


def body(response) -> str:
    return " ".join(response.content.decode().split())


def test_rows_join_the_tree_as_one_change_that_can_be_undone(who, grown):
    pasted, change = paste_rows(**who, text=ROWS)
    assert (len(pasted.document.scenarios), pasted.known) == (3, 1)
    assert (change.action, Change.objects.filter(assessment=who["assessment"], action="scenario.paste").count()) == (
        "scenario.paste",
        1,
    )
    orders = Scenario.objects.get(statement="Orders < 200 ms")
    assert (orders.code, orders.refinement.attribute, orders.refinement.name) == ("Pe2", grown.performance, "Latency")
    assert (orders.importance, orders.difficulty, orders.origin) == ("H", "M", "tree")
    assert (orders.response_measure, orders.measure_from_statement) == ("< 200 ms", True)
    security = QualityAttribute.objects.get(name="Security")
    assert (security.in_tree, security.iso25010) == (True, "Security")
    assert Scenario.objects.get(statement="Somebody does something").refinement is None
    undoing.undo(**who, revision=change.revision)
    assert Scenario.objects.living().count() == 3
    assert not QualityAttribute.objects.living().filter(name="Security").exists()


def test_the_same_rows_again_add_nothing(who, grown):
    paste_rows(**who, text=ROWS)
    with pytest.raises(Refused, match="All of these scenarios are in the tree already"):
        paste_rows(**who, text=ROWS)
    assert Scenario.objects.living().count() == 6


def test_a_row_said_twice_is_marked_and_added_once(who, grown):
    text = "Security / Every access is logged\nSecurity / every access is logged (H,L)\nSecurity / Keys are rotated\n"
    pasted = read_paste(text, tree_of(who["assessment"]))
    assert [line.label for line in pasted.plan.lines] == ["Scenario (H,L)", "Said above already", "Scenario"]
    assert len(pasted.document.scenarios) == 2


def test_lines_without_an_attribute_stand_under_the_chosen_one(who, grown):
    paste_rows(**who, text="A node fails (H,H)\n", home=grown.availability.public_id)
    assert Scenario.objects.get(statement="A node fails").refinement.attribute == grown.availability
    with pytest.raises(Refused, match="not in the tree any more"):
        paste_rows(**who, text="A node fails (H,H)\n", home="gone")


def test_an_attribute_off_the_tree_moves_into_it(who, grown):
    from assessments.changes import record
    from assessments.new_rows import new_attribute

    with record(who["assessment"], who["actor"], "test") as change:
        cost = new_attribute(change, name="Cost", in_tree=False)
    paste_rows(**who, text="cost / A year costs < 1 M€ (H,H)")
    cost.refresh_from_db()
    assert cost.in_tree


def test_the_preview_says_line_by_line_what_was_understood_and_stores_nothing(world, grown):
    maya = world.client(world.maya)
    form = body(maya.get(world.url("tree/paste/") + f"?home={grown.availability.public_id}"))
    assert f'<option value="{grown.availability.public_id}" selected>' in form
    page = body(maya.post(world.url("tree/paste/"), {"text": ROWS.replace("\n", "\r\n"), "home": ""}))
    assert Scenario.objects.count() == 3
    assert re.search(r'id="line-1".*?Scenario \(H,M\)<.*?id="line-2".*?In the tree already: Av1<', page)
    assert "line-4" in page
    assert "This names no quality attribute" in page
    assert "1 scenario is in the tree already" in page
    assert re.search(r"New quality attributes</b>.*?Security.*?>1<", page)
    carried = unescape(re.search(r'<textarea name="text"[^>]*> ?(.*?)</textarea>', page).group(1))
    assert carried.startswith("Performance / Latency / Orders < 200 ms (H,M)")


def test_adding_leads_to_the_tree_which_offers_undo(world, grown):
    maya = world.client(world.maya)
    answer = maya.post(world.url("tree/paste/"), {"text": ROWS, "home": "", "apply": "1"})
    assert (answer.status_code, answer["Location"]) == (302, world.url("tree/"))
    page = body(maya.get(world.url("tree/")))
    assert "3 scenarios added" in page
    assert "/undo/" in page
    again = body(maya.post(world.url("tree/paste/"), {"text": ROWS, "home": "", "again": "1"}))
    assert "Orders &lt; 200 ms (H,M)" in again
    assert Scenario.objects.living().count() == 6


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Paste rows, such as"),
        ("Security / x\n" * (MAX_ROWS + 1), "lines; 1,000 is the most"),
        ("Security / " + "x" * 301 + " / y (H,H)", "301 characters; 300 is the most"),
    ],
)
def test_what_cannot_be_added_says_why_and_keeps_the_text(world, grown, text, reason):
    answer = world.client(world.maya).post(world.url("tree/paste/"), {"text": text, "home": "", "apply": "1"})
    assert answer.status_code == 422
    assert reason in body(answer)
    assert text[:12] in unescape(body(answer))
    assert Scenario.objects.count() == 3


def test_hostile_rows_stay_text(world, grown):
    text = "<script>alert(1)</script> / <b>x</b> / <i>y</i> (H,H)\n</textarea><script>x</script> / z"
    page = world.client(world.maya).post(world.url("tree/paste/"), {"text": text, "home": ""}).content.decode()
    assert "<script>alert" not in page
    assert "<script>x" not in page


@pytest.mark.parametrize(
    ("name", "status"), [("jonas", 200), ("daniel", 403), ("priya", 403), ("vera", 403), ("sam", 404)]
)
def test_only_the_evaluation_team_pastes(world, grown, name, status):
    client = world.client(getattr(world, name))
    assert client.get(world.url("tree/paste/")).status_code == status
    assert client.post(world.url("tree/paste/"), {"text": ROWS, "home": "", "apply": "1"}).status_code in {302, status}
    assert client.put(world.url("tree/paste/")).status_code in {405, status}


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_preview_costs_the_same_queries_however_many_rows(world, grown, rows, django_assert_num_queries):
    text = "\n".join(f"Performance / Latency / Case {number} (H,M)" for number in range(rows))
    maya = world.client(world.maya)
    with django_assert_num_queries(10):
        page = maya.post(world.url("tree/paste/"), {"text": text, "home": ""})
    assert page.content.count(b'class="as">Scenario (H,M)<') == rows

"""Several scenarios at once and scenarios dragged to another place: one change each, one undo, and who may."""

import pytest

from assessments import changes, undoing
from assessments.errors import Refused
from assessments.models import Change, Scenario
from assessments.new_rows import new_scenario
from assessments.utility_tree import actions
from assessments.utility_tree.many import place_scenarios, rate_scenarios
from assessments.utility_tree.rules import MOST_AT_ONCE, place_beside, why_not_many

HTMX = {"hx-request": "true"}


@pytest.fixture
def who(world):
    return {"assessment": world.assessment, "actor": world.maya}


def fresh(row):
    return type(row).objects.select_related("refinement__attribute").get(pk=row.pk)


def ids(*rows) -> list[str]:
    return [row.public_id for row in rows]


def order(refinement) -> list[str]:
    rows = Scenario.objects.living().filter(refinement=refinement).order_by("position", "pk")
    return [row.code for row in rows]


@pytest.mark.parametrize(
    ("item", "beside", "side", "behind"),
    [
        ("a", "c", "after", "c"),
        ("a", "c", "before", "b"),
        ("c", "a", "before", None),
        ("b", "a", "after", "a"),
        ("a", "gone", "after", None),
        ("a", "a", "after", None),
    ],
)
def test_where_a_dropped_scenario_goes(item, beside, side, behind):
    assert place_beside(["a", "b", "c"], item, beside, side) == behind


def test_how_many_may_be_changed_at_once():
    assert why_not_many(1) == why_not_many(MOST_AT_ONCE) == ""
    assert "Select scenarios first" in why_not_many(0)
    assert "1000 is the most" in why_not_many(MOST_AT_ONCE + 1)


def test_many_are_rated_in_one_change_and_one_undo_brings_each_rating_back(who, grown):
    change = rate_scenarios(**who, public_ids=ids(grown.pe1, grown.av1, grown.av2), axis="importance", level="L").change
    assert [fresh(one).importance for one in (grown.pe1, grown.av1, grown.av2)] == ["L", "L", "L"]
    assert change.items.count() == 3
    undoing.undo(**who, revision=change.revision)
    assert [fresh(one).importance for one in (grown.pe1, grown.av1, grown.av2)] == ["M", "H", ""]


def test_what_is_rated_so_already_is_no_change(who, grown):
    assert rate_scenarios(**who, public_ids=ids(grown.pe1), axis="importance", level="M").change is None


def test_what_somebody_else_rated_meanwhile_stays_and_comes_back_with_both_ratings(who, world, grown):
    seen = {grown.pe1.public_id: "M", grown.av1.public_id: "H"}
    rate_scenarios(**{**who, "actor": world.jonas}, public_ids=ids(grown.av1), axis="importance", level="M")
    change, conflicts = rate_scenarios(
        **who, public_ids=ids(grown.pe1, grown.av1), axis="importance", level="L", bases=seen
    )
    assert [fresh(one).importance for one in (grown.pe1, grown.av1)] == ["L", "M"]
    assert change.items.count() == 1
    [(code, conflict)] = conflicts
    assert (code, conflict.base, conflict.theirs, conflict.yours, conflict.by) == (
        "Av1",
        "H",
        "M",
        "L",
        world.jonas.name,
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_rating_many_on_an_old_page_says_both_ratings_and_stores_the_others(who, world, grown, headers):
    maya = world.client(world.maya)
    page = maya.get(world.url("tree/selected/")).content.decode()
    base = [f"{row.public_id}:{fresh(row).importance}:{fresh(row).difficulty}" for row in (grown.pe1, grown.av1)]
    for value in base:
        assert f'name="base" value="{value}"' in page
    rate_scenarios(**{**who, "actor": world.jonas}, public_ids=ids(grown.av1), axis="importance", level="M")
    sent = {"scenario": ids(grown.pe1, grown.av1), "base": base, "importance": "L"}
    answer = maya.post(world.url("tree/selected/"), sent, headers=headers)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert f"{world.jonas.name} rated Av1 at the same moment: medium. Yours, low, is not stored" in said
    assert "1 scenario rated" in said
    assert [fresh(one).importance for one in (grown.pe1, grown.av1)] == ["L", "M"]


def test_many_get_another_home_in_the_order_they_stood_in(who, grown):
    home = grown.pe1.refinement
    change = place_scenarios(**who, public_ids=ids(grown.av1, grown.av2, grown.pe1), refinement_id=home.public_id)
    assert order(home) == ["Pe1", "Av2", "Av1"]
    assert change.items.count() == 2
    undoing.undo(**who, revision=change.revision)
    assert order(home) == ["Pe1"]
    assert fresh(grown.av1).refinement.name == "Core payment"


def test_none_too_many_or_deleted_ones_are_refused_and_nothing_is_written(who, grown):
    with pytest.raises(Refused, match="Select scenarios first"):
        rate_scenarios(**who, public_ids=[], axis="importance", level="H")
    actions.delete_scenario(**who, public_id=grown.av2.public_id)
    before = Change.objects.count()
    with pytest.raises(Refused, match="deleted in the meantime"):
        rate_scenarios(**who, public_ids=ids(grown.av1, grown.av2), axis="importance", level="L")
    assert fresh(grown.av1).importance == "H"
    assert Change.objects.count() == before


def test_a_drop_takes_over_the_home_of_its_neighbour(who, grown):
    _row, change = actions.drop_scenario(
        **who, public_id=grown.pe1.public_id, beside=grown.av1.public_id, side="before"
    )
    assert order(grown.av1.refinement) == ["Pe1", "Av1"]
    assert fresh(grown.pe1).code == "Pe1"
    undoing.undo(**who, revision=change.revision)
    assert fresh(grown.pe1).refinement == grown.pe1.refinement


def test_a_drop_under_an_attribute_without_a_neighbour_names_it(who, grown):
    where = {"attribute": grown.performance.public_id, "refinement": "Peak load"}
    actions.drop_scenario(**who, public_id=grown.av1.public_id, **where)
    home = fresh(grown.av1).refinement
    assert (home.attribute, home.name) == (grown.performance, "Peak load")


# --- Pages ---------------------------------------------------------------------------------------------------------


def test_without_javascript_a_page_has_a_box_in_each_row(world, grown):
    maya = world.client(world.maya)
    page = maya.get(world.url("tree/selected/")).content.decode()
    assert page.count('type="checkbox" form="bulk" name="scenario"') == 4  # three rows and the template
    assert 'aria-label="Select Av1"' in page
    answer = maya.post(
        world.url("tree/selected/"), {"scenario": ids(grown.av1, grown.av2), "importance": "M", "refinement": ""}
    )
    assert (answer.status_code, answer["Location"]) == (302, world.url("tree/"))
    assert [fresh(one).importance for one in (grown.av1, grown.av2)] == ["M", "M"]
    assert "2 scenarios rated" in maya.get(world.url("tree/")).content.decode()
    nothing = maya.post(world.url("tree/selected/"), {"difficulty": "M"})
    assert nothing.status_code == 422
    assert "Select scenarios first" in nothing.content.decode()


def test_htmx_gets_the_rows_that_were_rated_or_the_table_after_a_move(world, grown):
    maya = world.client(world.maya)
    bar = maya.get(world.url("tree/selected/"), headers=HTMX).content.decode()
    assert "<table" not in bar
    assert 'label="Availability"' in bar
    sent = {"scenario": ids(grown.av1, grown.av2), "difficulty": "L", "open": grown.av1.public_id}
    answer = maya.post(world.url("tree/selected/"), sent, headers=HTMX)
    rows = answer.content.decode()
    assert rows.count('hx-swap-oob="true"><td') == 2
    assert "is-open" in rows
    assert "/undo/" in rows
    assert "scenario-changed" in answer["HX-Trigger"]
    home = grown.pe1.refinement.public_id
    moved = maya.post(
        world.url("tree/selected/"), {**sent, "difficulty": [], "refinement": home, "move": "1"}, headers=HTMX
    )
    assert 'id="tree" hx-swap-oob="true"' in moved.content.decode()
    assert "2 scenarios moved" in moved.content.decode()


@pytest.mark.parametrize(
    ("name", "importance", "difficulty", "move"),
    [
        ("maya", 302, 302, 302),
        ("jonas", 302, 302, 302),
        ("elena", 302, 403, 403),
        ("daniel", 403, 302, 403),
        ("priya", 403, 403, 403),
        ("vera", 403, 403, 403),
        ("sam", 404, 404, 404),
    ],
)
def test_each_action_is_open_to_those_whose_word_it_is(world, grown, name, importance, difficulty, move):
    client = world.client(getattr(world, name))
    chosen = ids(grown.av1, grown.av2)
    for form, status in [
        ({"importance": "L"}, importance),
        ({"difficulty": "L"}, difficulty),
        ({"move": "1", "refinement": grown.pe1.refinement.public_id}, move),
    ]:
        answer = client.post(world.url("tree/selected/"), {"scenario": chosen, **form})
        assert answer.status_code == status, form
    assert client.put(world.url("tree/selected/")).status_code in {404, 405}


@pytest.mark.parametrize("form", [{"importance": "X"}, {"move": "1"}, {"move": "1", "refinement": "gone"}])
def test_what_makes_no_sense_is_refused_in_words(world, grown, form):
    answer = world.client(world.maya).post(
        world.url("tree/selected/"), {"scenario": ids(grown.av1), **form}, headers=HTMX
    )
    assert answer.status_code == 422
    assert fresh(grown.av1).importance == "H"


def test_a_drop_answers_with_the_row_or_with_the_table_and_an_undo(world, grown):
    maya = world.client(world.maya)
    address = world.url(f"tree/{grown.pe1.public_id}/drop/")
    moved = maya.post(address, {"beside": grown.av1.public_id, "side": "after"}, headers=HTMX).content.decode()
    assert "Pe1 moved to Availability / Core payment" in moved
    assert 'id="tree" hx-swap-oob="true"' in moved
    stayed = maya.post(address, {"beside": grown.av1.public_id, "side": "before"}, headers=HTMX).content.decode()
    assert "<table" not in stayed
    assert order(grown.av1.refinement) == ["Pe1", "Av1"]
    nowhere = maya.post(address, {}, headers=HTMX)
    assert (nowhere.status_code, "Choose where" in nowhere.content.decode()) == (422, True)
    plain = maya.post(address, {"attribute": grown.performance.public_id})
    assert plain["Location"].endswith(f"/tree/#scenario-{grown.pe1.public_id}")
    assert world.client(world.daniel).post(address, {}).status_code == 403
    assert world.client(world.sam).post(address, {}).status_code == 404
    assert maya.get(address).status_code == 405


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_rating_many_reads_the_same_queries_however_many(world, grown, rows, django_assert_num_queries):
    who = {"assessment": world.assessment, "actor": world.maya}
    made = [
        actions.add_scenario(**who, attribute_id=grown.performance.public_id, line=f"Case {number}")
        for number in range(rows)
    ]
    maya = world.client(world.maya)
    # Each row that changes is one statement; everything else is the same however many.
    with django_assert_num_queries(11 + rows):
        maya.post(world.url("tree/selected/"), {"scenario": ids(*made), "importance": "M"}, headers=HTMX)


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_conflicts_cost_the_same_queries_however_many_there_are(who, world, grown, rows, django_assert_num_queries):
    with changes.record(**who, action="test") as change:
        made = [
            new_scenario(change, refinement=grown.av1.refinement, statement=f"Scenario {number}", importance="M")
            for number in range(rows)
        ]
    rate_scenarios(assessment=world.assessment, actor=world.jonas, public_ids=ids(*made), axis="importance", level="H")
    seen = dict.fromkeys(ids(*made), "M")
    with django_assert_num_queries(5):
        change, conflicts = rate_scenarios(**who, public_ids=ids(*made), axis="importance", level="L", bases=seen)
    assert change is None
    assert {(conflict.theirs, conflict.by) for _code, conflict in conflicts} == {("H", "Jonas Weber")}
    assert len(conflicts) == rows

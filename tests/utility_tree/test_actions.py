"""Writing the tree: what is stored, what is refused, what an undo brings back."""

import pytest

from assessments import changes, undoing
from assessments.conflicts import Edit
from assessments.drivers.actions import add_driver
from assessments.errors import Refused
from assessments.models import Change, QualityAttribute, Refinement, Scenario, ScenarioDriver
from assessments.new_rows import new_attribute, new_scenario
from assessments.utility_tree import actions, branches


@pytest.fixture
def who(world):
    return {"assessment": world.assessment, "actor": world.maya}


def edit(who, scenario, **edits):
    return actions.edit_scenario(**who, public_id=scenario.public_id, edits=edits)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_line_becomes_a_rated_scenario_under_a_refinement_that_is_made(who, grown):
    made = actions.add_scenario(
        **who,
        attribute_id=grown.availability.public_id,
        line=" Queue  clears in < 15 min (H,m) ",
        refinement="Peak load",
    )
    assert (made.code, made.statement, made.importance, made.difficulty) == (
        "Av3",
        "Queue clears in < 15 min",
        "H",
        "M",
    )
    assert (made.refinement.name, made.refinement.attribute) == ("Peak load", grown.availability)
    assert (made.response_measure, made.measure_from_statement) == ("< 15 min", True)
    again = actions.add_scenario(
        **who, attribute_id=grown.availability.public_id, line="Another", refinement=" peak LOAD "
    )
    assert again.refinement == made.refinement


def test_a_line_without_a_statement_is_refused(who, grown):
    with pytest.raises(Refused, match="Write what could happen"):
        actions.add_scenario(**who, attribute_id=grown.availability.public_id, line="(H,H)")


def test_wording_the_measure_takes_the_mark_of_the_statement_away(who, grown):
    with changes.record(who["assessment"], None, "test") as change:
        row = change.get(Scenario, grown.av1.public_id)
        change.update(row, response_measure="99.99%", measure_from_statement=True)
    edit(who, row, source=Edit("", "Operator"))
    assert fresh(row).measure_from_statement
    edit(who, row, response_measure=Edit("99.99%", "99.99% a month"))
    assert (fresh(row).response_measure, fresh(row).measure_from_statement) == ("99.99% a month", False)


def test_a_statement_cannot_be_emptied(who, grown):
    with pytest.raises(Refused, match="Write what the scenario is"):
        edit(who, grown.av1, statement=Edit("Core payment: 99.99%", ""))


def test_two_people_on_one_part(who, world, grown):
    edit({**who, "actor": world.jonas}, grown.av1, stimulus=Edit("", "One zone"))
    second = edit(who, grown.av1, stimulus=Edit("", "Every zone"), response=Edit("", "Failover"))
    [conflict] = second.conflicts
    assert (conflict.theirs, conflict.yours, conflict.by) == ("One zone", "Every zone", "Jonas Weber")
    assert (fresh(grown.av1).stimulus, fresh(grown.av1).response) == ("One zone", "Failover")


def test_a_rating_is_set_and_taken_back(who, grown):
    for base, new in (("", "H"), ("H", "")):
        actions.rate_scenario(**who, public_id=grown.av2.public_id, axis="importance", rating=Edit(base=base, new=new))
        assert fresh(grown.av2).importance == new
    newest = Change.objects.filter(assessment=who["assessment"]).first()
    assert newest.action == "scenario.rate"
    assert [item.after for item in newest.items.all()] == [{"importance": ""}]


def test_a_scenario_moves_among_its_own_and_to_another_home_and_keeps_its_code(who, grown):
    second = actions.add_scenario(**who, attribute_id=grown.performance.public_id, line="Batch < 1 h")
    actions.move_scenario(**who, public_id=second.public_id, step=-1)
    home = Refinement.objects.get(attribute=grown.performance)
    assert [row.code for row in home.scenarios.order_by("position")] == ["Pe2", "Pe1"]

    actions.place_scenario(**who, public_id=grown.av2.public_id, refinement_id=home.public_id)
    assert [row.code for row in home.scenarios.order_by("position")] == ["Pe2", "Pe1", "Av2"]


def test_two_people_choosing_drivers_keep_each_others_choices(who, world, grown):
    one, two = (add_driver(**who, line=text)[0] for text in ("Grow", "Comply"))
    scenario = {"public_id": grown.av1.public_id, "base": set()}
    actions.set_drivers(**who, **scenario, chosen={one.public_id})
    actions.set_drivers(**{**who, "actor": world.jonas}, **scenario, chosen={two.public_id})
    living = ScenarioDriver.objects.living().filter(scenario=grown.av1)
    assert {link.driver.code for link in living} == {"BD1", "BD2"}
    actions.set_drivers(
        **who, public_id=grown.av1.public_id, base={one.public_id, two.public_id}, chosen={two.public_id}
    )
    assert {link.driver.code for link in living.all()} == {"BD2"}


def test_an_attribute_gets_a_code_a_place_in_the_quality_model_and_is_there_once(who, grown):
    assert (grown.availability.abbreviation, grown.availability.iso25010) == ("Av", "Reliability")
    with pytest.raises(Refused, match="There already is a quality attribute called availability"):
        branches.add_attribute(**who, name="availability")
    with pytest.raises(Refused, match="Write the name"):
        branches.add_attribute(**who, name="  ")


def test_an_attribute_off_the_tree_moves_into_it(who):
    with changes.record(who["assessment"], None, "test") as change:
        cost = new_attribute(change, name="Cost", in_tree=False)
    assert branches.add_attribute(**who, name="cost") == cost
    assert fresh(cost).in_tree


def test_renaming_keeps_the_code(who, grown):
    branches.rename_attribute(**who, public_id=grown.availability.public_id, name="Uptime")
    renamed = fresh(grown.availability)
    assert (renamed.name, renamed.abbreviation, renamed.iso25010) == ("Uptime", "Av", "")
    with pytest.raises(Refused, match="already is a quality attribute called Performance"):
        branches.rename_attribute(**who, public_id=renamed.public_id, name="performance")
    branches.rename_attribute(**who, public_id=renamed.public_id, name="UPTIME")
    assert fresh(renamed).name == "UPTIME"


def test_attributes_change_places(who, grown):
    branches.move_attribute(**who, public_id=grown.availability.public_id, step=-1)
    assert list(QualityAttribute.objects.order_by("position")) == [grown.availability, grown.performance]


def test_deleting_an_attribute_hides_its_scenarios_and_undo_brings_them_back(who, grown, load):
    change = branches.delete_attribute(**who, public_id=grown.availability.public_id)
    assert [row.code for row in load("outline").outline.scenarios] == ["Pe1"]
    undoing.undo(**who, revision=change.revision)
    assert [row.code for row in load("outline").outline.scenarios] == ["Pe1", "Av2", "Av1"]


def test_refinements_are_renamed_and_deleted_but_never_the_nameless_one(who, grown, load):
    core = grown.av1.refinement
    branches.rename_refinement(**who, public_id=core.public_id, name="Payments")
    assert load("outline").outline.attributes[1].refinements[1].name == "Payments"
    branches.add_refinement(**who, attribute_id=grown.availability.public_id, name="Back office")
    with pytest.raises(Refused, match="already has a refinement called back office"):
        branches.rename_refinement(**who, public_id=core.public_id, name="back office")
    branches.delete_refinement(**who, public_id=core.public_id)
    assert [row.code for row in load("outline").outline.scenarios] == ["Pe1", "Av2"]
    with pytest.raises(Refused, match="directly under an attribute"):
        branches.delete_refinement(**who, public_id=grown.av2.refinement.public_id)


def test_a_scenario_is_not_moved_to_a_branch_that_was_deleted_meanwhile(who, grown):
    other = branches.add_attribute(**who, name="Portability")
    home = Refinement.objects.get(attribute=other)
    scenario = actions.add_scenario(**who, attribute_id=grown.availability.public_id, line="Stays in sight")
    branches.delete_attribute(**who, public_id=other.public_id)

    with pytest.raises(Refused, match="deleted in the meantime"):
        actions.place_scenario(**who, public_id=scenario.public_id, refinement_id=home.public_id)
    assert fresh(scenario).refinement.attribute == grown.availability


def hide_by_attribute(who, grown):
    branches.delete_attribute(**who, public_id=grown.availability.public_id)


def hide_by_refinement(who, grown):
    branches.delete_refinement(**who, public_id=grown.av1.refinement.public_id)


WRITES_TO_A_SCENARIO = {
    "delete": lambda who, av1: actions.delete_scenario(**who, public_id=av1),
    "edit": lambda who, av1: actions.edit_scenario(**who, public_id=av1, edits={"source": Edit("", "Operator")}),
    "rate": lambda who, av1: actions.rate_scenario(**who, public_id=av1, axis="importance", rating=Edit("H", "L")),
    "move": lambda who, av1: actions.move_scenario(**who, public_id=av1, step=1),
    "serve": lambda who, av1: actions.set_drivers(**who, public_id=av1, base=set(), chosen=set()),
}


@pytest.mark.parametrize("write", WRITES_TO_A_SCENARIO.values(), ids=WRITES_TO_A_SCENARIO)
@pytest.mark.parametrize("hide", [hide_by_attribute, hide_by_refinement])
def test_nothing_is_written_to_a_scenario_whose_branch_was_deleted(who, grown, hide, write):
    hide(who, grown)
    before = Change.objects.count()
    with pytest.raises(Refused, match="deleted in the meantime"):
        write(who, grown.av1.public_id)
    assert Change.objects.count() == before
    assert fresh(grown.av1).deleted_at is None


def test_nothing_is_written_to_a_refinement_whose_attribute_was_deleted(who, grown):
    hide_by_attribute(who, grown)
    core = grown.av1.refinement.public_id
    with pytest.raises(Refused, match="deleted in the meantime"):
        branches.rename_refinement(**who, public_id=core, name="Payments")
    with pytest.raises(Refused, match="deleted in the meantime"):
        branches.delete_refinement(**who, public_id=core)
    with pytest.raises(Refused, match="deleted in the meantime"):
        actions.place_scenario(**who, public_id=grown.pe1.public_id, refinement_id=core)


def test_a_scenario_without_a_home_is_written_to_as_ever(who, grown):
    with changes.record(who["assessment"], who["actor"], "test") as change:
        card = new_scenario(change, refinement=None, statement="From the wall")
    edit(who, card, statement=Edit("From the wall", "From the brainstorm"))
    actions.delete_scenario(**who, public_id=card.public_id)
    assert fresh(card).statement == "From the brainstorm"


def test_an_undo_puts_no_scenario_back_under_a_branch_that_was_deleted(who, grown, load):
    home = Refinement.objects.get(attribute=grown.performance)
    actions.place_scenario(**who, public_id=grown.av1.public_id, refinement_id=home.public_id)
    placed = who["assessment"].revision
    hide_by_attribute(who, grown)
    with pytest.raises(Refused, match="something it refers to no longer exists"):
        undoing.undo(**who, revision=placed)
    assert "Av1" in [row.code for row in load("outline").outline.scenarios]

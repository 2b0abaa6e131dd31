"""Writing findings and risk themes."""

import pytest

from assessments import changes, undoing
from assessments.conflicts import Edit
from assessments.drivers.actions import add_driver
from assessments.errors import Refused
from assessments.findings import actions, theme_actions
from assessments.models import Finding, QualityAttribute
from assessments.new_rows import new_approach, new_attribute, new_scenario, refinement_of
from assessments.utility_tree.branches import delete_attribute


@pytest.fixture
def who(world):
    return {"assessment": world.assessment, "actor": world.maya}


def add(who, kind, line):
    return actions.add_finding(**who, kind=kind, line=line)[0]


def attributes(who, *names):
    with changes.record(who["assessment"], who["actor"], "test") as change:
        return [new_attribute(change, name=name) for name in names]


def effects(load, code):
    finding = next(f for f in load("findings").findings if f.code == code)
    return [(part.name, part.effect, part.in_tree) for part in finding.attributes]


def test_a_risk_is_open_with_severity_and_owner(who, world):
    risk = add(who, "R", "Single region failure #critical @Elena")
    assert (risk.code, risk.title, risk.status, risk.severity, risk.owner) == (
        "R1",
        "Single region failure",
        "open",
        "critical",
        world.elena,
    )


def test_a_tradeoff_makes_the_attribute_it_names_off_the_tree(who, load):
    attributes(who, "Security")
    add(who, "T", "Sync call +security -Cost ?Latency")
    assert effects(load, "T1") == [("Security", "+", True), ("Cost", "-", False), ("Latency", "", False)]


def test_other_kinds_name_only_attributes_that_exist(who, load):
    attributes(who, "Security")
    sensitivity = add(who, "S", "Key length ?Security -Xmx")
    assert sensitivity.title == "Key length -Xmx"
    assert effects(load, "S1") == [("Security", "", True)]
    with pytest.raises(Refused, match=r"no quality attribute called Cost. Add it to the utility tree first"):
        actions.set_effect(**who, public_id=sensitivity.public_id, attribute="Cost", effect="")
    assert not QualityAttribute.objects.filter(name="Cost").exists()


def test_a_kind_that_is_none_is_refused(who):
    with pytest.raises(Refused, match="Choose what it is"):
        add(who, "X", "Something")


def test_effects_are_set_changed_and_taken_away(who, load):
    tradeoff = add(who, "T", "Multi-region ?Availability")
    for effect in ("+", "-", ""):
        actions.set_effect(**who, public_id=tradeoff.public_id, attribute="availability", effect=effect)
        assert effects(load, "T1") == [("Availability", effect, False)]
    with pytest.raises(Refused, match="better, worse, or not known"):
        actions.set_effect(**who, public_id=tradeoff.public_id, attribute="Availability", effect="*")
    attribute = QualityAttribute.objects.get(name="Availability")
    actions.drop_attribute(**who, public_id=tradeoff.public_id, attribute=attribute.public_id)
    assert effects(load, "T1") == []


def test_a_finding_is_made_at_a_scenario_an_approach_or_where_both_meet(who, load):
    with changes.record(who["assessment"], who["actor"], "test") as change:
        scenario = new_scenario(
            change, refinement=refinement_of(change, new_attribute(change, name="Availability")), statement="99.99%"
        )
        approach = new_approach(change, name="Standby in one region")
    risk = add(who, "R", "Single region failure")
    for _again in range(2):
        actions.place_finding(**who, public_id=risk.public_id, scenario=scenario.public_id, approach=approach.public_id)
    actions.place_finding(**who, public_id=risk.public_id, scenario=scenario.public_id)
    cells = load("findings").findings[0].cells
    assert [(cell.scenario.code, cell.approach and cell.approach.code) for cell in cells] == [
        ("Av1", "A1"),
        ("Av1", None),
    ]
    actions.unplace_finding(**who, public_id=risk.public_id, link=cells[0].id)
    assert [cell.approach for cell in load("findings").findings[0].cells] == [None]
    with pytest.raises(Refused, match="Choose a scenario, an approach, or both"):
        actions.place_finding(**who, public_id=risk.public_id)
    other = add(who, "R", "Another")
    with pytest.raises(Refused, match="belongs to another finding"):
        actions.unplace_finding(**who, public_id=other.public_id, link=cells[1].id)


def test_a_title_is_changed_but_not_emptied(who):
    risk = add(who, "R", "Single region")
    edited = actions.edit_finding(**who, public_id=risk.public_id, edits={"title": Edit("Single region", "One region")})
    assert edited.row.title == "One region"
    with pytest.raises(Refused, match="Write what was found"):
        actions.edit_finding(**who, public_id=risk.public_id, edits={"title": Edit("One region", "")})


def test_a_deleted_finding_comes_back_with_its_effects(who, load):
    tradeoff = add(who, "T", "Multi-region +Availability -Cost")
    change = actions.delete_finding(**who, public_id=tradeoff.public_id)
    assert load("findings").findings == ()
    undoing.undo(assessment=who["assessment"], actor=who["actor"], revision=change.revision)
    assert effects(load, "T1") == [("Availability", "+", False), ("Cost", "-", False)]


def test_undoing_a_typed_tradeoff_takes_its_new_attributes_back_too(who):
    _finding, change = actions.add_finding(**who, kind="T", line="Multi-region +Availability -Cost")
    undoing.undo(assessment=who["assessment"], actor=who["actor"], revision=change.revision)
    assert not Finding.objects.living().exists()
    assert not QualityAttribute.objects.living().exists()


def test_a_theme_gathers_risks_and_threatens_drivers(who, load):
    risk, fact = add(who, "R", "Single region failure"), add(who, "S", "Replication")
    driver, _change = add_driver(**who, line="99.99% availability")
    theme, _change = theme_actions.add_theme(**who, line="  Everything depends on one region ")
    theme_actions.gather_risk(**who, theme=theme.public_id, risk=risk.public_id)
    theme_actions.threaten_driver(**who, theme=theme.public_id, driver=driver.public_id)
    theme_actions.threaten_driver(**who, theme=theme.public_id, driver=driver.public_id, degree="blocks")
    [shown] = load("themes").themes
    assert (shown.code, shown.title) == ("RT1", "Everything depends on one region")
    assert [ref.code for ref in shown.risks] == ["R1"]
    assert [(ref.code, degree) for ref, degree in shown.drivers] == [("BD1", "blocks")]
    with pytest.raises(Refused, match="S1 is no risk"):
        theme_actions.gather_risk(**who, theme=theme.public_id, risk=fact.public_id)
    with pytest.raises(Refused, match="slows, threatens or blocks"):
        theme_actions.threaten_driver(**who, theme=theme.public_id, driver=driver.public_id, degree="kills")
    theme_actions.release_risk(**who, theme=theme.public_id, risk=risk.public_id)
    theme_actions.spare_driver(**who, theme=theme.public_id, driver=driver.public_id)
    [shown] = load("themes").themes
    assert (shown.risks, shown.drivers) == ((), ())


def test_a_theme_has_a_title_and_its_deletion_can_be_undone(who, load):
    with pytest.raises(Refused, match="Name the pattern"):
        theme_actions.add_theme(**who, line="   ")
    theme, _change = theme_actions.add_theme(**who, line="One region")
    with pytest.raises(Refused, match="To remove the theme, delete it"):
        theme_actions.edit_theme(**who, public_id=theme.public_id, edits={"title": Edit("One region", "")})
    change = theme_actions.delete_theme(**who, public_id=theme.public_id)
    assert load("themes").themes == ()
    undoing.undo(assessment=who["assessment"], actor=who["actor"], revision=change.revision)
    assert [theme.code for theme in load("themes").themes] == ["RT1"]


def test_a_finding_is_not_tied_to_a_scenario_whose_attribute_was_deleted_nor_loses_its_place_there(who, load):
    with changes.record(who["assessment"], who["actor"], "test") as change:
        availability = new_attribute(change, name="Availability")
        home = refinement_of(change, availability)
        core, standby = (new_scenario(change, refinement=home, statement=text) for text in ("Core", "Standby"))
    risk = add(who, "R", "Single region failure")
    link = actions.place_finding(**who, public_id=risk.public_id, scenario=core.public_id)
    gone = delete_attribute(**who, public_id=availability.public_id)
    with pytest.raises(Refused, match="deleted in the meantime"):
        actions.place_finding(**who, public_id=risk.public_id, scenario=standby.public_id)
    with pytest.raises(Refused, match="deleted in the meantime"):
        actions.unplace_finding(**who, public_id=risk.public_id, link=link.public_id)
    undoing.undo(**who, revision=gone.revision)
    [shown] = load("findings").findings
    assert [ref.title for ref in shown.found_in] == ["Core"]

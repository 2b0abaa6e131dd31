"""Where a scenario comes from, its wording as agreed and locked, and the attributes it touches beside its home."""

import pytest

from assessments import undoing
from assessments.conflicts import Edit
from assessments.errors import Refused
from assessments.models import Scenario
from assessments.utility_tree import actions
from assessments.utility_tree.rules import why_not_wording

from .test_pages import HTMX


@pytest.fixture
def who(world):
    return {"assessment": world.assessment, "actor": world.maya}


def fresh(row) -> Scenario:
    return Scenario.objects.get(pk=row.pk)


def reworded(who, scenario, text):
    edit = Edit(fresh(scenario).statement, text)
    return actions.edit_scenario(**who, public_id=scenario.public_id, edits={"statement": edit})


@pytest.mark.parametrize(
    ("locked", "before", "after", "reason"),
    [
        (False, "a", "b", ""),
        (True, "a", "a", ""),
        (True, "a", "b", "The wording of Av1 is agreed and locked. Unlock it to change it."),
        (False, "a", "", "Write what the scenario is. To remove it, delete it."),
    ],
)
def test_when_a_wording_may_change(locked, before, after, reason):
    assert why_not_wording("Av1", locked=locked, before=before, after=after) == reason


def test_locking_keeps_the_wording_that_was_said_first(who, grown):
    reworded(who, grown.av1, "The core payment answers 99.99% of the time")
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=True)
    row = fresh(grown.av1)
    assert (row.raw_wording, row.locked_by) == ("Core payment: 99.99%", who["actor"])
    assert row.locked_at
    with pytest.raises(Refused, match="agreed and locked"):
        reworded(who, grown.av1, "Something else")
    actions.edit_scenario(**who, public_id=row.public_id, edits={"stimulus": Edit("", "A node fails")})
    assert fresh(row).stimulus == "A node fails"


def test_a_raw_wording_that_somebody_wrote_stays_and_an_unchanged_one_is_not_repeated(who, grown):
    actions.edit_scenario(**who, public_id=grown.av1.public_id, edits={"raw_wording": Edit("", "It never dies")})
    reworded(who, grown.av1, "99.99% a month")
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=True)
    actions.lock_wording(**who, public_id=grown.av2.public_id, locked=True)
    assert (fresh(grown.av1).raw_wording, fresh(grown.av2).raw_wording) == ("It never dies", "")


def test_unlocking_opens_the_wording_and_locking_can_be_undone(who, grown):
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=True)
    undoing.undo(**who, revision=who["assessment"].revision)
    assert fresh(grown.av1).locked_at is None
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=True)
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=False)
    reworded(who, grown.av1, "99.99% a month")
    assert (fresh(grown.av1).statement, fresh(grown.av1).locked_by) == ("99.99% a month", None)


def test_a_locked_wording_is_not_changed_by_taking_back_what_was_written_before(who, grown):
    reworded(who, grown.av1, "99.99% a month")
    worded = fresh(grown.av1).version
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=True)
    with pytest.raises(Refused, match="The wording of Av1 is agreed and locked"):
        undoing.undo(**who, revision=worded)
    assert fresh(grown.av1).statement == "99.99% a month"
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=False)
    undoing.undo(**who, revision=worded)
    assert fresh(grown.av1).statement == "Core payment: 99.99%"


def test_another_wording_is_not_agreed_on_by_taking_back_the_unlocking(who, grown):
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=True)
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=False)
    unlocked = fresh(grown.av1).version
    reworded(who, grown.av1, "99.99% a month")
    with pytest.raises(Refused, match="Av1 was changed again since"):
        undoing.undo(**who, revision=unlocked)
    undoing.undo(**who, revision=fresh(grown.av1).version)
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=True)
    actions.lock_wording(**who, public_id=grown.av1.public_id, locked=False)
    undoing.undo(**who, revision=fresh(grown.av1).version)
    assert fresh(grown.av1).locked_by == who["actor"]


def test_a_scenario_touches_attributes_beside_its_home(who, grown):
    performance = grown.performance.public_id
    tag = {**who, "public_id": grown.av1.public_id}
    actions.set_tags(**tag, base=set(), chosen={performance})
    actions.set_tags(**tag, base=set(), chosen={performance})  # twice is once
    assert [link.attribute for link in grown.av1.attribute_links.filter(deleted_at=None)] == [grown.performance]
    actions.set_tags(**tag, base={performance}, chosen=set())
    assert not grown.av1.attribute_links.filter(deleted_at=None).exists()


def test_the_panel_shows_and_takes_all_of_it(world, grown):
    maya = world.client(world.maya)
    address = world.url(f"tree/{grown.av1.public_id}/")
    sent = {"motivating_issue": "Outage of March", "base_motivating_issue": "", "kind": "growth", "base_kind": ""}
    maya.post(address, sent)
    touched = maya.post(address + "tags/", {"attribute": grown.performance.public_id}, headers=HTMX).content.decode()
    assert 'id="touches"' in touched
    assert "<span" in touched
    locked = maya.post(address + "wording/", {"locked": "1"}, headers=HTMX).content.decode()
    assert "Worded and locked by Maya Okafor" in locked
    page = maya.get(address).content.decode()
    assert "Outage of March" in page
    assert "readonly" in page
    refused = maya.post(address, {"statement": "Other", "base_statement": grown.av1.statement})
    assert refused.status_code == 422
    assert "agreed and locked" in refused.content.decode()
    plain = maya.post(address + "wording/", {"locked": "0"})
    assert plain["Location"].endswith("#wording")
    assert fresh(grown.av1).locked_at is None
    viewer = world.client(world.vera).get(address).content.decode()
    assert "Outage of March" in viewer
    assert "tags/" not in viewer


@pytest.mark.parametrize("part", ["tags/", "wording/"])
def test_only_the_evaluation_team_writes(world, grown, part):
    address = world.url(f"tree/{grown.av1.public_id}/") + part
    assert world.client(world.elena).post(address, {"locked": "1"}).status_code == 403
    assert world.client(world.sam).post(address, {"locked": "1"}).status_code == 404
    assert world.client(world.maya).get(address).status_code == 405
    assert world.client(world.maya).post(world.url("tree/") + "gone/" + part, {}).status_code == 404

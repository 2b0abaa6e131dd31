"""Taking back in odd orders: names and ties taken meanwhile, rows gone, pages gone, saves told as one, comments."""

import itertools
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db.models import F

from assessments import changes, undoing
from assessments.conflicts import Edit
from assessments.dossier.activity import recent_activity
from assessments.dossier.change_words import TIES
from assessments.editing import delete_row
from assessments.errors import Refused
from assessments.findings import actions, cluster_actions, comment_actions, risk_actions, theme_actions
from assessments.models import (
    AnalysisQuestion,
    Approach,
    Change,
    Finding,
    FindingComment,
    QualityAttribute,
    Scenario,
    Step,
)
from assessments.models.base import Row
from assessments.new_rows import new_approach, new_attribute, new_scenario, refinement_of
from assessments.purge import purge
from assessments.text import name_key


@pytest.fixture
def who(world) -> dict:
    return {"assessment": world.assessment, "actor": world.maya}


@pytest.fixture
def risk(who) -> Finding:
    return actions.add_finding(**who, kind="R", line="Single region")[0]


@pytest.fixture
def theme(who, risk):
    return theme_actions.add_theme(**who, line="One place ^R1")[0]


def newest(world) -> int:
    return Change.objects.filter(assessment=world.assessment).first().revision


def words(page: str) -> str:
    """What a page says in its main part, without its marks and what only readers hear."""
    page = re.sub(r'<span class="vh">[^<]*</span>', "", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])).split())


def test_a_former_name_that_was_taken_is_refused_in_words(world, who):
    with changes.record(**who, action="attribute.add") as change:
        new_attribute(change, name="Performance")
    with changes.record(**who, action="attribute.rename") as change:
        speed = change.get(QualityAttribute, QualityAttribute.objects.get().public_id)
        change.update(speed, name="Speed", name_key=name_key("Speed"))
    renamed = change.change
    with changes.record(**who, action="attribute.add") as change:
        new_attribute(change, name="Performance")

    answer = world.client(world.maya).post(world.url(f"undo/{renamed.revision}/"))

    assert answer.status_code == 422
    assert "Speed cannot have its former name back: another one has it now." in words(answer.content.decode())
    assert set(QualityAttribute.objects.values_list("name", flat=True)) == {"Speed", "Performance"}


def test_a_tie_that_was_made_again_is_named(who, risk, theme):
    released = theme_actions.release_risk(**who, theme=theme.public_id, risk=risk.public_id)
    theme_actions.gather_risk(**who, theme=theme.public_id, risk=risk.public_id)
    with pytest.raises(Refused, match=r"^R1 · RT1 cannot come back: the same was entered again since\.$"):
        undoing.undo(**who, revision=released.revision)


def test_an_addition_that_was_deleted_meanwhile_is_not_said_to_be_undone(who):
    risk, added = actions.add_finding(**who, kind="R", line="Single region")
    actions.delete_finding(**who, public_id=risk.public_id)
    with pytest.raises(Refused, match="what was added is deleted already"):
        undoing.undo(**who, revision=added.revision)


def test_a_deletion_is_not_undone_into_something_that_is_deleted_itself(who):
    with changes.record(**who, action="test") as change:
        attribute = new_attribute(change, name="Availability")
        scenario = new_scenario(change, refinement=refinement_of(change, attribute), statement="Core payment")
    deleted = delete_row(**who, action="scenario.delete", model=Scenario, public_id=scenario.public_id)
    delete_row(**who, action="attribute.delete", model=QualityAttribute, public_id=attribute.public_id)
    with pytest.raises(Refused, match="Av1 hangs on something that is deleted too"):
        undoing.undo(**who, revision=deleted.revision)
    assert not Scenario.objects.living().exists()


def test_a_reference_to_something_that_was_deleted_meanwhile_does_not_come_back(who):
    with changes.record(**who, action="test") as change:
        one, two = (new_approach(change, name=name) for name in ("Standby", "Queue"))
        scenario = new_scenario(change, refinement=None, statement="Core payment")
        question = change.create(AnalysisQuestion, scenario=scenario, approach=one, number=1, text="How long?")
    with changes.record(**who, action="question.edit") as change:
        change.update(question, approach=two)
    moved = change.change
    delete_row(**who, action="approach.delete", model=Approach, public_id=one.public_id)
    with pytest.raises(Refused, match="something it refers to no longer exists"):
        undoing.undo(**who, revision=moved.revision)
    assert AnalysisQuestion.objects.get().approach == two


@pytest.mark.parametrize(("page", "above"), [("findings/{id}/", "findings/"), ("findings/?q=x", "findings/?q=x")])
def test_undo_on_the_page_of_a_row_that_goes_by_it_leads_to_the_list(world, who, page, above):
    nonrisk, _change = actions.add_finding(**who, kind="N", line="Stateless | Sessions stay in the cache")
    new, broke = risk_actions.break_assumption(**who, public_id=nonrisk.public_id)
    maya = world.client(world.maya)
    came = f"http://testserver{world.url(page.format(id=new.public_id))}"

    answer = maya.post(world.url(f"undo/{broke.revision}/"), headers={"referer": came})

    assert answer["Location"] == world.url(above)
    assert maya.get(answer["Location"]).status_code == 200


def write(who, risk, *texts, field="description"):
    for before, after in itertools.pairwise(texts):
        edited = actions.edit_finding(**who, public_id=risk.public_id, edits={field: Edit(before, after)})
    return edited.change


@pytest.mark.parametrize("place", ["history/", ""])
def test_saves_of_one_field_are_one_entry_and_taken_back_together(world, who, risk, place):
    last = write(who, risk, "", "The ledger", "The ledger shares", "The ledger shares one region")
    write(who | {"actor": world.jonas}, risk, "", "high", field="severity")  # meanwhile, elsewhere in the row
    undone = undoing.undo(**who, revision=newest(world))
    page = world.client(world.maya).get(world.url("history/")).content.decode()
    assert words(page).count("description of R1") == 1
    address = f"undo/{last.revision}/?since={last.revision - 2}"
    assert f'action="{world.url(address)}"' in page
    assert undone.revision == last.revision + 2

    world.client(world.maya).post(world.url(address))

    risk.refresh_from_db()
    assert risk.description == ""
    page = world.client(world.maya).get(world.url(place)).content.decode()
    assert words(page).count("took back a change to risk R1") == 2  # the severity, and the whole of the writing
    again = f"undo/{newest(world)}/?since={newest(world) - 2}"
    assert f'action="{world.url(again)}"' in page
    world.client(world.maya).post(world.url(again))
    risk.refresh_from_db()
    assert risk.description == "The ledger shares one region"
    assert "did again a change to risk R1" in words(world.client(world.maya).get(world.url(place)).content.decode())


def test_the_activity_tells_a_long_run_of_saves_from_its_first_and_what_was_before(world, who, risk):
    long = "Ledger-and-standby-share-one-region"
    first = write(who, risk, "", long[:1])
    last = write(who, risk, *(long[:end] for end in range(1, len(long) + 1)))
    page = world.client(world.maya).get(world.url()).content.decode()
    assert f'action="{world.url(f"undo/{last.revision}/?since={first.revision}")}"' in page
    assert "added risk R1" in words(page)

    world.client(world.maya).post(world.url(f"undo/{last.revision}/?since={first.revision}"))

    risk.refresh_from_db()
    assert risk.description == ""


def test_the_activity_reads_on_only_where_saves_may_belong_to_what_it_tells(
    world, who, risk, django_assert_num_queries
):
    last = write(who, risk, "", *(str(number) for number in range(1, 61)))
    with django_assert_num_queries(4):
        assert recent_activity(world.assessment, world.maya)[0].since == last.revision - 59
    Change.objects.filter(revision__lte=last.revision - 10).update(at=F("at") - timedelta(minutes=3))
    for number in range(6):
        actions.add_finding(**who, kind="N", line=f"Stateless {number}")
    with django_assert_num_queries(2):
        assert [entry.what for entry in recent_activity(world.assessment, world.maya)][-1] == "added non-risk N1"


def test_the_undo_of_an_entry_leaves_out_what_was_taken_back_meanwhile(world, who, risk):
    first = write(who, risk, "", "The ledger")
    undoing.undo(**who, revision=write(who, risk, "The ledger", "The ledger burns").revision)
    last = write(who, risk, "The ledger", "The ledger shares one region")
    address = world.url(f"undo/{last.revision}/?since={first.revision}")
    assert f'action="{address}"' in world.client(world.maya).get(world.url()).content.decode()

    assert world.client(world.maya).post(address).status_code == 302

    risk.refresh_from_db()
    assert risk.description == ""
    again = f"undo/{newest(world)}/?since={newest(world) - 1}"
    assert f'action="{world.url(again)}"' in world.client(world.maya).get(world.url()).content.decode()
    world.client(world.maya).post(world.url(again))
    risk.refresh_from_db()
    assert risk.description == "The ledger shares one region"


def test_saves_are_not_one_where_somebody_else_wrote_between_or_time_passed(world, who, risk):
    write(who, risk, "", "One")
    write(who | {"actor": world.jonas}, risk, "One", "Two")
    write(who, risk, "Two", "Three")
    Change.objects.update(at=F("at") - timedelta(minutes=3))
    write(who, risk, "Three", "Four")
    page = words(world.client(world.vera).get(world.url("history/")).content.decode())
    assert page.count("the description of R1") == 4
    with pytest.raises(Refused, match="R1 was changed again since"):
        undoing.undo(**who, revision=newest(world) - 1, since=1)


def test_what_was_written_and_taken_out_again_is_said_so(world, who, risk):
    write(who, risk, "", "high", "low", "", field="severity")
    page = words(world.client(world.vera).get(world.url("history/")).content.decode())
    assert "Maya Okafor changed risk R1, and back" in page


def test_a_since_that_is_no_number_means_the_one_change(world, who, risk):
    last = write(who, risk, "", "One", "Two")
    world.client(world.maya).post(world.url(f"undo/{last.revision}/?since=x"))
    risk.refresh_from_db()
    assert risk.description == "One"


def test_a_comment_is_taken_back_by_its_author_only(world, who, risk):
    said = {"assessment": world.assessment, "finding": risk.public_id}
    comment_actions.add_comment(**said, actor=world.daniel, text="Two regions since May")
    address = world.url(f"undo/{newest(world)}/")
    assert address not in world.client(world.maya).get(world.url("history/")).content.decode()
    assert address in world.client(world.daniel).get(world.url("history/")).content.decode()
    assert world.client(world.jonas).post(address).status_code == 403
    assert world.client(world.elena).post(address).status_code == 403
    assert FindingComment.objects.living().exists()

    assert world.client(world.daniel).post(address).status_code == 302

    assert not FindingComment.objects.living().exists()
    assert world.client(world.maya).post(world.url(f"undo/{newest(world)}/")).status_code == 403
    assert world.client(world.daniel).post(world.url(f"undo/{newest(world)}/")).status_code == 302
    assert FindingComment.objects.living().get().text == "Two regions since May"


def test_the_history_of_a_finding_tells_what_it_was_tied_to_in_words(world, who, risk, theme):
    with changes.record(**who, action="test") as change:
        new_attribute(change, name="Availability")
    actions.set_effect(**who, public_id=risk.public_id, attribute="Availability", effect="+")
    theme_actions.release_risk(**who, theme=theme.public_id, risk=risk.public_id)
    other, _change = actions.add_finding(**who, kind="R", line="Another")
    both = [risk.public_id, other.public_id]
    cluster_actions.assign_theme(**who, risks=both, theme=theme.public_id)
    said = {"assessment": world.assessment, "finding": risk.public_id}
    comment = comment_actions.add_comment(**said, actor=world.daniel, text="Two regions since May")
    answer = {"comment": comment.public_id, "disposition": "rejected", "reason": "Not in production"}
    comment_actions.answer_comment(**said, actor=world.jonas, **answer)

    whole = words(world.client(world.vera).get(world.url("history/")).content.decode())
    page = words(world.client(world.vera).get(world.url(f"history/?row={risk.public_id}")).content.decode())

    for sentence in (
        "Maya Okafor said that R1 bears on Availability",
        "Maya Okafor took R1 out of theme RT1",
        "Maya Okafor put R1 into theme RT1",
        "Daniel Cho commented on R1",
        "Jonas Weber rejected a comment on R1: Not in production",
    ):
        assert sentence in page
        assert sentence in whole
    assert "put R1 into theme RT1 and 1 row with it" in whole
    assert "R2" not in page


def test_a_finding_leads_to_its_history_and_long_texts_show_where_they_differ(world, who, risk):
    text = "The ledger and its standby share one region. " * 40
    write(who, risk, "", text + "Two since March.")
    Change.objects.update(at=F("at") - timedelta(minutes=3))
    write(who, risk, text + "Two since March.", text + "Two since May.")
    place = world.url(f"history/?row={risk.public_id}")
    assert place in world.client(world.vera).get(world.url(f"findings/{risk.public_id}/")).content.decode()

    whole = world.client(world.vera).get(world.url("history/")).content.decode()
    of_one = world.client(world.vera).get(place).content.decode()

    assert "Two since March.</del>" in whole
    assert "Two since May.</ins>" in whole
    assert text not in whole
    assert f"<ins>{text}Two since May.</ins>" in of_one


def test_days_and_moments_are_told_as_the_pages_write_them(world, who):
    nonrisk, _change = actions.add_finding(**who, kind="N", line="Stateless")
    write(who, nonrisk, "", "2026-06-09", "2026-10-01", field="review_on")
    with changes.record(**who, action="step.set") as change:
        step = change.get(Step, Step.objects.get(number=5).public_id)
        change.update(step, starts_at=datetime(2026, 6, 9, 8, 30, tzinfo=UTC))
    page = words(world.client(world.vera).get(world.url("history/")).content.decode())
    assert "set the review date of N1 to 1 Oct 2026" in page
    assert "starts 9 Jun 2026, 08:30" in page


def test_every_row_without_a_code_is_told_by_what_it_ties_together():
    without = [model for model in Row.__subclasses__() if "code" not in vars(model)]
    assert len(without) > 5
    assert all(model.ENDS for model in without)
    assert {model.__name__ for model in without} == set(TIES)


def test_after_a_purge_the_log_still_says_that_a_row_was_changed(world, who, risk):
    write(who, risk, "", "The ledger")
    actions.delete_finding(**who, public_id=risk.public_id)
    Finding.objects.update(deleted_at=F("deleted_at") - timedelta(days=40))
    purge(assessments=[world.assessment])
    page = words(world.client(world.maya).get(world.url("history/")).content.decode())
    assert "changed finding" in page
    assert "moved" not in page
    answer = world.client(world.maya).post(world.url(f"undo/{newest(world)}/"))
    assert "was deleted in the meantime" in words(answer.content.decode())


@pytest.mark.parametrize("place", ["history/", ""])
def test_a_change_is_told_by_what_it_was_about(world, who, place):
    """Not by the person and the attribute that came into being on the way, nor by its last row when it is undone."""

    def newest_entry():
        page = words(world.client(world.maya).get(world.url(place)).content.decode())
        return page.partition("Activity")[2] or page

    _tradeoff, change = actions.add_finding(**who, kind="T", line="Sync call +Security -Latency")
    assert "Maya Okafor added trade-off point T1 and 6 rows with it" in newest_entry()
    undone = undoing.undo(**who, revision=change.revision)
    assert "Maya Okafor took back a change to trade-off point T1" in newest_entry()
    undoing.undo(**who, revision=undone.revision)
    assert "Maya Okafor did again a change to trade-off point T1" in newest_entry()
    actions.add_finding(**who, kind="R", line="Keys are old @Ingrid")
    assert "Maya Okafor added risk R1 and 1 row with it" in newest_entry()


def test_a_refused_undo_leads_to_all_that_was_written_there(world, who, risk):
    mine = write(who, risk, "", "The ledger")
    write(who | {"actor": world.jonas}, risk, "The ledger", "The standby")
    answer = world.client(world.maya).post(world.url(f"undo/{mine.revision}/"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "R1 was changed again since" in words(page)
    place = world.url(f"history/?row={risk.public_id}")
    assert place in page
    assert "<del>The ledger</del>" in world.client(world.maya).get(place).content.decode()

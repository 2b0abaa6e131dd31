"""A form that comes without the button that was pressed, as from a script that lost it, changes nothing."""

import pytest

from assessments import changes
from assessments.findings import actions, comment_actions, theme_actions
from assessments.models import Change, Scenario
from assessments.new_rows import new_attribute, new_scenario, refinement_of
from assessments.overview.actions import switch_extension
from assessments.preparation import actions as preparation
from assessments.preparation import invitation_actions

SAID = "Which button was pressed did not arrive, so nothing was stored. Press it again."
ANSWERS = [{}, {"headers": {"HX-Request": "true"}}]


@pytest.fixture
def who(world) -> dict:
    return {"assessment": world.assessment, "actor": world.maya}


@pytest.fixture
def sent(world, who):
    """Post to an address as Maya; what the page then says, with the number of changes before and after."""

    def send(place, data, **options):
        before = Change.objects.count()
        answer = world.client(world.maya).post(world.url(place), data, follow=True, **options)
        return answer, before, Change.objects.count()

    return send


def assert_refused(sent, place, data, *, status=422, said=SAID, **options):
    answer, before, after = sent(place, data, **options)
    assert (answer.status_code, after) == (status, before)
    assert answer.content.decode().count(said) == 1


@pytest.fixture
def risk(who):
    return actions.add_finding(**who, kind="R", line="Single region")[0]


@pytest.fixture
def leaf(who):
    with changes.record(**who, action="test") as change:
        home = refinement_of(change, new_attribute(change, name="Availability"))
        return new_scenario(change, refinement=home, statement="Core payment", importance="H")


@pytest.mark.parametrize("options", ANSWERS)
def test_an_answer_to_a_comment_stands(world, who, risk, sent, options):
    said = {"assessment": world.assessment, "finding": risk.public_id}
    comment = comment_actions.add_comment(**said, actor=world.daniel, text="Two regions since May")
    answer = {"comment": comment.public_id, "disposition": "accepted", "reason": ""}
    comment_actions.answer_comment(**said, actor=world.maya, **answer)

    assert_refused(
        sent, f"findings/{risk.public_id}/comments/{comment.public_id}/answer/", {"reason": "Seen"}, **options
    )

    comment.refresh_from_db()
    assert comment.disposition == "accepted"


@pytest.mark.parametrize("options", ANSWERS)
def test_a_document_stays_received(world, who, sent, options):
    row, _change = preparation.ask_for_document(**who, line="Deployment view")
    place = f"preparation/documents/{row.public_id}/received/"
    sent(place, {"received": "1"})

    assert_refused(sent, place, {}, **options)

    row.refresh_from_db()
    assert row.received_on


@pytest.mark.parametrize("options", ANSWERS)
def test_a_tie_that_was_to_go_is_not_another_one_that_comes(world, who, risk, sent, options):
    theme, _change = theme_actions.add_theme(**who, line="One place")
    assert_refused(sent, f"findings/{risk.public_id}/themes/", {"other": theme.public_id}, **options)


def test_a_wording_stays_locked_and_a_rating_stands(world, who, leaf, sent):
    place = f"tree/{leaf.public_id}/"
    sent(f"{place}wording/", {"locked": "1"})
    assert_refused(sent, f"{place}wording/", {})
    assert_refused(sent, f"{place}importance/", {"base": "H"}, said="A rating is H, M or L, or nothing.")
    leaf = Scenario.objects.get(pk=leaf.pk)
    assert leaf.locked_at
    assert leaf.importance == "H"


def test_many_that_were_to_be_rated_are_not_moved(world, who, leaf, sent):
    with changes.record(**who, action="test") as change:
        other = refinement_of(change, new_attribute(change, name="Cost"))
    chosen = {"scenario": [leaf.public_id], "refinement": other.public_id}
    assert_refused(sent, "tree/selected/", chosen)


def test_plain_forms_go_back_and_say_so(world, who, leaf, sent):
    switch_extension(**who, section="recommendations", on=True)
    row, _token = invitation_actions.invite(**who, role="architect", name="", email="", days=14)
    assert_refused(sent, "settings/extensions/", {"section": "recommendations"}, status=200)
    assert_refused(sent, f"invitations/{row.public_id}/", {}, status=200)
    assert_refused(sent, f"analysis/{leaf.public_id}/done/", {}, status=200)
    world.assessment.refresh_from_db()
    assert "recommendations" in world.assessment.sections

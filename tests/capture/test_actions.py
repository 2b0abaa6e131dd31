"""Quick capture writes each line once, where it belongs."""

import pytest

from assessments.analysis.actions import mark_analysed
from assessments.capture.actions import capture
from assessments.errors import Refused
from assessments.models import AnalysisQuestion, Approach, Change, Driver, Finding, FindingLink, ParkedItem, Step
from assessments.overview.step_actions import set_step
from assessments.undoing import undo
from tests.analysis.conftest import build_case


@pytest.fixture
def case(world):
    return build_case(world)


@pytest.fixture
def type_(world):
    """type_("r …"): what Maya types, with `key` as a browser sends it."""

    def send(line, who=None, **options):
        return capture(assessment=world.assessment, actor=who or world.maya, line=line, **options)

    return send


def test_a_finding_typed_on_a_sheet_stands_in_its_cell(world, case, type_):
    risk, _change = type_("r Failover was never rehearsed #high ^A1 @Elena", here=case.av1.public_id)
    assert (risk.kind, risk.severity, risk.owner) == ("R", "high", world.elena)
    link = FindingLink.objects.get(finding=risk)
    assert (link.scenario, link.approach) == (case.av1, case.a1)
    omitted, _change = type_("r No plan to leave the region", here=case.av1.public_id)
    link = FindingLink.objects.get(finding=omitted)
    assert (link.scenario, link.approach) == (case.av1, None)
    elsewhere, _change = type_("s Cache size ^Pe1 ^A2", here=case.av1.public_id)
    link = FindingLink.objects.get(finding=elsewhere)
    assert (link.scenario, link.approach) == (case.pe1, case.a2)


def test_a_finding_typed_elsewhere_belongs_to_what_it_names(case, type_):
    free, _change = type_("n Sessions are stateless")
    assert not FindingLink.objects.filter(finding=free).exists()
    at, _change = type_("t Replication +Availability -Cost ^A1 ^Av1")
    link = FindingLink.objects.get(finding=at)
    assert (link.scenario, link.approach) == (case.av1, case.a1)


def test_every_letter_makes_its_kind_of_row(world, case, type_):
    set_step(assessment=world.assessment, actor=world.maya, step_id=step(world, 6).public_id, status="in_progress")
    question, _change = type_("q Who decides? ^Av1 ^A1 @Jonas")
    assert (question.scenario, question.approach, question.asked_by) == (case.av1, case.a1, world.jonas)
    parked, _change = type_("p Ask legal about the logs @Tomás")
    assert (parked.code, parked.raised_by, parked.owner.name) == ("P1", world.maya, "Tomás")
    assert parked.step.number == 6
    driver, _change = type_("d Expand to 5 markets !h")
    assert (driver.statement, driver.priority) == ("Expand to 5 markets", "H")
    approach, _change = type_("a Circuit breaker #pattern")
    assert (approach.name, approach.kind) == ("Circuit breaker", "pattern")
    counts = [model.objects.count() for model in (AnalysisQuestion, ParkedItem, Driver, Approach)]
    assert counts == [1, 1, 2, 3]


def step(world, number):
    return Step.objects.get(assessment=world.assessment, number=number)


def test_a_line_sent_twice_is_written_once(world, type_):
    risk, change = type_("r Single region", key="3f1c")
    again, known = type_("r Single region ", key="3f1c")
    assert (again, known) == (None, change)
    assert Finding.objects.get() == risk
    assert Change.objects.filter(action="capture").count() == 1
    # Taken back, it stays taken back: the browser only did not hear of the first answer.
    undo(assessment=world.assessment, actor=world.maya, revision=change.revision)
    assert type_("r Single region", key="3f1c")[0] is None
    assert not Finding.objects.living().exists()


def test_an_old_key_loses_no_new_line_and_nobody_elses(world, type_):
    type_("r Single region", key="3f1c")
    assert type_("r Another risk", key="3f1c")[0] is not None
    assert type_("r Single region", key="3f1c", who=world.jonas)[0] is not None
    assert type_("r Single region")[0] is not None
    assert type_("r Single region")[0] is not None
    assert Finding.objects.count() == 5


def test_a_refused_line_writes_nothing_and_may_be_sent_again(world, type_):
    with pytest.raises(Refused, match="There is no approach called A7"):
        type_("r Single region ^A7", key="3f1c")
    type_("a Synchronous standby")
    assert not Change.objects.filter(request_key__startswith="3f1c").exists()
    for key in ("x" * 61, "3f\x001c"):
        with pytest.raises(Refused, match="proper key"):
            type_("r Single region", key=key)


def test_what_is_typed_on_a_sheet_counts_for_its_analysis(world, case, type_):
    type_("r Nothing was decided", here=case.av1.public_id)
    assert mark_analysed(assessment=world.assessment, actor=world.maya, public_id=case.av1.public_id)

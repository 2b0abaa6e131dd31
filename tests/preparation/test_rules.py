"""Who is missing, what must hold before "go", what a line says, and how an agenda is laid out. No database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assessments.dossier import types as t
from assessments.errors import Refused
from assessments.preparation import rules
from assessments.preparation.agenda import Slot, agenda, laid_out
from assessments.steps import AGENDAS
from tests.report.dossiers import info

BERLIN = ZoneInfo("Europe/Berlin")
TEAM = ("team_leader", "evaluation_leader", "scenario_scribe", "proceedings_scribe", "questioner")


def person(name, role="", group="stakeholder", duties=()):
    return t.Person(id=name, name=name, role=role, group=group, duties=tuple(duties))


MAYA = person("Maya", "lead", "evaluation_team", TEAM)
ELENA = person("Elena", "decision_maker", "decision_maker")
DANIEL = person("Daniel", "architect", "decision_maker")
PRIYA = person("Priya", "stakeholder")
ALL = (MAYA, ELENA, DANIEL, PRIYA)


@pytest.mark.parametrize(
    ("people", "template", "missing"),
    [
        (ALL, "atam_full", []),
        ((), "atam_full", ["architect", "decision_maker", *rules.duty_advice(), "stakeholder"]),
        ((MAYA, ELENA, PRIYA), "atam_full", ["architect"]),
        ((MAYA, DANIEL, PRIYA), "atam_full", ["decision_maker"]),
        ((MAYA, ELENA, DANIEL), "atam_full", ["stakeholder"]),
        ((MAYA, ELENA, DANIEL), "atam_light", []),
        (
            (person("Maya", "lead", "evaluation_team", ["evaluation_leader"]), ELENA, DANIEL),
            "atam_light",
            ["questioner", "scenario_scribe"],
        ),
    ],
)
def test_who_is_missing(people, template, missing):
    assert [row.key for row in rules.who_is_missing(people, template)] == missing


def step(number, minutes=60, starts_at=None, status="not_started"):
    plan = next(plan for plan in AGENDAS["atam_full"] if plan.number == number)
    return t.Step(
        id=f"step{number}",
        number=number,
        name=f"Step {number}",
        phase=plan.phase,
        group=plan.group,
        group_label="",
        status=status,
        status_label="",
        planned_minutes=minutes,
        actual_minutes=None,
        facilitator=None,
        notes="",
        skip_reason="",
        starts_at=starts_at,
    )


def document(received_on=None, due_on=None):
    return t.RequestedDocument("d", "Deployment view", None, due_on, received_on, "", 1)


def test_conditions_say_what_is_missing():
    nothing = rules.conditions(info(), (), (step(1), step(2, status="skipped")), (document(),))
    hints = {row.key: row.hint for row in nothing}
    assert [row.holds for row in nothing] == [False] * 6
    assert hints["agenda"] == "1 step has none"
    assert hints["documents"] == "Still missing: Deployment view"
    assert "Nobody is the questioner." in hints["duties"]
    people = ["participants"] * 3
    assert [row.part for row in nothing] == ["scope", *people, "agenda", "documents"]

    dated = step(1, starts_at=datetime(2026, 6, 9, 7, tzinfo=UTC))
    ready = rules.conditions(info(scope="Payments"), ALL, (dated,), (document(date(2026, 6, 1)),))
    assert [row.holds for row in ready] == [True] * 6


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Deployment view", ("Deployment view", "", None)),
        ("Deployment view @Daniel 2026-06-05", ("Deployment view", "Daniel Cho", date(2026, 6, 5))),
        ("2026-6-5 Business case 2026 @Elena", ("Business case 2026", "Elena", date(2026, 6, 5))),
        ("Letter of 2026-06-05.", ("Letter of", "", date(2026, 6, 5))),
        ("Report 12026-06-05", ("Report 12026-06-05", "", None)),
    ],
)
def test_a_document_from_one_line(line, said):
    got = rules.read_document(line, ["Daniel Cho"])
    assert (got.name, got.asked_of, got.due_on) == said


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("@Daniel 2026-06-05", "Write what the document is"),
        ("View 2026-02-30", "2026-02-30 is no day of the calendar."),
        ("View 0026-06-05", "Check the year: write it with four digits, such as 2026."),
        ("View @Daniel @Elena", "Only one person can stand here"),
    ],
)
def test_a_line_that_says_too_little_or_too_much_is_refused(line, sentence):
    with pytest.raises(Refused, match=sentence):
        rules.read_document(line, ["Daniel Cho", "Elena Rossi"])


@pytest.mark.parametrize(
    ("received", "due", "late"),
    [
        (None, date(2026, 6, 8), True),
        (None, date(2026, 6, 9), False),
        (None, None, False),
        (date(2026, 6, 9), date(2026, 6, 8), False),
    ],
)
def test_a_document_is_late_once_its_day_is_over(received, due, late):
    assert rules.overdue(document(received, due), date(2026, 6, 9)) is late


def test_a_no_go_needs_its_reason():
    assert rules.why_not_decide({"go": "no_go", "decided_because": ""}).startswith("Say why")
    assert rules.why_not_decide({"go": "no_go", "decided_because": "No architect"}) == ""
    assert rules.why_not_decide({"go": "go", "decided_because": ""}) == ""
    assert rules.why_not_decide({"scope": "x"}) == ""


class TestAgenda:
    def full(self, template="atam_full"):
        plans = AGENDAS[template]
        return tuple(
            step(plan.number, plan.minutes, status="skipped" if plan.skipped else "not_started") for plan in plans
        )

    def times(self, steps, *, in_one_go=False, **beginnings):
        at = {int(phase[-1]): datetime(*moment, tzinfo=BERLIN) for phase, moment in beginnings.items()}
        return {key: moment.strftime("%a %H:%M") for key, moment in laid_out(steps, at, in_one_go=in_one_go).items()}

    def test_the_full_method_takes_two_times_a_day_and_a_half(self):
        times = self.times(self.full(), phase_1=(2026, 6, 9, 9, 0), phase_2=(2026, 6, 25, 9, 0))

        assert times == {
            "step1": "Tue 09:00",
            "step2": "Tue 09:30",
            "step3": "Tue 10:15",
            "step4": "Tue 11:15",
            "step5": "Tue 13:00",
            "step6": "Tue 14:30",
            "step7": "Thu 09:00",
            "step8": "Thu 10:30",
            "step9": "Thu 13:00",
        }

    def test_the_lightweight_method_fits_a_day_and_skips_what_is_skipped(self):
        times = self.times(self.full("atam_light"), phase_1=(2026, 6, 9, 9, 0))

        assert times == {
            "step2": "Tue 09:00",
            "step3": "Tue 09:15",
            "step4": "Tue 09:45",
            "step5": "Tue 10:00",
            "step6": "Tue 13:00",
        }

    def test_in_one_go_phase_2_follows_unless_it_has_a_beginning(self):
        steps = self.full("atam_light")
        assert self.times(steps, in_one_go=True, phase_1=(2026, 6, 9, 9, 0))["step9"] == "Tue 15:30"
        apart = {"phase_1": (2026, 6, 9, 9, 0), "phase_2": (2026, 6, 10, 9, 0)}
        assert self.times(steps, in_one_go=True, **apart)["step9"] == "Wed 09:00"
        assert set(self.times(steps, in_one_go=True, phase_2=(2026, 6, 10, 9, 0))) == {"step9"}

    def test_what_does_not_fit_waits_for_the_next_weekday(self):
        friday = self.times(self.full(), phase_1=(2026, 6, 12, 13, 0))

        assert friday["step4"] == "Fri 15:15"
        assert friday["step5"] == "Fri 16:00"
        assert friday["step6"] == "Mon 13:00"

    def test_a_step_longer_than_any_day_is_placed_all_the_same(self):
        assert self.times((step(1, 3_000), step(2, 3_000)), phase_1=(2026, 6, 9, 9, 0)) == {
            "step1": "Tue 09:00",
            "step2": "Fri 09:00",
        }

    def test_days_times_and_the_pause_are_those_of_the_zone(self):
        steps = (
            step(0, None),
            step(1, 30, datetime(2026, 6, 9, 22, 30, tzinfo=UTC)),
            step(2, None, datetime(2026, 6, 10, 7, 0, tzinfo=UTC)),
            step(3, 30),
            step(7, 90, datetime(2026, 6, 24, 7, 0, tzinfo=UTC)),
        )

        days = agenda(steps, BERLIN)

        assert [(day.phase, day.day.isoformat(), len(day.slots)) for day in days.days] == [
            (1, "2026-06-10", 2),
            (2, "2026-06-24", 1),
        ]
        assert days.days[0].slots[0].ends.strftime("%H:%M") == "01:00"
        assert days.days[0].slots[1].ends is None
        assert (days.pause.first.isoformat(), days.pause.last.isoformat(), days.pause.days) == (
            "2026-06-11",
            "2026-06-23",
            13,
        )
        assert [step.number for step in days.undated] == [3]
        assert days.begins == date(2026, 6, 10)

    def test_the_evaluation_begins_with_its_first_step_and_not_with_its_preparation(self):
        prepared = step(0, 60, datetime(2026, 5, 4, 7, tzinfo=UTC))
        assert agenda((prepared,), BERLIN).begins is None
        first = step(1, 30, datetime(2026, 6, 9, 7, tzinfo=UTC))
        assert agenda((prepared, first), BERLIN).begins == date(2026, 6, 9)

    def test_phases_that_follow_on_each_other_have_no_pause(self):
        steps = (
            step(1, 30, datetime(2026, 6, 9, 7, tzinfo=UTC)),
            step(7, 30, datetime(2026, 6, 10, 7, tzinfo=UTC)),
        )
        assert agenda(steps, BERLIN).pause is None


@pytest.mark.parametrize(
    ("hour", "minutes", "ends_on"),
    [(22, 120, None), (22, 121, date(2026, 6, 10)), (9, 2 * 24 * 60, date(2026, 6, 11)), (22, None, None)],
)
def test_the_day_a_step_ends_on(hour, minutes, ends_on):
    begins = datetime(2026, 6, 9, hour, tzinfo=UTC)
    assert Slot(None, begins, begins + timedelta(minutes=minutes) if minutes else None).ends_on == ends_on

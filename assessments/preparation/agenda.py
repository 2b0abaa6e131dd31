"""The agenda by days: when each step begins and ends, the pause between the phases, and laying it out in one go.

Pure: imports nothing of Django. Moments are aware; days and times are those of the zone handed in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import groupby

from assessments.dossier.types import Step

LUNCH = (time(12), time(13))
LUNCH_LATEST = time(12, 30)  # a step that would run beyond this begins after lunch
DAY_ENDS = time(17, 30)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """A step in its time; `starts` and `ends` are in the zone of the agenda, `ends` none where no length is planned."""

    step: Step
    starts: datetime
    ends: datetime | None

    @property
    def last_day(self) -> date:
        """The day it ends on; midnight belongs to the day before."""
        if self.ends is None or self.ends <= self.starts:
            return self.starts.date()
        return (self.ends - timedelta(microseconds=1)).date()

    @property
    def ends_on(self) -> date | None:
        """The day it ends on, where that is a later one than it begins on."""
        return self.last_day if self.last_day > self.starts.date() else None


@dataclass(frozen=True, slots=True)
class Day:
    phase: int
    day: date
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """The days between phase 1 and phase 2: first and last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Agenda:
    days: tuple[Day, ...]
    undated: tuple[Step, ...]
    pause: Pause | None

    @property
    def begins(self) -> date | None:
        """The first day of the nine steps; preparation and follow-up may have days of their own."""
        return min((day.day for day in self.days if day.phase in {1, 2}), default=None)

    @property
    def phases(self) -> tuple[tuple[int, tuple[Day, ...]], ...]:
        return tuple((phase, tuple(days)) for phase, days in groupby(self.days, key=lambda day: day.phase))


def agenda(steps: Iterable[Step], zone: tzinfo) -> Agenda:
    """The steps that take place, by phase, day and time; preparation and follow-up only where they have a date."""
    held = [step for step in steps if step.status != "skipped"]
    slots = [slot(step, zone) for step in held if step.starts_at]
    slots.sort(key=lambda at: (at.step.phase, at.starts, at.step.number))
    days = tuple(
        Day(phase, day, tuple(members))
        for (phase, day), members in groupby(slots, key=lambda at: (at.step.phase, at.starts.date()))
    )
    undated = tuple(step for step in held if step.starts_at is None and step.phase in {1, 2})
    return Agenda(days, undated, pause(days))


def slot(step: Step, zone: tzinfo) -> Slot:
    starts = step.starts_at.astimezone(zone)
    return Slot(step, starts, starts + timedelta(minutes=step.planned_minutes) if step.planned_minutes else None)


def pause(days: Iterable[Day]) -> Pause | None:
    """The days between the last of phase 1 and the first of phase 2; none where they follow on each other."""
    days = tuple(days)
    ends = max((slot.last_day for day in days if day.phase == 1 for slot in day.slots), default=None)
    begins = min((day.day for day in days if day.phase == 2), default=None)
    if not ends or not begins or (begins - ends).days < 2:
        return None
    return Pause(ends + timedelta(days=1), begins - timedelta(days=1))


def laid_out(
    steps: Iterable[Step], beginnings: Mapping[int, datetime], *, in_one_go: bool = False
) -> dict[str, datetime]:
    """When each step begins if its phase begins then: {step id: moment}, one step after the other.

    `in_one_go`: without a beginning of its own, phase 2 follows on phase 1. Noon to one is lunch; what would go beyond
    half past five begins on the next weekday, at the hour the phase began. Skipped steps, and phases without a
    beginning, are left out.
    """
    result: dict[str, datetime] = {}
    steps = tuple(steps)
    for phase, first in beginnings.items():
        cursor = first
        phases = {1, 2} if in_one_go and phase == 1 and 2 not in beginnings else {phase}
        for step in steps:
            if step.phase not in phases or step.status == "skipped":
                continue
            cursor = next_free(cursor, step.planned_minutes or 0, first)
            result[step.id] = cursor
            cursor += timedelta(minutes=step.planned_minutes or 0)
    return result


def next_free(at: datetime, minutes: int, first: datetime) -> datetime:
    """The earliest moment from `at` on at which a step of this length fits into a day that begins as `first` did."""
    if at.time() > first.time():
        ends = at + timedelta(minutes=minutes)
        over_lunch = at.time() < LUNCH[0] and (ends.time() > LUNCH_LATEST or ends.date() > at.date())
        if over_lunch or LUNCH[0] <= at.time() < LUNCH[1]:
            at = at.replace(hour=LUNCH[1].hour, minute=0)
            ends = at + timedelta(minutes=minutes)
        if ends.time() > DAY_ENDS or ends.date() > at.date():
            at = next_weekday(at).replace(hour=first.hour, minute=first.minute)
    return at


def next_weekday(at: datetime) -> datetime:
    at += timedelta(days=1)
    while at.weekday() >= SATURDAY:
        at += timedelta(days=1)
    return at

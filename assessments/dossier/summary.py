"""The figures at the head of an assessment's overview, and a line for each step of its agenda.

Pure functions over a loaded dossier (parts `steps`, `tree`, `drivers`, `approaches`, `findings`).
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.nav import page_name
from assessments.dossier.types import SEVERITIES, Dossier, Step

PARTS = ("steps", "tree", "drivers", "approaches", "findings")
NEXT = ("in_progress", "not_started")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of the assessment's content."""

    drivers: int
    approaches: int
    scenarios: int
    high_high: int
    high_high_analysed: int
    sensitivity_points: int
    tradeoff_points: int
    nonrisks: int
    risks: int
    open_risks: tuple[tuple[str, int], ...]  # (severity or "", number), severest first

    @property
    def open_risk_count(self) -> int:
        return sum(number for _severity, number in self.open_risks)

    @property
    def empty(self) -> bool:
        """Nothing has been written down yet."""
        return not (
            self.drivers or self.approaches or self.scenarios or self.sensitivity_points or self.tradeoff_points
        ) and not (self.risks or self.nonrisks)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step with what it holds and how its time went. `url_name` is its page, "" if it has none."""

    step: Step
    detail: str
    url_name: str
    current: bool

    @property
    def minutes_over(self) -> int:
        """Minutes beyond the plan; 0 where either is unknown or there was time left."""
        planned, actual = self.step.planned_minutes, self.step.actual_minutes
        return max(actual - planned, 0) if planned and actual else 0


@dataclass(frozen=True, slots=True)
class StepGroup:
    phase: int
    title: str
    lines: tuple[StepLine, ...]

    @property
    def headed(self) -> bool:
        """Preparation and follow-up are single steps and stand without a heading."""
        return self.phase not in {0, 3}


def figures(dossier: Dossier) -> Figures:
    scenarios = dossier.tree.scenarios
    kinds = Counter(finding.kind for finding in dossier.findings)
    severities = Counter(finding.severity for finding in dossier.findings if finding.is_open)
    return Figures(
        drivers=len(dossier.drivers),
        approaches=len(dossier.approaches),
        scenarios=len(scenarios),
        high_high=sum(scenario.rank == 0 for scenario in scenarios),
        high_high_analysed=sum(scenario.rank == 0 and scenario.analysis == "analysed" for scenario in scenarios),
        sensitivity_points=kinds["S"],
        tradeoff_points=kinds["T"],
        nonrisks=kinds["N"],
        risks=kinds["R"],
        open_risks=tuple((level, severities[level]) for level in (*SEVERITIES, "") if severities[level]),
    )


@dataclass(frozen=True, slots=True)
class TimeUsed:
    """Minutes of the steps that are not skipped. `timed` and `compared`: taken and planned where both are known."""

    planned: int
    taken: int
    timed: int
    compared: int

    @property
    def over(self) -> int:
        """Minutes by which the steps that say how long they took went beyond their plan; negative: time was left."""
        return self.timed - self.compared


def time_used(steps: tuple[Step, ...]) -> TimeUsed:
    held = [step for step in steps if step.status != "skipped"]
    timed = [step for step in held if step.actual_minutes is not None and step.planned_minutes is not None]
    return TimeUsed(
        planned=sum(step.planned_minutes or 0 for step in held),
        taken=sum(step.actual_minutes or 0 for step in held),
        timed=sum(step.actual_minutes for step in timed),
        compared=sum(step.planned_minutes for step in timed),
    )


def current_step(steps: tuple[Step, ...]) -> Step | None:
    """The step in progress, else the first not begun; none when all are done or skipped.

    Once one of the nine has begun, a preparation that nobody closed comes last.
    """
    begun = any(step.status in {"in_progress", "done"} for step in steps if not step.square)
    ordered = sorted(steps, key=lambda step: begun and step.number == 0)
    return next((step for status in NEXT for step in ordered if step.status == status), None)


def step_groups(dossier: Dossier, numbers: Figures) -> tuple[StepGroup, ...]:
    """The agenda in its groups, each step with its line."""
    current = current_step(dossier.steps)
    return tuple(
        StepGroup(
            phase=phase,
            title=title,
            lines=tuple(
                StepLine(
                    step=step,
                    detail=_detail(step, numbers),
                    url_name=page_name(step),
                    current=step is current,
                )
                for step in steps
            ),
        )
        for (phase, title), steps in groupby(dossier.steps, key=lambda step: (step.phase, step.group_label))
    )


def _detail(step: Step, numbers: Figures) -> str:
    if step.status == "skipped":
        return step.skip_reason
    counted = {
        2: ngettext("%(count)d driver", "%(count)d drivers", numbers.drivers) % {"count": numbers.drivers},
        4: ngettext("%(count)d approach", "%(count)d approaches", numbers.approaches) % {"count": numbers.approaches},
        5: ngettext("%(count)d scenario", "%(count)d scenarios", numbers.scenarios) % {"count": numbers.scenarios},
    }
    empty = {2: numbers.drivers == 0, 4: numbers.approaches == 0, 5: numbers.scenarios == 0}
    if step.number in counted and not empty[step.number]:
        if step.number == 5 and numbers.high_high:
            return _("%(scenarios)s, %(count)d rated (H,H)") % {
                "scenarios": counted[5],
                "count": numbers.high_high,
            }
        return counted[step.number]
    if step.number == 6 and numbers.high_high:
        told = {"done": numbers.high_high_analysed, "count": numbers.high_high}
        return _("%(done)d of %(count)d (H,H) analysed") % told
    return {
        0: _("Scope, people, agenda, go"),
        1: _("Shared understanding of the nine steps"),
        2: _("What the business needs"),
        3: _("Context, containers, deployment"),
        4: _("Patterns, tactics, decisions"),
        5: _("Attributes, then scenarios with a measure"),
        6: _("(H,H) scenarios first"),
        7: _("Everybody’s, then votes"),
        8: _("What came out on top"),
        9: _("Themes against the drivers"),
        10: _("Final report, survey, benefit check"),
    }[step.number]

"""The agenda of an ATAM evaluation: phase 0, the nine steps, phase 3 (SEI technical report CMU/SEI-2000-TR-004).

Planned minutes follow the usual durations: two days for the full method, four to six hours in one room for the
lightweight one, which skips steps 1, 7 and 8.
"""

from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

STEP_NAMES = {
    0: _("Preparation"),
    1: _("Present the ATAM"),
    2: _("Present business drivers"),
    3: _("Present the architecture"),
    4: _("Identify architectural approaches"),
    5: _("Generate the utility tree"),
    6: _("Analyse architectural approaches"),
    7: _("Brainstorm and prioritise scenarios"),
    8: _("Analyse architectural approaches again"),
    9: _("Present results"),
    10: _("Follow-up"),
}
STEP_SHORT_NAMES = {
    0: _("Preparation"),
    1: _("Present the ATAM"),
    2: _("Business drivers"),
    3: _("Architecture"),
    4: _("Architectural approaches"),
    5: _("Utility tree"),
    6: _("Analyse approaches"),
    7: _("Brainstorm, prioritise"),
    8: _("Analyse again"),
    9: _("Present results"),
    10: _("Follow-up"),
}
# What each step is for and who is there, in a sentence or two of our own.
STEP_PURPOSES = {
    0: _(
        "The evaluation team, the decision makers and the architect agree on scope, people, documents and dates, and "
        "decide whether the evaluation takes place."
    ),
    1: _("The evaluation leader explains the method, what it produces, and what everybody in the room will do."),
    2: _("The decision makers say what the business needs: goals, important functions, constraints, drivers."),
    3: _("The architect presents the architecture at the depth the time allows, with its constraints and neighbours."),
    4: _("Patterns, tactics and decisions are named and written down. They are not yet judged."),
    5: _("Decision makers and architect turn the wished-for qualities into scenarios, and rate each by two letters."),
    6: _(
        "The highest-rated scenarios are walked through the approaches. Questions bring out sensitivity points, "
        "trade-offs, risks and non-risks."
    ),
    7: _("The stakeholders write scenarios of their own, merge what is alike, and vote. The result meets the tree."),
    8: _("The scenarios with the most votes are analysed as in step 6. Little new turns up if the tree was good."),
    9: _("The evaluation team presents what was found: risk themes against the business drivers first."),
    10: _("The final report goes out; the team asks what to do better, and later whether the evaluation paid off."),
}


class Plan(NamedTuple):
    """One agenda item of a template: minutes are planned minutes, none for phases 0 and 3."""

    number: int
    phase: int
    group: str
    minutes: int | None = None
    skipped: bool = False


def _agenda(minutes: dict[int, int], skipped: frozenset[int]) -> tuple[Plan, ...]:
    groups = {1: "presentation", 2: "presentation", 3: "presentation", 4: "investigation", 5: "investigation"}
    groups |= {6: "investigation", 7: "testing", 8: "testing", 9: "reporting"}
    phases = {number: 1 if number <= 6 else 2 for number in groups}
    return (
        Plan(0, 0, "preparation"),
        *(Plan(n, phases[n], groups[n], minutes.get(n), n in skipped) for n in groups),
        Plan(10, 3, "follow_up"),
    )


AGENDAS = {
    "atam_full": _agenda({1: 30, 2: 45, 3: 60, 4: 45, 5: 90, 6: 180, 7: 90, 8: 120, 9: 60}, frozenset()),
    "atam_light": _agenda({2: 15, 3: 30, 4: 15, 5: 60, 6: 150, 9: 30}, frozenset({1, 7, 8})),
}

SECTIONS = {
    template: [
        "drivers",
        "architecture",
        "approaches",
        "tree",
        *(["workshop"] if template == "atam_full" else []),
        "analysis",
        "findings",
        "themes",
    ]
    for template in AGENDAS
}


def step_name(number: int) -> str:
    return STEP_NAMES[number]


def skip_reason() -> str:
    return gettext("Not part of the lightweight ATAM.")

"""The page of results: what a board needs to see of an evaluation on one page (parts in `PARTS`)."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.checks import Check, run_checks
from assessments.dossier.types import Dossier, Finding, Ref, Theme
from assessments.results.deck import PARTS, by_weight, degree, severities
from assessments.results.effects import Mapping, mapping

__all__ = ["PARTS", "Board", "board"]

DECISIONS = 20  # risks shown of those that need a decision
MAP = "#mapping-title"
HEAT = {"": "h1", "slows": "h2", "threatens": "h3", "blocks": "h4"}


class Threat(NamedTuple):
    driver: Ref
    word: str
    heat: str


class ThemeLine(NamedTuple):
    """A theme with the drivers it threatens, the one it bears on hardest first."""

    theme: Theme
    threats: tuple[Threat, ...]


class Part(NamedTuple):
    """What is presented: URL name of its page, icon, name, how many, and where on the page."""

    page: str
    icon: str
    name: str
    count: int
    place: str = ""  # "#" and the id of an element


@dataclass(frozen=True)
class Board:
    starts_at: datetime | None  # of step 9
    is_presented: bool  # step 9 is done
    audience: int
    analysed: int
    scenarios: int
    open_risks: int
    severities: str
    nonrisks: int
    sensitivity_points: int
    tradeoff_points: int
    themes: tuple[ThemeLine, ...]
    decisions: tuple[Finding, ...]
    more_decisions: int
    mapping: Mapping | None
    checks: tuple[Check, ...]
    parts: tuple[Part, ...]

    @property
    def failing(self) -> int:
        return sum(not check.holds for check in self.checks)


def board(dossier: Dossier) -> Board:
    severe = [risk for risk in dossier.findings if risk.is_open and risk.severity in {"critical", "high"}]
    grid = mapping(dossier.approaches, dossier.tree, dossier.findings)
    scenarios = dossier.tree.scenarios
    meeting = next((step for step in dossier.steps if step.number == 9), None)
    return Board(
        starts_at=meeting and meeting.starts_at,
        is_presented=meeting is not None and meeting.status == "done",
        audience=len(dossier.people),
        analysed=sum(scenario.analysis == "analysed" for scenario in scenarios),
        scenarios=len(scenarios),
        open_risks=sum(risk.is_open for risk in dossier.findings),
        severities=severities(dossier),
        nonrisks=len(dossier.of_kind("N")),
        sensitivity_points=len(dossier.of_kind("S")),
        tradeoff_points=len(dossier.of_kind("T")),
        themes=tuple(theme_line(theme) for theme in dossier.themes),
        decisions=tuple(by_weight(severe)[:DECISIONS]),
        more_decisions=max(len(severe) - DECISIONS, 0),
        mapping=grid if grid.columns and grid.lines else None,
        checks=run_checks(dossier),
        parts=parts(dossier, grid),
    )


def theme_line(theme: Theme) -> ThemeLine:
    threats = (Threat(driver, degree(value), HEAT[value]) for driver, value in theme.drivers)
    return ThemeLine(theme, tuple(sorted(threats, key=lambda threat: threat.heat, reverse=True)))


def parts(dossier: Dossier, grid: Mapping) -> tuple[Part, ...]:
    """What the method presents in step 9, in its order; the extension where it is switched on or holds something."""
    extensions = ()
    if dossier.recommendations or "recommendations" in dossier.assessment.sections:
        title = _("Recommendations, an extension")
        extensions = (Part("recommendations", "lightbulb", title, len(dossier.recommendations)),)
    return (
        Part("drivers", "target", _("Business drivers"), len(dossier.drivers)),
        Part("architecture", "layers", _("Architectural approaches"), len(dossier.approaches)),
        Part("tree", "list-tree", _("Utility tree"), len(dossier.tree.scenarios)),
        Part("findings", "triangle-alert", _("Risks"), len(dossier.of_kind("R"))),
        Part("findings", "shield-check", _("Non-risks"), len(dossier.of_kind("N"))),
        Part("findings", "activity", _("Sensitivity points"), len(dossier.of_kind("S"))),
        Part("findings", "scale", _("Trade-off points"), len(dossier.of_kind("T"))),
        Part("themes", "waypoints", _("Risk themes"), len(dossier.themes)),
        Part(
            "results", "table-2", _("Decisions mapped to qualities"), sum(any(line.cells) for line in grid.lines), MAP
        ),
        *extensions,
    )

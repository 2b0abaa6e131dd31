"""Completeness checks: what an evaluation still lacks, worked out and never stored.

Pure functions over a loaded dossier (the parts in `PARTS`); imports nothing of Django but its translations. Each check
is a rule of the method with an id, a sentence, and the rows to mend. Overview, results and report show the same.
"""

from collections.abc import Callable
from typing import NamedTuple

from assessments.dossier.checking import findings, scenarios
from assessments.dossier.checking.check import Check
from assessments.dossier.extensions import is_wanted
from assessments.dossier.types import Dossier

__all__ = ["PARTS", "RULES", "Check", "Rule", "run_checks"]

PARTS = ("tree", "drivers", "approaches", "sheets", "findings", "themes", "recommendations", "parked", "steps")

UNDER_WAY = {"in_progress", "done"}


class Rule(NamedTuple):
    """A check and the section it belongs to; it is left out where `when` says that it is not time for it."""

    check: Callable[[Dossier], Check]
    section: str
    when: Callable[[Dossier], bool] = lambda dossier: True


def closing(dossier: Dossier) -> bool:
    """Whether results are being presented, or have been: parked items should be resolved."""
    return dossier.assessment.status == "reported" or _reached(dossier, 9)


def following_up(dossier: Dossier) -> bool:
    """Whether owners and mitigations are expected: in phase 3, or where recommendations are written."""
    written = len(dossier.recommendations)
    return is_wanted("recommendations", dossier.assessment.sections, written) or _reached(dossier, 10)


def _reached(dossier: Dossier, number: int) -> bool:
    return any(step.number >= number and step.status in UNDER_WAY for step in dossier.steps)


RULES: tuple[Rule, ...] = (
    Rule(scenarios.unanalysed, "analysis"),
    Rule(scenarios.without_measure, "tree"),
    Rule(scenarios.unrated, "tree"),
    Rule(scenarios.analysed_without_parts, "analysis"),
    Rule(scenarios.analysed_with_questions, "analysis"),
    Rule(scenarios.empty_attributes, "tree"),
    Rule(scenarios.unserved_drivers, "drivers"),
    Rule(scenarios.only_use_cases, "tree"),
    Rule(findings.unexamined_approaches, "analysis"),
    Rule(findings.narrow_tradeoffs, "findings"),
    Rule(findings.baseless_nonrisks, "findings"),
    Rule(findings.overdue_nonrisks, "findings"),
    Rule(findings.risks_without_theme, "themes"),
    Rule(findings.themes_without_driver, "themes"),
    Rule(findings.risks_nobody_handles, "findings", following_up),
    Rule(findings.recommendations_without_risk, ""),
    Rule(findings.parked_items, "", closing),
)


def run_checks(dossier: Dossier) -> tuple[Check, ...]:
    """The checks that apply: those that fail first, in the order of the method. Needs the parts in `PARTS`.

    Left out are those of sections that are switched off, and those whose time has not come.
    """
    sections = dossier.assessment.sections | {""}
    checks = [rule.check(dossier) for rule in RULES if rule.section in sections and rule.when(dossier)]
    return tuple(sorted((check for check in checks if check.applicable), key=lambda check: check.holds))

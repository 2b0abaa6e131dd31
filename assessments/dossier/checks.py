"""Completeness checks: what an evaluation still lacks, worked out and never stored.

Pure functions over a loaded dossier (parts `tree`, `drivers`, `findings`, `themes`); imports nothing of Django
but its translations. Each check is a rule of the method with an id, a sentence, and the rows to mend.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.types import Dossier, Ref

PARTS = ("tree", "drivers", "findings", "themes")


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one rule.

    `missing` are the rows that break it, in the order of their page; empty means it holds. `sentence` says the
    outcome, without the names of the rows; `advice` says how to mend it. `page` is the URL name of the place.
    A check with nothing to look at (no scenarios, no risks) is not `applicable` and is neither met nor failed.
    """

    rule: str
    sentence: str
    advice: str
    page: str
    missing: tuple[Ref, ...] = ()
    applicable: bool = True

    @property
    def holds(self) -> bool:
        return self.applicable and not self.missing

    @property
    def more_than_six(self) -> int:
        """How many rows stay unnamed where six are."""
        return max(len(self.missing) - 6, 0)


def _scenarios_without_measure(dossier: Dossier) -> Check:
    scenarios = dossier.tree.scenarios
    missing = tuple(scenario.ref for scenario in scenarios if not scenario.response_measure)
    return Check(
        rule="scenario-measure",
        sentence=ngettext(
            "%(count)d scenario has no response measure", "%(count)d scenarios have no response measure", len(missing)
        )
        % {"count": len(missing)}
        if missing
        else ngettext(
            "The scenario has a response measure", "All %(count)d scenarios have a response measure", len(scenarios)
        )
        % {"count": len(scenarios)},
        advice=_("A scenario without a number and a unit someone can check is a wish"),
        page="tree",
        missing=missing,
        applicable=bool(scenarios),
    )


def _unrated_scenarios(dossier: Dossier) -> Check:
    leaves = tuple(scenario for attribute in dossier.tree.attributes for scenario in attribute.scenarios)
    missing = tuple(scenario.ref for scenario in leaves if not scenario.rated)
    return Check(
        rule="scenario-rating",
        sentence=ngettext("%(count)d scenario is not rated", "%(count)d scenarios are not rated", len(missing))
        % {"count": len(missing)}
        if missing
        else _("Every scenario in the tree is rated"),
        advice=_("Decision makers rate the importance, architects the difficulty"),
        page="tree",
        missing=missing,
        applicable=bool(leaves),
    )


def _empty_attributes(dossier: Dossier) -> Check:
    attributes = dossier.tree.attributes
    missing = tuple(
        Ref("attribute", attribute.id, attribute.code, attribute.name, attribute=attribute.code, hue=attribute.hue)
        for attribute in attributes
        if not attribute.scenarios
    )
    return Check(
        rule="attribute-scenarios",
        sentence=ngettext(
            "%(count)d attribute in the tree has no scenario",
            "%(count)d attributes in the tree have no scenario",
            len(missing),
        )
        % {"count": len(missing)}
        if missing
        else _("Every attribute in the tree has a scenario"),
        advice=_("Add a scenario, or take the attribute out of the tree"),
        page="tree",
        missing=missing,
        applicable=bool(attributes),
    )


def _unserved_drivers(dossier: Dossier) -> Check:
    # Goals and architectural drivers must show in the tree; a constraint or function need not have a scenario.
    drivers = tuple(driver for driver in dossier.drivers if driver.category in {"goal", "driver"})
    missing = tuple(driver.ref for driver in drivers if not driver.served_by)
    return Check(
        rule="driver-served",
        sentence=ngettext(
            "%(count)d business driver is served by no scenario",
            "%(count)d business drivers are served by no scenario",
            len(missing),
        )
        % {"count": len(missing)}
        if missing
        else _("Every business goal and architectural driver is served by a scenario"),
        advice=_("Say in a scenario which drivers it serves, or ask what is missing in the tree"),
        page="drivers",
        missing=missing,
        applicable=bool(drivers),
    )


def _risks_without_theme(dossier: Dossier) -> Check:
    risks = dossier.of_kind("R")
    missing = tuple(risk.ref for risk in risks if not risk.themes)
    return Check(
        rule="risk-theme",
        sentence=ngettext(
            "%(count)d risk belongs to no risk theme", "%(count)d risks belong to no risk theme", len(missing)
        )
        % {"count": len(missing)}
        if missing
        else _("Every risk belongs to a risk theme"),
        advice=_("Add it to a theme or start a new one"),
        page="findings",
        missing=missing,
        applicable=bool(risks),
    )


def _themes_without_driver(dossier: Dossier) -> Check:
    missing = tuple(theme.ref for theme in dossier.themes if not theme.drivers)
    return Check(
        rule="theme-driver",
        sentence=ngettext(
            "%(count)d risk theme threatens no business driver",
            "%(count)d risk themes threaten no business driver",
            len(missing),
        )
        % {"count": len(missing)}
        if missing
        else _("Every risk theme names the drivers it threatens"),
        advice=_("Name the drivers that suffer if its risks come true"),
        page="findings",
        missing=missing,
        applicable=bool(dossier.themes),
    )


def _narrow_tradeoffs(dossier: Dossier) -> Check:
    tradeoffs = dossier.of_kind("T")
    missing = tuple(point.ref for point in tradeoffs if len(point.attributes) < 2)
    return Check(
        rule="tradeoff-attributes",
        sentence=ngettext(
            "%(count)d trade-off point names fewer than two attributes",
            "%(count)d trade-off points name fewer than two attributes",
            len(missing),
        )
        % {"count": len(missing)}
        if missing
        else _("Every trade-off point names two attributes or more"),
        advice=_("Name the attributes it trades against each other; one alone is a sensitivity point"),
        page="findings",
        missing=missing,
        applicable=bool(tradeoffs),
    )


RULES: tuple[Callable[[Dossier], Check], ...] = (
    _scenarios_without_measure,
    _unrated_scenarios,
    _empty_attributes,
    _unserved_drivers,
    _risks_without_theme,
    _themes_without_driver,
    _narrow_tradeoffs,
)


def run_checks(dossier: Dossier) -> tuple[Check, ...]:
    """The checks that apply: those that fail first, in the order of the method. Needs the parts in `PARTS`."""
    checks = [rule(dossier) for rule in RULES]
    return tuple(sorted((check for check in checks if check.applicable), key=lambda check: check.holds))

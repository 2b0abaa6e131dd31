"""Checks of scenarios, the utility tree and the drivers it serves (ATAM steps 2 and 5 to 8)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.checking.check import Check, outcome, refs
from assessments.dossier.types import Dossier, Ref

LEAST = ("stimulus", "environment", "response")  # without them an analysis has nothing to stand on


def unanalysed(dossier: Dossier) -> Check:
    first = [scenario for scenario in dossier.tree.scenarios if scenario.rank == 0]
    missing = refs(scenario for scenario in first if scenario.analysis != "analysed")
    return outcome(
        "scenario-analysed",
        "analysis",
        first,
        missing,
        failed=ngettext(
            "%(count)d scenario rated (H,H) is not analysed",
            "%(count)d scenarios rated (H,H) are not analysed",
            len(missing),
        ),
        held=_("Every scenario rated (H,H) is analysed"),
        advice=_("(H,H) comes first: analyse, then mark as analysed"),
    )


def without_measure(dossier: Dossier) -> Check:
    scenarios = dossier.tree.scenarios
    missing = refs(scenario for scenario in scenarios if not scenario.response_measure)
    return outcome(
        "scenario-measure",
        "tree",
        scenarios,
        missing,
        failed=ngettext(
            "%(count)d scenario has no response measure", "%(count)d scenarios have no response measure", len(missing)
        ),
        held=ngettext(
            "The scenario has a response measure", "All %(count)d scenarios have a response measure", len(scenarios)
        ),
        advice=_("A scenario without a number and a unit someone can check is a wish"),
    )


def unrated(dossier: Dossier) -> Check:
    leaves = [scenario for attribute in dossier.tree.attributes for scenario in attribute.scenarios]
    missing = refs(scenario for scenario in leaves if not scenario.rated)
    return outcome(
        "scenario-rating",
        "tree",
        leaves,
        missing,
        failed=ngettext("%(count)d scenario is not rated", "%(count)d scenarios are not rated", len(missing)),
        held=_("Every scenario in the tree is rated"),
        advice=_("Decision makers rate the importance, architects the difficulty"),
    )


def analysed_without_parts(dossier: Dossier) -> Check:
    analysed = [scenario for scenario in dossier.tree.scenarios if scenario.analysis == "analysed"]
    missing = refs(scenario for scenario in analysed if not all(getattr(scenario, part) for part in LEAST))
    return outcome(
        "analysed-parts",
        "tree",
        analysed,
        missing,
        failed=ngettext(
            "%(count)d analysed scenario lacks its stimulus, environment or response",
            "%(count)d analysed scenarios lack their stimulus, environment or response",
            len(missing),
        ),
        held=_("Every analysed scenario has a stimulus, an environment and a response"),
        advice=_("An analysis answers to these three: write down what was meant"),
    )


def analysed_with_questions(dossier: Dossier) -> Check:
    analysed = [sheet for sheet in dossier.sheets if sheet.state == "analysed"]
    missing = refs(question for sheet in analysed for question in sheet.questions if question.is_open)
    return outcome(
        "analysed-questions",
        "analysis",
        analysed,
        missing,
        failed=ngettext(
            "%(count)d question about an analysed scenario is still open",
            "%(count)d questions about analysed scenarios are still open",
            len(missing),
        ),
        held=_("Every question about an analysed scenario is answered"),
        advice=_("Answer each, or write the missing answer down as a risk and close the question"),
    )


def empty_attributes(dossier: Dossier) -> Check:
    attributes = dossier.tree.attributes
    missing = tuple(
        Ref("attribute", attribute.id, attribute.code, attribute.name, attribute=attribute.code, hue=attribute.hue)
        for attribute in attributes
        if not attribute.scenarios
    )
    return outcome(
        "attribute-scenarios",
        "tree",
        attributes,
        missing,
        failed=ngettext(
            "%(count)d attribute in the tree has no scenario",
            "%(count)d attributes in the tree have no scenario",
            len(missing),
        ),
        held=_("Every attribute in the tree has a scenario"),
        advice=_("Add a scenario, or take the attribute out of the tree"),
    )


def unserved_drivers(dossier: Dossier) -> Check:
    # Goals and architectural drivers must show in the tree; a constraint or function need not have a scenario.
    drivers = [driver for driver in dossier.drivers if driver.category in {"goal", "driver"}]
    missing = refs(driver for driver in drivers if not driver.served_by)
    return outcome(
        "driver-served",
        "drivers",
        drivers,
        missing,
        failed=ngettext(
            "%(count)d business driver is served by no scenario",
            "%(count)d business drivers are served by no scenario",
            len(missing),
        ),
        held=_("Every business goal and architectural driver is served by a scenario"),
        advice=_("Say in a scenario which drivers it serves, or ask what is missing in the tree"),
    )


def only_use_cases(dossier: Dossier) -> Check:
    """Whether somebody asked how the system will grow, and what would break it."""
    kinds = {scenario.kind for scenario in dossier.tree.scenarios}
    fails = not kinds & {"growth", "exploratory"}
    return Check(
        rule="scenario-kinds",
        sentence=_("No scenario is marked as growth or exploratory")
        if fails
        else _("There are growth or exploratory scenarios"),
        advice=_("Ask how the system will grow and what would break it, or mark the kind of the scenarios that say so"),
        page="tree",
        applicable=bool(kinds),
        fails=fails,
    )

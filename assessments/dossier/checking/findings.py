"""Checks of approaches, findings, risk themes and recommendations (ATAM steps 4, 6, 8 and 9)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.checking.check import Check, outcome, refs
from assessments.dossier.types import Dossier


def unexamined_approaches(dossier: Dossier) -> Check:
    """An approach is examined where a sheet lists it, a question was put to it, or a finding was made at it."""
    examined = {approach.id for finding in dossier.findings for approach in finding.approaches}
    for sheet in dossier.sheets:
        examined |= {approach.id for approach in sheet.examined}
        examined |= {question.approach.id for question in sheet.questions if question.approach}
    missing = refs(approach for approach in dossier.approaches if approach.id not in examined)
    return outcome(
        "approach-examined",
        "architecture",
        dossier.approaches,
        missing,
        failed=ngettext(
            "%(count)d approach was never examined", "%(count)d approaches were never examined", len(missing)
        ),
        held=_("Every approach was examined"),
        advice=_("Put each on the sheet of a scenario it bears on, or delete it"),
    )


def narrow_tradeoffs(dossier: Dossier) -> Check:
    tradeoffs = dossier.of_kind("T")
    missing = refs(point for point in tradeoffs if len(point.attributes) < 2)
    return outcome(
        "tradeoff-attributes",
        "findings",
        tradeoffs,
        missing,
        failed=ngettext(
            "%(count)d trade-off point names fewer than two attributes",
            "%(count)d trade-off points name fewer than two attributes",
            len(missing),
        ),
        held=_("Every trade-off point names two attributes or more"),
        advice=_("Name the attributes it trades against each other; one alone is a sensitivity point"),
    )


def baseless_nonrisks(dossier: Dossier) -> Check:
    # One whose assumption broke lives on as the risk it became.
    standing = [nonrisk for nonrisk in dossier.of_kind("N") if not nonrisk.became]
    missing = refs(nonrisk for nonrisk in standing if not nonrisk.assumption)
    return outcome(
        "nonrisk-assumption",
        "findings",
        standing,
        missing,
        failed=ngettext(
            "%(count)d non-risk states no assumption", "%(count)d non-risks state no assumption", len(missing)
        ),
        held=_("Every non-risk states the assumption it rests on"),
        advice=_("A non-risk holds only as long as what it rests on"),
    )


def overdue_nonrisks(dossier: Dossier) -> Check:
    dated = [nonrisk for nonrisk in dossier.of_kind("N") if nonrisk.review_on and not nonrisk.became]
    missing = refs(nonrisk for nonrisk in dated if nonrisk.review_on < dossier.today)
    return outcome(
        "nonrisk-review",
        "findings",
        dated,
        missing,
        failed=ngettext(
            "The assumption of %(count)d non-risk was to be looked at again",
            "The assumptions of %(count)d non-risks were to be looked at again",
            len(missing),
        ),
        held=_("No assumption is past its review date"),
        advice=_("Look whether each still holds: set a new date, or say that it broke"),
    )


def risks_without_theme(dossier: Dossier) -> Check:
    risks = dossier.of_kind("R")
    missing = refs(risk for risk in risks if not risk.themes)
    return outcome(
        "risk-theme",
        "findings",
        risks,
        missing,
        failed=ngettext(
            "%(count)d risk belongs to no risk theme", "%(count)d risks belong to no risk theme", len(missing)
        ),
        held=_("Every risk belongs to a risk theme"),
        advice=_("Add each to a theme or start a new one"),
    )


def themes_without_driver(dossier: Dossier) -> Check:
    missing = refs(theme for theme in dossier.themes if not theme.drivers)
    return outcome(
        "theme-driver",
        "findings",
        dossier.themes,
        missing,
        failed=ngettext(
            "%(count)d risk theme threatens no business driver",
            "%(count)d risk themes threaten no business driver",
            len(missing),
        ),
        held=_("Every risk theme names the drivers it threatens"),
        advice=_("Name the drivers that suffer if the risks come true"),
    )


def risks_nobody_handles(dossier: Dossier) -> Check:
    # An accepted risk was decided on, a closed one is gone: neither needs more.
    risks = [risk for risk in dossier.of_kind("R") if risk.is_open]
    missing = refs(risk for risk in risks if not risk.owner or not risk.mitigation)
    return outcome(
        "risk-handled",
        "findings",
        risks,
        missing,
        failed=ngettext(
            "%(count)d open risk has no owner or no mitigation",
            "%(count)d open risks have no owner or no mitigation",
            len(missing),
        ),
        held=_("Every open risk has an owner and a mitigation"),
        advice=_("Say who sees to each and what is done, or accept it with a reason"),
    )


def recommendations_without_risk(dossier: Dossier) -> Check:
    missing = refs(row for row in dossier.recommendations if not row.risks and not row.themes)
    return outcome(
        "recommendation-risk",
        "recommendations",
        dossier.recommendations,
        missing,
        failed=ngettext(
            "%(count)d recommendation answers no risk", "%(count)d recommendations answer no risk", len(missing)
        ),
        held=_("Every recommendation answers a risk or a risk theme"),
        advice=_("Link each to the risks or themes it answers"),
    )


def parked_items(dossier: Dossier) -> Check:
    missing = refs(item for item in dossier.parked if item.is_open)
    return outcome(
        "parked-open",
        "parked",
        dossier.parked,
        missing,
        failed=ngettext("%(count)d parked item is still open", "%(count)d parked items are still open", len(missing)),
        held=_("Every parked item is resolved"),
        advice=_("Empty the parking lot at the close: resolve each, or say who takes it on"),
    )

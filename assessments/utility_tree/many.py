"""Writing several scenarios of the tree at once, each time as one change."""

from collections.abc import Iterable

from assessments import changes
from assessments.changes import Recorder, gone
from assessments.errors import Refused
from assessments.models import Assessment, Change, Participant, Refinement, Scenario
from assessments.utility_tree.rules import why_not_many


def rate_scenarios(
    *, assessment: Assessment, actor: Participant, public_ids: Iterable[str], axis: str, level: str
) -> Change | None:
    """Set `axis`, "importance" or "difficulty", of all of them to H, M, L or "". None if all of them had it."""
    with changes.record(assessment, actor, "scenario.rate") as change:
        for scenario in chosen(change, public_ids):
            change.update(scenario, **{axis: level})
    return change.change


def place_scenarios(
    *, assessment: Assessment, actor: Participant, public_ids: Iterable[str], refinement_id: str
) -> Change | None:
    """Give all of them the refinement as home, last under it, in the order they stood in. They keep their codes."""
    with changes.record(assessment, actor, "scenario.place") as change:
        home = change.get(Refinement, refinement_id)
        last = Scenario.objects.living().filter(refinement=home).order_by("position", "pk").last()
        place = last.position + 1 if last else 0
        for scenario in chosen(change, public_ids):
            if scenario.refinement_id != home.pk:
                change.update(scenario, refinement=home, position=place)
                place += 1
    return change.change


def chosen(change: Recorder, public_ids: Iterable[str]) -> list[Scenario]:
    """The scenarios in the tree's order. Refused if one of them is gone, or if there are none or too many."""
    wanted = {public_id.replace("\0", "") for public_id in public_ids}
    if reason := why_not_many(len(wanted)):
        raise Refused(reason)
    found = Scenario.objects.in_sight().filter(assessment=change.assessment, public_id__in=wanted)
    rows = list(found.order_by("refinement__attribute__position", "refinement__position", "position", "pk"))
    if len(rows) < len(wanted):
        raise gone()
    return rows

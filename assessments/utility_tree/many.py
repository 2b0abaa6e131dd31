"""Writing several scenarios of the tree at once, each time as one change."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assessments import changes
from assessments.changes import Recorder, gone
from assessments.conflicts import Edit, sort_out
from assessments.editing import conflict_by
from assessments.errors import FieldConflict, Refused
from assessments.models import Assessment, Change, Participant, Refinement, Scenario
from assessments.utility_tree.rules import why_not_many


class RatedMany(NamedTuple):
    """The change, none if nothing was to store, and [(code, conflict), ...] of those that somebody else rated."""

    change: Change | None
    conflicts: list[tuple[str, FieldConflict]]


def rate_scenarios(
    *,
    assessment: Assessment,
    actor: Participant,
    public_ids: Iterable[str],
    axis: str,
    level: str,
    bases: Mapping[str, str] | None = None,
) -> RatedMany:
    """Set `axis`, "importance" or "difficulty", of all of them to H, M, L or "".

    `bases` are the ratings seen, by public id; what somebody else rated since stays and is a conflict. A scenario
    without a base takes the rating whatever it had.
    """
    bases, overtaken = bases or {}, []
    with changes.record(assessment, actor, "scenario.rate") as change:
        for scenario in chosen(change, public_ids):
            present = getattr(scenario, axis)
            edit = Edit(base=bases.get(scenario.public_id, present), new=level)
            store, conflicting = sort_out({axis: present}, {axis: edit})
            if store:
                change.update(scenario, **store)
            elif conflicting:
                overtaken.append((scenario, edit, present))
        writers = changes.last_writers([scenario for scenario, _edit, _present in overtaken], axis)
    conflicts = [
        (scenario.code, conflict_by(writers.get(scenario.public_id), axis, edit, present))
        for scenario, edit, present in overtaken
    ]
    return RatedMany(change.change, conflicts)


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

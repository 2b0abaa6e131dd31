"""What happened in an assessment lately: the entries of the change log, an author's saves of one field as one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from assessments.dossier.change_words import describe, headline
from assessments.dossier.rows import person
from assessments.dossier.types import Person
from assessments.models import Assessment, Change, ChangeItem, Participant
from assessments.undoing import SAME_EDIT, can_be_undone, may_undo, not_in_effect, written_in

FEW = 30  # of a change with more rows the activity reads only the first


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the activity: who did `what` when. `what` is the rest of a sentence that begins with the name."""

    who: Person | None  # None: the system, or somebody who is gone; `name` stays
    name: str
    what: str
    at: datetime
    revision: int
    since: int  # the revision of the first change it tells: the same, unless it tells several saves as one
    can_undo: bool  # by whoever looks at it
    undone: bool


@dataclass(slots=True)
class Line:
    """A change with its first item, as read from the log; `since` is the first of the changes that it tells."""

    change: Change
    item: ChangeItem | None
    more: int  # further items in the same change
    undone: bool
    since: Change

    @property
    def target(self) -> tuple | None:
        """What an edit concerns: entries with one target, close in time, are one. None: it stands alone."""
        if self.item is None or self.more or (written := written_in(self.change, [self.item])) is None:
            return None
        return (*written, self.undone)


def line(change: Change, items: list[ChangeItem], more: int, gone: set[int]) -> Line:
    """A change told by one of its `items`; `more` are those beside it, whether they were read or not."""
    return Line(change, headline(change, items), more, change.pk in gone, change)


def recent_activity(assessment: Assessment, viewer: Participant, limit: int = 6) -> tuple[Entry, ...]:
    """The last `limit` entries, newest first, in two queries. Only the newest change offers Undo.

    Two more, and so on, where those do not tell all of them from their first save on: many saves are one entry.
    """
    read = limit * 4
    while True:
        lines = last_lines(assessment, read)
        shown = merged(lines)
        if len(lines) < read or are_whole(shown, limit, since=lines[-1].change.at):
            return tuple(_entry(told, viewer if told is shown[0] else None) for told in shown[:limit])
        read *= 4


def are_whole(shown: list[Line], limit: int, *, since: datetime) -> bool:
    """Are there `limit` entries, of which none can go on with a change before `since`?"""
    last = shown[:limit]
    return len(last) == limit and all(told.target is None or told.change.at - since > SAME_EDIT for told in last)


def last_lines(assessment: Assessment, number: int) -> list[Line]:
    """The last `number` changes, newest first, in two queries."""
    changes = list(
        Change.objects.filter(assessment=assessment)
        .select_related("actor", "undoes__undoes")
        .annotate(items_number=Count("items"), first_item=Min("items"))
        .order_by("-revision")[:number]
    )
    few = [change for change in changes if change.items_number <= FEW]
    items = defaultdict(list)
    for item in ChangeItem.objects.filter(Q(change__in=few) | Q(pk__in=[change.first_item for change in changes])):
        items[item.change_id].append(item)
    gone = not_in_effect((change.pk, change.undoes_id) for change in changes if change.undoes_id)
    return [line(change, items[change.pk], max(change.items_number - 1, 0), gone) for change in changes]


def merged(lines: list[Line]) -> list[Line]:
    """Several edits of one field by one author within two minutes as one, from the first value to the last.

    What others did meanwhile does not part them, as long as nobody else wrote in that field.
    """
    kept: list[Line] = []
    open_runs: dict[tuple, Line] = {}
    for earlier in lines:  # newest first
        later = open_runs.get(earlier.target) if earlier.target else None
        if later and _goes_on(earlier, later):
            later.item.before, later.since = earlier.item.before, earlier.change
            continue
        kept.append(earlier)
        if earlier.target:
            open_runs[earlier.target] = earlier
    return kept


def _goes_on(earlier: Line, later: Line) -> bool:
    return later.item.before == earlier.item.after and later.change.at - earlier.change.at <= SAME_EDIT


def _entry(told: Line, viewer: Participant | None) -> Entry:
    change = told.change
    return Entry(
        who=person(change.actor) if change.actor else None,
        name=change.actor_name or _("The system"),
        what=describe(change, told.item, told.more),
        at=change.at,
        revision=change.revision,
        since=told.since.revision,
        can_undo=can_be_undone_by(told, viewer),
        undone=told.undone,
    )


def can_be_undone_by(told: Line, viewer: Participant | None) -> bool:
    """Does the page offer `viewer` to take it back? What was taken back already is brought back where that stands."""
    if viewer is None or told.undone or told.item is None:
        return False
    return can_be_undone(told.change) and may_undo(viewer, told.change)

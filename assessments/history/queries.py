"""What the pages of the history show: changes with their values before and after, and rows that can come back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.dossier.activity import Line, can_be_undone_by, line, merged
from assessments.dossier.change_words import TIES, describe, row_in_words, value_in_words
from assessments.history.rules import where_they_differ
from assessments.logged import model_named
from assessments.models import Assessment, Change, ChangeItem, Participant
from assessments.purge import KEEP_DAYS
from assessments.undoing import taken_back

PAGE = 50
ROWS = 50  # of one change, told with their values
# Columns that say nothing to a reader: what is worked out, and the order among siblings.
UNSAID = {"position", "public_id", "name_key", "number_code", "sha256", "size", "width", "height"}


@dataclass(frozen=True)
class Value:
    """A field of one row before and after a change, in words; "" where it was or is empty."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Touched:
    """A row that a change touched. `id` finds its own history."""

    id: str
    row: str  # "risk R3"
    what: str  # created, changed, deleted, restored
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Entry:
    """One change, or several saves of one field: who did `what` when, and to which rows."""

    name: str
    what: str
    at: datetime
    revision: int
    since: int  # the revision of the first change it tells: the same, unless it tells several saves as one
    can_undo: bool  # by whoever looks at it
    undone: bool
    rows: tuple[Touched, ...]  # the first of them
    total: int


@dataclass(frozen=True)
class Deleted:
    """A row that was deleted and can come back until `until`."""

    entity: str
    id: str
    row: str
    title: str
    name: str  # of whoever deleted it
    at: datetime
    until: datetime


def changes_page(
    assessment: Assessment, viewer: Participant, *, row: str = "", number: str = "1"
) -> tuple[Page, tuple[Entry, ...]]:
    """A page of changes, newest first; those of one row and its ties if `row` names it. A fixed number of queries."""
    changes = Change.objects.filter(assessment=assessment).order_by("-revision")
    rows = {row, *ties_of(assessment, row)} if row else set()
    if row:
        changes = changes.filter(pk__in=ChangeItem.objects.filter(public_id__in=rows).values("change"))
    changes = changes.select_related("undoes__undoes").prefetch_related("items")
    page = Paginator(changes, PAGE).get_page(number)
    gone = taken_back(assessment)
    lines = []
    for change in page:
        items = list(change.items.all())
        lines.append(line(change, told(change, rows) or items, len(items) - 1 if items else 0, gone))
    labels = labels_of(assessment, page, rows)
    return page, tuple(entry(told_as_one, rows, labels, viewer) for told_as_one in merged(lines))


def ties_of(assessment: Assessment, row: str) -> set[str]:
    """The public ids of what ties this row to others, or was said of it, deleted or not."""
    written = ChangeItem.objects.filter(change__assessment=assessment, entity__in=TIES, kind=ChangeItem.Kind.CREATE)
    named = Q()
    for entity in TIES:
        for end in model_named(entity).ENDS:
            named |= Q(entity=entity, **{f"after__{end}": row})
    return set(written.filter(named).values_list("public_id", flat=True))


def told(change: Change, rows: set[str]) -> list[ChangeItem]:
    """The rows of a change that are told with their values: an import has thousands."""
    return [item for item in change.items.all() if not rows or item.public_id in rows][:ROWS]


def labels_of(assessment: Assessment, changes, rows: set[str]) -> dict[str, str]:
    """What the rows are called that the values of these changes refer to, by public id: one query."""
    ids = set()
    for change in changes:
        for item in told(change, rows):
            fields = {field.name for field in model_named(item.entity)._meta.concrete_fields if field.is_relation}
            values = [*item.before.items(), *item.after.items()]
            ids |= {str(value) for name, value in values if name in fields and value}
    items = ChangeItem.objects.filter(change__assessment=assessment, public_id__in=ids)
    return dict(items.order_by("pk").values_list("public_id", "label"))


def entry(told_as_one: Line, rows: set[str], labels: dict[str, str], viewer: Participant) -> Entry:
    change = told_as_one.change
    shown = [item for item in change.items.all() if not rows or item.public_id in rows]
    return Entry(
        name=change.actor_name or _("The system"),
        what=describe(change, told_as_one.item, max(len(shown) - 1, 0)),
        at=change.at,
        revision=change.revision,
        since=told_as_one.since.revision,
        can_undo=can_be_undone_by(told_as_one, viewer),
        undone=told_as_one.undone,
        rows=tuple(touched(item, labels, whole=bool(rows)) for item in told(change, rows)),
        total=len(shown),
    )


def touched(item: ChangeItem, labels: dict[str, str], *, whole: bool) -> Touched:
    """A row with its values before and after; long ones are quoted where they differ, unless asked for `whole`."""
    model = model_named(item.entity)
    names = [name for name in item.after or item.before if name not in UNSAID]
    values = []
    for name in names:
        pair = [value_in_words(model, name, side.get(name), labels) for side in (item.before, item.after)]
        values.append(
            Value(str(model._meta.get_field(name).verbose_name), *(pair if whole else where_they_differ(*pair)))
        )
    return Touched(
        id=item.public_id,
        row=row_in_words(item),
        what=str(item.get_kind_display()),
        values=tuple(value for value in values if value.before or value.after),
    )


def deleted_rows(assessment: Assessment) -> tuple[Deleted, ...]:
    """Rows that people deleted in the last 30 days and that are still gone, newest first.

    Links are left out: they come back with what they tie together. One query, and one for each kind of row.
    """
    since = timezone.now() - timedelta(days=KEEP_DAYS)
    items = ChangeItem.objects.filter(
        change__assessment=assessment, change__at__gte=since, kind=ChangeItem.Kind.DELETE
    ).exclude(Q(label="") | Q(entity__in=TIES))
    found, seen = [], set()
    for item in items.select_related("change").order_by("-change__revision", "pk"):
        if (item.entity, item.public_id) not in seen:
            seen.add((item.entity, item.public_id))
            found.append(item)
    gone = still_gone(assessment, found)
    return tuple(
        Deleted(
            entity=item.entity,
            id=item.public_id,
            row=row_in_words(item),
            title=title_of(gone[item.entity, item.public_id]),
            name=item.change.actor_name or _("The system"),
            at=item.change.at,
            until=item.change.at + timedelta(days=KEEP_DAYS),
        )
        for item in found
        if (item.entity, item.public_id) in gone
    )


def still_gone(assessment: Assessment, items: list[ChangeItem]) -> dict:
    """{(entity, public id): row} of those that are deleted now."""
    wanted: dict[str, list[str]] = {}
    for item in items:
        if item.entity != "Assessment":
            wanted.setdefault(item.entity, []).append(item.public_id)
    return {
        (entity, row.public_id): row
        for entity, ids in wanted.items()
        for row in model_named(entity).objects.filter(
            assessment=assessment, public_id__in=ids, deleted_at__isnull=False
        )
    }


def title_of(row) -> str:
    """What the row says, beside its code: its statement, title, text or name."""
    for name in ("statement", "title", "text", "name"):
        if text := getattr(row, name, ""):
            return text if text not in {row.code, row.called} else ""
    return ""

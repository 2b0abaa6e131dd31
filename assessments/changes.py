"""The one place through which every write to an assessment's content passes.

    with changes.record(assessment, actor, "driver.add") as change:
        driver = change.create(Driver, number=change.next_number("BD"), statement="…")

`record` opens one transaction, locks the assessment's row, and on leaving raises its revision by one and writes
one Change with an item for each row touched. If nothing changed, nothing is written. Reads of rows to be changed
belong inside the block (`change.get`), so that they see what the lock protects.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.errors import Refused
from assessments.logged import called, cleaned, content_fields, to_json
from assessments.models import Assessment, Change, ChangeItem, Counter, Participant
from assessments.models.base import Row

LABEL_MAX = 300
UNDO = "undo"
RESTORE_ASSESSMENT = "assessment.restore"
INVITATION_ACTIONS = {"participant.remind", "participant.renew", "participant.revoke"}


class WrittenBefore(Exception):
    """The request of this key was carried out already; `change` is what it wrote."""

    def __init__(self, change: Change):
        super().__init__(change.request_key)
        self.change = change


_request_key: ContextVar[str] = ContextVar("request_key", default="")


@contextmanager
def carried_out_once(key: str):
    """In the block, the first change bears this key of a request, as if `record` had been given it; "" for none."""
    token = _request_key.set(key)
    try:
        yield
    finally:
        _request_key.reset(token)


def _key_of_request() -> str:
    key = _request_key.get()
    _request_key.set("")  # one change of a request bears it
    return key


@contextmanager
def record(
    assessment: Assessment,
    actor: Participant | None,
    action: str,
    *,
    undoes: Change | None = None,
    request_key: str = "",
    actor_name: str = "",
):
    """One write to `assessment` by `actor` (none: the system, or `actor_name`), named `action` ("scenario.rate").

    Yields a Recorder. Raising inside the block rolls everything back. `assessment` is refreshed under the lock.
    With a `request_key` the block runs once in this assessment: WrittenBefore is raised when it did before.
    """
    request_key = request_key or _key_of_request()
    with transaction.atomic():
        locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
        if locked.deleted_at and action not in {UNDO, RESTORE_ASSESSMENT}:
            raise Refused(_("This assessment was deleted. Restore it before you change it."))
        if request_key and (before := locked.changes.filter(request_key=request_key).first()):
            raise WrittenBefore(before)
        recorder = Recorder(locked)
        yield recorder
        recorder.finish(actor=actor, action=action, actor_name=actor_name, undoes=undoes, request_key=request_key)
    assessment.revision = locked.revision
    assessment.changed_at = locked.changed_at


@contextmanager
def record_new(*, action: str, actor_name: str, **fields):
    """Create an assessment and its first rows as one change; yields the Recorder (`recorder.assessment`).

    The first participant created becomes the change's actor.
    """
    with transaction.atomic():
        assessment = Assessment.objects.create(**cleaned(Assessment, fields))
        recorder = Recorder(assessment)
        recorder.note(ChangeItem.Kind.CREATE, assessment, {}, to_json(assessment, sorted(fields)))
        yield recorder
        actor = next((row for row in recorder.created if isinstance(row, Participant)), None)
        recorder.finish(actor=actor, action=action, actor_name=actor_name)


def gone() -> Refused:
    """Why nothing is written to a row that is deleted, or hidden because one it hangs on is."""
    return Refused(_("This was deleted in the meantime. Reload the page to see what is there now."))


class Recorder:
    """Creates, updates, deletes, restores and moves rows of one assessment, and remembers what it did."""

    def __init__(self, assessment: Assessment):
        self.assessment = assessment
        self.revision = assessment.revision + 1
        self.now = timezone.now()
        self.items: list[ChangeItem] = []
        self.created: list[Row] = []
        self.change: Change | None = None
        self._next_positions: dict = {}
        self._counters: dict[str, Counter] = {}
        self._raised: set[str] = set()  # kinds whose counter is written when the block ends

    def get(self, model: type[Row], public_id: str, *, deleted: bool = False):
        """The living row with this public id in this assessment; Refused if it or a row it hangs on is gone.

        With `deleted=True` a deleted row is found too.
        """
        public_id = public_id.replace("\0", "")  # no id has one, and PostgreSQL refuses to look for it
        rows = model.objects.filter(assessment=self.assessment, public_id=public_id)
        row = (rows if deleted else rows.in_sight()).first()
        if row is None:
            raise gone()
        return row

    def create(self, model: type[Row], **fields) -> Row:
        """A new row, last among its siblings, with the named fields."""
        row = model(assessment=self.assessment, version=self.revision, **cleaned(model, fields))
        if "position" not in fields:
            row.position = self._append(row)
        row.save(force_insert=True)
        self.created.append(row)
        self.note(ChangeItem.Kind.CREATE, row, {}, to_json(row, content_fields(row)))
        return row

    def update(self, row, **fields) -> set[str]:
        """Set the named fields; returns the names of those whose value differed. Nothing else is written."""
        before = to_json(row, fields)
        for name, value in cleaned(type(row), fields).items():
            setattr(row, name, value)
        after = to_json(row, fields)
        changed = [name for name in fields if before[name] != after[name]]
        if changed:
            row.version = self.revision
            row.save(update_fields=[*changed, "version"])
            self.note(
                ChangeItem.Kind.UPDATE,
                row,
                {name: before[name] for name in changed},
                {name: after[name] for name in changed},
            )
        return set(changed)

    def delete(self, row) -> None:
        """Mark the row deleted. Rows that hang on it stay as they are; loaders leave them out."""
        self._set_deleted(row, self.now, ChangeItem.Kind.DELETE)

    def restore(self, row) -> None:
        """Take the deletion mark away. A living row that has taken its name makes the database refuse."""
        self._set_deleted(row, None, ChangeItem.Kind.RESTORE)

    def _set_deleted(self, row, at, kind) -> None:
        row.deleted_at, row.version = at, self.revision
        row.save(update_fields=["deleted_at", "version"])
        self.note(kind, row, {}, {})

    def move(self, row: Row, *, after: Row | None) -> None:
        """Put `row` behind its sibling `after` (first, if none) and number the siblings densely."""
        siblings = [sibling for sibling in siblings_of(row).living() if sibling.pk != row.pk]
        place = 0 if after is None else [sibling.pk for sibling in siblings].index(after.pk) + 1
        siblings.insert(place, row)
        for position, sibling in enumerate(siblings):
            if sibling.position != position:
                self.update(sibling, position=position)

    def next_number(self, kind: str) -> int:
        """The next human number of this kind; never given out before in this assessment."""
        return self._raise(kind, self._counter(kind).last + 1)

    def claim_number(self, kind: str, number: int) -> int:
        """Keep a number that a document brought, raising the counter to it; returns `number`."""
        if number > self._counter(kind).last:
            self._raise(kind, number)
        return number

    def _counter(self, kind: str) -> Counter:
        """The counter of this kind, read once: nobody else raises it while this block holds the assessment's lock."""
        if kind not in self._counters:
            self._counters[kind], _created = Counter.objects.get_or_create(assessment=self.assessment, kind=kind)
        return self._counters[kind]

    def _raise(self, kind: str, number: int) -> int:
        self._counter(kind).last = number
        self._raised.add(kind)
        return number

    def note(self, kind, row, before: dict, after: dict) -> None:
        self.items.append(
            ChangeItem(
                kind=kind,
                entity=type(row).__name__,
                public_id=row.public_id,
                label=called(row)[:LABEL_MAX],
                before=before,
                after=after,
            )
        )

    def _append(self, row: Row) -> int:
        """The position after the last sibling, asked of the database once per list and block."""
        key = (type(row), *(getattr(row, name) for name in SIBLING_KEYS.get(type(row).__name__, ())))
        if key not in self._next_positions:
            last = siblings_of(row).aggregate(last=models.Max("position"))["last"]
            self._next_positions[key] = 0 if last is None else last + 1
        self._next_positions[key] += 1
        return self._next_positions[key] - 1

    def finish(
        self, *, actor, action: str, actor_name: str = "", undoes: Change | None = None, request_key: str = ""
    ) -> None:
        for kind in sorted(self._raised):
            self._counters[kind].save(update_fields=["last"])
        if not self.items:
            return
        self.assessment.revision = self.revision
        self.assessment.changed_at = self.now
        self.assessment.save(update_fields=["revision", "changed_at"])
        self.change = Change.objects.create(
            assessment=self.assessment,
            revision=self.revision,
            actor=actor,
            actor_name=actor_name or (actor.name if actor else ""),
            action=action,
            at=self.now,
            undoes=undoes,
            request_key=request_key,
        )
        for item in self.items:
            item.change = self.change
        ChangeItem.objects.bulk_create(self.items, batch_size=500)


# Rows are ordered among those that share these columns; other rows among all of their kind in the assessment.
SIBLING_KEYS = {
    "Refinement": ("attribute_id",),
    "Scenario": ("refinement_id",),
    "AnalysisRow": ("scenario_id",),
    "AnalysisQuestion": ("scenario_id",),
    "ApproachComponent": ("approach_id",),
    "Connection": ("source_id",),
    "Finding": ("kind",),
    "FindingComment": ("finding_id",),
    "FindingLink": ("finding_id",),
    "FindingAttribute": ("finding_id",),
    "ScenarioDriver": ("scenario_id",),
    "ScenarioAttribute": ("scenario_id",),
    "ThemeRisk": ("theme_id",),
    "ThemeDriver": ("theme_id",),
    "RecommendationFinding": ("recommendation_id",),
    "RecommendationTheme": ("recommendation_id",),
}


def siblings_of(row: Row):
    """The rows `row` is ordered among, itself included, in order; deleted ones too."""
    model = type(row)
    keys = {name: getattr(row, name) for name in SIBLING_KEYS.get(model.__name__, ())}
    return model.objects.filter(assessment_id=row.assessment_id, **keys).order_by("position", "pk")


def last_writer(row: Row, field: str) -> ChangeItem | None:
    """The change item that last wrote `field` of `row`, with its change; none if the log does not know."""
    return last_writers([row], field).get(row.public_id)


def last_writers(rows: list[Row], field: str) -> dict[str, ChangeItem]:
    """{public id: the change item that last wrote `field`}, of rows of one kind and one assessment, in one query."""
    if not rows:
        return {}
    first = rows[0]
    items = ChangeItem.objects.filter(
        change__assessment=first.pk if isinstance(first, Assessment) else first.assessment_id,
        entity=type(rows[0]).__name__,
        public_id__in=[row.public_id for row in rows],
        after__has_key=field,
    )
    latest = items.values("public_id").annotate(latest=models.Max("pk")).order_by().values("latest")
    return {item.public_id: item for item in ChangeItem.objects.filter(pk__in=latest).select_related("change")}

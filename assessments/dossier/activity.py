"""What happened in an assessment lately: the change log as sentences."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.changes import INVITATION_ACTIONS, UNDO, can_be_undone, is_for_leads, model_named
from assessments.dossier.rows import person
from assessments.dossier.types import Person
from assessments.models import Assessment, Change, ChangeItem
from assessments.steps import step_name

# One author's edits of one field within this time are one entry (domain: write path).
SAME_EDIT = timedelta(minutes=2)
SHOWN_VALUE = 40  # longer values are not quoted


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the activity: who did `what` when. `what` is the rest of a sentence that begins with the name."""

    who: Person | None  # None: the system, or somebody who is gone; `name` stays
    name: str
    what: str
    at: datetime
    revision: int
    can_undo: bool
    for_leads: bool  # only they may undo it


@dataclass(frozen=True, slots=True)
class _Line:
    """A change with its first item, as read from the log."""

    change: Change
    item: ChangeItem | None
    more: int  # further items in the same change

    @property
    def target(self) -> tuple:
        """What an edit concerns: entries with one target by one author, close in time, are one."""
        item = self.item
        if item is None or item.kind != ChangeItem.Kind.UPDATE or self.more or item.entity in {"Step", "Invitation"}:
            return ("change", self.change.pk)
        return (self.change.actor_id, item.entity, item.public_id, tuple(sorted(item.after)))


def recent_activity(assessment: Assessment, limit: int = 6) -> tuple[Entry, ...]:
    """The last `limit` entries, newest first, in two queries. Only the newest change offers Undo."""
    changes = list(
        Change.objects.filter(assessment=assessment)
        .select_related("actor")
        .annotate(items_number=Count("items"), first_item=Min("items"))
        .order_by("-revision")[: limit * 4]
    )
    items = ChangeItem.objects.in_bulk([change.first_item for change in changes if change.first_item])
    lines = [_Line(change, items.get(change.first_item), max(change.items_number - 1, 0)) for change in changes]
    return tuple(_entry(line, newest=line.change is changes[0]) for line in _merged(lines)[:limit])


def _merged(lines: list[_Line]) -> list[_Line]:
    """Several edits of one field by one author within two minutes as one, from the first value to the last."""
    kept: list[_Line] = []
    for line in lines:
        later = kept[-1] if kept else None
        if later and later.target == line.target and later.change.at - line.change.at <= SAME_EDIT:
            later.item.before = line.item.before
            continue
        kept.append(line)
    return kept


def _entry(line: _Line, *, newest: bool) -> Entry:
    change = line.change
    can_undo = newest and can_be_undone(change)
    return Entry(
        who=person(change.actor) if change.actor else None,
        name=change.actor_name or _("The system"),
        what=describe(change.action, line.item, line.more),
        at=change.at,
        revision=change.revision,
        can_undo=can_undo,
        for_leads=can_undo and is_for_leads(change),
    )


def describe(action: str, item: ChangeItem | None, more: int) -> str:
    """The sentence of a change, without its subject: "added risk R3", "changed the difficulty of Se2 from H to M"."""
    if action == "assessment.create":
        return _("started the assessment")
    if item is None:
        return _("changed something")
    if action == "agenda.lay_out":
        return _("set the dates of the agenda")
    if action == "agenda.template":
        return _("took the agenda of the other template")
    if action == "candidate.dismiss":
        return _("dismissed the trade-off candidate “%(row)s”") % {"row": item.label}
    if action == "candidate.offer":
        return _("offered the trade-off candidate “%(row)s” again") % {"row": item.label}
    if action == "participant.join":
        return _("took up an invitation")
    if action in INVITATION_ACTIONS:
        return _about_invitation(action, item.label)
    if action == UNDO:
        return _("took back a change to %(row)s") % {"row": row_in_words(item)}
    sentence = {
        ChangeItem.Kind.CREATE: _("added %(row)s"),
        ChangeItem.Kind.DELETE: _("deleted %(row)s"),
        ChangeItem.Kind.RESTORE: _("brought back %(row)s"),
    }.get(item.kind, "") % {"row": row_in_words(item)} or _edit(item)
    if more and item.kind != ChangeItem.Kind.UPDATE:
        sentence += " " + ngettext("and %(count)d row with it", "and %(count)d rows with it", more) % {"count": more}
    return sentence


def _about_invitation(action: str, name: str) -> str:
    """What became of an invitation; `name` is "" where it is for whoever holds the link, or for an address."""
    if not name:
        return {
            "participant.remind": _("reminded somebody of an invitation"),
            "participant.renew": _("gave an invitation a new link"),
        }.get(action, _("revoked an invitation"))
    sentence = {
        "participant.remind": _("reminded %(name)s of the invitation"),
        "participant.renew": _("gave the invitation of %(name)s a new link"),
    }.get(action, _("revoked the invitation of %(name)s"))
    return sentence % {"name": name}


def row_in_words(item: ChangeItem) -> str:
    """ "risk R3": what kind of row, and its code or name at the time."""
    word = {
        "S": pgettext("activity", "sensitivity point"),
        "T": pgettext("activity", "trade-off point"),
        "R": pgettext("activity", "risk"),
        "N": pgettext("activity", "non-risk"),
    }.get(item.label[:1] if item.entity == "Finding" else "") or str(model_named(item.entity)._meta.verbose_name)
    return f"{word} {item.label}".strip()


def _step(item: ChangeItem) -> str:
    """ "closed step 5 after 95 minutes": what happened to an item of the agenda."""
    before, after = item.before.get("status"), item.after.get("status")
    step = {"step": step_in_sentence(item.label)}
    if after == "done":
        if minutes := item.after.get("actual_minutes"):
            return _("closed %(step)s after %(minutes)s minutes") % (step | {"minutes": minutes})
        return _("closed %(step)s") % step
    if after == "skipped":
        return _("skipped %(step)s: %(reason)s") % (step | {"reason": item.after.get("skip_reason", "")})
    if before in {"done", "skipped"}:
        return _("reopened %(step)s") % step
    if after == "in_progress":
        return _("began %(step)s") % step
    return _("changed %(step)s") % step


def step_in_sentence(label: str) -> str:
    """The label of a step ("Step 5") as it reads within a sentence."""
    number = label.rpartition(" ")[2]
    if number in {"0", "10"}:
        return lower_first(str(step_name(int(number))))
    return _("step %(number)s") % {"number": number}


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _edit(item: ChangeItem) -> str:
    if item.entity == "Step":
        return _step(item)
    names = [name for name in item.after if name not in {"position", "name_key"}]
    if not names:
        return _("moved %(row)s") % {"row": row_in_words(item)}
    model = model_named(item.entity)
    fields = ", ".join(str(model._meta.get_field(name).verbose_name) for name in names)
    if len(names) == 1:
        before, after = (_shown(model, names[0], values.get(names[0])) for values in (item.before, item.after))
        if before and after:
            return _("changed the %(field)s of %(row)s from %(before)s to %(after)s") % {
                "field": fields,
                "row": item.label,
                "before": before,
                "after": after,
            }
        if after:
            return _("set the %(field)s of %(row)s to %(after)s") % {
                "field": fields,
                "row": item.label,
                "after": after,
            }
    return _("changed %(row)s: %(fields)s") % {"row": row_in_words(item), "fields": fields}


def _shown(model, name: str, value) -> str:
    """A value short enough to quote, choices by their word; "" for all others."""
    field = model._meta.get_field(name)
    if field.is_relation or value in ("", None) or not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    text = str(dict(field.flatchoices).get(value, value)) if name not in {"importance", "difficulty"} else str(value)
    return text if len(text) <= SHOWN_VALUE and "\n" not in text else ""


def value_in_words(model, name: str, value, labels: dict[str, str]) -> str:
    """A value of the log for a reader, whole: choices by their word, references by the label of their row."""
    if value in ("", None, [], {}):
        return ""
    field = model._meta.get_field(name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.is_relation:
        return labels.get(str(value), "") or _("set")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if not isinstance(part, dict)) or str(len(value))
    return str(dict(field.flatchoices).get(value, value))

"""The sentences in which the change log is told: "added risk R3", "put R3 into theme RT1"."""

from datetime import date, datetime

from django.db.models import DateField, DateTimeField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from assessments.changes import INVITATION_ACTIONS, UNDO
from assessments.logged import model_named
from assessments.models import Change, ChangeItem
from assessments.models.base import END_MARK
from assessments.steps import step_name

SHOWN_VALUE = 40  # longer values are not quoted
SHOWN_REASON = 120  # longer reasons are cut
# Rows that tie two others together: how making one and taking it away is told.
TIES = {
    "ThemeRisk": (
        gettext_lazy("put %(one)s into theme %(other)s"),
        gettext_lazy("took %(one)s out of theme %(other)s"),
    ),
    "ThemeDriver": (
        gettext_lazy("said that theme %(one)s threatens %(other)s"),
        gettext_lazy("said that theme %(one)s does not threaten %(other)s"),
    ),
    "FindingLink": (gettext_lazy("placed %(one)s at %(other)s"), gettext_lazy("took %(one)s away from %(other)s")),
    "FindingAttribute": (
        gettext_lazy("said that %(one)s bears on %(other)s"),
        gettext_lazy("said that %(one)s does not bear on %(other)s"),
    ),
    "FindingComment": (gettext_lazy("commented on %(one)s"), gettext_lazy("took back a comment on %(one)s")),
    "ScenarioDriver": (
        gettext_lazy("said that %(one)s serves %(other)s"),
        gettext_lazy("said that %(one)s does not serve %(other)s"),
    ),
    "ScenarioAttribute": (
        gettext_lazy("said that %(one)s touches %(other)s too"),
        gettext_lazy("said that %(one)s does not touch %(other)s"),
    ),
    "AnalysisRow": (
        gettext_lazy("put approach %(other)s on the sheet of %(one)s"),
        gettext_lazy("took approach %(other)s off the sheet of %(one)s"),
    ),
    "ApproachComponent": (
        gettext_lazy("said that %(one)s uses %(other)s"),
        gettext_lazy("said that %(one)s does not use %(other)s"),
    ),
    "RecommendationFinding": (
        gettext_lazy("said that %(one)s answers %(other)s"),
        gettext_lazy("said that %(one)s does not answer %(other)s"),
    ),
    "RecommendationTheme": (
        gettext_lazy("said that %(one)s answers %(other)s"),
        gettext_lazy("said that %(one)s does not answer %(other)s"),
    ),
}


# Rows that come into being on the way to what was done, and the actions that are about them themselves.
ON_THE_WAY = {"Participant", "QualityAttribute", "Refinement"}
ABOUT_THOSE = ("participant.", "attribute.", "refinement.")


def headline(change: Change, items: list[ChangeItem]) -> ChangeItem | None:
    """The item that says best what a change was: the finding, not the owner and the attribute that came with it."""
    if change.action == UNDO and not is_done_again(change):
        items = items[::-1]  # an undo goes backwards
    if not change.action.startswith(ABOUT_THOSE):
        items = [item for item in items if item.entity not in ON_THE_WAY] or items
    return items[0] if items else None


def is_done_again(change: Change) -> bool:
    """Does it undo an undo?"""
    return change.undoes is not None and change.undoes.action == UNDO and not is_done_again(change.undoes)


def describe(change: Change, item: ChangeItem | None, more: int) -> str:
    """The sentence of a change, without its subject: "added risk R3", "changed the difficulty of Se2 from H to M"."""
    action = change.action
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
        said = _("did again a change to %(row)s") if is_done_again(change) else _("took back a change to %(row)s")
        return said % {"row": row_in_words(item)}
    sentence = _of_an_action(action, item, more) or _of_a_row(item)
    makes_room = item.kind == ChangeItem.Kind.UPDATE and action.endswith((".move", ".place"))
    if more and action not in TELL_ALL and not makes_room:
        sentence += " " + ngettext("and %(count)d row with it", "and %(count)d rows with it", more) % {"count": more}
    return sentence


# Actions whose own sentence tells all that they did.
TELL_ALL = {"theme.move", "finding.broke"}


def _of_an_action(action: str, item: ChangeItem, more: int) -> str:
    """The sentence of what is done in one go and touches several rows or fields; "" for all else."""
    one, _mark, _other = item.label.partition(END_MARK)
    reason = item.after.get("accepted_because") or item.after.get("reason") or ""
    words = {"row": item.label, "one": one, "reason": Truncator(" ".join(reason.split())).chars(SHOWN_REASON)}
    if action == "theme.move" and more:
        return _("moved %(one)s to another theme") % words
    if action == "finding.broke":
        return _("added risk %(row)s: an assumption broke") % words
    if action == "finding.accept":
        return _("accepted risk %(row)s: %(reason)s") % words if reason else ""
    if action == "comment.answer":
        return {
            "accepted": _("accepted a comment on %(one)s"),
            "rejected": _("rejected a comment on %(one)s: %(reason)s"),
            "": _("took back the answer to a comment on %(one)s"),
        }.get(item.after.get("disposition"), "") % words
    return ""


def _of_a_row(item: ChangeItem) -> str:
    if item.kind == ChangeItem.Kind.UPDATE:
        return _edit(item)
    one, _mark, other = item.label.partition(END_MARK)
    if item.entity in TIES and one:
        made, gone = TIES[item.entity]
        return str(gone if item.kind == ChangeItem.Kind.DELETE else made) % {"one": one, "other": other}
    return {
        ChangeItem.Kind.CREATE: _("added %(row)s"),
        ChangeItem.Kind.DELETE: _("deleted %(row)s"),
        ChangeItem.Kind.RESTORE: _("brought back %(row)s"),
    }[item.kind] % {"row": row_in_words(item)}


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
    tie = item.entity in TIES and item.entity != "FindingComment" and item.label
    return item.label if tie else f"{word} {item.label}".strip()


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
    if not item.after:  # its text left the log with the row, long after that was deleted
        return _("changed %(row)s") % {"row": row_in_words(item)}
    names = [name for name in item.after if name not in {"position", "name_key"}]
    if not names:
        return _("moved %(row)s") % {"row": row_in_words(item)}
    model = model_named(item.entity)
    if item.before == item.after:  # of several saves told as one
        return _("changed %(row)s, and back") % {"row": row_in_words(item)}
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
    if isinstance(field, DateField):
        return moment(field, value)
    text = str(dict(field.flatchoices).get(value, value)) if name not in {"importance", "difficulty"} else str(value)
    return text if len(text) <= SHOWN_VALUE and "\n" not in text else ""


def moment(field: DateField, value: str) -> str:
    """A day, or a moment in the time zone of the page, as the log keeps it."""
    if isinstance(field, DateTimeField):
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "j M Y, H:i")
    return date_format(date.fromisoformat(value), "j M Y")


def value_in_words(model, name: str, value, labels: dict[str, str]) -> str:
    """A value of the log for a reader, whole: choices by their word, references by the label of their row."""
    if value in ("", None, [], {}):
        return ""
    field = model._meta.get_field(name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.is_relation:
        return labels.get(str(value), "") or _("set")
    if isinstance(field, DateField):
        return moment(field, value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if not isinstance(part, dict)) or str(len(value))
    return str(dict(field.flatchoices).get(value, value))

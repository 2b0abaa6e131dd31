"""What a file of the exchange format must keep to besides being JSON. A refusal names the place.

First that nothing in it can harm whoever reads on (depth, texts that no database stores), then the published schema,
then what a schema cannot say: which row a reference leads to.
"""

import re
from datetime import date, datetime
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assessments.architecture.pictures import KINDS as PICTURES
from assessments.errors import Refused
from assessments.models import Finding, RecommendationFinding, RequestedDocument, ThemeRisk, View
from assessments.room import FILE_TYPE
from assessments.transfer.format import ROWS, fields_of, schema
from assessments.years import why_not_year

DEEPEST = 8  # a line number of a warning lies at the sixth level
ROWS_MOST = 20_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# Where a reference may lead to some rows of its kind only: the column that tells, and what it must hold.
LEADS_TO = {
    (ThemeRisk, "risk"): ("kind", {"R"}),
    (RecommendationFinding, "finding"): ("kind", {"R"}),
    (Finding, "broken_from"): ("kind", {"N"}),
    (View, "image"): ("media_type", set(PICTURES)),
    (RequestedDocument, "file"): ("media_type", {FILE_TYPE}),
}


def at(place, what: str) -> Refused:
    """A refusal at a place of the file: rows/Driver/3/statement."""
    return Refused(_("At %(place)s: %(what)s") % {"place": "/".join(map(str, place)) or "/", "what": what})


def check_document(document: dict) -> None:
    _check_texts(document)
    for error in _validator().iter_errors(document):
        while error.context:  # of a field that may be null: why it is not what it is otherwise
            error = error.context[0]
        said = str(error.cause) if isinstance(error.cause, Refused) else f"{_short(error.message)}."
        raise at(error.absolute_path, said)
    if (count := sum(map(len, document["rows"].values()))) > ROWS_MOST:
        raise at(
            ["rows"], _("%(count)s rows; %(most)s is the most.") % {"count": f"{count:,}", "most": f"{ROWS_MOST:,}"}
        )
    zone = document["assessment"]["time_zone"]
    try:
        ZoneInfo(zone)
    except (OSError, LookupError, ValueError):
        raise at(["assessment", "time_zone"], _("there is no time zone %(zone)s here.") % {"zone": zone}) from None


def _check_texts(document) -> None:
    pending = [((), document)]
    while pending:
        place, value = pending.pop()
        if len(place) > DEEPEST:
            raise at(place[:3], _("nested deeper than anything in this format."))
        if isinstance(value, dict):
            pending += [((*place, name), item) for name, item in value.items()]
            value = "".join(value)
        elif isinstance(value, list):
            pending += [((*place, number), item) for number, item in enumerate(value)]
        if isinstance(value, str) and (found := _UNSTORABLE.search(value)):
            what = _("the text holds the character U+%(code)04X, which cannot be stored.") % {"code": ord(found[0])}
            raise at([_UNSTORABLE.sub("\ufffd", str(part)) for part in place], what)


@lru_cache
def _validator():
    """As JSON Schema is meant: 1.0 is no whole number here, and `$` no place before a line end."""
    from jsonschema import (
        Draft202012Validator,
        FormatChecker,
        ValidationError,
        validators,
    )  # a tenth of the time to start

    def pattern(_validator, pattern, instance, _schema):
        if isinstance(instance, str) and not re.fullmatch(pattern, instance):
            why = f"{instance!r} does not match {pattern!r}"  # in the library's words, as its other messages
            yield ValidationError(why)

    formats = FormatChecker(formats=())
    formats.checks("date", raises=(ValueError, Refused))(partial(_is_day, date))
    formats.checks("date-time", raises=(ValueError, Refused))(partial(_is_day, datetime))
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _types, value: type(value) is int)
    strict = validators.extend(Draft202012Validator, {"pattern": pattern}, type_checker=types)
    return strict(schema(), format_checker=formats)


def _is_day(kind: type[date], value) -> bool:
    """A day, or a moment, in a year that the forms take too."""
    if isinstance(value, str) and (reason := why_not_year(kind.fromisoformat(value))):
        raise Refused(reason)
    return True


def _short(message: str) -> str:
    """Both ends of a message: it begins with the value, however long, and ends with what is wrong with it."""
    return message if len(message) <= 240 else f"{message[:60]} … {message[-160:]}"


def check_rows(rows: dict[str, list[dict]]) -> None:
    """Every id once, and every reference to a row that it may lead to, which stands before it (or beside it)."""
    known: dict[str, dict[str, dict]] = {}
    seen: set[str] = set()
    for model in ROWS:
        kind = model.__name__
        for number, row in enumerate(rows[kind]):
            if row["id"] in seen:
                raise at(["rows", kind, number], _("the id %(id)s stands twice in the file.") % {"id": row["id"]})
            seen.add(row["id"])
        known[kind] = {row["id"]: row for row in rows[kind]}
        references = [field for field in fields_of(model) if field.many_to_one]
        for number, row in enumerate(rows[kind]):
            for field in references:
                _check_reference(model, number, row, field, known[field.related_model.__name__])
    for number, row in enumerate(rows["ImportedDocument"]):
        _check_unread(number, row)


def _check_reference(model, number: int, row: dict, field, targets: dict[str, dict]) -> None:
    name = row[field.name]
    if name is None:
        return
    place, kind = ["rows", model.__name__, number, field.name], field.related_model.__name__
    if name not in targets:
        raise at(place, _("the file has no %(kind)s %(id)s before it.") % {"kind": kind, "id": name})
    column, allowed = LEADS_TO.get((model, field.name), ("id", {name}))
    if (value := targets[name][column]) not in allowed:
        what = _("%(kind)s %(id)s has the %(column)s %(value)s; it must be %(allowed)s.")
        told = {"kind": kind, "id": name, "column": column, "value": value, "allowed": ", ".join(sorted(allowed))}
        raise at(place, what % told)


def _check_unread(number: int, row: dict) -> None:
    """Unread passages lie within the text, one after the other, so that they are shown in one walk through it."""
    lines, last = row["text"].count("\n") + 1, 0
    for index, passage in enumerate(row["unread"]):
        if not last < passage["from"] <= passage["to"] <= lines:
            place = ["rows", "ImportedDocument", number, "unread", index]
            raise at(
                place, _("lines beyond the text, or not in order. The text has %(count)s lines.") % {"count": lines}
            )
        last = passage["to"]

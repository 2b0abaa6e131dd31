"""An assessment as a file of the exchange format. The same assessment makes the same bytes, wherever it lies."""

import base64
import json
from datetime import UTC, date, datetime

from django.db import models

from assessments.models import Assessment, ChangeItem, Counter, FindingLink, Participant
from assessments.models.base import Row
from assessments.transfer.format import FIRST_REVISION, FORMAT, IMPORT, LATER, LATER_FIELDS, ROWS, VERSION, fields_of


def export(assessment: Assessment) -> bytes:
    """The living content of `assessment` as UTF-8 JSON: one line a row, so that two files can be compared."""
    document = document_of(assessment)
    rows = document.pop("rows")
    lines = [dump(document)[:-1] + ',"rows":{']
    for number, (name, found) in enumerate(rows.items()):
        end = "" if number == len(rows) - 1 else ","
        listed = "[]" if not found else "[\n" + ",\n".join(dump(row) for row in found) + "\n]"
        lines.append(f"{dump(name)}:{listed}{end}")
    return ("\n".join([*lines, "}}"]) + "\n").encode()


def dump(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document_of(assessment: Assessment) -> dict:
    """The file as an object; see `format.schema`."""
    living = {model: rows_of(model, assessment) for model in ROWS}
    drop_orphans(living)
    keep_only_named_people(living)
    counters = Counter.objects.filter(assessment=assessment, last__gt=0).order_by("kind")
    return {
        "format": FORMAT,
        "version": VERSION,
        "assessment": {"id": assessment.public_id, **values_of(assessment, {})},
        "counters": {counter.kind: counter.last for counter in counters},
        "rows": {
            model.__name__: [told(row, living) for row in rows.values()]
            for model, rows in living.items()
            if rows or model not in LATER
        },
    }


def rows_of(model: type[Row], assessment: Assessment) -> dict[int, Row]:
    """The living rows by pk, in the order in which all lists show them; people also where they were removed since.

    Rows come back in the order of the file, so that ties of position fall the same way there.
    """
    rows = model.objects.filter(assessment=assessment).order_by("position", "pk")
    return {row.pk: row for row in (rows if model is Participant else rows.living())}


def drop_orphans(living: dict[type[Row], dict[int, Row]]) -> None:
    """Leave out what hangs on a row that is gone: a parent, or an end of a link. Parents stand before children."""
    for model, rows in living.items():
        ends = [field for field in fields_of(model) if field.many_to_one]
        needed = [field for field in ends if not field.null or field.name in model.PARENTS]
        for pk, row in list(rows.items()):
            hangs = (getattr(row, field.attname) for field in needed)
            missing = any(
                end is not None and end not in living[field.related_model]
                for field, end in zip(needed, hangs, strict=True)
            )
            if missing or (model is FindingLink and not points_somewhere(row, ends, living)):
                del rows[pk]
        if model is FindingLink:
            drop_repeated(rows, living)


def points_somewhere(link: FindingLink, ends, living) -> bool:
    return any(getattr(link, field.attname) in living[field.related_model] for field in ends if field.name != "finding")


def drop_repeated(rows: dict[int, Row], living) -> None:
    """Two cells of one finding can become one where the scenario or approach that told them apart is gone."""
    seen = set()
    for pk, row in list(rows.items()):
        values = values_of(row, living)
        key = (values["finding"], values["scenario"], values["approach"])
        if key in seen:
            del rows[pk]
        seen.add(key)


def keep_only_named_people(living: dict[type[Row], dict[int, Row]]) -> None:
    """Of people removed since, and of who only brought the file here, those stay whose name stands on something."""
    named = {
        getattr(row, field.attname)
        for model, rows in living.items()
        for field in fields_of(model)
        if field.related_model is Participant
        for row in rows.values()
    }
    people = living[Participant]
    for pk, person in list(people.items()):
        if pk not in named and (person.deleted_at or only_brought_it(person)):
            del people[pk]


def only_brought_it(person: Participant) -> bool:
    """Did the import add them, so that somebody leads the assessment here, and nothing since say more of them?

    They belong to the installation then, as their account does: the file comes out as it came in.
    """
    if person.version != FIRST_REVISION:
        return False
    added = ChangeItem.objects.filter(
        change__assessment=person.assessment_id,
        change__revision=FIRST_REVISION,
        change__action=IMPORT,
        entity=Participant.__name__,
        public_id=person.public_id,
        kind=ChangeItem.Kind.CREATE,
    )
    return any(item.after.get("user") is not None for item in added)


def told(row: Row, living) -> dict:
    """One row as an object of the file."""
    later = LATER_FIELDS.get(type(row), ())
    values = {name: value for name, value in values_of(row, living).items() if value is not None or name not in later}
    found = {"id": row.public_id, **values}
    if isinstance(row, Participant):
        found["removed"] = row.deleted_at is not None
    return found


def values_of(row: models.Model, living) -> dict:
    return {field.name: value_of(row, field, living) for field in fields_of(type(row))}


def value_of(row: models.Model, field: models.Field, living):
    """A field's value as JSON holds it; a reference to a row that is gone is none."""
    value = getattr(row, field.attname)
    if value is None:
        return None
    if field.many_to_one:
        end = living[field.related_model].get(value)
        return end.public_id if end else None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field, models.JSONField):  # PostgreSQL keeps the names of an object in an order of its own
        return [dict(sorted(part.items())) if isinstance(part, dict) else part for part in value]
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value

"""Rows and their values as the change log keeps them, and back."""

from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from assessments.errors import Refused
from assessments.models.base import Row
from assessments.text import TEXT_MAX, clean_text


def cleaned(model: type[models.Model], fields: dict) -> dict:
    """`fields` with every text through `clean_text`: the entrance no text can avoid, whoever wrote the form.

    Refused if a text is longer than its column takes. A document's text is bounded by the importer instead.
    """
    result = {}
    for name, value in fields.items():
        if isinstance(value, str) and name not in model.BOOKKEEPING:
            limit = model._meta.get_field(name).max_length or TEXT_MAX
            value = clean_text(value, limit=limit, indented=name in getattr(model, "INDENTED", ()))
        result[name] = value
    return result


def called(row: models.Model) -> str:
    """What the log calls a row: by its code, or by those it ties together."""
    return row.called if isinstance(row, Row) else row.code


def content_fields(row) -> list[str]:
    """The names of the row's content fields: all but the bookkeeping and the deletion mark."""
    skip = row.BOOKKEEPING | {"deleted_at"}
    return [f.name for f in row._meta.concrete_fields if f.name not in skip]


def to_json(row, names) -> dict:
    """The named fields as the change log keeps them: foreign keys as public ids, dates as ISO strings."""
    values = {}
    for name in names:
        value = getattr(row, name)
        if isinstance(value, Row):
            value = value.public_id
        elif isinstance(value, models.Model):
            value = value.pk
        elif isinstance(value, date | datetime):
            value = value.isoformat()
        values[name] = value
    return values


def from_json(row, values: dict) -> dict:
    """The inverse of `to_json`: values that can be set on `row`. Refused if a row they name is gone."""
    result = {}
    for name, value in values.items():
        column = row._meta.get_field(name)
        target = column.related_model
        if value is None:
            pass
        elif target and issubclass(target, Row):
            found = target.objects.filter(assessment_id=row.assessment_id, public_id=value).first()
            if found is None:
                raise Refused(_("This cannot be undone: something it refers to no longer exists."))
            value = found
        elif target:
            value = target.objects.filter(pk=value).first()
        else:
            value = column.to_python(value)
        result[name] = value
    return result


def model_named(entity: str) -> type[models.Model]:
    """The content model of a change item's entity name."""
    return apps.get_model("assessments", entity)

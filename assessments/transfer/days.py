"""The days of a file moved as a whole, so that an example worked out once looks as if it had just been done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models

from assessments.models import Assessment
from assessments.transfer.format import ROWS, fields_of
from assessments.transfer.read import File

WEEKS_AGO = 3


def brought_near(file: File, *, today: date) -> File:
    """`file` with every date moved by the same number of weeks: it ended three to four weeks before `today`.

    Weekdays and the time of day (in the assessment's zone) stay. What no longer is due, and what is overdue, is the
    same on whatever day the file is read. A file without an end stays as it is.
    """
    ended = file.assessment["ended_on"]
    if not ended:
        return file
    by = timedelta(weeks=(today - date.fromisoformat(ended)).days // 7 - WEEKS_AGO)
    move = mover(by, ZoneInfo(file.assessment["time_zone"]))
    rows = {model.__name__: [moved(model, row, move) for row in file.rows[model.__name__]] for model in ROWS}
    return replace(file, assessment=moved(Assessment, file.assessment, move), rows=rows)


def moved(model: type[models.Model], told: dict, move: Callable[[models.Field, str], str]) -> dict:
    days = [field for field in fields_of(model) if isinstance(field, models.DateField) and told[field.name]]
    return told | {field.name: move(field, told[field.name]) for field in days}


def mover(by: timedelta, zone: ZoneInfo) -> Callable[[models.Field, str], str]:
    def move(field: models.Field, text: str) -> str:
        if not isinstance(field, models.DateTimeField):
            return (date.fromisoformat(text) + by).isoformat()
        there = datetime.fromisoformat(text).astimezone(zone)
        return ((there + by).astimezone(UTC)).isoformat().replace("+00:00", "Z")

    return move

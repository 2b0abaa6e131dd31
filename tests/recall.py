"""Rows that many tests start from: made by the application's own actions once, afterwards put back as they were.

Building the world takes 150 queries through all layers; putting its rows back takes one insert for each table.
"""

import pickle
from collections.abc import Callable
from typing import TypeVar

from django.apps import apps
from django.core.cache import caches
from django.db import connection

from assessments.models import User

Made = TypeVar("Made")

# What Django keeps itself after a migration or a flush.
KEPT = {"contenttypes.contenttype", "auth.permission"}

_memory: dict[str, tuple[bytes, list[tuple[str, list]]]] = {}


def recalled(name: str, build: Callable[[], Made]) -> Made:
    """What `build()` makes: built the first time in this process, and whenever the database already holds people.

    The rows come back with the ids, numbers and dates of the first time. Its keys are free: a sequence that is not
    rolled back is past them, and the tables are empty.
    """
    if User.objects.exists():
        return build()
    if name not in _memory:
        made = build()
        _memory[name] = pickle.dumps(made), list(_inserts())
        return made
    made, inserts = _memory[name]
    for cache in caches.all(initialized_only=True):  # they go by public id and revision, which come back too
        cache.clear()
    with connection.cursor() as cursor:
        for statement, values in inserts:
            cursor.execute(statement, values)
    return pickle.loads(made)


def _inserts():
    """(statement, values) that puts back all rows of a table, for each table that has some."""
    quote = connection.ops.quote_name
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower in KEPT or model._meta.proxy or not model._meta.managed:
            continue
        fields = model._meta.concrete_fields
        rows = [
            [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
            for row in model._base_manager.order_by("pk")
        ]
        if rows:
            columns = ", ".join(quote(field.column) for field in fields)
            row = f"({', '.join(['%s'] * len(fields))})"
            statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {', '.join([row] * len(rows))}"
            yield statement, [value for row in rows for value in row]

"""Long tables kept, in the memory of the process, for as long as an assessment's state stands.

    table = kept(assessment, "tree", (sorted(can), shown), lambda: table_of(...))

Every write makes another state, and the gate reads it before any other row, so what is kept is never older than its
key says (docs/decisions/tree-page.md).
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches
from django.utils.translation import get_language

from assessments.models import Assessment

Table = TypeVar("Table")


def kept(assessment: Assessment, name: str, asked: object, make: Callable[[], Table]) -> Table:
    """What `make()` returns, made once for a state, a language and whatever else it depends on: `asked`."""
    tables = caches["tables"]
    key = f"{name} {assessment.public_id} {assessment.state} {get_language()} {asked}"
    key = sha256(key.encode()).hexdigest()
    table = tables.get(key)
    if table is None:
        table = make()
        tables.set(key, table)
    return table

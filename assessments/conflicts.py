"""Per-field conflicts: two people may edit one row at once, and lose nothing.

A form posts each text with the value it started from. Pure: imports nothing of Django.
"""

from typing import NamedTuple


class Edit(NamedTuple):
    """One field as posted: the value the form was opened with, and the value now wanted."""

    base: str
    new: str


def sort_out(present: dict[str, str], edits: dict[str, Edit]) -> tuple[dict[str, str], dict[str, str]]:
    """Which edits to store and which conflict: ({field: new value}, {field: present value}).

    A conflict is only where the present value is neither the base nor the new one. An edit that changes
    nothing is neither stored nor a conflict, even if somebody else changed the field meanwhile.
    """
    store, conflicts = {}, {}
    for field, edit in edits.items():
        if edit.new in {edit.base, present[field]}:
            continue
        if present[field] == edit.base:
            store[field] = edit.new
        else:
            conflicts[field] = present[field]
    return store, conflicts

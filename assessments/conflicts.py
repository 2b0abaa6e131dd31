"""Per-field conflicts: two people may edit one row at once, and lose nothing.

A form posts each text with the value it started from. Pure: imports nothing of Django.
"""

import re
from difflib import SequenceMatcher
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


def kept(choice: str, *, theirs: str, yours: str) -> str:
    """The text a settled conflict leaves: "theirs", "both" (theirs, an empty line, yours), else yours."""
    if choice == "theirs":
        return theirs
    if choice == "both" and yours.strip() not in {"", theirs.strip()}:
        return f"{theirs}\n\n{yours}" if theirs else yours
    return yours


def marked_additions(base: str, text: str) -> list[tuple[str, bool]]:
    """`text` in pieces (piece, added?), word by word: what stands in it and not in `base` counts as added.

    Texts of more than 2,000 words come as one piece: comparing them would take too long.
    """
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", part) for part in (base, text))
    if not base or len(old) + len(new) > 4_000:
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    for kind, _from, _to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        piece = "".join(new[start:end])
        if piece:
            pieces.append((piece, kind != "equal"))
    return pieces

"""Which part of two long texts is quoted."""

import pytest

from assessments.history.rules import CONTEXT, MOST, where_they_differ

LONG = "The ledger and its standby share one region. " * 40
END, START = f"…{LONG[-CONTEXT:]}", f"{LONG[:CONTEXT]}…"


@pytest.mark.parametrize(
    ("before", "after", "quoted"),
    [
        ("Fast", "Faster", ("Fast", "Faster")),
        ("", LONG, ("", LONG[: MOST - 1] + "…")),
        (LONG, "", (LONG[: MOST - 1] + "…", "")),
        (LONG, "Short", (LONG[: MOST - 1] + "…", "Short")),
        (LONG + "old", LONG + "new", (f"{END}old", f"{END}new")),
        ("old" + LONG, "new" + LONG, (f"old{START}", f"new{START}")),
        (
            LONG + "x" + LONG,
            LONG + LONG,
            (f"{END}x{START}", f"{END}{START}"),
        ),
    ],
)
def test_long_texts_are_quoted_where_they_differ(before, after, quoted):
    assert where_they_differ(before, after) == quoted

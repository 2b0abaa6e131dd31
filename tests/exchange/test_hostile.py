"""Texts made to hurt: each ends within the time and memory that the system enforces, in a plan or in a sentence."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.errors import Refused
from assessments.exchange.importer.documents import read_document, read_text
from assessments.exchange.importer.plan import BLANK, UNDERSTOOD, UNREAD, WARNED
from tests.exchange.hostile import TEXTS
from tests.exchange.test_fintech import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
BYTES, SECONDS, MEMORY = 300_000, 20, 1_000_000_000
GROUPS = 4

REFUSED = {
    "endless table": "more than 5,000 rows. Split it.",
    "endless table of scenarios": "more than 5,000 rows. Split it.",
    "one row with 4,000 cells": "Line 1 has more than 100 columns. Take some out.",
    "a tree of a million dashes": "Break it into lines.",
    "quotes in one line": "opens more than 20 lists or quotes within each other. Take them apart.",
    "items in one line": "opens more than 20 lists or quotes within each other. Take them apart.",
    "a flat list": "The document has more than 5,000 entries. Import it in parts.",
    "a million lines": "There is nothing to read.",
    "a million lines of text": "lines; 40,000 is the most. Split it.",
}


@pytest.mark.parametrize("group", range(GROUPS))
def test_hostile_texts_end_in_bounded_time_and_memory(group):
    names = list(TEXTS)[group::GROUPS]
    limits = [str(BYTES), str(SECONDS), str(MEMORY)]
    command = [sys.executable, "-m", "tests.exchange.hostile", *limits, *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS * len(names), check=False)
    ended = {name: how for name, _seconds, how in map(json.loads, done.stdout.splitlines())}
    assert list(ended) == names, done.stderr
    for name in names:
        assert REFUSED.get(name, "") in ended[name]


def test_a_megabyte_is_read_in_bounded_time(capsys):
    text = EXAMPLES.read_text(encoding="utf-8")
    text = text[text.index("## 6. ATAM Assessment") : text.index("## 7. Migration")]
    begin = time.process_time()
    plan = read_text(text * (1_000_000 // len(text.encode())), name="large.md")
    with capsys.disabled():
        print(f"\n1 MB, {len(plan.lines):,} lines: read in {time.process_time() - begin:.1f} s of processor time")
    assert {document.counts["scenarios"] for document in plan.documents} == {10}


PIECES = st.sampled_from(
    [
        *("# ", "## Risks\n", "## Utility tree\n", "## Trade-offs\n", "## Business drivers\n", "## Recommendations\n"),
        *("- ", "1. ", "> ", "```\n", "---\n", "| ID | Risk | Severity |\n|--|--|--|\n", "| ", " |\n", "\n", "\n\n"),
        *(
            "├── ",
            "│   ",
            "└── ",
            "(H,M)",
            "[H, L]",
            "→ (A, B)",
            "**",
            "`",
            "R1: ",
            "S2 - ",
            "Stimulus: ",
            "Response: ",
        ),
        *(
            "Source: ",
            "Low",
            "critical",
            " vs. ",
            "(+)",
            "\\",
            "<br>",
            "&amp;",
            "99.9 %",
            "  ",
            "\t",
            "\u0301",
            "\x0b",
            "\ud800",
        ),
        *("# 1. ATAM: One\n", "# 2. ADR: Two\n", "**Short-term**\n", "\r", "\x00", "\x85", "\u2028"),
    ]
)
TEXT = st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join)


def check(read, given_text):
    """Whatever comes: a refusal, or a plan in which every line that is not blank has become something."""
    try:
        plan = read(given_text, name="any")
    except Refused:
        return
    assert [line.number for line in plan.lines] == list(range(1, len(plan.lines) + 1))
    assert "\n".join(line.text for line in plan.lines) == plan.text
    unread = {number for first, last in plan.unread for number in range(first, last + 1)}
    for line in plan.lines:
        assert line.state in ({BLANK} if not line.text.strip() else {UNDERSTOOD, WARNED, UNREAD})
        assert line.state != UNREAD or line.number in unread
        assert line.state != WARNED or any(
            line.number == note.line for part in plan.documents for note in part.warnings
        )
    again = read_text(plan.text, name="any")
    assert (again.text, again.documents) == (plan.text, plan.documents)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(TEXT)
def test_any_text_becomes_a_plan_that_accounts_for_every_line(text):
    check(read_text, text)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_become_a_plan_or_a_sentence(data):
    check(read_document, data)

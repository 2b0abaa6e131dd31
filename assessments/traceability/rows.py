"""What the page of traceability has hundreds of, written in Python: rows of its table, choices of what to follow.

Templates take five times as long (docs/decisions/tree-page.md). Everything a person typed passes through `escape`, or
through `ref_html`, which escapes.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from assessments.drawing.measure import shorten
from assessments.marks import ref_html, ref_url
from assessments.traceability.trace import Column, Thread, key_of

NOTHING = '<span class="faint">–</span>'
LONGEST = 80  # characters of a statement
CHOICE = 50  # of a title in the list of what to follow


def rows_html(pk: str, lines: Iterable[Thread]) -> SafeString:
    """A row for each scenario: drivers, the scenario, and what it leads to, a cell for each kind."""
    made: dict = {}

    def chip(ref) -> str:
        if ref not in made:
            made[ref] = ref_html(ref, ref_url(pk, ref.kind, ref.id))
        return made[ref]

    def cell(refs) -> str:
        return f"<td>{' '.join(map(chip, refs)) or NOTHING}</td>"

    def row(line: Thread) -> str:
        statement = escape(shorten(line.scenario.statement, LONGEST))
        scenario = f'<th scope="row">{chip(line.scenario.ref)} {statement}</th>'
        kinds = (line.approaches, line.findings, line.themes, line.threatened, line.recommendations)
        return f"<tr>{cell(line.scenario.drivers)}{scenario}{''.join(map(cell, kinds))}</tr>"

    return mark_safe("\n".join(map(row, lines)))  # noqa: S308 - every value is escaped above


def choices_html(columns: Iterable[Column], followed: str) -> SafeString:
    """A group of options for each kind of row that can be followed, by its key; `followed` is the key of the chosen."""

    def option(ref) -> str:
        key = key_of(ref)
        chosen = " selected" if key == followed else ""
        return f'<option value="{key}"{chosen}>{escape(ref.code)} {escape(shorten(ref.title, CHOICE))}</option>'

    groups = (
        f'<optgroup label="{escape(column.name)}">{"".join(map(option, column.refs))}</optgroup>'
        for column in columns
        if not column.prefix
    )
    return mark_safe("".join(groups))  # noqa: S308 - every value is escaped above

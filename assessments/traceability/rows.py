"""The rows of the table of traceability, written in Python: there may be hundreds (docs/decisions/tree-page.md).

Everything a person typed passes through `escape`, or through `ref_html`, which escapes.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from assessments.templatetags.workbench import ref_html, ref_url
from assessments.traceability.trace import Thread

NOTHING = '<span class="faint">–</span>'
LONGEST = 80  # characters of a statement


def rows_html(pk: str, lines: Iterable[Thread]) -> SafeString:
    """A row for each scenario: drivers, the scenario, approaches, findings, themes, recommendations."""
    made: dict = {}

    def chip(ref) -> str:
        if ref not in made:
            made[ref] = ref_html(ref, ref_url(pk, ref.kind, ref.id))
        return made[ref]

    def cell(refs) -> str:
        return f"<td>{' '.join(map(chip, refs)) or NOTHING}</td>"

    def row(line: Thread) -> str:
        statement = escape(Truncator(line.scenario.statement).chars(LONGEST))
        return (
            f"<tr>{cell(line.scenario.drivers)}<td>{chip(line.scenario.ref)} {statement}</td>{cell(line.approaches)}"
            f"{cell(line.findings)}{cell(line.themes)}{cell(line.recommendations)}</tr>"
        )

    return mark_safe("\n".join(map(row, lines)))  # noqa: S308 - every value is escaped above

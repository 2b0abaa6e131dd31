"""The rows of the list of scenarios, written in Python: there may be hundreds (docs/decisions/tree-page.md).

Everything a person typed passes through `escape`, or through `ref_html` and `qa`, which escape.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.dossier.types import Ref, Scenario
from assessments.marks import icon_html, pair, qa, ref_html, ref_url
from assessments.models import Scenario as ScenarioRow

LONGEST = 160  # characters of a statement in a row; the whole of it stands on the sheet


@dataclass(frozen=True)
class Line:
    """A scenario in the list: how far its analysis is, what was found, how many of its questions are open."""

    scenario: Scenario
    state: str
    findings: tuple[Ref, ...]
    questions: int
    open_questions: int


def state_label(state: str) -> str:
    return str(ScenarioRow.Analysis(state).label) if state else _("Not begun")


def state_html(state: str) -> str:
    word = escape(state_label(state))
    if state == "analysed":
        return f'<span class="badge badge--good">{icon_html("check", "i i--s")}{word}</span>'
    return f'<span class="badge badge--info">{word}</span>' if state else f'<span class="faint">{word}</span>'


def table_html(pk: str, groups: Iterable[tuple[str, Iterable[Line]]]) -> SafeString:
    """A body of the table for each group: its title, and a row for each of its lines."""
    nothing = '<span class="faint">–</span>'
    address = escape(reverse("sheet", args=[pk, "\0"]))
    states = {state: state_html(state) for state in ("", "in_analysis", "analysed")}
    some_open = escape(_("%(total)s, %(open)s open"))

    def row(line: Line) -> str:
        scenario = line.scenario
        text = scenario.statement
        text = escape(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
        tile = ""
        if scenario.attribute_code:
            tile = f'{qa(scenario.attribute_code, scenario.hue)}<span class="vh">{escape(scenario.attribute)}</span> '
        questions = str(line.questions) if line.questions else nothing
        if line.open_questions:
            questions = some_open % {"total": line.questions, "open": line.open_questions}
        chips = "".join(ref_html(ref, ref_url(pk, ref.kind, ref.id)) for ref in line.findings) or nothing
        return (
            f'<tr id="sheet-{scenario.id}"><th scope="row">{tile}<span class="id">{escape(scenario.code)}</span>&ensp;'
            f'<a class="title" href="{address.replace("%00", scenario.id)}">{text}</a></th>'
            f"<td>{pair(scenario.importance, scenario.difficulty)}</td><td>{states[line.state]}</td>"
            f'<td class="nowrap">{questions}</td><td><div class="row row--wrap gap-1">{chips}</div></td></tr>'
        )

    bodies = (
        f'<tbody><tr class="grp"><th colspan="5" scope="rowgroup">{escape(title)}</th></tr>'
        f"{''.join(map(row, lines))}</tbody>"
        for title, lines in groups
    )
    return mark_safe("\n".join(bodies))  # noqa: S308 - every value is escaped above

"""Rules of the analysis of a scenario (ATAM steps 6 and 8). Pure: imports nothing of Django but its translations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.types import Approach, Finding, Ref

KINDS = ("S", "T", "R", "N")  # the columns of the grid, in the method's order
LEAST = ("stimulus", "environment", "response")  # what a scenario must say before it can be analysed


class Lacks(NamedTuple):
    """What an analysis still lacks, in words: what it cannot do without, and what it would be better with."""

    needed: tuple[str, ...]
    wanted: tuple[str, ...]


def lacks(texts: Mapping[str, str], *, rows: bool, open_questions: int) -> Lacks:
    """What is missing in an analysis. `texts` are the scenario's parts and its "reasoning"; `rows`: its grid has any.

    Stimulus, environment and response are the least for an analysis; an approach was examined, or a decision was
    found missing. A measure, the reasoning and answers to all questions are wanted: what stays open is reported so.
    """
    words = {"stimulus": _("the stimulus"), "environment": _("the environment"), "response": _("the response")}
    needed = [words[part] for part in LEAST if not texts.get(part)]
    if not rows:
        needed.append(_("an examined approach or a finding"))
    wanted = []
    if not texts.get("response_measure"):
        wanted.append(_("the response measure"))
    if not texts.get("reasoning"):
        wanted.append(_("the reasoning"))
    if open_questions:
        wanted.append(
            ngettext("the answer to %(count)d question", "the answers to %(count)d questions", open_questions)
            % {"count": open_questions}
        )
    return Lacks(tuple(needed), tuple(wanted))


def why_not_analysed(missing: Lacks) -> str:
    """Why the scenario cannot be marked analysed; "" if it can."""
    if not missing.needed:
        return ""
    return _("The analysis still lacks %(what)s. Write it down, then mark it analysed.") % {
        "what": listed(missing.needed)
    }


def listed(words: Iterable[str]) -> str:
    """Words as a list within a sentence: "the stimulus, the environment and the response"."""
    *others, last = words
    return _("%(words)s and %(last)s") % {"words": ", ".join(others), "last": last} if others else last


def why_not_question(values: Mapping[str, str]) -> str:
    """Why a question may not take these values; "" if it may."""
    if not values.get("text", "x"):
        return _("Write the question. To remove it, delete it.")
    if values.get("is_open") == "False" and not values.get("answer", "x"):
        return _("Write the answer, then say that the question is settled.")
    return ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid: an approach, or none for "no decision yet", with the findings in its four cells."""

    approach: Approach | None
    cells: tuple[tuple[str, tuple[Ref, ...]], ...]  # (kind, findings) in the order of KINDS

    @property
    def empty(self) -> bool:
        return not any(findings for _kind, findings in self.cells)


def grid(
    scenario: str, findings: Iterable[Finding], examined: Iterable[Ref], approaches: Iterable[Approach]
) -> tuple[Row, ...]:
    """The grid of the scenario with this id: a row for each approach that was examined or has a finding, in the
    approaches' order, and last the row "no decision yet", which is always there.
    """
    places: dict[tuple[str, str], list[Ref]] = {}
    for finding in findings:
        for cell in finding.cells:
            if cell.scenario and cell.scenario.id == scenario:
                places.setdefault((cell.approach.id if cell.approach else "", finding.kind), []).append(finding.ref)
    shown = {ref.id for ref in examined} | {approach for approach, _kind in places}

    def cells(approach: str) -> tuple:
        return tuple((kind, tuple(places.get((approach, kind), ()))) for kind in KINDS)

    rows = [Row(approach, cells(approach.id)) for approach in approaches if approach.id in shown]
    return (*rows, Row(None, cells("")))

"""What the pages of the analysis show, worked out of the dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.analysis import rules
from assessments.analysis.bank import BANKS, BankQuestion, bank_called, bank_of
from assessments.analysis.rows import Line, state_label, table_html
from assessments.architecture.queries import drawing
from assessments.dossier.codes import refs_by_code
from assessments.dossier.load import load
from assessments.dossier.types import UNRATED_RANK, Dossier, Question, Ref, Scenario, Sheet
from assessments.kept import kept
from assessments.models import Assessment, Participant
from assessments.page_frame import frame, row_or_404

LIST = ("tree", "sheets")
# The last five for the identifiers in the reasoning.
ONE = ("tree", "sheets", "findings", "approaches", "architecture", "people")
ONE += ("drivers", "requirements", "themes", "recommendations", "parked")
FORM = ("tree", "sheets", "architecture")  # what the sheet's own form is made of
USUAL_RANKS = 3  # (H,H); (H,M), (M,H); (M,M), (H,L), (L,H): the rest is normally not analysed


def read(assessment: Assessment, viewer: Participant, parts: tuple[str, ...]) -> Dossier:
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=parts)


@dataclass(frozen=True)
class Table:
    """The list of all scenarios, as HTML, with what its head says."""

    html: str
    analysed: int
    open_questions: int
    total: int
    up_next: Ref | None


def listing(assessment: Assessment, viewer: Participant) -> dict:
    """The context of the list: every scenario in the order of analysis, a group for each pair that is one's turn.

    It is the same for everybody who may read, and is kept by the state.
    """
    table = kept(assessment, "analysis", "", lambda: table_of(read(assessment, viewer, LIST)))
    return {**frame(read(assessment, viewer, ())), "table": table}


def table_of(dossier: Dossier) -> Table:
    sheets = {sheet.scenario.id: sheet for sheet in dossier.sheets}
    lines = [line_of(scenario, sheets.get(scenario.id)) for scenario in dossier.tree.by_priority]
    todo = [line for line in lines if line.scenario.rank < USUAL_RANKS and line.state != "analysed"]
    groups = [(group_title(rank), tuple(members)) for rank, members in groupby(lines, key=group_rank)]
    return Table(
        html=table_html(dossier.assessment.id, groups),
        analysed=sum(line.state == "analysed" for line in lines),
        open_questions=sum(line.open_questions for line in lines),
        total=len(lines),
        up_next=todo[0].scenario.ref if todo else None,
    )


def line_of(scenario: Scenario, sheet: Sheet | None) -> Line:
    questions = sheet.questions if sheet else ()
    open_questions = sum(question.is_open for question in questions)
    return Line(scenario, scenario.analysis, scenario.findings, len(questions), open_questions)


def group_rank(line: Line) -> int:
    """Ranks past the usual ones are one group, those not fully rated another."""
    rank = line.scenario.rank
    return rank if rank < USUAL_RANKS or rank == UNRATED_RANK else USUAL_RANKS


def group_title(rank: int) -> str:
    return {
        0: _("(H,H), analysed first"),
        1: _("(H,M) and (M,H), analysed next"),
        2: _("(M,M), (H,L) and (L,H), as time allows"),
        UNRATED_RANK: _("Not fully rated"),
    }.get(rank, _("Normally not analysed"))


def saving(dossier: Dossier, scenario: Scenario) -> dict:
    """What the answer to a saved sheet tells."""
    action = reverse("sheet-edit", args=[dossier.assessment.id, scenario.id])
    return {"subject": scenario.code, "heading": scenario.statement, "action": action}


def one(dossier: Dossier, scenario: Scenario) -> dict:
    """The context of a scenario's sheet."""
    sheet, order = sheet_of(dossier, scenario), dossier.tree.by_priority
    at = order.index(scenario)
    rows = rules.grid(scenario.id, dossier.findings, sheet.examined if sheet else (), dossier.approaches)
    here = {row.approach.id for row in rows if row.approach}
    questions = sheet.questions if sheet else ()
    texts = dict(scenario.parts) | {"reasoning": sheet.reasoning if sheet else ""}
    open_questions = sum(question.is_open for question in questions)
    missing = rules.lacks(texts, rows=bool(here) or not rows[-1].empty, open_questions=open_questions)
    return {
        **frame(dossier),
        **saving(dossier, scenario),
        "scenario": scenario,
        "sheet": sheet,
        "fields": "analysis/sheet_fields.html",
        "rows": rows,
        "state": scenario.analysis,
        "state_label": state_label(scenario.analysis),
        "questions": questions,
        "open_questions": open_questions,
        "missing": missing,
        "missing_words": rules.listed((*missing.needed, *missing.wanted)) if any(missing) else "",
        "other_approaches": [row for row in dossier.approaches if row.id not in here],
        "refs": refs_by_code(dossier),
        "previous": order[at - 1] if at else None,
        "next": order[at + 1] if at + 1 < len(order) else None,
        "place": at + 1,
        "places": len(order),
        **view_context(dossier, sheet),
        **bank_on_offer(dossier, scenario, questions, {}),
    }


class Offer(NamedTuple):
    """A question of the bank: the codes under which it was put already, to what is chosen and to others."""

    question: BankQuestion
    put: str
    elsewhere: tuple[str, ...]


def bank_on_offer(dossier: Dossier, scenario: Scenario, questions: tuple[Question, ...], chosen: Mapping) -> dict:
    """The question bank beside a sheet. `chosen` may say which "bank", and the "approach" its questions are put to.

    Else it is the bank of the scenario's refinement, attribute or one it touches, put to the whole architecture.
    """
    home = next((row for row in dossier.tree.attributes if row.id == scenario.attribute_id), None)
    bank = bank_called(chosen.get("bank", "")) or bank_of(
        attribute=scenario.attribute,
        characteristic=home.iso25010 if home else "",
        refinement=scenario.refinement,
        tags=[tag.title for tag in scenario.tags],
    )
    put_to = next((row.id for row in dossier.approaches if row.id == chosen.get("approach")), "")

    def offer(question: BankQuestion) -> Offer:
        asked = [row for row in questions if row.from_bank == question.key]
        here = [row.code for row in asked if (row.approach.id if row.approach else "") == put_to]
        return Offer(question, here[0] if here else "", tuple(row.code for row in asked if row.code not in here))

    return {"banks": BANKS, "bank": bank, "put_to": put_to, "on_offer": [offer(one) for one in bank.questions]}


def view_context(dossier: Dossier, sheet: Sheet | None) -> dict:
    """The view that stands beside the sheet, with the drawing where it is drawn from the components."""
    wanted = sheet.view.id if sheet and sheet.view else ""
    view = next((view for view in dossier.architecture.views if view.id == wanted), None)
    return {"view": view, "drawing": drawing(dossier) if view and view.drawn_from == "graph" else None}


def one_question(dossier: Dossier, question: Question) -> dict:
    """The context of a question's own page, and of the form over it within the sheet."""
    return {
        **frame(dossier),
        "question": question,
        "subject": question.code,
        "heading": question.text,
        "action": reverse("question-edit", args=[dossier.assessment.id, question.id]),
        "fields": "analysis/question_fields.html",
        "saving": f"answer-{question.id}",
    }


def sheet_of(dossier: Dossier, scenario: Scenario) -> Sheet | None:
    return next((sheet for sheet in dossier.sheets if sheet.scenario.id == scenario.id), None)


def scenario_of(dossier: Dossier, public_id: str) -> Scenario:
    return row_or_404(dossier.tree.scenarios, public_id)


def question_of(dossier: Dossier, public_id: str) -> Question:
    return row_or_404([question for sheet in dossier.sheets for question in sheet.questions], public_id)

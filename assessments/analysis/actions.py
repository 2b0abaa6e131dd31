"""Writing an analysis: which approaches were examined, the questions put to them, and that it is done."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.analysis import rules
from assessments.analysis.bank import QUESTIONS
from assessments.changes import Recorder
from assessments.editing import Edited, delete_row, edit_row, require
from assessments.errors import Refused
from assessments.links import tie, untie
from assessments.models import (
    AnalysisQuestion,
    AnalysisRow,
    Approach,
    Assessment,
    Change,
    FindingLink,
    Participant,
    Scenario,
)
from assessments.text import clean_line


def examine(*, assessment: Assessment, actor: Participant, scenario: str, approach: str) -> Change | None:
    """The approach was examined for the scenario: its row stands in the grid, with findings or without."""
    with changes.record(assessment, actor, "analysis.examine") as change:
        ends = {"scenario": change.get(Scenario, scenario), "approach": change.get(Approach, approach)}
        tie(change, AnalysisRow, **ends)
    return change.change


def leave_out(*, assessment: Assessment, actor: Participant, scenario: str, approach: str) -> Change | None:
    """Take an approach's row out of the grid. Refused while a finding stands in it."""
    with changes.record(assessment, actor, "analysis.leave_out") as change:
        ends = {"scenario": change.get(Scenario, scenario), "approach": change.get(Approach, approach)}
        if found_at(change, **ends):
            raise Refused(_("Findings stand in this row. Take them out on their own pages first."))
        untie(change, AnalysisRow, **ends)
    return change.change


def found_at(change: Recorder, **ends) -> bool:
    """Whether a living finding was made at these ends of a cell."""
    links = FindingLink.objects.living().filter(assessment=change.assessment, **ends)
    return links.filter(finding__deleted_at__isnull=True).exists()


def mark_analysed(*, assessment: Assessment, actor: Participant, public_id: str) -> Change | None:
    """The scenario is analysed. Refused with what the analysis still cannot do without (rules.lacks)."""
    with changes.record(assessment, actor, "analysis.done") as change:
        scenario = change.get(Scenario, public_id)
        texts = {name: getattr(scenario, name) for name in (*Scenario.PARTS, "reasoning")}
        examined = AnalysisRow.objects.in_sight().filter(scenario=scenario).exists()
        missing = rules.lacks(texts, rows=examined or found_at(change, scenario=scenario), open_questions=0)
        if reason := rules.why_not_analysed(missing):
            raise Refused(reason)
        change.update(scenario, analysis=Scenario.Analysis.ANALYSED)
    return change.change


def reopen(*, assessment: Assessment, actor: Participant, public_id: str) -> Change | None:
    """The analysis of the scenario goes on."""
    with changes.record(assessment, actor, "analysis.reopen") as change:
        change.update(change.get(Scenario, public_id), analysis=Scenario.Analysis.IN_ANALYSIS)
    return change.change


def new_question(
    change: Recorder,
    scenario: Scenario,
    *,
    text: str,
    approach: Approach | None,
    asked_by: Participant | None,
    **fields,
) -> AnalysisQuestion:
    text = require(clean_line(text), _("Write the question."))
    number = change.next_number("Q")
    ends = {"scenario": scenario, "approach": approach, "asked_by": asked_by}
    return change.create(AnalysisQuestion, number=number, text=text, **ends, **fields)


def ask(
    *, assessment: Assessment, actor: Participant, scenario: str, text: str, approach: str = ""
) -> tuple[AnalysisQuestion, Change]:
    """A question of `actor` to an approach, or to the whole architecture, in the analysis of the scenario."""
    with changes.record(assessment, actor, "question.add") as change:
        target = change.get(Approach, approach) if approach else None
        home = change.get(Scenario, scenario)
        question = new_question(change, home, text=text, approach=target, asked_by=actor)
    return question, change.change


def ask_from_bank(
    *, assessment: Assessment, actor: Participant, scenario: str, key: str, approach: str = ""
) -> tuple[AnalysisQuestion, Change]:
    """The bank's question of this key, worded in the reader's language, to an approach or the whole architecture.

    Refused if it was put to that in this analysis.
    """
    if key not in QUESTIONS:
        raise Refused(_("The bank has no such question. Reload the page to see what it has."))
    with changes.record(assessment, actor, "question.add") as change:
        home = change.get(Scenario, scenario)
        target = change.get(Approach, approach) if approach else None
        asked = AnalysisQuestion.objects.living().filter(scenario=home, approach=target, from_bank=key).first()
        if asked:
            raise Refused(_("This question was put already: %(code)s.") % {"code": asked.code})
        text = str(QUESTIONS[key].text)
        question = new_question(change, home, text=text, approach=target, asked_by=actor, from_bank=key)
    return question, change.change


def edit_question(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of a question's fields; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="question.edit",
        model=AnalysisQuestion,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: rules.why_not_question(
            {"answer": row.answer, "is_open": str(row.is_open)} | dict(values)
        ),
    )


def delete_question(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    return delete_row(
        assessment=assessment, actor=actor, action="question.delete", model=AnalysisQuestion, public_id=public_id
    )

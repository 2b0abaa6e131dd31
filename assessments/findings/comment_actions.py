"""Writing the fact-check: comments on a draft finding, and the evaluation team's answers."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.editing import require
from assessments.errors import Refused
from assessments.findings.rules import why_not_answer
from assessments.models import Assessment, Change, Finding, FindingComment, Participant
from assessments.text import clean_text


def add_comment(*, assessment: Assessment, actor: Participant, finding: str, text: str) -> FindingComment:
    """What `actor` says to a finding before the report."""
    with changes.record(assessment, actor, "comment.add") as change:
        text = require(clean_text(text), _("Write what is wrong or missing in this finding."))
        return change.create(FindingComment, finding=change.get(Finding, finding), author=actor, text=text)


def withdraw_comment(*, assessment: Assessment, actor: Participant, finding: str, comment: str) -> Change | None:
    """Take back one's own comment while nobody has answered it."""
    with changes.record(assessment, actor, "comment.withdraw") as change:
        row = _of(change, finding, comment)
        if row.author_id != actor.pk or row.disposition:
            raise Refused(_("Only your own comment can be taken back, and only before it is answered."))
        change.delete(row)
    return change.change


def answer_comment(
    *, assessment: Assessment, actor: Participant, finding: str, comment: str, disposition: str, reason: str
) -> Change | None:
    """The evaluation team accepts a comment, rejects it with a reason, or ("") takes back the answer it gave."""
    with changes.record(assessment, actor, "comment.answer") as change:
        row, reason = _of(change, finding, comment), clean_text(reason)
        answered = str(row.get_disposition_display()) if row.disposition else ""
        if sentence := why_not_answer(disposition, reason, answered=answered):
            raise Refused(sentence)
        change.update(row, disposition=disposition, reason=reason if disposition else "")
    return change.change


def _of(change: changes.Recorder, finding: str, comment: str) -> FindingComment:
    row = change.get(FindingComment, comment)
    if row.finding != change.get(Finding, finding):
        raise Refused(_("That comment belongs to another finding."))
    return row

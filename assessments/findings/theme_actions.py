"""Writing risk themes: add, edit, gather risks, say which drivers they threaten, delete."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.editing import Edited, delete_row, edit_row
from assessments.errors import Refused
from assessments.findings.rules import read_theme, why_not_in_theme, why_not_theme
from assessments.links import tie, untie
from assessments.models import Assessment, Change, Driver, Finding, Participant, RiskTheme, ThemeDriver, ThemeRisk
from assessments.new_rows import new_theme
from assessments.text import clean_line


def add_theme(*, assessment: Assessment, actor: Participant, line: str) -> tuple[RiskTheme, Change]:
    """A theme from one typed line, with its summary and the risks it gathers (rules.read_theme)."""
    with changes.record(assessment, actor, "theme.add") as change:
        living = Finding.objects.living().filter(assessment=assessment, kind=Finding.Kind.RISK)
        risks = {risk.code: risk for risk in living}
        said = read_theme(line, risks)
        gathered = [risks[code] for code in said.risks]
        theme = new_theme(change, title=clean_line(said.title), summary=said.summary, risks=gathered)
    return theme, change.change


def edit_theme(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of title and summary; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="theme.edit",
        model=RiskTheme,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: why_not_theme(values),
    )


def gather_risk(*, assessment: Assessment, actor: Participant, theme: str, risk: str) -> ThemeRisk:
    """Put a risk into a theme. Refused for other kinds of finding: themes are patterns of risks."""
    with changes.record(assessment, actor, "theme.gather") as change:
        finding = change.get(Finding, risk)
        if sentence := why_not_in_theme(finding.kind, finding.code):
            raise Refused(sentence)
        return tie(change, ThemeRisk, theme=change.get(RiskTheme, theme), risk=finding)


def release_risk(*, assessment: Assessment, actor: Participant, theme: str, risk: str) -> Change | None:
    with changes.record(assessment, actor, "theme.release") as change:
        untie(change, ThemeRisk, theme=change.get(RiskTheme, theme), risk=change.get(Finding, risk))
    return change.change


def threaten_driver(
    *, assessment: Assessment, actor: Participant, theme: str, driver: str, degree: str = ""
) -> ThemeDriver:
    """A theme threatens a driver: slows, threatens, blocks, or "" where nobody gave a degree."""
    if degree not in {"", *ThemeDriver.Degree.values}:
        raise Refused(_("The degree is slows, threatens or blocks."))
    with changes.record(assessment, actor, "theme.threaten") as change:
        ends = {"theme": change.get(RiskTheme, theme), "driver": change.get(Driver, driver)}
        return tie(change, ThemeDriver, **ends, extra={"degree": degree})


def spare_driver(*, assessment: Assessment, actor: Participant, theme: str, driver: str) -> Change | None:
    with changes.record(assessment, actor, "theme.spare") as change:
        untie(change, ThemeDriver, theme=change.get(RiskTheme, theme), driver=change.get(Driver, driver))
    return change.change


def delete_theme(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it; its risks stay, without it. The returned change can be undone."""
    return delete_row(assessment=assessment, actor=actor, action="theme.delete", model=RiskTheme, public_id=public_id)

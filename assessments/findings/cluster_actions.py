"""Clustering risks: assign many to a theme, move one between themes, set how far themes threaten drivers."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments import changes
from assessments.changes import Recorder
from assessments.errors import Refused
from assessments.findings.grid_html import degree_words
from assessments.findings.grids import NO_EFFECT
from assessments.findings.rules import why_not_assign, why_not_in_theme
from assessments.links import tie, untie
from assessments.models import Assessment, Change, Driver, Finding, Participant, RiskTheme, ThemeDriver, ThemeRisk
from assessments.new_rows import new_theme
from assessments.text import clean_line


class Threat(NamedTuple):
    """How far a theme shall threaten a driver: a degree, "" for not given, NO_EFFECT; `base` is what it replaces."""

    theme: str
    driver: str
    base: str
    degree: str


def assign_theme(
    *, assessment: Assessment, actor: Participant, risks: Iterable[str], theme: str = "", title: str = ""
) -> tuple[RiskTheme, Change | None]:
    """Put the risks into the theme, or into a new one of this title, as one change."""
    risks, title = list(dict.fromkeys(risks)), clean_line(title)
    if sentence := why_not_assign(risks, theme, title):
        raise Refused(sentence)
    with changes.record(assessment, actor, "theme.assign") as change:
        home = new_theme(change, title=title) if title else change.get(RiskTheme, theme)
        for risk in risks:
            tie(change, ThemeRisk, theme=home, risk=_risk(change, risk))
    return home, change.change


def move_risk(
    *, assessment: Assessment, actor: Participant, risk: str, source: str = "", target: str = ""
) -> tuple[Finding, Change | None]:
    """Take the risk out of the theme `source` and put it into `target`; "" is no theme. One change."""
    with changes.record(assessment, actor, "theme.move") as change:
        row = _risk(change, risk)
        if source != target:
            if source:
                untie(change, ThemeRisk, theme=change.get(RiskTheme, source), risk=row)
            if target:
                tie(change, ThemeRisk, theme=change.get(RiskTheme, target), risk=row)
    return row, change.change


def set_threats(*, assessment: Assessment, actor: Participant, threats: Iterable[Threat]) -> Change | None:
    """Store the degrees that differ from what they replace, as one change.

    Refused if somebody else changed one of them meanwhile: then none is stored.
    """
    with changes.record(assessment, actor, "theme.matrix") as change:
        for threat in threats:
            if threat.degree != threat.base:
                _set_threat(change, threat)
    return change.change


def _set_threat(change: Recorder, threat: Threat) -> None:
    if threat.degree not in {NO_EFFECT, "", *ThemeDriver.Degree.values}:
        raise Refused(_("The degree is slows, threatens or blocks."))
    ends = {"theme": change.get(RiskTheme, threat.theme), "driver": change.get(Driver, threat.driver)}
    link = ThemeDriver.objects.living().filter(assessment=change.assessment, **ends).first()
    present = link.degree if link else NO_EFFECT
    if present not in {threat.base, threat.degree}:
        said = {"theme": ends["theme"].code, "driver": ends["driver"].code}
        said |= {"present": degree_words()[present], "degree": degree_words()[threat.degree]}
        raise Refused(
            _(
                "Somebody else changed how far %(theme)s threatens %(driver)s: it is “%(present)s” now, you chose"
                " “%(degree)s”. Nothing was saved. Look at it again, then save; what else you chose is still chosen."
            )
            % said
        )
    if threat.degree == NO_EFFECT:
        untie(change, ThemeDriver, **ends)
    else:
        tie(change, ThemeDriver, **ends, extra={"degree": threat.degree})


def _risk(change: Recorder, public_id: str) -> Finding:
    row = change.get(Finding, public_id)
    if sentence := why_not_in_theme(row.kind, row.code):
        raise Refused(sentence)
    return row

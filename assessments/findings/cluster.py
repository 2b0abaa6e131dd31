"""What the page of risk themes shows: a column for each theme and one for the risks in none, and the matrix."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.dossier.types import Finding
from assessments.findings import queries, rules
from assessments.findings.cluster_actions import Threat
from assessments.findings.grid_html import matrix_html
from assessments.findings.grids import matrix
from assessments.findings.rows import RowWriter
from assessments.models import Assessment

TITLE = 40  # characters of a theme's title in a choice


class Lane(NamedTuple):
    """A column: a theme with its risks, or ("" in id, code and title) the risks in no theme."""

    id: str
    code: str
    title: str
    risks: tuple[Finding, ...]
    options: SafeString  # the themes to choose from on each of its cards


def cluster_context(request: HttpRequest, assessment: Assessment, threats: Iterable[Threat] = ()) -> dict:
    """Everything the page of risk themes prints; `threats` are cells that were chosen and not stored."""
    dossier = queries.read(assessment, request.participant)
    frame = queries.frame(dossier)
    risks = {risk.id: risk for risk in dossier.of_kind("R")}
    loose = tuple(risk for risk in risks.values() if rules.lacks_theme(risk))
    homes = [("", "", "", loose)]
    homes += [
        (theme.id, theme.code, theme.title, tuple(risks[ref.id] for ref in theme.risks if ref.id in risks))
        for theme in dossier.themes
    ]
    choices = [("", _("No theme")), *((theme.id, f"{theme.code} {shorten(theme.title)}") for theme in dossier.themes)]
    lanes = [Lane(*home, options=options(choices, home[0])) for home in homes]
    write = RowWriter(dossier.assessment.id, dossier.today, may_edit=frame["may_edit"])
    grid = matrix(dossier.themes, dossier.drivers, dossier.findings, whole=True)
    chosen = {(row.theme, row.driver, row.base): row.degree for row in threats} if frame["may_edit"] else None
    return {
        **frame,
        "lanes": lanes,
        "themes": dossier.themes,
        "risks": len(risks),
        "themeless": len(loose),
        "matrix": matrix_html(grid, write, chosen) if grid.rows and grid.drivers else "",
    }


def options(choices: list[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a choice; made once a column, because every card of it has the same."""
    selected = {True: mark_safe(" selected"), False: ""}
    return format_html_join(
        "", '<option value="{}"{}>{}</option>', ((value, selected[value == chosen], word) for value, word in choices)
    )


def shorten(title: str) -> str:
    return title if len(title) <= TITLE else title[: TITLE - 1] + "…"

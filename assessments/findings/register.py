"""What the register shows: rows, themes, heat map and matrix, kept by the assessment's state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.access import EDIT, may
from assessments.dossier.load import load
from assessments.dossier.types import Dossier
from assessments.findings import rules
from assessments.findings.filter import NO_THEME, NOBODY, STATES, Filter
from assessments.findings.grid_html import heat_html, matrix_html
from assessments.findings.grids import heat_map, matrix
from assessments.findings.queries import REGISTER, frame, kind_words, may_review, one_of_kind
from assessments.findings.rows import RowWriter
from assessments.kept import kept
from assessments.models import Assessment
from assessments.models import Finding as FindingRow

FITTING = 6  # drivers of the matrix that fit beside the heat map


# The heads of each kind's table: in each column what it is sorted by.
COLUMNS = {
    "R": (("number", "title"), ("severity", "status", "exposure"), ("found",), ("theme",), ("mitigation",), ("owner",)),
    "T": (("number", "title"), ("effects",), ("found",)),
    "S": (("number", "title"), ("effects",), ("found",)),
    "N": (("number", "title"), ("effects",), ("assumption",), ("review",), ("found",)),
}


class Head(NamedTuple):
    """One thing a table is sorted by: its word, the address that sorts by it, and the order it has now, if any."""

    word: str
    query: str
    order: str  # "ascending", "descending" or ""


@dataclass(frozen=True)
class Group:
    """The findings of one kind that the filter leaves, as rows of a table under heads that sort it."""

    kind: str
    word: str
    columns: tuple[tuple[Head, ...], ...]
    rows: SafeString


@dataclass(frozen=True)
class Register:
    """The register as everybody with the same capabilities and filter sees it. Counts are whatever the filter."""

    total: int
    by_kind: dict[str, int]
    by_severity: dict[str, int]
    open: int
    omissions: int  # risks of omission
    open_omissions: int
    themeless: int
    reviews_due: int
    open_comments: int
    commented: int  # findings with an open comment
    groups: tuple[Group, ...]
    themes: tuple[tuple[str, str, str], ...]  # (public id, code, title), for choices
    owners: tuple[tuple[str, str], ...]  # (public id, name) of those who own a risk
    theme_rows: SafeString
    heat: SafeString
    unplaced: int  # open risks without likelihood or impact
    matrix: SafeString  # "" while no theme threatens a driver
    wide: bool  # the matrix has more columns than fit beside the heat map


def register_context(
    request: HttpRequest, assessment: Assessment, asked: Filter, *, arrived: str = "", picked: Iterable[str] = ()
) -> dict:
    """Everything the register page prints. The row `arrived` is listed even where the filter hides it; the boxes of
    the risks `picked` are ticked."""
    today, may_edit = timezone.localdate(), may(request.participant, EDIT)

    def made() -> Register:
        dossier = load(assessment, viewer=request.participant, today=today, parts=REGISTER)
        return register_of(dossier, asked, may_edit=may_edit, arrived=arrived, picked=picked)

    shown = made() if arrived or picked else kept(assessment, "register", (may_edit, today, asked), made)
    dossier = load(assessment, viewer=request.participant, today=today, parts=())
    return {**frame(dossier), "may_review": may_review(dossier), "register": shown, **choices(shown, asked)}


def register_of(
    dossier: Dossier, asked: Filter, *, may_edit: bool, arrived: str = "", picked: Iterable[str] = ()
) -> Register:
    findings, words = dossier.findings, kind_words()
    write = RowWriter(
        dossier.assessment.id, dossier.today, may_edit=may_edit, arrived=arrived, picked=picked, keep=asked.query()
    )
    listed = asked.shown(findings, dossier.today, arrived=arrived)
    groups = []
    for kind in rules.KINDS:
        of_kind = [finding for finding in listed if finding.kind == kind]
        if of_kind:
            rows = write.risks(of_kind) if kind == "R" else write.facts(of_kind)
            groups.append(Group(kind, words[kind], heads(kind, asked), rows))
    heat = heat_map(findings)
    grid = matrix(dossier.themes, dossier.drivers, findings)
    return Register(
        total=len(findings),
        by_kind=rules.kind_counts(findings),
        by_severity=rules.severity_counts(findings),
        open=heat.open,
        omissions=sum(finding.is_omission for finding in findings),
        open_omissions=sum(finding.is_omission and finding.is_open for finding in findings),
        themeless=sum(map(rules.lacks_theme, findings)),
        reviews_due=sum(rules.review_due(finding, dossier.today) for finding in findings),
        open_comments=sum(map(rules.open_comments, findings)),
        commented=sum(rules.open_comments(finding) > 0 for finding in findings),
        groups=tuple(groups),
        themes=tuple((theme.id, theme.code, theme.title) for theme in dossier.themes),
        owners=tuple({f.owner.id: f.owner.name for f in findings if f.owner}.items()),
        theme_rows=write.themes(dossier.themes),
        heat=heat_html(heat, write),
        unplaced=len(heat.unplaced),
        matrix=matrix_html(grid, write) if grid.drivers and grid.rows else SafeString(),
        wide=len(grid.drivers) > FITTING,
    )


def heads(kind: str, asked: Filter) -> tuple[tuple[Head, ...], ...]:
    words = {
        "number": dict(one_of_kind())[kind],
        "title": _("Title"),
        "severity": _("Severity"),
        "exposure": _("Likelihood × impact"),
        "status": _("Status"),
        "found": _("Found in"),
        "theme": _("Theme"),
        "mitigation": _("Mitigation"),
        "owner": _("Owner"),
        "effects": _("Effects") if kind == "T" else _("Quality attributes"),
        "assumption": _("Assumption"),
        "review": _("Look again"),
    }
    orders = {asked.sort.removeprefix("-"): asked.order}
    return tuple(
        tuple(Head(words[name], asked.sorted_by(name).query(), orders.get(name, "")) for name in column)
        for column in COLUMNS[kind]
    )


def choices(shown: Register, asked: Filter) -> dict:
    """The filter as the page offers it."""
    words = kind_words()
    statuses = {status.value: str(status.label) for status in FindingRow.Status}
    # What else the address asks for travels hidden with the form; what has a field of its own does not.
    fields = {"q", "theme", "owner", "status"}
    return {
        "filter": asked,
        "kept": [(name, value) for name, value in asked.asked.items() if name not in fields],
        "one_of_kind": one_of_kind(),
        "adding": asked.kind or "R",
        "kinds": [(kind, words[kind], shown.by_kind[kind], asked.query(kind=kind)) for kind in rules.KINDS],
        "all_kinds": asked.query(kind=""),
        "severities": list(shown.by_severity.items()),
        "waits": [
            (kind, word, number)
            for kind, word, number in (
                ("comment", _("Comments to answer"), shown.commented),
                ("review", _("Look again"), shown.reviews_due),
            )
            if number or asked.waits == kind
        ],
        "states": [
            (state, word, asked.query(state=state))
            for state, word in zip(STATES, (_("All"), _("Open"), _("Closed")), strict=True)
        ],
        "theme_options": [
            ("", _("Any theme")),
            (NO_THEME, _("No theme")),
            *((pk, f"{code} {title[:50]}") for pk, code, title in shown.themes),
        ],
        "owner_options": [("", _("Any owner")), (NOBODY, _("Nobody")), *shown.owners],
        "status_options": [("", _("Any status")), *statuses.items()],
    }

"""The deck: what the method presents in step 9, slide by slide, out of a dossier (parts in `PARTS`)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.dossier.checks import PARTS as CHECKED
from assessments.dossier.checks import run_checks
from assessments.dossier.types import SEVERITIES, Dossier, Finding, Ref
from assessments.drawing.measure import shorten
from assessments.findings.grids import even_cuts, matrix
from assessments.recommendations.rules import by_horizon
from assessments.results.effects import Mapping, mapping
from assessments.results.slides import Cell, Figure, Figures, Opening, Run, Table, cell, code, tables

PARTS = tuple(dict.fromkeys(("approaches", "recommendations", "people", "steps", *CHECKED)))
COLUMNS = 6  # drivers of the matrix, and attributes of the mapping, on one slide
MOST_COLUMNS = 24
HEAD_COLUMN = 4  # weight of the column of themes or approaches before them, each of which has 2
NAMED = 12  # rows of a check that are named
TITLE = 160

Slide = Opening | Figures | Table


def deck(dossier: Dossier) -> tuple[Slide, ...]:
    """The slides in the order of the method. What nobody wrote down has none."""
    return (
        opening(dossier),
        figures(dossier),
        *drivers(dossier),
        *approaches(dossier),
        *scenarios(dossier),
        *risks(dossier),
        *nonrisks(dossier),
        *points(dossier),
        *themes(dossier),
        *matrices(dossier),
        *mapped(mapping(dossier.approaches, dossier.tree, dossier.findings)),
        *recommendations(dossier),
        *still_open(dossier),
    )


def opening(dossier: Dossier) -> Opening:
    about = dossier.assessment
    state = _("Revision %(number)d, %(day)s") % {
        "number": about.revision,
        "day": date_format(about.changed_at, "j F Y"),
    }
    lines = (
        _("Results of the architecture evaluation"),
        shorten(about.system, TITLE),
        state,
        shorten(about.confidentiality, 80),
    )
    return Opening(shorten(about.title, TITLE), tuple(line for line in lines if line))


def figures(dossier: Dossier) -> Figures:
    scenarios = dossier.tree.scenarios
    analysed = sum(scenario.analysis == "analysed" for scenario in scenarios)
    foremost = sum(scenario.rank == 0 for scenario in scenarios)
    return Figures(
        _("In figures"),
        (
            Figure(str(analysed), _("Scenarios analysed"), _("of %(count)d") % {"count": len(scenarios)}),
            Figure(str(foremost), _("Rated (H,H)"), _("analysed first")),
            Figure(str(sum(risk.is_open for risk in dossier.findings)), _("Open risks"), severities(dossier)),
            Figure(str(len(dossier.of_kind("N"))), _("Non-risks")),
            Figure(str(len(dossier.of_kind("S"))), _("Sensitivity points")),
            Figure(str(len(dossier.of_kind("T"))), _("Trade-off points")),
            Figure(str(len(dossier.themes)), _("Risk themes")),
            Figure(str(len(dossier.recommendations)), _("Recommendations")),
        ),
    )


def severities(dossier: Dossier) -> str:
    """The open risks by severity: "1 critical, 3 high"."""
    risks = [risk for risk in dossier.findings if risk.is_open]
    words = {risk.severity: risk.severity_label for risk in risks if risk.severity}
    counts = ((sum(risk.severity == level for risk in risks), words[level]) for level in SEVERITIES if level in words)
    return ", ".join(f"{count} {word.lower()}" for count, word in counts)


def drivers(dossier: Dossier) -> tuple[Table, ...]:
    rows = (
        (cell(code(row.code), row.statement), cell(row.category_label), cell(row.priority), refs(row.served_by))
        for row in dossier.drivers
    )
    columns = ((_("Driver"), 5), (_("Category"), 2), (_("Priority"), 1), (_("Served by"), 2))
    return tables(_("Business drivers"), columns, rows)


def approaches(dossier: Dossier) -> tuple[Table, ...]:
    rows = (
        (cell(code(row.code), row.name), cell(row.kind_label), cell(", ".join(part.title for part in row.components)))
        for row in dossier.approaches
    )
    columns = ((_("Approach"), 5), (_("Kind"), 2), (_("Components"), 3))
    return tables(_("Architectural approaches"), columns, rows)


def scenarios(dossier: Dossier) -> tuple[Table, ...]:
    rows = (
        (cell(code(row.code), row.statement), cell(row.attribute), cell(row.pair), cell(row.response_measure))
        for row in dossier.tree.by_priority
    )
    columns = ((_("Scenario"), 5), (_("Quality attribute"), 2), (_("Priority"), 1), (_("Response measure"), 3))
    return tables(_("Utility tree, in the order of analysis"), columns, rows)


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Open ones first, the most severe first."""
    order = {level: rank for rank, level in enumerate(SEVERITIES)}
    return sorted(findings, key=lambda row: (not row.is_open, order.get(row.severity, len(order))))


def risks(dossier: Dossier) -> tuple[Table, ...]:
    rows = (
        (
            cell(code(risk.code), risk.title),
            cell(Run(risk.severity_label, risk.severity)),
            cell(risk.status_label),
            refs(risk.found_in),
            refs(risk.approaches) if risk.approaches else cell(_("No decision yet")),
        )
        for risk in by_weight(dossier.of_kind("R"))
    )
    columns = ((_("Risk"), 6), (_("Severity"), 2), (_("Status"), 2), (_("Found in"), 2), (_("Lies in"), 2))
    return tables(_("Risks"), columns, rows)


def nonrisks(dossier: Dossier) -> tuple[Table, ...]:
    rows = ((cell(code(row.code), row.title), cell(row.assumption), refs(row.found_in)) for row in dossier.of_kind("N"))
    columns = ((_("Non-risk"), 5), (_("Holds as long as"), 5), (_("Found in"), 2))
    return tables(_("Non-risks"), columns, rows)


def points(dossier: Dossier) -> Iterator[Table]:
    """Sensitivity points, then trade-off points with their effects."""
    for kind, title, heading in (
        ("S", _("Sensitivity points"), _("Sensitivity point")),
        ("T", _("Trade-off points"), _("Trade-off point")),
    ):
        rows = (
            (cell(code(row.code), row.title), bearing(row), refs((*row.approaches, *row.found_in)))
            for row in dossier.of_kind(kind)
        )
        yield from tables(title, ((heading, 6), (_("Quality attributes"), 4), (_("Found in"), 3)), rows)


def bearing(finding: Finding) -> Cell:
    """The quality attributes of a finding: of a trade-off point `+ Availability − Cost ? Latency`, each with its tone;
    a sensitivity point says nothing of better or worse."""
    if finding.kind != "T":
        return cell(", ".join(row.name for row in finding.attributes))
    return cell(*(sign(row.effect, row.name) for row in finding.attributes))


def sign(effect: str, text: str) -> Run:
    """The sign of an effect before `text`, on the same line; where nobody gave one, a question mark.

    That one has a common space: no line may break before it, so that one has to after it.
    """
    mark, tone = {"+": ("+\xa0", "better"), "-": ("−\xa0", "worse")}.get(effect, ("? ", "faint"))
    return Run(mark + text, tone)


def refs(rows: Iterable[Ref]) -> Cell:
    return cell(" ".join(row.code for row in rows))


def degree(value: str) -> str:
    """How a theme bears on a driver, as a verb: "blocks"; a degree nobody gave only threatens."""
    return {"slows": _("slows"), "blocks": _("blocks")}.get(value, _("threatens"))


def themes(dossier: Dossier) -> tuple[Table, ...]:
    rows = (
        (
            cell(code(row.code), row.title),
            refs(row.risks),
            cell(", ".join(f"{driver.code} {degree(value)}" for driver, value in row.drivers)),
        )
        for row in dossier.themes
    )
    columns = ((_("Theme"), 6), (_("Risks"), 3), (_("Drivers threatened"), 4))
    return tables(_("Risk themes and the drivers they threaten"), columns, rows)


def matrices(dossier: Dossier) -> tuple[Table, ...]:
    """Risk themes against the business drivers they threaten, in the colours of the ramp, COLUMNS drivers at a time.

    Where that needs more than one slide, each has the themes that threaten one of its drivers.
    """
    grid = matrix(dossier.themes, dossier.drivers, findings=())  # of risks in no theme nobody said what they threaten
    if not (grid.rows and grid.drivers):
        return ()
    made: list[Table] = []
    parts = cuts(len(grid.drivers))
    for cut in parts:
        columns = [(_("Risk theme"), HEAD_COLUMN)]
        columns += [(f"{row.code} {shorten(row.statement, 24)}", 2) for row in grid.drivers[cut]]
        rows = []
        for theme, cells in grid.rows:
            if len(parts) > 1 and all(c.degree is None for c in cells[cut]):
                continue
            words = (cell("" if c.degree is None else degree(c.degree), heat=c.heat) for c in cells[cut])
            rows.append((cell(code(theme.code), shorten(theme.title, 60)), *words))
        made += tables(_("How far each theme threatens each driver"), tuple(columns), rows)
    return numbered(made, len(grid.drivers))


def mapped(grid: Mapping) -> tuple[Table, ...]:
    """Approaches against quality attributes, COLUMNS at a time; approaches that no finding names are left out."""
    made: list[Table] = []
    for cut in cuts(len(grid.columns)):
        columns = [(_("Approach"), HEAD_COLUMN), *((shorten(column.name, 24), 2) for column in grid.columns[cut])]
        rows = [
            (cell(code(line.approach.code), shorten(line.approach.name, 60)), *map(marks, line.cells[cut]))
            for line in grid.lines
            if any(line.cells[cut])
        ]
        made += tables(_("Decisions mapped to qualities"), tuple(columns), rows)
    return numbered(made, len(grid.columns))


def cuts(columns: int) -> list[slice]:
    """The columns of a wide table, COLUMNS on a slide and MOST_COLUMNS in all."""
    return even_cuts(min(columns, MOST_COLUMNS), COLUMNS)


def numbered(made: list[Table], columns: int) -> tuple[Table, ...]:
    """The tables of one grid counted through; the last says how many of its columns are left to the report."""
    last, beyond = len(made), max(columns - MOST_COLUMNS, 0)
    return tuple(
        replace(table, part=part, parts=last, more_columns=beyond if part == last else 0)
        for part, table in enumerate(made, start=1)
    )


def marks(found) -> Cell:
    return cell(*(sign(mark.effect, " ".join(ref.code for ref in mark.findings)) for mark in found))


def recommendations(dossier: Dossier) -> tuple[Table, ...]:
    rows = (
        (
            cell(code(row.code), row.title),
            cell(row.horizon_label or _("No horizon yet")),
            cell(Run(row.severity_label, row.severity)),
            cell(row.status_label),
            cell(" · ".join(text for text in (row.effort, row.cost) if text)),
            refs((*row.risks, *row.themes)),
        )
        for _horizon, members in by_horizon(dossier.recommendations)
        for row in members
    )
    columns = (
        (_("Recommendation"), 6),
        (_("Horizon"), 3),
        (_("Severity"), 2),
        (_("Status"), 2),
        (_("Effort, cost"), 3),
        (_("Answers"), 2),
    )
    return tables(_("Recommendations, an extension"), columns, rows)


def still_open(dossier: Dossier) -> tuple[Table, ...]:
    rows = (
        (cell(check.sentence), named(check.missing), cell(check.advice))
        for check in run_checks(dossier)
        if not check.holds
    )
    return tables(_("Still open"), ((_("Check"), 5), (_("Where"), 3), (_("What to do"), 6)), rows)


def named(rows: tuple[Ref, ...]) -> Cell:
    """The codes of the first NAMED rows, and how many more there are."""
    beyond = len(rows) - NAMED
    more = _("and %(count)s more") % {"count": beyond} if beyond > 0 else ""
    return cell(" ".join(row.code for row in rows[:NAMED]), Run(more, "faint"))

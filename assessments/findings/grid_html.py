"""The heat map and the matrix of themes and drivers as tables, written in Python as the register's rows are."""

from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.findings.grids import NO_EFFECT, HeatMap, Matrix, MatrixCell
from assessments.findings.rows import RowWriter, axis_words
from assessments.findings.rules import IMPACTS
from assessments.marks import warning
from assessments.models import ThemeDriver

Chosen = dict[tuple[str, str, str], str]  # {(theme, driver, the degree it replaces): degree}
HEADING = 60  # characters of a driver's statement over its column


def heat_html(grid: HeatMap, write: RowWriter) -> SafeString:
    """The body and foot of the heat map: likelihood grows upward, impact to the right."""
    likelihoods, impacts = axis_words()
    nothing = f'<span class="vh">{escape(_("No risks"))}</span>'
    rows = []
    for cells in grid.rows:
        tds = (f'<td class="{cell.heat}">{_refs(cell.risks, write) if cell.risks else nothing}</td>' for cell in cells)
        rows.append(
            f'<tr><th scope="row" class="w-6">{escape(likelihoods[cells[0].likelihood])}</th>{"".join(tds)}</tr>'
        )
    foot = "".join(f'<th scope="col" class="ta-c">{escape(impacts[impact])}</th>' for impact in IMPACTS)
    corner = f'<td class="axis-c"><span class="vh">{escape(_("Impact"))}</span></td>'
    return mark_safe(f"<tbody>{''.join(rows)}</tbody><tfoot><tr>{corner}{foot}</tr></tfoot>")  # noqa: S308 - escaped


def matrix_html(grid: Matrix, write: RowWriter, chosen: Chosen | None = None) -> SafeString:
    """Head and body of the matrix. With `chosen` each cell is a choice of the degree, named by its theme and driver
    and the degree it replaces, so that only what was changed is stored; what was chosen and not stored stays chosen,
    unless somebody else changed what it was to replace."""
    words = degree_words()
    heads = "".join(f'<th scope="col">{_cut(driver.statement)}</th>' for driver in grid.drivers)
    rows = []
    for theme, cells in grid.rows:
        title = f'<a class="plain" href="{escape(reverse("theme", args=[write.pk, theme.id]))}">{_cut(theme.title)}</a>'
        choose = None if chosen is None else _chooser(theme, words, chosen)
        rows.append(_row(title, cells, write, words, choose))
    if grid.themeless:
        rows.append(_row(warning(_("No theme yet")), grid.themeless, write, {**words, "": ""}, None))
    corner = f'<th scope="col" class="rowhead"><span class="vh">{escape(_("Theme"))}</span></th>'
    return mark_safe(f"<thead><tr>{corner}{heads}</tr></thead><tbody>{''.join(rows)}</tbody>")  # noqa: S308 - escaped


def degree_words() -> dict[str, str]:
    """The words for how far a theme threatens a driver, in the order of the choice."""
    return {
        NO_EFFECT: _("No effect"),
        "": _("Degree not given"),
        **{degree.value: str(degree.label) for degree in ThemeDriver.Degree},
    }


def _row(title: str, cells: tuple[MatrixCell, ...], write: RowWriter, words: dict[str, str], choose) -> str:
    nothing = f'<span class="vh">{escape(words[NO_EFFECT])}</span>'
    tds = []
    for cell in cells:
        shown = choose(cell) if choose else ""
        if cell.degree is not None:
            word = "" if choose else f'<span class="t1">{escape(words[cell.degree])}</span>'
            shown = _refs(cell.risks, write) + word + shown
        tds.append(f'<td class="{cell.heat}">{shown or nothing}</td>')
    return f'<tr><th scope="row">{title}</th>{"".join(tds)}</tr>'


def _chooser(theme, words: dict[str, str], chosen: Chosen):
    def choose(cell: MatrixCell) -> str:
        base = NO_EFFECT if cell.degree is None else cell.degree
        degree = chosen.get((theme.id, cell.driver.id, base), base)
        label = _("How far %(theme)s threatens %(driver)s") % {"theme": theme.code, "driver": cell.driver.code}
        options = "".join(
            f'<option value="{value}"{" selected" if value == degree else ""}>{escape(word)}</option>'
            for value, word in words.items()
        )
        return (
            f'<select class="select" id="cell-{theme.id}-{cell.driver.id}"'
            f' name="cell:{theme.id}:{cell.driver.id}:{base}" aria-label="{escape(label)}">{options}</select>'
        )

    return choose


def _refs(refs, write: RowWriter) -> str:
    return f'<div class="refs">{"".join(map(write.chip, refs))}</div>' if refs else ""


def _cut(text: str) -> str:
    return escape(text if len(text) <= HEADING else text[: HEADING - 1] + "…")

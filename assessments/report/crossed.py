"""Risk themes against business drivers as tables that fit on a page. Pure."""

from typing import NamedTuple

from assessments.dossier.types import Driver, Theme
from assessments.findings.grids import Matrix, MatrixCell, even_cuts

COLUMNS = 7  # that fit beside the heads of the rows


class Crossed(NamedTuple):
    """A table: heads of its columns, and rows of (head, cells). A head of None stands for risks in no theme."""

    columns: tuple[Driver | Theme | None, ...]
    rows: tuple[tuple[Driver | Theme | None, tuple[MatrixCell, ...]], ...]


def crossed(grid: Matrix) -> tuple[Crossed, ...]:
    """One table with the drivers across, or down where only the themes fit across; else as few as hold them."""
    if not (grid.rows and grid.drivers):
        return ()
    rows = (*grid.rows, (None, grid.themeless)) if grid.themeless else grid.rows
    if len(grid.drivers) > COLUMNS >= len(rows):
        turned = tuple((driver, tuple(cells[n] for _head, cells in rows)) for n, driver in enumerate(grid.drivers))
        return (Crossed(tuple(head for head, _cells in rows), turned),)
    return tuple(
        Crossed(grid.drivers[cut], tuple((head, cells[cut]) for head, cells in rows))
        for cut in even_cuts(len(grid.drivers), COLUMNS)
    )

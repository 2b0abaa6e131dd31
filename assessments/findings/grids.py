"""The two grids of the register: likelihood against impact, and risk themes against business drivers.

And how the columns of a wide one are shared out. Pure.
"""

from collections.abc import Iterable
from typing import NamedTuple

from assessments.dossier.types import Driver, Finding, Ref, Theme
from assessments.findings.rules import IMPACTS, LIKELIHOODS

NO_EFFECT = "-"  # in a choice of degrees: the theme does not threaten the driver
# The steps of the design's ramp, by likelihood and impact.
_HEAT = {"likely": (1, 2, 3, 4), "possible": (1, 1, 2, 3), "unlikely": (0, 1, 1, 2)}


def exposure(finding: Finding) -> int:
    """Likelihood times impact, 1 to 12; 0 where either is not given."""
    if not (finding.likelihood and finding.impact):
        return 0
    return (len(LIKELIHOODS) - LIKELIHOODS.index(finding.likelihood)) * (IMPACTS.index(finding.impact) + 1)


class HeatCell(NamedTuple):
    likelihood: str
    impact: str
    heat: str  # h0 to h4
    risks: tuple[Ref, ...]


class HeatMap(NamedTuple):
    """Open risks by likelihood and impact: rows from likely to unlikely, in each a cell from minor to severe."""

    rows: tuple[tuple[HeatCell, ...], ...]
    open: int
    unplaced: tuple[Ref, ...]  # open risks that lack either


def heat_map(findings: Iterable[Finding]) -> HeatMap:
    risks = [finding for finding in findings if finding.is_open]
    places: dict[tuple[str, str], list[Ref]] = {}
    for risk in risks:
        places.setdefault((risk.likelihood, risk.impact), []).append(risk.ref)
    rows = tuple(
        tuple(
            HeatCell(likelihood, impact, f"h{heat}", tuple(places.get((likelihood, impact), ())))
            for impact, heat in zip(IMPACTS, _HEAT[likelihood], strict=True)
        )
        for likelihood in LIKELIHOODS
    )
    return HeatMap(rows, len(risks), tuple(risk.ref for risk in risks if not exposure(risk)))


class MatrixCell(NamedTuple):
    """How far a theme threatens a driver: a degree, "" where none is given, None where it does not."""

    driver: Driver
    degree: str | None
    risks: tuple[Ref, ...]

    @property
    def heat(self) -> str:
        """The step of the design's ramp, h0 (no effect) to h4 (blocks); a degree nobody gave is h1."""
        return {None: "h0", "": "h1", "slows": "h2", "threatens": "h3", "blocks": "h4"}[self.degree]


class Matrix(NamedTuple):
    """Themes against drivers. `themeless` are cells of the risks in no theme, where their scenarios serve a driver."""

    drivers: tuple[Driver, ...]
    rows: tuple[tuple[Theme, tuple[MatrixCell, ...]], ...]
    themeless: tuple[MatrixCell, ...]  # empty if every open risk is in a theme


def matrix(
    themes: Iterable[Theme], drivers: Iterable[Driver], findings: Iterable[Finding], *, whole: bool = False
) -> Matrix:
    """The drivers that a theme threatens, or that a risk without a theme may; with `whole` all drivers."""
    themes = tuple(themes)
    loose = [finding for finding in findings if finding.is_open and not finding.themes]
    near = {driver.id: _near(driver, loose) for driver in drivers}
    shown = {ref.id for theme in themes for ref, _degree in theme.drivers} | {key for key, refs in near.items() if refs}
    columns = tuple(driver for driver in drivers if whole or driver.id in shown)
    rows = []
    for theme in themes:
        degrees = {ref.id: degree for ref, degree in theme.drivers}
        cells = (
            MatrixCell(driver, degrees.get(driver.id), theme.risks if driver.id in degrees else ())
            for driver in columns
        )
        rows.append((theme, tuple(cells)))
    themeless = tuple(MatrixCell(driver, "" if near[driver.id] else None, near[driver.id]) for driver in columns)
    return Matrix(columns, tuple(rows), themeless if loose else ())


def even_cuts(count: int, most: int) -> list[slice]:
    """`count` columns in as few tables of at most `most` as hold them, each with about as many."""
    tables = -(-count // most)
    return [slice(count * n // tables, count * (n + 1) // tables) for n in range(tables)]


def _near(driver: Driver, risks: list[Finding]) -> tuple[Ref, ...]:
    """The risks found in a scenario that serves the driver."""
    scenarios = {ref.id for ref in driver.served_by}
    return tuple(risk.ref for risk in risks if any(ref.id in scenarios for ref in risk.found_in))

"""The chapter of the analysis sheets (steps 6 and 8): one for each scenario that has something on it."""

from dataclasses import dataclass

from assessments.analysis.rules import Row, grid
from assessments.dossier.codes import refs_by_code
from assessments.dossier.types import Dossier, Ref, Scenario, Sheet

# Kinds of rows that the report tells about at an anchor of their own.
PRINTED = {
    "driver",
    "requirement",
    "component",
    "approach",
    "S",
    "T",
    "R",
    "N",
    "theme",
    "recommendation",
    "scenario",
    "question",
    "parked",
}


@dataclass(frozen=True)
class Analysis:
    """One sheet. `rows` is its grid; the row "no decision yet" is left out where nothing stands in it."""

    scenario: Scenario
    sheet: Sheet | None
    rows: tuple[Row, ...]


def analyses(dossier: Dossier) -> tuple[Analysis, ...]:
    """The sheets in the order of priority; of scenarios that have neither sheet nor finding there is none."""
    sheets = {sheet.scenario.id: sheet for sheet in dossier.sheets}
    found = []
    for scenario in dossier.tree.by_priority:
        sheet = sheets.get(scenario.id)
        if sheet or scenario.findings:
            rows = grid(scenario.id, dossier.findings, sheet.examined if sheet else (), dossier.approaches)
            found.append(Analysis(scenario, sheet, tuple(row for row in rows if row.approach or not row.empty)))
    return tuple(found)


def printed_refs(dossier: Dossier) -> dict[str, Ref]:
    """{code: reference} of what the report tells about, for the identifiers in its texts."""
    return {code: ref for code, ref in refs_by_code(dossier).items() if ref.kind in PRINTED}

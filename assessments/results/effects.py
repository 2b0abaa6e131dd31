"""Decisions mapped to qualities: what each approach does to each quality attribute, and by which finding. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from assessments.dossier.types import Approach, AttributeEffect, Finding, Ref, Tree

EFFECTS = ("+", "-", "")  # better, worse, not stated


class Column(NamedTuple):
    """A quality attribute: of the tree, or named by a finding only."""

    id: str
    name: str
    code: str
    hue: int
    in_tree: bool


class Mark(NamedTuple):
    """One kind of effect in a cell ("+", "-" or "" where nobody said), and the findings that state it."""

    effect: str
    findings: tuple[Ref, ...]


class Line(NamedTuple):
    """An approach with its marks for each column; a cell without marks is one on which nothing was found."""

    approach: Approach
    cells: tuple[tuple[Mark, ...], ...]


class Mapping(NamedTuple):
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def mapping(approaches: Iterable[Approach], tree: Tree, findings: Iterable[Finding]) -> Mapping:
    """Every approach against the attributes of the tree, then those that only findings about approaches name."""
    stated: dict[tuple[str, str], dict[str, list[Ref]]] = {}
    columns = {row.id: Column(row.id, row.name, row.code, row.hue, row.in_tree) for row in tree.attributes}
    for finding in findings:
        for approach in finding.approaches:
            for effect in finding.attributes:
                columns.setdefault(effect.attribute_id, _column(effect))
                marks = stated.setdefault((approach.id, effect.attribute_id), {})
                marks.setdefault(effect.effect, []).append(finding.ref)
    lines = []
    for approach in approaches:
        cells = (stated.get((approach.id, column), {}) for column in columns)
        lines.append(Line(approach, tuple(_marks(cell) for cell in cells)))
    return Mapping(tuple(columns.values()), tuple(lines))


def _marks(cell: dict[str, list[Ref]]) -> tuple[Mark, ...]:
    return tuple(Mark(effect, tuple(cell[effect])) for effect in EFFECTS if effect in cell)


def _column(effect: AttributeEffect) -> Column:
    return Column(effect.attribute_id, effect.name, effect.code, effect.hue, effect.in_tree)

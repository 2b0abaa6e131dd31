"""What leads to what in an evaluation, and what leads nowhere. Pure functions over a dossier (parts in `PARTS`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier import checks
from assessments.dossier.types import Dossier, Ref, Scenario

PARTS = checks.PARTS


THREATENED = "threatened-"  # before the key of a driver where it stands as threatened by a theme


class Column(NamedTuple):
    """One kind of row: drivers, scenarios, approaches, findings, risk themes, drivers threatened or recommendations.

    `prefix` keeps the keys of drivers threatened apart from those of the same drivers in the first column.
    """

    name: str
    refs: tuple[Ref, ...]
    prefix: str = ""

    def key(self, ref: Ref) -> str:
        return f"{self.prefix}{key_of(ref)}"


class LooseEnd(NamedTuple):
    """A row, and what it lacks: words that follow its code."""

    ref: Ref
    sentence: str


@dataclass(frozen=True)
class Trace:
    """Rows in columns, and the steps from a row to one of a later column, as pairs of keys (`Column.key`)."""

    columns: tuple[Column, ...]
    steps: tuple[tuple[str, str], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key(ref) for column in self.columns for ref in column.refs)


@dataclass(frozen=True)
class Thread:
    """A scenario with all that hangs together with it."""

    scenario: Scenario
    approaches: tuple[Ref, ...]
    findings: tuple[Ref, ...]
    themes: tuple[Ref, ...]
    threatened: tuple[Ref, ...]  # drivers, by the themes
    recommendations: tuple[Ref, ...]

    @property
    def leads_on(self) -> bool:
        """Whether anything hangs on the scenario."""
        return bool(self.approaches or self.findings or self.themes or self.recommendations)


def key_of(ref: Ref) -> str:
    """A row's name in a trace and in addresses."""
    return f"{'finding' if ref.kind in 'STRN' else ref.kind}-{ref.id}"


def trace(dossier: Dossier) -> Trace:
    """Everything there is, with every step that somebody wrote down."""
    steps: dict[tuple[str, str], None] = {}

    def lead(source: Ref, targets: Iterable[Ref]) -> None:
        steps.update(dict.fromkeys((key_of(source), key_of(target)) for target in targets))

    for scenario in dossier.tree.scenarios:
        for driver in scenario.drivers:
            lead(driver, [scenario.ref])
    for sheet in dossier.sheets:
        lead(sheet.scenario, sheet.examined)
    for finding in dossier.findings:
        for cell in finding.cells:
            if cell.scenario:
                lead(cell.scenario, [cell.approach or finding.ref])
            if cell.approach:
                lead(cell.approach, [finding.ref])
        lead(finding.ref, (*finding.themes, *finding.recommendations))
    for row in dossier.recommendations:
        for theme in row.themes:
            lead(theme, [row.ref])
    for theme in dossier.themes:
        threatened = (THREATENED + key_of(driver) for driver, _degree in theme.drivers)
        steps.update(dict.fromkeys((key_of(theme.ref), key) for key in threatened))
    columns = tuple(column for column in _columns(dossier) if column.refs)
    known = {column.key(ref) for column in columns for ref in column.refs}
    return Trace(columns, tuple(step for step in steps if known.issuperset(step)))


def _columns(dossier: Dossier) -> Iterator[Column]:
    threatened = {driver.id for theme in dossier.themes for driver, _degree in theme.drivers}
    yield Column(_("Drivers"), _refs(dossier.drivers))
    yield Column(_("Scenarios"), _refs(dossier.tree.scenarios))
    yield Column(_("Approaches"), _refs(dossier.approaches))
    yield Column(_("Findings"), _refs(dossier.findings))
    yield Column(_("Risk themes"), _refs(dossier.themes))
    yield Column(_("Drivers threatened"), _refs(row for row in dossier.drivers if row.id in threatened), THREATENED)
    yield Column(_("Recommendations"), _refs(dossier.recommendations))


def _refs(rows: Iterable) -> tuple[Ref, ...]:
    return tuple(row.ref for row in rows)


def follow(whole: Trace, key: str) -> Trace:
    """The part of a trace that leads to the row `key`, or comes from it; a driver's threats lead to it too."""
    onward: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for source, target in whole.steps:
        onward.setdefault(source, []).append(target)
        back.setdefault(target, []).append(source)
    starts = {key, THREATENED + key}
    kept = _reached(starts, onward) | _reached(starts, back)
    columns = (
        column._replace(refs=tuple(ref for ref in column.refs if column.key(ref) in kept)) for column in whole.columns
    )
    return Trace(
        tuple(column for column in columns if column.refs), tuple(step for step in whole.steps if kept.issuperset(step))
    )


def _reached(starts: set[str], ways: dict[str, list[str]]) -> set[str]:
    found, waiting = set(starts), list(starts)
    while waiting:
        fresh = [target for target in ways.get(waiting.pop(), ()) if target not in found]
        found.update(fresh)
        waiting += fresh
    return found


def loose_ends(dossier: Dossier) -> tuple[LooseEnd, ...]:
    """Rows that lead nowhere, or come from nowhere: what the checks say of links, and three things they do not ask."""
    words = {
        "driver-served": _("served by no scenario"),
        "approach-examined": _("never examined"),
        "risk-theme": _("in no theme"),
        "theme-driver": _("threatens no driver"),
        "recommendation-risk": _("answers no risk"),
    }
    found = [
        LooseEnd(ref, words[check.rule])
        for check in checks.run_checks(dossier)
        for ref in check.missing
        if check.rule in words
    ]
    if dossier.drivers:
        aimless = [scenario.ref for scenario in dossier.tree.scenarios if not scenario.drivers]
        found += [LooseEnd(ref, _("serves no driver")) for ref in aimless]
    found += [LooseEnd(theme.ref, _("gathers no risk")) for theme in dossier.themes if not theme.risks]
    # A risk that a broken assumption made comes from the non-risk.
    stray = [finding.ref for finding in dossier.findings if not finding.cells and not finding.broken_from]
    found += [LooseEnd(ref, _("found nowhere")) for ref in stray]
    return tuple(found)


def lines(dossier: Dossier) -> tuple[Thread, ...]:
    """A line for each scenario, in the order of the tree: the trace in words."""
    findings = {finding.id: finding for finding in dossier.findings}
    examined = {sheet.scenario.id: sheet.examined for sheet in dossier.sheets}
    theme_recommendations = {
        theme.id: [row.ref for row in dossier.recommendations if theme.ref in row.themes] for theme in dossier.themes
    }
    threatened = {theme.id: [driver for driver, _degree in theme.drivers] for theme in dossier.themes}
    result = []
    for scenario in dossier.tree.scenarios:
        made = [findings[ref.id] for ref in scenario.findings if ref.id in findings]
        cells = [
            cell.approach for row in made for cell in row.cells if cell.scenario and cell.scenario.id == scenario.id
        ]
        themes = _unique(theme for row in made for theme in row.themes)
        answers = [answer for row in made for answer in row.recommendations]
        answers += [answer for theme in themes for answer in theme_recommendations.get(theme.id, ())]
        result.append(
            Thread(
                scenario,
                _unique([*examined.get(scenario.id, ()), *filter(None, cells)]),
                tuple(row.ref for row in made),
                themes,
                _unique(driver for theme in themes for driver in threatened.get(theme.id, ())),
                _unique(answers),
            )
        )
    return tuple(result)


def _unique(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple({ref.id: ref for ref in refs}.values())

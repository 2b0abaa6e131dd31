"""Trade-off candidates: a property of one approach on which two or more quality attributes depend.

Pure functions over a loaded dossier (the parts in `PARTS`); worked out each time and never stored.
"""

from dataclasses import dataclass

from assessments.dossier.types import AttributeEffect, Dossier, Finding, Ref

PARTS = ("findings", "dismissed")


@dataclass(frozen=True)
class Candidate:
    """What might be written down as a trade-off point: the sensitivity points that say so, and their attributes."""

    approach: Ref
    property: str
    points: tuple[Ref, ...]
    attributes: tuple[AttributeEffect, ...]

    @property
    def key(self) -> str:
        return "-".join((self.approach.code, *(point.code for point in self.points)))


def candidates(dossier: Dossier) -> tuple[Candidate, ...]:
    """The candidates, in the order of the sensitivity points.

    The property is the one stated with the attribute, else the title of the sensitivity point. Nothing is offered for
    an approach that has a trade-off point between two of the same attributes: somebody has seen it; nor for a property
    of it that was dismissed, whatever its sensitivity points are by now: the reason stands in the report to be read.
    """
    found: dict[tuple[str, str], tuple[Ref, str, dict[str, Ref], dict[str, AttributeEffect]]] = {}
    for point in dossier.of_kind("S"):
        for approach in point.approaches:
            for effect in point.attributes:
                said = effect.property or point.title
                same = (approach.id, folded(said))
                _approach, _said, points, effects = found.setdefault(same, (approach, said, {}, {}))
                points[point.id] = point.ref
                effects.setdefault(effect.attribute_id, effect)
    tradeoffs = dossier.of_kind("T")
    dismissed = {(row.approach.id, folded(row.property)) for row in dossier.dismissed}
    return tuple(
        Candidate(approach, said, tuple(points.values()), tuple(effects.values()))
        for same, (approach, said, points, effects) in found.items()
        if len(effects) > 1
        and same not in dismissed
        and not any(_covers(tradeoff, approach, set(effects)) for tradeoff in tradeoffs)
    )


def folded(text: str) -> str:
    """A property as it is compared: without case, doubled spaces and full stop."""
    return " ".join(text.casefold().split()).rstrip(".")


def _covers(tradeoff: Finding, approach: Ref, attributes: set[str]) -> bool:
    at = {row.id for row in tradeoff.approaches}
    return approach.id in at and len(attributes & {part.attribute_id for part in tradeoff.attributes}) > 1

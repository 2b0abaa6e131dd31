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

    The property is the one stated with the attribute, else the title of the sensitivity point. Nothing is offered that
    a trade-off point of the approach says already; nor for a property of it that was dismissed, whatever its
    sensitivity points are by now: the reason stands in the report to be read.
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
        and not any(_says(tradeoff, same, set(effects)) for tradeoff in tradeoffs)
    )


def folded(text: str) -> str:
    """A property as it is compared: without case, doubled spaces and full stop."""
    return " ".join(text.casefold().split()).rstrip(".")


def _says(tradeoff: Finding, same: tuple[str, str], attributes: set[str]) -> bool:
    """Whether a trade-off point names two of the attributes at the approach, and no other property than this one."""
    approach, said = same
    shared = [part for part in tradeoff.attributes if part.attribute_id in attributes]
    stated = {folded(part.property) for part in shared if part.property}
    about_it = not stated or said in stated | {folded(tradeoff.title)}
    return len(shared) > 1 and about_it and approach in {row.id for row in tradeoff.approaches}

"""The outcome of one completeness check."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assessments.dossier.types import Ref


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one rule.

    `missing` are the rows that break it, in the order of their page; empty means it holds, unless it `fails` of
    itself. `sentence` says the outcome, without the names of the rows; `advice` says how to mend it. `page` is the
    URL name of the place. A check with nothing to look at (no scenarios, no risks) is not `applicable` and is neither
    met nor failed.
    """

    rule: str
    sentence: str
    advice: str
    page: str
    missing: tuple[Ref, ...] = ()
    applicable: bool = True
    fails: bool = False

    @property
    def holds(self) -> bool:
        return self.applicable and not self.missing and not self.fails

    @property
    def more_than_six(self) -> int:
        """How many rows stay unnamed where six are."""
        return max(len(self.missing) - 6, 0)


def refs(rows: Iterable) -> tuple[Ref, ...]:
    return tuple(row.ref for row in rows)


def outcome(
    rule: str,
    page: str,
    looked_at: Collection,
    missing: tuple[Ref, ...],
    *,
    failed: str,
    held: str,
    advice: str,
) -> Check:
    """A check of the rows `looked_at`; `failed` and `held` are its sentences, in which %(count)d is how many."""
    sentence = failed % {"count": len(missing)} if missing else held % {"count": len(looked_at)}
    return Check(rule, sentence, advice, page, missing, applicable=bool(looked_at))

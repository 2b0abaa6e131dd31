"""What a reader of the report will miss: the completeness checks that fail, and what only matters on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.dossier.candidates import candidates
from assessments.dossier.checks import run_checks
from assessments.dossier.types import Dossier, Ref


@dataclass(frozen=True)
class Gap:
    """What is missing, how to mend it, and the rows it is about."""

    sentence: str
    advice: str
    refs: tuple[Ref, ...]


def gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """The gaps that exist: first what the overview tells too."""
    failing = [Gap(check.sentence, check.advice, check.missing) for check in run_checks(dossier) if not check.holds]
    scenarios = dossier.tree.scenarios
    on_paper = [
        Gap(
            _("Scenarios without a place in the utility tree"),
            _("Put them under a quality attribute"),
            _refs(dossier.tree.unplaced),
        ),
        Gap(
            _("Response measures taken from the statement"),
            _("Have them confirmed"),
            _refs(s for s in scenarios if s.response_measure and s.measure_from_statement),
        ),
        Gap(
            _("Trade-off points with an unknown effect"),
            _("Shown as ?, never guessed: say for each attribute whether it gets better or worse"),
            _refs(t for t in dossier.of_kind("T") if any(not effect.effect for effect in t.attributes)),
        ),
        Gap(
            _("Trade-off candidates to be judged"),
            _("Write each down as a trade-off point, or dismiss it with the reason"),
            tuple({ref.id: ref for row in candidates(dossier) for ref in row.points}.values()),
        ),
        Gap(
            _("Comments on findings that nobody has answered"),
            _("Accept or reject each before the report goes out"),
            _refs(f for f in dossier.findings if any(not comment.disposition for comment in f.comments)),
        ),
    ]
    return (*failing, *(gap for gap in on_paper if gap.refs))


def _refs(rows) -> tuple[Ref, ...]:
    return tuple(row.ref for row in rows)

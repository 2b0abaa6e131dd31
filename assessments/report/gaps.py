"""What a reader of the report will miss: the completeness checks that fail, and what only matters on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.dossier.checks import run_checks
from assessments.dossier.types import Dossier, Ref


@dataclass(frozen=True)
class Gap:
    """What is missing, how to mend it, and the rows it is about."""

    sentence: str
    advice: str
    refs: tuple[Ref, ...]


def gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """The gaps that exist. Themes and recommendations are not missed where their section is switched off."""
    sections = dossier.assessment.sections
    skipped = set() if "themes" in sections else {"risk-theme", "theme-driver"}
    found = [
        Gap(check.sentence, check.advice, check.missing)
        for check in run_checks(dossier)
        if not check.holds and check.rule not in skipped
    ]
    scenarios = dossier.tree.scenarios
    found += [
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
            _("Scenarios rated (H,H) in which nothing was found"),
            _("Analyse them first"),
            _refs(s for s in scenarios if s.rank == 0 and not s.findings),
        ),
        Gap(
            _("Trade-off points with an unknown effect"),
            _("Shown as ?, never guessed: say for each attribute whether it gets better or worse"),
            _refs(t for t in dossier.of_kind("T") if any(not effect.effect for effect in t.attributes)),
        ),
        Gap(
            _("Risks without mitigation"),
            _("Say what is done about them"),
            _refs(r for r in dossier.of_kind("R") if not r.mitigation),
        ),
        Gap(
            _("Non-risks without an assumption"),
            _("A non-risk holds only as long as what it rests on"),
            _refs(n for n in dossier.of_kind("N") if not n.assumption),
        ),
        Gap(
            _("Comments on findings that nobody has answered"),
            _("Accept or reject each before the report goes out"),
            _refs(f for f in dossier.findings if any(not comment.disposition for comment in f.comments)),
        ),
    ]
    if "recommendations" in sections:
        unanswering = [row for row in dossier.recommendations if not row.risks and not row.themes]
        found.append(
            Gap(
                _("Recommendations that answer no risk"),
                _("Link them to the risks or themes they answer"),
                _refs(unanswering),
            )
        )
    return tuple(gap for gap in found if gap.refs)


def _refs(rows) -> tuple[Ref, ...]:
    return tuple(row.ref for row in rows)

"""What the pages of findings and risk themes show, worked out of the dossier."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import REVIEW_FINDINGS
from assessments.dossier.load import load
from assessments.dossier.types import Dossier, Finding, Theme
from assessments.findings import rules
from assessments.findings.actions import names
from assessments.findings.filter import Filter
from assessments.findings.forms import AcceptForm
from assessments.models import Assessment, Participant
from assessments.models import Finding as FindingRow
from assessments.models.findings import Severity
from assessments.page_frame import frame, row_or_404
from assessments.understood import person_word

SIGNS = {"+": "+", "-": "−", "": "?"}
REGISTER = ("findings", "themes", "drivers")
ONE = ("findings", "themes", "drivers", "people", "tree", "approaches")


def read(assessment: Assessment, viewer: Participant, parts: tuple[str, ...] = REGISTER) -> Dossier:
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=parts)


def words_of(assessment: Assessment, kind: str, line: str) -> list[str]:
    """What a typed line says beside its title, in words. Refused as rules.read_finding refuses."""
    known = names(assessment)
    said = rules.read_finding(kind, line, known)
    attributes = {name.casefold() for name in known.attributes}
    words = [str(Severity(said.severity).label)] if said.severity else []
    words += [str(FindingRow.Likelihood(said.likelihood).label)] if said.likelihood else []
    words += [str(FindingRow.Impact(said.impact).label)] if said.impact else []
    words += [str(FindingRow.Status(said.status).label)] if said.status else []
    words += [_("area %(name)s") % {"name": said.area}] if said.area else []
    words += [_("mitigation: %(text)s") % {"text": said.mitigation}] if said.mitigation else []
    if said.description:
        note = _("assumption: %(text)s") if kind == "N" else _("description: %(text)s")
        words.append(note % {"text": said.description})
    for name, effect in said.effects:
        word = f"{name} {SIGNS[effect]}"
        words.append(word if name.casefold() in attributes else _("%(effect)s, new, off the tree") % {"effect": word})
    words += approach_words(said.approach)
    return words + person_word(said.owner, known.people, _("owner %(name)s"))


def approach_words(approach: str) -> list[str]:
    """What `^` of a typed line says: nothing, an approach, or that there is none."""
    if approach == rules.NO_APPROACH:
        return [_("no decision yet: a risk of omission")]
    return [_("at %(code)s") % {"code": approach}] if approach else []


def kind_words() -> dict[str, str]:
    return {
        "R": _("Risks"),
        "T": _("Trade-off points"),
        "S": _("Sensitivity points"),
        "N": _("Non-risks"),
    }


def one_of_kind() -> list[tuple[str, str]]:
    """(kind, what one of it is called), in the order of the page."""
    return [(kind, str(FindingRow.Kind(kind).label)) for kind in rules.KINDS]


def one_finding(dossier: Dossier, finding: Finding, asked: Filter) -> dict:
    """The context of a finding's own page, which was reached from a register with the filter `asked`: the way back,
    and the order of those before and after it."""
    findings = dossier.findings
    if asked != Filter():
        findings = asked.shown(findings, dossier.today, arrived=finding.id)
    of_kind = [other for other in findings if other.kind == finding.kind]
    at = of_kind.index(finding)
    borne_on = {part.attribute_id for part in finding.attributes}
    tree = dossier.tree
    return {
        **frame(dossier),
        "finding": finding,
        "subject": finding.code,
        "heading": finding.title,
        "keep": asked.query(),
        "action": reverse("finding-edit", args=[dossier.assessment.id, finding.id]) + asked.query(),
        "fields": "findings/finding_fields.html",
        "attributes": [part for part in (*tree.attributes, *tree.off_tree) if part.id not in borne_on],
        "scenarios": tree.scenarios,
        "other_themes": [theme for theme in dossier.themes if theme.ref not in finding.themes],
        "too_few": rules.names_too_few(finding),
        "due": rules.review_due(finding, dossier.today),
        "accept": AcceptForm.over(finding, people=dossier.people, today=dossier.today),
        "open_comments": rules.open_comments(finding),
        "may_review": may_review(dossier),
        "previous": of_kind[at - 1] if at else None,
        "next": of_kind[at + 1] if at + 1 < len(of_kind) else None,
        "place": at + 1,
        "places": len(of_kind),
    }


def may_review(dossier: Dossier) -> bool:
    """May the viewer comment on findings: the fact-check before the report?"""
    return dossier.viewer is not None and REVIEW_FINDINGS in dossier.viewer.can


def one_theme(dossier: Dossier, theme: Theme) -> dict:
    """The context of a risk theme's own page."""
    threatened = {ref.id for ref, _degree in theme.drivers}
    return {
        **frame(dossier),
        "theme": theme,
        "subject": theme.code,
        "heading": theme.title,
        "action": reverse("theme-edit", args=[dossier.assessment.id, theme.id]),
        "fields": "findings/theme_fields.html",
        "other_risks": [risk for risk in dossier.of_kind("R") if risk.ref not in theme.risks],
        "other_drivers": [driver for driver in dossier.drivers if driver.id not in threatened],
    }


def finding_of(dossier: Dossier, public_id: str) -> Finding:
    return row_or_404(dossier.findings, public_id)


def theme_of(dossier: Dossier, public_id: str) -> Theme:
    return row_or_404(dossier.themes, public_id)

"""How rows come into being: their numbers and codes, and what comes with them.

Each function works inside an open change (`changes.Recorder`), so that an action makes one row and an import a
hundred, and both by the same rules. A `number` that a document brought is kept; otherwise the next one is given.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessments.changes import Recorder
from assessments.errors import Refused
from assessments.models import (
    Approach,
    Component,
    Driver,
    Finding,
    FindingAttribute,
    Participant,
    QualityAttribute,
    Recommendation,
    Refinement,
    Requirement,
    RiskTheme,
    Scenario,
    Step,
    ThemeRisk,
)
from assessments.steps import AGENDAS, skip_reason
from assessments.text import NAME_MAX, clean_line, name_key
from assessments.utility_tree.rules import abbreviation_for, hue_for


def number_for(change: Recorder, kind: str, number: int | None) -> int:
    return change.next_number(kind) if number is None else change.claim_number(kind, number)


def new_agenda(change: Recorder) -> None:
    """The steps of the assessment's template; those the template leaves out are skipped with the reason."""
    for plan in AGENDAS[change.assessment.template]:
        change.create(
            Step,
            number=plan.number,
            phase=plan.phase,
            group=plan.group,
            planned_minutes=plan.minutes,
            status=Step.Status.SKIPPED if plan.skipped else Step.Status.NOT_STARTED,
            skip_reason=skip_reason() if plan.skipped else "",
        )


def new_driver(change: Recorder, *, number: int | None = None, **fields) -> Driver:
    return change.create(Driver, number=number_for(change, "BD", number), **fields)


def new_requirement(change: Recorder, *, number: int | None = None, **fields) -> Requirement:
    return change.create(Requirement, number=number_for(change, "Req", number), **fields)


def person_called(change: Recorder, name: str) -> Participant | None:
    """The living participant of this name, compared without case; else a new one who is only named. None for ""."""
    name = clean_line(name, limit=NAME_MAX)
    if not name:
        return None
    living = Participant.objects.living().filter(assessment=change.assessment)
    known = {name_key(person.name): person for person in living}
    return known.get(name_key(name)) or change.create(Participant, name=name)


def new_approach(change: Recorder, *, name: str, number: int | None = None, **fields) -> Approach:
    name = clean_line(name, limit=NAME_MAX)
    if Approach.objects.living().filter(assessment=change.assessment, name_key=name_key(name)).exists():
        raise Refused(_("There already is an approach called %(name)s.") % {"name": name})
    number = number_for(change, "A", number)
    return change.create(Approach, number=number, name=name, name_key=name_key(name), **fields)


def new_component(change: Recorder, *, name: str, number: int | None = None, **fields) -> Component:
    name = clean_line(name, limit=NAME_MAX)
    if Component.objects.living().filter(assessment=change.assessment, name_key=name_key(name)).exists():
        raise Refused(_("There already is a component called %(name)s. Names are used once.") % {"name": name})
    number = number_for(change, "C", number)
    return change.create(Component, number=number, name=name, name_key=name_key(name), **fields)


def attribute_named(change: Recorder, name: str) -> QualityAttribute | None:
    """The living quality attribute of this name, compared without case."""
    living = QualityAttribute.objects.living().filter(assessment=change.assessment)
    return living.filter(name_key=name_key(name)).first()


def new_attribute(change: Recorder, *, name: str, in_tree: bool = True, iso25010: str = "") -> QualityAttribute:
    """A quality attribute with a code, a hue and its nameless refinement. Refused if the name is taken."""
    name = clean_line(name, limit=NAME_MAX)
    if attribute_named(change, name):
        raise Refused(_("There already is a quality attribute called %(name)s.") % {"name": name})
    # Codes of deleted attributes stay taken: their scenarios keep theirs, and a restore must not collide.
    others = list(QualityAttribute.objects.filter(assessment=change.assessment).values_list("abbreviation", "hue"))
    attribute = change.create(
        QualityAttribute,
        name=name,
        name_key=name_key(name),
        abbreviation=abbreviation_for(name, {code for code, _hue in others}),
        hue=hue_for([hue for _code, hue in others]),
        in_tree=in_tree,
        iso25010=iso25010,
    )
    change.create(Refinement, attribute=attribute, name="", name_key="")
    return attribute


def refinement_of(change: Recorder, attribute: QualityAttribute, name: str = "") -> Refinement:
    """The living refinement of this name under `attribute`, made if there is none; "" is the nameless one."""
    name = clean_line(name, limit=NAME_MAX)
    living = Refinement.objects.living().filter(attribute=attribute)
    return living.filter(name_key=name_key(name)).first() or change.create(
        Refinement, attribute=attribute, name=name, name_key=name_key(name)
    )


def new_scenario(change: Recorder, *, refinement: Refinement | None, code: str = "", **fields) -> Scenario:
    """A scenario under `refinement` (none: unplaced), with the next code of its attribute.

    A `code` from a document is kept if it is this attribute's code with a number and still free.
    """
    kind = refinement.attribute.abbreviation if refinement else "B"
    taken = Scenario.objects.filter(assessment=change.assessment, number_code=code).exists
    if code.startswith(kind) and code[len(kind) :].isdecimal() and len(code) < 8 and not taken():
        change.claim_number(kind, int(code[len(kind) :]))
    else:
        code = f"{kind}{change.next_number(kind)}"
    return change.create(Scenario, refinement=refinement, number_code=code, **fields)


def new_finding(
    change: Recorder,
    *,
    kind: str,
    number: int | None = None,
    attributes: list[tuple[QualityAttribute, str]] = (),
    **fields,
) -> Finding:
    """A finding with the quality attributes it bears on, each with its effect ("+", "-", "" unknown)."""
    if kind == Finding.Kind.RISK:
        fields.setdefault("status", Finding.Status.OPEN)
    finding = change.create(Finding, kind=kind, number=number_for(change, kind, number), **fields)
    for attribute, effect in attributes:
        change.create(FindingAttribute, finding=finding, attribute=attribute, effect=effect)
    return finding


def new_theme(change: Recorder, *, number: int | None = None, risks: Iterable[Finding] = (), **fields) -> RiskTheme:
    """A risk theme with the risks it gathers."""
    theme = change.create(RiskTheme, number=number_for(change, "RT", number), **fields)
    for risk in risks:
        change.create(ThemeRisk, theme=theme, risk=risk)
    return theme


def new_recommendation(change: Recorder, *, number: int | None = None, **fields) -> Recommendation:
    return change.create(Recommendation, number=number_for(change, "Rec", number), **fields)

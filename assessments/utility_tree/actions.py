"""Writing the leaves of the utility tree: add from one line, edit field by field, rate, move, delete."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.conflicts import Edit
from assessments.editing import Edited, delete_row, edit_row, require
from assessments.models import (
    Assessment,
    Change,
    ChangeItem,
    Driver,
    Participant,
    QualityAttribute,
    Refinement,
    Scenario,
    ScenarioAttribute,
    ScenarioDriver,
)
from assessments.new_rows import new_scenario, refinement_of
from assessments.text import clean_line
from assessments.utility_tree.rules import measure_in, place_after, place_beside, read_line, why_not_wording


def add_scenario(
    *, assessment: Assessment, actor: Participant, attribute_id: str, line: str, refinement: str = ""
) -> Scenario:
    """A scenario from one typed line (rules.read_line) under `refinement` of the attribute, which is made if new.

    A bound the line states becomes its response measure, marked so, as in an import.
    """
    said = read_line(clean_line(line))
    statement = require(said.statement, _("Write what could happen, such as: Queue clears in < 15 min (H,M)"))
    with changes.record(assessment, actor, "scenario.add") as change:
        home = refinement_of(change, change.get(QualityAttribute, attribute_id), refinement)
        measure = measure_in(statement)
        return new_scenario(
            change,
            refinement=home,
            statement=statement,
            importance=said.importance,
            difficulty=said.difficulty,
            response_measure=measure,
            measure_from_statement=bool(measure),
        )


def edit_scenario(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict[str, Edit]) -> Edited:
    """Store edits of the statement, the six parts and the kind; see editing.edit_row.

    A measure that somebody words is no longer merely taken from the statement.
    """
    measure = edits.get("response_measure")
    if measure and measure.new != measure.base:
        edits = {**edits, "measure_from_statement": Edit(base="True", new="False")}
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="scenario.edit",
        model=Scenario,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: why_not_wording(
            row.code,
            locked=bool(row.locked_at),
            before=row.statement,
            after=values.get("statement", row.statement),
        ),
    )


def lock_wording(*, assessment: Assessment, actor: Participant, public_id: str, locked: bool) -> Scenario:
    """Agree on the statement as it stands, so that nobody changes it; or take that back.

    What was said first is kept as raw wording, where it reads differently and nobody wrote one.
    """
    with changes.record(assessment, actor, "scenario.lock" if locked else "scenario.unlock") as change:
        scenario = change.get(Scenario, public_id)
        if locked == bool(scenario.locked_at):
            return scenario
        fields = {"locked_at": change.now if locked else None, "locked_by": actor if locked else None}
        said = first_wording(scenario)
        if locked and not scenario.raw_wording and said != scenario.statement:
            fields["raw_wording"] = said
        change.update(scenario, **fields)
    return scenario


def first_wording(scenario: Scenario) -> str:
    """The statement with which the scenario came to be, as the change log has it; "" if it does not know."""
    items = ChangeItem.objects.filter(change__assessment=scenario.assessment_id, entity="Scenario")
    born = items.filter(public_id=scenario.public_id, kind=ChangeItem.Kind.CREATE).first()
    return born.after.get("statement", "") if born else ""


def rate_scenario(*, assessment: Assessment, actor: Participant, public_id: str, axis: str, rating: Edit) -> Edited:
    """Set `axis`, "importance" or "difficulty", to H, M, L or "" (not rated)."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="scenario.rate",
        model=Scenario,
        public_id=public_id,
        edits={axis: rating},
    )


def move_scenario(*, assessment: Assessment, actor: Participant, public_id: str, step: int) -> Scenario:
    """One place up (-1) or down (+1) within its refinement."""
    with changes.record(assessment, actor, "scenario.move") as change:
        scenario = change.get(Scenario, public_id)
        siblings = list(changes.siblings_of(scenario).living())
        change.move(scenario, after=place_after(siblings, scenario, step))
    return scenario


def drop_scenario(
    *, assessment: Assessment, actor: Participant, public_id: str, beside: str = "", side: str = "after", **home: str
) -> tuple[Scenario, Change | None]:
    """Put it before or after (`side`) the scenario `beside`, whose home becomes its own.

    Without `beside`, last under the `refinement` (a name, "" for none) of the `attribute` (a public id).
    """
    with changes.record(assessment, actor, "scenario.move") as change:
        scenario = change.get(Scenario, public_id)
        neighbour = change.get(Scenario, beside) if beside else None
        if neighbour:
            refinement = neighbour.refinement
        else:
            attribute = change.get(QualityAttribute, home.get("attribute", ""))
            refinement = refinement_of(change, attribute, home.get("refinement", ""))
        if scenario.refinement_id != (refinement and refinement.pk):
            change.update(scenario, refinement=refinement)
        siblings = list(changes.siblings_of(scenario).living())
        after = place_beside(siblings, scenario, neighbour, side) if neighbour else last_of(siblings, scenario)
        change.move(scenario, after=after)
    return scenario, change.change


def last_of(siblings: list[Scenario], scenario: Scenario) -> Scenario | None:
    return next((other for other in reversed(siblings) if other != scenario), None)


def place_scenario(*, assessment: Assessment, actor: Participant, public_id: str, refinement_id: str) -> Scenario:
    """Give it another home, last under that refinement. It keeps its code."""
    with changes.record(assessment, actor, "scenario.place") as change:
        scenario = change.get(Scenario, public_id)
        home = change.get(Refinement, refinement_id)
        if scenario.refinement_id != home.pk:
            last = Scenario.objects.living().filter(refinement=home).order_by("position", "pk").last()
            change.update(scenario, refinement=home)
            change.move(scenario, after=last)
    return scenario


def set_drivers(
    *, assessment: Assessment, actor: Participant, public_id: str, base: set[str], chosen: set[str]
) -> Scenario:
    """Let the scenario serve the drivers `chosen` (public ids), seen from the choice `base` the form was opened with.

    Only what differs from `base` is changed, so that two people choosing at once keep each other's choices.
    """
    with changes.record(assessment, actor, "scenario.drivers") as change:
        scenario = change.get(Scenario, public_id)
        links = ScenarioDriver.objects.living().filter(scenario=scenario).select_related("driver")
        serving = {link.driver.public_id: link for link in links}
        for driver_id in sorted(chosen - base - serving.keys()):
            change.create(ScenarioDriver, scenario=scenario, driver=change.get(Driver, driver_id))
        for driver_id in sorted((base - chosen) & serving.keys()):
            change.delete(serving[driver_id])
    return scenario


def set_tags(
    *, assessment: Assessment, actor: Participant, public_id: str, base: set[str], chosen: set[str]
) -> Scenario:
    """Let the scenario touch the attributes `chosen` (public ids) beside its home; as `set_drivers`."""
    with changes.record(assessment, actor, "scenario.tags") as change:
        scenario = change.get(Scenario, public_id)
        links = ScenarioAttribute.objects.living().filter(scenario=scenario).select_related("attribute")
        touched = {link.attribute.public_id: link for link in links}
        for attribute_id in sorted(chosen - base - touched.keys()):
            change.create(ScenarioAttribute, scenario=scenario, attribute=change.get(QualityAttribute, attribute_id))
        for attribute_id in sorted((base - chosen) & touched.keys()):
            change.delete(touched[attribute_id])
    return scenario


def delete_scenario(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it; findings that name it stay. The returned change can be undone."""
    return delete_row(assessment=assessment, actor=actor, action="scenario.delete", model=Scenario, public_id=public_id)

"""Quick capture: one typed line, written once however often it is sent."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.analysis.actions import new_question
from assessments.architecture.rules import read_approach
from assessments.capture import rules
from assessments.changes import Recorder
from assessments.drivers.actions import driver_from_line
from assessments.errors import Refused
from assessments.findings.actions import approach_coded, finding_from_line, names
from assessments.models import Assessment, Change, Participant, Scenario
from assessments.models.base import Row
from assessments.new_rows import new_approach, person_called
from assessments.once import is_key, request_key
from assessments.parking.actions import parked_from_line


def capture(
    *, assessment: Assessment, actor: Participant, line: str, here: str = "", key: str = ""
) -> tuple[Row | None, Change]:
    """The row a typed line says (rules.read_capture), and the change that made it.

    `here` is the public id of the scenario on whose sheet it was typed. `key` names the request: sent again with the
    same line it writes nothing, and the answer is (None, the change of the first time).
    """
    try:
        with changes.record(assessment, actor, "capture", request_key=line_key(actor, key, line)) as change:
            row = row_from_line(change, actor, line, here)
    except changes.WrittenBefore as before:
        return None, before.change
    return row, change.change


def is_written(assessment: Assessment, actor: Participant, line: str, key: str) -> bool:
    """Whether this very request was carried out before."""
    known = line_key(actor, key, line)
    return bool(known) and Change.objects.filter(assessment=assessment, request_key=known).exists()


def line_key(actor: Participant, key: str, line: str) -> str:
    """once.request_key of a typed line; "" without a key. Refused if it is none a browser makes."""
    if key and not is_key(key):
        raise Refused(_("This line came without a proper key. Reload the page and type it again."))
    return request_key(actor.public_id, key, line.strip()) if key else ""


def row_from_line(change: Recorder, actor: Participant, line: str, here: str) -> Row:
    sheet = change.get(Scenario, here) if here else None
    said = rules.read_capture(
        line, names(change.assessment), codes_of(change.assessment), here=sheet.code if sheet else ""
    )
    if said.letter == "d":
        return driver_from_line(change, said.rest)
    if said.letter == "a":
        return new_approach(change, **read_approach(said.rest)._asdict())
    if said.letter == "p":
        return parked_from_line(change, actor, said.rest)
    scenario = scenario_coded(change, said.scenario)
    if said.letter == "q":
        return new_question(
            change,
            scenario,
            text=said.said.text,
            approach=approach_coded(change, said.said.approach),
            asked_by=person_called(change, said.said.asked_by) or actor,
        )
    return finding_from_line(change, rules.FINDINGS[said.letter], said.rest, scenario=scenario)


def codes_of(assessment: Assessment) -> list[str]:
    """The codes of the scenarios in sight."""
    return list(Scenario.objects.in_sight().filter(assessment=assessment).values_list("number_code", flat=True))


def scenario_coded(change: Recorder, code: str) -> Scenario | None:
    """The scenario in sight with this code; none for ""."""
    found = Scenario.objects.in_sight().filter(assessment=change.assessment, number_code=code).first() if code else None
    return found and change.get(Scenario, found.public_id)

"""The grammar of quick capture. Pure: imports nothing of Django but its translations.

    r No rehearsed way to leave a failed region #high ^none @Elena
    s Pool size decides the latency ^A2 +Performance
    q Who decides to leave the region? ^Av1 @Jonas
    p Ask legal about the retention of logs @Elena
    d Expand to 5 markets #goal !h @Elena
    a Synchronous standby in one region #tactic

    r#high Ledger in one region

The first letter says what the line is; what follows is read by the grammar of that kind (assessments/one_line.py, and
the rules of findings, drivers and approaches). `^` names an approach, and before it a scenario by its code: what was
found or asked belongs to its sheet. A line typed on a sheet belongs to that one without saying so.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.architecture.rules import ApproachLine, read_approach
from assessments.drivers.rules import DriverLine, read_driver
from assessments.errors import Refused
from assessments.findings.rules import FindingLine, Names, approach_in, read_finding
from assessments.one_line import person_in, read_marks
from assessments.parking.rules import ParkedLine, read_parked

FINDINGS = {"s": "S", "t": "T", "r": "R", "n": "N"}
LETTERS = (*FINDINGS, "q", "p", "d", "a")
# Before a mark the space may be left out, but before a minus: "t-shirt" is a word.
_PREFIX = re.compile(r"\s*(?P<letter>[a-z])(?:\s*:)?(?:(?:\s+|(?=[#!@^&+?][\"“„']?[^\W\d_]))(?P<rest>.*))?", re.DOTALL)


class QuestionLine(NamedTuple):
    """`approach` is the code of one or "", `asked_by` a name or ""."""

    text: str
    approach: str
    asked_by: str


class Captured(NamedTuple):
    """What a typed line says. `rest` is the line without its letter and the scenario's code."""

    letter: str
    rest: str
    scenario: str  # its code; "" for none
    said: FindingLine | QuestionLine | ParkedLine | DriverLine | ApproachLine


def read_capture(text: str, names: Names, scenarios: Iterable[str], *, here: str = "") -> Captured:
    """What `text` says. `scenarios` are the codes of those there are, `here` the code of the sheet it is typed on."""
    letter, rest = split_letter(text)
    if letter in {"p", "d", "a"}:
        return Captured(letter, rest, "", _read_other(letter, rest, names))
    rest, scenario = split_scenario(rest, scenarios)
    scenario = scenario or here
    if letter == "q":
        return Captured(letter, rest, scenario, read_question(rest, names, scenario))
    return Captured(letter, rest, scenario, read_finding(FINDINGS[letter], rest, names))


def split_letter(text: str) -> tuple[str, str]:
    """("r", "Ledger in one region #high"); refused where no letter says what the line is."""
    found = _PREFIX.fullmatch(text)
    if found is None or found["letter"] not in LETTERS:
        raise Refused(
            _(
                "Begin with one letter and a space: s sensitivity point, t trade-off point, r risk, n non-risk, "
                "q question, p parked item, d driver, a approach."
            )
        )
    return found["letter"], found["rest"] or ""


def split_scenario(text: str, scenarios: Iterable[str]) -> tuple[str, str]:
    """The line without `^Av1`, and the code of the scenario it names; "" if it names none."""
    codes = {code.casefold(): code for code in scenarios}
    rest, marks = read_marks(text, {"^": lambda word: word.casefold() in codes}, {})
    found = {codes[mark.word.casefold()] for mark in marks}
    if len(found) > 1:
        raise Refused(_("A typed line belongs to one scenario. Keep one of its codes."))
    return rest, found.pop() if found else ""


def read_question(text: str, names: Names, scenario: str) -> QuestionLine:
    takes = {"^": lambda word: True, "@": lambda word: True}
    known = {"@": names.people, "^": [name for _code, name in names.approaches]}
    question, marks = read_marks(text, takes, known)
    if not question:
        raise Refused(_("Write the question after the letter."))
    approach = approach_in(marks, names.approaches)  # first: who named a scenario that is not there did say one
    if not scenario:
        raise Refused(_("Say with ^ to which scenario the question belongs, such as ^Av1, or park it with p."))
    return QuestionLine(question, approach if approach != "none" else "", person_in(marks, names.people))


def _read_other(letter: str, text: str, names: Names) -> ParkedLine | DriverLine | ApproachLine:
    if letter == "d":
        return read_driver(text, names.people)
    if letter == "a":
        return read_approach(text)
    return read_parked(text, names.people)

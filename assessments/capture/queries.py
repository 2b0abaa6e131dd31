"""What a captured line says, in words: while it is typed, and once it was written."""

from django.utils.translation import gettext as _

from assessments.architecture.queries import approach_words
from assessments.capture import rules
from assessments.capture.actions import codes_of
from assessments.drivers.queries import words_of as driver_words
from assessments.findings.actions import names
from assessments.findings.queries import words_of as finding_words
from assessments.models import Assessment, Change, Finding, Scenario
from assessments.understood import person_word

CAPTURED = ("Finding", "AnalysisQuestion", "ParkedItem", "Driver", "Approach")  # what a line may become


def words_of(assessment: Assessment, line: str, here: str) -> list[str]:
    """What a typed line says: its kind, its text, its marks. `here` is the public id of the sheet's scenario or ""."""
    known, sheet = names(assessment), code_of(assessment, here)
    said = rules.read_capture(line, known, codes_of(assessment), here=sheet)
    if said.letter == "d":
        return [_("Driver"), said.said.statement, *driver_words(assessment, said.rest)]
    if said.letter == "a":
        return [_("Approach"), *approach_words(said.rest)]
    if said.letter == "p":
        return [_("Parked"), said.said.text, *person_word(said.said.owner, known.people, _("owner %(name)s"))]
    if said.letter == "q":
        place = said.said.approach or _("the whole architecture")
        words = [_("Question"), said.said.text, _("to %(what)s") % {"what": place}]
        words += [_("on %(code)s") % {"code": said.scenario}]
        return words + person_word(said.said.asked_by, known.people, _("asked by %(name)s"))
    kind = rules.FINDINGS[said.letter]
    words = [str(Finding.Kind(kind).label), said.said.title, *finding_words(assessment, kind, said.rest)]
    if said.scenario:
        words.append(_("on %(code)s") % {"code": said.scenario})
        if kind == Finding.Kind.RISK and not said.said.approach:
            words.append(_("no decision yet: a risk of omission"))
    return words


def code_of(assessment: Assessment, scenario: str) -> str:
    """The code of the scenario with this public id, "" for none."""
    found = Scenario.objects.in_sight().filter(assessment=assessment, public_id=scenario.replace("\0", ""))
    return found.values_list("number_code", flat=True).first() or ""


def confirmation(change: Change, words: list[str], *, again: bool) -> str:
    """What is said once a line was written: "R4 added: Risk, …"; `again`: it had been, and nothing was written now."""
    items = change.items.filter(kind="create", entity__in=CAPTURED)
    code = items.values_list("label", flat=True).first() or ""
    if again:
        return _("%(code)s was added before; it is there once") % {"code": code}
    return _("%(code)s added: %(said)s") % {"code": code, "said": ", ".join(words)} if words else code

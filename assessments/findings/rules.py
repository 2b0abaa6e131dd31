"""Rules of findings (ATAM steps 6 and 8) and risk themes. Pure: imports nothing of Django but its translations.

S sensitivity point, T trade-off point, R risk, N non-risk. An effect is "+", "-" or "" for not known, never guessed.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.types import SEVERITIES, Finding
from assessments.errors import Refused
from assessments.one_line import EFFECT_SIGNS, Mark, one_of, person_in, read_marks, split_at_bars, which_name

# In the order in which the page lists them; risks first, because they are what the evaluation is for.
KINDS = ("R", "T", "S", "N")
NO_APPROACH = "none"
LIKELIHOODS = ("likely", "possible", "unlikely")  # the likeliest first
IMPACTS = ("minor", "moderate", "major", "severe")
TYPED_STATUSES = ("open", "mitigating", "closed")  # accepted needs more than a word
_COMMA = re.compile(r"\s*,\s*\^?")
_SEVERAL_RISKS = re.compile(rf"\^r\d+(?:{_COMMA.pattern}r\d+\b)+", re.IGNORECASE)


class FindingLine(NamedTuple):
    """What one typed line says; "" where it does not say. `effects` are (attribute name, effect), `owner` is a name.

    `approach` is the code of one, or NO_APPROACH for a risk of omission: the decision is still to be made.
    """

    title: str
    severity: str
    owner: str
    effects: tuple[tuple[str, str], ...]
    likelihood: str = ""
    impact: str = ""
    approach: str = ""
    area: str = ""
    mitigation: str = ""
    status: str = ""
    description: str = ""


class ThemeLine(NamedTuple):
    """What one typed line says of a theme; `risks` are the codes of those it gathers."""

    title: str
    summary: str
    risks: tuple[str, ...]


class Names(NamedTuple):
    """What a typed line may name: people, quality attributes, and approaches as (code, name)."""

    people: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    approaches: tuple[tuple[str, str], ...] = ()


def read_finding(kind: str, text: str, names: Names) -> FindingLine:
    """`Synchronous call to the gateway ^A2 +Security -Cost` → its title, approach and effects.

    `#critical`, `#likely`, `#severe`, `#mitigating`, `@owner`, `&area`, `^none` and `=> mitigation` are for risks. What
    follows a bar describes the finding; a non-risk says there on what it rests. A trade-off point may name an
    attribute that does not exist yet (it is then made, off the tree); in other kinds `+word` is a mark only if there
    is an attribute of that name.
    """
    known = {name.casefold() for name in names.attributes}
    text, mitigation = split_mitigation(text) if kind == "R" else (text, "")
    text, described = split_at_bars(text)
    takes = {"#": lambda word: True, "@": lambda word: True, "^": lambda word: True, "&": lambda word: kind == "R"}
    for sign in EFFECT_SIGNS:
        takes[sign] = lambda word: kind == "T" or word.casefold() in known
    several = {"@": names.people, "^": [name for _code, name in names.approaches]}
    title, marks = read_marks(text, takes, several | dict.fromkeys(EFFECT_SIGNS, names.attributes))
    severity, likelihood, impact, status = _grades([mark for mark in marks if mark.sign == "#"])
    owner = person_in(marks, names.people)
    approach = approach_in(marks, names.approaches)
    if kind != "R" and (severity or owner):
        raise Refused(_("Only a risk has a severity and an owner. Choose Risk, or leave # and @ out."))
    if kind != "R" and (likelihood or impact or status):
        raise Refused(_("Only a risk has a likelihood, an impact and a status. Choose Risk, or leave # out."))
    if kind != "R" and approach == NO_APPROACH:
        raise Refused(_("Only a risk can lie in a decision that nobody made. Choose Risk, or leave ^none out."))
    if not title:
        raise Refused(_("Write what was found before the marks."))
    areas = list(dict.fromkeys(mark.word for mark in marks if mark.sign == "&"))
    if len(areas) > 1:
        raise Refused(_("A risk has one area. Keep one &."))
    area = areas[0] if areas else ""
    grades = (likelihood, impact, approach, area, mitigation, status)
    return FindingLine(title, severity, owner, _effects(marks), *grades, description="\n".join(described))


def split_mitigation(text: str) -> tuple[str, str]:
    """`Gateway times out => Circuit breaker` as the risk and what is done about it; the spaces may be left out."""
    risk, _arrow, mitigation = text.partition("=>")
    return risk.rstrip(), " ".join(mitigation.split())


def read_theme(text: str, risks: Iterable[str]) -> ThemeLine:
    """`One place and one provider ^R1, R2|Nothing takes over` → its title, the risks it gathers, its summary."""
    codes = {code.casefold(): code for code in risks}
    text, summary = split_at_bars(text)
    text = _SEVERAL_RISKS.sub(lambda several: _COMMA.sub(" ^", several[0]), text)
    title, marks = read_marks(text, {"^": lambda word: True}, {})
    if unknown := [mark.word for mark in marks if mark.word.casefold() not in codes]:
        raise Refused(
            _("There is no risk %(code)s. A theme gathers risks by their code, such as ^R1.") % {"code": unknown[0]}
        )
    if not title:
        raise Refused(_("Name the pattern the risks share."))
    gathered = tuple(dict.fromkeys(codes[mark.word.casefold()] for mark in marks))
    return ThemeLine(title, "\n".join(summary), gathered)


def _grades(marks: list[Mark]) -> tuple[str, str, str, str]:
    """Severity, likelihood, impact and status out of the marks `#word`."""
    if any(mark.word.casefold() == "accepted" for mark in marks):
        raise Refused(_("A risk is accepted with a reason. Add it, then say on its page why, and by whom."))
    scales = (
        (SEVERITIES, _("A risk has one severity. Keep one of #critical #high #medium #low.")),
        (LIKELIHOODS, _("A risk has one likelihood. Keep one of #likely #possible #unlikely.")),
        (IMPACTS, _("A risk has one impact. Keep one of #minor #moderate #major #severe.")),
        (TYPED_STATUSES, _("A risk has one status. Keep one of #open #mitigating #closed.")),
    )
    every = {word: word for words, _refusal in scales for word in words}
    for mark in marks:
        one_of("#", [mark], every, "")  # refused if the word is none of them
    return tuple(
        one_of("#", [mark for mark in marks if mark.word.casefold() in words], {w: w for w in words}, refusal)
        for words, refusal in scales
    )


def approach_in(marks: Iterable[Mark], approaches: tuple[tuple[str, str], ...]) -> str:
    """The code of the approach that `^` names, NO_APPROACH for `^none`, "" for none. Refused for two or none known."""
    words = [mark.word for mark in marks if mark.sign == "^"]
    codes = {code.casefold(): code for code, _name in approaches}
    by_name = {name: code for code, name in approaches}
    found = []
    for word in words:
        code = NO_APPROACH if word.casefold() == NO_APPROACH else codes.get(word.casefold())
        code = code or by_name.get(which_name(word, by_name))
        if not code:
            raise Refused(
                _("There is no approach called %(name)s. Write the code or name of one, or ^none.") % {"name": word}
            )
        found.append(code)
    if len(set(found)) > 1:
        raise Refused(_("A typed line has one approach. Keep one ^, and add the others on the finding's page."))
    return found[0] if found else ""


def _effects(marks) -> tuple[tuple[str, str], ...]:
    effects: dict[str, tuple[str, str]] = {}
    for mark in marks:
        if mark.sign in EFFECT_SIGNS:
            effect = EFFECT_SIGNS[mark.sign]
            if effects.get(mark.word.casefold(), (mark.word, effect))[1] != effect:
                raise Refused(_("%(name)s cannot get better and worse at once. Keep one.") % {"name": mark.word})
            effects[mark.word.casefold()] = (mark.word, effect)
    return tuple(effects.values())


def why_not_finding(values: dict[str, str], *, accepted_because: str = "") -> str:
    """Why a finding may not take these values; "" if it may. `accepted_because` is the reason stored with it."""
    if not values.get("title", "x"):
        return _("Write what was found. To remove the finding, delete it.")
    if values.get("status") == "accepted" and not accepted_because:
        return _("A risk is accepted with a reason. Say under Acceptance why, and by whom.")
    return ""


def why_not_accept(kind: str, *, reason: str, by: str, stored: str = "", was: str = "") -> str:
    """Why a finding of this kind cannot be accepted for this reason by this person; "" if it can.

    `stored` is the reason that stands there now, `was` the one that the page showed.
    """
    if kind != "R":
        return _("Only a risk can be accepted.")
    if not reason:
        return _("Say why the risk is accepted: whoever reads the report will ask.")
    if not by:
        return _("Choose who accepts the risk.")
    if stored not in {was, reason}:
        return _("It was accepted meanwhile: %(stored)s. Accept it again to replace that.") % {"stored": stored}
    return ""


def why_not_break(kind: str, became: Iterable[str]) -> str:
    """Why the assumption of a finding cannot break; `became` are the codes of the risks that came from it."""
    if kind != "N":
        return _("Only a non-risk rests on an assumption.")
    if became := list(became):
        return _("%(code)s already came from it. Open that risk instead.") % {"code": became[0]}
    return ""


def why_not_answer(disposition: str, reason: str, *, answered: str = "") -> str:
    """Why a comment cannot be answered so; "" if it can. `answered` is the answer it has already, in words.

    An answer is given once, so that nobody answers over another; a disposition of "" takes it back.
    """
    if not disposition and answered:
        return ""
    if disposition not in {"accepted", "rejected"}:
        return _("A comment is accepted or rejected.")
    if answered:
        return _("It was answered meanwhile: %(answer)s. Take that answer back to answer anew.") % {"answer": answered}
    if disposition == "rejected" and not reason:
        return _("Say why the comment is rejected: its author will read it.")
    return ""


def why_not_property(attribute: str, stored: str | None, was: str, typed: str) -> str:
    """Why `typed` cannot become the property of an attribute for which the page showed `was`; "" if it can.

    `stored` is what stands there now; None if the finding no longer bears on the attribute.
    """
    words = {"name": attribute, "stored": stored, "typed": typed}
    if stored is None:
        return _("%(name)s was removed meanwhile. Add it again for the property “%(typed)s”.") % words
    if stored not in {was, typed}:
        return _("Somebody wrote “%(stored)s” for %(name)s meanwhile; “%(typed)s” is not stored.") % words
    return ""


def why_not_dismiss(reason: str) -> str:
    """Why a trade-off candidate cannot be dismissed; "" if it can."""
    return "" if reason else _("Say why it is no trade-off: whoever reads the report will ask.")


def open_comments(finding: Finding) -> int:
    """How many comments wait for an answer of the evaluation team."""
    return sum(not comment.disposition for comment in finding.comments)


def why_not_theme(values: dict[str, str]) -> str:
    """Why a risk theme may not take these values; "" if it may."""
    if not values.get("title", "x"):
        return _("Name the pattern the risks share. To remove the theme, delete it.")
    return ""


def why_not_in_theme(kind: str, code: str) -> str:
    """Why a finding cannot be in a theme: themes are patterns of risks."""
    if kind != "R":
        return _("%(code)s is no risk. Only risks belong to themes.") % {"code": code}
    return ""


def why_not_assign(risks: list[str], theme: str, title: str) -> str:
    """Why these risks cannot be put into that theme or one of that title; "" if they can."""
    if not risks:
        return _("Select at least one risk: tick the box before its number.")
    if not (theme or title):
        return _("Choose a theme, or name a new one.")
    return ""


def lacks_theme(finding: Finding) -> bool:
    return finding.kind == "R" and not finding.themes


def names_too_few(finding: Finding) -> bool:
    """A trade-off point is one property that matters to two attributes or more."""
    return finding.kind == "T" and len(finding.attributes) < 2


def review_due(finding: Finding, today: date) -> bool:
    """A non-risk whose assumption should have been looked at again by now."""
    # One whose assumption broke lives on as the risk it became: there is nothing left to look at.
    dated = finding.kind == "N" and finding.review_on is not None and not finding.became
    return dated and finding.review_on <= today


def kind_counts(findings: Iterable[Finding]) -> dict[str, int]:
    findings = list(findings)
    return {kind: sum(finding.kind == kind for finding in findings) for kind in KINDS}


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    findings = list(findings)
    return {level: sum(finding.severity == level for finding in findings) for level in SEVERITIES}

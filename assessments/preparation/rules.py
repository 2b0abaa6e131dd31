"""Rules of the preparation: who is missing, whether the evaluation can begin, what a line says. Pure: no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.types import AssessmentInfo, Person, RequestedDocument, Step
from assessments.errors import Refused
from assessments.one_line import person_in, read_marks
from assessments.years import why_not_year

# Roles in the evaluation team that somebody must hold. In one room and half a day the lightweight ATAM does with fewer.
NEEDED_DUTIES = {
    "atam_full": ("team_leader", "evaluation_leader", "scenario_scribe", "proceedings_scribe", "questioner"),
    "atam_light": ("evaluation_leader", "scenario_scribe", "questioner"),
}
GROUPS = ("evaluation_team", "decision_maker", "stakeholder")
_DAY = re.compile(r"(?<!\S)\d{4}-\d{1,2}-\d{1,2}(?=[.,;]?(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody the evaluation needs and has not: a sentence, why it matters, and a key ("architect", a duty)."""

    key: str
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to have before "go". `hint` says what is missing where it does not hold."""

    key: str
    holds: bool
    sentence: str
    hint: str = ""

    @property
    def part(self) -> str:
        """The part of the page of the preparation where it is mended."""
        return self.key if self.key in {"scope", "agenda", "documents"} else "participants"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    name: str
    asked_of: str
    due_on: date | None


def who_is_missing(people: Iterable[Person], template: str) -> tuple[Missing, ...]:
    """Who must still be found, in the order in which it hurts: architect, decision maker, duties, stakeholders."""
    people = tuple(people)
    roles, groups = {person.role for person in people}, {person.group for person in people}
    found = []
    if "architect" not in roles:
        found.append(
            Missing(
                "architect",
                _("No architect takes part."),
                _("Steps 3 to 6 and 8 need the person who can explain and rate the architecture, throughout."),
            )
        )
    if not any(person.role == "decision_maker" or _decides(person) for person in people):
        found.append(
            Missing(
                "decision_maker",
                _("No decision maker takes part."),
                _("Business drivers and the importance of scenarios are theirs to state."),
            )
        )
    held = {duty for person in people for duty in person.duties}
    advice = duty_advice()
    found += [
        Missing(duty, sentence, why)
        for duty, (sentence, why) in advice.items()
        if duty in NEEDED_DUTIES[template] and duty not in held
    ]
    if template == "atam_full" and "stakeholder" not in groups:
        found.append(
            Missing(
                "stakeholder",
                _("No stakeholder takes part."),
                _("Steps 7 and 8 hear 10 to 15 people who build, run or use the system."),
            )
        )
    return tuple(found)


def _decides(person: Person) -> bool:
    return person.group == "decision_maker" and person.role != "architect"


def duty_advice() -> dict[str, tuple[str, str]]:
    """What to say of a duty nobody holds: {duty: (sentence, why it matters)}."""
    return {
        "team_leader": (_("Nobody is the team leader."), _("Somebody sets the evaluation up and answers for it.")),
        "evaluation_leader": (_("Nobody is the evaluation leader."), _("Somebody runs the room, step by step.")),
        "questioner": (
            _("Nobody is the questioner."),
            _("Steps 6 and 8 run on the questions put to each approach. Give the role to someone from the team."),
        ),
        "scenario_scribe": (
            _("Nobody is the scenario scribe."),
            _("Scenarios are only as good as their agreed wording; somebody must hold the talk until it stands."),
        ),
        "proceedings_scribe": (
            _("Nobody is the proceedings scribe."),
            _("Raw wordings, motives and answers are lost unless somebody writes them down."),
        ),
    }


def conditions(
    info: AssessmentInfo,
    people: tuple[Person, ...],
    steps: tuple[Step, ...],
    requested: tuple[RequestedDocument, ...],
) -> tuple[Condition, ...]:
    """What should hold before the evaluation is given its "go"."""
    missing = {row.key: row for row in who_is_missing(people, info.template)}
    duties = [missing[key] for key in NEEDED_DUTIES[info.template] if key in missing]
    held = [step for step in steps if 1 <= step.number <= 9 and step.status != "skipped"]
    undated = [step for step in held if step.starts_at is None]
    waiting = [document for document in requested if document.received_on is None]
    names = ", ".join(document.name for document in waiting[:3])
    return (
        Condition("scope", bool(info.scope), _("Scope is written down"), _("Say what is looked at and what is not")),
        Condition("decision_maker", "decision_maker" not in missing, _("Decision makers take part")),
        Condition("architect", "architect" not in missing, _("The architect takes part")),
        Condition(
            "duties",
            not duties,
            _("Every role in the team has someone"),
            " ".join(row.sentence for row in duties),
        ),
        Condition(
            "agenda",
            not undated,
            _("Every step has a date"),
            ngettext("%(count)d step has none", "%(count)d steps have none", len(undated)) % {"count": len(undated)},
        ),
        Condition(
            "documents",
            bool(requested) and not waiting,
            _("Documents received"),
            _("Still missing: %(names)s") % {"names": names} if waiting else _("None was asked for yet"),
        ),
    )


def overdue(document: RequestedDocument, today: date) -> bool:
    """Has a document not come by the day it was due?"""
    return document.received_on is None and document.due_on is not None and document.due_on < today


def read_document(text: str, people: Iterable[str] = ()) -> DocumentLine:
    """`Deployment view @Daniel 2026-06-05` → its name, who is asked for it, and by when."""
    due = None
    if found := _DAY.search(text):
        try:
            due = date(*(int(part) for part in found.group().split("-")))
        except ValueError:
            raise Refused(_("%(day)s is no day of the calendar.") % {"day": found.group()}) from None
        if reason := why_not_year(due):
            raise Refused(reason)
        text = text[: found.start()] + text[found.end() :].lstrip(".,;")
    people = tuple(people)
    name, marks = read_marks(text, {"@": lambda word: True}, {"@": people})
    if not name:
        raise Refused(_("Write what the document is, such as Deployment view."))
    return DocumentLine(name, person_in(marks, people), due)


def why_not_decide(values: dict[str, str]) -> str:
    """Why a go or no-go cannot be stored; "" if it can. A no-go is a result of its own and needs its reason."""
    if values.get("go") == "no_go" and not values.get("decided_because"):
        return _("Say why the evaluation does not take place: the report repeats it.")
    return ""


def why_not_add(*, takes_part: bool, namesake: str) -> str:
    """Why nobody is added; "" if somebody is. `takes_part` already, or goes by the name of a `namesake`."""
    if takes_part:
        return _("This person takes part already. Change their role in the list.")
    if namesake:
        return _("%(name)s is in the list already. Write a second person’s name so that the two are told apart.") % {
            "name": namesake
        }
    return ""


def why_not_person(group: str, duties: Iterable[str]) -> str:
    """Why a person of this group cannot hold these duties; "" if they can."""
    if group != "evaluation_team" and any(duties):
        return _("Roles in the evaluation team are for its members. Choose that group, or take the roles away.")
    return ""


def why_not_role(role: str, *, has_account: bool) -> str:
    """Why somebody cannot have a role; "" if they can. Who cannot sign in cannot lead."""
    if role == "lead" and not has_account:
        return _("A lead must be able to sign in. Invite this person first, or choose another role.")
    return ""


# --- Invitations -------------------------------------------------------------------------------------------------

INVITATIONS_OPEN = 100  # of one assessment at once
LETTERS_AN_HOUR = 60  # of one assessment
RESEND_AFTER = timedelta(minutes=1)
REMIND_AFTER = timedelta(hours=1)  # since the last letter
GROUP_OF_ROLE = {
    "lead": "evaluation_team",
    "evaluator": "evaluation_team",
    "decision_maker": "decision_maker",
    "architect": "decision_maker",
}


def why_not_invite(*, waiting: int, letters: int, by_mail: bool) -> str:
    """Why no further invitation is made; "" if it is. `waiting` are open ones, `letters` those of the last hour."""
    if waiting >= INVITATIONS_OPEN:
        return _("%(count)d invitations are open already. Revoke some before you make more.") % {
            "count": INVITATIONS_OPEN
        }
    if by_mail and letters >= LETTERS_AN_HOUR:
        return _("%(count)d letters went out within the hour. Wait a little, or invite by link.") % {
            "count": LETTERS_AN_HOUR
        }
    return ""


def why_not_resend(standing: str, *, since_sent: timedelta | None) -> str:
    """Why an invitation gets no new link; "" if it does. A new link replaces the old one, which stops working."""
    if standing == "used":
        return _("This invitation was taken up already. Make a new one for somebody else.")
    if since_sent is not None and since_sent < RESEND_AFTER:
        return _("This invitation was sent less than a minute ago. Wait a moment before you send it again.")
    return ""


def why_not_remind(standing: str, *, email: str, since_letter: timedelta | None) -> str:
    """Why nobody is reminded of an invitation; "" if they are. `since_letter` is none where no letter went out yet."""
    if standing != "open":
        return {
            "used": _("This invitation was taken up already: there is nothing to remind of."),
            "revoked": _("This invitation was revoked. Send it again to let it work once more."),
            "expired": _("This invitation has run out. Send it again to give it more days."),
        }[standing]
    if not email:
        return _("This invitation has no e-mail address. Make a new link, and pass it on yourself.")
    if since_letter is not None and since_letter < REMIND_AFTER:
        return _("A letter went to this address less than an hour ago. Give it time before you remind.")
    return ""


def why_not_take(standing: str) -> str:
    """Why an invitation cannot be taken up; "" if it can."""
    return {
        "open": "",
        "used": _("This invitation was taken up already: a link works once. Ask for a new one if it was not you."),
        "revoked": _("This invitation was withdrawn. Ask whoever invited you for a new one."),
        "expired": _("This invitation has run out. Ask whoever invited you for a new one."),
    }[standing]

"""What the pages of the preparation and of the people show, worked out of the dossier."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import CAPABILITIES, EDIT, MANAGE, RATE_DIFFICULTY, RATE_IMPORTANCE, VOTE
from assessments.dossier.load import load
from assessments.dossier.rows import label
from assessments.dossier.types import Dossier, Person, RequestedDocument
from assessments.invitations import OPEN, standing
from assessments.models import Assessment, Invitation, Participant
from assessments.page_frame import frame, row_or_404
from assessments.preparation import rules
from assessments.preparation.agenda import agenda
from assessments.understood import person_word

PARTS = ("people", "steps", "requested")
INVITED_MOST = 200


def read(assessment: Assessment, viewer: Participant, *more: str) -> Dossier:
    """What the pages of this slice show; `more` are further parts. The first page names the imported "documents"."""
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=(*PARTS, *more))


def slice_frame(dossier: Dossier) -> dict:
    """What every page of this slice needs."""
    return {
        **frame(dossier),
        "may_manage": dossier.viewer is not None and MANAGE in dossier.viewer.can,
    }


def page(dossier: Dossier) -> dict:
    """The context of the preparation. Days and times are those of the zone the view runs in."""
    light = dossier.assessment.template == "atam_light"
    return {
        **slice_frame(dossier),
        **documents(dossier),
        "groups": people_by_group(dossier.people),
        "may": may_words(dossier.people),
        "missing": rules.who_is_missing(dossier.people, dossier.assessment.template),
        **readiness(dossier),
        "agenda": agenda(dossier.steps, timezone.get_current_timezone()),
        "other_template": "atam_full" if light else "atam_light",
    }


def readiness(dossier: Dossier) -> dict:
    """What should hold before "go", and how much of it does."""
    met = rules.conditions(dossier.assessment, dossier.people, dossier.steps, dossier.requested)
    return {"conditions": met, "ready": sum(condition.holds for condition in met)}


def documents(dossier: Dossier) -> dict:
    return {
        "documents": [(row, rules.overdue(row, dossier.today)) for row in dossier.requested],
        "received": sum(row.received_on is not None for row in dossier.requested),
    }


def people_by_group(people: tuple[Person, ...]) -> list[tuple[str, list[Person]]]:
    """(group in words, its people), evaluation team first; groups without people are left out."""
    words = {
        "evaluation_team": _("Evaluation team"),
        "decision_maker": _("Project decision makers"),
        "stakeholder": _("Stakeholders"),
    }
    groups = [(words[group], [person for person in people if person.group == group]) for group in rules.GROUPS]
    return [(word, members) for word, members in groups if members]


def may_words(people: tuple[Person, ...]) -> list[tuple[str, int]]:
    """(what one may do, how many may) of those who can sign in."""
    able = [CAPABILITIES[person.role] for person in people if person.has_account]
    words = [
        (EDIT, _("Write")),
        (RATE_IMPORTANCE, _("Rate importance")),
        (RATE_DIFFICULTY, _("Rate difficulty")),
        (VOTE, _("Write cards and vote")),
    ]
    return [(word, sum(capability in can for can in able)) for capability, word in words]


def words_of(assessment: Assessment, line: str) -> list[str]:
    """What a typed line says beside the document's name, in words. Refused as rules.read_document refuses."""
    people = list(Participant.objects.living().filter(assessment=assessment).values_list("name", flat=True))
    said = rules.read_document(line, people)
    words = [_("due %(day)s") % {"day": said.due_on.isoformat()}] if said.due_on else []
    return words + person_word(said.asked_of, people, _("asked of %(name)s"))


def decision(dossier: Dossier) -> dict:
    """The context of the page that holds scope and decision."""
    return {
        **slice_frame(dossier),
        "subject": _("the preparation"),
        "heading": _("Scope and decision"),
        "action": reverse("preparation-decide", args=[dossier.assessment.id]),
        "fields": "preparation/decision_fields.html",
        **readiness(dossier),
    }


@dataclass(frozen=True)
class Invited:
    """An invitation as the leads see it. `standing`: open, used, revoked, expired."""

    id: str
    who: str  # the person it is for, else the address, else ""
    email: str
    role_label: str
    standing: str
    invited_by: str
    expires_at: datetime
    sent_at: datetime | None
    reminded_at: datetime | None
    used_at: datetime | None
    may_remind: bool


def invitations(assessment: Assessment) -> list[Invited]:
    """Open ones first, then the others, each the newest first; at most 200 in all."""
    rows = Invitation.objects.filter(assessment=assessment).select_related("participant", "invited_by")[:INVITED_MOST]
    now = timezone.now()
    listed = [
        Invited(
            id=row.public_id,
            who=row.participant.name if row.participant else row.email,
            email=row.email,
            role_label=label(Participant.Role, row.role),
            standing=standing(row, now),
            invited_by=row.invited_by.name if row.invited_by else "",
            expires_at=row.expires_at,
            sent_at=row.sent_at,
            reminded_at=row.reminded_at,
            used_at=row.used_at,
            may_remind=bool(row.email) and standing(row, now) == OPEN,
        )
        for row in rows
    ]
    return sorted(listed, key=lambda row: row.standing != OPEN)


def one_document(dossier: Dossier, public_id: str) -> tuple[RequestedDocument, dict]:
    row = row_or_404(dossier.requested, public_id)
    context = {
        **slice_frame(dossier),
        "document": row,
        "overdue": rules.overdue(row, dossier.today),
        "subject": row.name,
        "heading": row.name,
        "action": reverse("requested-edit", args=[dossier.assessment.id, row.id]),
        "fields": "preparation/document_fields.html",
    }
    return row, context


def one_person(dossier: Dossier, public_id: str) -> tuple[Person, dict]:
    row = row_or_404(dossier.people, public_id)
    context = {
        **slice_frame(dossier),
        "person": row,
        "subject": row.name,
        "heading": row.name,
        "action": reverse("person-edit", args=[dossier.assessment.id, row.id]),
        "fields": "preparation/person_fields.html",
    }
    return row, context

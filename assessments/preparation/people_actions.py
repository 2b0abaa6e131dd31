"""Writing the people of an assessment: add, edit, give another role, remove."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.conflicts import Edit, sort_out
from assessments.editing import Edited, conflict, form_value, require
from assessments.errors import FieldConflict, Overtaken, Refused
from assessments.models import Assessment, Change, Participant, User
from assessments.overview.rules import why_not_leave
from assessments.preparation.rules import why_not_add, why_not_person, why_not_role
from assessments.text import NAME_MAX, clean_line, name_key


def add_person(
    *,
    assessment: Assessment,
    actor: Participant,
    name: str,
    email: str,
    role: str,
    group: str,
    organisation: str = "",
    duties: list[str] | None = None,
) -> Participant:
    """Add a person: by the address of their account, or by name only, as somebody who cannot sign in.

    Somebody of that name who was only named so far gets the account and the part, and is not doubled.
    """
    user = User.objects.filter(email=User.objects.normalize_email(email)).first() if email else None
    if email and user is None:
        raise Refused(
            _("Nobody here has an account with this address. Invite them, or leave it empty to name them only.")
        )
    name = clean_line(name, limit=NAME_MAX) or (user.get_full_name() if user else "")
    if not name:
        raise Refused(_("Write a name, or the e-mail address of an account."))
    with changes.record(assessment, actor, "participant.add") as change:
        people = list(Participant.objects.living().filter(assessment=assessment))
        named = next((person for person in people if name_key(person.name) == name_key(name)), None)
        takes_part = user is not None and any(person.user_id == user.pk for person in people)
        duties = duties or (named.team_roles if named else [])
        taken = named if named and (user is None or named.user_id) else None
        if reason := (
            why_not_add(takes_part=takes_part, namesake=taken.name if taken else "")
            or why_not_role(role, has_account=user is not None)
            or why_not_person(group, duties)
        ):
            raise Refused(reason)
        organisation = clean_line(organisation, limit=NAME_MAX) or (named.organisation if named else "")
        fields = {"user": user, "role": role, "group": group, "organisation": organisation, "team_roles": duties}
        if named is None:
            return change.create(Participant, name=name, **fields)
        change.update(named, **fields)
    return named


def edit_person(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict[str, Edit]) -> Edited:
    """Store edits of name, organisation, group, team_roles (keys joined by commas) and role; see editing.edit_row."""
    with changes.record(assessment, actor, "participant.edit") as change:
        person = change.get(Participant, public_id)
        present = {name: person_value(person, name) for name in {*edits, "group", "team_roles", "role", "name"}}
        store, conflicting = sort_out(present, edits)
        result = {**present, **store}
        require(result["name"], _("Write the person's name."))
        if reason := _why_not(person, result):
            raise Refused(reason)
        values = {name: split_duties(text) if name == "team_roles" else text for name, text in store.items()}
        saved = change.update(person, **values)
    conflicts = [conflict(person, name, edits[name], theirs) for name, theirs in conflicting.items()]
    return Edited(row=person, saved=saved, conflicts=conflicts, change=change.change)


def _why_not(person: Participant, values: dict[str, str]) -> str:
    if values["role"] != person.role:
        lost = why_not_leave(person.role, _other_leads(person))
        if reason := lost or why_not_role(values["role"], has_account=person.user_id is not None):
            return reason
    return why_not_person(values["group"], split_duties(values["team_roles"]))


def person_value(person: Participant, name: str) -> str:
    """A field of a person as forms carry it: duties as their keys joined by commas."""
    return ",".join(person.team_roles) if name == "team_roles" else form_value(getattr(person, name))


def split_duties(text: str) -> list[str]:
    """The keys in `text`, in the order of the method; unknown ones are left out."""
    asked = set(text.split(","))
    return [key for key in Participant.TeamRole.values if key in asked]


def change_participant(
    *, assessment: Assessment, actor: Participant, person_id: str, role: str, base: str | None = None
) -> Change | None:
    """Give a person another role. Overtaken if they have neither it nor `base`, the role they had on the page."""
    if role not in Participant.Role.values:
        raise Refused(_("There is no such role. Choose one of the list."))
    with changes.record(assessment, actor, "participant.edit") as change:
        person = change.get(Participant, person_id)
        if base is not None and person.role not in {base, role}:
            if role == base:
                return None
            raise Overtaken(_overtaken(conflict(person, "role", Edit(base=base, new=role), person.role), person.name))
        if role != person.role and (
            reason := why_not_leave(person.role, _other_leads(person))
            or why_not_role(role, has_account=person.user_id is not None)
        ):
            raise Refused(reason)
        change.update(person, role=role)
    return change.change


def _overtaken(conflict: FieldConflict, name: str) -> str:
    """What to say where two leads gave one person different roles: both roles, and whose stands."""
    words = {"": _("No role"), **{role.value: str(role.label) for role in Participant.Role}}
    return _(
        "%(who)s gave %(name)s another role meanwhile: %(theirs)s. Yours, %(yours)s, is not stored; choose again to"
        " change it."
    ) % {
        "who": conflict.by or _("Somebody else"),
        "name": name,
        "theirs": words[conflict.theirs],
        "yours": words[conflict.yours],
    }


def remove_participant(*, assessment: Assessment, actor: Participant, person_id: str) -> Change:
    """Take a person out of the assessment; their name stays on what they wrote."""
    with changes.record(assessment, actor, "participant.remove") as change:
        person = change.get(Participant, person_id)
        if reason := why_not_leave(person.role, _other_leads(person)):
            raise Refused(reason)
        change.delete(person)
    return change.change


def _other_leads(person: Participant) -> int:
    """How many others lead, of those who can sign in."""
    leads = Participant.objects.living().filter(assessment=person.assessment_id, role=Participant.Role.LEAD)
    return leads.exclude(pk=person.pk).exclude(user=None).count()

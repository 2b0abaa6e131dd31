"""Writing invitations: make one, send it, remind of it, give it a new link, revoke it, take it up.

An invitation is no content of the assessment: its fields stay out of the change log, and nothing about it is undone.
The log tells that one was reminded of, renewed or revoked. Who is invited by name becomes a participant by a change,
and so does who takes an invitation up.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import changes
from assessments.errors import Refused
from assessments.invitations import hash_of, new_token, standing
from assessments.models import Assessment, ChangeItem, Invitation, Participant, User
from assessments.new_rows import person_called
from assessments.preparation.rules import (
    GROUP_OF_ROLE,
    why_not_invite,
    why_not_remind,
    why_not_resend,
    why_not_role,
    why_not_take,
)
from assessments.text import NAME_MAX, clean_line, name_key


def invite(
    *, assessment: Assessment, actor: Participant, role: str, days: int, name: str = "", email: str = ""
) -> tuple[Invitation, str]:
    """An invitation with this role for `days` days, and its token, which nothing stores.

    With a `name` it is for that person, who becomes a participant known by name if there is none; an account-holder of
    that name takes part already. An older open invitation to the same address or person stops working.
    """
    if role not in Participant.Role.values:
        raise Refused(_("There is no such role. Choose one of the list."))
    email = User.objects.normalize_email(email)
    with changes.record(assessment, actor, "participant.invite") as change:
        _check_limits(assessment, by_mail=bool(email))
        members = Participant.objects.living().filter(assessment=assessment).exclude(role="")
        if email and members.filter(user__email=email).exists():
            raise Refused(_("This person takes part already. Change their role in the list."))
        person = person_called(change, clean_line(name, limit=NAME_MAX))
        if person and person.user_id:
            raise Refused(_("%(name)s can sign in and takes part already.") % {"name": person.name})
        if person and not person.role and not why_not_role(role, has_account=False):
            change.update(person, role=role, group=GROUP_OF_ROLE.get(role, person.group))
        invitation, token = Invitation(assessment=assessment, participant=person, email=email), new_token()
        _replace_older(invitation)
        invitation.role, invitation.invited_by, invitation.token_hash = role, actor, hash_of(token)
        invitation.expires_at = timezone.now() + timedelta(days=days)
        invitation.save()
    return invitation, token


def _open(assessment: Assessment):
    """The invitations of the assessment that can still be taken up."""
    rows = Invitation.objects.filter(assessment=assessment, used_at=None, revoked_at=None)
    return rows.filter(expires_at__gt=timezone.now())


def _check_limits(assessment: Assessment, *, by_mail: bool, another: bool = True) -> None:
    hour = timezone.now() - timedelta(hours=1)
    lately = Q(sent_at__gt=hour) | Q(reminded_at__gt=hour)
    letters = Invitation.objects.filter(lately, assessment=assessment).count()
    waiting = _open(assessment).count() if another else 0
    if reason := why_not_invite(waiting=waiting, letters=letters, by_mail=by_mail):
        raise Refused(reason)


def _replace_older(new: Invitation) -> None:
    """One link a person: the open ones to the same address or participant stop working."""
    for invitation in _open(new.assessment):
        same_person = new.participant_id and invitation.participant_id == new.participant_id
        if same_person or (new.email and invitation.email == new.email):
            invitation.revoked_at = timezone.now()
            invitation.save(update_fields=["revoked_at"])


def renew(*, assessment: Assessment, actor: Participant, public_id: str) -> tuple[Invitation, str]:
    """A new link for an invitation, for as long as the first was good; the old link stops working. Also revoked and
    expired ones come back by it. `actor` answers for it now."""
    with changes.record(assessment, actor, "participant.renew") as change:
        invitation, now, token = _invitation(assessment, public_id), timezone.now(), new_token()
        since_sent = now - invitation.sent_at if invitation.sent_at else None
        if reason := why_not_resend(standing(invitation, now), since_sent=since_sent):
            raise Refused(reason)
        _check_limits(assessment, by_mail=bool(invitation.email))
        lasted = invitation.expires_at - invitation.created_at
        invitation.created_at, invitation.expires_at = now, now + lasted
        invitation.token_hash, invitation.revoked_at, invitation.invited_by = hash_of(token), None, actor
        invitation.save(update_fields=["created_at", "expires_at", "token_hash", "revoked_at", "invited_by"])
        change.note(ChangeItem.Kind.UPDATE, invitation, {}, {})
    return invitation, token


def remind(*, assessment: Assessment, actor: Participant, public_id: str) -> tuple[Invitation, str]:
    """A new link for the letter that reminds of an open invitation; it runs out when it did. The old link stops
    working: only the hash of a token is stored, so none can be sent twice."""
    with changes.record(assessment, actor, "participant.remind") as change:
        invitation, now, token = _invitation(assessment, public_id), timezone.now(), new_token()
        letters = [at for at in (invitation.sent_at, invitation.reminded_at) if at]
        since = now - max(letters) if letters else None
        if reason := why_not_remind(standing(invitation, now), email=invitation.email, since_letter=since):
            raise Refused(reason)
        _check_limits(assessment, by_mail=True, another=False)
        invitation.token_hash, invitation.reminded_at = hash_of(token), now
        invitation.save(update_fields=["token_hash", "reminded_at"])
        change.note(ChangeItem.Kind.UPDATE, invitation, {}, {})
    return invitation, token


def revoke(*, assessment: Assessment, actor: Participant, public_id: str) -> Invitation:
    """Its link stops working at once. Refused once it was taken up: then the person is removed instead."""
    with changes.record(assessment, actor, "participant.revoke") as change:
        invitation = _invitation(assessment, public_id)
        if invitation.used_at:
            raise Refused(_("This invitation was taken up already. To end the access, remove the person."))
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        change.note(ChangeItem.Kind.UPDATE, invitation, {}, {})
    return invitation


def _invitation(assessment: Assessment, public_id: str) -> Invitation:
    row = Invitation.objects.filter(assessment=assessment, public_id=public_id.replace("\0", "")).first()
    if row is None:
        raise changes.gone()
    return row


def sends_letters() -> bool:
    """Whether letters leave this installation. By default, without EMAIL_URL, they only go to the terminal."""
    return not settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend"))


def send(*, invitation: Invitation, link: str, reminding: bool = False) -> bool:
    """Send the link to the invitation's address; False if no letter left: there is no mail server, or it refused."""
    sent = sends_letters() and _posted(invitation, link, reminding)
    if reminding and not sent:  # so that the list does not say so, and the next try is not refused
        invitation.reminded_at = None
        invitation.save(update_fields=["reminded_at"])
    elif sent and not reminding:
        invitation.sent_at = timezone.now()
        invitation.save(update_fields=["sent_at"])
    return sent


def _posted(invitation: Invitation, link: str, reminding: bool) -> bool:
    context = {"invitation": invitation, "assessment": invitation.assessment, "link": link, "reminding": reminding}
    inviter = invitation.invited_by and invitation.invited_by.user
    letter = EmailMessage(
        subject=" ".join(render_to_string("preparation/invitation_subject.txt", context).split()),
        body=render_to_string("preparation/invitation_letter.txt", context),
        to=[invitation.email],
        reply_to=[inviter.email] if inviter else None,  # an answer reaches who invited, not the installation
    )
    try:
        letter.send()
    except OSError:  # also every SMTP error
        return False
    return True


def take_up(*, invitation: Invitation, user: User) -> Participant:
    """`user` joins with the invitation's role, once: as the participant it was made for, or as a new one.

    Somebody who can open the assessment already keeps their role, and the invitation stays open. Of several who take
    it up at the same moment, one does: the assessment's lock puts them in order.
    """
    with changes.record(invitation.assessment, None, "participant.join", actor_name=user.get_full_name()) as change:
        invitation.refresh_from_db()
        people = list(Participant.objects.living().filter(assessment=change.assessment))
        me = next((person for person in people if person.user_id == user.pk), None)
        if me and me.role:
            return me
        if reason := why_not_take(standing(invitation, timezone.now())):
            raise Refused(reason)
        me = me or _named_before(invitation, people, user)
        if me:
            change.update(me, user=user, role=invitation.role)
        else:
            group = GROUP_OF_ROLE.get(invitation.role, Participant.Group.STAKEHOLDER)
            me = change.create(Participant, name=user.get_full_name(), user=user, role=invitation.role, group=group)
        invitation.used_at, invitation.participant = timezone.now(), me
        invitation.save(update_fields=["used_at", "participant"])
    return me


def _named_before(invitation: Invitation, people: list[Participant], user: User) -> Participant | None:
    """Who `user` is among those without an account: the one invited, else the only one of their name."""
    unclaimed = [person for person in people if person.user_id is None]
    invited = [person for person in unclaimed if person.pk == invitation.participant_id]
    key = name_key(user.get_full_name())
    same_name = [person for person in unclaimed if name_key(person.name) == key]
    return next(iter(invited), same_name[0] if len(same_name) == 1 else None)

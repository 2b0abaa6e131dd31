"""Links that give their holder a part in an assessment: tokens, and what an invitation is worth at a moment.

Only the SHA-256 of a token is stored. A token has 256 random bits, so it can be looked up by its hash and not guessed.
Shared by the pages of the slice `preparation` and by sign-up, which an open invitation opens (accounts.py).
"""

import hashlib
import secrets
from datetime import datetime

from assessments.models import Invitation

OPEN, USED, REVOKED, EXPIRED = "open", "used", "revoked", "expired"
SESSION_KEY = "invitation"  # in a visitor's session: the public id of the invitation whose link they opened
TOKEN_MAX = 100  # longer texts are no token, and are not hashed


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def invitation_for(token: str) -> Invitation | None:
    """The invitation with this token, whatever became of it; none for a wrong token or a deleted assessment."""
    if len(token) > TOKEN_MAX:
        return None
    invitations = Invitation.objects.select_related("assessment", "invited_by", "participant")
    return invitations.filter(token_hash=hash_of(token), assessment__deleted_at__isnull=True).first()


def standing(invitation: Invitation, now: datetime) -> str:
    """Whether it can be taken at this moment: open, used, revoked or expired.

    Removing the person it was made for withdraws it too.
    """
    if invitation.used_at:
        return USED
    if invitation.revoked_at or (invitation.participant and invitation.participant.deleted_at):
        return REVOKED
    return EXPIRED if invitation.expires_at <= now else OPEN


def opens_sign_up(public_id: str | None, now: datetime) -> bool:
    """Does this invitation, kept in a visitor's session, still let somebody sign up?"""
    invitations = Invitation.objects.select_related("participant")
    invitation = invitations.filter(public_id=public_id, assessment__deleted_at__isnull=True).first()
    return invitation is not None and standing(invitation, now) == OPEN

"""Getting ready (phase 0) and keeping to the agenda: documents asked for, invitations, the parking lot."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row, new_public_id
from .people import Participant


class RequestedDocument(Row):
    """A document the evaluation team asked for before step 1, and whether it came.

    `where` says where it lies (a link, a folder); `file` is the file itself where it was uploaded.
    """

    name = models.CharField(_("name"), max_length=300)
    asked_of = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked of")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    received_on = models.DateField(_("received"), null=True, blank=True)
    where = models.CharField(_("where it lies"), max_length=1000, blank=True)
    file = models.ForeignKey(
        "assessments.Upload", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("file")
    )

    class Meta(Row.Meta):
        verbose_name = _("document asked for")
        verbose_name_plural = _("documents asked for")
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="requesteddocument_has_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.name


class ParkedItem(Row):
    """Something the talk must come back to: raised in a step, with an owner, resolved before the close."""

    number = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    step = models.ForeignKey("assessments.Step", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    raised_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    resolution = models.TextField(_("resolution"), blank=True)  # blank while it is open

    class Meta(Row.Meta):
        verbose_name = _("parked item")
        verbose_name_plural = _("parked items")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="parkeditem_number"),
            models.CheckConstraint(condition=~Q(text=""), name="parkeditem_has_text"),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"P{self.number}"


class Invitation(models.Model):
    """A link that gives its holder a part in the assessment. Not content: no export, no loader; the change log
    tells that one was renewed, revoked or reminded of, and keeps neither token nor address.

    Only the hash of the token is stored. `participant` is the person the link was made for, or none for a link that
    whoever holds it may take; taking it is one Change.
    """

    assessment = models.ForeignKey("assessments.Assessment", on_delete=models.CASCADE, related_name="+")
    public_id = models.CharField(max_length=26, default=new_public_id, unique=True, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Participant.Role.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)  # the last time
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["lead", "evaluator", "decision_maker", "architect", "stakeholder", "viewer"]),
                name="invitation_role",
            )
        ]

    def __str__(self):
        return self.public_id

    @property
    def code(self):
        """What the change log calls it: who it is for, never their address."""
        return self.participant.name if self.participant else ""

"""What people decided about trade-off candidates, which themselves are worked out and never stored."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row


class DismissedCandidate(Row):
    """A trade-off candidate that was looked at and is none: the property of an approach it stood for, and why.

    Candidates are worked out, never stored (dossier/candidates.py); this row keeps one from being offered again.
    """

    approach = models.ForeignKey(
        "assessments.Approach", on_delete=models.CASCADE, related_name="+", verbose_name=_("approach")
    )
    said = models.TextField(_("property"))
    reason = models.TextField(_("reason"))
    dismissed_by = models.ForeignKey(
        "assessments.Participant",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_on = models.DateField(_("dismissed on"))

    PARENTS = ("approach",)

    class Meta(Row.Meta):
        verbose_name = _("dismissal of the trade-off candidate")
        verbose_name_plural = _("dismissed trade-off candidates")
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(condition=~Q(said=""), name="dismissedcandidate_has_property"),
            models.CheckConstraint(condition=~Q(reason=""), name="dismissedcandidate_has_reason"),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return self.said if len(self.said) <= 60 else f"{self.said[:59]}…"

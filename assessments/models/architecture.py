"""Architectural approaches (ATAM step 4)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row


class Approach(Row):
    """An architectural approach: a pattern, tactic or decision, identified and not yet judged."""

    class Kind(models.TextChoices):
        PATTERN = "pattern", _("Pattern")
        TACTIC = "tactic", _("Tactic")
        DECISION = "decision", _("Decision")

    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=300)
    name_key = models.CharField(max_length=300, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.DECISION)
    description = models.TextField(_("description"), blank=True)
    rationale = models.TextField(_("rationale"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("architectural approach")
        verbose_name_plural = _("architectural approaches")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="approach_number"),
            models.UniqueConstraint(
                fields=["assessment", "name_key"], condition=Q(deleted_at__isnull=True), name="approach_name"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="approach_has_name"),
            models.CheckConstraint(condition=Q(kind__in=["pattern", "tactic", "decision"]), name="approach_kind"),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"A{self.number}"

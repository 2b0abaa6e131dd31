"""Recommendations, an extension beyond the SEI's method, and what they answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row
from .findings import SEVERITIES, Finding, Severity
from .themes import RiskTheme


class Recommendation(Row):
    """What to do about risks and themes (an extension beyond the SEI's method). Details are Markdown."""

    class Horizon(models.TextChoices):
        IMMEDIATE = "immediate", _("Immediate, 0 to 30 days")
        SHORT = "short", _("Short term, 1 to 3 months")
        LONG = "long", _("Long term, 3 to 6 months")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done")
        REJECTED = "rejected", _("Rejected")

    number = models.PositiveIntegerField()
    title = models.TextField(_("title"))
    details = models.TextField(_("details"), blank=True)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices, blank=True)
    horizon = models.CharField(_("horizon"), max_length=10, choices=Horizon.choices, blank=True)
    effort = models.CharField(_("effort"), max_length=300, blank=True)
    cost = models.CharField(_("cost"), max_length=300, blank=True)
    owner = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.OPEN)

    class Meta(Row.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="recommendation_number"),
            models.CheckConstraint(condition=~Q(title=""), name="recommendation_has_title"),
            models.CheckConstraint(condition=Q(severity__in=["", *SEVERITIES]), name="recommendation_severity"),
            models.CheckConstraint(
                condition=Q(horizon__in=["", "immediate", "short", "long"]), name="recommendation_horizon"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "in_progress", "done", "rejected"]), name="recommendation_status"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"Rec{self.number}"


class RecommendationFinding(Row):
    """A recommendation answers a risk."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="finding_links")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="recommendation_links")

    ENDS = ("recommendation", "finding")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["recommendation", "finding"],
                condition=Q(deleted_at__isnull=True),
                name="recommendationfinding_once",
            ),
        ]

    def __str__(self):
        return f"{self.recommendation_id} answers {self.finding_id}"


class RecommendationTheme(Row):
    """A recommendation answers a risk theme."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(RiskTheme, on_delete=models.CASCADE, related_name="recommendation_links")

    ENDS = ("recommendation", "theme")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["recommendation", "theme"],
                condition=Q(deleted_at__isnull=True),
                name="recommendationtheme_once",
            ),
        ]

    def __str__(self):
        return f"{self.recommendation_id} answers {self.theme_id}"

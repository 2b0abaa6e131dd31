"""Risk themes: what several risks share, and the drivers they threaten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row
from .findings import Finding


class RiskTheme(Row):
    """A pattern that several risks share, and the business drivers it threatens."""

    number = models.PositiveIntegerField()
    title = models.TextField(_("title"))
    summary = models.TextField(_("summary"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("risk theme")
        verbose_name_plural = _("risk themes")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="risktheme_number"),
            models.CheckConstraint(condition=~Q(title=""), name="risktheme_has_title"),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"RT{self.number}"


class ThemeRisk(Row):
    """A risk belongs to a theme."""

    theme = models.ForeignKey(RiskTheme, on_delete=models.CASCADE, related_name="risk_links")
    risk = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="theme_links")

    ENDS = ("risk", "theme")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["theme", "risk"], condition=Q(deleted_at__isnull=True), name="themerisk_once"
            ),
        ]

    def __str__(self):
        return f"{self.risk_id} in {self.theme_id}"


class ThemeDriver(Row):
    """A theme threatens a business driver, to a degree where one is given."""

    class Degree(models.TextChoices):
        SLOWS = "slows", _("Slows")
        THREATENS = "threatens", _("Threatens")
        BLOCKS = "blocks", _("Blocks")

    theme = models.ForeignKey(RiskTheme, on_delete=models.CASCADE, related_name="driver_links")
    driver = models.ForeignKey("assessments.Driver", on_delete=models.CASCADE, related_name="theme_links")
    degree = models.CharField(_("degree"), max_length=10, choices=Degree.choices, blank=True)

    ENDS = ("theme", "driver")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["theme", "driver"], condition=Q(deleted_at__isnull=True), name="themedriver_once"
            ),
            models.CheckConstraint(
                condition=Q(degree__in=["", "slows", "threatens", "blocks"]), name="themedriver_degree"
            ),
        ]

    def __str__(self):
        return f"{self.theme_id} threatens {self.driver_id}"

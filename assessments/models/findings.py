"""Findings of the analysis (steps 6 and 8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row

SEVERITIES = ["critical", "high", "medium", "low"]


class Severity(models.TextChoices):
    CRITICAL = "critical", _("Critical")
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Finding(Row):
    """A sensitivity point (S), trade-off point (T), risk (R) or non-risk (N). The kind never changes.

    Severity, likelihood, impact, status, acceptance, mitigation, area and owner belong to risks; the assumption and its
    review date to non-risks. The database holds each kind to its own columns. `broken_from` is the non-risk whose
    assumption broke and so became this risk.
    """

    class Kind(models.TextChoices):
        SENSITIVITY = "S", _("Sensitivity point")
        TRADEOFF = "T", _("Trade-off point")
        RISK = "R", _("Risk")
        NONRISK = "N", _("Non-risk")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        MITIGATING = "mitigating", _("Mitigating")
        ACCEPTED = "accepted", _("Accepted")
        CLOSED = "closed", _("Closed")

    class Likelihood(models.TextChoices):
        UNLIKELY = "unlikely", _("Unlikely")
        POSSIBLE = "possible", _("Possible")
        LIKELY = "likely", _("Likely")

    class Impact(models.TextChoices):
        MINOR = "minor", _("Minor")
        MODERATE = "moderate", _("Moderate")
        MAJOR = "major", _("Major")
        SEVERE = "severe", _("Severe")

    kind = models.CharField(_("kind"), max_length=1, choices=Kind.choices)
    number = models.PositiveIntegerField()
    title = models.TextField(_("title"))
    description = models.TextField(_("description"), blank=True)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, blank=True)
    mitigation = models.TextField(_("mitigation"), blank=True)
    area = models.CharField(_("area"), max_length=300, blank=True)
    owner = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    likelihood = models.CharField(_("likelihood"), max_length=8, choices=Likelihood.choices, blank=True)
    impact = models.CharField(_("impact"), max_length=8, choices=Impact.choices, blank=True)
    accepted_because = models.TextField(_("accepted because"), blank=True)
    accepted_by = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    broken_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="became")
    assumption = models.TextField(_("assumption"), blank=True)
    review_on = models.DateField(_("review date"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "kind", "number"], name="finding_number"),
            models.CheckConstraint(condition=Q(kind__in=["S", "T", "R", "N"]), name="finding_kind"),
            models.CheckConstraint(condition=~Q(title=""), name="finding_has_title"),
            models.CheckConstraint(condition=Q(severity__in=["", *SEVERITIES]), name="finding_severity"),
            models.CheckConstraint(
                condition=Q(kind="R", status__in=["open", "mitigating", "accepted", "closed"])
                | ~Q(kind="R")
                & Q(
                    status="",
                    severity="",
                    likelihood="",
                    impact="",
                    mitigation="",
                    area="",
                    owner__isnull=True,
                    accepted_because="",
                    accepted_by__isnull=True,
                    accepted_on__isnull=True,
                    broken_from__isnull=True,
                ),
                name="finding_risk_columns",
            ),
            models.CheckConstraint(
                condition=Q(likelihood__in=["", "unlikely", "possible", "likely"])
                & Q(impact__in=["", "minor", "moderate", "major", "severe"]),
                name="finding_likelihood_and_impact",
            ),
            models.CheckConstraint(
                condition=Q(kind="N") | Q(assumption="", review_on__isnull=True), name="finding_nonrisk_columns"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"{self.kind}{self.number}"


class FindingLink(Row):
    """Where a finding was made: a cell of an analysis grid. No approach means the row "no decision yet"."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="links")
    scenario = models.ForeignKey(
        "assessments.Scenario", on_delete=models.CASCADE, null=True, blank=True, related_name="finding_links"
    )
    approach = models.ForeignKey(
        "assessments.Approach", on_delete=models.CASCADE, null=True, blank=True, related_name="finding_links"
    )

    PARENTS = ("finding",)
    ENDS = ("finding", "scenario", "approach")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(scenario__isnull=False) | Q(approach__isnull=False), name="findinglink_points_somewhere"
            ),
            # Three constraints, because NULLs never collide in a unique index.
            models.UniqueConstraint(
                fields=["finding", "scenario", "approach"],
                condition=Q(deleted_at__isnull=True),
                name="findinglink_once",
            ),
            models.UniqueConstraint(
                fields=["finding", "scenario"],
                condition=Q(deleted_at__isnull=True, approach__isnull=True),
                name="findinglink_once_without_approach",
            ),
            models.UniqueConstraint(
                fields=["finding", "approach"],
                condition=Q(deleted_at__isnull=True, scenario__isnull=True),
                name="findinglink_once_without_scenario",
            ),
        ]

    def __str__(self):
        return f"{self.finding_id} in {self.scenario_id}, {self.approach_id}"


class FindingAttribute(Row):
    """A quality attribute a finding bears on; for a trade-off point with its effect, where someone gave one."""

    class Effect(models.TextChoices):
        UNKNOWN = "", _("Unknown")
        PLUS = "+", _("Better")
        MINUS = "-", _("Worse")

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="attribute_links")
    attribute = models.ForeignKey(
        "assessments.QualityAttribute", on_delete=models.CASCADE, related_name="finding_links"
    )
    effect = models.CharField(_("effect"), max_length=1, choices=Effect.choices, blank=True)
    property = models.CharField(_("property"), max_length=300, blank=True)

    ENDS = ("finding", "attribute")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["finding", "attribute"], condition=Q(deleted_at__isnull=True), name="findingattribute_once"
            ),
            models.CheckConstraint(condition=Q(effect__in=["", "+", "-"]), name="findingattribute_effect"),
        ]

    def __str__(self):
        return f"{self.finding_id} on {self.attribute_id}"


class FindingComment(Row):
    """What somebody says to a draft finding before the report, above all the architect who checks its facts.

    `disposition` is the evaluation team's answer; a comment is rejected with a reason.
    """

    class Disposition(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("comment"))
    disposition = models.CharField(_("disposition"), max_length=8, choices=Disposition.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    PARENTS = ("finding",)
    ENDS = ("finding",)

    class Meta(Row.Meta):
        verbose_name = _("comment on a finding")
        verbose_name_plural = _("comments on findings")
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="findingcomment_has_text"),
            models.CheckConstraint(
                condition=Q(disposition__in=["", "accepted"]) | Q(disposition="rejected") & ~Q(reason=""),
                name="findingcomment_rejected_with_reason",
            ),
        ]

    def __str__(self):
        return f"comment on {self.finding_id}"

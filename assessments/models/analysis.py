"""The analysis of a scenario (ATAM steps 6 and 8): which approaches were examined, which questions were put."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .architecture import Approach
from .base import Row
from .people import Participant
from .utility import Scenario


class AnalysisRow(Row):
    """An approach was examined for a scenario: a row of its grid, kept where nothing was found too."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="analysis_rows")
    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="analysis_rows")

    PARENTS = ("scenario", "approach")
    ENDS = ("scenario", "approach")

    class Meta(Row.Meta):
        verbose_name = _("examined approach")
        verbose_name_plural = _("examined approaches")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["scenario", "approach"], condition=Q(deleted_at__isnull=True), name="analysisrow_once"
            ),
        ]

    def __str__(self):
        return f"{self.approach_id} examined for {self.scenario_id}"


class AnalysisQuestion(Row):
    """A question put to an approach, or to the architecture, in the analysis of a scenario; with its answer.

    `is_open` until somebody says that it is answered: an answer may still leave it open.
    """

    number = models.PositiveIntegerField()
    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="questions")
    approach = models.ForeignKey(Approach, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    text = models.TextField(_("question"))
    answer = models.TextField(_("answer"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    asked_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_open = models.BooleanField(_("still open"), default=True)
    from_bank = models.CharField(max_length=60, blank=True)  # the key of the bank's question it was taken from

    PARENTS = ("scenario",)

    class Meta(Row.Meta):
        verbose_name = _("analysis question")
        verbose_name_plural = _("analysis questions")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="analysisquestion_number"),
            models.CheckConstraint(condition=~Q(text=""), name="analysisquestion_has_text"),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"Q{self.number}"

"""The utility tree (ATAM step 5): quality attribute, refinement, scenario."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row
from .drivers import Level


class QualityAttribute(Row):
    """A quality attribute. Those off the tree (Cost) exist because a trade-off point names them."""

    name = models.CharField(_("name"), max_length=300)
    name_key = models.CharField(max_length=300, editable=False)
    abbreviation = models.CharField(_("code"), max_length=2)  # two letters, Av
    iso25010 = models.CharField(_("ISO/IEC 25010:2023 characteristic"), max_length=60, blank=True)
    in_tree = models.BooleanField(_("in the utility tree"), default=True)
    hue = models.PositiveSmallIntegerField(default=0)  # which of the eight cool hues names it on screen

    class Meta(Row.Meta):
        verbose_name = _("quality attribute")
        verbose_name_plural = _("quality attributes")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["assessment", "name_key"], condition=Q(deleted_at__isnull=True), name="attribute_name"
            ),
            models.UniqueConstraint(
                fields=["assessment", "abbreviation"],
                condition=Q(deleted_at__isnull=True),
                name="attribute_abbreviation",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attribute_has_name"),
            models.CheckConstraint(condition=Q(hue__lte=7), name="attribute_hue"),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.abbreviation

    @property
    def called(self):
        return self.name


class Refinement(Row):
    """A concern under a quality attribute. Each attribute has one without a name, the home of direct leaves."""

    attribute = models.ForeignKey(QualityAttribute, on_delete=models.CASCADE, related_name="refinements")
    name = models.CharField(_("name"), max_length=300, blank=True)
    name_key = models.CharField(max_length=300, blank=True, editable=False)

    PARENTS = ("attribute",)

    class Meta(Row.Meta):
        verbose_name = _("refinement")
        verbose_name_plural = _("refinements")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["attribute", "name_key"], condition=Q(deleted_at__isnull=True), name="refinement_name"
            ),
        ]

    def __str__(self):
        return self.name or "(direct)"

    @property
    def code(self):
        return self.name


class Scenario(Row):
    """A quality attribute scenario. Its refinement is its one home in the tree; none means unplaced.

    `code` (Av1; B1 when unplaced at birth) is given once and kept when the scenario moves.
    The statement is the agreed wording once `locked_at` is set; `raw_wording` is what was said first.
    `measure_from_statement` marks a response measure that was taken over from the statement by the importer.
    """

    class Kind(models.TextChoices):
        USE_CASE = "use_case", _("Use case")
        GROWTH = "growth", _("Growth")
        EXPLORATORY = "exploratory", _("Exploratory")

    class Origin(models.TextChoices):
        TREE = "tree", _("Utility tree")
        BRAINSTORM = "brainstorm", _("Brainstorm")
        IMPORT = "import", _("Import")
        EARLIER = "earlier", _("Earlier evaluation")

    class Analysis(models.TextChoices):
        """How far the analysis of steps 6 and 8 is; blank where it has not begun."""

        IN_ANALYSIS = "in_analysis", _("In analysis")
        ANALYSED = "analysed", _("Analysed")

    number_code = models.CharField(_("code"), max_length=20)
    source_id = models.CharField(_("id in the source document"), max_length=60, blank=True)
    refinement = models.ForeignKey(
        Refinement, on_delete=models.CASCADE, null=True, blank=True, related_name="scenarios"
    )
    statement = models.TextField(_("statement"))
    importance = models.CharField(_("importance"), max_length=1, choices=Level.choices, blank=True)
    difficulty = models.CharField(_("difficulty"), max_length=1, choices=Level.choices, blank=True)
    source = models.TextField(_("source"), blank=True)
    stimulus = models.TextField(_("stimulus"), blank=True)
    artifact = models.TextField(_("artifact"), blank=True)
    environment = models.TextField(_("environment"), blank=True)
    response = models.TextField(_("response"), blank=True)
    response_measure = models.TextField(_("response measure"), blank=True)
    measure_from_statement = models.BooleanField(default=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)
    raw_wording = models.TextField(_("raw wording"), blank=True)
    motivating_issue = models.TextField(_("motivating issue"), blank=True)
    locked_by = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    locked_at = models.DateTimeField(_("wording agreed"), null=True, blank=True)
    analysis = models.CharField(_("analysis"), max_length=12, choices=Analysis.choices, blank=True)
    reasoning = models.TextField(_("reasoning"), blank=True)
    view = models.ForeignKey("assessments.View", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    origin = models.CharField(_("origin"), max_length=12, choices=Origin.choices, default=Origin.TREE)

    PARENTS = ("refinement", "refinement__attribute")
    PARTS = ("source", "stimulus", "artifact", "environment", "response", "response_measure")

    class Meta(Row.Meta):
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number_code"], name="scenario_code"),
            models.CheckConstraint(condition=~Q(statement=""), name="scenario_has_statement"),
            models.CheckConstraint(condition=Q(importance__in=["", "H", "M", "L"]), name="scenario_importance"),
            models.CheckConstraint(condition=Q(difficulty__in=["", "H", "M", "L"]), name="scenario_difficulty"),
            models.CheckConstraint(
                condition=Q(kind__in=["", "use_case", "growth", "exploratory"]), name="scenario_kind"
            ),
            models.CheckConstraint(condition=Q(analysis__in=["", "in_analysis", "analysed"]), name="scenario_analysis"),
            models.CheckConstraint(
                condition=Q(origin__in=["tree", "brainstorm", "import", "earlier"]), name="scenario_origin"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return self.number_code


class ScenarioDriver(Row):
    """A scenario serves a business driver."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="driver_links")
    driver = models.ForeignKey("assessments.Driver", on_delete=models.CASCADE, related_name="scenario_links")

    ENDS = ("scenario", "driver")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["scenario", "driver"], condition=Q(deleted_at__isnull=True), name="scenariodriver_once"
            ),
        ]

    def __str__(self):
        return f"{self.scenario_id} serves {self.driver_id}"


class ScenarioAttribute(Row):
    """A further quality attribute that a scenario touches, beside its home in the tree."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="attribute_links")
    attribute = models.ForeignKey(QualityAttribute, on_delete=models.CASCADE, related_name="scenario_links")

    ENDS = ("scenario", "attribute")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["scenario", "attribute"], condition=Q(deleted_at__isnull=True), name="scenarioattribute_once"
            ),
        ]

    def __str__(self):
        return f"{self.scenario_id} touches {self.attribute_id}"

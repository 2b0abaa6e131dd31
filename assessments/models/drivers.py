"""Business drivers and requirements (ATAM step 2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row


class Level(models.TextChoices):
    """The three levels of importance, difficulty and priority. Blank means not rated, never low."""

    HIGH = "H", _("High")
    MEDIUM = "M", _("Medium")
    LOW = "L", _("Low")


class Driver(Row):
    """A business driver: a statement of what the system must achieve or obey, and who stated it."""

    class Category(models.TextChoices):
        GOAL = "goal", _("Business goal")
        FUNCTION = "function", _("Important function")
        CONSTRAINT = "constraint", _("Constraint")
        DRIVER = "driver", _("Architectural driver")

    class Sort(models.TextChoices):
        TECHNICAL = "technical", _("Technical")
        MANAGERIAL = "managerial", _("Managerial")
        ECONOMIC = "economic", _("Economic")
        POLITICAL = "political", _("Political")

    number = models.PositiveIntegerField()
    statement = models.TextField(_("statement"))
    category = models.CharField(_("category"), max_length=12, choices=Category.choices, default=Category.GOAL)
    sort = models.CharField(_("sort of constraint"), max_length=12, choices=Sort.choices, blank=True)
    priority = models.CharField(_("priority"), max_length=1, choices=Level.choices, blank=True)
    stated_by = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta(Row.Meta):
        verbose_name = _("business driver")
        verbose_name_plural = _("business drivers")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="driver_number"),
            models.CheckConstraint(condition=~Q(statement=""), name="driver_has_statement"),
            models.CheckConstraint(
                condition=Q(category__in=["goal", "function", "constraint", "driver"]), name="driver_category"
            ),
            models.CheckConstraint(condition=Q(priority__in=["", "H", "M", "L"]), name="driver_priority"),
            models.CheckConstraint(
                condition=Q(sort="")
                | Q(category="constraint", sort__in=["technical", "managerial", "economic", "political"]),
                name="driver_sort_of_constraint",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"BD{self.number}"


class Requirement(Row):
    """What the system must do or be, what it must obey, and what is taken for granted.

    A driver says why the business wants the system; a requirement says what it asks of it, with the target it is
    measured by where there is one.
    """

    class Kind(models.TextChoices):
        FUNCTIONAL = "functional", _("Functional")
        NON_FUNCTIONAL = "non_functional", _("Non-functional")
        CONSTRAINT = "constraint", _("Constraint")
        ASSUMPTION = "assumption", _("Assumption")

    number = models.PositiveIntegerField()
    statement = models.TextField(_("statement"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.FUNCTIONAL)
    is_optional = models.BooleanField(_("optional"), default=False)
    target = models.CharField(_("target"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="requirement_number"),
            models.CheckConstraint(condition=~Q(statement=""), name="requirement_has_statement"),
            models.CheckConstraint(
                condition=Q(kind__in=["functional", "non_functional", "constraint", "assumption"]),
                name="requirement_kind",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"Req{self.number}"

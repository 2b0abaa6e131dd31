"""The container of an evaluation, its agenda, its change log, its numbers, its source documents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row, new_public_id


class Assessment(models.Model):
    """One evaluation of one system. Its row lock orders every write; `revision` counts them."""

    class Template(models.TextChoices):
        ATAM_FULL = "atam_full", _("ATAM, full")
        ATAM_LIGHT = "atam_light", _("ATAM, lightweight")

    class Status(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        RUNNING = "running", _("In progress")
        REPORTED = "reported", _("Reported")

    class Go(models.TextChoices):
        """What phase 0 ends with: whether the evaluation takes place."""

        GO = "go", _("Go")
        NO_GO = "no_go", _("No-go")

    class Section(models.TextChoices):
        """Parts of an assessment that a template switches on."""

        DRIVERS = "drivers", _("Business drivers")
        ARCHITECTURE = "architecture", _("Architecture")
        APPROACHES = "approaches", _("Architectural approaches")
        TREE = "tree", _("Utility tree")
        WORKSHOP = "workshop", _("Workshop")
        ANALYSIS = "analysis", _("Analysis")
        FINDINGS = "findings", _("Findings")
        THEMES = "themes", _("Risk themes")
        RECOMMENDATIONS = "recommendations", _("Recommendations")

    public_id = models.CharField(max_length=26, default=new_public_id, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    system = models.CharField(_("system under evaluation"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    template = models.CharField(_("template"), max_length=20, choices=Template.choices, default=Template.ATAM_FULL)
    sections = models.JSONField(_("sections"), default=list)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    confidentiality = models.CharField(_("confidentiality"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    scope = models.TextField(_("scope"), blank=True)
    go = models.CharField(_("go or no-go"), max_length=6, choices=Go.choices, blank=True)
    decided_because = models.TextField(_("reason of the decision"), blank=True)
    decided_by = models.CharField(_("decided by"), max_length=300, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last change"), auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    BOOKKEEPING = frozenset({"id", "public_id", "revision", "version", "created_at", "changed_at"})

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(template__in=["atam_full", "atam_light"]), name="assessment_template"),
            models.CheckConstraint(condition=Q(status__in=["draft", "running", "reported"]), name="assessment_status"),
            models.CheckConstraint(condition=Q(go__in=["", "go", "no_go"]), name="assessment_go"),
        ]

    def __str__(self):
        return self.title

    @property
    def code(self):
        return self.title

    @property
    def state(self) -> str:
        """What pages are kept by: another after every write. The revision alone comes again after a restored backup."""
        return f"{self.revision}/{self.changed_at.isoformat()}"


class Step(Row):
    """One item of the agenda: phase 0, the nine steps, phase 3."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")

    class Group(models.TextChoices):
        PREPARATION = "preparation", _("Preparation")
        PRESENTATION = "presentation", _("Presentation")
        INVESTIGATION = "investigation", _("Investigation and analysis")
        TESTING = "testing", _("Testing")
        REPORTING = "reporting", _("Reporting")
        FOLLOW_UP = "follow_up", _("Follow-up")

    number = models.PositiveSmallIntegerField(_("number"))  # 0 preparation, 1 to 9, 10 follow-up
    phase = models.PositiveSmallIntegerField(_("phase"))
    group = models.CharField(_("group"), max_length=20, choices=Group.choices)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.NOT_STARTED)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    planned_minutes = models.PositiveIntegerField(_("planned minutes"), null=True, blank=True)
    actual_minutes = models.PositiveIntegerField(_("actual minutes"), null=True, blank=True)
    facilitator = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    notes = models.TextField(_("notes"), blank=True)
    skip_reason = models.CharField(_("reason for skipping"), max_length=1000, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["number"]
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="step_number"),
            models.CheckConstraint(condition=Q(number__lte=10), name="step_number_range"),
            models.CheckConstraint(
                condition=Q(status__in=["not_started", "in_progress", "done"])
                | Q(status="skipped") & ~Q(skip_reason=""),
                name="step_skipped_with_reason",
            ),
        ]

    def __str__(self):
        return f"Step {self.number}"

    @property
    def code(self):
        return str(self)


class Counter(models.Model):
    """The last human number given out for one kind in one assessment. Numbers are never used again."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)  # BD, A, S, T, R, N, RT, Rec, B, or a quality attribute's code
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "kind"], name="counter_kind")]

    def __str__(self):
        return f"{self.kind}{self.last}"


class Change(models.Model):
    """One write: who did what when. `revision` is the assessment's revision it made.

    `request_key` names the request where it may be sent again (assessments/once.py): a second one writes nothing.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    actor = models.ForeignKey(
        "assessments.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(max_length=300, blank=True)
    action = models.CharField(max_length=60)
    at = models.DateTimeField()
    undoes = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="undone_by")
    request_key = models.CharField(max_length=100, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "revision"], name="change_revision"),
            models.UniqueConstraint(
                fields=["assessment", "request_key"], condition=~Q(request_key=""), name="change_once_a_request"
            ),
        ]

    def __str__(self):
        return f"{self.revision}: {self.action}"


class ChangeItem(models.Model):
    """One row touched by a change, with the named fields before and after (JSON, foreign keys as public ids)."""

    class Kind(models.TextChoices):
        CREATE = "create", _("created")
        UPDATE = "update", _("changed")
        DELETE = "delete", _("deleted")
        RESTORE = "restore", _("restored")

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    entity = models.CharField(max_length=40)  # the model's name
    public_id = models.CharField(max_length=26)
    label = models.CharField(max_length=300, blank=True)  # the row's code or name at the time
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("changed row")
        verbose_name_plural = _("changed rows")
        ordering = ["pk"]
        indexes = [models.Index(fields=["public_id", "entity"], name="changeitem_row")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["create", "update", "delete", "restore"]), name="changeitem_kind"
            ),
        ]

    def __str__(self):
        return f"{self.label or self.public_id} {self.kind}"


class ImportedDocument(Row):
    """A document that was imported, kept whole, with what was not understood. Line ranges count from 1."""

    name = models.CharField(_("name"), max_length=300)
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64)
    unread = models.JSONField(_("unread lines"), default=list)  # [{"from": 1, "to": 15}, ...]
    warnings = models.JSONField(_("warnings"), default=list)  # [{"line": 519, "message": "..."}, ...]

    # The text is the document itself: kept once, not copied into the change log.
    BOOKKEEPING = Row.BOOKKEEPING | {"text"}

    class Meta(Row.Meta):
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.name

"""The architecture as it was presented (ATAM step 3) and its approaches (step 4)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Row
from .drivers import Level


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


class Component(Row):
    """A part of the architecture: a service, a store, a queue, a person, a system outside.

    `aliases` are other names it goes by, one a line, so that a document's words find it. Business value, technical
    risk and migration priority are asked for where the template plans a migration.
    """

    class Kind(models.TextChoices):
        SERVICE = "service", _("Service")
        STORE = "store", _("Data store")
        QUEUE = "queue", _("Queue or bus")
        CLIENT = "client", _("Client")
        EXTERNAL = "external", _("External system")
        PERSON = "person", _("Person")
        OTHER = "other", _("Other")

    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=300)
    name_key = models.CharField(max_length=300, editable=False)
    aliases = models.TextField(_("other names"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SERVICE)
    technology = models.CharField(_("technology"), max_length=300, blank=True)
    boundary = models.CharField(_("boundary"), max_length=300, blank=True)  # drawn around components that share it
    description = models.TextField(_("description"), blank=True)
    business_value = models.CharField(_("business value"), max_length=1, choices=Level.choices, blank=True)
    technical_risk = models.CharField(_("technical risk"), max_length=1, choices=Level.choices, blank=True)
    migration_priority = models.PositiveIntegerField(_("migration priority"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("component")
        verbose_name_plural = _("components")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "number"], name="component_number"),
            models.UniqueConstraint(
                fields=["assessment", "name_key"], condition=Q(deleted_at__isnull=True), name="component_name"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="component_has_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["service", "store", "queue", "client", "external", "person", "other"]),
                name="component_kind",
            ),
            models.CheckConstraint(
                condition=Q(business_value__in=["", "H", "M", "L"], technical_risk__in=["", "H", "M", "L"]),
                name="component_levels",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        return f"C{self.number}"


class Connection(Row):
    """One component uses another. Solid where it waits for the answer, dashed where it does not."""

    source = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="connections_out")
    target = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="connections_in")
    label = models.CharField(_("label"), max_length=300, blank=True)
    protocol = models.CharField(_("protocol"), max_length=300, blank=True)
    asynchronous = models.BooleanField(_("asynchronous"), default=False)

    PARENTS = ("source", "target")

    class Meta(Row.Meta):
        verbose_name = _("connection")
        verbose_name_plural = _("connections")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "target", "label"],
                condition=Q(deleted_at__isnull=True),
                name="connection_once",
            ),
        ]

    def __str__(self):
        return f"{self.source_id} to {self.target_id}"

    @property
    def code(self):
        return f"{self.source.name} → {self.target.name}"


class ApproachComponent(Row):
    """An approach touches a component."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="component_links")
    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="approach_links")

    PARENTS = ("approach", "component")
    ENDS = ("approach", "component")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["approach", "component"], condition=Q(deleted_at__isnull=True), name="approachcomponent_once"
            ),
        ]

    def __str__(self):
        return f"{self.approach_id} touches {self.component_id}"


class Upload(Row):
    """The bytes of an uploaded file, checked by content before they come here. Rows that show it point to it.

    `content` is what is served and exported: an SVG has passed the sanitiser, a raster image is as it came. The file
    of a document is as it came too, unread, and is only ever handed out to be saved (preparation/files.py).
    """

    name = models.CharField(_("file name"), max_length=300)
    media_type = models.CharField(_("media type"), max_length=60)
    size = models.PositiveIntegerField(_("bytes"))
    width = models.PositiveIntegerField(null=True, blank=True)  # pixels, of images
    height = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    # The bytes are kept once, not copied into the change log; the hash there says which they were.
    BOOKKEEPING = Row.BOOKKEEPING | {"content"}

    class Meta(Row.Meta):
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.name


class View(Row):
    """A view of the architecture: drawn from the components, an uploaded image, or preformatted text."""

    class Kind(models.TextChoices):
        CONTEXT = "context", _("Context")
        CONTAINER = "container", _("Containers")
        DEPLOYMENT = "deployment", _("Deployment")
        SEQUENCE = "sequence", _("Sequence")
        OTHER = "other", _("Other")

    class Source(models.TextChoices):
        GRAPH = "graph", _("Component graph")
        IMAGE = "image", _("Image")
        TEXT = "text", _("Preformatted text")

    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    drawn_from = models.CharField(_("drawn from"), max_length=8, choices=Source.choices)
    caption = models.TextField(_("caption"), blank=True)
    text = models.TextField(_("text"), blank=True)
    image = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    INDENTED = frozenset({"text"})

    class Meta(Row.Meta):
        verbose_name = _("view")
        verbose_name_plural = _("views")
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="view_has_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["context", "container", "deployment", "sequence", "other"]), name="view_kind"
            ),
            models.CheckConstraint(
                condition=Q(drawn_from="graph", text="", image__isnull=True)
                | Q(drawn_from="image", text="")
                | Q(drawn_from="text", image__isnull=True),
                name="view_has_one_source",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.name

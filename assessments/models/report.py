"""Report jobs: rendering a PDF happens outside the request, in a process of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import new_public_id


class ReportJob(models.Model):
    """One rendering of the report. Not content: no change log, no export, removed when old.

    `done` of `total` pages says how far the renderer is (`total` is 0 while nobody knows); `pdf` holds the result,
    `size` its bytes, `message` why it failed. `host` and `pid` name the process that renders, `beat_at` when it was
    last heard of: a job whose process is gone is noticed and failed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Rendering")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")

    assessment = models.ForeignKey("assessments.Assessment", on_delete=models.CASCADE, related_name="+")
    requested_by = models.ForeignKey("assessments.Participant", on_delete=models.CASCADE, related_name="+")
    public_id = models.CharField(max_length=26, default=new_public_id, unique=True, editable=False)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    pdf = models.BinaryField(null=True)
    size = models.PositiveIntegerField(default=0)
    host = models.CharField(max_length=255, blank=True)
    pid = models.PositiveIntegerField(null=True)
    beat_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="reportjob_queue")]

    @property
    def is_pending(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    def __str__(self):
        return f"{self.public_id} {self.state}"

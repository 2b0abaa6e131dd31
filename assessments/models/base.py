"""What every content row shares: its assessment, its public id, its order, its version, its deletion mark."""

import base64
import secrets

from django.db import models

END_MARK = " · "  # between what a tie ties together


def new_public_id() -> str:
    """A fresh public id: 12 lower-case base32 characters (60 random bits), safe in URLs and element ids."""
    return base64.b32encode(secrets.token_bytes(8)).decode("ascii").lower()[:12]


class LivingQuerySet(models.QuerySet):
    def living(self):
        """Rows that are not deleted."""
        return self.filter(deleted_at__isnull=True)

    def in_sight(self):
        """Living rows whose parents live too: deleting a parent hides what hangs on it, and touches nothing else."""
        return self.living().filter(**{f"{path}__deleted_at__isnull": True for path in self.model.PARENTS})


class Row(models.Model):
    """One row of an assessment's content. Written only through `changes.record`.

    `public_id` is unique within the assessment and survives clone, export and import. `version` is the
    assessment's revision that last changed the row. Deleting sets `deleted_at` and touches nothing else.
    """

    assessment = models.ForeignKey("assessments.Assessment", on_delete=models.CASCADE, related_name="+")
    public_id = models.CharField(max_length=26, default=new_public_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = LivingQuerySet.as_manager()

    # The rows this one hangs on, nearest first, as lookups; a row without such a parent hangs on nothing.
    PARENTS: tuple[str, ...] = ()
    # Of a row that has no code because it only ties others together: these, as lookups.
    ENDS: tuple[str, ...] = ()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "public_id"], name="%(class)s_public_id"),
        ]

    # Fields the change log never lists: bookkeeping, not content.
    BOOKKEEPING = frozenset({"id", "assessment", "public_id", "version"})

    @property
    def code(self) -> str:
        """What people call the row: R3, Av1, BD2; rows without a number go by their name."""
        return ""

    @property
    def called(self) -> str:
        """What the change log calls the row: its code, or what those it ties together are called ("R3 · RT1")."""
        ends = (getattr(self, name) for name in self.ENDS)
        return self.code or END_MARK.join(end.called for end in ends if end)

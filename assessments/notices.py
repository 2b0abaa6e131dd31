"""Sentences shown once after a write, as toasts (templates/includes/toasts.html)."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from assessments.models import Change

UNDO_TAG = "undo:"


def notice(request: HttpRequest, text: str, *, undo: Change | None = None, undo_url: str = "") -> None:
    """Say `text` with the next answer; with `undo` (a change), or `undo_url`, it carries an Undo button."""
    if undo is not None:
        undo_url = reverse("undo", args=[undo.assessment.public_id, undo.revision])
    messages.success(request, text, extra_tags=UNDO_TAG + undo_url if undo_url else "")


def complaint(request: HttpRequest, text: str) -> None:
    """Say why something was not done, where no form can say it."""
    messages.error(request, text)

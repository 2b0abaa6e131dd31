"""Rules of the agenda and of the assessment itself. Pure: no database."""

from django.utils.translation import gettext as _

from assessments.dossier.extensions import EXTENSIONS

STEP_STATUSES = ("not_started", "in_progress", "done", "skipped")


def why_not_set_step(wanted: str, skip_reason: str) -> str:
    """Why a step cannot become `wanted`; "" if it can. Any step may be reopened; skipping needs a reason."""
    if wanted not in STEP_STATUSES:
        return _("A step is not started, in progress, done or skipped. Choose one of these.")
    if wanted == "skipped" and not skip_reason:
        return _("Say in a few words why the step is skipped: the report repeats it.")
    return ""


def why_not_leave(role: str, other_leads: int) -> str:
    """Why a person with `role` cannot lose it; "" if they can. An assessment keeps at least one lead."""
    if role == "lead" and other_leads == 0:
        return _("This is the only lead. Make somebody else a lead first.")
    return ""


def why_not_switch(section: str, on: bool, rows: int) -> str:
    """Why an extension cannot be switched on or off; "" if it can. What holds rows stays in sight."""
    if section not in EXTENSIONS:
        return _("The method needs this section. Only what goes beyond it can be switched on and off.")
    if rows and not on:
        return _("Something is written in it. Delete that first; it can be brought back for 30 days.")
    return ""


def begins_evaluation(number: int, status: str) -> bool:
    """Does a step with this status mean that the evaluation has begun? Preparation and follow-up do not say so."""
    return 1 <= number <= 9 and status in {"in_progress", "done"}

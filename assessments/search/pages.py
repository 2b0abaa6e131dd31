"""The pages one can jump to, beside the steps: name in words, URL name, and who may open them."""

from django.utils.translation import gettext_lazy as _

from assessments.access import EDIT, MANAGE, READ

PAGES = (
    (_("Overview"), "overview", READ),
    (_("Preparation"), "preparation", READ),
    (_("Business drivers"), "drivers", READ),
    (_("Requirements"), "requirements", READ),
    (_("Architecture"), "architecture", READ),
    (_("Utility tree"), "tree", READ),
    (_("Analysis"), "analysis", READ),
    (_("Risks and other findings"), "findings", READ),
    (_("Risk themes"), "themes", READ),
    (_("Recommendations"), "recommendations", READ),
    (_("Results"), "results", READ),
    (_("Parking lot"), "parked", READ),
    (_("Traceability"), "traceability", READ),
    (_("Report"), "report", READ),
    (_("Quick capture"), "capture", EDIT),
    (_("History"), "history", READ),
    (_("Deleted rows"), "deleted", EDIT),
    (_("People"), "people", MANAGE),
    (_("Settings"), "settings", MANAGE),
)

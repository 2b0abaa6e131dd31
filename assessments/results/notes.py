"""What stands on a slide of a table besides its rows, in the same words on the projector and in the file."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.results.slides import Table


def counted(slide: Table) -> str:
    """The title with which of its slides this is: `Risks (2 of 3)`."""
    if slide.parts == 1:
        return slide.title
    return _("%(title)s (%(part)d of %(parts)d)") % {
        "title": slide.title,
        "part": slide.part,
        "parts": slide.parts,
    }


def left_out(slide: Table) -> str:
    """How many rows only the report shows; "" where none are."""
    if not slide.more:
        return ""
    words = ngettext("%(count)d more is in the report", "%(count)d more are in the report", slide.more)
    return words % {"count": slide.more}

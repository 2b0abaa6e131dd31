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
    """How many rows and columns only the report shows; "" where none are."""
    said = []
    if slide.more:
        words = ngettext("%(count)d more is in the report", "%(count)d more are in the report", slide.more)
        said.append(words % {"count": slide.more})
    if slide.more_columns:
        words = ngettext(
            "%(count)d more column is in the report", "%(count)d more columns are in the report", slide.more_columns
        )
        said.append(words % {"count": slide.more_columns})
    return ", ".join(said)

"""Which button sent a form. One that comes without it, as from a script that lost it, is not guessed at."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from assessments.errors import Refused


def pressed(request: HttpRequest, *names: str) -> str:
    """The one of the buttons (or fields) `names` that the form came with; Refused if it came with none."""
    for name in names:
        if name in request.POST:
            return name
    raise Refused(_("Which button was pressed did not arrive, so nothing was stored. Press it again."))

"""How long ago something happened, in words."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def ago(moment: datetime, now: datetime) -> str:
    """How long ago in words: "4 min ago", "3 h ago", "Yesterday", else the date. Days are those of `now`'s zone."""
    minutes = int((now - moment).total_seconds() // 60)
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    if minutes < 1:
        return _("Just now")
    if minutes < 60:
        return ngettext("%(count)d min ago", "%(count)d min ago", minutes) % {"count": minutes}
    if days == 0:
        return ngettext("%(count)d h ago", "%(count)d h ago", minutes // 60) % {"count": minutes // 60}
    if days == 1:
        return _("Yesterday")
    return date_format(moment.astimezone(now.tzinfo).date(), "DATE_FORMAT")

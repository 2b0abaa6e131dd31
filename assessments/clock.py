"""The zone of an assessment, and how long ago something happened, in words."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def zone_named(name: str) -> tzinfo:
    """UTC where this machine does not know the zone: a backup may come from one that knows more of them."""
    try:
        return ZoneInfo(name)
    except (OSError, LookupError, ValueError):
        return ZoneInfo("UTC")


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

"""What the log of the server shows."""

import logging

ORDINARY = {404, 405, 409, 422}  # answers in words that a day of use brings; a log full of them hides the others

# Django logs each kind of request it distrusts under its own name, and a filter holds for one logger alone.
KINDS = ("DisallowedHost", "RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")
REFUSING_LOGGERS = tuple(f"django.security.{kind}" for kind in KINDS)


def refusals_in_one_line(record: logging.LogRecord) -> bool:
    """A filter: requests that were turned down leave one line (400, 403), or none where that is ordinary.

    That a role lacks a capability is an answer, no failure; only failures (500 and above) show where they happened.
    """
    status = getattr(record, "status_code", 0)
    if 400 <= status < 500:
        record.exc_info = record.exc_text = None
    return status not in ORDINARY

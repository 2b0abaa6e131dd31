"""What the log of the server shows."""

import logging


def without_traceback_of_refusals(record: logging.LogRecord) -> bool:
    """A filter of `django.request`: a request that was turned down (400 to 499) is one line, not a traceback.

    That a role lacks a capability is an answer, no failure; only failures (500 and above) show where they happened.
    """
    if 400 <= getattr(record, "status_code", 0) < 500:
        record.exc_info = record.exc_text = None
    return True

"""What an action raises when it does not do what was asked. Pure: imports nothing of Django."""

from dataclasses import dataclass


class Refused(Exception):
    """A rule says no. The message is a sentence for the user: what is wrong and how to mend it."""


class Overtaken(Refused):
    """Somebody else stored something else meanwhile. The message says who and what; sending again replaces it."""


@dataclass(frozen=True)
class FieldConflict:
    """Two people changed one field: the text both started from, the one stored now, and the one just sent.

    `by` and `at` name who stored the present text and when (UTC), where the change log still knows.
    """

    field: str
    base: str
    theirs: str
    yours: str
    by: str = ""
    at: object = None

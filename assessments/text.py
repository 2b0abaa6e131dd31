"""The one cleaning every text passes on its way in, and the keys by which names are compared.

Pure: imports nothing of Django but its words.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

from assessments.errors import Refused

NAME_MAX = 300
LINE_MAX = 10_000
TEXT_MAX = 20_000

_SURROGATES = re.compile("[\ud800-\udfff]")
_EMPTY_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff]")


def clean_text(text: str, *, limit: int = TEXT_MAX, indented: bool = False) -> str:
    """`text` in NFC, without control characters, NUL or lone surrogates, lines ending in \\n, ends trimmed.

    Of an `indented` text the first line keeps the blanks it begins with: it is a drawing made of letters.
    Raises Refused if it is longer than `limit` characters: nothing is cut silently.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _SURROGATES.sub("\ufffd", text)
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", text))
    text = _EMPTY_LINES.sub("", text.rstrip()) if indented else text.strip()
    if len(text) > limit:
        raise Refused(
            _("This text has %(length)s characters; %(limit)s is the most. Shorten it.")
            % {"length": f"{len(text):,}", "limit": f"{limit:,}"}
        )
    return text


def clean_line(text: str, *, limit: int = LINE_MAX) -> str:
    """`clean_text` for one line: any run of white space becomes one space."""
    return clean_text(" ".join(clean_text(text, limit=limit * 4).split()), limit=limit)


def name_key(name: str) -> str:
    """The key under which two names count as the same: "Availability" and " availability" do.

    Stored beside the name, because SQLite's LOWER knows only ASCII.
    """
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()

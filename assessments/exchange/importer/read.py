"""From bytes to a text that can be parsed in bounded time and memory. Pure."""

import re
import unicodedata

from django.utils.translation import gettext as _

from assessments.errors import Refused

MAX_BYTES = 2_000_000
MAX_LINES = 40_000
MAX_LINE = 10_000
# A line of Markdown opens at most this many lists and quotes; more is no document, and costs the parser dearly.
MAX_OPENINGS = 20
MAX_COLUMNS = 100
MAX_ROWS = 5_000

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_OPENING = r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))"
_OPENINGS = re.compile(f"(?:{_OPENING}){{{MAX_OPENINGS + 1}}}")


class Unreadable(Refused):
    """The document cannot be read at all; the message says why and what to do."""


def check_size(size: int) -> None:
    """Raises Unreadable for a file of more than 2 MB (`size` in bytes), before it is read."""
    if size > MAX_BYTES:
        raise Unreadable(
            _("The document has %(size).1f MB; 2 MB is the most. Split it, or take out embedded images.")
            % {"size": size / 1_000_000}
        )


def decode(data: bytes) -> str:
    """The text of a UTF-8 file, with or without a byte order mark."""
    check_size(len(data))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("The document is in UTF-16. Save it as UTF-8 and try again."))
    if b"\x00" in data:
        raise Unreadable(_("This is a binary file, not a text. Give a Markdown document (.md)."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            _("The document is not UTF-8: line %(line)d has a byte that is none. Save it as UTF-8 and try again.")
            % {"line": line}
        ) from None


def tidy(text: str) -> str:
    """The text in NFC without control characters; its lines keep their numbers. Raises Unreadable beyond the limits."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES + 10:
        raise Unreadable(_("The text is larger than 2 MB. Split it, or take out embedded images."))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", " ").replace("\u2029", " ")
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", _SURROGATES.sub("\ufffd", text)))
    if not text.strip():
        raise Unreadable(_("There is nothing to read. Paste the text of a document, or choose a file."))
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise Unreadable(
            _("The document has %(count)s lines; %(most)s is the most. Split it.")
            % {"count": f"{len(lines):,}", "most": f"{MAX_LINES:,}"}
        )
    rows = 0
    for number, line in enumerate(lines, start=1):
        rows = rows + 1 if "|" in line else 0
        if rows > MAX_ROWS:
            raise Unreadable(
                _("The table up to line %(line)d has more than %(most)s rows. Split it.")
                % {"line": number, "most": f"{MAX_ROWS:,}"}
            )
        if line.count("|") > MAX_COLUMNS:
            raise Unreadable(
                _("Line %(line)d has more than %(most)d columns. Take some out.")
                % {"line": number, "most": MAX_COLUMNS}
            )
        if len(line) > MAX_LINE:
            raise Unreadable(
                _("Line %(line)d has %(count)s characters; %(most)s is the most. Break it into lines.")
                % {"line": number, "count": f"{len(line):,}", "most": f"{MAX_LINE:,}"}
            )
        if _OPENINGS.match(line):
            raise Unreadable(
                _("Line %(line)d opens more than %(most)d lists or quotes within each other. Take them apart.")
                % {"line": number, "most": MAX_OPENINGS}
            )
    return text

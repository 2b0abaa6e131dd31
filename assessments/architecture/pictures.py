"""Uploaded pictures, checked by what is in them and never by their name. Pure but for its sentences.

What follows the end of a PNG or a JPEG is not kept, so that a file cannot be two things at once.
"""

from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.architecture import raster
from assessments.architecture.svg import sanitise
from assessments.errors import Refused

MOST_BYTES = 5 * 1024 * 1024
KINDS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Checked(NamedTuple):
    """A picture that may be stored and served: what it is, its bytes, its size in px."""

    media_type: str
    content: bytes
    width: int
    height: int

    @property
    def columns(self) -> dict:
        """What a stored upload holds of it."""
        return self._asdict() | {"size": len(self.content), "sha256": sha256(self.content).hexdigest()}


def check(data: bytes) -> Checked:
    """What an uploaded file holds. Refused with a sentence if it is no PNG, JPEG or SVG, too large, or damaged."""
    if not data:
        raise Refused(_("This file is empty. Choose a PNG, JPEG or SVG file."))
    if len(data) > MOST_BYTES:
        raise Refused(too_many_bytes(len(data)))
    if found := raster.read(data):
        return Checked(*found)
    if _looks_like_xml(data):
        return Checked("image/svg+xml", *sanitise(data))
    raise Refused(_("This is no PNG, JPEG or SVG file, whatever its name says. Export the picture as one of them."))


def too_many_bytes(size: int) -> str:
    return _("This file has %(size).1f MB; 5 MB is the most. Export it smaller.") % {"size": size / 1024 / 1024}


def _looks_like_xml(data: bytes) -> bool:
    start = data[:4]
    for bom in _BOMS:
        start = start.removeprefix(bom)
    return start.replace(b"\0", b"").lstrip().startswith(b"<") or not start.strip()

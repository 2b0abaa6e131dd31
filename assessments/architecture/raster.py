"""A PNG or a JPEG, walked from its first mark to its last: whole or damaged, and how large. Pure but for its sentences.

Nothing is decoded here: the size a file declares is believed, and bounded, before anything else decodes it.
"""

import struct
import zlib
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.errors import Refused

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_384  # px

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Marks that say how large a JPEG is: all start-of-frame marks but those of tables and of arithmetic coding.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # marks without a length


class Raster(NamedTuple):
    """What a file holds: its kind, the bytes of the picture alone, its size in px."""

    media_type: str
    content: bytes
    width: int
    height: int


def read(data: bytes) -> Raster | None:
    """The PNG or JPEG that `data` begins with; none if it begins otherwise. Refused if it is damaged or too large."""
    if data.startswith(_PNG):
        return _bounded("image/png", data, *_png(data))
    if data.startswith(_JPEG):
        return _bounded("image/jpeg", data, *_jpeg(data))
    return None


def _bounded(media_type: str, data: bytes, end: int, width: int, height: int) -> Raster:
    if not width or not height:
        raise _damaged()
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise too_many_pixels(width, height)
    return Raster(media_type, data[:end], width, height)


def too_many_pixels(width: int, height: int) -> Refused:
    return Refused(
        _("This picture is %(width)d × %(height)d pixels large; 40 million pixels are the most. Export it smaller.")
        % {"width": width, "height": height}
    )


def _png(data: bytes) -> tuple[int, int, int]:
    """(where the picture ends, width, height) of a PNG whose chunks are whole."""
    at, size = len(_PNG), (0, 0)
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        body, after = at + 8, at + 12 + length
        if after > len(data) or (name == b"IHDR") is not (at == len(_PNG)):
            raise _damaged()
        if zlib.crc32(data[at + 4 : body + length]) != struct.unpack_from(">I", data, body + length)[0]:
            raise _damaged()
        if name == b"IHDR":
            size = struct.unpack_from(">II", data, body) if length == 13 else (0, 0)
        if name == b"IEND":
            return after, *size
        at = after
    raise _damaged()


def _jpeg(data: bytes) -> tuple[int, int, int]:
    """(where the picture ends, width, height) of a JPEG whose segments are whole."""
    at, size = 2, (0, 0)
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            raise _damaged()
        mark = data[at + 1]
        if mark == 0xFF:  # fill
            at += 1
        elif mark == 0xD9:
            return at + 2, *size
        elif mark in _BARE:
            at += 2
        else:
            at, size = _segment(data, at, mark, size)
    raise _damaged()


def _segment(data: bytes, at: int, mark: int, size: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    """Past one segment of a JPEG, and past the picture's lines where it begins them."""
    if at + 4 > len(data):
        raise _damaged()
    length = struct.unpack_from(">H", data, at + 2)[0]
    after = at + 2 + length
    if length < 2 or after > len(data):
        raise _damaged()
    if mark in _FRAMES and length >= 8:
        height, width = struct.unpack_from(">HH", data, at + 5)
        size = (width, height)
    if mark == 0xDA:
        after = _past_lines(data, after)
    return after, size


def _past_lines(data: bytes, at: int) -> int:
    """The next mark after the coded lines of a JPEG, in which FF stands only before 00 or a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and data[at + 1] not in _BARE:
            return at
        at += 2
    raise _damaged()


def _damaged() -> Refused:
    return Refused(_("This picture is damaged or cut off. Export it again."))

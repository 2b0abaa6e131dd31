"""Pictures for tests, sound and hostile, made of bytes."""

import struct
import zlib
from base64 import b64encode


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 2, height: int = 1, *, rows: bytes | None = None) -> bytes:
    """A grey PNG; `rows` None draws as many as it says, so a large one needs rows=b"" to stay small."""
    body = zlib.compress((b"\0" + b"\x80" * width) * height if rows is None else rows)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def segment(mark: int, body: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(body) + 2) + body


def jpeg(width: int = 3, height: int = 2) -> bytes:
    """The frame of a JPEG: its segments are whole, its lines are three bytes with a stuffed FF and a restart."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    lines = b"\x12\xff\x00\x34\xff\xd0\x56"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0")
        + segment(0xC0, frame)
        + segment(0xDA, b"\x01\x01\0\0\x3f\0")
        + (lines + b"\xff\xd9")
    )


def svg(inside: str = '<rect width="4" height="4"/>', root: str = 'width="40" height="20"') -> bytes:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {root}>{inside}</svg>".encode()


def embedded(picture: bytes, kind: str = "png") -> str:
    """The address of a picture that lies in the file itself."""
    return f"data:image/{kind};base64,{b64encode(picture).decode()}"


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>"""


def doubling(times: int) -> bytes:
    """Groups that each show the one before ten times."""
    groups = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, times))
    return svg('<g id="g0"><rect/></g>' + groups)

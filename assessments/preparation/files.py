"""Files of documents: how large they may be, and what is kept of them.

What such a file holds is not looked at, and nothing here opens it: it is stored as bytes of no particular type, and
handed out only to be saved.
"""

from hashlib import sha256

from django.utils.translation import gettext as _

from assessments.errors import Refused
from assessments.room import FILE_TYPE, MEGABYTE, why_not_files

MOST_BYTES = 10 * MEGABYTE


def why_not_file(size: int, *, beside: int = 0) -> str:
    """Why a file of `size` bytes is not stored beside others of `beside` bytes in all; "" if it is."""
    if not size:
        return _("This file is empty. Choose the document itself.")
    if size > MOST_BYTES:
        return _("This file has %(size).1f MB; 10 MB is the most. Say where the document lies instead.") % {
            "size": size / MEGABYTE
        }
    return why_not_files(size + beside)


def columns(data: bytes, *, beside: int = 0) -> dict:
    """What a stored upload holds of a document's bytes. Refused as why_not_file says."""
    if reason := why_not_file(len(data), beside=beside):
        raise Refused(reason)
    return {"media_type": FILE_TYPE, "content": data, "size": len(data), "sha256": sha256(data).hexdigest()}

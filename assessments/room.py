"""Room for uploaded files: how much those of one assessment may take in all, so that its export can be imported again.

Pictures of views and files of documents have room each. Whatever brings a file asks here: an upload, and an undo or a
restore that brings one back.
"""

from django.db.models import Sum
from django.utils.translation import gettext as _

from assessments.models import Assessment, Upload

MEGABYTE = 1024 * 1024
FILE_TYPE = "application/octet-stream"  # of a document's file, which nobody looks into; every other type is a picture's
MOST_OF_PICTURES = 12 * MEGABYTE
MOST_OF_FILES = 30 * MEGABYTE


def taken(assessment: Assessment, *, by_files: bool, but: Upload | None = None) -> int:
    """How many bytes its pictures (or files) have, without `but`, which makes room."""
    living = Upload.objects.living().filter(assessment=assessment).exclude(pk=but and but.pk)
    ours = living.filter(media_type=FILE_TYPE) if by_files else living.exclude(media_type=FILE_TYPE)
    return ours.aggregate(total=Sum("size"))["total"] or 0


def why_not_pictures(size: int) -> str:
    """Why the pictures of an assessment may not have `size` bytes in all; "" if they may."""
    if size <= MOST_OF_PICTURES:
        return ""
    return _(
        "With this picture the views would have %(size).1f MB; 12 MB in all is the most, so that the assessment can be"
        " exported and imported again. Make it smaller, or remove another picture first."
    ) % {"size": size / MEGABYTE}


def why_not_files(size: int) -> str:
    """Why the files of an assessment's documents may not have `size` bytes in all; "" if they may."""
    if size <= MOST_OF_FILES:
        return ""
    return _(
        "With this file the documents would have %(size).1f MB; 30 MB in all is the most. Remove a file first, or"
        " say where the document lies instead."
    ) % {"size": size / MEGABYTE}


def why_not_back(assessment: Assessment) -> str:
    """Why files that have just come back cannot stay; "" if there is room for them."""
    return why_not_pictures(taken(assessment, by_files=False)) or why_not_files(taken(assessment, by_files=True))

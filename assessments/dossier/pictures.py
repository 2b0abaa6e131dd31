"""The bytes of the pictures that views show. A dossier holds what is known of them, and not them."""

from typing import NamedTuple

from assessments.models import Assessment, Upload, View


class PictureFile(NamedTuple):
    media_type: str
    content: bytes


def picture_files(assessment: Assessment) -> dict[str, PictureFile]:
    """{public id of an upload: its bytes} for every living view of an image."""
    shown = View.objects.living().filter(assessment=assessment).values("image")
    rows = Upload.objects.living().filter(assessment=assessment, pk__in=shown)
    return {row.public_id: PictureFile(row.media_type, bytes(row.content)) for row in rows}

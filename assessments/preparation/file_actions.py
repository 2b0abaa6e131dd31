"""Writing the files of documents: a file for a document, another one, none."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import changes, room
from assessments.errors import Refused
from assessments.models import Assessment, Change, Participant, RequestedDocument, Upload
from assessments.preparation import files
from assessments.text import NAME_MAX, clean_line


def attach_file(
    *, assessment: Assessment, actor: Participant, public_id: str, file_name: str, data: bytes
) -> Change | None:
    """The file of a document, in place of the one it had. A document whose file is here counts as received today.

    Undoing brings back the file before. Refused if the file is empty or too large (files.why_not_file).
    """
    name = clean_line(file_name)[-NAME_MAX:] or _("document")
    with changes.record(assessment, actor, "document.file") as change:
        document = change.get(RequestedDocument, public_id)
        before = living_file(document)
        checked = files.columns(data, beside=room.taken(assessment, by_files=True, but=before))
        received = document.received_on or timezone.localdate(change.now)
        change.update(document, file=change.create(Upload, name=name, **checked), received_on=received)
        if before:
            change.delete(before)
    return change.change


def remove_file(*, assessment: Assessment, actor: Participant, public_id: str) -> Change | None:
    """Take the file away from a document, which stays received. The returned change can be undone."""
    with changes.record(assessment, actor, "document.file.remove") as change:
        document = change.get(RequestedDocument, public_id)
        file = living_file(document)
        if file is None:
            raise Refused(_("This document has no file to remove."))
        change.update(document, file=None)
        change.delete(file)
    return change.change


def delete_document(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete a document and its file. The returned change can be undone."""
    with changes.record(assessment, actor, "document.delete") as change:
        document = change.get(RequestedDocument, public_id)
        change.delete(document)
        if file := living_file(document):
            change.delete(file)
    return change.change


def living_file(document: RequestedDocument) -> Upload | None:
    return document.file if document.file and document.file.deleted_at is None else None

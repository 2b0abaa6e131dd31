"""Writing views of the architecture: of an image, of preformatted text, of the component graph."""

from django.utils.translation import gettext as _

from assessments import changes, room
from assessments.architecture import pictures, rules
from assessments.changes import Recorder
from assessments.editing import Edited, edit_row, require
from assessments.errors import Refused
from assessments.models import Assessment, Change, Participant, Upload, View
from assessments.text import NAME_MAX, clean_line


def add_view(
    *,
    assessment: Assessment,
    actor: Participant,
    drawn_from: str,
    name: str = "",
    kind: str = View.Kind.OTHER,
    caption: str = "",
    text: str = "",
    file_name: str = "",
    data: bytes | None = None,
) -> tuple[View, Change]:
    """A view of the bytes `data` of an image, of `text`, or of the component graph, as `drawn_from` says.

    An image without a name goes by its file's. Refused if the bytes are no picture (pictures.check).
    """
    _field, reason = rules.why_not_new_view(drawn_from, name, text, has_file=data is not None)
    if reason:
        raise Refused(reason)
    checked = pictures.check(data) if data is not None else None
    name = clean_line(name or rules.name_of_file(file_name), limit=NAME_MAX)
    with changes.record(assessment, actor, "view.add") as change:
        row = change.create(
            View,
            name=require(name, _("Write the view's name.")),
            kind=kind,
            drawn_from=drawn_from,
            caption=caption,
            text=text if drawn_from == View.Source.TEXT else "",
            image=store(change, checked, file_name) if checked else None,
        )
    return row, change.change


def store(change: Recorder, checked: pictures.Checked, file_name: str, *, instead: View | None = None) -> Upload:
    """The row that holds a checked picture, of a new view or `instead` of the one a view has.

    Refused if the pictures of the assessment's views would be too large together.
    """
    taken = room.taken(change.assessment, by_files=False, but=instead and instead.image)
    if reason := room.why_not_pictures(taken + checked.columns["size"]):
        raise Refused(reason)
    name = clean_line(file_name)[-NAME_MAX:] or f"image.{pictures.KINDS[checked.media_type]}"
    return change.create(Upload, name=name, **checked.columns)


def edit_view(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of a view's name, kind, caption and text; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="view.edit",
        model=View,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: rules.why_not_view(values),
    )


def replace_image(
    *, assessment: Assessment, actor: Participant, public_id: str, file_name: str, data: bytes
) -> Change | None:
    """Another picture for a view of an image; undoing brings back the one before."""
    checked = pictures.check(data)
    with changes.record(assessment, actor, "view.image") as change:
        view = change.get(View, public_id)
        if view.drawn_from != View.Source.IMAGE:
            raise Refused(_("Only a view of an image has a picture to replace."))
        before = view.image
        change.update(view, image=store(change, checked, file_name, instead=view))
        if before and before.deleted_at is None:
            change.delete(before)
    return change.change


def delete_view(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it and its picture. The returned change can be undone."""
    with changes.record(assessment, actor, "view.delete") as change:
        view = change.get(View, public_id)
        change.delete(view)
        if view.image and view.image.deleted_at is None:
            change.delete(view.image)
    return change.change

"""Tying two rows together and untying them: one link row, inside an open change."""

from assessments.changes import Recorder
from assessments.models.base import Row


def tie(change: Recorder, model: type[Row], *, extra: dict | None = None, **ends: Row | None) -> Row:
    """The living link of `model` between `ends` ({"theme": theme, "risk": risk}), made if there is none.

    `extra` are further columns, set on the link whether it is new or not.
    """
    link = _living(change, model, ends).first()
    if link is None:
        return change.create(model, **ends, **(extra or {}))
    change.update(link, **(extra or {}))
    return link


def untie(change: Recorder, model: type[Row], **ends: Row) -> None:
    """Delete the living links of `model` between `ends`; nothing happens if there is none."""
    for link in _living(change, model, ends):
        change.delete(link)


def _living(change: Recorder, model: type[Row], ends: dict):
    return model.objects.living().filter(assessment=change.assessment, **ends).select_related(*model.ENDS)

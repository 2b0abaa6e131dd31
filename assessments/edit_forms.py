"""Forms over the fields of a stored row, in which two people may write at once and lose nothing.

Every field travels with the value the form was opened with, in a hidden `base_<name>`. Where somebody else stored
another value meanwhile, the answer (409) shows both texts in templates/includes/conflict.html with a choice
`keep_<name>`: mine, theirs or both; `base_<name>` is then their value, so that sending the form again settles it.
A form that saves itself carries `autosave`; in it only a press of a button named `settle` settles, and until then the
field waits while the others are saved.
"""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from assessments.conflicts import Edit, kept, marked_additions
from assessments.editing import Edited, posted_edits
from assessments.errors import FieldConflict, Refused


@dataclass(frozen=True)
class Clash:
    """A conflict as the page shows it. `yours` and `theirs` are [(text, added since the common base?), ...]."""

    name: str
    label: str
    yours: list
    theirs: list
    by: str
    at: object
    joinable: bool


class EditForm(forms.Form):
    """A form over some fields of one row. `stored` are the row's present values as forms carry them.

    A form may stand beside another copy of itself: `prefix_ids` keeps their element ids apart.
    """

    def __init__(self, data=None, *, stored: dict[str, str], prefix_ids: str = "id"):
        self.waiting: set[str] = set()  # fields whose conflict nobody has settled yet
        if data is not None:
            data = data.copy()
            for name in self.base_fields:
                if f"keep_{name}" in data and "autosave" in data and "settle" not in data:
                    self.waiting.add(name)
                elif f"keep_{name}" in data:
                    data[name] = kept(
                        data[f"keep_{name}"], theirs=data.get(f"base_{name}", ""), yours=data.get(name, "")
                    )
        super().__init__(data, initial=stored, auto_id=f"{prefix_ids}-%s")
        self.stored = stored
        self.clashes: list[Clash] = []
        self._bases: dict[str, str] = {}

    @property
    def bases(self) -> list[tuple[str, str]]:
        """(name of the hidden field, value) for every field: what an unchanged field compares with."""
        return [(f"base_{name}", self._base(name)) for name in self.fields]

    def _base(self, name: str) -> str:
        if name in self._bases:
            return self._bases[name]
        return self.data.get(f"base_{name}", self.stored[name]) if self.is_bound else self.stored[name]

    def edits(self) -> dict[str, Edit]:
        """The posted edits, for an action; of fields that were posted with their base."""
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        for name in self.waiting:
            sent.pop(name, None)
        return posted_edits(sent, self.data)

    def take(self, edited: Edited) -> bool:
        """Note what an action stored and where it met another's text; True if everything is stored."""
        edits = self.edits()
        clashing = {conflict.field: conflict for conflict in edited.conflicts}
        self._bases = {name: clashing[name].theirs if name in clashing else edit.new for name, edit in edits.items()}
        self.clashes = [self._clash(conflict) for conflict in edited.conflicts]
        return not self.clashes

    def _clash(self, conflict: FieldConflict) -> Clash:
        field = self.fields[conflict.field]
        choices = dict(getattr(field, "choices", ()))
        base, theirs, yours = (
            str(choices.get(text, text)) for text in (conflict.base, conflict.theirs, conflict.yours)
        )
        return Clash(
            name=conflict.field,
            label=str(self[conflict.field].label).lower(),
            yours=marked_additions(base, yours),
            theirs=marked_additions(base, theirs),
            by=conflict.by,
            at=conflict.at,
            joinable=isinstance(field.widget, forms.Textarea),
        )

    def refuse(self, refused: Refused, name: str) -> None:
        """Show why an action refused, beside the field it is about."""
        self.add_error(name if name in self.fields else None, str(refused))


def person_choices(people, present=None) -> list[tuple[str, str]]:
    """The people of an assessment as choices, with "Nobody"; also `present`, who may have been removed since."""
    listed = {person.id: person.name for person in (*people, *([present] if present else ()))}
    return [("", _("Nobody")), *listed.items()]

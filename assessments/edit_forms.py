"""Forms over the fields of a stored row, in which two people may write at once and lose nothing.

Every field travels with the value the form was opened with, in a hidden `base_<name>`. Where somebody else stored
another value meanwhile, the answer (409) shows both texts in templates/includes/conflict.html with a choice
`keep_<name>`: mine, theirs or both; `base_<name>` is then their value, so that sending the form again settles it.
A form may send some fields only; the others stay as they are. assessments/self_saving.py: a form that saves itself.
"""

from collections.abc import Callable
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
        if data is not None:
            data = data.copy()
            for name, field in self.base_fields.items():
                base, typed = data.get(f"base_{name}", ""), data.get(name, "")
                if f"keep_{name}" in data:
                    data[name] = kept(data[f"keep_{name}"], theirs=base, yours=typed)
                elif base and typed == field.prepare_value(base):
                    data[name] = base  # what is shown may say less than what is stored: an hour that comes twice
        super().__init__(data, initial=stored, auto_id=f"{prefix_ids}-%s")
        if data is not None:
            for name in [name for name in self.fields if name not in data]:
                self.fields[name].required = False
        self.stored = stored
        self.conflicts: list[FieldConflict] = []
        self.saved: set[str] = set()  # names of the fields an action stored
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
        return posted_edits(sent, self.data)

    def take(self, edited: Edited) -> bool:
        """Note what an action stored and where it met another's text; True if everything is stored."""
        edits = self.edits()
        clashing = {conflict.field: conflict for conflict in edited.conflicts}
        self._bases = {name: clashing[name].theirs if name in clashing else edit.new for name, edit in edits.items()}
        self.conflicts, self.saved = edited.conflicts, edited.saved
        return not self.conflicts

    @property
    def open_bases(self) -> list[tuple[str, str]]:
        """`bases`, but fields in conflict keep the value they started from: for a page whose inputs stay as they are.

        So a conflict whose question nobody answered comes back with the next save, and overwrites nothing.
        """
        posted = {f"base_{conflict.field}": conflict.base for conflict in self.conflicts}
        return [(name, posted.get(name, value)) for name, value in self.bases]

    @property
    def clashes(self) -> list[Clash]:
        """The conflicts as the page shows them."""
        return [self._clash(conflict) for conflict in self.conflicts]

    def _clash(self, conflict: FieldConflict) -> Clash:
        field = self.fields[conflict.field]
        choices = dict(getattr(field, "choices", ()))
        in_words = getattr(field, "in_words", lambda text: str(choices.get(text, text)))
        base, theirs, yours = (in_words(text) for text in (conflict.base, conflict.theirs, conflict.yours))
        return Clash(
            name=conflict.field,
            label=str(self[conflict.field].label).lower(),
            yours=marked_additions(base, yours),
            theirs=marked_additions(base, theirs),
            by=conflict.by,
            at=conflict.at,
            joinable=isinstance(field.widget, forms.Textarea),
        )

    def store(self, write: Callable[[dict[str, Edit]], Edited], *, about: str) -> int:
        """Store by `write(edits)` what is valid and conflicts with nobody's; returns the answer's HTTP status.

        200, 422 where a field is not valid or `write` refuses (shown beside the field `about`), 409 where somebody
        else's text stands in the way.
        """
        self.is_valid()  # fields that are not valid stay out of the edits, the others are stored
        try:
            settled = self.take(write(self.edits()))
        except Refused as reason:
            self.refuse(reason, about)
            return 422
        if not settled:
            return 409
        return 422 if self.errors else 200

    def refuse(self, refused: Refused, name: str) -> None:
        """Show why an action refused, beside the field it is about."""
        self.add_error(name if name in self.fields else None, str(refused))


def person_choices(people, present=None) -> list[tuple[str, str]]:
    """The people of an assessment as choices, with "Nobody"; also `present`, who may have been removed since."""
    listed = {person.id: person.name for person in (*people, *([present] if present else ()))}
    return [("", _("Nobody")), *listed.items()]

"""Shapes of what is posted to the preparation and to the people of an assessment."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import AssessmentInfo, Person, RequestedDocument
from assessments.edit_forms import EditForm, person_choices
from assessments.forms import DayField, LineField, MomentField, TextField
from assessments.models import Assessment, Participant
from assessments.preparation.files import why_not_file
from assessments.text import NAME_MAX


class DutiesField(forms.MultipleChoiceField):
    """Roles in the evaluation team, several at once; carried as their keys joined by commas."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=Participant.TeamRole.choices, required=False, **kwargs)

    def to_python(self, value):
        given = value if isinstance(value, list | tuple) else [value or ""]
        return [key for text in given for key in str(text).split(",") if key]

    def clean(self, value):
        asked = set(super().clean(value))
        return ",".join(key for key in Participant.TeamRole.values if key in asked)

    def prepare_value(self, value):
        return self.to_python(value)

    def in_words(self, text: str) -> str:
        words = dict(Participant.TeamRole.choices)
        return ", ".join(str(words.get(key, key)) for key in self.to_python(text))


def group_field():
    return forms.ChoiceField(label=_("Group"), choices=Participant.Group.choices, initial=Participant.Group.STAKEHOLDER)


class PersonForm(forms.Form):
    name = LineField(
        label=_("Name"),
        limit=NAME_MAX,
        required=False,
        help_text=_("Left empty, the name of the account is taken"),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Of their account here; left empty, the person is only named and cannot sign in"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Participant.Role.choices, initial=Participant.Role.STAKEHOLDER)
    group = group_field()
    organisation = LineField(label=_("Organisation"), limit=NAME_MAX, required=False)
    duties = DutiesField(label=_("Roles in the evaluation team"))

    def clean_duties(self) -> list[str]:
        return self.fields["duties"].to_python(self.cleaned_data["duties"])


class PersonPageForm(EditForm):
    name = LineField(label=_("Name"), limit=NAME_MAX, error_messages={"required": _("Write the person’s name.")})
    organisation = LineField(label=_("Organisation"), limit=NAME_MAX, required=False)
    group = group_field()
    role = forms.ChoiceField(label=_("Role"), required=False)
    team_roles = DutiesField(label=_("Roles in the evaluation team"))

    def __init__(self, data=None, *, person: Person):
        stored = {name: getattr(person, name) for name in ("name", "organisation", "group", "role")}
        super().__init__(
            data, stored={**stored, "team_roles": ",".join(person.duties)}, prefix_ids=f"person-{person.id}"
        )
        none = [("", _("Named only"))] if not person.role or not person.has_account else []
        self.fields["role"].choices = [*none, *Participant.Role.choices]


class DecisionForm(EditForm):
    """Scope, and what phase 0 ends with."""

    scope = TextField(
        label=_("Scope"), required=False, help_text=_("What is looked at, and what is not. Markdown is understood")
    )
    go = forms.ChoiceField(
        label=_("Decision"), choices=[("", _("Not decided yet")), *Assessment.Go.choices], required=False
    )
    decided_because = TextField(
        label=_("Reason"), required=False, help_text=_("A no-go needs one: the report repeats it")
    )
    decided_by = LineField(label=_("Decided by"), limit=NAME_MAX, required=False)
    decided_on = DayField(label=_("Decided on"), required=False)

    def __init__(self, data=None, *, info: AssessmentInfo):
        texts = ("scope", "go", "decided_because", "decided_by")
        stored = {name: getattr(info, name) for name in texts}
        stored["decided_on"] = info.decided_on.isoformat() if info.decided_on else ""
        super().__init__(data, stored=stored, prefix_ids="decision")


class DocumentForm(EditForm):
    name = LineField(label=_("Document"), limit=NAME_MAX, error_messages={"required": _("Write what the document is.")})
    asked_of = forms.ChoiceField(label=_("Asked of"), required=False)
    due_on = DayField(label=_("Due"), required=False)
    received_on = DayField(label=_("Received"), required=False)
    where = LineField(
        label=_("Where it lies"), limit=1000, required=False, help_text=_("An address, a folder, a repository")
    )

    def __init__(self, data=None, *, document: RequestedDocument, people=()):
        stored = {
            "name": document.name,
            "asked_of": document.asked_of.id if document.asked_of else "",
            "due_on": document.due_on.isoformat() if document.due_on else "",
            "received_on": document.received_on.isoformat() if document.received_on else "",
            "where": document.where,
        }
        super().__init__(data, stored=stored, prefix_ids=f"document-{document.id}")
        self.fields["asked_of"].choices = person_choices(people, document.asked_of)


class DocumentFileField(forms.FileField):
    """A file that is neither empty nor too large; what it holds is not looked at."""

    def __init__(self):
        super().__init__(allow_empty_file=True, error_messages={"required": _("Choose a file.")})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if reason := why_not_file(file.size):
            raise forms.ValidationError(reason)
        return file


class DatesForm(forms.Form):
    """When the two phases begin, in the assessment's zone."""

    phase_1 = MomentField(label=_("Phase 1 begins"), required=False)
    phase_2 = MomentField(label=_("Phase 2 begins"), required=False)

    @property
    def beginnings(self) -> dict[int, datetime]:
        """{phase: moment} of those that were given."""
        given = {1: self.cleaned_data["phase_1"], 2: self.cleaned_data["phase_2"]}
        return {phase: timezone.localtime(datetime.fromisoformat(text)) for phase, text in given.items() if text}


class InvitationForm(forms.Form):
    invited_name = LineField(
        label=_("Name"),
        limit=NAME_MAX,
        required=False,
        help_text=_("Links a person of the list, or adds one; left empty, whoever holds the link joins"),
    )
    invited_email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Left empty, you pass the link on yourself")
    )
    invited_role = forms.ChoiceField(
        label=_("Role"), choices=Participant.Role.choices, initial=Participant.Role.STAKEHOLDER
    )
    days = forms.TypedChoiceField(
        label=_("Good for"),
        coerce=int,
        choices=[(1, _("1 day")), (3, _("3 days")), (7, _("1 week")), (14, _("2 weeks")), (30, _("30 days"))],
        initial=14,
    )

    @property
    def asked(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "name": data["invited_name"],
            "email": data["invited_email"],
            "role": data["invited_role"],
            "days": data["days"],
        }

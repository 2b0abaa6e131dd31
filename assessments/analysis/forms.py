"""The forms over one analysis sheet and over one question. Both save themselves; see edit_forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.dossier.types import Question, Scenario, Sheet, View
from assessments.edit_forms import EditForm, person_choices
from assessments.forms import TextField
from assessments.models import Scenario as ScenarioRow


class Part(TextField):
    """One of the six parts: a textarea that grows with its text."""

    def __init__(self, label):
        super().__init__(label=label, required=False, widget=forms.Textarea(attrs={"rows": 1}))


class SheetForm(EditForm):
    """The reasoning, the view beside it, and the scenario's six parts."""

    reasoning = TextField(
        label=_("Reasoning"),
        required=False,
        help_text=_("Why the approaches do or do not meet the measure. Markdown; identifiers such as R1 become links."),
    )
    view = forms.ChoiceField(label=_("View beside it"), required=False)
    source = Part(_("Source"))
    stimulus = Part(_("Stimulus"))
    artifact = Part(_("Artifact"))
    environment = Part(_("Environment"))
    response = Part(_("Response"))
    response_measure = Part(_("Response measure"))

    def __init__(self, data=None, *, scenario: Scenario, sheet: Sheet | None, views: tuple[View, ...]):
        stored = {name: getattr(scenario, name) for name in ScenarioRow.PARTS}
        stored |= {"reasoning": sheet.reasoning if sheet else "", "view": sheet.view.id if sheet and sheet.view else ""}
        super().__init__(data, stored=stored, prefix_ids="analysis")
        self.fields["view"].choices = [("", _("No view")), *((view.id, view.name) for view in views)]

    @property
    def six(self) -> list:
        """The fields of the six parts in the method's order."""
        return [self[name] for name in ScenarioRow.PARTS]


class QuestionForm(EditForm):
    text = TextField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 2}))
    answer = TextField(label=_("Answer"), required=False)
    evidence = TextField(
        label=_("Evidence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("What the answer rests on: a measurement, a document, a test, or somebody's word."),
    )
    is_open = forms.ChoiceField(label=_("State"), choices=[("True", _("Open")), ("False", _("Answered"))])
    approach = forms.ChoiceField(label=_("Put to"), required=False)
    asked_by = forms.ChoiceField(label=_("Asked by"), required=False)
    answered_by = forms.ChoiceField(label=_("Answered by"), required=False)

    def __init__(self, data=None, *, question: Question, approaches=(), people=()):
        super().__init__(data, stored=stored_question(question), prefix_ids=f"question-{question.id}")
        self.fields["text"].error_messages["required"] = _("Write the question. To remove it, delete it.")
        architecture = ("", _("The whole architecture"))
        self.fields["approach"].choices = [architecture, *((row.id, f"{row.code} {row.name}") for row in approaches)]
        self.fields["asked_by"].choices = person_choices(people, question.asked_by)
        self.fields["answered_by"].choices = person_choices(people, question.answered_by)


def stored_question(question: Question) -> dict[str, str]:
    return {
        "text": question.text,
        "answer": question.answer,
        "evidence": question.evidence,
        "is_open": str(question.is_open),
        "approach": question.approach.id if question.approach else "",
        "asked_by": question.asked_by.id if question.asked_by else "",
        "answered_by": question.answered_by.id if question.answered_by else "",
    }

"""The living rows of one assessment, and the light references between them, from which all loaders build."""

from collections import defaultdict
from functools import lru_cache

from django.utils.translation import get_language

from assessments.dossier import types as t
from assessments.models import (
    AnalysisQuestion,
    AnalysisRow,
    Approach,
    Assessment,
    Component,
    Driver,
    Finding,
    FindingLink,
    Participant,
    QualityAttribute,
    Recommendation,
    Refinement,
    RiskTheme,
    Scenario,
)


@lru_cache(maxsize=1024)
def _label(choices, value: str, language: str) -> str:
    return str(choices(value).label)


def label(choices, value: str) -> str:
    """The word for a choice in the reader's language; "" for none.

    Remembered, because Django's get_..._display hashes all choices anew for every row (50 µs, 40 rows a page).
    """
    return _label(choices, value, get_language()) if value else ""


def person(row: Participant) -> t.Person:
    return t.Person(
        id=row.public_id,
        name=row.name,
        role=row.role,
        role_label=label(Participant.Role, row.role),
        group=row.group,
        group_label=label(Participant.Group, row.group),
        organisation=row.organisation,
        team_roles=tuple(label(Participant.TeamRole, role) for role in row.team_roles),
        has_account=row.user_id is not None,
        duties=tuple(row.team_roles),
    )


class Rows:
    """The living rows of one assessment, each table read at most once a load."""

    def __init__(self, assessment: Assessment):
        self.assessment = assessment
        self._tables: dict = {}

    def all(self, model) -> list:
        """All living rows of `model` in their order."""
        if model not in self._tables:
            self._tables[model] = list(model.objects.living().filter(assessment=self.assessment))
        return self._tables[model]

    def by_pk(self, model) -> dict:
        key = (model, "by_pk")
        if key not in self._tables:
            self._tables[key] = {row.pk: row for row in self.all(model)}
        return self._tables[key]

    def pairs(self, model, one: str, many: str) -> dict[int, list[int]]:
        """A link table as {pk of `one`: [pks of `many`]}, in order."""
        result = defaultdict(list)
        for link in self.all(model):
            result[getattr(link, f"{one}_id")].append(getattr(link, f"{many}_id"))
        return result

    @property
    def scenarios(self) -> dict[int, Scenario]:
        """Living scenarios that are unplaced or whose refinement and attribute live, by pk, in list order."""
        if "scenarios" not in self._tables:
            homes = self.homes
            self._tables["scenarios"] = {
                row.pk: row for row in self.leaves if row.refinement_id is None or row.refinement_id in homes
            }
        return self._tables["scenarios"]

    @property
    def leaves(self):
        """The living scenarios as named tuples of their columns: a third of the time model instances take."""
        if Scenario in self._tables:
            return self._tables[Scenario]
        return Scenario.objects.living().filter(assessment=self.assessment).values_list(*LEAF_COLUMNS, named=True)

    @property
    def begun(self) -> set[int]:
        """The scenarios (pks) whose analysis has begun, because something stands on their sheet: one query."""
        if "begun" not in self._tables:
            reasoned = Scenario.objects.living().filter(assessment=self.assessment).exclude(reasoning="")
            on_sheet = [
                model.objects.in_sight().filter(assessment=self.assessment).order_by().values_list("scenario")
                for model in (AnalysisRow, AnalysisQuestion, FindingLink)
            ]
            found = reasoned.order_by().values_list("pk").union(*on_sheet)
            self._tables["begun"] = {pk for (pk,) in found}
        return self._tables["begun"]

    @property
    def homes(self) -> dict[int, tuple[Refinement, QualityAttribute]]:
        """{refinement pk: (refinement, its attribute)} for those that live."""
        if "homes" not in self._tables:
            attributes = self.by_pk(QualityAttribute)
            self._tables["homes"] = {
                row.pk: (row, attributes[row.attribute_id])
                for row in self.all(Refinement)
                if row.attribute_id in attributes
            }
        return self._tables["homes"]

    def person(self, pk: int | None) -> t.Person | None:
        """The participant as a Person; also one removed since, because their name stays on what they said."""
        if pk is None:
            return None
        return self.everybody.get(pk)

    @property
    def everybody(self) -> dict[int, t.Person]:
        """All participants by pk in their order, those removed since among them."""
        if "everybody" not in self._tables:
            self._tables["everybody"] = {row.pk: person(row) for row in self.participants}
        return self._tables["everybody"]

    @property
    def participants(self) -> list[Participant]:
        """The rows of all participants, those removed since among them: one query, whoever is asked for."""
        if "participants" not in self._tables:
            self._tables["participants"] = list(Participant.objects.filter(assessment=self.assessment))
        return self._tables["participants"]

    def scenario_ref(self, pk: int) -> t.Ref | None:
        row = self.scenarios.get(pk)
        if row is None:
            return None
        home = self.homes.get(row.refinement_id)
        code, hue = (home[1].abbreviation, home[1].hue) if home else ("", 0)
        return t.Ref("scenario", row.public_id, row.number_code, row.statement, attribute=code, hue=hue)

    def driver_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Driver).get(pk)
        return row and t.Ref("driver", row.public_id, row.code, row.statement)

    def attribute_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(QualityAttribute).get(pk)
        return row and t.Ref("attribute", row.public_id, row.abbreviation, row.name, hue=row.hue)

    def component_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Component).get(pk)
        return row and t.Ref("component", row.public_id, row.code, row.name)

    def finding_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Finding).get(pk)
        return row and t.Ref(row.kind, row.public_id, row.code, row.title, severity=row.severity)

    def approach_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Approach).get(pk)
        return row and t.Ref("approach", row.public_id, row.code, row.name)

    def theme_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(RiskTheme).get(pk)
        return row and t.Ref("theme", row.public_id, row.code, row.title)

    def recommendation_ref(self, pk: int) -> t.Ref | None:
        row = self.by_pk(Recommendation).get(pk)
        return row and t.Ref("recommendation", row.public_id, row.code, row.title, severity=row.severity)


LEAF_COLUMNS = (
    "pk",
    *(field.attname for field in Scenario._meta.concrete_fields if field.name not in {"id", "assessment", "reasoning"}),
)


def living(refs) -> tuple[t.Ref, ...]:
    """Without the references whose row is gone, and each once."""
    return tuple(dict.fromkeys(ref for ref in refs if ref is not None))

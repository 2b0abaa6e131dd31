"""How the report words each field of an exchange file, and under which head it tells about each row."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models

from assessments.models import Driver, Participant, Recommendation, Scenario, Step
from assessments.steps import STEP_NAMES
from assessments.transfer.format import ROWS

from .paper import squashed

# A row that has no head of its own is told where this row of it is, the first that it has.
OWNERS = ("finding", "scenario", "approach", "recommendation", "theme", "attribute")
CODED = ["Driver", "Component", "Approach", "Finding", "AnalysisQuestion", "RiskTheme", "Recommendation", "ParkedItem"]
CODED += ["Requirement"]


class File:
    """The exported file: its rows by id, what they are called, and how each field is worded on paper."""

    def __init__(self, told: dict):
        self.told, self.zone = told, ZoneInfo(told["assessment"]["time_zone"])
        self.rows = {row["id"]: (model, row) for model in ROWS for row in told["rows"].get(model.__name__, [])}

    def code(self, row_id: str) -> str:
        model, row = self.rows[row_id]
        prefix = {"Driver": "BD", "Component": "C", "Approach": "A", "AnalysisQuestion": "Q", "RiskTheme": "RT"}
        prefix |= {"Requirement": "Req", "Recommendation": "Rec", "ParkedItem": "P", "Finding": row.get("kind")}
        if model.__name__ in prefix:
            return f"{prefix[model.__name__]}{row['number']}"
        return row.get("number_code", "")

    def name(self, row_id: str) -> str:
        """What another row calls it: its code, or its name."""
        model, row = self.rows[row_id]
        return self.code(row_id) or (STEP_NAMES[row["number"]] if model is Step else row["name"])

    def head(self, row_id: str) -> str:
        """The words at which a row begins on paper; "" for one that has its place in another."""
        model, row = self.rows[row_id]
        match model.__name__:
            case "Driver" | "Requirement" | "Scenario":
                return f"{self.code(row_id)} {row['statement']}"
            case "Component" | "Approach":
                return f"{self.code(row_id)} {row['name']}"
            case "Finding" | "RiskTheme" | "Recommendation":
                return f"{self.code(row_id)} {row['title']}"
            case "AnalysisQuestion" | "ParkedItem":
                return f"{self.code(row_id)} {row['text']}"
            case "Connection":
                ends = " ".join(f"{self.code(row[end])} {self.row(row[end])['name']}" for end in ("source", "target"))
                return f"{ends} {row['label']}"
            case "Step":
                return f"{row['number'] if 0 < row['number'] < 10 else ''} {STEP_NAMES[row['number']]}".strip()
            case "QualityAttribute":
                return f"{row['abbreviation']} {row['name']}"
            case "DismissedCandidate":
                return f"{row['said']} {self.code(row['approach'])}"
            case "View" | "Participant" | "RequestedDocument" | "ImportedDocument":
                return row["name"]
            case "Refinement":
                return row["name"]
        return ""

    def row(self, row_id: str) -> dict:
        return self.rows[row_id][1]

    def home(self, row_id: str) -> str:
        """The row under whose head a row is told: itself, or the one it belongs to."""
        owner = self.row(row_id)
        while not self.head(owner["id"]):
            owner = self.row(next(owner[name] for name in OWNERS if owner.get(name)))
        return owner["id"]

    def words(self, model: type[models.Model], field: models.Field, row: dict) -> list[str]:
        """How the report words a field; nothing where there is nothing to say."""
        value = row.get(field.name)
        if special := SPECIAL.get((model.__name__, field.name)):
            return [word for word in special(self, row, value) if word] if value not in (None, []) else []
        if value in ("", None, []):
            return []
        if field.many_to_one:
            return [self.name(value)]
        if isinstance(field, models.DateTimeField):
            day = datetime.fromisoformat(value).astimezone(self.zone)
            return [f"{day:%a} {day.day} {day:%B %Y, %H:%M}"]
        if isinstance(field, models.DateField):
            return [short_day(value)]
        if field.choices and not set(dict(field.flatchoices)) <= {"", "H", "M", "L"}:
            return [str(dict(field.flatchoices)[value])]
        lines = (re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line) for line in str(value).splitlines())
        return [line for line in lines if squashed(line)]


def short_day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {day:%b %Y}"


def long_day(_file, _row, value) -> list[str]:
    day = date.fromisoformat(value)
    return [f"{day.day} {day:%B %Y}"]


def coded(file: File, row: dict, _value) -> list[str]:
    return [file.code(row["id"])]


def labels(choices):
    return lambda file, row, value: [str(dict(choices)[each]) for each in value]


def either(yes: str, no: str):
    return lambda file, row, value: [yes if value else no]


def effect(file: File, row: dict, value: str) -> list[str]:
    if file.row(row["finding"])["kind"] != "T":
        return []
    return [{"+": "+ better", "-": "− worse", "": "? effect unknown"}[value]]


def pair(file: File, row: dict, _value) -> list[str]:
    """Both levels of a scenario at the end of its head: a letter alone could stand there for anything."""
    kind = str(dict(Scenario.Kind.choices).get(row["kind"], ""))
    return [f"{row['statement']} {kind} {row['importance'] or '–'} {row['difficulty'] or '–'}"]


def priority(file: File, row: dict, value: str) -> list[str]:
    said = [dict(Driver.Category.choices)[row["category"]], dict(Driver.Sort.choices).get(row["sort"], ""), value]
    return [" ".join(str(word) for word in said if word)] if value else []


# Fields whose words do not follow from what kind of field they are.
SPECIAL = {
    ("Assessment", "decided_on"): long_day,
    ("Assessment", "started_on"): long_day,
    ("Assessment", "ended_on"): long_day,
    ("Participant", "team_roles"): labels(Participant.TeamRole.choices),
    ("Step", "number"): lambda file, row, value: [file.head(row["id"])],
    ("Step", "phase"): lambda file, row, value: ["begins with a recap"] if value == 2 else [],
    ("Step", "planned_minutes"): lambda file, row, value: [f"{value} planned"],
    ("Step", "skip_reason"): lambda file, row, value: [f"Why skipped {value}"] if value else [],
    ("Connection", "asynchronous"): either("asynchronous", "synchronous"),
    ("Driver", "priority"): priority,
    ("Component", "business_value"): lambda file, row, value: [f"Business value {value}"] if value else [],
    ("Component", "technical_risk"): lambda file, row, value: [f"Technical risk {value}"] if value else [],
    ("Scenario", "importance"): pair,
    ("Scenario", "difficulty"): pair,
    ("Requirement", "is_optional"): either("Optional", ""),
    ("View", "image"): lambda file, row, value: ["Data centre North, active"],  # words of the picture
    ("View", "drawn_from"): lambda file, row, value: ["Drawn from the components"] if value == "graph" else [],
    ("QualityAttribute", "iso25010"): lambda file, row, value: (
        [f"ISO/IEC 25010:2023: {value}"] if value not in ("", row["name"]) else []
    ),
    ("QualityAttribute", "in_tree"): lambda file, row, value: [] if value else [file.head(row["id"])],
    ("Refinement", "attribute"): lambda file, row, value: [row["name"]],
    ("Scenario", "refinement"): lambda file, row, value: [file.head(row["id"])],
    ("Scenario", "measure_from_statement"): either("taken from the statement", ""),
    ("Scenario", "locked_at"): lambda file, row, value: [short_day(value[:10])],
    ("Scenario", "locked_by"): lambda file, row, value: [f"Wording agreed and locked by {file.name(value)}"],
    ("Scenario", "origin"): lambda file, row, value: [ORIGINS[value]],
    ("Finding", "kind"): coded,
    ("FindingAttribute", "effect"): effect,
    ("FindingComment", "disposition"): lambda file, row, value: [value],
    ("AnalysisQuestion", "scenario"): lambda file, row, value: [file.head(row["id"])],
    ("AnalysisQuestion", "is_open"): either("Open", "Answered"),
    ("ThemeDriver", "degree"): lambda file, row, value: [f"{value} it"],
    ("Recommendation", "horizon"): lambda file, row, value: [file.head(row["id"])],
    ("ImportedDocument", "unread"): lambda file, row, value: ["Bring cake"],
    ("ImportedDocument", "warnings"): lambda file, row, value: [entry["message"] for entry in value],
    **{(name, "number"): coded for name in CODED},
}
ORIGINS = {
    "tree": "",
    "brainstorm": "From the brainstorm",
    "import": "Imported",
    "earlier": "From an earlier evaluation",
}

# Fields that are told by where a row stands: under the head of another row, or under one of these headings.
OFF_TREE = "Quality attributes outside the tree, named by findings"
HEADINGS = {"horizon": [str(label) for _value, label in Recommendation.Horizon.choices], "off": [OFF_TREE]}
STANDS_UNDER = {
    ("Refinement", "attribute"): lambda row: f"branch {row['attribute']}",
    ("Scenario", "refinement"): lambda row: row["refinement"],
    ("AnalysisQuestion", "scenario"): lambda row: row["scenario"],
    ("Recommendation", "horizon"): lambda row: str(Recommendation.Horizon(row["horizon"]).label),
    ("QualityAttribute", "in_tree"): lambda row: OFF_TREE,
    ("Step", "phase"): lambda row: "",
    ("View", "image"): lambda row: "",
}

"""The exchange format: which rows and fields a file holds, in which order, and the schema that says so.

A file is one JSON object: `format` and `version`, the assessment's own fields, its counters, and for each kind of row
a list of objects, in an order in which every row comes after those it refers to. References are public ids. What is
worked out (totals, name keys) is not in it, nor is what belongs to the installation: accounts, revisions, the change
log, secrets. docs/decisions/exchange-format.md says why.

The fields are read from the models, so that none is forgotten; docs/exchange/schema-1.json pins them, so that none
changes unseen.
"""

from functools import lru_cache
from inspect import getdoc

from django.db import models

from assessments.architecture.pictures import KINDS as PICTURES
from assessments.models import (
    AnalysisQuestion,
    AnalysisRow,
    Approach,
    ApproachComponent,
    Assessment,
    Component,
    Connection,
    DismissedCandidate,
    Driver,
    Finding,
    FindingAttribute,
    FindingComment,
    FindingLink,
    ImportedDocument,
    ParkedItem,
    Participant,
    QualityAttribute,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    Refinement,
    RequestedDocument,
    Requirement,
    RiskTheme,
    Scenario,
    ScenarioAttribute,
    ScenarioDriver,
    Step,
    ThemeDriver,
    ThemeRisk,
    Upload,
    View,
)
from assessments.models.base import Row
from assessments.room import FILE_TYPE
from assessments.steps import SECTIONS
from assessments.text import TEXT_MAX

FORMAT = "atam-workbench"
VERSION = 1
IMPORT, FIRST_REVISION = "assessment.import", 1  # the change that an import is
SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"

# Every kind of row, after the kinds it refers to; the key in the file is the model's name.
ROWS: tuple[type[Row], ...] = (
    Participant,
    Step,
    Driver,
    Requirement,
    Component,
    Connection,
    Approach,
    ApproachComponent,
    Upload,
    View,
    QualityAttribute,
    Refinement,
    Scenario,
    ScenarioDriver,
    ScenarioAttribute,
    Finding,
    FindingLink,
    FindingAttribute,
    FindingComment,
    DismissedCandidate,
    AnalysisRow,
    AnalysisQuestion,
    RiskTheme,
    ThemeRisk,
    ThemeDriver,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    ParkedItem,
    RequestedDocument,
    ImportedDocument,
)

# Kinds that came after version 1 was in use: a file has them only where there are such rows, so that older files can
# still be read, and come out again as the same bytes.
LATER: tuple[type[Row], ...] = (DismissedCandidate, Requirement)

# Likewise fields that came later: a row has them only where they hold something.
LATER_FIELDS: dict[type[Row], frozenset[str]] = {RequestedDocument: frozenset({"file"})}

# Of the installation or worked out, hence in no file.
LEFT_OUT = frozenset(
    {"id", "assessment", "version", "revision", "created_at", "changed_at", "deleted_at"}
    | {"user", "guest_token_hash", "name_key", "public_id"}
)
PUBLIC_ID = "^[a-z2-7]{12,26}$"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
REST = r"(\.[0-9]{6})?Z"
LANGUAGE = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
# The largest whole numbers: the columns hold more, so that the number after the last one still fits.
WHOLE_MOST = 999_999_999
SMALL_MOST = 32_767
DOCUMENT_MOST = 4_000_000  # characters of an imported document; the importer reads half of that


@lru_cache
def fields_of(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The fields of a kind of row that a file holds, in the model's order."""
    return tuple(field for field in model._meta.concrete_fields if field.name not in LEFT_OUT)


def schema() -> dict:
    """The JSON Schema (2020-12) of a file."""
    rows = {model.__name__: {"type": "array", "items": row_schema(model)} for model in ROWS}
    return {
        "$schema": SCHEMA_ID,
        "title": "ATAM Workbench exchange format, version 1",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "assessment": assessment_schema(),
            "counters": {
                "type": "object",
                "propertyNames": {"minLength": 1, "maxLength": 10},
                "additionalProperties": whole(WHOLE_MOST),
            },
            "rows": {
                "type": "object",
                "properties": rows,
                "required": [name for name in rows if name not in {model.__name__ for model in LATER}],
                "additionalProperties": False,
            },
        },
        "required": ["format", "version", "assessment", "counters", "rows"],
        "additionalProperties": False,
    }


def assessment_schema() -> dict:
    properties = {"id": {"type": "string", "pattern": PUBLIC_ID}}
    properties |= {field.name: field_schema(field) for field in fields_of(Assessment)}
    sections = sorted({section for names in SECTIONS.values() for section in names} | set(Assessment.Section.values))
    properties["language"] |= {"pattern": LANGUAGE}
    properties["sections"] = {"type": "array", "items": {"enum": sections}}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def row_schema(model: type[Row]) -> dict:
    properties = {"id": {"type": "string", "pattern": PUBLIC_ID}}
    properties |= {field.name: field_schema(field) for field in fields_of(model)}
    if model is Participant:
        properties["removed"] = {"type": "boolean"}
        properties["team_roles"] = {"type": "array", "items": {"enum": list(Participant.TeamRole.values)}}
    if model is Upload:
        properties["media_type"] = {"enum": [FILE_TYPE, *PICTURES]}
    if model is ImportedDocument:
        properties["text"] |= {"maxLength": DOCUMENT_MOST}
        properties["unread"] = list_of({"from": whole(DOCUMENT_MOST), "to": whole(DOCUMENT_MOST)})
        properties["warnings"] = list_of({"line": whole(DOCUMENT_MOST), "message": {"type": "string"}})
    required = [name for name in properties if name not in LATER_FIELDS.get(model, ())]
    told = {"description": getdoc(model)}
    return told | {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def list_of(members: dict[str, dict]) -> dict:
    return {
        "type": "array",
        "items": {"type": "object", "properties": members, "required": list(members), "additionalProperties": False},
    }


def whole(most: int) -> dict:
    return {"type": "integer", "minimum": 0, "maximum": most}


def field_schema(field: models.Field) -> dict:
    """What a field may hold: type, choices, length, form of dates and references."""
    if field.many_to_one:
        found = {"description": f"id of a {field.related_model.__name__}", "type": "string", "pattern": PUBLIC_ID}
    elif isinstance(field, models.BooleanField):
        found = {"type": "boolean"}
    elif isinstance(field, models.IntegerField):
        found = whole(SMALL_MOST if isinstance(field, models.SmallIntegerField) else WHOLE_MOST)
    elif isinstance(field, models.DateTimeField):
        found = {"type": "string", "format": "date-time", "pattern": f"^{DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}{REST}$"}
    elif isinstance(field, models.DateField):
        found = {"type": "string", "format": "date", "pattern": f"^{DAY}$"}
    elif isinstance(field, models.BinaryField):
        found = {"type": "string", "contentEncoding": "base64"}
    elif isinstance(field, models.JSONField):
        found = {"type": "array"}
    elif field.choices:
        found = {"enum": [*([""] if field.blank else []), *(value for value, _label in field.flatchoices)]}
    else:
        found = {"type": "string", "maxLength": field.max_length or TEXT_MAX}
        found |= {} if field.blank else {"minLength": 1}
    return {"anyOf": [found, {"type": "null"}]} if field.null else found

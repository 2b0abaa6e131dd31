"""What a reader of an assessment sees, as frozen dataclasses. Pure: imports nothing of Django.

`id` is a row's public id, `code` what people call it (Av1, R3). `..._label` is the word for a choice in the
reader's language. Levels are "H", "M", "L", or "" for not rated. Texts named *Markdown* are stored as typed
and sanitised on output. Cross references are `Ref`s.
"""

from .analysis import ParkedItem, Question, RequestedDocument, Sheet, StoredFile
from .architecture import Approach, Architecture, Component, Connection, Driver, Picture, Requirement, View
from .dossier import Dossier, NotLoaded
from .findings import AttributeEffect, Cell, Comment, Dismissed, Finding, Recommendation, Theme
from .frame import LEVELS, SEVERITIES, AssessmentInfo, Counts, Document, Person, Ref, Step, Viewer
from .tree import PRIORITY, UNRATED_RANK, Attribute, Refinement, Scenario, Tree

__all__ = [
    "LEVELS",
    "PRIORITY",
    "SEVERITIES",
    "UNRATED_RANK",
    "Approach",
    "Architecture",
    "AssessmentInfo",
    "Attribute",
    "AttributeEffect",
    "Cell",
    "Comment",
    "Component",
    "Connection",
    "Counts",
    "Dismissed",
    "Document",
    "Dossier",
    "Driver",
    "Finding",
    "NotLoaded",
    "ParkedItem",
    "Person",
    "Picture",
    "Question",
    "Recommendation",
    "Ref",
    "Refinement",
    "RequestedDocument",
    "Requirement",
    "Scenario",
    "Sheet",
    "Step",
    "StoredFile",
    "Theme",
    "Tree",
    "View",
    "Viewer",
]

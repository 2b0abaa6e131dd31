"""The nouns of an evaluation, one file per cluster; docs/decisions says why they are shaped so."""

from .architecture import Approach
from .assessment import Assessment, Change, ChangeItem, Counter, ImportedDocument, Step
from .drivers import Driver
from .findings import (
    Finding,
    FindingAttribute,
    FindingLink,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    RiskTheme,
    ThemeDriver,
    ThemeRisk,
)
from .people import Participant, User
from .report import ReportJob
from .utility import QualityAttribute, Refinement, Scenario, ScenarioAttribute, ScenarioDriver

__all__ = [
    "Approach",
    "Assessment",
    "Change",
    "ChangeItem",
    "Counter",
    "Driver",
    "Finding",
    "FindingAttribute",
    "FindingLink",
    "ImportedDocument",
    "Participant",
    "QualityAttribute",
    "Recommendation",
    "RecommendationFinding",
    "RecommendationTheme",
    "Refinement",
    "ReportJob",
    "RiskTheme",
    "Scenario",
    "ScenarioAttribute",
    "ScenarioDriver",
    "Step",
    "ThemeDriver",
    "ThemeRisk",
    "User",
]

"""The nouns of an evaluation, one file per cluster; docs/decisions says why they are shaped so."""

from .analysis import AnalysisQuestion, AnalysisRow
from .architecture import Approach, ApproachComponent, Component, Connection, Upload, View
from .assessment import Assessment, Change, ChangeItem, Counter, ImportedDocument, Step
from .candidates import DismissedCandidate
from .drivers import Driver, Requirement
from .findings import Finding, FindingAttribute, FindingComment, FindingLink
from .people import Participant, User
from .preparation import Invitation, ParkedItem, RequestedDocument
from .recommendations import Recommendation, RecommendationFinding, RecommendationTheme
from .report import ReportJob
from .themes import RiskTheme, ThemeDriver, ThemeRisk
from .utility import QualityAttribute, Refinement, Scenario, ScenarioAttribute, ScenarioDriver

__all__ = [
    "AnalysisQuestion",
    "AnalysisRow",
    "Approach",
    "ApproachComponent",
    "Assessment",
    "Change",
    "ChangeItem",
    "Component",
    "Connection",
    "Counter",
    "DismissedCandidate",
    "Driver",
    "Finding",
    "FindingAttribute",
    "FindingComment",
    "FindingLink",
    "ImportedDocument",
    "Invitation",
    "ParkedItem",
    "Participant",
    "QualityAttribute",
    "Recommendation",
    "RecommendationFinding",
    "RecommendationTheme",
    "Refinement",
    "ReportJob",
    "RequestedDocument",
    "Requirement",
    "RiskTheme",
    "Scenario",
    "ScenarioAttribute",
    "ScenarioDriver",
    "Step",
    "ThemeDriver",
    "ThemeRisk",
    "Upload",
    "User",
    "View",
]

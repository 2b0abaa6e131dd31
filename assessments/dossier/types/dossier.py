"""The whole of it, as one viewer sees it on one day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .analysis import ParkedItem, RequestedDocument, Sheet
from .architecture import Approach, Architecture, Driver, Requirement
from .findings import Dismissed, Finding, Recommendation, Theme
from .frame import AssessmentInfo, Counts, Document, Person, Step, Viewer
from .tree import Tree


class NotLoaded(RuntimeError):
    """A page touched a part of the dossier it did not ask for."""


@dataclass(frozen=True)
class Dossier:
    """An assessment as one viewer sees it on one day. Only the parts asked for are there.

    Touching another part raises NotLoaded, also from templates: a page names what it reads.
    """

    assessment: AssessmentInfo
    viewer: Viewer | None
    today: date
    loaded: dict[str, Any] = field(default_factory=dict, repr=False)

    def part(self, name: str) -> Any:
        try:
            return self.loaded[name]
        except KeyError:
            raise NotLoaded(f"This dossier was loaded without {name!r}. Name it in parts=.") from None

    @property
    def people(self) -> tuple[Person, ...]:
        return self.part("people")

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.part("steps")

    @property
    def counts(self) -> Counts:
        return self.part("counts")

    @property
    def drivers(self) -> tuple[Driver, ...]:
        return self.part("drivers")

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return self.part("requirements")

    @property
    def approaches(self) -> tuple[Approach, ...]:
        return self.part("approaches")

    @property
    def outline(self) -> Tree:
        """The tree whose scenarios carry no links to drivers and findings."""
        return self.part("outline")

    @property
    def tree(self) -> Tree:
        return self.part("tree")

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.part("findings")

    @property
    def dismissed(self) -> tuple[Dismissed, ...]:
        """Trade-off candidates that are not offered any more."""
        return self.part("dismissed")

    @property
    def themes(self) -> tuple[Theme, ...]:
        return self.part("themes")

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        return self.part("recommendations")

    @property
    def architecture(self) -> Architecture:
        return self.part("architecture")

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """One for each scenario whose analysis has begun, in the order of analysis."""
        return self.part("sheets")

    @property
    def parked(self) -> tuple[ParkedItem, ...]:
        return self.part("parked")

    @property
    def requested(self) -> tuple[RequestedDocument, ...]:
        return self.part("requested")

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.part("documents")

    def of_kind(self, kind: str) -> tuple[Finding, ...]:
        """The findings of one kind: "S", "T", "R" or "N"."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

"""What the frame of a page shows: the spine of an assessment, and the list of recent ones beside it.

Frozen and free of Django, like every read model; assessments/context.py fills them with a fixed number of queries.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class NavStep:
    """A line of the spine: preparation, one of the nine steps, or follow-up."""

    number: int  # 0 preparation, 1-9 the steps, 10 follow-up
    title: str  # "Present business drivers"
    short_title: str  # "Business drivers"
    status: str  # not_started, in_progress, done, skipped
    status_word: str  # the same, as a person reads it
    phase: int  # 0-3
    group: str  # preparation, presentation, investigation, testing, reporting, follow_up
    url: str = ""  # "" while the step has no page
    count: str = ""  # "10", "1/3", or "" for nothing to count

    @property
    def square(self) -> bool:
        """Phases 0 and 3 are drawn square, the nine steps round."""
        return self.phase in (0, 3)


@dataclass(frozen=True)
class NavGroup:
    """Steps under one heading; preparation and follow-up stand without one."""

    title: str
    phase: str  # "Phase 1", or "" where the group before it has said so
    steps: tuple[NavStep, ...]


@dataclass(frozen=True)
class NavOutput:
    title: str
    icon: str
    url: str
    count: str = ""


@dataclass(frozen=True)
class Nav:
    """The spine of one assessment, as one participant sees it."""

    public_id: str
    title: str
    url: str
    role: str  # the participant's role in words
    groups: tuple[NavGroup, ...]
    outputs: tuple[NavOutput, ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recent:
    title: str
    url: str


@dataclass(frozen=True)
class Workspace:
    """The spine of pages outside an assessment."""

    count: int
    recent: tuple[Recent, ...]

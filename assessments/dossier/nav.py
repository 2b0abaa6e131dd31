"""What the frame of a page shows: the spine of an assessment, and the list of recent ones beside it.

Pure: imports nothing of Django. Built from parts of a dossier; addresses come in from outside.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import groupby

from assessments.dossier.extensions import is_wanted
from assessments.dossier.types import Counts, Person, Step

# The pages of the steps that have one, and which count stands beside them.
# "page#part" is the part of a page that has the element id `part`.
STEP_PAGES = {
    0: ("preparation", ""),
    2: ("drivers", "drivers"),
    3: ("architecture", ""),
    4: ("architecture#approaches", "approaches"),
    5: ("tree", "scenarios"),
    6: ("analysis", "analysed"),
    8: ("analysis#scenarios", ""),
    9: ("results", ""),
}
# Where the others lead, and the spine beside those pages: time planned and taken, facilitator, notes.
OWN_PAGE = "agenda-step"
# The pages under "Outputs", and those for whoever manages the assessment: URL name, icon, count.
OUTPUT_PAGES = (
    ("findings", "triangle-alert", "open_risks"),
    ("recommendations", "lightbulb", "recommendations"),
    ("parked", "square-parking", "parked_open"),
    ("traceability", "waypoints", ""),
    ("report", "scroll-text", ""),
)
MANAGE_PAGES = (("people", "users", ""), ("settings", "settings", ""))


@dataclass(frozen=True, slots=True)
class NavStep:
    """A line of the spine: preparation, one of the nine steps, or follow-up."""

    number: int  # 0 preparation, 1 to 9 the steps, 10 follow-up
    name: str
    phase: int
    status: str  # not_started, in_progress, done, skipped
    status_label: str
    url: str  # of its page; without one, of the page of the step itself
    own_url: str = ""  # of the page of the step itself, where `url` is another
    count: str = ""  # "10", or "" for nothing to count

    @property
    def page(self) -> str:
        """The address of the page that `url` leads to, or to a part of."""
        return self.url.partition("#")[0]

    @property
    def square(self) -> bool:
        """Phases 0 and 3 are drawn square, the nine steps round."""
        return self.phase in {0, 3}


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Steps under one heading; preparation and follow-up (`key` says so) stand without one."""

    key: str
    title: str
    phase: int
    says_phase: bool  # the groups of phase 1 say so once
    steps: tuple[NavStep, ...]

    @property
    def headed(self) -> bool:
        return self.phase not in {0, 3}


@dataclass(frozen=True, slots=True)
class NavPage:
    key: str
    icon: str
    url: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Spine:
    """The part of the frame that is read from the database: steps under their headings, the other pages, people."""

    groups: tuple[NavGroup, ...]
    outputs: tuple[NavPage, ...]
    management: tuple[NavPage, ...]
    people: tuple[Person, ...]  # who can open the assessment


@dataclass(frozen=True, slots=True)
class Nav:
    """The frame of one assessment, as one participant sees it.

    `spine` may be lazy: pages keep its HTML by `state`, so most of them never ask for it.
    """

    id: str
    state: str  # of the assessment: the same state, the same spine
    title: str
    url: str
    role: str  # the participant's role in words
    viewer: str  # the participant's id
    may_edit: bool  # whether they write content, and so may capture
    spine: Spine


@dataclass(frozen=True, slots=True)
class Recent:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """The spine of pages outside an assessment: how many there are, and the ones last changed."""

    count: int
    recent: tuple[Recent, ...]


def nav_groups(steps: tuple[Step, ...], counts: Counts, address: Callable[..., str]) -> tuple[NavGroup, ...]:
    """The steps under their headings. `address` gives a page's URL by its name, and the id of a row on it."""
    groups, phase_said = [], None
    for (phase, key, title), members in groupby(steps, key=lambda step: (step.phase, step.group, step.group_label)):
        groups.append(
            NavGroup(
                key=key,
                title=title,
                phase=phase,
                says_phase=phase != phase_said,
                steps=tuple(_nav_step(step, counts, address) for step in members),
            )
        )
        phase_said = phase
    return tuple(groups)


def page_name(step: Step) -> str:
    """The URL name of the page of a step, "" if it has none of its own."""
    return STEP_PAGES.get(step.number, ("", ""))[0].partition("#")[0]


def _nav_step(step: Step, counts: Counts, address: Callable[..., str]) -> NavStep:
    page, counted = STEP_PAGES.get(step.number, ("", ""))
    number = getattr(counts, counted) if counted else 0
    name, mark, part = page.partition("#")
    own = address(OWN_PAGE, step.id)
    return NavStep(
        number=step.number,
        name=step.name,
        phase=step.phase,
        status=step.status,
        status_label=step.status_label,
        url=address(name) + mark + part if name else own,
        own_url=own if name else "",
        count=str(number) if number else "",
    )


def nav_pages(
    pages: tuple, counts: Counts, address: Callable[[str], str], sections: Collection[str] = ()
) -> tuple[NavPage, ...]:
    """`pages` with their counts; without extensions that nobody wants. `sections` are those switched on."""
    numbers = [getattr(counts, counted) if counted else 0 for _key, _icon, counted in pages]
    return tuple(
        NavPage(key=key, icon=icon, url=address(key), count=str(number) if number else "")
        for (key, icon, _counted), number in zip(pages, numbers, strict=True)
        if is_wanted(key, sections, number)
    )

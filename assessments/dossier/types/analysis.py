"""The analysis of scenarios (ATAM steps 6 and 8), and what was set aside meanwhile."""

from dataclasses import dataclass
from datetime import date

from .frame import Person, Ref


@dataclass(frozen=True, slots=True)
class Question:
    """A question put to an approach, or to the whole architecture, while a scenario was analysed."""

    id: str
    code: str
    scenario: Ref
    approach: Ref | None
    text: str
    answer: str
    evidence: str
    asked_by: Person | None
    answered_by: Person | None
    is_open: bool
    from_bank: str
    version: int

    @property
    def ref(self) -> Ref:
        return Ref("question", self.id, self.code, self.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The analysis of one scenario: which approaches were examined, why they do or do not meet the measure."""

    scenario: Ref
    state: str  # "", "in_analysis", "analysed"
    reasoning: str  # Markdown
    view: Ref | None
    examined: tuple[Ref, ...]  # approaches, in order; those with findings need not be among them
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ParkedItem:
    id: str
    code: str
    text: str
    step: int | None  # the number of the step in which it was raised
    raised_by: Person | None
    owner: Person | None
    due_on: date | None
    resolution: str
    version: int

    @property
    def is_open(self) -> bool:
        return not self.resolution

    @property
    def ref(self) -> Ref:
        return Ref("parked", self.id, self.code, self.text)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded document without its bytes. `size` in bytes."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class RequestedDocument:
    """A document asked for before step 1."""

    id: str
    name: str
    asked_of: Person | None
    due_on: date | None
    received_on: date | None
    where: str
    version: int
    file: StoredFile | None = None  # none too where it was deleted

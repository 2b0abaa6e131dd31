"""Business drivers and architectural approaches (ATAM steps 2 to 4)."""

from dataclasses import dataclass

from .frame import Person, Ref


@dataclass(frozen=True, slots=True)
class Driver:
    id: str
    code: str
    statement: str
    category: str
    category_label: str
    sort: str
    sort_label: str
    priority: str
    stated_by: Person | None
    version: int
    served_by: tuple[Ref, ...] = ()
    threatened_by: tuple[Ref, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref("driver", self.id, self.code, self.statement)


@dataclass(frozen=True, slots=True)
class Approach:
    id: str
    code: str
    name: str
    kind: str
    kind_label: str
    description: str  # Markdown
    rationale: str  # Markdown
    version: int

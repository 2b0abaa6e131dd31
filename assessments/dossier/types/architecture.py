"""Business drivers, requirements, the architecture as presented, and its approaches (ATAM steps 2 to 4)."""

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
class Requirement:
    id: str
    code: str
    statement: str
    kind: str  # functional, non_functional, constraint, assumption
    kind_label: str
    is_optional: bool
    target: str  # as it was said: "< 100", "99.99", "7 to 8"
    unit: str
    version: int

    @property
    def ref(self) -> Ref:
        return Ref("requirement", self.id, self.code, self.statement)

    @property
    def measure(self) -> str:
        """The target with its unit: "< 100 ms", "99.99%"; "" where nobody gave one."""
        return f"{self.target}{'' if self.unit.startswith('%') else ' '}{self.unit}".strip()


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
    components: tuple[Ref, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref("approach", self.id, self.code, self.name)


@dataclass(frozen=True, slots=True)
class Component:
    id: str
    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    kind_label: str
    technology: str
    boundary: str  # components that share one are drawn inside it
    description: str  # Markdown
    business_value: str
    technical_risk: str
    migration_priority: int | None
    version: int
    approaches: tuple[Ref, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref("component", self.id, self.code, self.name)


@dataclass(frozen=True, slots=True)
class Connection:
    """`source` uses `target`; asynchronous ones are drawn dashed."""

    id: str
    source: Ref
    target: Ref
    label: str
    protocol: str
    asynchronous: bool
    version: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded image without its bytes. `media_type` and size were found in its content."""

    id: str
    name: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class View:
    """A view of the architecture: drawn from the components ("graph"), an "image", or preformatted "text"."""

    id: str
    name: str
    kind: str
    kind_label: str
    drawn_from: str
    drawn_from_label: str
    caption: str  # Markdown
    text: str
    image: Picture | None
    version: int

    @property
    def ref(self) -> Ref:
        return Ref("view", self.id, self.name, self.name)


@dataclass(frozen=True, slots=True)
class Architecture:
    components: tuple[Component, ...]
    connections: tuple[Connection, ...]
    views: tuple[View, ...]

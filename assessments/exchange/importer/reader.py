"""The state of reading one document: where we are, what was taken, what each line became. Pure."""

from django.utils.translation import gettext as _

from assessments.exchange.importer.blocks import Section
from assessments.exchange.importer.plan import (
    BLANK,
    UNDERSTOOD,
    UNREAD,
    WARNED,
    DocumentPlan,
    Line,
    Note,
    PlannedScenario,
)
from assessments.text import name_key


class Marks:
    """What became of each line of the whole text."""

    def __init__(self, text: str):
        self._lines = text.split("\n")
        self._state = [BLANK if not line.strip() else UNREAD for line in self._lines]
        self._label = [""] * len(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def text(self, number: int) -> str:
        return self._lines[number - 1]

    def understood(self, first: int, last: int, label: str = "") -> None:
        """Lines `first` to `last` were understood; the first one carries the label."""
        for index in range(first - 1, min(last, len(self._lines))):
            if self._state[index] == UNREAD:
                self._state[index] = UNDERSTOOD
        if label and self._state[first - 1] != BLANK:
            self._label[first - 1] = label

    def warned(self, line: int) -> None:
        if self._state[line - 1] != BLANK:
            self._state[line - 1] = WARNED

    def unread(self, first: int, last: int) -> list[tuple[int, int]]:
        """The ranges of unread lines from `first` to `last`; blank lines between two unread ones join them."""
        ranges: list[list[int]] = []
        open_range = False
        for number in range(first, last + 1):
            state = self._state[number - 1]
            if state == UNREAD and open_range:
                ranges[-1][1] = number
            elif state == UNREAD:
                ranges.append([number, number])
                open_range = True
            elif state != BLANK:
                open_range = False
        return [(start, end) for start, end in ranges]

    def lines(self) -> tuple[Line, ...]:
        rows = zip(self._lines, self._state, self._label, strict=True)
        return tuple(Line(number, *row) for number, row in enumerate(rows, start=1))


class Reader:
    """Fills one DocumentPlan. `kind` is what the present heading, or one above it, announces."""

    def __init__(self, document: DocumentPlan, marks: Marks):
        self.document, self.marks = document, marks
        self.section: Section | None = None
        self.kind, self.announced, self.horizon = "", False, ""
        self.numbers: set[int] = set()  # of recommendations
        self._names: dict[str, str] = {}
        self._scenarios: dict[str, PlannedScenario] = {}

    def enter(self, section: Section, kind: str, *, announced: bool) -> None:
        if announced:
            self.horizon = ""
        self.section, self.kind, self.announced = section, kind, announced

    def warn(self, line: int, message: str) -> None:
        self.document.warnings.append(Note(line, message))
        self.marks.warned(line)

    def attribute(self, name: str, line: int) -> str:
        """Note an attribute of the tree; the first spelling of its name stands."""
        if not name:
            return ""
        if name_key(name) not in self._names:
            self._names[name_key(name)] = name
            self.document.attributes.append((name, line))
        return self._names[name_key(name)]

    def scenario(self, scenario: PlannedScenario, *, label: str | None = None) -> None:
        """Add a scenario, or what it tells anew about one already read: documents repeat their tree as a table."""
        for known_as in (scenario.source_id, name_key(scenario.statement)):
            if known_as and known_as in self._scenarios:
                self._merge(self._scenarios[known_as], scenario)
                break
        else:
            self.document.scenarios.append(scenario)
            for known_as in (scenario.source_id, name_key(scenario.statement)):
                if known_as:
                    self._scenarios.setdefault(known_as, scenario)
        if label != "":
            self.marks.understood(scenario.line, scenario.line, label or _("Scenario"))

    def _merge(self, known: PlannedScenario, again: PlannedScenario) -> None:
        for name in ("attribute", "refinement", "importance", "difficulty", "source_id"):
            if not getattr(known, name):
                setattr(known, name, getattr(again, name))
        for part, text in again.parts.items():
            known.parts.setdefault(part, text)
        stated = (again.importance, again.difficulty)
        if again.importance and stated != (known.importance, known.difficulty):
            self.warn(
                again.line,
                _("Line %(first)d rates this (%(old)s), this line (%(new)s). The first is kept.")
                % {
                    "first": known.line,
                    "old": f"{known.importance or '?'},{known.difficulty or '?'}",
                    "new": f"{again.importance},{again.difficulty or '?'}",
                },
            )

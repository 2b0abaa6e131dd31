"""The state of reading one document: where we are, what was taken, what each line became. Pure."""

from django.utils.translation import gettext as _

from assessments.exchange.importer.blocks import Block, Section
from assessments.exchange.importer.plan import (
    BLANK,
    UNDERSTOOD,
    UNREAD,
    WARNED,
    DocumentPlan,
    Line,
    Note,
    PlannedApproach,
    PlannedFinding,
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
        self.approaches: dict[str, PlannedApproach] = {}  # by name key
        self.findings: dict[tuple[str, int], PlannedFinding] = {}  # by kind and number
        self.numbers: set[tuple[str, int]] = set()  # taken, by kind
        # The attribute that a line above the scenarios names ("- **Security**:"), and the level of its heading.
        self.home, self.home_level = "", 0
        self._names: dict[str, str] = {}
        self._scenarios: dict[str, PlannedScenario] = {}

    def enter(self, section: Section, kind: str, *, announced: bool) -> None:
        if announced:
            self.horizon = ""
        self.section, self.kind, self.announced = section, kind, announced

    def number(self, kind: str, number: int | None, line: int) -> int | None:
        """`number` if it is the first of its kind in the document; else none, with a warning if it was given."""
        if number and (kind, number) in self.numbers:
            self.warn(
                line,
                _("%(code)s stands further up already; this one is numbered on import.") % {"code": f"{kind}{number}"},
            )
            return None
        if number:
            self.numbers.add((kind, number))
        return number or None

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
        known = next((self._scenarios[name] for name in self._known_as(scenario) if name in self._scenarios), None)
        if known and self._same(known, scenario):
            self._merge(known, scenario)
        else:
            self.document.scenarios.append(scenario)
            for name in self._known_as(scenario):
                self._scenarios.setdefault(name, scenario)
        if label != "":
            self.marks.understood(scenario.line, scenario.line, label or _("Scenario"))

    @staticmethod
    def _known_as(scenario: PlannedScenario) -> tuple[str, ...]:
        """The names under which a scenario is found again: its statement, and its id unless it is a bare number."""
        statement = name_key(scenario.statement)
        bare = not scenario.source_id or scenario.source_id.isdecimal()
        return (statement,) if bare else (scenario.source_id, statement)

    @staticmethod
    def _same(known: PlannedScenario, again: PlannedScenario) -> bool:
        """One statement may stand under two attributes, then it is two scenarios; an id stands for one."""
        by_id = again.source_id == known.source_id and not again.source_id.isdecimal() and bool(again.source_id)
        homes = {name_key(known.attribute), name_key(again.attribute)} - {""}
        return by_id or len(homes) < 2

    def _merge(self, known: PlannedScenario, again: PlannedScenario) -> None:
        for name in ("attribute", "refinement", "source_id"):
            if not getattr(known, name):
                setattr(known, name, getattr(again, name))
        for part, text in again.parts.items():
            known.parts.setdefault(part, text)
        old, new = (known.importance, known.difficulty), (again.importance, again.difficulty)
        known.importance, known.difficulty = (a or b for a, b in zip(old, new, strict=True))
        if any(a and b and a != b for a, b in zip(old, new, strict=True)):
            self.warn(
                again.line,
                _("Line %(first)d rates this (%(old)s), this line (%(new)s). The first is kept.")
                % {
                    "first": known.line,
                    "old": ",".join(level or "?" for level in old),
                    "new": ",".join(level or "?" for level in new),
                },
            )
        if name_key(again.statement) != name_key(known.statement):
            self.warn(
                again.line,
                _("Line %(first)d words this scenario differently. The first wording is kept.") % {"first": known.line},
            )

    def left_out(self, block: Block, columns: list[int]) -> None:
        """Say which columns of a table have no place; rows that say something in them are marked."""
        rows = [line for line, cells in block.rows if any(said(cells, index) for index in columns)]
        if rows:
            names = ", ".join(block.header[index] or _("(no heading)") for index in columns)
            self.warn(
                block.first,
                _("What stands under “%(names)s” has no place yet and was left out.") % {"names": names[:200]},
            )
        for line in rows:
            self.marks.warned(line)


def said(cells: list[str], index: int) -> str:
    """The text of a cell, "" for one that is missing, blank or a dash."""
    text = cells[index].strip() if index < len(cells) else ""
    return text if text.strip(" -–—") else ""

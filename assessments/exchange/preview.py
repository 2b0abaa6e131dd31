"""What the import page shows of a plan: the lines with their marks, folded, and what stands beside them. Pure.

Bounded whatever the document: at most MAX_SHOWN lines are drawn, each cut at MAX_WIDTH characters; the rest are told
as ranges. Folded lines are drawn too, inside an element that opens without JavaScript.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.exchange.importer.plan import (
    BLANK,
    UNDERSTOOD,
    UNREAD,
    WARNED,
    DocumentPlan,
    ImportPlan,
    Line,
    Note,
)
from assessments.exchange.rules import why_not_import
from assessments.exchange.tally import Count, counts, where

MAX_SHOWN = 1_500
MAX_WIDTH = 500
MAX_NOTES = 100
MAX_UNREAD = 100
# Of a long run of one kind the first lines stay open: all of what a reader looks at first, and a few of the later ones.
FIRST_OPEN, LATER_OPEN = 32, 4
LEAST_FOLDED = 8
# Around a warning the lines before and after it are drawn even in a document too long to be drawn whole.
AROUND = 2
MAX_WARNED = 250

CLASSES = {UNDERSTOOD: "ok", WARNED: "warnl", UNREAD: "unread", BLANK: ""}


@dataclass(frozen=True)
class ShownLine:
    number: int
    text: str
    label: str
    css: str
    state: str

    @property
    def warned(self) -> bool:
        return self.state == WARNED

    @property
    def unread(self) -> bool:
        return self.state == UNREAD


@dataclass(frozen=True)
class Run:
    """Lines `first` to `last`: open, folded under `said`, or, without `lines`, only told."""

    first: int
    last: int
    lines: tuple[ShownLine, ...] = ()
    said: str = ""

    @property
    def where(self) -> str:
        return where(self.first, self.last)


@dataclass(frozen=True)
class Remark:
    """A warning: the lines it is about, the sentence; `shown` if the first of the lines can be linked to."""

    first: int
    last: int
    message: str
    shown: bool = True

    @property
    def where(self) -> str:
        return where(self.first, self.last)


@dataclass(frozen=True)
class Part:
    """One document of the text as a chip."""

    index: int
    title: str
    importable: bool
    warned: bool
    chosen: bool


@dataclass(frozen=True)
class Preview:
    name: str
    text: str
    index: int
    document: DocumentPlan
    line_count: int
    last: int  # line of the document
    parts: tuple[Part, ...]
    runs: tuple[Run, ...]
    counts: tuple[Count, ...]
    warnings: tuple[Remark, ...]
    more_warnings: int
    unread: tuple[Remark, ...]
    more_unread: int
    unread_elsewhere: int  # ranges outside this document
    measures: int  # response measures taken from statements
    why_not: str  # be imported; "" if it can


def preview(plan: ImportPlan, index: int) -> Preview:
    """The preview of document `index`; or, if there is none, of the first that can be imported."""
    index = index if 0 <= index < len(plan.documents) else first_worth(plan)
    document = plan.documents[index]
    # As editors count them: the line break at the end opens no further line.
    line_count = len(plan.lines) - plan.text.endswith("\n")
    lines = plan.lines[document.first - 1 : min(document.last, line_count)]
    runs, drawn = fold(lines, opened={note.line for note in document.warnings})
    warnings = remarks(document.warnings, drawn)
    unread = [Remark(first, last, "", first in drawn) for first, last in document.unread]
    return Preview(
        name=plan.name,
        text=plan.text,
        index=index,
        document=document,
        line_count=line_count,
        last=min(document.last, line_count),
        parts=tuple(
            Part(number, part.title, part.importable, bool(part.importable and part.warnings), number == index)
            for number, part in enumerate(plan.documents)
        ),
        runs=tuple(runs),
        counts=tuple(counts(document)),
        warnings=tuple(warnings[:MAX_NOTES]),
        more_warnings=len(warnings[MAX_NOTES:]),
        unread=tuple(unread[:MAX_UNREAD]),
        more_unread=len(unread[MAX_UNREAD:]),
        unread_elsewhere=sum(not document.first <= first <= document.last for first, _last in plan.unread),
        measures=sum(scenario.measure_from_statement for scenario in document.scenarios),
        why_not=why_not_import(document),
    )


def first_worth(plan: ImportPlan) -> int:
    """The first document that can be imported, else the first."""
    return next((index for index, part in enumerate(plan.documents) if not why_not_import(part)), 0)


# --- Lines ---------------------------------------------------------------------------------------------------------


def fold(lines: tuple[Line, ...], *, opened: set[int], asked: int = 0) -> tuple[list[Run], set[int]]:
    """(the runs that cover `lines`, the numbers of those drawn). Lines in `opened` are never folded, nor is what stands
    around the line `asked` for, which is always drawn."""
    if asked:
        opened = opened | {asked + offset for offset in range(-AROUND, AROUND + 1)}
    drawn = chosen(lines, asked)
    runs: list[Run] = []
    head = FIRST_OPEN
    for (is_drawn, kind), group in groupby(lines, key=lambda line: (line.number in drawn, kind_of(line, opened))):
        members = list(group)
        if not is_drawn:
            add_told(runs, members)
            continue
        # Two lines before the next mark stay open: the head of the table a warning stands in, say.
        tail = 2 if kind == UNDERSTOOD and members[-1] is not lines[-1] else 0
        folded = members[head : len(members) - tail] if kind != WARNED else []
        if len(folded) < LEAST_FOLDED:
            add_open(runs, members)
        else:
            add_open(runs, members[:head])
            shown = tuple(map(show, folded))
            runs.append(Run(folded[0].number, folded[-1].number, shown, said_of(folded, kind)))
            add_open(runs, members[len(members) - tail :])
        head = LATER_OPEN
    return runs, drawn


def chosen(lines: tuple[Line, ...], asked: int = 0) -> set[int]:
    """The numbers of the lines to draw: all of them, or the first ones and what stands around warnings and `asked`."""
    if len(lines) <= MAX_SHOWN:
        return {line.number for line in lines}
    warned = [line.number for line in lines if line.state == WARNED][:MAX_WARNED]
    around = {
        number + offset for number in ([*warned, asked] if asked else warned) for offset in range(-AROUND, AROUND + 1)
    }
    around &= {lines[0].number + offset for offset in range(len(lines))}
    first = (line.number for line in lines if line.number not in around)
    return around | {number for number, _room in zip(first, range(MAX_SHOWN - len(around)), strict=False)}


def kind_of(line: Line, opened: set[int]) -> str:
    """Blank lines count as understood, so that they part no run."""
    if line.number in opened or line.state == WARNED:
        return WARNED
    return UNREAD if line.state == UNREAD else UNDERSTOOD


def add_open(runs: list[Run], members: list[Line]) -> None:
    """Append open lines, to the open run before them if there is one."""
    if not members:
        return
    shown = tuple(map(show, members))
    if runs and runs[-1].lines and not runs[-1].said:
        shown = runs.pop().lines + shown
    runs.append(Run(shown[0].number, shown[-1].number, shown))


def add_told(runs: list[Run], members: list[Line]) -> None:
    """Append lines that are not drawn, to the told run before them if there is one."""
    first = runs.pop().first if runs and not runs[-1].lines else members[0].number
    runs.append(Run(first, members[-1].number))


def show(line: Line) -> ShownLine:
    text = line.text if len(line.text) <= MAX_WIDTH else f"{line.text[:MAX_WIDTH]}…"
    return ShownLine(line.number, text, line.label, CLASSES[line.state], line.state)


def said_of(members: list[Line], kind: str) -> str:
    """ "14 lines, 3 sensitivity points, all understood": what a fold holds."""
    said = [ngettext("%(count)s line", "%(count)s lines", len(members)) % {"count": f"{len(members):,}"}]
    if kind == UNREAD:
        return ", ".join([*said, _("not understood")])
    labels = Counter(line.label for line in members if line.label)
    said += [f"{label} ({number:,})" for label, number in labels.most_common(3)]
    return ", ".join([*said, _("all understood")])


def remarks(notes: Iterable[Note], drawn: set[int]) -> list[Remark]:
    """Warnings in the order of their lines; the same sentence about lines that follow each other is one."""
    result: list[Remark] = []
    for note in sorted(notes, key=lambda note: note.line):
        if result and result[-1].message == note.message and note.line - result[-1].last <= 1:
            before = result.pop()
            result.append(Remark(before.first, note.line, note.message, before.shown))
        else:
            result.append(Remark(note.line, note.line, note.message, note.line in drawn))
    return result

"""What of an imported document is not in the assessment, in excerpts that fit the last chapter."""

from dataclasses import dataclass

from assessments.dossier.types import Document
from assessments.drawing.measure import shorten

EXCERPT_LINES = 3  # lines shown of each unread passage
EXCERPTS = 40  # unread passages shown of each document


@dataclass(frozen=True)
class Excerpt:
    """Lines of an imported document that were not understood; `more` lines are not shown."""

    first: int
    last: int
    lines: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Unread:
    """What of an imported document is not in the assessment."""

    document: Document
    excerpts: tuple[Excerpt, ...]
    more: int
    warnings: tuple[tuple[int, str], ...]

    @property
    def line_count(self) -> int:
        return sum(last - first + 1 for first, last in self.document.unread)


def unread(documents: tuple[Document, ...]) -> tuple[Unread, ...]:
    """The documents of which something was not understood or needs a look."""
    return tuple(_of(document) for document in documents if document.unread or document.warnings)


def _of(document: Document) -> Unread:
    lines = document.text.split("\n")
    excerpts = []
    for first, last in document.unread[:EXCERPTS]:
        passage = [line for line in lines[first - 1 : last] if line.strip()]
        shown = tuple(shorten(line, 160) for line in passage[:EXCERPT_LINES])
        excerpts.append(Excerpt(first, last, shown, len(passage) - len(shown)))
    return Unread(document, tuple(excerpts), len(document.unread) - len(excerpts), document.warnings)

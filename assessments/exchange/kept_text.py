"""An imported document as it was kept: its lines with what became of each when it was read. Pure."""

from dataclasses import dataclass

from assessments.dossier.types import Document
from assessments.exchange.importer.plan import BLANK, UNDERSTOOD, UNREAD, WARNED, Line, Note
from assessments.exchange.preview import MAX_NOTES, MAX_UNREAD, Remark, Run, fold, remarks


@dataclass(frozen=True)
class KeptText:
    """What the page of an imported document shows: its lines, folded, and the places a reader may look for.

    Warnings and unread passages beyond what fits beside the text are numbers; the text itself shows all it draws.
    """

    runs: tuple[Run, ...]
    warnings: tuple[Remark, ...]
    more_warnings: int
    unread: tuple[Remark, ...]
    more_unread: int


def kept_text(document: Document, asked: int = 0) -> KeptText:
    """`asked` is the number of a line that is drawn and open, with those around it, however long the document is.

    0 asks for none."""
    lines = lines_of(document)
    runs, drawn = fold(lines, opened={line for line, _message in document.warnings}, asked=asked)
    warnings = remarks([Note(line, message) for line, message in document.warnings], drawn)
    unread = [Remark(first, last, "", first in drawn) for first, last in document.unread]
    return KeptText(
        runs=tuple(runs),
        warnings=tuple(warnings[:MAX_NOTES]),
        more_warnings=len(warnings[MAX_NOTES:]),
        unread=tuple(unread[:MAX_UNREAD]),
        more_unread=len(unread[MAX_UNREAD:]),
    )


def lines_of(document: Document) -> tuple[Line, ...]:
    """The lines as editors count them: the line break at the end opens no further line."""
    texts = document.text.split("\n")
    if len(texts) > 1 and not texts[-1]:
        texts.pop()
    warned = {line for line, _message in document.warnings}
    unread = {line for first, last in document.unread for line in range(first, last + 1)}

    def state(number: int, text: str) -> str:
        if number in warned:
            return WARNED
        if number in unread:
            return UNREAD
        return UNDERSTOOD if text.strip() else BLANK

    return tuple(Line(number, text, state(number, text)) for number, text in enumerate(texts, 1))

"""Finding the documents in a text: one evaluation, or a collection with one document a chapter. Pure."""

import re
from pathlib import PurePath

from django.utils.translation import gettext as _

from assessments.exchange.importer import words
from assessments.exchange.importer.blocks import Section, cut
from assessments.exchange.importer.plan import DocumentPlan, ImportPlan, Note
from assessments.exchange.importer.read import decode, tidy
from assessments.exchange.importer.reader import Marks
from assessments.exchange.importer.recognise import read_sections
from assessments.text import NAME_MAX

# What a chapter of a collection calls itself before the colon: "6. ATAM Assessment: FinTech Platform".
KINDS = {
    "atam": "atam_full",
    "lightweight atam": "atam_light",
    "mini atam": "atam_light",
    "system design": "",
    "architecture review": "",
    "adr": "",
    "technology evaluation": "",
    "migration": "",
}
RECORD = ("status", "context", "decision", "considered options", "options", "consequences")
_CHAPTER = re.compile(r"^\s*(?:\d+[.)]\s*)?(?P<kind>[A-Za-z][A-Za-z -]{2,40}?)\s*:\s*(?P<title>\S.*)$")
# What a title says besides the system's name: "ATAM of the mill", "Clinic — Quality Attribute Scenarios".
_KIND_OF_TEXT = (
    r"(?:(?:lightweight|mini)[ -])?atam(?: (?:assessment|evaluation|report|analysis|review))?|"
    r"(?:quality attribute )?utility tree|quality (?:attribute )?scenarios|[áa]rbol de utilidad|escenarios de calidad"
)
_BEFORE_NAME = re.compile(rf"^(?:{_KIND_OF_TEXT})(?:\s+(?:for|of|für|von|des|der|del|de)\s+|\s*[:—–]\s*|\s+-\s+)", re.I)
_BEHIND_NAME = re.compile(rf"(?:\s*[:—–(]\s*|\s+-\s+)(?:{_KIND_OF_TEXT})\)?$", re.I)
_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+(?:[-–—]+\s+)?")


def read_document(data: bytes, *, name: str) -> ImportPlan:
    """The plan for a file's bytes. Raises Unreadable, with a sentence, if it is no text within the limits."""
    return read_text(decode(data), name=name)


def read_text(text: str, *, name: str) -> ImportPlan:
    """The plan for a pasted text called `name`. Raises Unreadable if it is empty or beyond the limits."""
    text = tidy(text)
    sections, marks = cut(text), Marks(text)
    documents = [plan_document(document, part, marks) for document, part in split(sections, name=name, last=len(marks))]
    return ImportPlan(
        name=name,
        text=text,
        lines=marks.lines(),
        documents=tuple(documents),
        unread=tuple(marks.unread(1, len(marks))),
    )


def plan_document(document: DocumentPlan, sections: list[Section], marks: Marks) -> DocumentPlan:
    if document.importable:
        read_sections(document, sections, marks)
        headed = next((section for section in sections if section.title), None)
        if headed:
            marks.understood(headed.first, headed.blocks[0].last, _("Title"))
    else:
        message = _("%(kind)s is not imported yet. Its lines are kept with the document.") % {"kind": document.kind}
        document.warnings.append(Note(document.first, message))
    document.warnings.sort(key=lambda note: note.line)
    document.unread = marks.unread(document.first, document.last)
    return document


def split(sections: list[Section], *, name: str, last: int) -> list[tuple[DocumentPlan, list[Section]]]:
    """The documents with their sections. A collection has at least two chapters that say what they are."""
    chapters = [(index, *found) for index, section in enumerate(sections) if (found := chapter(section))]
    level = min((sections[index].level for index, _template, _kind, _title in chapters), default=0)
    chapters = [found for found in chapters if sections[found[0]].level == level]
    if len(chapters) < 2:
        return [(whole(sections, name=name, last=last), sections)]
    result = []
    ends = [index for index, *_rest in chapters[1:]] + [len(sections)]
    for (index, template, kind, title), end in zip(chapters, ends, strict=True):
        part = sections[index:end]
        # What stands before the first chapter belongs to it, so that every line belongs to a document.
        first = part[0].first if result else 1
        document = DocumentPlan(title=title, first=first, last=part[-1].last, template=template, kind=kind)
        result.append((document, part))
    return result


def chapter(section: Section) -> tuple[str, str, str] | None:
    """(template or "", kind, title) of a heading that says what kind of document it begins, else none."""
    match = _CHAPTER.match(section.title)
    if not match:
        return None
    name = match["kind"].lower()
    if name not in KINDS:
        name = re.sub(r" (?:assessment|evaluation|report|analysis)$", "", name)
    if name not in KINDS:
        return None
    return KINDS[name], match["kind"], match["title"].strip()[:NAME_MAX]


def whole(sections: list[Section], *, name: str, last: int) -> DocumentPlan:
    """The text as one document, named by its first heading, else by its file."""
    headed = next((section for section in sections if section.title), None)
    template = "atam_full"
    title = headed.title if headed else ""
    kind = ""
    if headed and (found := chapter(headed)):
        template, kind, title = found
    elif re.search(r"\b(?:lightweight|mini)[ -]atam\b", title, re.IGNORECASE):
        template = "atam_light"
    elif is_decision_record(sections):
        template, kind = "", "ADR"
    title = _NUMBER.sub("", title)
    title = _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", title)).strip() or title or PurePath(name).stem
    return DocumentPlan(
        title=title[:NAME_MAX] or _("Imported document"), first=1, last=last, template=template, kind=kind
    )


def is_decision_record(sections: list[Section]) -> bool:
    """Three of a decision record's headings, and none that only an evaluation has."""
    titles = {words.key(section.title) for section in sections}
    evaluated = {words.heading_kind(section.title) for section in sections} & {"tree", "scenarios", "S", "T", "N"}
    return sum(any(title.startswith(name) for title in titles) for name in RECORD) >= 3 and not evaluated

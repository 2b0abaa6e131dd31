"""When a document can be imported. Pure."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import count

from django.utils.translation import gettext as _

from assessments.exchange.importer.plan import DocumentPlan
from assessments.text import NAME_MAX, TEXT_MAX, name_key

_EXPORT = re.compile(r'\s*\{\s*"format"\s*:\s*"atam-workbench"')
_COPY = re.compile(r"(.+) \(\d{1,2}\)")


def fingerprint(text: str) -> str:
    """By which two imports of the same text are known to be of the same: its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def free_title(title: str, taken: Iterable[str]) -> str:
    """`title`, or where it is taken "<title> (2)", "(3)" and so on, as file managers number copies.

    Compared without case. At most NAME_MAX characters: a long title is shortened to make room for its number.
    """
    keys = {name_key(other) for other in taken}
    if name_key(title) not in keys:
        return title
    copy = _COPY.fullmatch(title)
    if copy and name_key(copy[1]) in keys:
        title = copy[1]  # a copy of "Claims (2)" is "Claims (3)"
    numbered = (f"{title[: NAME_MAX - len(suffix)]}{suffix}" for suffix in (f" ({number})" for number in count(2)))
    return next(free for free in numbered if name_key(free) not in keys)


def why_not_document(name: str, text: str) -> str:
    """Why this is no document to be read: it is an export, which another page takes in whole; "" if it may be one."""
    if name.lower().endswith(".json") or _EXPORT.match(text):
        return _("This is no document to be read. If ATAM Workbench exported it, take “Import an export” below.")
    return ""


def why_not_import(document: DocumentPlan) -> str:
    """Why this document cannot be imported; "" if it can."""
    if not document.importable:
        return _("%(kind)s is not imported yet.") % {"kind": document.kind}
    if not document.items:
        return _(
            "Nothing here was understood as part of an ATAM evaluation. Headings such as “Business drivers”, "
            "“Utility tree” or “Risks” say what stands below them."
        )
    return next((why_too_long(*text) for text in texts(document) if len(text[1]) > text[2]), "")


def why_too_long(line: int, text: str, most: int) -> str:
    return _("What begins in line %(line)d has %(count)s characters; %(most)s is the most. Shorten it.") % {
        "line": line,
        "count": f"{len(text):,}",
        "most": f"{most:,}",
    }


def texts(document: DocumentPlan) -> Iterator[tuple[int, str, int]]:
    """(line, text, the most characters it may have) of everything a document brings that has a bound."""
    yield document.first, document.summary, TEXT_MAX
    for name, line in document.attributes:
        yield line, name, NAME_MAX
    for approach in document.approaches:
        yield approach.line, approach.name, NAME_MAX
        yield approach.line, approach.description, TEXT_MAX
    for driver in document.drivers:
        yield driver.line, driver.statement, TEXT_MAX
    for scenario in document.scenarios:
        yield scenario.line, scenario.attribute, NAME_MAX
        yield scenario.line, scenario.refinement, NAME_MAX
        for text in (scenario.statement, *scenario.parts.values()):
            yield scenario.line, text, TEXT_MAX
    for finding in document.findings:
        for text in (finding.title, finding.description, finding.mitigation, finding.assumption):
            yield finding.line, text, TEXT_MAX
        for name, _effect in finding.attributes:
            yield finding.line, name, NAME_MAX
    for theme in document.themes:
        yield theme.line, theme.title, TEXT_MAX
        yield theme.line, theme.summary, TEXT_MAX
    for item in document.recommendations:
        yield item.line, item.cost, NAME_MAX
        yield item.line, item.effort, NAME_MAX
        for text in (item.title, item.details):
            yield item.line, text, TEXT_MAX

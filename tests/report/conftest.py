"""Each PDF is made once a run: rendering takes seconds."""

import io
from dataclasses import dataclass, field
from functools import cached_property

import pypdf
import pytest

from assessments.report.html import build
from assessments.report.pdf import Pdf, render

from .dossiers import hostile, section_6


@dataclass
class Rendered:
    pdf: Pdf
    heard: list = field(default_factory=list)  # what the renderer said on its way
    reader: pypdf.PdfReader = field(init=False)

    def __post_init__(self):
        self.reader = pypdf.PdfReader(io.BytesIO(self.pdf.data))

    @cached_property
    def pages(self) -> list[str]:
        return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in self.reader.pages]

    @cached_property
    def text(self) -> str:
        return " ".join(self.pages)

    @cached_property
    def bookmarks(self) -> list[str]:
        def flat(entries):
            for entry in entries:
                if isinstance(entry, list):
                    yield from flat(entry)
                else:
                    yield entry.title

        return list(flat(self.reader.outline))

    def links(self, page: int) -> list[str]:
        """The names of the places that page `page` (from 0) links to."""
        annotations = [annotation.get_object() for annotation in self.reader.pages[page].get("/Annots", [])]
        return [str(a.get("/Dest") or a["/A"].get("/D") or a["/A"].get("/URI")) for a in annotations]


def reader_of(dossier) -> pypdf.PdfReader:
    return Rendered(render(build(dossier))).reader


@pytest.fixture(scope="session")
def sample() -> Rendered:
    """The report of section 6 of the worked examples."""
    heard = []
    made = render(build(section_6()), on_progress=lambda stage, page: heard.append((stage, page)))
    return Rendered(made, heard)


@pytest.fixture(scope="session")
def nasty() -> Rendered:
    """The report of an assessment whose every field holds something hostile."""
    return Rendered(render(build(hostile())))

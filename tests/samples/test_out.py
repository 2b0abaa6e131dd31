"""Everything written in the full evaluation leaves it again: as a file, in the PDF, as slides."""

import io
import re

import pypdf
import pytest
from django.db import models
from pptx import Presentation

from assessments.dossier.pictures import picture_files
from assessments.management.commands.seed import FULL_EVALUATION
from assessments.models import Assessment
from assessments.report.html import build
from assessments.report.pdf import render
from assessments.results.pptx import write_deck
from assessments.transfer.apply import apply_file
from assessments.transfer.export import export
from assessments.transfer.format import ROWS, fields_of
from assessments.transfer.read import read_file

# What a report does not print: the bytes of a picture (drawn instead) and what they are, keys of the program.
NOT_PRINTED = {
    ("Upload", "name"),
    ("Upload", "media_type"),
    ("Upload", "sha256"),
    ("AnalysisQuestion", "from_bank"),
    ("Assessment", "language"),
}


def test_out_and_in_again_is_the_file_that_ships(tapline):
    shipped = FULL_EVALUATION.read_bytes()
    assert export(tapline) == shipped
    owner = tapline.changes.get().actor.user
    Assessment.objects.all().delete()
    assert export(apply_file(owner=owner, file=read_file(shipped))) == shipped


def texts(told: dict, model):
    """(where, text) of every text somebody typed into a row."""
    for field in fields_of(model):
        typed = isinstance(field, models.CharField | models.TextField) and not field.choices
        if typed and told[field.name] and (model.__name__, field.name) not in NOT_PRINTED:
            yield f"{model.__name__}.{field.name}", told[field.name]


def squashed(text: str) -> str:
    """Letters and digits alone: lines, hyphens and marks of Markdown fall differently on paper."""
    return re.sub(
        r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi")
    ).casefold()


def stands_in(text: str, whole: str) -> bool:
    """Whether `text` stands there, at most broken once by the foot and head of a page."""
    if squashed(text) in whole:
        return True
    words = [squashed(word) for word in text.split()]
    if len(words) <= 5:
        return False
    for cut in range(1, len(words)):
        if "".join(words[:cut]) not in whole:
            return False  # nor is anything that begins with it
        if "".join(words[cut:]) in whole:
            return True
    return False


def pieces(text: str):
    """A text line by line: its marks of lists and tables are gone on paper."""
    for line in text.splitlines():
        yield re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line)


@pytest.fixture
def printed(read, tapline) -> str:
    source = build(read(), pictures=picture_files(tapline))
    pages = pypdf.PdfReader(io.BytesIO(render(source).data)).pages
    return squashed(" ".join(page.extract_text() for page in pages))


@pytest.mark.once
def test_nothing_captured_is_missing_from_the_report(printed):
    file = read_file(FULL_EVALUATION.read_bytes())
    rows = [(file.assessment, Assessment)] + [(row, model) for model in ROWS for row in file.rows[model.__name__]]
    said = [(where, piece) for row, model in rows for where, text in texts(row, model) for piece in pieces(text)]
    assert len(said) > 1000
    assert [(where, piece) for where, piece in said if not stands_in(piece, printed)] == []
    assert squashed("Data centre North, active") in printed  # words of the picture
    assert squashed("An access point in every cellar") not in printed  # the search can fail


def test_the_slides_hold_themes_risks_and_drivers(read):
    dossier = read()
    show = Presentation(io.BytesIO(write_deck(dossier)))
    cells = []
    for slide in show.slides:
        for shape in slide.shapes:
            cells += [shape.text_frame.text] if shape.has_text_frame else []
            cells += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
    text = " ".join(cells)
    wanted = [row.code for row in (*dossier.themes, *dossier.of_kind("R"), *dossier.drivers)]
    assert [code for code in wanted if code not in text] == []

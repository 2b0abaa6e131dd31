"""The file of slides, read back: titles, texts, tables, hostile text, the same bytes, and nothing beyond its box."""

import io
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Emu

from assessments.drawing.measure import line_count
from assessments.results.deck import deck
from assessments.results.notes import counted
from assessments.results.pptx import write_deck
from tests.report.dossiers import dossier, finding, hostile, info, reviewed, section_6


def read(dossier):
    return Presentation(io.BytesIO(write_deck(dossier)))


def titles(show):
    return [slide.shapes.title.text_frame.text for slide in show.slides]


def table_of(slide):
    return next((shape.table for shape in slide.shapes if shape.has_table), None)


def test_the_file_says_what_the_slides_say():
    slides, show = deck(reviewed()), read(reviewed())
    assert titles(show) == [counted(slide) if slide.kind == "table" else slide.title for slide in slides]
    for slide, page in zip(slides, show.slides, strict=True):
        if slide.kind == "table":
            rows = [[cell.text_frame.text for cell in row.cells] for row in table_of(page).rows]
            assert rows == [list(slide.head), *([cell.text for cell in row] for row in slide.rows)]
    assert show.core_properties.title == "FinTech Platform"


def test_slides_are_wide_and_every_title_is_a_title():
    show = read(section_6())
    assert round(show.slide_width / show.slide_height, 2) == 1.78
    assert all(slide.shapes.title.has_text_frame for slide in show.slides)
    for layout in show.slide_layouts:
        assert all(shape.left + shape.width <= show.slide_width for shape in layout.placeholders)


def test_figures_stand_in_boxes_of_their_own():
    page = read(section_6()).slides[1]
    boxes = {shape.name: shape.text_frame.text for shape in page.shapes if shape.has_text_frame}
    assert boxes["Open risks"] == "3\nOpen risks\n1 critical, 2 high"
    assert boxes["Scenarios analysed"] == "0\nScenarios analysed\nof 10"


def many():
    risks = tuple(
        finding("R", n, f"Risk {n} " + "of something that goes on " * (n % 9), severity="high", severity_label="High")
        for n in range(1, 200)
    )
    return dossier(info(title="A title " * 37), findings=risks)


@pytest.mark.parametrize("make", [section_6, reviewed, hostile, many])
def test_nothing_is_written_beyond_its_box_or_its_slide(make):
    show = read(make())
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 <= shape.top
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
            if shape.has_table:
                assert_rows_hold_their_text(shape.table)
                assert sum(row.height for row in shape.table.rows) <= shape.height + 20000
            elif shape.has_text_frame:
                needed = sum(height_of(paragraph, Emu(shape.width).mm - 5) for paragraph in shape.text_frame.paragraphs)
                assert needed <= Emu(shape.height).mm, shape.text_frame.text


def height_of(paragraph, width):
    if not paragraph.runs:
        return 0
    size = max(run.font.size.pt for run in paragraph.runs)
    return line_count(paragraph.text, size, width, most=50) * size * 1.2 * 25.4 / 72


def assert_rows_hold_their_text(table):
    widths = [Emu(column.width).mm for column in table.columns]
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            paragraph = cell.text_frame.paragraphs[0]
            inner = width - Emu(cell.margin_left + cell.margin_right).mm
            needed = height_of(paragraph, inner) + Emu(cell.margin_top + cell.margin_bottom).mm
            assert needed <= Emu(row.height).mm + 0.1, paragraph.text


def test_hostile_text_is_text():
    nasty = 'A\x00B\x1b[31m <script>&amp; "q" \ud800 \ufffe _x0041_ =cmd|calc \u202edlrow'
    show = read(dossier(info(title=nasty), findings=(finding("R", 1, nasty),)))
    cell = table_of(show.slides[2]).cell(1, 0).text_frame.text
    assert cell == 'R1 AB[31m <script>&amp; "q"  _x0041_ =cmd|calc \u202edlrow'.replace('"  _', '"   _')[: len(cell)]
    assert titles(show)[0].startswith("AB[31m <script>")
    data = write_deck(hostile())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "embed" in name.lower()]


def test_the_same_data_makes_the_same_bytes():
    first = write_deck(section_6())
    assert write_deck(section_6()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    changed = section_6()
    changed = replace(changed, assessment=replace(changed.assessment, title="Another"))
    assert write_deck(changed) != first


def test_another_process_makes_the_same_bytes():
    code = (
        "import django, hashlib; django.setup();"
        "from tests.report.dossiers import reviewed; from assessments.results.pptx import write_deck;"
        "print(hashlib.sha256(write_deck(reviewed())).hexdigest())"
    )
    out = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "atam.settings", "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(out) == 1


def test_however_much_there_is_the_slides_are_bounded():
    assert len(read(many()).slides) == 7  # title, figures, four of risks, what is open
    page = read(many()).slides[5]
    (left_out,) = (shape.text_frame.text for shape in page.shapes if shape.name == "Note")
    shown = sum(len(table_of(slide).rows) - 1 for slide in list(read(many()).slides)[2:6])
    assert left_out == f"{199 - shown} more are in the report"
    assert titles(read(many()))[5] == "Risks (4 of 4)"
    began = time.process_time()
    write_deck(many())
    assert time.process_time() - began < 20  # a hundred times what it takes; a bound, no measurement

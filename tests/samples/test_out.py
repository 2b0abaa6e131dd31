"""Everything written in the full evaluation leaves it again: as a file, in the PDF, as slides."""

import io

from pptx import Presentation

from assessments.management.commands.seed import FULL_EVALUATION
from assessments.models import Assessment
from assessments.results.pptx import write_deck
from assessments.transfer.apply import apply_file
from assessments.transfer.export import export
from assessments.transfer.read import read_file


def test_out_and_in_again_is_the_file_that_ships(tapline):
    shipped = FULL_EVALUATION.read_bytes()
    assert export(tapline) == shipped
    owner = tapline.changes.get().actor.user
    Assessment.objects.all().delete()
    assert export(apply_file(owner=owner, file=read_file(shipped))) == shipped


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
    heads = [cell.split()[0] for cell in cells if cell.startswith("BD") and cell.endswith("…")]
    # BD3 is near to R21, which is in no theme; BD5, BD11 and BD12 nobody threatens.
    assert heads == ["BD1", "BD2", "BD4", "BD6", "BD7", "BD8", "BD9", "BD10"]

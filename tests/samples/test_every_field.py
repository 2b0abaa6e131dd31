"""Field by field: what the exchange file of the full evaluation holds, against the text of its PDF.

Each row is found on paper by its head (its code and title), and the words of each of its fields must stand in what
follows, up to the head of the next row of its kind: not merely anywhere.
"""

import io
import json
from collections.abc import Iterator

import pypdf
import pytest
from django.db import models

from assessments.dossier.load import PARTS, load
from assessments.dossier.pictures import picture_files
from assessments.management.commands.seed import FULL_EVALUATION
from assessments.models import Assessment, Participant
from assessments.report.html import build
from assessments.report.pdf import render
from assessments.transfer.apply import apply_file
from assessments.transfer.export import export
from assessments.transfer.format import ROWS, fields_of
from assessments.transfer.read import read_file
from tests.conftest import TODAY, make_user

from .paper import Paper, Part, squashed
from .wording import HEADINGS, STANDS_UNDER, File

ORDER = "the order of the rows on paper"
LONGEST = 8000  # letters of what stands under a head
KEY = "a key of the program; its words are printed"
# What the file holds and the report does not print, with the reason.
NOT_PRINTED = {
    ("*", "position"): ORDER,
    ("Assessment", "language"): "the language of the report itself",
    ("Assessment", "sections"): "the chapters themselves",
    ("Step", "group"): "follows from the step's number",
    ("Upload", "name"): "the picture is shown; the name of a document's file is checked at the document",
    ("Upload", "media_type"): KEY,
    ("Upload", "size"): "of the picture that is shown; of a document's file checked at the document",
    ("Upload", "width"): "the picture is shown",
    ("Upload", "height"): "the picture is shown",
    ("Upload", "sha256"): KEY,
    ("Upload", "content"): "the picture is shown; a document's file is handed out, never shown",
    ("QualityAttribute", "hue"): "a colour",
    ("AnalysisQuestion", "from_bank"): KEY,
    ("ImportedDocument", "text"): "kept whole beside the report, which shows the beginnings of what was not read",
    ("ImportedDocument", "sha256"): KEY,
}


def filled(file: bytes) -> bytes:
    """The full evaluation with words in the fields that it leaves empty."""
    told = json.loads(file)
    rows = told["rows"]
    rows["Component"][1] |= {"business_value": "H", "technical_risk": "M", "migration_priority": 3}
    rows["Scenario"][0]["source_id"] = "QA-17"
    for kind, said in (("R", "length of the night"), ("N", "age of the readers")):
        findings = {row["id"] for row in rows["Finding"] if row["kind"] == kind}
        next(row for row in rows["FindingAttribute"] if row["finding"] in findings)["property"] = said
    next(row for row in rows["FindingComment"] if row["disposition"] == "accepted")["reason"] = "Measured again at noon"
    rows["QualityAttribute"][-2]["iso25010"] = rows["QualityAttribute"][-1]["iso25010"] = "Reliability"
    rows["Scenario"][3]["measure_from_statement"] = True
    rows["Scenario"][1]["origin"], rows["Scenario"][2]["origin"] = "import", "earlier"
    lead, upload = rows["Participant"][0]["id"], rows["Upload"][0]
    paper = upload | {"id": "paperpaper22", "name": "architecture-7.pdf", "position": 1}
    paper |= {"media_type": "application/octet-stream", "width": None, "height": None}
    rows["Upload"].append(paper)
    rows["RequestedDocument"][0]["file"] = paper["id"]
    rows["DismissedCandidate"] = [
        {
            "id": "dismissed222",
            "position": 0,
            "approach": rows["Approach"][1]["id"],
            "said": "interval of the deltas",
            "reason": "The bill is the same either way",
            "dismissed_by": lead,
            "dismissed_on": "2026-05-06",
        }
    ]
    texts = {"notes.md": "# Notes\nBring cake\n", "tree.md": "# Tree\n"}
    rows["ImportedDocument"] = [
        {"id": f"imported222{'ab'[n]}", "position": n, "name": name, "text": text, "sha256": "0" * 64}
        | {"unread": [], "warnings": []}
        for n, (name, text) in enumerate(texts.items())
    ]
    rows["ImportedDocument"][0] |= {"unread": [{"from": 2, "to": 2}], "warnings": [{"line": 1, "message": "No number"}]}
    return json.dumps(told).encode()


@pytest.fixture
def file_and_paper(db) -> tuple[File, Paper]:
    maya = make_user("Maya", "Okafor")
    assessment = apply_file(owner=maya, file=read_file(filled(FULL_EVALUATION.read_bytes())))
    viewer = Participant.objects.get(assessment=assessment, user=maya)
    dossier = load(assessment, viewer=viewer, today=TODAY, parts=PARTS)
    made = render(build(dossier, pictures=picture_files(assessment)))
    reader = pypdf.PdfReader(io.BytesIO(made.data))
    return File(json.loads(export(assessment))), Paper([page.extract_text() for page in reader.pages])


def branches(file: File) -> Iterator[tuple[str, str]]:
    """(id, words) of the quality attributes as the drawing of the tree has them: with their number of scenarios."""
    attributes = [
        file.row(row["refinement"])["attribute"] for row in file.told["rows"]["Scenario"] if row["refinement"]
    ]
    for row in file.told["rows"]["QualityAttribute"]:
        count = f"{attributes.count(row['id'])} scenarios" if row["id"] in attributes else "no scenario yet"
        yield row["id"], f"{row['abbreviation']} {count} {row['name']}"


def parts_of(file: File, paper: Paper) -> dict[str, list[Part]]:
    """{row id or heading: the parts of the text that begin with it and end where another of its kind begins}."""
    heads = [(model.__name__, row_id, file.head(row_id)) for row_id, (model, _row) in file.rows.items()]
    heads += [("branch", f"branch {row_id}", head) for row_id, head in branches(file)]
    heads += [(kind, heading, heading) for kind, headings in HEADINGS.items() for heading in headings]
    places: dict[str, dict[int, list[str]]] = {}
    for kind, name, head in heads:
        for place in paper.places(head) if squashed(head) else ():
            places.setdefault(kind, {}).setdefault(place, []).append(name)
    found: dict[str, list[Part]] = {"": [paper.part(0, len(paper.letters))]}
    for names in places.values():
        starts = sorted(names)
        for start, end in zip(starts, [*starts[1:], len(paper.letters)], strict=True):
            for name in names[start]:
                found.setdefault(name, []).append(paper.part(start, min(end, start + LONGEST)))
    return found


def comparisons(file: File) -> Iterator[tuple[type, models.Field, dict, str]]:
    """(kind of row, field, row, words) of everything that must be on paper."""
    told = [(Assessment, file.told["assessment"]), *file.rows.values()]
    for model, row in told:
        for field in fields_of(model):
            if not {("*", field.name), (model.__name__, field.name)} & NOT_PRINTED.keys():
                for words in file.words(model, field, row):
                    yield model, field, row, words


@pytest.mark.once
def test_every_field_of_the_export_is_in_the_report(file_and_paper):
    file, paper = file_and_paper
    parts = parts_of(file, paper)
    missing, seen = [], set()
    for model, field, row, words in comparisons(file):
        seen.add((model.__name__, field.name))
        stands_under = STANDS_UNDER.get((model.__name__, field.name))
        home = stands_under(row) if stands_under else "" if model is Assessment else file.home(row["id"])
        if not any(part.says(words) for part in parts.get(home, [])):
            missing.append((f"{model.__name__}.{field.name}", home and row["id"], words))
    assert missing == []
    printed = {(model.__name__, field.name) for model in (Assessment, *ROWS) for field in fields_of(model)}
    printed = {(model, name) for model, name in printed if not {("*", name), (model, name)} & NOT_PRINTED.keys()}
    assert printed - seen == set()  # the file holds something in each
    assert not parts[""][0].says("An access point in every cellar")  # the search can fail

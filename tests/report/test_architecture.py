"""The architecture in the PDF: components, connections, their graph, views with their pictures, approaches."""

import io
import itertools
from base64 import b64encode
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from assessments.architecture.pictures import check
from assessments.dossier import types as t
from assessments.dossier.pictures import PictureFile
from assessments.drawing.components import draw_components
from assessments.drawing.drawn import Drawing
from assessments.report import worker
from assessments.report.fitting import Fit, drawn_to_fit
from assessments.report.html import build
from assessments.report.pdf import render
from tests.components.files import svg

from .conftest import Rendered
from .dossiers import dossier, info

A1 = t.Ref("approach", "a1", "A1", "Standby in one region")
PICTURE = t.Picture("p1", "context.png", "image/png", 90, 60, 40, "0" * 64)
DRAWN = t.Picture("p2", "sequence.svg", "image/svg+xml", 90, 60, 40, "0" * 64)


def component(number, name, kind="service", **fields) -> t.Component:
    given = dict.fromkeys(("technology", "boundary", "description", "business_value", "technical_risk"), "") | fields
    given = {"aliases": (), "migration_priority": None, "version": 1, "kind_label": kind.title()} | given
    return t.Component(id=f"c{number}", code=f"C{number}", name=name, kind=kind, **given)


def view(number, name, drawn_from, *, text="", image=None, caption="") -> t.View:
    return t.View(f"v{number}", name, "other", "Other", drawn_from, drawn_from, caption, text, image, 1)


def presented(components=2) -> t.Dossier:
    rows = [
        component(1, "API gateway", technology="Go", boundary="Region eu-west-1", aliases=("Edge",)),
        component(
            2, "Ledger", "store", approaches=(A1,), technical_risk="H", migration_priority=2, description="**Books**"
        ),
    ]
    rows += [component(n, f"Part {n}") for n in range(3, components + 1)]
    link = t.Connection("l1", rows[0].ref, rows[1].ref, "writes", "SQL", True, 1)
    views = (
        view(1, "Context", "image", image=PICTURE, caption="Who *calls* us"),
        view(2, "Sequence", "image", image=DRAWN),
        view(3, "Lost", "image"),
        view(4, "Sketch", "text", text="  +-----+\n  | Api |\n  +-----+" + "-" * 120),
        view(5, "Containers", "graph"),
    )
    approach = t.Approach("a1", "A1", A1.title, "tactic", "Tactic", "", "Cheap", 1, (rows[1].ref,))
    architecture = t.Architecture(tuple(rows), (link,), views)
    return dossier(info(), architecture=architecture, approaches=(approach,))


def raster() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "#3456a3").save(file, "PNG")
    return file.getvalue()


PICTURES = {
    "p1": PictureFile("image/png", raster()),
    "p2": PictureFile("image/svg+xml", check(svg('<text x="2" y="12">Order paid</text>')).content),
}


@pytest.fixture(scope="module")
def printed() -> Rendered:
    return Rendered(render(build(presented(), pictures=PICTURES)))


def test_components_connections_and_approaches_are_told(printed):
    text = printed.text
    for fact in (
        "C1 API gateway Service Also called Edge Go Region eu-west-1",
        "C2 Ledger Store Books Technical risk H Migration priority 2",
        "C1 API gateway C2 Ledger writes SQL asynchronous",
        "Solid: synchronous, dashed: asynchronous.",
        "Rationale Cheap Components C2",
        "The picture of this view is not there any more.",
        "Drawn from the components of this chapter.",
        "Who calls us",
    ):
        assert fact.replace(" ", "") in text.replace(" ", ""), fact
    links = {link for page in range(len(printed.pages)) for link in printed.links(page)}
    assert {"component-c1", "component-c2", "approach-a1"} <= links <= set(printed.reader.named_destinations)


def test_pictures_are_in_the_file(printed):
    assert {image.image.size for page in printed.reader.pages for image in page.images} == {(60, 40)}
    assert "Order paid" in printed.text


def test_a_text_keeps_its_lines_and_its_indentation(printed):
    [page] = [page for page in printed.reader.pages if "| Api |" in page.extract_text()]
    lines = page.extract_text(extraction_mode="layout").split("\n")
    at = next(number for number, line in enumerate(lines) if "| Api |" in line)
    assert lines[at].index("|") == lines[at - 1].index("+")
    assert lines[at + 1].rstrip().endswith("-" * 100)


def test_a_picture_that_is_missing_is_said(printed):
    html = build(presented()).html
    assert '<img class="shot"' not in html
    assert html.count("The picture of this view is not there any more.") == 3


def test_too_many_components_are_a_table_with_the_reason():
    html = build(presented(components=151)).html
    assert "A drawing of 151 components and 1 connections could not be read" in html
    assert "Part 151" in html
    assert 'id="graph"' not in html
    assert "Drawn from the components" not in html  # the view of the graph says the same as the chapter
    assert "Not drawn here: what components there are stand in the tables of this chapter." in html


def chain(length: int) -> t.Architecture:
    """Components with long names, each of which calls the next."""
    rows = tuple(component(n, f"Settlement stage {n}") for n in range(1, length + 1))
    links = tuple(
        t.Connection(f"l{n}", a.ref, b.ref, "hands over what is due", "HTTPS", False, 1)
        for n, (a, b) in enumerate(itertools.pairwise(rows))
    )
    return t.Architecture(rows, links, (view(1, "Containers", "graph"),))


def test_a_graph_too_wide_for_its_page_is_drawn_downwards():
    """The full evaluation's was left out of its report: from left to right its letters had four points."""
    assert not fit(draw_components(chain(11))).is_legible
    assert fit(drawn_to_fit(chain(11), ())).is_legible
    html = build(dossier(info(), architecture=chain(11))).html
    assert 'id="graph"' in html
    assert '<a href="#graph">Drawn from the components of this chapter.</a>' in html


def test_the_page_of_a_wide_graph_names_its_chapter_and_is_told_in_it():
    """Before the approaches it left the page before it and the last one of them half empty."""
    made = Rendered(render(build(dossier(info(), architecture=chain(5)))))
    [drawn] = [n for n, text in enumerate(made.pages) if "Component graph" in text]
    assert "4 Architecture" in made.pages[drawn]
    assert f"The components are drawn after the utility tree, on page {drawn + 1}" in made.text
    assert "Component graph" in made.bookmarks


def test_a_graph_that_is_easy_to_read_runs_from_left_to_right():
    assert drawn_to_fit(chain(3), ()) == draw_components(chain(3))


def test_a_graph_too_large_either_way_is_left_out_with_the_reason():
    html = build(dossier(info(), architecture=chain(60))).html
    assert "The drawing of the components would be too small to read on a page; the tables hold all of it." in html
    assert "Not drawn here: what components there are stand in the tables of this chapter." in html
    assert 'id="graph"' not in html


def fit(drawing: Drawing) -> Fit:
    return Fit(drawing.width, drawing.drawn_height)


def test_a_report_without_an_architecture_has_no_chapter_of_it():
    html = build(replace(dossier(info()))).html
    assert 'href="#architecture"' not in html


@pytest.mark.parametrize(
    "address", ["picture:p2", "picture:../p1", "data:image/svg+xml;base64,PHN2Zy8+", "data:text/html,x"]
)
def test_the_renderer_reads_only_the_pictures_it_was_given(address):
    with pytest.raises(ValueError, match="nothing but its own assets"):
        worker.fetcher({"p1": ["image/png", ""]}).fetch(address)


def test_a_picture_embedded_in_a_picture_is_printed():
    inside = f'<image width="40" height="20" href="data:image/png;base64,{b64encode(raster()).decode()}"/>'
    files = PICTURES | {"p2": PictureFile("image/svg+xml", check(svg(inside)).content)}
    reader = pypdf.PdfReader(io.BytesIO(render(build(presented(), pictures=files)).data))
    assert "/Image" in {name for page in reader.pages for name in kinds(page)}


def kinds(page) -> list[str]:
    """The kinds of what is drawn on a page by reference, forms looked into."""
    found, waiting = [], [page]
    while waiting:
        objects = (waiting.pop().get("/Resources") or {}).get("/XObject", {})
        for entry in (objects.get_object() if hasattr(objects, "get_object") else objects).values():
            found.append(entry.get_object()["/Subtype"])
            waiting.append(entry.get_object())
    return found

"""The deck as a PPTX file, by python-pptx: real titles and tables, and the same bytes for the same data."""

import io
import re
import zipfile
from collections.abc import Callable

from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from assessments.dossier.types import AssessmentInfo, Dossier
from assessments.drawing.measure import line_count
from assessments.results import slides
from assessments.results.deck import Slide, deck
from assessments.results.notes import counted, left_out

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in the archive: the time of writing is no data
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the built-in table style without grid and fills
OPENING_SLIDE, TITLE_ONLY = 0, 5  # layouts of python-pptx's own template, which is 4:3
INK, FAINT, LINE = RGBColor(0x17, 0x1C, 0x24), RGBColor(0x62, 0x67, 0x70), RGBColor(0xF0, 0xF2, 0xF5)
TONES = {
    "code": RGBColor(0x3B, 0x40, 0x4A),
    "faint": FAINT,
    "critical": RGBColor(0xB0, 0x00, 0x20),
    "high": RGBColor(0xA8, 0x3E, 0x00),
    "medium": RGBColor(0x7A, 0x5C, 0x00),
    "low": FAINT,
    "better": RGBColor(0x10, 0x6B, 0x3C),
    "worse": INK,
}
HEAT = {"h0": "F7F5F3", "h1": "FBEEDD", "h2": "FDDBB9", "h3": "FDBD90", "h4": "F8926B"}
# What XML 1.0 cannot hold, and what would only confuse: controls, lone surrogates, non-characters.
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def write_deck(dossier: Dossier) -> bytes:
    """The deck of a dossier (parts in deck.PARTS) as the bytes of a file."""
    show = Presentation()
    widen(show)
    for slide in deck(dossier):
        WRITERS[slide.kind](show, slide, dossier.assessment)
    describe(show, dossier.assessment)
    file = io.BytesIO()
    show.save(file)
    return timeless(file.getvalue())


def widen(show) -> None:
    """Make the template 16:9, with the places of its master and layouts, so that slides added by hand fit too."""
    share = Mm(slides.WIDTH) / show.slide_width
    show.slide_width, show.slide_height = Mm(slides.WIDTH), Mm(slides.HEIGHT)
    for frame in (show.slide_master, *show.slide_layouts):
        for shape in frame.placeholders:
            if shape._element.spPr.xfrm is not None:  # a place of its own, not inherited
                shape.left, shape.width = int(shape.left * share), int(shape.width * share)


def opening(show, slide: slides.Opening, about: AssessmentInfo) -> None:
    page = show.slides.add_slide(show.slide_layouts[OPENING_SLIDE])
    place(page.shapes.title, slides.MARGIN, 50, slides.TABLE, 50)
    put(page.shapes.title, slide.title, size=fitting(slide.title, slides.TABLE, 50, (40, 32, 26, 20)))
    page.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    under = page.placeholders[1]
    place(under, slides.MARGIN, 106, slides.TABLE, 50)
    put(under, slide.lines[0], size=18)
    for line in slide.lines[1:]:
        paragraph = under.text_frame.add_paragraph()
        write(paragraph, line, size=16, colour=FAINT)
    for paragraph in under.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT


def figures(show, slide: slides.Figures, about: AssessmentInfo) -> None:
    """Two rows of four boxes: the number large, its name and what qualifies it below."""
    page = titled(show, slide.title, about)
    wide = slides.TABLE / 4
    for index, figure in enumerate(slide.figures):
        row, column = divmod(index, 4)
        box = page.shapes.add_textbox(
            Mm(slides.MARGIN + column * wide), Mm(slides.TOP + 6 + row * 62), Mm(wide - 4), Mm(52)
        )
        box.name = figure.label
        box.text_frame.word_wrap = True
        write(box.text_frame.paragraphs[0], figure.number, size=44, colour=INK, bold=True)
        write(box.text_frame.add_paragraph(), figure.label, size=16, colour=INK)
        if figure.note:
            write(box.text_frame.add_paragraph(), figure.note, size=12, colour=FAINT)


def table(show, slide: slides.Table, about: AssessmentInfo) -> None:
    page = titled(show, counted(slide), about)
    size = Mm(slides.MARGIN), Mm(slides.TOP), Mm(slides.TABLE), Mm(sum(slide.heights))
    shape = page.shapes.add_table(len(slide.rows) + 1, len(slide.head), *size)
    shape.name = slide.title
    shape._element.nvGraphicFramePr.cNvPr.set("descr", fit(slide.title))
    grid = shape.table
    grid._tbl.tblPr.find(grid._tbl.tblPr.tag.replace("tblPr", "tableStyleId")).text = PLAIN
    grid.horz_banding = False
    for column, width in zip(grid.columns, slide.widths, strict=True):
        column.width = Mm(width)
    for row, tall in zip(grid.rows, slide.heights, strict=True):
        row.height = Mm(tall)
    heads = tuple(slides.Cell((slides.Run(name, "faint"),)) for name in slide.head)
    for number, (row, cells) in enumerate(zip(grid.rows, (heads, *slide.rows), strict=True)):
        for place_of, content in zip(row.cells, cells, strict=True):
            fill_cell(place_of, content, size=slide.size, shaded=number % 2 == 0)
    if sentence := left_out(slide):
        note(page, sentence)


def fill_cell(place_of, content: slides.Cell, *, size: float, shaded: bool) -> None:
    aside, above = slides.PADDING
    place_of.margin_left = place_of.margin_right = Mm(aside)
    place_of.margin_top = place_of.margin_bottom = Mm(above)
    frame = place_of.text_frame
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    for index, run in enumerate(content.runs):
        text = run.text if index == len(content.runs) - 1 else f"{run.text} "
        write(paragraph, text, size=size, colour=TONES.get(run.tone, INK), bold=run.tone in BOLD)
    if not content.runs:  # an empty cell has a height too: that of its own type
        paragraph.font.size = Pt(size)
    if content.heat or shaded:
        place_of.fill.solid()
        place_of.fill.fore_color.rgb = RGBColor.from_string(HEAT[content.heat]) if content.heat else LINE


BOLD = {"code", "critical", "high", "worse", "better"}
WRITERS: dict[str, Callable[[object, Slide, AssessmentInfo], None]] = {
    "opening": opening,
    "figures": figures,
    "table": table,
}


def titled(show, title: str, about: AssessmentInfo):
    """A slide with its title, and the assessment's title at its foot."""
    page = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    place(page.shapes.title, slides.MARGIN, 10, slides.TABLE, 18)
    put(page.shapes.title, title, size=fitting(title, slides.TABLE, 18, (28, 24, 20)))
    number = len(show.slides)
    foot = page.shapes.add_textbox(Mm(slides.MARGIN), Mm(179), Mm(slides.TABLE), Mm(8))
    foot.name = "Footer"
    foot.text_frame.word_wrap = True
    said = " · ".join(
        text
        for text in (slides.shorten(about.title, 80), slides.shorten(about.confidentiality, 60), str(number))
        if text
    )
    write(foot.text_frame.paragraphs[0], said, size=10, colour=FAINT)
    return page


def note(page, sentence: str) -> None:
    """A line below the table."""
    box = page.shapes.add_textbox(Mm(slides.MARGIN), Mm(slides.TOP + slides.ROOM), Mm(slides.TABLE), Mm(7))
    box.name = "Note"
    box.text_frame.word_wrap = True
    write(box.text_frame.paragraphs[0], sentence, size=11, colour=FAINT)


def place(shape, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Mm(left), Mm(top), Mm(width), Mm(height)


def put(shape, text: str, *, size: float) -> None:
    """The text of a placeholder, at the left."""
    shape.text_frame.word_wrap = True
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    write(paragraph, text, size=size, colour=INK)


def write(paragraph, text: str, *, size: float, colour: RGBColor, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = fit(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = colour


def fit(text: str) -> str:
    """`text` on one line, without what a file of XML cannot hold."""
    return " ".join(UNFIT.sub("", text).split(" ")).replace("\n", " ").replace("\t", " ")


def fitting(text: str, width: float, height: float, sizes: tuple[int, ...]) -> int:
    """The largest of `sizes` in pt at which the text stands in the box; the smallest if none does."""
    for size in sizes:
        if line_count(text, size, width - 6, most=20) * size * 0.43 <= height - 3:
            return size
    return sizes[-1]


def describe(show, about: AssessmentInfo) -> None:
    """What the file says of itself; its dates are those of the data."""
    core = show.core_properties
    core.title, core.author = fit(about.title)[:255], "ATAM Workbench"
    core.subject, core.keywords = _("Results of the architecture evaluation"), ""
    core.last_modified_by, core.revision = "ATAM Workbench", max(about.revision, 1)
    core.created = about.created_at.replace(tzinfo=None, microsecond=0)
    core.modified = about.changed_at.replace(tzinfo=None, microsecond=0)


def timeless(data: bytes) -> bytes:
    """The archive with the same date on each of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()

"""A dossier as the HTML and the style sheet from which the PDF is made. No clock, no random ids, stable order."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.clock import zone_named
from assessments.dossier.pictures import PictureFile
from assessments.dossier.types import Dossier
from assessments.drawing.drawn import Drawing
from assessments.report.content import Content
from assessments.report.figures import Figure, draw
from assessments.report.fitting import Fit, drawn_to_fit
from assessments.report.hues import hue_rules

# The renderer lays a word that fits no line out anew for each line of it: ten thousand letters take three seconds.
_ENDLESS = re.compile(r"(?:[^\s<>&]|&#?\w+;){100,}")
_LETTER = re.compile(r"[^\s<>&]|&#?\w+;")
_PIECE = 12
_VOID = re.compile(r"<(br|col|hr|img|meta)\b([^<>]*?)/?>")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
LEFT, ABOVE = 2, 12  # px around the component graph, for chips that stand out of it


@dataclass(frozen=True)
class Source:
    """What the renderer gets: a document, and rules that colour and place what it draws (no word of a person).

    `pictures` are the images the document may show: {public id: (media type, bytes in base64)}.
    """

    html: str
    css: str
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)


def build(
    dossier: Dossier,
    *,
    pictures: Mapping[str, PictureFile] | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Source:
    """The report of `dossier`, in the assessment's language and time zone. Raises dot.DrawingFailed.

    `pictures` are the files of its views (dossier.pictures); a view whose file is missing says so.
    """
    pictures = pictures or {}
    assessment = dossier.assessment
    with translation.override(assessment.language), timezone.override(zone_named(assessment.time_zone)):
        on_stage("drawing")
        figures = draw(dossier.tree)
        on_stage("styling")
        graph = drawn_to_fit(dossier.architecture, dossier.findings)
        content = Content(dossier, figures, graph=graph, pictures=frozenset(pictures))
        html = render_to_string("report/pdf/document.html", {"report": content})
        placement = [*_placement(figures), *_graph_placement(graph), *_letters(content)]
        css = "\n".join([_page_numbers(), *hue_rules(html), *placement])
    return Source(
        html=as_xml(break_endless_words(html)),
        css=css,
        pictures={name: (file.media_type, b64encode(file.content).decode()) for name, file in pictures.items()},
    )


def break_endless_words(html: str) -> str:
    """`html` with a place to break after every 12 letters of words that have 100 or more; others stay as they are."""

    def pieces(match: re.Match) -> str:
        letters = _LETTER.findall(match[0])
        return _MAY_BREAK.join("".join(letters[n : n + _PIECE]) for n in range(0, len(letters), _PIECE))

    return _ENDLESS.sub(pieces, html)


def as_xml(html: str) -> str:
    """`html` as well-formed XML, for a fast parser: void elements are closed, and no entity needs HTML to be known.

    It must be what the templates and the Markdown sanitiser write: quoted attributes, `<` and `>` escaped in them.
    """
    return _VOID.sub(r"<\1\2/>", html).replace("&nbsp;", "\N{NO-BREAK SPACE}")


def _page_numbers() -> str:
    """The foot of every page, in the reader's language: "Page 2 of 9"."""
    sentence = _("Page %(page)s of %(pages)s") % {"page": "\0page\0", "pages": "\0pages\0"}
    parts = [
        f"counter({part})" if part in {"page", "pages"} else css_string(part) for part in sentence.split("\0") if part
    ]
    return f"@page {{ @bottom-right {{ content: {' '.join(parts)} }} }}"


def css_string(text: str) -> str:
    """`text` as a CSS string: whatever could end the string or the rule is written as a code point."""
    return '"' + "".join(c if c.isalnum() or c in " .,:-–/" else f"\\{ord(c):x} " for c in text) + '"'


def _placement(figures: tuple[Figure, ...]) -> list[str]:
    """Where every card stands, as rules by element id: the HTML itself holds no styles."""
    rules = []
    for number, figure in enumerate(figures):
        scale = figure.scale
        rules.append(
            f"#t{number}{{width:{figure.width * scale:.2f}mm;height:{figure.height * scale:.2f}mm;"
            f"font-size:{3 * scale:.3f}mm}}"
        )
        for index, card in enumerate(figure.cards):
            rules.append(
                f"#t{number}c{index}{{left:{card.x * scale:.2f}mm;top:{card.y * scale:.2f}mm;"
                f"width:{card.width * scale:.2f}mm;height:{card.height * scale:.2f}mm}}"
            )
    return rules


def _graph_placement(graph: Drawing) -> list[str]:
    """Where the boxes, boundaries, labels and chips of the component graph stand. One em is ten of its pixels."""
    scale = Fit(graph.width, graph.drawn_height).mm

    def at(name: str, left: float, top: float, wide: float, high: float) -> str:
        left, top = (left + LEFT) * scale, (top + ABOVE) * scale
        return f"#{name}{{left:{left:.2f}mm;top:{top:.2f}mm;width:{wide * scale:.2f}mm;height:{high * scale:.2f}mm}}"

    rules = [
        f"#graph{{width:{graph.width * scale:.2f}mm;height:{graph.drawn_height * scale:.2f}mm;"
        f"font-size:{10 * scale:.3f}mm}}"
    ]
    rules += [at(f"gf{n}", frame.x, frame.y, frame.width, frame.height) for n, frame in enumerate(graph.frames)]
    rules += [at(f"gl{n}", line.x - 100, line.y - 14, 200, 18) for n, line in enumerate(graph.lines) if line.label]
    for n, box in enumerate(graph.boxes):
        rules.append(at(f"gb{n}", box.x, box.y, box.width, box.height))
        rules += [at(f"gc{n}-{m}", chip.x, chip.y, chip.width, 20) for m, chip in enumerate(box.badges)]
    return rules


def _letters(content: Content) -> list[str]:
    """The size of each preformatted text: as large as its longest line allows."""
    return [f"#letters-{n}{{font-size:{view.size:.2f}pt}}" for n, view in enumerate(content.views)]

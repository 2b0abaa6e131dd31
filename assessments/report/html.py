"""A dossier as the HTML and the style sheet from which the PDF is made. No clock, no random ids, stable order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.dossier.types import Dossier
from assessments.report.content import Content
from assessments.report.figures import Figure, draw

# The renderer lays a word that fits no line out anew for each line of it: ten thousand letters take three seconds.
_ENDLESS = re.compile(r"(?:[^\s<>&]|&#?\w+;){100,}")
_LETTER = re.compile(r"[^\s<>&]|&#?\w+;")
_PIECE = 12
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True)
class Source:
    """What the renderer gets: a document, rules that place the cards of its drawings (numbers only), an identifier."""

    html: str
    css: str
    identifier: str


def build(dossier: Dossier, *, on_stage: Callable[[str], None] = lambda stage: None) -> Source:
    """The report of `dossier`, in the assessment's language and time zone. Raises dot.DrawingFailed."""
    assessment = dossier.assessment
    with translation.override(assessment.language), timezone.override(_zone(assessment.time_zone)):
        on_stage("drawing")
        figures = draw(dossier.tree)
        on_stage("styling")
        css = "\n".join([_page_numbers(), *_placement(figures)])
        html = render_to_string("report/pdf/document.html", {"report": Content(dossier, figures)})
    return Source(html=break_endless_words(html), css=css, identifier=f"{assessment.id}-{assessment.revision}")


def break_endless_words(html: str) -> str:
    """`html` with a place to break after every 12 letters of words that have 100 or more; others stay as they are."""

    def pieces(match: re.Match) -> str:
        letters = _LETTER.findall(match[0])
        return _MAY_BREAK.join("".join(letters[n : n + _PIECE]) for n in range(0, len(letters), _PIECE))

    return _ENDLESS.sub(pieces, html)


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


def _zone(name: str):
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


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

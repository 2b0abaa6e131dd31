"""Template tags of the PDF: identifiers as links, ratings, severities, and texts in their own direction.

Built in Python, because they appear in every row. Everything a person typed passes through `format_html` or the
Markdown sanitiser; nothing typed ever becomes an attribute other than text.
"""

import re
from typing import NamedTuple

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.drawing.measure import shorten
from assessments.markdown import link_codes, render_markdown
from assessments.marks import impact_word, likelihood_word, severity_word
from assessments.report.assets import SCHEME
from assessments.report.hues import HUES, hue_class
from assessments.scripts import script_of

register = template.Library()

WIDE = 220  # characters of a scenario part that needs the whole width
ANCHORS = {"S": "finding", "T": "finding", "R": "finding", "N": "finding"}
NOTHING = "–"
_FIRST_PARAGRAPH = re.compile(r"<p\b[^<>]*>")


def anchor(kind: str, row_id: str) -> str:
    """The element id of a row in the report: `scenario-…`, `finding-…`, as in the pages."""
    return f"{ANCHORS.get(kind, kind)}-{row_id}"


@register.simple_tag
def code(row) -> SafeString:
    """The identifier of a row, or of a reference to one, as a link to where the report tells about it."""
    ref = getattr(row, "ref", row)
    return format_html('<a class="id" href="#{}">{}</a>', anchor(ref.kind, ref.id), ref.code)


@register.simple_tag
def codes(*groups) -> SafeString:
    """The identifiers of one or more groups of references in a row; a dash where there are none."""
    refs = [ref for group in groups for ref in group]
    return format_html_join(" ", "{}", ((code(ref),) for ref in refs)) if refs else NOTHING


@register.simple_tag
def own(row) -> SafeString:
    """The identifier of a row where it is told about: the place that `code` links to."""
    ref = row.ref
    return format_html('<span class="id" id="{}">{}</span>', anchor(ref.kind, ref.id), ref.code)


@register.filter
def spoken(text: str) -> SafeString:
    """` dir="rtl" lang="ar"` for an element that holds `text`, as far as it differs from the document."""
    direction, language = script_of(text)
    return format_html(
        "{}{}",
        mark_safe(' dir="rtl"') if direction else "",
        format_html(' lang="{}"', language) if language else "",
    )


@register.simple_tag
def say(text: str, element: str = "span", classes: str = "") -> SafeString:
    """`text` in an element with its direction and language; nothing for no text.

    A span that would say nothing is left out: every element costs the renderer about a millisecond.
    """
    if not text:
        return mark_safe("")
    attributes = spoken(text)
    if element == "span" and not classes and not attributes:
        return format_html("{}", text)
    if classes:
        attributes = format_html(' class="{}"{}', classes, attributes)
    return format_html("<{}{}>{}</{}>", element, attributes, text, element)


@register.simple_tag(takes_context=True)
def tell(context, text: str, element: str = "span", classes: str = "") -> SafeString:
    """`say`, with the identifiers in the text as links."""
    return _linked(context, say(text, element, classes))


@register.simple_tag(takes_context=True)
def prose(context, text: str, label: str = "") -> SafeString:
    """Markdown as sanitised HTML in a block of its own after `label`, identifiers as links; nothing for no text."""
    if not text:
        return mark_safe("")
    markup = _linked(context, render_markdown(text))
    if label:
        said = format_html('<span class="label">{}</span> ', label)
        # In the first line; where that is no paragraph, above it.
        opening = _FIRST_PARAGRAPH.match(markup)
        markup = f"{opening[0]}{said}{markup[opening.end() :]}" if opening else f"<p>{said}</p>{markup}"
    return mark_safe(f'<div class="md">{markup}</div>')  # noqa: S308 sanitised, and links and label are escaped


def _linked(context, markup: str) -> SafeString:
    refs = context["report"].refs
    return mark_safe(link_codes(markup, lambda found: code(refs[found]) if found in refs else ""))  # noqa: S308 as above


@register.simple_tag
def level(value: str) -> SafeString:
    """H filled, M tinted, L outlined, a dash in a dashed square for not rated: readable without colour."""
    return format_html('<span class="lv lv{}">{}</span>', value or "0", value or "–")


@register.simple_tag
def pair(row) -> SafeString:
    return format_html('<span class="pair">{}{}</span>', level(row.importance), level(row.difficulty))


@register.simple_tag
def severity(value: str) -> SafeString:
    """A severity by shape and word."""
    if not value:
        return NOTHING
    return format_html(
        '<span class="sev sev-{}"><img src="{}{}.svg" alt=""> {}</span>',
        value,
        SCHEME,
        value,
        severity_word(value),
    )


@register.filter
def cut(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut between words."""
    return shorten(text, limit)


@register.simple_tag
def terms(recommendation) -> SafeString:
    """Horizon, effort and cost of a recommendation in one line."""
    given = [part for part in (recommendation.horizon_label, recommendation.effort, recommendation.cost) if part]
    return say(shorten(" · ".join(given), 110)) or NOTHING


@register.simple_tag
def sign(effect, word: bool = True) -> SafeString:
    """An effect of a trade-off point: +, − or ?; unless `word` is false, a word says the same."""
    shown, meaning, name = {
        "+": ("+", _("better"), "up"),
        "-": ("−", _("worse"), "down"),
    }.get(effect.effect, ("?", _("effect unknown"), "open"))
    box = format_html('<span class="eff eff-{}">{}</span>', name, shown)
    return format_html('{} <span class="dim">{}</span>', box, meaning) if word else box


register.filter("hue", hue_class)


@register.filter
def ink(number: int) -> str:
    """The colour itself, for the curves of a drawing (SVG knows no classes of the page)."""
    return HUES[number % len(HUES)].ink


@register.filter
def mark(row) -> str:
    """A bookmark's label: the identifier and the start of the text."""
    return f"{row.code} {shorten(row.ref.title, 70)}"


@register.simple_tag
def degree_word(value: str) -> str:
    """How badly a theme threatens a business driver."""
    return {"slows": _("slows it"), "threatens": _("threatens it"), "blocks": _("blocks it")}.get(value, "")


register.simple_tag(likelihood_word)
register.simple_tag(impact_word)


class Six(NamedTuple):
    """A scenario's six parts for printing: those stated as (label, text), the labels of those that are not."""

    stated: tuple[tuple[str, str], ...]
    unstated: tuple[str, ...]
    long: bool  # one of them wants the full width

    @property
    def single(self) -> tuple[str, str] | None:
        """The only stated part, if it is short: it needs no table."""
        return self.stated[0] if len(self.stated) == 1 and not self.long else None

    @property
    def couples(self) -> list[tuple]:
        """The stated parts two by two; the last stands alone if they are odd."""
        if self.single:
            return []
        return [
            (self.stated[n], self.stated[n + 1] if n + 1 < len(self.stated) else None)
            for n in range(0, len(self.stated), 2)
        ]


@register.simple_tag
def six(scenario) -> Six:
    labels = (_("Source"), _("Stimulus"), _("Artifact"), _("Environment"), _("Response"), _("Response measure"))
    parts = list(zip(labels, (text for _name, text in scenario.parts), strict=True))
    if scenario.measure_from_statement and scenario.response_measure:
        parts[-1] = (labels[-1], _("%(measure)s (taken from the statement)") % {"measure": scenario.response_measure})
    stated = tuple(part for part in parts if part[1])
    unstated = tuple(label.lower() for label, text in parts if not text)
    return Six(stated, unstated, any(len(text) > WIDE for _label, text in stated))


@register.simple_tag
def tile(hue: int, letters: str, in_tree: bool = True) -> SafeString:
    """The two-letter tile of a quality attribute; outlined for one outside the tree."""
    return format_html('<span class="qa {}">{}</span>', hue_class(hue) if in_tree else "qa-off", letters)

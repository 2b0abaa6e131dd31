"""Templates hold no inline script or style, because the policy is strict, and every sentence passes gettext."""

import re
from html.parser import HTMLParser

import pytest

from .source import ROOT, templates

# Rendered into the PDF by the report's own process, never served to a browser.
PRINTED = re.compile(r"^(templates|assessments/report/templates)/report/(pdf|print)")

COMMENTS = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"\{%-?\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)

INLINE = {
    "a script in the page": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "text inside a script element": re.compile(r"<script\b[^>]*>\s*[^<\s]", re.IGNORECASE),
    "a style in the page": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"\s(?:data-)?hx-on[:\-=]", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an expression htmx would evaluate": re.compile(
        r"hx-(?:vals|headers|vars)\s*=\s*[\"']?\s*js:|hx-vars", re.IGNORECASE
    ),
    "an event filter htmx would evaluate": re.compile(r"hx-trigger\s*=\s*[\"'][^\"']*\[", re.IGNORECASE),
}


def inline(text: str) -> list[str]:
    """What a strict policy would refuse. Template tags are taken out first, HTML attributes stay."""
    html = TAGS.sub("x", COMMENTS.sub("", text))
    return [f"{name}: {found.group(0).strip()!r}" for name, rule in INLINE.items() for found in rule.finditer(html)]


@pytest.mark.parametrize("path", templates())
def test_nothing_is_inline(path):
    if not PRINTED.match(path):
        assert inline(templates()[path]) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        '<script src="{{ a }}">go()</script>',
        "<style>p {}</style>",
        '<p style="color: red">',
        '<button onclick="go()">',
        '<button hx-on:click="go()">',
        '<a href="javascript:go()">',
        "<div hx-vals='js:{a: 1}'>",
        '<div hx-trigger="click[ctrlKey]">',
    ],
)
def test_what_is_inline_is_seen(text):
    assert inline(text) != []


# --- Words -------------------------------------------------------------------------------------------------------

# The same in every language: names, keys, levels, file formats, units.
SAME_EVERYWHERE = {
    "ATAM Workbench",
    "ATAM",
    "Ctrl",
    "Enter",
    "Esc",
    "Tab",
    "Shift",
    "Alt",
    "Del",
    "PDF",
    "JSON",
    "min",
    "px",
}
# Elements whose text is no sentence.
QUIET = {"script", "style", "code", "kbd", "samp", "pre"}
SPOKEN_ATTRIBUTES = {"aria-label", "aria-description", "aria-roledescription", "alt", "placeholder", "title", "label"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
# A sentence written into a template tag, such as {{ name|default:"Not rated" }}, unless it stands in _("…").
LITERAL = re.compile(r"(?<!_\()(?P<quote>[\"'])(?P<words>[A-Z][a-z]+[ ][^\"']*?)(?P=quote)")
SPEAKING_TAGS = re.compile(r"^\{%\s*(translate|trans|extends|url|static|load)\b")


class Words(HTMLParser):
    """Collects the texts a reader would see or hear."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.quiet: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag in QUIET:
            self.quiet.append(tag)
        self.found += [value for name, value in attributes if value and name in SPOKEN_ATTRIBUTES]

    def handle_endtag(self, tag):
        if self.quiet and self.quiet[-1] == tag:
            self.quiet.pop()

    def handle_data(self, data):
        if not self.quiet:
            self.found.append(data)


def untranslated(text: str) -> list[str]:
    """Words outside translate tags, and sentences written into other template tags."""
    text = COMMENTS.sub("", text)
    words = Words()
    # A space in a tag's place would split attribute values; a private character is no letter.
    html = TAGS.sub("\ue000", TRANSLATED.sub("\ue000", text))
    words.feed(re.sub("(</?)\ue000+", r"\1", html))  # `<{% if ordered %}ol{% else %}ul{% endif %}>` is an element
    words.close()
    texts = [" ".join(found.replace("\ue000", " ").split()) for found in words.found]
    spoken = [text for text in texts if LETTERS.search(text) and not is_same_everywhere(text)]
    literals = [
        found.group("words")
        for tag in TAGS.findall(TRANSLATED.sub("", text))
        if not SPEAKING_TAGS.match(tag)
        for found in LITERAL.finditer(tag)
    ]
    return spoken + literals


def is_same_everywhere(text: str) -> bool:
    bare = text.strip(" ·,:;()/|–—+")
    return bare in SAME_EVERYWHERE


@pytest.mark.parametrize("path", templates())
def test_every_sentence_can_be_translated(path):
    assert untranslated(templates()[path]) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hello</p>",
        "<p>{{ name }} was deleted</p>",
        '{% translate "Hello" %} there',
        '<input placeholder="Search">',
        '<button aria-label="Close">x</button>',
        '{{ level|default:"Not rated" }}',
        '{% field form.title "Name of it" %}',
        '{% include "a.html" with heading="Mend this first" %}',
    ],
)
def test_an_untranslated_sentence_is_seen(text):
    assert untranslated(text) != []


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "Hello there" %}{% translate "Sign in with another account" as words %}',
        "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}",
        '{# A note #}{% comment %}Another{% endcomment %}<a class="name" href="{% url "drivers" %}">{{ name }}</a>',
        "<kbd>Ctrl</kbd> · {{ a }}–{{ b }} <code>make run</code>",
        '{% include "a.html" with heading=_("Mend this first") %}',
    ],
)
def test_what_is_translated_passes(text):
    assert untranslated(text) == []


KEPT = re.compile(r"\{%\s*cache\b([^%]*)%\}(.*?)\{%\s*endcache\s*%\}", re.DOTALL)
SAYS = re.compile(r"\{%\s*(?:translate|blocktranslate|include|partial|partialdef)\b")


def kept_for_one_language(text: str) -> list[str]:
    """Kept fragments that say something, in whatever language came first, to everybody."""
    return [key for key, inside in KEPT.findall(text) if SAYS.search(inside) and "LANGUAGE_CODE" not in key]


@pytest.mark.parametrize("path", templates())
def test_what_is_kept_is_kept_for_each_language(path):
    assert kept_for_one_language(templates()[path]) == []


def test_what_is_kept_for_one_language_is_seen():
    assert kept_for_one_language('{% cache 3600 words using="spine" %}{% translate "Add" %}{% endcache %}') != []
    assert kept_for_one_language('{% cache 3600 head using="spine" %}<link>{% endcache %}') == []


BY_LEVEL = {"h", "m", "l"}  # the words for a rating, which a script looks up by the rating itself


def unread(html: str, read: str) -> list[str]:
    """The data- attributes of a template that nothing in `read`, scripts and style sheets, asks for."""
    names = dict.fromkeys(re.findall(r"\sdata-([a-z][a-z-]*)", COMMENTS.sub("", html)))
    asked = r"\bdata-{}(?![\w-])|(?<![\w-]){}(?![\w-])"
    return [n for n in names if n not in BY_LEVEL and not re.search(asked.format(n, as_property(n)), read)]


def as_property(name: str) -> str:
    """What a script calls the attribute in `dataset`."""
    first, *others = name.split("-")
    return first + "".join(other.title() for other in others)


def test_every_data_attribute_is_read():
    own = [*(ROOT / "static/js").glob("*.js"), *(ROOT / "static/css").glob("*.css")]
    read = "".join(path.read_text(encoding="utf-8") for path in own)
    found = {path: unread(html, read) for path, html in templates().items() if not PRINTED.match(path)}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("read", "names"),
    [
        ("[data-keep]", ["keep-open"]),
        ("form.dataset.keepOpen", ["keep"]),
        ("[data-keep-open-now]", ["keep", "keep-open"]),
    ],
)
def test_an_attribute_that_nothing_reads_is_seen(read, names):
    assert unread('<p data-keep><b data-keep-open="x">{# <i data-gone> #}', read) == names

"""Markdown that people typed, as HTML that is safe to show. Pure: imports nothing of Django.

Stored texts stay as typed; this runs on output, for pages and for the report alike. HTML in the source is shown
as text, images become their description, headings become bold paragraphs (they would tear the outline of the page
that holds them), and links lead only to http, https and mailto addresses.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessments.scripts import script_of

_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "table", "thead", "tbody", "tr", "th", "td"}
_INLINE = {"a", "code", "em", "strong", "s"}
_SPOKEN = {"paragraph_open", "heading_open", "list_item_open", "th_open", "td_open"}


def render_markdown(text: str) -> str:
    """`text` as sanitised HTML blocks; every paragraph carries the direction and language of its first letters."""
    if not text:
        return ""
    return nh3.clean(
        _parser().render(text),
        tags=_BLOCKS | _INLINE,
        attributes={"a": {"href"}, "ol": {"start"}}
        | {tag: {"dir", "lang"} | ({"class"} if tag == "p" else set()) for tag in ("p", "li", "th", "td")},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


# A tag or an address, or an identifier such as R3, Av1, BD2, Rec1 that is no part of a longer word.
_TAG_OR_CODE = re.compile(
    r"(?P<tag><(?:[^<>\"]|\"[^\"]*\")*>|\bhttps?://[^\s<]+)|(?<![\w-])(?P<code>[A-Z][A-Za-z]{0,2}\d{1,5})(?![\w-])"
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>\w+)")
_LEFT_ALONE = {"a", "code", "pre"}


def link_codes(markup: str, chip: Callable[[str], str]) -> str:
    """Rendered Markdown in which every identifier for which `chip(code)` gives HTML is replaced by it.

    Links, addresses and code stay as they are.
    """
    inside = 0

    def replaced(found: re.Match) -> str:
        nonlocal inside
        if found["tag"]:
            tag = _TAG.match(found["tag"])
            if tag and tag["name"] in _LEFT_ALONE:
                inside += -1 if tag["end"] else 1
            return found["tag"]
        return (not inside and chip(found["code"])) or found["code"]

    return _TAG_OR_CODE.sub(replaced, markup)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    parser.core.ruler.push("links", _drop_relative_links)
    parser.core.ruler.push("direction", _set_direction)
    parser.add_render_rule("heading_open", _heading_open)
    parser.add_render_rule("heading_close", lambda *_: "</strong></p>\n")
    parser.add_render_rule("image", lambda _self, tokens, index, *_: html.escape(tokens[index].content))
    return parser


def _heading_open(_self, tokens: list[Token], index: int, *_) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in tokens[index].attrs.items())
    return f'<p class="md-heading"{attributes}><strong>'


def _drop_relative_links(state) -> None:
    """In a stored text they would point into whatever page happens to show it: their words stay, without a link."""
    for token in state.tokens:
        kept, dropping = [], False  # links do not nest
        for child in token.children or ():
            if child.type == "link_open":
                dropping = not child.attrs["href"].lower().startswith(("http://", "https://", "mailto:"))
            if not (dropping and child.type in {"link_open", "link_close"}):
                kept.append(child)
        if token.children:
            token.children = kept


def _set_direction(state) -> None:
    """Give each block the direction and language of the text that follows it."""
    waiting: Token | None = None
    for token in state.tokens:
        if token.type in _SPOKEN and not token.hidden:  # the paragraphs of a tight list are hidden
            waiting = token
        elif token.type == "inline" and waiting is not None:
            direction, language = script_of(token.content)
            if direction:
                waiting.attrSet("dir", direction)
            if language:
                waiting.attrSet("lang", language)
            waiting = None

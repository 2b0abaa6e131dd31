"""Markdown taken out of one cell, line or paragraph. Pure, and linear in the length of its text.

The parser's own inline pass is left out (see `blocks`): a line of ten thousand brackets or asterisks would cost it
dearly. Here every mark is looked at once.
"""

import html
import re

_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
# Only what formats text: "<barcode>" in a statement is a word of its author's.
_TAG = re.compile(
    r"</?(?:a|abbr|b|center|code|div|em|font|i|img|kbd|li|mark|ol|p|s|small|span|strong|sub|sup|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,200}\")?\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKED = re.compile(r"[\\`*_\[<&]")
_WRAP = re.compile(r"(?<!  )(?<!\\)\n")
_TICKS = re.compile(r"`+")
_STRONG = re.compile(r"\*\*|__")
_EMPHASIS = re.compile(r"[*_]")
# Stand for escaped marks while the others are taken away.
_HIDE = {ord(mark): chr(0xE000 + index) for index, mark in enumerate("*_`[]<>&")}
_SHOW = {ord(hidden): chr(mark) for mark, hidden in _HIDE.items()}


def plain(text: str) -> str:
    """A cell or a line without Markdown: emphasis, code marks, links, HTML and escapes taken away, `<br>` as "; "."""
    if not _MARKED.search(text):
        return " ".join(text.split())
    pieces = _code_apart(_ESCAPE.sub(lambda match: match[1].translate(_HIDE), text))
    text = "".join(piece.translate(_HIDE) if code else piece for code, piece in pieces)
    text = _TAG.sub("", _LINK.sub(r"\1", _BREAK.sub("; ", text)))
    for marks in (_STRONG, _EMPHASIS):
        text = _without(text, marks)
    return " ".join(html.unescape(text).translate(_SHOW).split())


def unwrapped(text: str) -> str:
    """A paragraph without the line ends its editor wrapped it at, which our pages would show as line breaks.

    Breaks that Markdown asks for, by two spaces or a backslash before the line's end, stay.
    """
    return _WRAP.sub(" ", text)


def _code_apart(text: str):
    """(is it code?, piece) in order: code stands between two equally long runs of backticks."""
    runs = list(_TICKS.finditer(text))
    closing: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        closing.setdefault(len(runs[index][0]), []).append(index)
    at = index = 0
    while index < len(runs):
        same = closing[len(runs[index][0])]
        while same and same[-1] <= index:
            same.pop()
        if not same:
            index += 1
            continue
        yield False, text[at : runs[index].start()]
        yield True, text[runs[index].end() : runs[same[-1]].start()]
        at, index = runs[same[-1]].end(), same[-1] + 1
    yield False, text[at:]


def _without(text: str, marks: re.Pattern) -> str:
    """`text` without pairs of these marks: one opens before a letter, closes behind one; `_` never inside a word."""
    opened: dict[str, re.Match] = {}
    drop = set()
    for match in marks.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inside = before.isalnum() and after.isalnum()
        mark = match[0]
        if mark in opened and not before.isspace() and not (inside and "_" in mark):
            drop |= {opened.pop(mark).start(), match.start()}
        elif after and not after.isspace() and not inside:
            opened.setdefault(mark, match)
    return marks.sub(lambda match: "" if match.start() in drop else match[0], text)

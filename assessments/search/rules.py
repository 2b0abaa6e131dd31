"""Which of the things one can jump to match what was typed, and in which order. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

MOST = 20  # results
TYPED_MAX = 200  # characters that are looked for; nothing longer is an id or a phrase one remembers
AROUND = 50  # characters shown on each side of a match inside a text

EXACT, START, PHRASE, WORD, INSIDE, TEXT = range(6)


LINE = "{line}"


class Text(NamedTuple):
    """A text of a row other than its title: `place` is what the field is called, `url` where it is shown.

    Both may hold LINE, the number of the line in which it matches.
    """

    place: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Something one can jump to: a page, a step, or a row. `kind` is the word for it ("Risk", "Page")."""

    kind: str
    code: str  # "R3"; "" for what has no id
    title: str
    url: str
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A target that matches. Where it does so inside a text, `place` names the text and the rest quotes it."""

    target: Target
    rank: int
    url: str
    place: str = ""
    before: str = ""
    match: str = ""
    after: str = ""


def clean(typed: str) -> str:
    """What is looked for: one line without control characters, of at most `TYPED_MAX` characters."""
    spaced = "".join(" " if unicodedata.category(letter).startswith(("C", "Z")) else letter for letter in typed[:2000])
    return " ".join(spaced.split())[:TYPED_MAX].strip()


def fold(text: str) -> str:
    """The form in which texts are compared: case and width of letters do not count."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def search(targets: Iterable[Target], typed: str) -> tuple[tuple[Hit, ...], int]:
    """The first `MOST` hits, and how many there are; nothing typed finds nothing.

    An id itself comes first, then ids and titles that begin with what was typed, titles with it as it stands, titles
    with its words in any order, titles that have it inside words, and last texts. Within a rank the order of `targets`
    stands, so the same words find the same.
    """
    wanted = fold(clean(typed))
    words = wanted.split()
    if not words:
        return (), 0
    hits = [hit for target in targets if (hit := _match(target, wanted, words))]
    hits.sort(key=lambda hit: hit.rank)
    return tuple(hits[:MOST]), len(hits)


def _match(target: Target, wanted: str, words: list[str]) -> Hit | None:
    rank = _rank(target, wanted, words)
    if rank is not None:
        return Hit(target, rank, target.url)
    for text in target.texts:
        folded = fold(text.text)
        if all(word in folded for word in words):
            needle = wanted if wanted in folded else words[0]
            line = str(folded.count("\n", 0, folded.index(needle)) + 1)
            place, url = text.place.replace(LINE, line), (text.url or target.url).replace(LINE, line)
            return Hit(target, TEXT, url, place, *_quote(text.text, folded, needle))
    return None


def _rank(target: Target, wanted: str, words: list[str]) -> int | None:
    code, title = fold(target.code), fold(target.title)
    if code and wanted.replace(" ", "").replace("-", "") == code:
        return EXACT
    if title == wanted:
        return EXACT
    if title.startswith(wanted) or (code and code.startswith(wanted)):
        return START
    whole = f"{code} {title}"
    if not all(word in whole for word in words):
        return None
    starts = _words(whole)
    if not all(any(start.startswith(word) for start in starts) for word in words):
        return INSIDE
    return PHRASE if wanted in whole else WORD


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split() + text.split()


def _quote(text: str, folded: str, needle: str) -> tuple[str, str, str]:
    """The line around the match as (before, match, after); where letters fold to several, unmarked."""
    if len(folded) != len(text):
        return _line(text[: 2 * AROUND]), "", "…" if len(text) > 2 * AROUND else ""
    at = folded.index(needle)
    end = at + len(needle)
    before = ("…" if at > AROUND else "") + _line(text[max(0, at - AROUND) : at])
    after = _line(text[end : end + AROUND]) + ("…" if len(text) > end + AROUND else "")
    return before, text[at:end], after


def _line(text: str) -> str:
    """In one line; a space at either end stays, because the match stands beside it."""
    return "".join(" " if letter.isspace() else letter for letter in text)

"""The grammar of one typed line, by which drivers, findings and recommendations are captured.

    Expand to 5 markets in 12 months #goal !h @Elena
    Synchronous call to the gateway #high +Security -Cost ?Latency @"Tomás Silva"

A mark stands at the start of a word and goes on with a letter: `#word` names a choice, `!h` `!m` `!l` a priority,
`@name` a person, `^name` an approach, `&name` an area, `+name` `-name` `?name` the effect on a quality attribute
(better, worse, not known). Names of several words are found if they are known, else they stand in quotes. Everything
else is the statement. What stands behind a bar (`Database replication|It stays inside one region`) is its explanation,
and holds no marks.
Pure: imports nothing of Django but its translations.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.errors import Refused
from assessments.text import clean_text

LEVEL_WORDS = {"h": "H", "high": "H", "m": "M", "medium": "M", "l": "L", "low": "L"}
EFFECT_SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-", "?": ""}

_MARK = re.compile(r"(?:^|(?<=\s))([#!@^&+\-−–?])(?=[\"“„']?[^\W\d_])")
_QUOTED = re.compile(r"[\"“„']([^\"”“']+)[\"”“']")
_WORD = re.compile(r"\S+")
_BAR = re.compile(r"\s*(?<!\|)\|(?!\|)\s*")  # two bars are an operator in somebody's text
_TRAILING = ".,;:!?)"


class Mark(NamedTuple):
    sign: str
    word: str


def read_marks(
    text: str, takes: Mapping[str, Callable[[str], bool]], known: Mapping[str, Iterable[str]]
) -> tuple[str, list[Mark]]:
    """`text` without its marks, and the marks in order.

    `takes[sign](word)` says whether this word after this sign is a mark; if not, it stays in the text. `known[sign]`
    are names that may have several words.
    """
    rest, marks, at = [], [], 0
    text = clean_text(text)
    while found := _MARK.search(text, at):
        sign, start = found.group(1), found.end()
        word, end = _word_at(text, start, known.get(sign, ()))
        if sign in takes and takes[sign](word):
            rest.append(text[at : found.start()])
            marks.append(Mark(sign, word))
        else:
            rest.append(text[at:end])
        at = end
    rest.append(text[at:])
    return " ".join("".join(rest).split()), marks


def split_at_bars(text: str) -> tuple[str, list[str]]:
    """`Circuit breaker #high|One per provider|Effort: 2 sprints` → what stands before the first bar, and the rest."""
    first, *others = _BAR.split(text.strip())
    return first, [" ".join(other.split()) for other in others if other.strip()]


def _word_at(text: str, start: int, known: Iterable[str]) -> tuple[str, int]:
    """The name at `start` and where it ends: the longest known one, a quoted one, else one word."""
    for name in sorted(known, key=len, reverse=True):
        end = start + len(name)
        if text[start:end].casefold() == name.casefold() and not text[end : end + 1].isalnum():
            return name, end
    if quoted := _QUOTED.match(text, start):
        return quoted.group(1).strip(), quoted.end()
    word = _WORD.match(text, start).group().rstrip(_TRAILING)
    return word, start + len(word)


def which_name(word: str, names: Iterable[str]) -> str:
    """The one of `names` that `word` means: it is the name, or begins one of its words. "" if none does.

    Refused if it could be several.
    """
    names = sorted(set(names))
    wanted = word.casefold()
    for name in names:
        if name.casefold() == wanted:
            return name
    # A whole word of the name counts before the beginning of one: @Ann is Ann Lee, not Anna Meyer.
    for fits in (str.__eq__, str.startswith):
        found = [name for name in names if any(fits(part, wanted) for part in name.casefold().split())]
        if len(found) > 1:
            raise Refused(
                _("“%(word)s” could be %(names)s. Write more of the name.")
                % {"word": word, "names": _(" or ").join(found)}
            )
        if found:
            return found[0]
    return ""


def one_of(sign: str, marks: list[Mark], choices: Mapping[str, str], refusal: str) -> str:
    """The value of the one mark of this sign, looked up in `choices`; "" if there is none.

    Refused if the marks contradict each other (`refusal`) or a word is none of the choices.
    """
    values = []
    for mark in marks:
        if mark.sign != sign:
            continue
        value = choices.get(mark.word.casefold())
        if value is None:
            raise Refused(
                _("%(mark)s is not known here. Write %(choices)s, or leave the %(sign)s out.")
                % {"mark": sign + mark.word, "sign": sign, "choices": ", ".join(sign + word for word in choices)}
            )
        values.append(value)
    if len(set(values)) > 1:
        raise Refused(refusal)
    return values[0] if values else ""


def person_in(marks: list[Mark], names: Iterable[str]) -> str:
    """Who `@` names: a known name, or a new one as typed; "" for nobody. Refused for two people."""
    people = [which_name(mark.word, names) or mark.word for mark in marks if mark.sign == "@"]
    if len(set(people)) > 1:
        raise Refused(_("Only one person can stand here. Keep one @name."))
    return people[0] if people else ""

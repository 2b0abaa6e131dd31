"""Rules of recommendations, an extension beyond the SEI's method. Pure: of Django only its translations."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.types import SEVERITIES, Recommendation
from assessments.errors import Refused
from assessments.one_line import Mark, one_of, person_in, read_marks, split_at_bars

# In the order of time; "" are those without a horizon, which come last.
HORIZONS = ("immediate", "short", "long", "")


class RecommendationLine(NamedTuple):
    """What one typed line says; "" where it does not say. `owner` is a name, `answers` are codes of risks, themes."""

    title: str
    severity: str
    horizon: str
    owner: str
    details: str = ""
    cost: str = ""
    effort: str = ""
    answers: tuple[str, ...] = ()


def read_recommendation(text: str, people: Iterable[str] = (), answerable: Iterable[str] = ()) -> RecommendationLine:
    """`Add a circuit breaker #high #short @Jonas ^R2 ^RT1|One per provider|Effort: 2 sprints` → its parts.

    `answerable` are the codes of the risks and themes there are. What follows a bar is a line of its details, but
    `Cost:` and `Effort:`, as in a document that is imported; `c:` and `e:` are short for them.
    """
    people = tuple(people)
    text, lines = split_at_bars(text)
    details, figures = _details(lines)
    title, marks = read_marks(text, {sign: lambda word: True for sign in "#@^"}, {"@": people})
    tags = [mark for mark in marks if mark.sign == "#"]
    choices = {value: value for value in (*SEVERITIES, *filter(None, HORIZONS))}
    severities = [mark for mark in tags if mark.word.casefold() in SEVERITIES]
    severity = one_of("#", severities, choices, _("One severity is enough. Keep one of #critical #high #medium #low."))
    others = [mark for mark in tags if mark not in severities]
    horizon = one_of("#", others, choices, _("One horizon is enough. Keep one of #immediate #short #long."))
    if not title:
        raise Refused(_("Write what should be done before the marks."))
    answers = _answers(marks, answerable)
    return RecommendationLine(title, severity, horizon, person_in(marks, people), details, **figures, answers=answers)


def _answers(marks: Iterable[Mark], answerable: Iterable[str]) -> tuple[str, ...]:
    codes = {code.casefold(): code for code in answerable}
    words = dict.fromkeys(mark.word for mark in marks if mark.sign == "^")
    if unknown := [word for word in words if word.casefold() not in codes]:
        raise Refused(
            _("There is no risk or theme %(code)s. A recommendation answers them by their code, such as ^R1 or ^RT1.")
            % {"code": unknown[0]}
        )
    return tuple(dict.fromkeys(codes[word.casefold()] for word in words))


def _details(lines: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The list of details as Markdown, and cost and effort; what is said of them a second time stays a detail."""
    labels = {
        "c": "cost",
        "e": "effort",
        "cost": "cost",
        "effort": "effort",
        _("Cost").casefold(): "cost",
        _("Effort").casefold(): "effort",
    }
    details, figures = [], {}
    for line in lines:
        label, colon, value = line.partition(":")
        name = labels.get(label.strip().casefold()) if colon else None
        if name and value.strip() and name not in figures:
            figures[name] = value.strip()
        else:
            details.append(f"- {line}")
    return "\n".join(details), figures


def why_not_recommendation(values: dict[str, str]) -> str:
    """Why a recommendation may not take these values; "" if it may."""
    if not values.get("title", "x"):
        return _("Write what should be done. To remove the recommendation, delete it.")
    return ""


def answers_nothing(recommendation: Recommendation) -> bool:
    """A recommendation ought to answer a risk or a risk theme."""
    return not (recommendation.risks or recommendation.themes)


def by_horizon(recommendations: Iterable[Recommendation]) -> list[tuple[str, list[Recommendation]]]:
    """(horizon, its recommendations, most severe first) for the horizons that have some."""
    rows = sorted(recommendations, key=lambda row: SEVERITIES.index(row.severity) if row.severity else len(SEVERITIES))
    groups = [(horizon, [row for row in rows if row.horizon == horizon]) for horizon in HORIZONS]
    return [(horizon, members) for horizon, members in groups if members]

"""All keys of the interface, in one list.

The dialog of `?` shows it (templates/includes/keys.html), and the scripts take from that dialog which key does what
(static/js/single-keys.js): a key that is not listed does nothing, and what is listed is what the keys do.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Shortcut(NamedTuple):
    """`keys` as shown, in the order of pressing. `does` names what a script does in its part of the page.

    `page` is the URL name of the page it leads to. `single` keys are characters without Ctrl, Cmd or Alt, and can be
    turned off together (WCAG 2.1.4).
    """

    keys: tuple[str, ...]
    words: str
    does: str = ""
    page: str = ""
    single: bool = False


class Group(NamedTuple):
    """The shortcuts of a part of the page. Those of `everywhere` and `go` work wherever no field has focus."""

    scope: str
    title: str
    shortcuts: tuple[Shortcut, ...]


def _go(letter: str, page: str, words: str) -> Shortcut:
    return Shortcut(("g", letter), words, page=page, single=True)


def _letter(letter: str, does: str, words: str) -> Shortcut:
    return Shortcut((letter,), words, does=does, single=True)


GROUPS = (
    Group(
        "everywhere",
        _("On every page"),
        (
            Shortcut(("Ctrl", "K"), _("Search or jump to an id, page or text (on a Mac Cmd K)")),
            Shortcut(("Alt", "Q"), _("Quick capture")),
            _letter("n", "new", _("New row: to the field it is typed into")),
            Shortcut(("Alt", "N"), _("The same from within a field; again, to the next such field of the page")),
            _letter("/", "filter", _("Filter, or search where the page has no filter")),
            _letter("z", "undo", _("Undo what the last notice tells")),
            _letter("?", "help", _("This list")),
            Shortcut(("Esc",), _("Close, or leave without a change")),
        ),
    ),
    Group(
        "go",
        _("Go to"),
        (
            _go("o", "overview", _("Overview")),
            _go("p", "preparation", _("Preparation")),
            _go("d", "drivers", _("Business drivers")),
            _go("q", "requirements", _("Requirements")),
            _go("c", "architecture", _("Architecture and its components")),
            _go("u", "tree", _("Utility tree")),
            _go("a", "analysis", _("Analysis")),
            _go("r", "findings", _("Risks and other findings")),
            _go("t", "themes", _("Risk themes")),
            _go("e", "recommendations", _("Recommendations")),
            _go("w", "results", _("Results")),
        ),
    ),
    Group(
        "tree",
        _("In a row of the utility tree"),
        (
            Shortcut(("↑", "↓"), _("Move")),
            Shortcut(("Enter",), _("Edit the statement")),
            Shortcut(("Space",), _("Open the scenario")),
            _letter("i", "importance", _("Rate importance")),
            _letter("d", "difficulty", _("Rate difficulty")),
            _letter("x", "select", _("Select")),
            Shortcut(("Shift", "↑ ↓"), _("Select several")),
            _letter("m", "place", _("Move what is selected")),
            _letter("n", "new", _("New scenario below")),
            _letter("/", "filter", _("Filter")),
            Shortcut(("↓",), _("From the filter: to the first row")),
            Shortcut(("Esc",), _("Select none, or close the panel")),
            Shortcut(("Alt", "↑ ↓"), _("Move the row, in every list that has an order")),
        ),
    ),
    Group(
        "rating",
        _("In a rating"),
        (
            _letter("h", "H", _("High")),
            _letter("m", "M", _("Medium")),
            _letter("l", "L", _("Low")),
            _letter("0", "", _("Not rated")),
        ),
    ),
    Group("bank", _("In the question bank"), (_letter("1–9", "put", _("Ask the question of that number")),)),
)

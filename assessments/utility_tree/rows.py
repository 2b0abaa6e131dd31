"""A scenario as a row of the tree's table, written in Python.

The row stands here and not in a template because there may be a thousand of them: measurements and the alternatives
are in docs/decisions/tree-page.md. Everything a person typed passes through `escape`.
"""

from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.access import RATE_DIFFICULTY, RATE_IMPORTANCE
from assessments.dossier.types import Scenario
from assessments.templatetags.workbench import level_word, qa

LEVELS = ("H", "M", "L", "")


def tree_url(pk: str, parameters: dict[str, str] | None = None, *, anchor: str = "") -> str:
    """The tree page of assessment `pk`, showing what the filter's `parameters` say."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return reverse("tree", args=[pk]) + query + (f"#{anchor}" if anchor else "")


class RowWriter:
    """Writes rows for one viewer: what is the same in every row is worked out once.

    `can` are the viewer's capabilities: an axis they may rate is a link (without JavaScript to the scenario's page,
    with it the place where three radios appear), another one is read only. `open_id` is the scenario in the panel.
    """

    def __init__(self, pk: str, can: frozenset[str], *, open_id: str = "", flat: bool = False):
        self.base = escape(reverse("tree", args=[pk]))
        self.open_id = open_id
        self.flat = flat
        words = {level: level_word(level) for level in LEVELS}
        axes = {
            "importance": (_("Importance of %(code)s: %(level)s"), RATE_IMPORTANCE in can),
            "difficulty": (_("Difficulty of %(code)s: %(level)s"), RATE_DIFFICULTY in can),
        }
        # A code is interpolated later, at "\0": the sentence around it is translated and escaped once.
        self.cells = {
            (axis, level): self._cell(axis, level, escape(label % {"code": "\0", "level": words[level]}), may)
            for axis, (label, may) in axes.items()
            for level in LEVELS
        }
        self.measure = {
            True: f'<td class="c-measure"><span class="status">{escape(_("Measurable"))}</span></td>',
            False: f'<td class="c-measure"><span class="status status--none">{escape(_("No measure"))}</span></td>',
        }

    def _cell(self, axis: str, level: str, label: str, may: bool) -> tuple[str, str, str]:
        """The cell in three parts, between which the address and the code of the scenario are put."""
        shade = f"rate rate--{level.lower()}" if level else "rate"
        if may:
            return (
                '<td class="c-lvl"><a class="' + shade + f'" data-rate="{axis}" href="',
                f'#{axis}" aria-label="' + label.partition("\0")[0],
                label.partition("\0")[2] + f'">{level}</a></td>',
            )
        return (
            f'<td class="c-lvl"><span class="{shade}" role="img" aria-label="',
            label.partition("\0")[0],
            label.partition("\0")[2] + f'">{level}</span></td>',
        )

    def _rating(self, axis: str, level: str, address: str, code: str) -> str:
        before, between, after = self.cells[axis, level]
        return before + (address if before.endswith('href="') else "") + between + code + after

    def row(self, scenario: Scenario, *, oob: bool = False, arrived: bool = False) -> SafeString:
        """One `<tr>`. `oob` marks it for an out-of-band swap, `arrived` gives it the tint of a new row."""
        address, code = f"{self.base}{scenario.id}/", escape(scenario.code)
        is_open = scenario.id == self.open_id
        classes = "scn" + (" is-open" if is_open else "") + (" is-new" if arrived else "")
        swap = ' hx-swap-oob="true"' if oob else ""
        if self.flat:
            hue = scenario.hue if scenario.attribute_code else None
            tile = qa(scenario.attribute_code or "–", hue, scenario.attribute or _("Unplaced"))
            home = f'<td class="c-attr">{tile}</td>'
        else:
            home = f'<td class="c-ref"><span>{escape(scenario.refinement)}</span></td>'
        return mark_safe(  # noqa: S308 - every value is escaped above or made by this class
            f'<tr class="{classes}" id="scenario-{scenario.id}" data-row{swap}>'
            f'{home}<th scope="row" class="c-scn"><span class="id">{code}</span>'
            f'<a class="scn-name" href="{address}"{" aria-current=true" if is_open else ""}>'
            f"{escape(scenario.statement)}</a></th>"
            f"{self._rating('importance', scenario.importance, address, code)}"
            f"{self._rating('difficulty', scenario.difficulty, address, code)}"
            f"{self.measure[bool(scenario.response_measure)]}</tr>"
        )

    def rows(self, scenarios) -> SafeString:
        return mark_safe("\n".join([self.row(scenario) for scenario in scenarios]))  # noqa: S308 - made by row

"""The rows of the tree's table, written in Python: scenarios, and the headings of their groups.

They stand here and not in a template because there may be a thousand of them: measurements and the alternatives
are in docs/decisions/tree-page.md. Everything a person typed passes through `escape`.
"""

from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.access import EDIT, RATE_DIFFICULTY, RATE_IMPORTANCE
from assessments.dossier.types import Scenario
from assessments.marks import icon_html, level_word, qa

LEVELS = ("H", "M", "L", "")
SELECTED = 2  # ranks below it, (H,H), (H,M) and (M,H), are to be analysed; of the others, what somebody begins with
EMPTY = mark_safe("")


def count_html(number: int, attribute_id: str, *, oob: bool = False) -> SafeString:
    """How many scenarios stand under a heading; under an attribute it is swapped by its id when that changes."""
    words = ngettext("%(number)s scenario", "%(number)s scenarios", number) % {"number": number}
    name = f' id="count-{attribute_id}"' if attribute_id else ""
    swap = ' hx-swap-oob="true"' if oob else ""
    return mark_safe(f'<span class="meta"{name}{swap}>{escape(words)}</span>')  # noqa: S308 - escaped


def tree_url(pk: str, parameters: dict[str, str] | None = None, *, anchor: str = "") -> str:
    """The tree page of assessment `pk`, showing what the filter's `parameters` say."""
    return reverse("tree", args=[pk]) + query_string(parameters) + (f"#{anchor}" if anchor else "")


def query_string(parameters: dict[str, str] | None) -> str:
    """`parameters` as the end of an address, with its question mark; "" for none."""
    return f"?{urlencode(parameters)}" if parameters else ""


class RowWriter:
    """Writes rows for one viewer: what is the same in every row is worked out once.

    `can` are the viewer's capabilities: an axis they may rate is a link (without JavaScript to the scenario's page,
    with it the place where three radios appear), another one is read only. `open_id` is the scenario in the panel,
    `query` the filter as a query string ("?q=..."), which links to other pages of the tree carry on. `selecting` gives
    each row a box; with JavaScript tree-select.js adds it.
    """

    def __init__(
        self,
        pk: str,
        can: frozenset[str],
        *,
        open_id: str = "",
        flat: bool = False,
        query: str = "",
        selecting: bool = False,
    ):
        self.pk, self.query, self.selecting = pk, query, selecting
        self.base = escape(reverse("tree", args=[pk]))
        self.open_id = open_id
        self.flat = flat
        self.may_edit = EDIT in can
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
        self.analyses = {
            state: f'<td class="c-done{shape}">{escape(words)}</td>'
            for state, shape, words in (
                ("analysed", " is-done", _("Analysed")),
                ("in_analysis", " is-now", _("In analysis")),
                ("", " is-due", _("Not analysed")),
                ("low", "", _("Not selected")),
            )
        }

    def _cell(self, axis: str, level: str, label: str, may: bool) -> tuple[str, str, str]:
        """The cell in three parts, between which the address and the code of the scenario are put."""
        shade = f"rate rate--{level.lower()}" if level else "rate"
        if may:
            return (
                '<td class="c-lvl"><a class="' + shade + '" href="',
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

    def _box(self, scenario: Scenario) -> str:
        label = escape(_("Select %(code)s") % {"code": scenario.code})
        return (
            f'<input class="pick" type="checkbox" form="bulk" name="scenario" value="{scenario.id}"'
            f' id="pick-{scenario.id}" aria-label="{label}" data-pick>'
            '<input type="hidden" form="bulk" name="base"'
            f' value="{scenario.id}:{scenario.importance}:{scenario.difficulty}">'
        )

    def row(self, scenario: Scenario, *, oob: bool = False, arrived: bool = False) -> SafeString:
        """One `<tr>`. `oob` marks it for an out-of-band swap, `arrived` gives it the tint of a new row."""
        address, code = f"{self.base}{scenario.id}/", escape(scenario.code)
        is_open = scenario.id == self.open_id
        classes = "scn" + (" is-open" if is_open else "") + (" is-new" if arrived else "")
        swap = ' hx-swap-oob="true"' if oob else ""
        box = self._box(scenario) if self.selecting else ""
        if self.flat:
            hue = scenario.hue if scenario.attribute_code else None
            tile = qa(scenario.attribute_code or "–", hue, scenario.attribute or _("Unplaced"))
            home = f'<td class="c-attr">{box}{tile}</td>'
        else:
            home = f'<td class="c-ref">{box}<span>{escape(scenario.refinement)}</span></td>'
        return mark_safe(  # noqa: S308 - every value is escaped above or made by this class
            f'<tr class="{classes}" id="scenario-{scenario.id}" data-row{swap}>'
            f'{home}<th scope="row" class="c-scn"><span class="id">{code}</span>'
            f'<a class="scn-name" href="{address}"{" aria-current=true" if is_open else ""}>'
            f"{escape(scenario.statement)}</a></th>"
            f"{self._rating('importance', scenario.importance, address, code)}"
            f"{self._rating('difficulty', scenario.difficulty, address, code)}"
            f"{self.analyses[scenario.analysis or ('' if scenario.rank < SELECTED else 'low')]}</tr>"
        )

    def group(
        self,
        title: str,
        scenarios: list[Scenario],
        *,
        attribute_id: str = "",
        tile: SafeString = EMPTY,
        bare=(),
        parts: tuple[str, ...] = (),
        rated: str | None = None,
    ) -> SafeString:
        """A `<tbody>` without its closing tag: heading, rows, and the names of refinements that are still `bare`.

        `parts` are names to offer for refinements. `rated` is what the rows share in the order of analysis: "(H,M)",
        or "" for those not fully rated; rating.js marks a row that was rated otherwise since.
        """
        name = f' id="attribute-{attribute_id}" data-attribute="{attribute_id}" data-name="{escape(title)}"'
        if parts and self.may_edit:
            name += f' data-parts="{"|".join(parts)}"'
        nothing = escape(_("No scenario yet"))
        rows = [self.row(scenario) for scenario in scenarios]
        rows += [
            f'<tr class="scn scn--empty"><td class="c-ref"><span>{escape(refinement)}</span></td>'
            f'<td colspan="4" class="faint">{nothing}</td></tr>'
            for refinement in bare
        ]
        heading = self.heading(title, len(scenarios), attribute_id=attribute_id, tile=tile)
        name = name if attribute_id else "" if rated is None else f' data-rated="{rated}"'
        lines = [f"<tbody{name} data-rows>", heading, *rows, ""]
        return mark_safe("\n".join(lines))  # noqa: S308 - every value is escaped above or made by this class

    def heading(self, title: str, count: int, *, attribute_id: str = "", tile: SafeString = EMPTY) -> SafeString:
        """The row above a group, with its `tile`. An attribute's leads editors to its panel and to a new scenario."""
        name = escape(title)
        folding = escape(_("Scenarios of %(name)s") % {"name": title})
        shown, adding = f"<span>{name}</span>", ""
        if attribute_id and self.may_edit:
            address = escape(reverse("attribute", args=[self.pk, attribute_id]) + self.query)
            shown = f'<a class="attr-name" href="{address}" data-panel>{name}</a>'
            label = escape(_("Add a scenario to %(name)s") % {"name": title})
            adding = (
                f'<a class="icon-btn push" href="{self.base}?add={attribute_id}#add" data-add'
                f' title="{escape(_("Add a scenario"))}" aria-label="{label}">{icon_html("plus", "i i--s")}</a>'
            )
        return mark_safe(  # noqa: S308 - every value is escaped above or made by this class
            '<tr class="attr" data-row-heading><th colspan="5" scope="rowgroup"><span class="rowx">'
            '<button class="icon-btn" type="button" data-collapse hidden aria-expanded="true"'
            f' aria-label="{folding}">{icon_html("chevron-down", "i i--s")}</button>'
            f"{tile}{shown}{count_html(count, attribute_id)}{adding}</span></th></tr>"
        )

"""The rows of the register, written in Python: there may be a thousand of them (docs/decisions/tree-page.md).

Everything a person typed passes through `escape`, or through `ref_html`, which escapes.
"""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.dossier.types import AttributeEffect, Finding, Ref, Theme
from assessments.findings.rules import names_too_few, open_comments, review_due
from assessments.marks import avatar, effect, qa, ref_html, ref_url, severity, warning
from assessments.models import Finding as FindingRow

LONGEST = 160  # characters of a text in a row; the whole of it stands on the finding's page
LONGEST_TITLE = 240


def short(text: str, longest: int = LONGEST) -> str:
    """`text`, cut and escaped."""
    return escape(text if len(text) <= longest else text[: longest - 1] + "…")


class RowWriter:
    """Writes rows for one viewer: what is the same in every row is worked out once.

    With `may_edit` a risk has a box that selects it for the form `bulk`, and one without a theme leads to where one is
    chosen.
    `arrived` is the id of the row that was just written: it gets the tint of a new one. `picked` are the ids of risks
    whose box is ticked. `keep` is the address part of the filter, which travels along to a finding's own page.
    """

    def __init__(
        self,
        pk: str,
        today: date,
        *,
        may_edit: bool,
        arrived: str = "",
        picked: Iterable[str] = (),
        keep: str = "",
    ):
        self.pk, self.today, self.may_edit, self.arrived = pk, today, may_edit, arrived
        self.picked, self.keep = frozenset(picked), escape(keep)
        self.base = escape(reverse("findings", args=[pk]))
        self.theme_base = escape(reverse("theme", args=[pk, "\0"]))
        self.select = escape(_("Select %(code)s"))
        self.none, self.nobody = faint(_("None")), faint(_("Nobody"))
        self.no_theme, self.no_driver = warning(_("No theme")), warning(_("No driver"))
        self.choose = escape(_("Choose a theme"))
        self.not_placed, self.no_date = faint(_("Not placed")), faint(_("No date"))
        self.no_assumption, self.few = warning(_("Rests on no assumption")), warning(_("Names fewer than 2 attributes"))
        self.due = f' <span class="badge badge--warn">{escape(_("Due"))}</span>'
        self.broke = escape(_("Broke"))
        self.omission = f'<span class="faint nowrap">{escape(_("No decision yet"))}</span>'
        self.pills = {level: severity(level, pill=True) for level in ("critical", "high", "medium", "low", "")}
        self.signs = {sign: effect(sign) for sign in ("+", "-", "")}
        self.outside = f'<span class="vh">, {escape(_("outside the tree"))}</span>'
        self._chips: dict[Ref, str] = {}
        self._avatars: dict[str, str] = {}
        self._tiles: dict[tuple, str] = {}

    def risks(self, findings: Iterable[Finding]) -> SafeString:
        return mark_safe("\n".join(map(self.risk, findings)))  # noqa: S308 - every value is escaped below

    def facts(self, findings: Iterable[Finding]) -> SafeString:
        """The rows of trade-off points, sensitivity points or non-risks."""
        return mark_safe("\n".join(map(self.fact, findings)))  # noqa: S308 - every value is escaped below

    def themes(self, themes: Iterable[Theme]) -> SafeString:
        return mark_safe("\n".join(map(self.theme, themes)))  # noqa: S308 - every value is escaped below

    def risk(self, finding: Finding) -> str:
        placed = placement(finding)
        cells = (
            self._title(finding),
            self.pills[finding.severity]
            + (f'<span class="sub t1 mt-1 nowrap">{escape(placed)}</span>' if placed else "")
            + f'<span class="sub t1 mt-1 nowrap">{escape(finding.status_label)}</span>',
            self._found_in(finding),
            self._themes_of(finding),
            short(finding.mitigation) if finding.mitigation else self.none,
            self._avatar(finding.owner.name) if finding.owner else self.nobody,
        )
        return self._row(finding, "</td><td>".join(cells[1:]), cells[0])

    def fact(self, finding: Finding) -> str:
        cells = [self._effects(finding) + (self.few if names_too_few(finding) else "")]
        if finding.kind == "N":
            cells.append(short(finding.assumption) if finding.assumption else self.no_assumption)
            cells.append(self._review(finding))
        cells.append(self._found_in(finding))
        return self._row(finding, "</td><td>".join(cells), self._title(finding))

    def theme(self, theme: Theme) -> str:
        drivers = self.chips(driver for driver, _degree in theme.drivers) or self.no_driver
        return (
            f'<tr id="theme-{theme.id}"{self._tint(theme.id)}>'
            f'<th scope="row"><span class="id">{escape(theme.code)}</span>&ensp;'
            f'<a class="title" href="{self._theme_url(theme.id)}">{short(theme.title, LONGEST_TITLE)}</a></th>'
            f"<td>{self.chips(theme.risks) or self.none}</td><td>{drivers}</td></tr>"
        )

    def chips(self, refs: Iterable[Ref]) -> str:
        made = "".join(map(self.chip, refs))
        return f'<div class="row row--wrap gap-1">{made}</div>' if made else ""

    def chip(self, ref: Ref) -> str:
        if ref not in self._chips:
            self._chips[ref] = ref_html(ref, ref_url(self.pk, ref.kind, ref.id))
        return self._chips[ref]

    def _row(self, finding: Finding, cells: str, title: str) -> str:
        box = ""
        if self.may_edit and finding.kind == "R":
            box = (
                f'<input class="pick" type="checkbox" form="bulk" name="risk" value="{finding.id}"'
                f' id="pick-{finding.id}" aria-label="{self.select % {"code": escape(finding.code)}}" data-pick'
                f"{' checked' if finding.id in self.picked else ''}> "
            )
        return (
            f'<tr id="finding-{finding.id}" data-row{self._tint(finding.id)}>'
            f'<th scope="row">{box}{title}</th><td>{cells}</td></tr>'
        )

    def _title(self, finding: Finding) -> str:
        return (
            f'<span class="id">{escape(finding.code)}</span>&ensp;<a class="title" id="finding-{finding.id}-title"'
            f' href="{self.base}{finding.id}/{self.keep}">{short(finding.title, LONGEST_TITLE)}</a>'
            + self._comments(open_comments(finding))
            + (f'<span class="sub">{short(finding.description)}</span>' if finding.description else "")
            + (f'<span class="sub t1">{escape(finding.area)}</span>' if finding.area else "")
        )

    def _found_in(self, finding: Finding) -> str:
        omitted = any(cell.approach is None for cell in finding.cells) and finding.is_omission
        return (self.chips((*finding.found_in, *finding.approaches)) or self.not_placed) + (
            self.omission if omitted else ""
        )

    def _themes_of(self, finding: Finding) -> str:
        if finding.themes:
            return "<br>".join(
                f'<a class="plain" href="{self._theme_url(theme.id)}">{short(theme.title, LONGEST_TITLE)}</a>'
                for theme in finding.themes
            )
        lead = (
            f'<div><a href="{self.base}{finding.id}/{self.keep}#themes">{self.choose}</a></div>'
            if self.may_edit
            else ""
        )
        return self.no_theme + lead

    def _theme_url(self, theme_id: str) -> str:
        return self.theme_base.replace("\0", theme_id).replace("%00", theme_id)

    def _effects(self, finding: Finding) -> str:
        if not finding.attributes:
            return "" if finding.kind == "T" else self.none
        items = "".join(f"<li>{self._effect(part, finding.kind)}</li>" for part in finding.attributes)
        return f'<ul class="effects">{items}</ul>'

    def _effect(self, part: AttributeEffect, kind: str) -> str:
        key = (part.code, part.hue, part.in_tree)
        if key not in self._tiles:
            self._tiles[key] = qa(part.code, part.hue if part.in_tree else None)
        sign = self.signs[part.effect] if kind == "T" or part.effect else ""
        return f"{self._tiles[key]}{escape(part.name)}{'' if part.in_tree else self.outside}{sign}"

    def _comments(self, number: int) -> str:
        """How many comments wait for an answer."""
        if not number:
            return ""
        words = ngettext("%(number)d comment to answer", "%(number)d comments to answer", number) % {"number": number}
        return f' <span class="badge badge--warn">{escape(words)}</span>'

    def _review(self, finding: Finding) -> str:
        if finding.became:
            return f'<div class="row row--wrap gap-1">{self.broke} {"".join(map(self.chip, finding.became))}</div>'
        if not finding.review_on:
            return self.no_date
        day = f'<span class="nowrap">{date_format(finding.review_on, "j M Y")}</span>'
        return day + (self.due if review_due(finding, self.today) else "")

    def _avatar(self, name: str) -> str:
        if name not in self._avatars:
            self._avatars[name] = avatar(name)
        return self._avatars[name]

    def _tint(self, row_id: str) -> str:
        return ' class="arrive"' if row_id == self.arrived else ""


def placement(finding: Finding) -> str:
    """Likelihood and impact as a row says them: "Likely, severe"; what is not given is left out."""
    likelihood, impact = finding.likelihood_label, finding.impact_label
    return f"{likelihood}, {impact.lower()}" if likelihood and impact else likelihood or impact


def faint(words: str) -> str:
    return f'<span class="faint">{escape(words)}</span>'


def axis_words() -> tuple[dict[str, str], dict[str, str]]:
    """The words for likelihoods and impacts."""
    return (
        {choice.value: str(choice.label) for choice in FindingRow.Likelihood},
        {choice.value: str(choice.label) for choice in FindingRow.Impact},
    )

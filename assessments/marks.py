"""The marks of the design system as HTML: icons, tiles, levels, severities, references, avatars.

One function a mark, so that its markup exists once, whether a template shows it (templatetags/workbench.py) or a long
table is written in Python; that is several times faster than an inclusion template. Everything a person typed passes
through `format_html` or `escape`.
"""

from functools import lru_cache
from html import escape

from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from assessments import clock
from assessments.kinds import kind_word
from assessments.models import Finding

LEVELS = ("H", "M", "L")


@lru_cache(maxsize=512)
def _icon(sprite: str, name: str, classes: str) -> SafeString:
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, sprite, name)


@lru_cache(maxsize=8)
def _sprite(prefix: str) -> str:
    """The sprite's address under the script `prefix`; its hashed name stands as long as the process."""
    return static("icons.svg")


def sprite_address() -> str:
    return _sprite(get_script_prefix())


def icon_html(name: str, classes: str = "i") -> SafeString:
    """An icon of the sprite `static/icons.svg`; decorative, hidden from screen readers."""
    return _icon(sprite_address(), name, classes)


def qa(code: str, hue: int | None = None, label: str = "", size: str = "") -> SafeString:
    """The two-letter tile of a quality attribute, in its cool hue.

    `hue` is QualityAttribute.hue (0-7, taken modulo 8); None draws the outlined tile of an attribute outside the
    tree. With `label` the name stands beside the tile; without it the tile alone is decorative, so the name must
    be in the text nearby. `size` is "" or "xs".
    """
    tile = _tile(code, hue, size)
    return format_html('<span class="qa-label">{}{}</span>', tile, label) if label else tile


@lru_cache(maxsize=512)
def _tile(code: str, hue: int | None, size: str) -> SafeString:
    """Remembered, because every chip of a scenario holds one."""
    shade = "none" if hue is None else f"h{hue % 8}"
    classes = f"qa qa--{shade} qa--{size}" if size else f"qa qa--{shade}"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, code)


def level_word(level: str) -> str:
    """The word for H, M, L or blank, as screen readers and tooltips say it."""
    return {"H": _("high"), "M": _("medium"), "L": _("low")}.get(level, _("not rated"))


def pair(importance: str, difficulty: str) -> SafeString:
    """The priority pair of a scenario, read only. Blank stands for unrated and is shown as a dash, never as L."""
    return _pair(importance, difficulty, get_language())


@lru_cache(maxsize=64)
def _pair(importance: str, difficulty: str, language: str) -> SafeString:
    label = _("Importance %(importance)s, difficulty %(difficulty)s") % {
        "importance": level_word(importance),
        "difficulty": level_word(difficulty),
    }
    return format_html(
        '<span class="pair" role="img" aria-label="{}">{}{}</span>', label, _level(importance), _level(difficulty)
    )


def level(value: str) -> SafeString:
    """One level H, M, L by itself, such as a driver's priority; blank is shown as a dash."""
    return format_html('<span role="img" aria-label="{}">{}</span>', level_word(value), _level(value))


def warning(sentence: str) -> SafeString:
    """A short sentence about something that is missing, with its sign."""
    return format_html('<span class="sev sev--high">{}{}</span>', icon_html("triangle-alert", "i stroke"), sentence)


@lru_cache(maxsize=8)
def _level(level: str) -> SafeString:
    if level in LEVELS:
        return format_html('<span class="lvl lvl--{}">{}</span>', level.lower(), level)
    return mark_safe('<span class="lvl lvl--none">–</span>')


def severity_word(level: str) -> str:
    return {
        "critical": pgettext("severity", "Critical"),
        "high": pgettext("severity", "High"),
        "medium": pgettext("severity", "Medium"),
        "low": pgettext("severity", "Low"),
    }.get(level, _("No severity"))


def likelihood_word(value: str) -> str:
    return str(Finding.Likelihood(value).label)


def impact_word(value: str) -> str:
    return str(Finding.Impact(value).label)


def severity(level: str, *, count: int | None = None, pill: bool = False) -> SafeString:
    """Severity by shape, fill, colour and word. With `count` the number is shown and the word only spoken."""
    if not level:
        return format_html('<span class="faint">{}</span>', severity_word(""))
    classes = f"sev sev--{level} sev--pill" if pill else f"sev sev--{level}"
    shape = icon_html(f"sev-{level}")
    if count is None:
        return format_html('<span class="{}">{}{}</span>', classes, shape, severity_word(level))
    return format_html(
        '<span class="{}">{}<span class="num">{}</span><span class="vh"> {}</span></span>',
        classes,
        shape,
        count,
        severity_word(level),
    )


KIND_ICONS = {
    "S": "activity",
    "T": "scale",
    "R": "triangle-alert",
    "N": "shield-check",
    "driver": "target",
    "requirement": "clipboard-check",
    "approach": "layers",
    "component": "server",
    "view": "image",
    "theme": "waypoints",
    "recommendation": "lightbulb",
    "question": "circle-question-mark",
    "parked": "square-parking",
}
# Where a reference leads: the page that lists rows of its kind, at the row's own element id.
KIND_PAGES = {
    "S": ("findings", "finding"),
    "T": ("findings", "finding"),
    "R": ("findings", "finding"),
    "N": ("findings", "finding"),
    "theme": ("findings", "theme"),
    "driver": ("drivers", "driver"),
    "requirement": ("requirements", "requirement"),
    "scenario": ("tree", "scenario"),
    "attribute": ("tree", "attribute"),
    "recommendation": ("recommendations", "recommendation"),
    "approach": ("architecture", "approach"),
}
# Kinds whose rows are named by pages of their own, because the list may show them as a drawing.
OWN_PAGES = {"component": "component", "question": "question", "view": "view", "parked": "parked-item"}


@lru_cache(maxsize=2048)
def _page(name: str, pk: str, prefix: str) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def ref_url(pk: str, kind: str, row_id: str) -> str:
    """The address of a row of assessment `pk`: its page and element id; "" for kinds without a page."""
    if kind in OWN_PAGES and pk:
        return reverse(OWN_PAGES[kind], args=[pk, row_id])
    page, element = KIND_PAGES.get(kind, ("", ""))
    address = _page(page, pk, get_script_prefix()) if page and pk else ""
    return f"{address}#{element}-{row_id}" if address else ""


def ref_html(item, url: str = "") -> SafeString:
    """The chip itself; without `url` it is no link."""
    shape, classes = KIND_ICONS.get(item.kind, ""), "ref"
    if item.kind == "R" and item.severity:
        shape, classes = f"sev-{item.severity}", f"ref ref--{item.severity}"
    elif item.kind == "N":
        classes = "ref ref--good"
    mark = icon_html(shape) if shape else ""
    if item.kind == "scenario" and item.attribute:
        mark = qa(item.attribute, item.hue, size="xs")
    title = escape(f"{kind_word(item.kind, item.severity)} {item.code}: {item.title}")
    element, address = ("a", f' href="{escape(url)}"') if url else ("span", "")
    # Not format_html: pages hold hundreds of these, and it takes three times as long.
    chip = f'<{element} class="{classes}"{address} title="{title}">{mark}{escape(item.code)}</{element}>'
    return mark_safe(chip)  # noqa: S308 - every value is escaped above


def effect(sign: str) -> SafeString:
    """The effect of a trade-off point on an attribute: "+", "-", or unknown, which is shown as ?, never guessed."""
    label, classes, shown = {
        "+": (_("better"), "eff eff--up", "+"),
        "-": (_("worse"), "eff eff--down", "−"),
    }.get(sign, (_("effect unknown"), "eff", "?"))
    return format_html('<span class="{}" role="img" aria-label="{}">{}</span>', classes, label, shown)


def ago(moment) -> SafeString:
    """How long ago in words; the exact time, in the assessment's zone, is in the tooltip."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        date_format(timezone.localtime(moment), "DATETIME_FORMAT"),
        clock.ago(moment, timezone.localtime()),
    )


def initials(name: str) -> str:
    """Two letters for an avatar: of the first and last word, or the first two of a single word."""
    words = [word for word in name.replace("@", " ").split() if word[:1].isalnum()]
    if not words:
        return "?"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def avatar(person, *, decorative: bool = False) -> SafeString:
    """The round badge of a person: a dossier Person, a user, or a bare name. Not decorative: the name is spoken too."""
    name = person if isinstance(person, str) else getattr(person, "name", "") or str(person)
    # From the name, not the row: a person has one colour in every assessment.
    shade = sum(name.encode()) % 8 + 1
    badge = format_html('<span class="av av--{}" title="{}" aria-hidden="true">{}</span>', shade, name, initials(name))
    return badge if decorative else format_html('{}<span class="vh">{}</span>', badge, name)


def avatars(people, limit: int = 3) -> SafeString:
    """A row of overlapping badges: the first `limit` people and how many more there are."""
    people = list(people)
    if not people:
        return format_html('<span class="faint">{}</span>', _("Nobody yet"))
    shown, more = people[:limit], len(people) - limit
    label = ", ".join(person if isinstance(person, str) else person.name for person in shown)
    if more > 0:
        label = _("%(names)s and %(count)s more") % {"names": label, "count": more}
    badges = format_html_join("", "{}", ((avatar(person, decorative=True),) for person in shown))
    rest = format_html('<span class="av av--more" aria-hidden="true">+{}</span>', more) if more > 0 else ""
    return format_html('<span class="avs" role="img" aria-label="{}">{}{}</span>', label, badges, rest)


def bar(part: int, whole: int, label: str, tone: str = "") -> SafeString:
    """A progress bar as SVG, whose width is an attribute; `tone` is "", good, ink, warn or soft."""
    width = round(100 * part / whole) if whole else 0
    return format_html(
        '<svg class="bar" role="img" aria-label="{}"><rect width="{}%" height="100%"{}/></svg>',
        label,
        min(width, 100),
        format_html(' class="{}"', tone) if tone else "",
    )

"""Template tags of the design system: one tag per small component, so that its markup exists once.

Tags that appear in every row of a long page build their HTML in Python, which is several times faster than an
inclusion template. Everything a person typed passes through `format_html` or `escape`.
"""

from functools import lru_cache
from html import escape

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
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
from assessments.markdown import render_markdown
from assessments.models import Finding, Step
from assessments.shortcuts import GROUPS
from assessments.steps import STEP_SHORT_NAMES

register = template.Library()

LEVELS = ("H", "M", "L")


@lru_cache(maxsize=512)
def _icon(sprite: str, name: str, classes: str) -> SafeString:
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, sprite, name)


@lru_cache(maxsize=8)
def _sprite(prefix: str) -> str:
    """The sprite's address under the script `prefix`; its hashed name stands as long as the process."""
    return static("icons.svg")


def icon_html(name: str, classes: str = "i") -> SafeString:
    """An icon of the sprite `static/icons.svg`; decorative, hidden from screen readers."""
    return _icon(_sprite(get_script_prefix()), name, classes)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "check" %}`; size is "", "s" (14 px), "l" (20 px) or "flip" (turned round)."""
    return icon_html(name, f"i i--{size}" if size else "i")


@register.simple_tag
def sprite() -> str:
    """The address of the icon sprite, for drawings that place an icon themselves."""
    return _sprite(get_script_prefix())


@register.simple_tag
def qa(code: str, hue: int | None = None, label: str = "", size: str = "") -> SafeString:
    """The two-letter tile of a quality attribute, in its cool hue.

    `hue` is QualityAttribute.hue (0-7, taken modulo 8); None draws the outlined tile of an attribute outside the
    tree. With `label` the name stands beside the tile; without it the tile alone is decorative, so the name must
    be in the text nearby. `size` is "" or "xs".
    """
    shade = "none" if hue is None else f"h{hue % 8}"
    classes = f"qa qa--{shade} qa--{size}" if size else f"qa qa--{shade}"
    tile = format_html('<span class="{}" aria-hidden="true">{}</span>', classes, code)
    return format_html('<span class="qa-label">{}{}</span>', tile, label) if label else tile


def level_word(level: str) -> str:
    """The word for H, M, L or blank, as screen readers and tooltips say it."""
    return {"H": _("high"), "M": _("medium"), "L": _("low")}.get(level, _("not rated"))


@register.simple_tag
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


@register.simple_tag
def level(value: str) -> SafeString:
    """One level H, M, L by itself, such as a driver's priority; blank is shown as a dash."""
    return format_html('<span role="img" aria-label="{}">{}</span>', level_word(value), _level(value))


@register.simple_tag
def warning(sentence: str) -> SafeString:
    """A short sentence about something that is missing, with its sign."""
    return format_html('<span class="sev sev--high">{}{}</span>', icon_html("triangle-alert", "i stroke"), sentence)


@lru_cache(maxsize=8)
def _level(level: str) -> SafeString:
    if level in LEVELS:
        return format_html('<span class="lvl lvl--{}">{}</span>', level.lower(), level)
    return mark_safe('<span class="lvl lvl--none">–</span>')


@register.simple_tag
def rating(name: str, value: str, legend: str, *, id: str = "", form: str = "", large: bool = False) -> SafeString:
    """Three radios H, M, L in a fieldset: one tab stop, arrow keys choose.

    `id` prefixes the ids of the radios (needed for focus to survive a swap), `form` names the form the radios
    belong to when they stand outside of it (a table row), `large` is the size used in forms.
    """
    radios = format_html_join(
        "",
        '<label><input type="radio" name="{}" value="{}" aria-label="{}"{}{}{}><span><b>{}</b></span></label>',
        (
            (
                name,
                level,
                level_word(level),
                format_html(' id="{}-{}"', id, level.lower()) if id else "",
                format_html(' form="{}"', form) if form else "",
                mark_safe(" checked") if value == level else "",
                level,
            )
            for level in LEVELS
        ),
    )
    classes = "rating rating--lg" if large else "rating"
    return format_html('<fieldset class="{}"><legend class="vh">{}</legend>{}</fieldset>', classes, legend, radios)


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


@register.simple_tag
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


@register.simple_tag
def shortcuts() -> tuple:
    """All keys of the interface in their groups (assessments/shortcuts.py)."""
    return GROUPS


@register.simple_tag(takes_context=True)
def ref(context, item, url: str = "") -> SafeString:
    """The link chip of an identifier, such as R3 or Av1, wherever it appears.

    `item` is a dossier Ref, or anything with a `ref` (a Scenario, Finding, Theme ...). It links to the row on the
    page that lists it, unless `url` names another place. The tooltip says kind and title; a risk's icon is the
    shape of its severity.
    """
    item = getattr(item, "ref", item)
    request = context.get("request")
    pk = request.resolver_match.kwargs.get("pk", "") if request and request.resolver_match else ""
    return ref_html(item, url or ref_url(pk, item.kind, item.id))


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


@register.simple_tag
def effect(sign: str) -> SafeString:
    """The effect of a trade-off point on an attribute: "+", "-", or unknown, which is shown as ?, never guessed."""
    label, classes, shown = {
        "+": (_("better"), "eff eff--up", "+"),
        "-": (_("worse"), "eff eff--down", "−"),
    }.get(sign, (_("effect unknown"), "eff", "?"))
    return format_html('<span class="{}" role="img" aria-label="{}">{}</span>', classes, label, shown)


@register.simple_tag
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


@register.simple_tag
def avatar(person, *, decorative: bool = False, size: str = "") -> SafeString:
    """The round badge of a person: a dossier Person, a user, or a bare name. `size` is "" or "lg".

    Not decorative: the name is spoken too.
    """
    name = person if isinstance(person, str) else getattr(person, "name", "") or str(person)
    # From the name, not the row: a person has one colour in every assessment.
    shade = sum(name.encode()) % 8 + 1
    classes = f"av av--{shade} av--{size}" if size else f"av av--{shade}"
    badge = format_html('<span class="{}" title="{}" aria-hidden="true">{}</span>', classes, name, initials(name))
    return badge if decorative else format_html('{}<span class="vh">{}</span>', badge, name)


@register.simple_tag
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


@register.simple_tag
def bar(part: int, whole: int, label: str, tone: str = "") -> SafeString:
    """A progress bar as SVG, whose width is an attribute; `tone` is "", good, ink, warn or soft."""
    width = round(100 * part / whole) if whole else 0
    return format_html(
        '<svg class="bar" role="img" aria-label="{}"><rect width="{}%" height="100%"{}/></svg>',
        label,
        min(width, 100),
        format_html(' class="{}"', tone) if tone else "",
    )


@register.simple_tag(takes_context=True)
def here(context, url: str, *, exact: bool = False) -> SafeString:
    """` aria-current="page"` when the page lies at or under `url`; `exact` for addresses that hold others.

    A fragment says in `page_path` on which page it stands.
    """
    path = context.get("page_path") or (context["request"].path if context.get("request") else "")
    current = path == url if exact else bool(url) and path.startswith(url)
    return mark_safe(' aria-current="page"') if current else ""


@register.inclusion_tag("includes/field.html")
def field(bound, hint: str = "", *, large: bool = False, rows: int | None = None, either: bool = False) -> dict:
    """A form field: label, hint, input, error below, tied together for screen readers.

    `either`: one of several fields is needed, as the hint says; none of them is marked optional.
    """
    if hint and not bound.help_text:
        bound.help_text = hint
    widget = bound.field.widget
    return {
        "field": bound,
        "control": control(bound, large=large, rows=rows),
        "choices": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "tick": isinstance(widget, CheckboxInput),
        "optional": not (bound.field.required or either or isinstance(widget, CheckboxInput)),
    }


@register.simple_tag
def prose(text: str) -> SafeString:
    """Markdown that somebody typed, sanitised; belongs inside an element of class `prose`."""
    return mark_safe(render_markdown(text))  # noqa: S308 sanitised there


@register.simple_tag
def control(bound, *, large: bool = False, rows: int | None = None, described: str = "") -> SafeString:
    """The input of a form field by itself, in the design's classes; `described` are ids of what describes it."""
    widget = bound.field.widget
    attrs = {"aria-describedby": described} if described else {}
    if isinstance(widget, Textarea):
        attrs["class"] = "textarea"
        attrs["rows"] = rows or widget.attrs.get("rows", 3)
    elif isinstance(widget, Select) and not isinstance(widget, RadioSelect):
        attrs["class"] = "select"
    elif not isinstance(widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect):
        attrs["class"] = "input input--lg" if large else "input"
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("includes/error_summary.html")
def error_summary(form, heading: str = "") -> dict:
    """The box above a form that was refused: every error as a link to its field. It takes focus."""
    return {"form": form, "heading": heading or _("There is a problem")}


@register.simple_tag
def undo_url(message) -> str:
    """The address a message's Undo button posts to, from its extra tags ("undo:/a/.../"), or ""."""
    tags = message.extra_tags or ""
    return tags.removeprefix("undo:") if tags.startswith("undo:") else ""


@register.simple_tag
def step_short(number: int) -> str:
    """The short name of an agenda item, for the spine and for lists."""
    return str(STEP_SHORT_NAMES[number])


@register.simple_tag
def trail(statuses) -> SafeString:
    """The nine steps as a row of marks, for lists: done, in progress, to come. Decorative: say it in words too."""
    marks = {"done": "d", "skipped": "s", "in_progress": "n"}
    return format_html(
        '<span class="phases" aria-hidden="true">{}</span>',
        format_html_join("", '<i class="{}"></i>', ((marks.get(status, ""),) for status in statuses)),
    )


@register.simple_tag
def severity_text(level: str) -> str:
    """The word for a severity inside a sentence: "2 high"."""
    return severity_word(level).lower() if level else _("without severity")


@register.simple_tag
def step_statuses() -> list[tuple[str, str]]:
    """The statuses a step can have, as (value, label)."""
    return [(status.value, str(status.label)) for status in Step.Status]


@register.filter
def lower_first(text: str) -> str:
    """A title inside a sentence: "Utility tree" becomes "utility tree"; "ATAM" stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@register.filter
def duration(minutes: int) -> str:
    """Minutes as people say them: "45 min", "3 h", "3 h 10 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(count)d h") % {"count": hours}] if hours else []
    parts += [_("%(count)d min") % {"count": rest}] if rest or not hours else []
    return " ".join(parts)

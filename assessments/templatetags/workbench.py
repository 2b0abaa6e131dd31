"""Template tags of the design system: the marks of assessments/marks.py, and what only templates show."""

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments import marks
from assessments.markdown import render_markdown
from assessments.marks import LEVELS, icon_html, level_word, ref_html, ref_url, severity_word
from assessments.models import Step
from assessments.shortcuts import GROUPS
from assessments.steps import STEP_SHORT_NAMES

register = template.Library()

for mark in (
    marks.qa,
    marks.pair,
    marks.level,
    marks.warning,
    marks.severity,
    marks.effect,
    marks.ago,
    marks.avatar,
    marks.avatars,
    marks.bar,
):
    register.simple_tag(mark)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "check" %}`; size is "", "s" (14 px) or "flip" (turned round)."""
    return icon_html(name, f"i i--{size}" if size else "i")


@register.simple_tag
def sprite() -> str:
    """The address of the icon sprite, for drawings that place an icon themselves."""
    return marks.sprite_address()


@register.simple_tag
def rating(name: str, value: str, legend: str, *, id: str, form: str) -> SafeString:
    """Three radios H, M, L in a fieldset: one tab stop, arrow keys choose.

    `id` prefixes the ids of the radios, for focus to survive a swap; `form` names the form they belong to.
    """
    radios = format_html_join(
        "",
        '<label><input type="radio" name="{}" value="{}" aria-label="{}" id="{}-{}" form="{}"{}>'
        "<span><b>{}</b></span></label>",
        (
            (
                name,
                level,
                level_word(level),
                id,
                level.lower(),
                form,
                mark_safe(" checked") if value == level else "",
                level,
            )
            for level in LEVELS
        ),
    )
    return format_html(
        '<fieldset class="rating rating--lg"><legend class="vh">{}</legend>{}</fieldset>', legend, radios
    )


@register.simple_tag
def shortcuts() -> tuple:
    """All keys of the interface in their groups (assessments/shortcuts.py)."""
    return GROUPS


@register.simple_tag(takes_context=True)
def ref(context, item) -> SafeString:
    """The link chip of an identifier, such as R3 or Av1, wherever it appears.

    `item` is a dossier Ref, or anything with a `ref` (a Scenario, Finding, Theme ...). It links to the row on the
    page that lists it. The tooltip says kind and title; a risk's icon is the shape of its severity.
    """
    item = getattr(item, "ref", item)
    request = context.get("request")
    pk = request.resolver_match.kwargs.get("pk", "") if request and request.resolver_match else ""
    return ref_html(item, ref_url(pk, item.kind, item.id))


@register.simple_tag(takes_context=True)
def here(context, url: str, *, exact: bool = False) -> SafeString:
    """` aria-current="page"` when the page lies at or under `url`; `exact` for addresses that hold others.

    A fragment says in `page_path` on which page it stands.
    """
    path = context.get("page_path") or (context["request"].path if context.get("request") else "")
    current = path == url if exact else bool(url) and path.startswith(url)
    return mark_safe(' aria-current="page"') if current else ""


@register.inclusion_tag("includes/field.html")
def field(bound, *, large: bool = False, rows: int | None = None, either: bool = False) -> dict:
    """A form field: label, hint, input, error below, tied together for screen readers.

    `either`: one of several fields is needed, as the hint says; none of them is marked optional.
    """
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

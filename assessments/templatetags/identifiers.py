"""Identifiers in pages: those in texts that people typed, as link chips; and one for a request."""

from secrets import token_hex

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.markdown import link_codes, render_markdown
from assessments.templatetags.workbench import ref

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_prose(context, text: str, refs: dict) -> SafeString:
    """Markdown, sanitised, in which the identifiers of `refs` ({code: Ref}) are link chips."""
    return _linked(context, render_markdown(text), refs)


@register.simple_tag(takes_context=True)
def linked_text(context, text: str, refs: dict) -> SafeString:
    """Lines of text in which the identifiers of `refs` are link chips."""
    return _linked(context, linebreaksbr(text, autoescape=True), refs)


def _linked(context, html: str, refs: dict) -> SafeString:
    def chip(code: str) -> str:
        return ref(context, refs[code]) if code in refs else ""

    return mark_safe(link_codes(html, chip))  # noqa: S308 sanitised or escaped, and chips are escaped


@register.simple_tag
def new_key() -> str:
    """A key for a request that may be sent twice and is to be carried out once."""
    return token_hex(16)


ADD_WORDS = {
    "S": gettext_lazy("Add a sensitivity point at %(code)s"),
    "T": gettext_lazy("Add a trade-off point at %(code)s"),
    "R": gettext_lazy("Add a risk at %(code)s"),
    "N": gettext_lazy("Add a non-risk at %(code)s"),
}


@register.simple_tag
def add_words(kind: str, approach: str) -> str:
    """What adding a finding of this kind in a row of the grid is called; no approach: the row "no decision yet"."""
    return str(ADD_WORDS[kind]) % {"code": approach} if approach else _("Add a risk of omission")

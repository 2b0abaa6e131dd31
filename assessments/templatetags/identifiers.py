"""Texts that people typed, in which identifiers such as R3 are live."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from assessments.markdown import link_codes, render_markdown
from assessments.templatetags.workbench import ref

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_prose(context, text: str, refs: dict) -> SafeString:
    """Markdown, sanitised, in which the identifiers of `refs` ({code: Ref}) are link chips."""

    def chip(code: str) -> str:
        return ref(context, refs[code]) if code in refs else ""

    return mark_safe(link_codes(render_markdown(text), chip))  # noqa: S308 sanitised, and chips are escaped

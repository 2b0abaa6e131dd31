"""What the admin's pages of content share: read-only, with the history that the change log tells.

Content has one write path (assessments/changes.py), so the admin shows rows and never stores one; what an
administrator may do to an assessment is an action in admin.py that calls ours.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Assessment, ChangeItem

HISTORY_PAGE = 50


class ReadOnly:
    """No adding, changing or deleting, for anybody; looking at it takes the usual permission to view."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ContentAdmin(ReadOnly, admin.ModelAdmin):
    """A page for one kind of content row: list, search, filters, the row, and its history."""

    object_history_template = "admin/assessments/history.html"
    list_per_page = 50
    show_full_result_count = False

    def history_view(self, request, object_id, extra_context=None):
        """What the change log says of this row; of an assessment, every change in it."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        page = Paginator(items_of(row), HISTORY_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(row)s") % {"row": row.code or row.public_id},
            "opts": self.opts,
            "object": row,
            "page": page,
            "entries": [(item.change, item, difference(item)) for item in page],
        }
        return TemplateResponse(request, self.object_history_template, context)


class RowAdmin(ContentAdmin):
    """A row that belongs to an assessment. `columns` stand between its code and its assessment."""

    columns: tuple[str, ...] = ()
    filters: tuple = ()
    search_fields = ("public_id", "assessment__title", "assessment__public_id")

    def get_list_display(self, request):
        return ["shown_code", *self.columns, "assessment", "version", "living"]

    def get_list_filter(self, request):
        return [
            *self.filters,
            ("deleted_at", admin.EmptyFieldListFilter),
            ("assessment", admin.RelatedOnlyFieldListFilter),
        ]

    def get_queryset(self, request):
        keys = [field.name for field in self.opts.concrete_fields if field.many_to_one]
        return super().get_queryset(request).select_related(*keys)

    @admin.display(description=gettext_lazy("Code"), ordering="pk")
    def shown_code(self, row):
        return row.code or str(row)

    @admin.display(description=gettext_lazy("There"), boolean=True, ordering="deleted_at")
    def living(self, row):
        return row.deleted_at is None


def items_of(row):
    """The change items of a row, newest first; of an assessment those of all its rows."""
    if isinstance(row, Assessment):
        items = ChangeItem.objects.filter(change__assessment=row)
    else:
        items = ChangeItem.objects.filter(
            change__assessment=row.assessment_id, entity=type(row).__name__, public_id=row.public_id
        )
    return items.select_related("change").order_by("-change__revision", "pk")


@admin.display(description=gettext_lazy("What changed"))
def difference(item: ChangeItem):
    """A change item as a list of fields with their texts before and after, empty ones left out."""
    names = [name for name in (item.after or item.before) if item.before.get(name) or item.after.get(name)]
    lines = format_html_join(
        "",
        "<li><b>{}</b>: {}</li>",
        ((name, _was_and_is(item, name)) for name in names),
    )
    return format_html("<ul>{}</ul>", lines) if lines else ""


def _was_and_is(item: ChangeItem, name: str):
    now = shown(item.after.get(name))
    return format_html("<del>{}</del> → {}", shown(item.before[name]), now) if name in item.before else now


def shown(value) -> str:
    """A stored value as a person reads it."""
    if value in (None, "", [], {}):
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The admin site: every model with search, filters and history. Content is read-only; actions call ours.

Accounts are made, changed and closed here too (admin_accounts.py). Sign-in is the application's own, with its limits
on guessing. The site obeys the strict Content Security Policy like every other page; no exception was needed.
"""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments import models, undoing
from assessments.admin_accounts import UserAdmin
from assessments.admin_base import ContentAdmin, ReadOnly, RowAdmin, difference
from assessments.errors import Refused
from assessments.overview.actions import delete_assessment, restore_assessment
from assessments.purge import KEEP_DAYS, purge

admin.site.site_title = admin.site.site_header = gettext_lazy("ATAM Workbench administration")
admin.site.index_title = gettext_lazy("Accounts and assessments")
admin.site.login = secure_admin_login(admin.site.login)
admin.site.register(models.User, UserAdmin)
admin.site.unregister(EmailAddress)  # allauth's list of further addresses; an account has one

RECENT_CHANGES = 20


# --- Assessments and their log -----------------------------------------------------------------------------------


class RecentChanges(ReadOnly, admin.TabularInline):
    """The latest changes of an assessment, with all of them a click away."""

    model = models.Change
    verbose_name_plural = gettext_lazy("Latest changes")
    fields = ("revision", "action", "actor_name", "at", "rows")
    readonly_fields = ("rows",)
    ordering = ("-revision",)
    max_num = RECENT_CHANGES

    def get_queryset(self, request):
        """The newest of this page's assessment only: an old one has thousands."""
        rows = super().get_queryset(request)
        pk = request.resolver_match.kwargs.get("object_id")
        newest = models.Change.objects.filter(assessment=pk).order_by("-revision").values("pk")[:RECENT_CHANGES]
        return rows.filter(pk__in=[row["pk"] for row in newest]).prefetch_related("items")

    @admin.display(description=gettext_lazy("Rows"))
    def rows(self, change):
        return _name_rows(change)


def _name_rows(change, most: int = 6) -> str:
    """The first rows a change touched, by what people call them."""
    items = list(change.items.all())
    names = [f"{item.label or item.entity} {item.get_kind_display()}" for item in items[:most]]
    return ", ".join(names) + (f" … ({len(items)})" if len(items) > most else "")


@admin.register(models.Assessment)
class AssessmentAdmin(ContentAdmin):
    list_display = ("title", "system", "template", "status", "revision", "changed_at", "deleted_at")
    list_filter = ("status", "template", ("deleted_at", admin.EmptyFieldListFilter))
    search_fields = ("title", "system", "public_id", "summary")
    date_hierarchy = "changed_at"
    inlines = (RecentChanges,)
    actions = ("delete", "restore", "undo_last_change", "purge_deleted")

    def has_act_permission(self, request) -> bool:
        """Whoever may change assessments by Django's permissions may act on them here, superusers always."""
        return request.user.has_perm("assessments.change_assessment")

    @admin.action(description=gettext_lazy("Delete (can be restored)"), permissions=["act"])
    def delete(self, request, assessments):
        self._each(request, assessments, delete_assessment, _("Deleted."))

    @admin.action(description=gettext_lazy("Restore"), permissions=["act"])
    def restore(self, request, assessments):
        self._each(request, assessments, restore_assessment, _("Restored."))

    @admin.action(description=gettext_lazy("Undo the last change"), permissions=["act"])
    def undo_last_change(self, request, assessments):
        def undo(*, assessment, actor):
            return undoing.undo(assessment=assessment, actor=actor, revision=assessment.revision)

        self._each(request, assessments, undo, _("Undid the last change."))

    @admin.action(
        description=gettext_lazy("Purge what was deleted more than 30 days ago (cannot be undone)"), permissions=["act"]
    )
    def purge_deleted(self, request, assessments):
        for assessment in assessments:
            self.log_change(request, assessment, _("Purged what was deleted long ago."))
        gone = purge(days=KEEP_DAYS, assessments=assessments).total()
        self.message_user(request, ngettext("%(n)s row was purged.", "%(n)s rows were purged.", gone) % {"n": gone})

    def _each(self, request, assessments, action, said: str) -> None:
        """Run the action on each assessment in this administrator's name, and say what came of it.

        The change log names them as a participant where they are one; Django's log of the site always does.
        """
        for assessment in assessments:
            actor = models.Participant.objects.living().filter(assessment=assessment, user=request.user).first()
            try:
                action(assessment=assessment, actor=actor)
            except Refused as refusal:
                self.message_user(request, f"{assessment}: {refusal}", messages.ERROR)
            else:
                self.log_change(request, assessment, said)
                self.message_user(request, f"{assessment}: {said}")


class ChangedRows(ReadOnly, admin.TabularInline):
    model = models.ChangeItem
    fields = readonly_fields = ("kind", "entity", "label", "what_changed")
    ordering = ("pk",)

    @admin.display(description=gettext_lazy("What changed"))
    def what_changed(self, item):
        return difference(item)


@admin.register(models.Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("revision", "assessment", "action", "actor_name", "at", "rows")
    list_filter = ("action", ("assessment", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("assessment",)
    search_fields = ("action", "actor_name", "assessment__title", "items__label", "items__public_id")
    date_hierarchy = "at"
    ordering = ("-at", "-pk")
    inlines = (ChangedRows,)
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("items")

    @admin.display(description=gettext_lazy("Rows"))
    def rows(self, change):
        return _name_rows(change)


@admin.register(models.ChangeItem)
class ChangeItemAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("label", "entity", "kind", "public_id", "of_change")
    list_filter = ("kind", "entity")
    list_select_related = ("change",)
    search_fields = ("label", "public_id", "change__assessment__title")
    fields = ("of_change", "kind", "entity", "label", "public_id", "what_changed")
    ordering = ("-pk",)
    show_full_result_count = False

    @admin.display(description=gettext_lazy("Change"))
    def of_change(self, item):
        address = reverse("admin:assessments_change_change", args=[item.change_id])
        return format_html('<a href="{}">{}</a>', address, item.change)

    @admin.display(description=gettext_lazy("What changed"))
    def what_changed(self, item):
        return difference(item)


@admin.register(models.Counter)
class CounterAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("kind", "last", "assessment")
    list_select_related = ("assessment",)
    list_filter = (("assessment", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("kind", "assessment__title")


# --- Content rows ------------------------------------------------------------------------------------------------


@admin.register(models.Participant)
class ParticipantAdmin(RowAdmin):
    columns = ("role", "group", "organisation", "user")
    filters = ("role", "group")
    search_fields = (*RowAdmin.search_fields, "name", "organisation", "user__email")
    exclude = ("guest_token_hash",)  # a secret


@admin.register(models.Step)
class StepAdmin(RowAdmin):
    columns = ("number", "phase", "status", "facilitator")
    filters = ("status", "group")
    search_fields = (*RowAdmin.search_fields, "notes", "skip_reason")


@admin.register(models.Driver)
class DriverAdmin(RowAdmin):
    columns = ("statement", "category", "priority", "stated_by")
    filters = ("category", "priority")
    search_fields = (*RowAdmin.search_fields, "statement")


@admin.register(models.Approach)
class ApproachAdmin(RowAdmin):
    columns = ("name", "kind")
    filters = ("kind",)
    search_fields = (*RowAdmin.search_fields, "name", "description", "rationale")


@admin.register(models.QualityAttribute)
class QualityAttributeAdmin(RowAdmin):
    columns = ("name", "in_tree", "iso25010")
    filters = ("in_tree",)
    search_fields = (*RowAdmin.search_fields, "name", "abbreviation")


@admin.register(models.Refinement)
class RefinementAdmin(RowAdmin):
    columns = ("name", "attribute")
    search_fields = (*RowAdmin.search_fields, "name", "attribute__name")


@admin.register(models.Scenario)
class ScenarioAdmin(RowAdmin):
    columns = ("statement", "importance", "difficulty", "refinement")
    filters = ("importance", "difficulty", "origin", "kind")
    search_fields = (*RowAdmin.search_fields, "number_code", "source_id", "statement", *models.Scenario.PARTS)


@admin.register(models.Finding)
class FindingAdmin(RowAdmin):
    columns = ("title", "kind", "severity", "status", "owner")
    filters = ("kind", "severity", "status")
    search_fields = (*RowAdmin.search_fields, "title", "description", "mitigation", "assumption")


@admin.register(models.RiskTheme)
class RiskThemeAdmin(RowAdmin):
    columns = ("title",)
    search_fields = (*RowAdmin.search_fields, "title", "summary")


@admin.register(models.Recommendation)
class RecommendationAdmin(RowAdmin):
    columns = ("title", "severity", "horizon", "status", "owner")
    filters = ("severity", "horizon", "status")
    search_fields = (*RowAdmin.search_fields, "title", "details")


@admin.register(models.ImportedDocument)
class ImportedDocumentAdmin(RowAdmin):
    columns = ("sha256",)
    search_fields = (*RowAdmin.search_fields, "name", "sha256")


# Model: (columns beside code and assessment, filters, fields that are searched)
FURTHER = {
    models.Requirement: (("statement", "kind", "target", "unit"), ("kind", "is_optional"), ("statement", "target")),
    models.Component: (("name", "kind", "technology"), ("kind",), ("name", "aliases", "description")),
    models.View: (("kind", "drawn_from"), ("kind", "drawn_from"), ("name", "caption", "text")),
    models.Upload: (("media_type", "size", "sha256"), ("media_type",), ("name", "sha256")),
    models.AnalysisQuestion: (("scenario", "text", "is_open"), ("is_open",), ("text", "answer", "evidence")),
    models.FindingComment: (("finding", "text", "disposition"), ("disposition",), ("text", "reason")),
    models.DismissedCandidate: (("approach", "said", "reason"), (), ("said", "reason")),
    models.ParkedItem: (("text", "owner", "due_on"), (), ("text", "resolution")),
    models.RequestedDocument: (("asked_of", "due_on", "received_on"), (), ("name", "where")),
}
for model, (columns, filters, searched) in FURTHER.items():
    further = {
        "columns": columns,
        "filters": filters,
        "search_fields": (*RowAdmin.search_fields, *searched),
    }
    admin.site.register(model, type(f"{model.__name__}Admin", (RowAdmin,), further))


class LinkAdmin(RowAdmin):
    """A row that ties two others together; both stand in the list."""

    ends: tuple[str, str] = ("", "")

    def get_list_display(self, request):
        return ["public_id", *self.columns, "assessment", "version", "living"]


LINKS = {
    models.ScenarioDriver: ("scenario", "driver"),
    models.ScenarioAttribute: ("scenario", "attribute"),
    models.FindingLink: ("finding", "scenario", "approach"),
    models.FindingAttribute: ("finding", "attribute", "effect", "property"),
    models.ThemeRisk: ("theme", "risk"),
    models.ThemeDriver: ("theme", "driver", "degree"),
    models.RecommendationFinding: ("recommendation", "finding"),
    models.RecommendationTheme: ("recommendation", "theme"),
    models.Connection: ("source", "target", "label", "protocol", "asynchronous"),
    models.ApproachComponent: ("approach", "component"),
    models.AnalysisRow: ("scenario", "approach"),
}
for link, columns in LINKS.items():
    admin.site.register(link, type(f"{link.__name__}Admin", (LinkAdmin,), {"columns": columns}))

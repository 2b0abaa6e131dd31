"""When a document can be imported. Pure."""

from django.utils.translation import gettext as _

from assessments.exchange.importer.plan import DocumentPlan


def why_not_import(document: DocumentPlan) -> str:
    """Why this document cannot be imported; "" if it can."""
    if not document.importable:
        return _("%(kind)s is not imported yet.") % {"kind": document.kind}
    if not document.items:
        return _(
            "Nothing here was understood as part of an ATAM evaluation. Headings such as “Business drivers”, "
            "“Utility tree” or “Risks” say what stands below them."
        )
    return ""

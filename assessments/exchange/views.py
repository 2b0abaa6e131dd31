"""The import page: a document comes in, what was understood is shown, and only then something is stored. And the
page on which a document that was imported can be read again.

Between showing and storing nothing is kept on the server: the preview carries the text in its form and sends it again,
where it is read again, so an import that is looked at and dropped leaves no trace (docs/decisions/importing.md). One
address, one form; a button says which step it is.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import READ, member_view, signed_in_view
from assessments.dossier.load import load
from assessments.dossier.types import Document
from assessments.errors import Refused
from assessments.exchange.apply import import_document, imported_before, titles_of
from assessments.exchange.forms import ChoiceForm, DocumentForm
from assessments.exchange.importer.plan import ImportPlan
from assessments.exchange.kept_text import kept_text
from assessments.exchange.preview import preview
from assessments.exchange.rules import free_title
from assessments.models import Assessment
from assessments.notices import notice
from assessments.page_frame import row_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_view
def import_page(request: HttpRequest) -> HttpResponse:
    """GET: the form. POST: what was understood of the document, or with the button `apply` the import."""
    if request.method != "POST":
        return render(request, "exchange/import.html", {"form": DocumentForm()})
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid() or "again" in request.POST:
        status = 422 if form.errors else 200
        return render(request, "exchange/import.html", {"form": form}, status=status)
    if "apply" in request.POST:
        return apply(request, form.plan)
    return previewed(request, form.plan)


def apply(request: HttpRequest, plan: ImportPlan) -> HttpResponse:
    """Import the chosen document of `plan`, or show the preview again with the reason why not."""
    choice = ChoiceForm(request.POST)
    if not choice.is_valid():
        return previewed(request, plan, choice, status=422)
    shown = preview(plan, choice.index)
    try:
        title = choice.cleaned_data["title"]
        assessment = import_document(owner=request.user, plan=plan, document=shown.document, title=title)
    except Refused as reason:
        choice.add_error("title", str(reason))
        return previewed(request, plan, choice, status=422)
    said = ", ".join(f"{count.name.lower()} {count.number}" for count in shown.counts)
    notice(request, _("Imported: %(said)s") % {"said": said})
    page = "tree" if shown.document.scenarios or shown.document.attributes else "overview"
    return redirect(page, pk=assessment.public_id)


def previewed(
    request: HttpRequest, plan: ImportPlan, choice: ChoiceForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The preview of the document asked for, with a title that is free; a refused `choice` keeps its title."""
    shown = preview(plan, (choice or ChoiceForm(request.POST)).index)
    form = choice or ChoiceForm(initial={"title": free_title(shown.document.title, titles_of(request.user))})
    context = {"preview": shown, "form": form, "before": imported_before(request.user, plan.text)}
    return render(request, "exchange/preview.html", context, status=status)


# --- What was imported ---------------------------------------------------------------------------------------------


def kept_document(request: HttpRequest, assessment: Assessment, document: str) -> Document:
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=("documents",))
    return row_or_404(dossier.documents, document)


@require_safe
@member_view(can=READ)
def imported(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    """The lines with their marks; `?line=` opens what is around one."""
    found = kept_document(request, assessment, document)
    asked = request.GET.get("line", "")
    line = int(asked) if asked.isdecimal() and len(asked) < 8 else 0
    context = {"pk": assessment.public_id, "assessment": assessment, "document": found, "kept": kept_text(found, line)}
    return render(request, "exchange/imported.html", context)


@require_safe
@member_view(can=READ)
def imported_file(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    """The text itself, as a download: a browser must not take what somebody wrote for a page."""
    found = kept_document(request, assessment, document)
    response = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""The import page: a document is read and shown, and stored only when its reader says so.

Nothing is kept between the two steps: the text travels in the page and is read again, so an import that is looked at
and dropped leaves no trace (docs/decisions/importing.md).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import signed_in_view
from assessments.errors import Refused
from assessments.exchange.apply import import_document
from assessments.exchange.forms import ChoiceForm, DocumentForm
from assessments.exchange.preview import preview_of
from assessments.notices import notice


@signed_in_view
@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """GET the empty form; POST a document for its preview, and the preview with do=import to store it."""
    if request.method == "GET":
        return render(request, "exchange/import.html", {"form": DocumentForm()})
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "exchange/import.html", {"form": form}, status=422)
    choice = ChoiceForm(request.POST)
    choice.is_valid()
    if choice.cleaned_data.get("do") == "edit":
        return render(request, "exchange/import.html", {"form": form})
    preview = preview_of(form.plan, choice.cleaned_data.get("document"))
    if choice.cleaned_data.get("do") == "import":
        return store(request, preview, choice)
    return show(request, preview, ChoiceForm(initial={"title": preview.document.title}))


def show(request, preview, choice: ChoiceForm, *, status: int = 200) -> HttpResponse:
    return render(request, "exchange/preview.html", {"preview": preview, "choice": choice}, status=status)


def store(request, preview, choice: ChoiceForm) -> HttpResponse:
    """Apply the plan and go to what it made; what is refused is said beside the title, with the preview kept."""
    if not choice.errors:
        try:
            assessment = import_document(
                owner=request.user,
                plan=preview.plan,
                document=preview.document,
                title=choice.cleaned_data["title"],
            )
        except Refused as reason:
            choice.add_error("title", str(reason))
        else:
            notice(request, _("Imported %(title)s") % {"title": assessment.title})
            return redirect("tree" if preview.document.scenarios else "overview", pk=assessment.public_id)
    return show(request, preview, choice, status=422)

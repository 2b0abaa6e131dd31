"""The page on which many rows are pasted into the tree: the text, what was understood of it, and only then the write.

One address, one form; a button says which step it is.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.access import EDIT, member_view
from assessments.errors import Refused
from assessments.models import Assessment
from assessments.notices import notice
from assessments.utility_tree.forms import PasteForm
from assessments.utility_tree.paste import branches, counts, read_paste, shown
from assessments.utility_tree.paste_actions import paste_rows, tree_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=EDIT)
def paste(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """GET: the form. POST: what was understood of the text, or with the button `apply` the rows in the tree."""
    tree = tree_of(assessment)
    homes = [(attribute.id, attribute.name) for attribute in tree.attributes]
    if request.method != "POST":
        form = PasteForm(initial={"home": request.GET.get("home", "")}, homes=homes)
        return render(request, "utility_tree/paste.html", {"assessment": assessment, "form": form})
    form = PasteForm(request.POST, homes=homes)
    if not form.is_valid() or "again" in request.POST:
        status = 422 if form.errors else 200
        return render(request, "utility_tree/paste.html", {"assessment": assessment, "form": form}, status=status)
    text, home = form.cleaned_data["text"], form.cleaned_data["home"]
    try:
        if "apply" in request.POST:
            return apply(request, assessment, text, home)
        pasted = read_paste(text, tree, home=home)
    except Refused as reason:
        form.add_error("text", str(reason))
        return render(request, "utility_tree/paste.html", {"assessment": assessment, "form": form}, status=422)
    context = {
        "assessment": assessment,
        "form": form,
        "pasted": pasted,
        "preview": shown(pasted),
        "counts": counts(pasted, tree),
        "branches": branches(pasted, tree),
    }
    return render(request, "utility_tree/pasted.html", context)


def apply(request: HttpRequest, assessment: Assessment, text: str, home: str) -> HttpResponse:
    """Add the rows, and go to the tree, which says so and offers Undo."""
    pasted, change = paste_rows(assessment=assessment, actor=request.participant, text=text, home=home)
    number = len(pasted.document.scenarios)
    notice(
        request,
        ngettext("%(number)d scenario added", "%(number)d scenarios added", number) % {"number": number},
        undo=change,
    )
    return redirect("tree", pk=assessment.public_id)

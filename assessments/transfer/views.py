"""An assessment out as a file, and in again."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import READ, member_view, signed_in_view
from assessments.errors import Refused
from assessments.models import Assessment
from assessments.notices import notice
from assessments.transfer.apply import apply_file
from assessments.transfer.export import export
from assessments.transfer.forms import ExportForm


@require_safe
@member_view(can=READ)
def export_json(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The assessment in the exchange format, as a file to keep or to import elsewhere."""
    name = re.sub(r"[^a-z0-9]+", "-", assessment.title.lower())[:60].strip("-") or "assessment"
    response = HttpResponse(export(assessment), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_view
def import_export(request: HttpRequest) -> HttpResponse:
    """GET: the form. POST: the file becomes an assessment that the person leads; 422 with the place that is wrong."""
    if request.method != "POST":
        return render(request, "transfer/import.html", {"form": ExportForm()})
    form = ExportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            assessment = apply_file(owner=request.user, file=form.read)
        except Refused as reason:
            form.add_error("export", str(reason))
        else:
            notice(request, _("Imported: %(title)s") % {"title": assessment.title})
            return redirect("overview", pk=assessment.public_id)
    return render(request, "transfer/import.html", {"form": form}, status=422)

"""The file of a document: uploaded, handed out to be saved, removed."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.errors import Refused
from assessments.models import Assessment, RequestedDocument
from assessments.notices import complaint, notice
from assessments.preparation import file_actions
from assessments.preparation.document_views import PAGE, shown
from assessments.preparation.forms import DocumentFileField
from assessments.room import FILE_TYPE


@require_safe
@member_view(can=READ)
def document_file(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    """The bytes, as a file to be saved. Whatever they are, no browser shows them as part of this site."""
    rows = RequestedDocument.objects.living().select_related("file")
    row = rows.filter(assessment=assessment, public_id=document).first()
    file = file_actions.living_file(row) if row else None
    if file is None:
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=FILE_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
@member_view(can=EDIT)
def file_add(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    """The document's file, in place of the one it had."""
    context, form = shown(assessment, request.participant, document)
    try:
        file = DocumentFileField().clean(request.FILES.get("file"))
        who = {"assessment": assessment, "actor": request.participant, "public_id": document}
        change = file_actions.attach_file(**who, file_name=file.name, data=file.read())
    except (Refused, ValidationError) as reason:
        said = reason.messages[0] if isinstance(reason, ValidationError) else str(reason)
        return render(request, PAGE.template, {**context, "form": form(), "file_refused": said}, status=422)
    notice(request, _("%(name)s is stored") % {"name": file.name}, undo=change)
    return redirect("requested", pk=assessment.public_id, document=document)


@require_POST
@member_view(can=EDIT)
def file_remove(request: HttpRequest, assessment: Assessment, document: str) -> HttpResponse:
    who = {"assessment": assessment, "actor": request.participant, "public_id": document}
    shown(assessment, request.participant, document)
    try:
        change = file_actions.remove_file(**who)
        notice(request, _("File removed"), undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect("requested", pk=assessment.public_id, document=document)

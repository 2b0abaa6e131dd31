"""The page of one view of the architecture, how it is added, and the pictures at their own addresses."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.architecture import pictures, queries, view_actions
from assessments.architecture.forms import NewViewForm, PictureField, ViewForm
from assessments.architecture.views import PAGE as ARCHITECTURE
from assessments.errors import Refused
from assessments.models import Assessment, Participant, Upload
from assessments.notices import notice
from assessments.self_saving import OwnPage, Shown, deleted_answer

# A picture opened by its address runs in an origin of its own, in which nothing may load and no script may run.
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def shown(assessment: Assessment, viewer: Participant, view: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row = queries.view_of(dossier, view)
    return Shown(queries.one_view(dossier, row), partial(ViewForm, view=row))


PAGE = OwnPage("architecture/view.html", "view", shown, about="name")


@require_safe
@member_view(can=READ)
def view(request: HttpRequest, assessment: Assessment, view: str) -> HttpResponse:
    return PAGE.render(request, assessment, view)


@require_POST
@member_view(can=EDIT)
def view_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """A new view. What is refused comes back as it was typed; a file must be chosen again, as browsers want it."""
    form = NewViewForm(request.POST, request.FILES)
    if form.is_valid():
        data = dict(form.cleaned_data)
        file = data.pop("file")
        who = {"assessment": assessment, "actor": request.participant}
        try:
            row, change = view_actions.add_view(**who, **data, **posted(file))
        except Refused as reason:
            form.add_error("file", str(reason))
        else:
            notice(request, _("View %(name)s added") % {"name": row.name}, undo=change)
            return redirect(reverse("architecture", args=[assessment.public_id]) + f"#view-{row.public_id}")
    dossier = queries.read(assessment, request.participant)
    return render(request, ARCHITECTURE, {**queries.page(dossier), "new_view": form}, status=422)


@require_POST
@member_view(can=EDIT)
def view_edit(request: HttpRequest, assessment: Assessment, view: str) -> HttpResponse:
    return PAGE.edit(request, assessment, view, view_actions.edit_view)


@require_POST
@member_view(can=EDIT)
def view_image(request: HttpRequest, assessment: Assessment, view: str) -> HttpResponse:
    """Another picture for the view."""
    context, form = shown(assessment, request.participant, view)
    try:
        file = PictureField(error_messages={"required": _("Choose a picture.")}).clean(request.FILES.get("file"))
        who = {"assessment": assessment, "actor": request.participant, "public_id": view}
        change = view_actions.replace_image(**who, **posted(file))
    except (Refused, ValidationError) as reason:
        said = reason.messages[0] if isinstance(reason, ValidationError) else str(reason)
        return render(request, PAGE.template, {**context, "form": form(), "picture_refused": said}, status=422)
    notice(request, _("Picture replaced"), undo=change)
    return redirect("view", pk=assessment.public_id, view=view)


@require_POST
@member_view(can=EDIT)
def view_delete(request: HttpRequest, assessment: Assessment, view: str) -> HttpResponse:
    return deleted_answer(request, assessment, view, view_actions.delete_view, to="architecture")


@require_safe
@member_view(can=READ)
def upload(request: HttpRequest, assessment: Assessment, upload: str, sha256: str) -> HttpResponse:
    """The bytes of a picture. Its address holds their hash, so a browser may keep them for good."""
    row = Upload.objects.living().filter(assessment=assessment, public_id=upload, sha256=sha256).first()
    if row is None or row.media_type not in pictures.KINDS:
        raise Http404
    etag = f'"{row.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(row.content), content_type=row.media_type)
        name = f"{row.public_id}.{pictures.KINDS[row.media_type]}"
        response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def posted(file) -> dict:
    """A posted file as an action takes it; no file, nothing."""
    return {"file_name": file.name, "data": file.read()} if file else {}

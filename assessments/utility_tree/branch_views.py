"""Quality attributes and refinements: the branches of the tree, edited in the side panel."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import EDIT, member_view
from assessments.errors import Refused
from assessments.models import Assessment, QualityAttribute, Refinement
from assessments.notices import notice
from assessments.utility_tree import branches
from assessments.utility_tree.answers import BRANCH, MODEL, fragment, full_page, refused, restructured, wants_fragment
from assessments.utility_tree.forms import CharacteristicForm, NameForm, StepForm
from assessments.utility_tree.page import Adding
from assessments.utility_tree.queries import attribute_panel, exists, quality_model
from assessments.utility_tree.rules import parts_of


def posted_name(request: HttpRequest) -> str:
    form = NameForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(form.errors["name"]))
    return form.cleaned_data["name"]


@require_POST
@member_view(can=EDIT)
def add_attribute(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """A new quality attribute; its add row opens, because a scenario is what comes next."""
    try:
        made = branches.add_attribute(assessment=assessment, actor=request.participant, name=posted_name(request))
    except Refused as reason:
        typed = {"attribute_name": request.POST.get("name", ""), "attribute_error": str(reason)}
        if not request.htmx:
            return full_page(request, assessment, status=422, **typed)
        response = fragment(
            request, assessment, "utility_tree/tree.html#attribute_error", status=422, oob=True, **typed
        )
        response["HX-Reswap"] = "none"
        return response
    if not request.htmx:
        return redirect(f"{reverse('tree', args=[assessment.public_id])}?add={made.public_id}#add")
    return restructured(request, assessment, adding=Adding(made.public_id), keep_panel=True)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=EDIT)
def attribute(request: HttpRequest, assessment: Assessment, attribute_id: str) -> HttpResponse:
    """One attribute in the side panel: its name, its refinements. POST renames it."""
    if request.method == "POST":
        exists(assessment, QualityAttribute, attribute_id)
        try:
            branches.rename_attribute(
                assessment=assessment, actor=request.participant, public_id=attribute_id, name=posted_name(request)
            )
        except Refused as reason:
            return branch_refused(request, assessment, attribute_id, reason, rename=request.POST.get("name", ""))
        return branch_changed(request, assessment, attribute_id)
    context = branch_context(assessment, attribute_id)
    if not wants_fragment(request):
        return full_page(request, assessment, **context)
    response = fragment(request, assessment, BRANCH, **context)
    response["HX-Push-Url"] = request.get_full_path()
    return response


def branch_context(assessment: Assessment, attribute_id: str) -> dict:
    """The attribute, and the refinements the standard has for it that are not there yet."""
    branch = attribute_panel(assessment, attribute_id)
    return {
        "branch": branch,
        "branch_parts": parts_of(branch.iso25010, [refinement.name for refinement in branch.named_refinements]),
    }


def branch_changed(request: HttpRequest, assessment: Assessment, attribute_id: str) -> HttpResponse:
    """The attribute's panel and the table anew."""
    if not request.htmx:
        return redirect(reverse("attribute", args=[assessment.public_id, attribute_id]))
    return restructured(request, assessment, **branch_context(assessment, attribute_id))


def branch_refused(
    request: HttpRequest, assessment: Assessment, attribute_id: str, reason: Refused, **typed
) -> HttpResponse:
    """422 with what was typed and the reason beside it."""
    more = {**branch_context(assessment, attribute_id), "branch_error": str(reason), **typed}
    if not request.htmx:
        return full_page(request, assessment, status=422, **more)
    return fragment(request, assessment, BRANCH, status=422, **more)


@require_POST
@member_view(can=EDIT)
def classify(request: HttpRequest, assessment: Assessment, attribute_id: str) -> HttpResponse:
    """The characteristic of ISO/IEC 25010:2023 that the attribute belongs to."""
    exists(assessment, QualityAttribute, attribute_id)
    form = CharacteristicForm(request.POST)
    try:
        branches.classify_attribute(
            assessment=assessment,
            actor=request.participant,
            public_id=attribute_id,
            characteristic=form.cleaned_data["characteristic"] if form.is_valid() else "?",
        )
    except Refused as reason:
        return branch_refused(request, assessment, attribute_id, reason)
    return branch_changed(request, assessment, attribute_id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=EDIT)
def model(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The quality model of ISO/IEC 25010:2023 to choose from, in the side panel. POST adds what was chosen."""
    if request.method == "POST":
        parts = [part.partition("/") for part in request.POST.getlist("part")]
        names = dict.fromkeys((*request.POST.getlist("characteristic"), *(name for name, _slash, _part in parts)))
        chosen = {name: [part for of, _slash, part in parts if of == name] for name in names}
        try:
            change = branches.add_from_model(assessment=assessment, actor=request.participant, chosen=chosen)
        except Refused as reason:
            return refused(request, assessment, reason, picker=quality_model(assessment))
        if change:
            notice(request, _("Added from ISO/IEC 25010:2023"), undo=change)
        return restructured(request, assessment, leave_panel=True)
    picker = quality_model(assessment)
    if not wants_fragment(request):
        return full_page(request, assessment, picker=picker)
    return fragment(request, assessment, MODEL, picker=picker)


@require_POST
@member_view(can=EDIT)
def move_attribute(request: HttpRequest, assessment: Assessment, attribute_id: str) -> HttpResponse:
    exists(assessment, QualityAttribute, attribute_id)
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("An attribute moves up or down by one place."))
        branches.move_attribute(
            assessment=assessment,
            actor=request.participant,
            public_id=attribute_id,
            step=form.cleaned_data["step"],
        )
    except Refused as reason:
        return refused(request, assessment, reason)
    return branch_changed(request, assessment, attribute_id)


@require_POST
@member_view(can=EDIT)
def delete_attribute(request: HttpRequest, assessment: Assessment, attribute_id: str) -> HttpResponse:
    """Delete it, which hides its scenarios, with a toast that undoes it."""
    exists(assessment, QualityAttribute, attribute_id)
    name = QualityAttribute.objects.get(assessment=assessment, public_id=attribute_id).name
    try:
        change = branches.delete_attribute(assessment=assessment, actor=request.participant, public_id=attribute_id)
    except Refused as reason:
        return refused(request, assessment, reason)
    notice(request, _("%(name)s and what was under it deleted") % {"name": name}, undo=change)
    return restructured(request, assessment, leave_panel=True)


@require_POST
@member_view(can=EDIT)
def add_refinement(request: HttpRequest, assessment: Assessment, attribute_id: str) -> HttpResponse:
    exists(assessment, QualityAttribute, attribute_id)
    try:
        branches.add_refinement(
            assessment=assessment, actor=request.participant, attribute_id=attribute_id, name=posted_name(request)
        )
    except Refused as reason:
        return branch_refused(request, assessment, attribute_id, reason, refinement_name=request.POST.get("name", ""))
    return branch_changed(request, assessment, attribute_id)


@require_POST
@member_view(can=EDIT)
def rename_refinement(request: HttpRequest, assessment: Assessment, refinement_id: str) -> HttpResponse:
    attribute_id = attribute_of(assessment, refinement_id)
    try:
        branches.rename_refinement(
            assessment=assessment, actor=request.participant, public_id=refinement_id, name=posted_name(request)
        )
    except Refused as reason:
        typed = {"renaming": refinement_id, "renamed": request.POST.get("name", "")}
        return branch_refused(request, assessment, attribute_id, reason, **typed)
    return branch_changed(request, assessment, attribute_id)


@require_POST
@member_view(can=EDIT)
def delete_refinement(request: HttpRequest, assessment: Assessment, refinement_id: str) -> HttpResponse:
    """Delete it, which hides its scenarios, with a toast that undoes it."""
    attribute_id = attribute_of(assessment, refinement_id)
    name = Refinement.objects.get(assessment=assessment, public_id=refinement_id).name
    try:
        change = branches.delete_refinement(assessment=assessment, actor=request.participant, public_id=refinement_id)
    except Refused as reason:
        return refused(request, assessment, reason, **branch_context(assessment, attribute_id))
    notice(request, _("%(name)s and what was under it deleted") % {"name": name}, undo=change)
    return branch_changed(request, assessment, attribute_id)


def attribute_of(assessment: Assessment, refinement_id: str) -> str:
    """The public id of the attribute a refinement hangs on; Http404 if there never was such a refinement."""
    exists(assessment, Refinement, refinement_id)
    row = Refinement.objects.select_related("attribute").get(assessment=assessment, public_id=refinement_id)
    return row.attribute.public_id

"""The page of business drivers: list, filter, add in one line, edit in the row, move, delete."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.drivers import actions, queries
from assessments.drivers.forms import DriverForm
from assessments.errors import Refused
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import complaint, notice
from assessments.text import clean_line
from assessments.understood import understood

PAGE = "drivers/drivers.html"


@require_safe
@member_view(can=READ)
def drivers(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    dossier = queries.read(assessment, request.participant)
    return render(request, PAGE, queries.page(dossier, queries.Filter.of(request.GET)))


@require_POST
@member_view(can=EDIT)
def driver_add(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    line = request.POST.get("line", "")
    try:
        row, change = actions.add_driver(assessment=assessment, actor=request.participant, line=clean_line(line))
    except Refused as reason:
        return listed(request, assessment, status=422, line=line, refused=str(reason), focus="line")
    dossier = queries.read(assessment, request.participant)
    notice(request, confirmation(queries.driver_of(dossier, row.public_id)), undo=change)
    return listed(request, assessment, arrived=row.public_id, focus="line")


@require_safe
@member_view(can=EDIT)
def driver_read(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What a line says, while it is being typed."""
    return understood(request, lambda line: queries.words_of(assessment, line))


def confirmation(driver) -> str:
    """What was understood of a typed line: "BD5 added: business goal, priority high, stated by Elena Rossi"."""
    said = [f"{driver.category_label}, {driver.sort_label}".lower() if driver.sort else driver.category_label.lower()]
    if driver.priority:
        said.append(_("priority %(level)s") % {"level": driver.priority})
    if driver.stated_by:
        said.append(_("stated by %(name)s") % {"name": driver.stated_by.name})
    return _("%(code)s added: %(said)s") % {"code": driver.code, "said": ", ".join(said)}


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=EDIT)
def driver(request: HttpRequest, assessment: Assessment, driver: str) -> HttpResponse:
    """The page with the row of one driver open (GET), and what is sent from there (POST)."""
    dossier = queries.read(assessment, request.participant)
    row = queries.driver_of(dossier, driver)
    form = DriverForm(request.POST or None, driver=row, people=dossier.people)
    if request.method != "POST":
        return listed(request, assessment, form=form, editing=driver)
    if not form.is_valid():
        return listed(request, assessment, status=422, form=form, editing=driver)
    try:
        edited = actions.edit_driver(
            assessment=assessment, actor=request.participant, public_id=driver, edits=form.edits()
        )
    except Refused as reason:
        form.refuse(reason, "statement")
        return listed(request, assessment, status=422, form=form, editing=driver)
    if not form.take(edited):
        return listed(request, assessment, status=409, form=form, editing=driver)
    if edited.change:
        notice(request, _("%(code)s saved") % {"code": row.code}, undo=edited.change)
    return listed(request, assessment, arrived=driver)


@require_POST
@member_view(can=EDIT)
def driver_move(request: HttpRequest, assessment: Assessment, driver: str) -> HttpResponse:
    step = -1 if request.POST.get("step") == "-1" else 1
    try:
        actions.move_driver(assessment=assessment, actor=request.participant, public_id=driver, step=step)
    except Refused as reason:
        complaint(request, str(reason))
    return listed(request, assessment, arrived=driver)


@require_POST
@member_view(can=EDIT)
def driver_delete(request: HttpRequest, assessment: Assessment, driver: str) -> HttpResponse:
    try:
        change = actions.delete_driver(assessment=assessment, actor=request.participant, public_id=driver)
        notice(request, _("%(code)s deleted") % {"code": change.items.get().label}, undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return listed(request, assessment)


def listed(
    request: HttpRequest, assessment: Assessment, *, status: int = 200, editing: str = "", arrived: str = "", **state
) -> HttpResponse:
    """The list after a request: the region for htmx, else the page; after a write the page's address."""
    asked = queries.Filter.of(request.GET)
    dossier = queries.read(assessment, request.participant)
    context = {
        **queries.page(dossier, asked, always=editing or arrived),
        "editing": editing,
        "arrived": arrived,
        **state,
    }
    template = f"{PAGE}#register" if request.htmx else PAGE
    if request.method != "POST":
        return render(request, template, context)
    address = reverse("drivers", args=[assessment.public_id]) + asked.query
    to = address + (f"#driver-{arrived}" if arrived else "")
    counted = {"counts-changed": True} if status == 200 else None
    response = answer(request, template, context, to=to, status=status, events=counted)
    if request.htmx and status == 200:
        # The page may have come by a driver's own address; drawn anew, by an undo say, its row would be open again.
        response["HX-Replace-Url"] = address
    return response

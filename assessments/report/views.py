"""The report's page: what it will hold, making it, how far that is, and fetching it."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import READ, member_view
from assessments.dossier.load import load
from assessments.models import ReportJob
from assessments.report import jobs
from assessments.report.content import Content


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(can=READ)
def report(request, assessment):
    """GET: the page. POST: make the report of the present state, unless it is made already."""
    if request.method == "POST":
        job = jobs.request_report(assessment=assessment, participant=request.participant)
        if request.htmx:
            return region(request, assessment, job)
        return redirect("report", pk=assessment.public_id)
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate())
    history = list(jobs.jobs_of(assessment).select_related("requested_by")[: jobs.KEPT + 1])
    newest = jobs.look_after(history[0]) if history else None
    context = {
        "dossier": dossier,
        "content": Content(dossier, figures=()),
        "earlier": [job for job in history[1:] if job.state == ReportJob.State.DONE],
        **job_context(assessment, newest),
    }
    return render(request, "report/report.html", context)


@require_safe
@member_view(can=READ)
def report_progress(request, assessment, job):
    """How far a job is: the region that asks again by itself; without htmx the page."""
    found = get_object_or_404(jobs.jobs_of(assessment), public_id=job)
    if not request.htmx:
        return redirect("report", pk=assessment.public_id)
    return region(request, assessment, jobs.look_after(found))


@require_safe
@member_view(can=READ)
def report_pdf(request, assessment, job):
    """The PDF of a finished job."""
    found = get_object_or_404(ReportJob, assessment=assessment, public_id=job)
    if found.state != ReportJob.State.DONE:
        raise Http404
    name = slugify(assessment.title)[:60].strip("-") or "atam"
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    # Letters, digits and hyphens only: nothing in a title can end the header's value.
    response["Content-Disposition"] = f'attachment; filename="{name}-report-{found.revision}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def region(request, assessment, job: ReportJob) -> HttpResponse:
    response = render(request, "report/report.html#job", job_context(assessment, job))
    if job.state == ReportJob.State.DONE:
        response["HX-Trigger"] = json.dumps({"announce": _("The report is ready")})
    elif job.state == ReportJob.State.FAILED:
        response["HX-Trigger"] = json.dumps({"announce": _("The report could not be made")})
    patch_vary_headers(response, ["HX-Request"])
    return response


def job_context(assessment, job: ReportJob | None) -> dict:
    """`stale`: the assessment changed after this report was made."""
    stages = {
        "drawing": _("Drawing the utility tree"),
        "writing": _("Writing the file"),
        "styling": _("Preparing the pages"),
        "pages": _("Laying out the pages"),
    }
    return {
        "pk": assessment.public_id,
        "job": job,
        "stage": stages.get(job.stage, _("Reading the assessment")) if job else "",
        "stale": bool(job) and job.revision != assessment.revision,
    }

"""Rendering outside the request: a queue in the database, and processes that take from it.

Asking for a report adds a row and starts a runner (assessments.report.runner). A runner renders waiting reports one
by one and ends when none is left; at most two render at a time on one host. Nobody supervises them: whoever looks
at a job fails the ones whose process is gone, and starts a runner where one is missing.
"""

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.dossier.load import load
from assessments.dossier.pictures import picture_files
from assessments.drawing.dot import DrawingFailed
from assessments.models import Assessment, Participant, ReportJob
from assessments.report.html import build
from assessments.report.pdf import RenderingFailed, render

AT_ONCE = 2  # on one host
SILENCE = timedelta(seconds=90)  # after which a process of another host counts as gone
KEPT = 5  # finished reports of one assessment
WAIT_FOR_REVISION = 3  # loads until one is of a single revision

log = logging.getLogger(__name__)
State = ReportJob.State


def jobs_of(assessment: Assessment):
    """The report jobs of `assessment`, newest first, without their PDFs."""
    return ReportJob.objects.filter(assessment=assessment).defer("pdf")


def request_report(*, assessment: Assessment, participant: Participant) -> ReportJob:
    """The report of the assessment as it is now: the one made or being made, else a new job that is started."""
    fail_the_dead()
    with transaction.atomic():
        # The lock makes two clicks one job.
        revision = Assessment.objects.select_for_update().get(pk=assessment.pk).revision
        job = jobs_of(assessment).filter(revision=revision).exclude(state=State.FAILED).first()
        if job is None:
            job = ReportJob(assessment=assessment, requested_by=participant, revision=revision)
            job.save()
    if job.state == State.WAITING:
        start_runner()
    return job


def look_after(job: ReportJob) -> ReportJob:
    """`job` as it stands, after failing it if its process is gone, or starting a runner if none is at work."""
    if job.is_pending:
        fail_the_dead()
        job.refresh_from_db(fields=["state", "stage", "done", "total", "message", "size", "finished_at"])
        if job.state == State.WAITING and not ReportJob.objects.filter(state=State.RUNNING).exists():
            start_runner()
    return job


def fail_the_dead() -> None:
    """Fail the jobs whose process no longer runs, so that nobody waits for them."""
    here, now = socket.gethostname(), timezone.now()
    for job in ReportJob.objects.filter(state=State.RUNNING).defer("pdf"):
        gone = not process_lives(job.pid) if job.host == here else now - job.beat_at > SILENCE
        if gone:
            # Only if it is still running: it may have finished, and its process ended, since it was read.
            dead_jobs = ReportJob.objects.filter(pk=job.pk, state=State.RUNNING)
            message = _("The process that made the report ended before it was done. Try again.")
            dead_jobs.update(state=State.FAILED, message=message, finished_at=now)


def process_lives(pid: int | None) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


_last_start = 0.0


def start_runner() -> None:
    """Start a runner on the database this process uses. It outlives the request, and this process."""
    global _last_start  # one a second is enough, however many pages ask
    if time.monotonic() - _last_start < 1 and _last_start:
        return
    _last_start = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 this very Python
        [sys.executable, "-m", "assessments.report.runner", str(connection.settings_dict["NAME"])],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=process.wait, name="report runner", daemon=True).start()


def run_waiting() -> None:
    """Render waiting reports until none is left or enough are being rendered here. What a runner does."""
    fail_the_dead()
    while job := claim():
        perform(job)


def claim() -> ReportJob | None:
    """The oldest waiting job, now running in this process; None if there is none, or the host is busy."""
    here = socket.gethostname()
    with transaction.atomic():
        # Locking every open job in one order lets only one process claim at a time.
        jobs = ReportJob.objects.select_for_update().filter(state__in=[State.WAITING, State.RUNNING])
        open_jobs = list(jobs.defer("pdf").order_by("pk"))
        waiting = [job for job in open_jobs if job.state == State.WAITING]
        if not waiting or sum(job.state == State.RUNNING and job.host == here for job in open_jobs) >= AT_ONCE:
            return None
        job, now = waiting[0], timezone.now()
        job.state, job.host, job.pid, job.beat_at, job.started_at = State.RUNNING, here, os.getpid(), now, now
        previous = jobs_of(job.assessment).filter(state=State.DONE).first()
        job.total = previous.done if previous else 0
        job.save(update_fields=["state", "host", "pid", "beat_at", "started_at", "total"])
        return job


def perform(job: ReportJob) -> None:
    """Render `job` to its end. Whatever goes wrong becomes a sentence in it."""
    progress = Progress(job)
    try:
        dossier = load_steady(job.assessment)
        job.revision = dossier.assessment.revision
        pictures = picture_files(job.assessment)
        source = build(dossier, pictures=pictures, on_stage=lambda stage: progress(stage, 0))
        pdf = render(source, on_progress=progress)
    except (DrawingFailed, RenderingFailed) as reason:
        finish(job, State.FAILED, message=str(reason))
    except Exception:
        log.exception("Report %s failed", job.public_id)
        finish(job, State.FAILED, message=_("The report failed because of an error in the application. The log tells."))
    else:
        finish(
            job, State.DONE, pdf=pdf.data, size=len(pdf.data), done=pdf.pages, total=pdf.pages, revision=job.revision
        )
        forget_old(job.assessment)


def load_steady(assessment: Assessment):
    """The dossier of one revision: loaded again if somebody wrote meanwhile, a few times."""
    for _attempt in range(WAIT_FOR_REVISION):
        assessment.refresh_from_db()
        dossier = load(assessment, viewer=None, today=timezone.localdate())
        revision = Assessment.objects.values_list("revision", flat=True).get(pk=assessment.pk)
        if revision == dossier.assessment.revision:
            break
    return dossier


class Progress:
    """Writes how far a job is, at most twice a second."""

    def __init__(self, job: ReportJob):
        self.job = job
        self.written = 0.0

    def __call__(self, stage: str, page: int) -> None:
        changed = stage != self.job.stage
        if not changed and time.monotonic() - self.written < 0.5:
            return
        self.written = time.monotonic()
        self.job.stage, self.job.done, self.job.beat_at = stage, page, timezone.now()
        self.job.save(update_fields=["stage", "done", "beat_at"])


def finish(job: ReportJob, state: str, **fields) -> None:
    for name, value in fields.items():
        setattr(job, name, value)
    job.state, job.finished_at = state, timezone.now()
    job.save(update_fields=["state", "finished_at", *fields])


def forget_old(assessment: Assessment) -> None:
    """Keep the newest reports only, and no failure older than them."""
    finished = jobs_of(assessment).exclude(state__in=[State.WAITING, State.RUNNING])
    kept = list(finished.values_list("pk", flat=True)[:KEPT])
    old_jobs = finished.exclude(pk__in=kept)
    old_jobs.delete()

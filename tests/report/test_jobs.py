"""A report is made outside the request; nobody waits for a process that is gone."""

import os
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.drawing.dot import DrawingFailed
from assessments.drivers.actions import add_driver
from assessments.models import ReportJob
from assessments.report import jobs
from assessments.report.pdf import Pdf, RenderingFailed

State = ReportJob.State
DEAD = 2**22 + 1  # past the largest process id


@pytest.fixture
def started(monkeypatch):
    """How often a runner was started; none really is."""
    calls = []
    monkeypatch.setattr(jobs, "start_runner", lambda: calls.append(1))
    return calls


@pytest.fixture
def rendered(monkeypatch):
    """Rendering without the renderer: the HTML that was given, one after the other."""
    sources = []

    def render(source, *, on_progress):
        sources.append(source.html)
        on_progress("pages", 3)
        return Pdf(b"%PDF-1.7 made up", 8, 2.0, 1)

    monkeypatch.setattr(jobs, "render", render)
    return sources


def ask(world, who=None) -> ReportJob:
    return jobs.request_report(assessment=world.assessment, participant=who or world.maya)


def change(world):
    add_driver(assessment=world.assessment, actor=world.maya, line="Enter two new markets")
    world.assessment.refresh_from_db()


def test_a_report_is_asked_for_rendered_and_kept(world, started, rendered):
    job = ask(world)
    assert (job.state, len(started)) == (State.WAITING, 1)
    jobs.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.done, job.size, job.message) == (State.DONE, 8, 16, "")
    assert bytes(job.pdf) == b"%PDF-1.7 made up"
    assert "FinTech Platform" in rendered[0]


def test_asking_again_for_the_same_state_gives_the_same_report(world, started, rendered):
    first = ask(world)
    assert ask(world, world.vera) == first
    jobs.run_waiting()
    assert ask(world) == first
    assert len(rendered) == 1


def test_after_a_change_the_report_is_made_anew(world, started, rendered):
    first = ask(world)
    jobs.run_waiting()
    change(world)
    second = ask(world)
    assert second != first
    jobs.run_waiting()
    assert "Enter two new markets" in rendered[1]


def test_a_failed_report_is_tried_again(world, started, monkeypatch):
    monkeypatch.setattr(
        jobs, "build", lambda *_, **__: (_ for _ in ()).throw(DrawingFailed("Graphviz is not installed."))
    )
    first = ask(world)
    jobs.run_waiting()
    first.refresh_from_db()
    assert (first.state, first.message) == (State.FAILED, "Graphviz is not installed.")
    assert ask(world) != first


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RenderingFailed("The report needed more memory than it may use and was stopped."), "more memory"),
        (ZeroDivisionError("secret detail"), "because of an error in the application"),
    ],
)
def test_what_goes_wrong_is_said_and_no_more(world, started, monkeypatch, error, said):
    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr(jobs, "render", fail)
    job = ask(world)
    jobs.run_waiting()
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert said in job.message
    assert "secret" not in job.message


def test_a_job_whose_process_died_is_noticed(world, started):
    job = ask(world)
    jobs.claim()
    ReportJob.objects.filter(pk=job.pk).update(pid=DEAD)
    job.refresh_from_db()
    jobs.look_after(job)
    assert job.state == State.FAILED
    assert "ended before it was done" in job.message


def test_a_job_on_another_host_is_given_up_after_silence(world, started):
    job = ask(world)
    jobs.claim()
    ReportJob.objects.filter(pk=job.pk).update(host="elsewhere", pid=1)
    jobs.fail_the_dead()
    job.refresh_from_db()
    assert job.state == State.RUNNING
    ReportJob.objects.filter(pk=job.pk).update(beat_at=timezone.now() - timedelta(minutes=5))
    jobs.fail_the_dead()
    job.refresh_from_db()
    assert job.state == State.FAILED


def test_two_are_rendered_at_a_time_on_a_host(world, started):
    for revision in range(3):
        ReportJob.objects.create(assessment=world.assessment, requested_by=world.maya, revision=100 + revision)
    first, second = jobs.claim(), jobs.claim()
    assert [first.revision, second.revision] == [100, 101]
    assert first.pid == os.getpid()
    assert jobs.claim() is None
    ReportJob.objects.filter(pk=first.pk).update(host="elsewhere")
    assert jobs.claim().revision == 102


def test_a_waiting_job_without_a_runner_gets_one_when_somebody_looks(world, started):
    job = ask(world)
    jobs.look_after(job)
    assert len(started) == 2


def test_a_later_report_knows_about_how_many_pages_to_expect(world, started, rendered):
    ask(world)
    jobs.run_waiting()
    change(world)
    ask(world)
    assert jobs.claim().total == 8


def test_old_reports_are_forgotten(world, started, rendered):
    for _time in range(jobs.KEPT + 2):
        change(world)
        ask(world)
        jobs.run_waiting()
    assert jobs.jobs_of(world.assessment).count() == jobs.KEPT


def test_a_runner_is_told_the_database(monkeypatch, settings, db):
    given = {}

    class Process:
        def __init__(self, command, **options):
            given.update(options, command=command)

        def wait(self):
            return 0

    monkeypatch.setattr(jobs.subprocess, "Popen", Process)
    monkeypatch.setattr(jobs, "_last_start", 0.0)
    jobs.start_runner()
    jobs.start_runner()
    assert given["command"][1:3] == ["-m", "assessments.report.runner"]
    assert given["command"][3] == str(jobs.connection.settings_dict["NAME"])
    assert given["start_new_session"] is True


# --- manage.py export_assessment ---------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch):
    module = "assessments.management.commands.export_assessment"
    monkeypatch.setattr(f"{module}.render", lambda source: Pdf(b"%PDF whole", 8, 2.0, 1))


def test_the_command_writes_the_file(world, quick, tmp_path, capsys):
    target = tmp_path / "report.pdf"
    call_command("export_assessment", world.assessment.public_id, "--format", "pdf", "--output", str(target))
    assert target.read_bytes() == b"%PDF whole"
    assert list(tmp_path.iterdir()) == [target]
    assert "8 pages" in capsys.readouterr().out


def test_the_command_names_what_is_wrong(world, quick, tmp_path):
    with pytest.raises(CommandError, match="There is no assessment nowhere"):
        call_command("export_assessment", "nowhere", "--output", str(tmp_path / "x.pdf"))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_assessment", world.assessment.public_id, "--output", str(tmp_path / "no" / "x.pdf"))


def test_a_failed_export_leaves_what_was_there(world, tmp_path, monkeypatch):
    target = tmp_path / "report.pdf"
    target.write_bytes(b"yesterday")
    monkeypatch.setenv("PATH", "/nowhere")
    from assessments.utility_tree.branches import add_attribute

    add_attribute(assessment=world.assessment, actor=world.maya, name="Performance")
    with pytest.raises(CommandError, match="Graphviz is not installed"):
        call_command("export_assessment", world.assessment.public_id, "--output", str(target))
    assert target.read_bytes() == b"yesterday"

"""What reports and imports cost: as commands of manage.py, in processes of their own."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND_SECONDS = 300  # the most that one report or import may take


def measure_report(size: int, folder: Path, url: str, evaluations: dict) -> dict:
    from bench_content import evaluation, owner

    assessment = evaluations.get(size) or evaluation(owner(size), size)
    return {"report": f"{size} scenarios", **export(assessment, folder / f"report-{size}.pdf", url)}


def measure_sample(folder: Path, url: str, runs: int) -> dict:
    """The report of the sample evaluation that `make run` starts with: the middle one of several runs."""
    from bench_content import User

    from assessments.management.commands.seed import fill

    assessment = fill(User.objects.create_user("bench-sample@example.org", name="Maya Okafor"))
    costs = [export(assessment, folder / f"sample-{run}.pdf", url) for run in range(runs)]
    return {"report": "the sample", **sorted(costs, key=lambda cost: cost["renderer_cpu_s"])[runs // 2]}


def export(assessment, output: Path, url: str) -> dict:
    """What the command costs, of it the renderer (both in processor seconds), and what comes out."""
    from pypdf import PdfReader

    cost, said = command("export_assessment", assessment.public_id, "--format", "pdf", "--output", str(output), url=url)
    renderer = float(re.search(r"([\d.]+) s of processor time", said)[1])
    return {
        "renderer_cpu_s": renderer,
        **cost,
        "pages": len(PdfReader(output).pages),
        "bytes": output.stat().st_size,
    }


def measure_import(name: str, size: int, folder: Path, url: str) -> dict:
    from bench_content import document

    from assessments.exchange.importer.documents import read_document
    from assessments.models import User

    text = document(size)
    file = folder / f"import-{size}.md"
    file.write_text(text, encoding="utf-8")
    began = time.perf_counter()
    plan = read_document(text.encode(), name=file.name)
    read_ms = (time.perf_counter() - began) * 1000
    user = User.objects.create_user(f"import-{size}@example.org", name="Maya Okafor")
    cost, _said = command("import_document", str(file), "--owner", user.email, "--json", url=url)
    return {
        "document": name,
        "bytes": len(text.encode()),
        "rows": sum(document.items for document in plan.documents),
        "read_ms": round(read_ms),
        **cost,
    }


def command(*arguments: str, url: str) -> tuple[dict, str]:
    """Run a manage.py command in a process of its own: seconds, CPU seconds, peak memory, its children included.

    And what it says.
    """
    environment = os.environ | {"DATABASE_URL": url}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # with it every command compiles the application anew
    began = time.perf_counter()
    output = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed below, once it is read
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments], cwd=ROOT, env=environment, stdout=output
    )
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if time.perf_counter() - began > COMMAND_SECONDS:
            process.kill()
            sys.exit(f"bench: {arguments[0]} took longer than {COMMAND_SECONDS} s.")
        time.sleep(0.005)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"bench: {arguments[0]} failed with {process.returncode}.")
    unit = 1 if sys.platform == "darwin" else 1024
    cost = {
        "wall_s": round(time.perf_counter() - began, 2),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": round(usage.ru_maxrss * unit / 1_000_000),
    }
    with output:
        output.seek(0)
        return cost, output.read()

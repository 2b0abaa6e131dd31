#!/usr/bin/env python3
"""`make bench`: what pages, a saved rating, reports and imports cost, as tables and as var/bench.json.

Everything runs on a throw-away database: a SQLite file, or a database of its own on the server of DATABASE_URL.
Pages are asked of the WSGI application in this process, through every middleware, with a signed-in session; the
unit is a no-op view asked in the same way, in the same rounds, so that a busy machine slows both.
"""

import argparse
import contextlib
import http.cookies
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES, QUICK_SIZES = (10, 100, 1000), (10, 100)
PDF_SIZES, QUICK_PDF_SIZES = (10, 50, 200), (10,)
IMPORTS, QUICK_IMPORTS = (("20 KB", 20_000), ("1 MB", 1_000_000)), (("20 KB", 20_000),)
PAGES = ("assessments", "overview", "drivers", "tree")
ROUNDS, QUICK_ROUNDS = 60, 15
WARM_UP = 3
NO_OPS_A_ROUND = 5
ROUND_SECONDS = 120  # the rounds of one size end here, whatever their number
COMMAND_SECONDS = 300  # and so does one report or import
CSRF = "b" * 32


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds: does it still run?")
    parser.add_argument("--only", choices=["pages", "reports", "imports"], help="measure this part alone")
    parser.add_argument("--output", type=Path, default=ROOT / "var" / "bench.json", help="where the JSON goes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="atam-bench-") as folder, database(Path(folder)) as url:
        result = measure(quick=arguments.quick, only=arguments.only, folder=Path(folder), url=url)
    arguments.output.parent.mkdir(exist_ok=True)
    arguments.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print_tables(result)
    print(f"\nWritten to {arguments.output}.")
    return 0


def measure(*, quick: bool, only: str | None, folder: Path, url: str) -> dict:
    conditions = conditions_now(quick)
    say(f"{conditions['database']}, Python {conditions['python']}, load {conditions['load_before']}")
    sizes, rounds = (QUICK_SIZES, QUICK_ROUNDS) if quick else (SIZES, ROUNDS)
    reports, imports = (QUICK_PDF_SIZES, QUICK_IMPORTS) if quick else (PDF_SIZES, IMPORTS)
    result = {"conditions": conditions, "pages": [], "reports": [], "imports": []}
    evaluations: dict = {}
    if only in {None, "pages"}:
        for size in sizes:
            result["pages"] += measure_pages(size, rounds, evaluations)
    if only in {None, "reports"}:
        result["reports"] = [measure_report(size, folder, url, evaluations) for size in reports]
    if only in {None, "imports"}:
        result["imports"] = [measure_import(name, size, folder, url) for name, size in imports]
    conditions["load_after"] = load()
    return result


# --- Database and conditions -------------------------------------------------------------------------------------


@contextlib.contextmanager
def database(folder: Path):
    """Set Django up on a throw-away database, migrated; yields its address for other processes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atam.settings")
    for name in ("PUBLIC_URL", "ALLOWED_HOSTS", "DEBUG", "EMAIL_URL"):
        os.environ.pop(name, None)
    os.environ["STATIC_ROOT"] = str(folder / "static")
    own = os.environ.get("DATABASE_URL", "").startswith("postgres")
    if not own:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    say("preparing static files and a throw-away database")
    call_command("collectstatic", interactive=False, verbosity=0)
    if not own:
        call_command("migrate", verbosity=0)
        yield os.environ["DATABASE_URL"]
        connection.close()
        return
    usual = connection.settings_dict["NAME"]
    name = f"atam_bench_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        connection.close()
        connection.settings_dict["NAME"] = name
        call_command("migrate", verbosity=0)
        yield os.environ["DATABASE_URL"].replace(f"/{usual}", f"/{name}", 1)
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def conditions_now(quick: bool) -> dict:
    import django
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        import sqlite3

        engine = f"SQLite {sqlite3.sqlite_version}, WAL, synchronous=FULL"
    else:
        engine = "PostgreSQL {}.{}".format(*divmod(connection.pg_version, 10_000))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "cpu": processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "python": platform.python_version(),
        "django": django.__version__,
        "database": engine,
        "load_before": load(),
        "quick": quick,
    }


def processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def load() -> list[float]:
    return [round(number, 2) for number in os.getloadavg()]


# --- Pages and the saved rating ----------------------------------------------------------------------------------


class Browser:
    """Asks the WSGI application for pages as one signed-in person."""

    def __init__(self, user):
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        from atam.wsgi import application

        self.application = application
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        jar = http.cookies.SimpleCookie({settings.SESSION_COOKIE_NAME: session.session_key, "csrftoken": CSRF})
        self.cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())

    def ask(self, path: str, data: dict | None = None, **headers: str) -> bytes:
        """The answer's body; anything but 200 ends the run."""
        body = urlencode(data).encode() if data is not None else b""
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET" if data is None else "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": self.cookies,
            "HTTP_X_CSRFTOKEN": CSRF,
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            **headers,
        }
        status = []
        answer = self.application(environ, lambda line, _headers, _error=None: status.append(line))
        try:
            content = b"".join(answer)
        finally:
            answer.close()
        if not status[0].startswith("200"):
            sys.exit(f"bench: {path} answered {status[0]}: {content[:300]!r}")
        return content


class Timing:
    """Wall and CPU milliseconds of one thing, asked again and again."""

    def __init__(self):
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def time(self, call) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        call()
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.cpu.append((time.thread_time() - cpu) * 1000)

    def shown(self) -> dict:
        ordered = sorted(self.wall)
        return {
            "p50_ms": round(statistics.median(ordered), 2),
            "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2),
            "cpu_p50_ms": round(statistics.median(self.cpu), 2),
            "runs": len(ordered),
        }


def no_op_urls() -> None:
    """Add two views that do nothing: one for anybody, and one behind sign-in, the unit of all pages."""
    from django.contrib.auth.decorators import login_required
    from django.http import HttpResponse
    from django.urls import clear_url_caches, path

    from atam import urls

    def no_op(request):
        return HttpResponse("ok")

    urls.urlpatterns[:0] = [path("no-op/", no_op), path("no-op/signed-in/", login_required(no_op))]
    clear_url_caches()


def measure_pages(size: int, rounds: int, evaluations: dict) -> list[dict]:
    from bench_content import evaluation, other_assessments, owner
    from django.urls import reverse

    from assessments.models import Scenario

    if not evaluations:
        no_op_urls()
    say(f"filling an evaluation with {size} scenarios")
    user = owner(size)
    other_assessments(user)
    assessment = evaluations[size] = evaluation(user, size)
    browser, pk = Browser(user), assessment.public_id
    scenario = Scenario.objects.filter(assessment=assessment).order_by("pk")[size // 2]
    rating = reverse("scenario-importance", args=[pk, scenario.public_id])
    levels = iter("HML" * (rounds + WARM_UP + 2))
    asked = {name: lambda name=name: browser.ask(address(name, pk)) for name in PAGES}
    asked["rating saved"] = lambda: browser.ask(rating, {"importance": next(levels)}, HTTP_HX_REQUEST="true")
    units = {"no-op": lambda: browser.ask("/no-op/signed-in/"), "no-op, no session": lambda: browser.ask("/no-op/")}

    say(f"asking for its pages, {rounds} rounds")
    for call in [*asked.values(), *units.values()] * WARM_UP:
        call()
    timings = {name: Timing() for name in [*units, *asked]}
    end = time.monotonic() + ROUND_SECONDS
    for _round in range(rounds):
        for name, call in asked.items():
            timings[name].time(call)
        for name, call in units.items():
            for _time in range(NO_OPS_A_ROUND):
                timings[name].time(call)
        if time.monotonic() > end:
            break
    unit = statistics.median(timings["no-op"].wall)
    return [
        {"scenarios": size, "page": name, **timings[name].shown(), **weight(call), "no_ops": round(p50 / unit, 1)}
        for name, call in {**units, **asked}.items()
        for p50 in [statistics.median(timings[name].wall)]
    ]


def address(name: str, pk: str) -> str:
    from django.urls import reverse

    return reverse(name, args=[] if name == "assessments" else [pk])


def weight(call) -> dict:
    """Bytes of the answer (not compressed) and the queries it took."""
    from django.db import connection

    queries = []

    def count(execute, sql, parameters, many, context):
        queries.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(count):
        size = len(call())
    return {"bytes": size, "queries": len(queries)}


# --- Reports and imports, in processes of their own --------------------------------------------------------------


def measure_report(size: int, folder: Path, url: str, evaluations: dict) -> dict:
    from bench_content import evaluation, owner
    from pypdf import PdfReader

    assessment = evaluations.get(size) or evaluation(owner(size), size)
    say(f"rendering the PDF of {size} scenarios")
    output = folder / f"report-{size}.pdf"
    cost = command("export_assessment", assessment.public_id, "--format", "pdf", "--output", str(output), url=url)
    return {"scenarios": size, **cost, "pages": len(PdfReader(output).pages), "bytes": output.stat().st_size}


def measure_import(name: str, size: int, folder: Path, url: str) -> dict:
    from bench_content import document

    from assessments.exchange.importer.documents import read_document
    from assessments.models import User

    text = document(size)
    file = folder / f"import-{size}.md"
    file.write_text(text, encoding="utf-8")
    say(f"importing {name}")
    reading = Timing()
    for _time in range(3):
        reading.time(lambda: read_document(text.encode(), name=file.name))
    plan = read_document(text.encode(), name=file.name)
    user = User.objects.create_user(f"import-{size}@example.org", name="Maya Okafor")
    cost = command("import_document", str(file), "--owner", user.email, "--json", url=url)
    return {
        "document": name,
        "bytes": len(text.encode()),
        "rows": sum(document.items for document in plan.documents),
        "read_ms": reading.shown()["p50_ms"],
        **cost,
    }


def command(*arguments: str, url: str) -> dict:
    """Run a manage.py command in a process of its own: seconds, CPU seconds, peak memory, its children included."""
    environment = os.environ | {"DATABASE_URL": url}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
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
    return {
        "wall_s": round(time.perf_counter() - began, 2),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": round(usage.ru_maxrss * unit / 1_000_000),
    }


# --- Words -------------------------------------------------------------------------------------------------------


def say(words: str) -> None:
    print(f"==> {words}", file=sys.stderr, flush=True)


def print_tables(result: dict) -> None:
    """The result as Markdown tables, as docs/benchmarks.md keeps them."""
    conditions = result["conditions"]
    print(
        f"\n{conditions['at']}, commit {conditions['commit']}: {conditions['cores']} cores of {conditions['cpu']}, "
        f"Python {conditions['python']}, Django {conditions['django']}, {conditions['database']}; "
        f"load {conditions['load_before']} before, {conditions['load_after']} after."
    )
    table(
        ["Scenarios", "Page", "p50 ms", "p95 ms", "CPU p50 ms", "no-ops", "KB", "queries"],
        [
            [
                row["scenarios"],
                row["page"],
                row["p50_ms"],
                row["p95_ms"],
                row["cpu_p50_ms"],
                row["no_ops"],
                f"{row['bytes'] / 1000:.1f}",
                row["queries"],
            ]
            for row in result["pages"]
        ],
    )
    table(
        ["PDF of scenarios", "wall s", "CPU s", "peak MB", "pages", "KB"],
        [
            [row["scenarios"], row["wall_s"], row["cpu_s"], row["peak_mb"], row["pages"], row["bytes"] // 1000]
            for row in result["reports"]
        ],
    )
    table(
        ["Import", "rows", "read ms", "whole command, wall s", "CPU s", "peak MB"],
        [
            [row["document"], row["rows"], row["read_ms"], row["wall_s"], row["cpu_s"], row["peak_mb"]]
            for row in result["imports"]
        ],
    )


def table(head: list[str], rows: list[list]) -> None:
    if not rows:
        return
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""`make bench`: what pages, a saved rating, reports and imports cost, as tables and as var/bench.json.

Everything runs on a throw-away database: a SQLite file, or a database of its own on the server of DATABASE_URL.
Pages are asked of the WSGI application in this process, through every middleware, with a signed-in session; the
unit is a no-op view asked in the same way, behind every page, so that a busy machine slows both.
"""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES, QUICK_SIZES = (10, 100, 1000), (10, 100)
PDF_SIZES, QUICK_PDF_SIZES = (10, 50, 200), (10,)
SAMPLE_RUNS = 3
IMPORTS, QUICK_IMPORTS = (("20 KB", 20_000), ("1 MB", 1_000_000)), (("20 KB", 20_000),)
ROUNDS, QUICK_ROUNDS = 60, 15
BROWSER_SIZES, QUICK_BROWSER_SIZES = (300,), (10,)
BROWSER_ROUNDS, QUICK_BROWSER_ROUNDS = 40, 5
PARTS = ("pages", "large", "reports", "imports", "browser")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds: does it still run?")
    parser.add_argument("--only", choices=PARTS, help="measure this part alone")
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
    result = {"conditions": conditions, "pages": [], "large": [], "reports": [], "imports": [], "browser": []}
    evaluations: dict = {}
    from bench_commands import measure_import, measure_report, measure_sample

    if only in {None, "pages", "large"}:
        from bench_pages import LARGE, QUICK_LARGE, measure_large, measure_pages, no_op_urls

        no_op_urls()
    if only in {None, "pages"}:
        for size in sizes:
            say(f"filling an evaluation with {size} scenarios and asking for its pages, {rounds} rounds")
            result["pages"] += measure_pages(size, rounds, evaluations)
    if only in {None, "large"}:
        large = QUICK_LARGE if quick else LARGE
        say("filling an evaluation with {size} scenarios, {findings} findings, {approaches} approaches".format(**large))
        result["large"] = measure_large(rounds, large)
    if only in {None, "reports"}:
        say(f"rendering the PDF of the sample, {SAMPLE_RUNS} times")
        result["reports"] = [measure_sample(folder, url, SAMPLE_RUNS)]
        for size in reports:
            say(f"rendering the PDF of {size} scenarios")
            result["reports"].append(measure_report(size, folder, url, evaluations))
    if only in {None, "imports"}:
        for name, size in imports:
            say(f"importing {name}")
            result["imports"].append(measure_import(name, size, folder, url))
    if only in {None, "browser"}:
        from bench_browser import chromium, measure_browser

        if not chromium():
            say("no Chromium was found: what it measures is left out")
            sizes = ()
        else:
            sizes = QUICK_BROWSER_SIZES if quick else BROWSER_SIZES
        for size in sizes:
            turns = QUICK_BROWSER_ROUNDS if quick else BROWSER_ROUNDS
            say(f"using the tree of {size} scenarios in Chromium, {turns} rounds")
            result["browser"] += measure_browser(size, turns, folder, url, evaluations)
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
    for part in ("pages", "large"):
        table(
            ["Scenarios", "Page", "p50 ms", "p95 ms", "CPU p50 ms", "no-ops", "bare no-ops", "KB", "queries"],
            [
                [
                    row["scenarios"],
                    row["page"],
                    row["p50_ms"],
                    row["p95_ms"],
                    row["cpu_p50_ms"],
                    row["no_ops"],
                    row["bare_no_ops"],
                    f"{row['bytes'] / 1000:.1f}",
                    row["queries"],
                ]
                for row in result[part]
            ],
        )
    table(
        ["PDF of", "renderer, CPU s", "whole command, wall s", "CPU s", "peak MB", "pages", "KB"],
        [
            [
                row["report"],
                row["renderer_cpu_s"],
                row["wall_s"],
                row["cpu_s"],
                row["peak_mb"],
                row["pages"],
                row["bytes"] // 1000,
            ]
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
    table(
        ["Scenarios", "In the browser", "measured", "p50 ms", "p95 ms", "most ms", "runs"],
        [
            [row["scenarios"], row["what"], row["unit"], row["p50_ms"], row["p95_ms"], row["most_ms"], row["runs"]]
            for row in result["browser"]
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

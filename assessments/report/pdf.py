"""Making the PDF: starts the renderer in a process of its own, watches it, and says in words why it failed."""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from assessments.report.html import Source

TICK = 2.0  # seconds
FIXED = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "946684800"}  # same data, same bytes
ROOT = Path(__file__).resolve().parents[2]


class RenderingFailed(Exception):
    """No PDF was made. The message is a sentence for the user."""


@dataclass(frozen=True)
class Limits:
    """What one report may take: seconds on the clock, processor seconds, bytes of address space.

    A thousand scenarios take about three minutes and 2.7 GB.
    """

    wall: float = 900
    cpu: int = 600
    memory: int = 4 << 30


@dataclass(frozen=True)
class Pdf:
    """A rendered report and what it took: `cpu` in seconds, `peak` in bytes of memory."""

    data: bytes
    pages: int
    cpu: float
    peak: int


def render(
    source: Source,
    *,
    limits: Limits = Limits(),
    on_progress: Callable[[str, int], None] = lambda stage, page: None,
) -> Pdf:
    """The PDF of `source`. `on_progress(stage, page)` hears of styling, pages (with a number) and
    writing, and at least every two seconds.

    Raises RenderingFailed. Same source, same bytes.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as given:
        given.write(json.dumps(asdict(source)).encode())
        given.seek(0)
        with tempfile.TemporaryDirectory(prefix="report-") as scratch:
            process = subprocess.Popen(  # noqa: S603 this very Python, numbers as arguments
                [sys.executable, "-m", "assessments.report.worker", str(limits.cpu), str(limits.memory)],
                stdin=given,
                stdout=output,
                stderr=subprocess.PIPE,
                cwd=ROOT,
                env=_environment(scratch),
            )
            done = _watch(process, limits, on_progress)
        output.seek(0)
        return Pdf(output.read(), *done)


def _environment(scratch: str) -> dict[str, str]:
    """No secrets, no database address, no programs (looking for libraries would start the compiler); hashes in one
    order, no clock in the fonts, which are unpacked in `scratch`."""
    kept = {name: os.environ[name] for name in ("HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH") if name in os.environ}
    return {"PATH": "/nonexistent", "LC_ALL": "C.UTF-8", "TMPDIR": scratch, **FIXED, **kept}


def _watch(process: subprocess.Popen, limits: Limits, on_progress) -> tuple[int, float, int]:
    """Follow the worker to its end: (pages, processor seconds, peak bytes)."""
    deadline = time.monotonic() + limits.wall
    stage, page, last, done = "", 0, "", None
    try:
        for line in _lines(process.stderr, deadline):
            word, _space, rest = line.partition(" ")
            if word == "stage":
                stage, page = rest, 0
            elif word == "page":
                page = int(rest)
            elif word == "done":
                pages, cpu, peak = rest.split()
                done = int(pages), float(cpu), int(peak) * 1024
            elif line:
                last = line
            on_progress(stage, page)
        status = process.wait()
    except TimeoutError:
        raise RenderingFailed(_too_long(limits)) from None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stderr.close()
    if status == 0 and done:
        return done
    raise RenderingFailed(_reason(status, last, limits))


def _lines(stream, deadline: float) -> Iterator[str]:
    """What the worker says, line by line; an empty line every two seconds while it says nothing. TimeoutError."""
    pending = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not selector.select(min(left, TICK)):
                yield ""
                continue
            chunk = os.read(stream.fileno(), 65_536)
            if not chunk:
                break
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                yield line.decode("utf-8", "replace").strip()
    yield pending.decode("utf-8", "replace").strip()


def _too_long(limits: Limits) -> str:
    return _("The report took longer than %(minutes)d minutes and was stopped. Shorten it, or try again.") % {
        "minutes": max(1, limits.wall // 60)
    }


def _reason(status: int, last: str, limits: Limits) -> str:
    if status == -signal.SIGXCPU:
        return _too_long(limits)
    # SIGTRAP is how GLib ends where there is no memory for the stack of a thread.
    killed = {-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP}
    if last == "failed memory" or status in killed:
        return _("The report needed more memory than it may use and was stopped.")
    return _("The report could not be rendered (status %(status)d). %(detail)s") % {
        "status": status,
        "detail": last[:300],
    }

"""Graphviz, kept on a short lead: graphs in, positions out.

`dot` is given synthetic ids and fixed sizes only. No user text reaches it, so there is nothing to escape, and it
needs no fonts. It runs with a timeout, limits on processor time and address space, and an empty environment.
"""

import shutil
import subprocess
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.drawing.limits import limited

MM_PER_INCH = 25.4
TIMEOUT = 30  # seconds; a thousand cards take about two and a half
MEMORY = 1 << 30  # bytes of address space


class DrawingFailed(Exception):
    """No drawing could be made. The message is a sentence for the user."""


class TookTooLong(DrawingFailed):
    """It was still at work when its time was over."""


@dataclass(frozen=True)
class Placed:
    """One graph as `dot` placed it, in mm: its size, and the centre of each node with y running down."""

    width: float
    height: float
    centres: dict[str, tuple[float, float]]


def place(sources: list[str]) -> list[Placed]:
    """Positions for each graph of `sources` (DOT texts), in one run of `dot`; DrawingFailed if there are none."""
    graphs = parse_plain(run("\n".join(sources), form="plain"))
    if len(graphs) != len(sources):
        raise DrawingFailed(
            _("Graphviz drew %(drawn)d of %(wanted)d pages.") % {"drawn": len(graphs), "wanted": len(sources)}
        )
    return graphs


def run(source: str, *, form: str, timeout: float = TIMEOUT) -> str:
    """What `dot` makes of DOT text in one of its output forms ("plain", "json"). DrawingFailed if nothing."""
    program = shutil.which("dot")
    if program is None:
        raise DrawingFailed(
            _(
                "Graphviz is not installed: the program “dot” was not found. "
                "Install the package “graphviz” (apt install graphviz, dnf install graphviz, brew install graphviz)."
            )
        )
    try:
        done = subprocess.run(  # noqa: S603 a program found on PATH, no user text in its arguments
            limited([program, f"-T{form}"], cpu=int(timeout) + 1, memory=MEMORY),
            input=source.encode("ascii"),
            capture_output=True,
            timeout=timeout,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong(_("Graphviz gave no drawing within %(seconds)g seconds.") % {"seconds": timeout}) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0][:300]  # what follows are internals
        message = _("Graphviz could not make the drawing (status %(status)d).") % {"status": done.returncode}
        raise DrawingFailed(f"{message} {reason}".strip())
    return done.stdout.decode("ascii")


def parse_plain(text: str) -> list[Placed]:
    """The graphs in `dot -Tplain` output: inches with y running up become mm with y running down."""
    graphs = []
    width = height = 0.0
    centres: dict[str, tuple[float, float]] = {}
    for line in text.splitlines():
        kind, *rest = line.split(" ")
        if kind == "graph":
            width, height = (float(number) * MM_PER_INCH for number in rest[1:3])
            centres = {}
        elif kind == "node":
            centres[rest[0]] = (float(rest[1]) * MM_PER_INCH, height - float(rest[2]) * MM_PER_INCH)
        elif kind == "stop":
            graphs.append(Placed(width, height, centres))
    return graphs

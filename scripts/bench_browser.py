"""The utility tree in a real Chromium, for `make bench`: from a key to the paint that shows it, and to its being saved.

The application runs in a process of its own (uvicorn, one worker) on the throw-away database; Chromium and the server
share the machine. Times are taken inside the page: from the event's own time stamp, so that waiting for the page's
thread counts, to the first task after the next frame (paint), or to the end of the request that stores it (saved).
"""

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60

# Notes for every key when the page has painted after it, and when the next request that stores something has ended.
PROBE = """() => {
  window.probe = { paint: [], saved: [] };
  let pressed = 0;
  addEventListener("keydown", (event) => {
    const began = (pressed = event.timeStamp);
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.probe.paint.push(performance.now() - began);
      channel.port2.postMessage(null);
    });
  }, { capture: true });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig.verb !== "post") return;
    window.probe.status = detail.xhr.status;
    window.probe.saved.push(performance.now() - pressed);
  });
}"""


SECONDS = 10
SEEN = f"""async (saves) => {{
  const until = performance.now() + {SECONDS * 1000};
  while (performance.now() < until && !(probe.paint.length && (probe.saved.length || !saves)))
    await new Promise((resolve) => setTimeout(resolve, 5));
  return probe;
}}"""

# Two frames and a task: what was there to paint has been painted.
PAINTED = """() => new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))"""


def chromium() -> str:
    """The path of the browser; empty if there is none."""
    return subprocess.run([ROOT / "scripts/chromium"], capture_output=True, text=True).stdout.strip()


def measure_browser(size: int, rounds: int, folder: Path, url: str, evaluations: dict) -> list[dict]:
    """Rows {scenarios, what, unit, p50_ms, p95_ms, most_ms, runs} for an evaluation with `size` scenarios."""
    from bench_content import evaluation, owner
    from bench_pages import Browser
    from django.db import connection
    from playwright.sync_api import sync_playwright

    from assessments.models import Participant, User

    assessment = evaluations.get(size) or evaluation(owner(size), size)
    user = User.objects.get(pk=Participant.objects.filter(assessment=assessment, role="lead").get().user_id)
    session = Browser(user).cookies.partition("sessionid=")[2].partition(";")[0]
    connection.close()
    with served(folder, url) as address, sync_playwright() as playwright:
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        flags += ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        result = drive(page, f"/a/{assessment.public_id}/tree/", size, rounds)
        version = browser.version
        browser.close()
    return [{"scenarios": size, "browser": f"Chromium {version}", **row} for row in result]


@contextlib.contextmanager
def served(folder: Path, url: str):
    """The address of the application on the throw-away database; ends it on leaving."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATABASE_URL": url}
    with open(folder / "uvicorn.log", "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "atam.asgi:application", "--port", str(port), "--no-access-log"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + START_SECONDS
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    sys.exit(f"bench: the server did not start: {(folder / 'uvicorn.log').read_text()[-500:]}")
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def drive(page, path: str, size: int, rounds: int) -> list[dict]:
    """What a person does by keyboard in the tree, over and over, in rows spread over the whole table."""
    page.goto(path)
    page.locator("[data-tree] [data-pick]").first.wait_for(state="attached")
    page.evaluate(PROBE)
    names = page.locator("[data-tree] .scn-name")
    times: dict[tuple[str, str], list[float]] = {}

    def press(what: str, key: str, *, saves: bool = False) -> None:
        page.evaluate("probe.paint = []; probe.saved = []; probe.status = 0")
        page.keyboard.press(key)
        seen = page.evaluate(SEEN, saves)
        if not seen["paint"] or (saves and not seen["saved"]):
            sys.exit(f"bench: {what}: nothing came after the key in {SECONDS} s")
        times.setdefault((what, "key to paint"), []).append(seen["paint"][0])
        if saves:
            if seen["status"] != 200:
                sys.exit(f"bench: {what} answered {seen['status']}")
            times.setdefault((what, "key to saved"), []).append(seen["saved"][0])

    def go_to(row: int) -> None:
        """Puts focus into a row far away and lets that be painted: nobody's key pays for the jump."""
        names.nth(row).focus()
        page.evaluate(PAINTED)

    for turn in range(rounds):
        row = turn * 37 % size
        go_to(row)
        press("next row", "ArrowDown")
        press("open a rating", "i")
        press("rate", "HML"[(turn + 1) % 3], saves=page.evaluate(CHANGES, "HML"[(turn + 1) % 3]))
        page.wait_for_timeout(50)
        press("select a row", "x")
        press("select the next too", "Shift+ArrowDown")
        page.keyboard.press("Shift+Space")
        page.keyboard.press("ArrowUp")
        press("take the selection back", "x")
        go_to(row)
        press("edit a statement", "Enter")
        page.keyboard.press("End")
        press("type into it", "x")
        press("store it", "Enter", saves=True)
        page.wait_for_timeout(50)
        if turn % 3 == 0:
            go_to(row)
            press("open the add row", "n")
            # Fifty letters a second, which nobody types: all at once, Enter would wait for the letters to be painted.
            page.keyboard.type(f"Case {turn} answers within 200 ms (H,M)", delay=20)
            press("add a scenario", "Enter", saves=True)
            page.wait_for_timeout(50)
            page.keyboard.press("Escape")
        page.locator("#tree-text").focus()
        page.evaluate(PAINTED)
        press("type into the filter", "z")
        page.keyboard.press("Backspace")
        page.wait_for_timeout(700)
    return [{"what": what, "unit": unit, **figures(values)} for (what, unit), values in times.items()]


# Whether pressing this level changes the open rating: pressing the present one stores nothing.
CHANGES = "(level) => document.activeElement.closest('fieldset')?.querySelector('input:checked')?.value !== level"


def figures(values: list[float]) -> dict:
    ordered = sorted(values)
    return {
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "most_ms": round(ordered[-1], 1),
        "runs": len(ordered),
    }

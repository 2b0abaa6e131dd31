#!/usr/bin/env python3
"""Photograph the application with its sample data: scripts/screenshots.py [FOLDER]

Starts a server of its own on an empty SQLite database, seeds it, signs in by the form, and takes every main page in
light, in dark and 390 px wide into FOLDER (default: var/shots), then what scripts/screenshots_states.py adds: pages no
link leads to, forms sent wrongly, empty and overlong content. The README's picture is written to
docs/images/utility-tree.png. Needs Chromium; `make test` sets up what is missing.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
EMAIL = "demo@example.org"
PASSWORD = "screenshots-only"
START_SECONDS = 30
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
VIEWS = {"light": (1200, 750, "light"), "dark": (1200, 750, "dark"), "phone": (390, 844, "light")}
PAGES = ["", "drivers/", "architecture/", "tree/", "tree/?order=priority", "findings/", "recommendations/", "report/"]
PAGES += ["requirements/", "traceability/", "people/", "settings/"]
SIGNED_OUT = {
    "sign-in": "login/",
    "sign-up": "signup/",
    "reset": "password/reset/",
    "reset-sent": "password/reset/done/",
}
HTML = "text/html; charset=utf-8"
ANSWERED = "/answered/"  # where the browser finds pages that only a POST, or no address at all, would show
OTHERS = {"assessments": "/", "new": "/new/", "import": "/import/", "not-found": "/nowhere/"}
OTHERS |= {"password": "/accounts/password/change/", "sign-out": "/accounts/logout/"}
OTHERS |= {"admin-refused": "/admin/"}


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "var" / "shots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        port = free_port()
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{scratch}/atam.sqlite3",
            "DEMO_PASSWORD": PASSWORD,
            "DJANGO_SETTINGS_MODULE": "atam.settings",
            "PYTHONPATH": str(ROOT),
        }
        for command in (["migrate", "-v0"], ["seed"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "atam.asgi:application", "--port", str(port), "--log-level", "warning"],
            cwd=ROOT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz")
            sys.path.append(str(ROOT))
            import screenshots_states  # sets up Django, which needs the environment above

            photograph(address, folder, screenshots_states.states(EMAIL))
        finally:
            server.terminate()
            server.wait()


def photograph(address: str, folder: Path, more) -> None:
    """Take every page at `address` into `folder`; `more` is the States of scripts/screenshots_states.py."""
    with sync_playwright() as playwright:
        flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
        path = subprocess.run([ROOT / "scripts/chromium"], check=True, capture_output=True, text=True).stdout.strip()
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        page = browser.new_page(viewport={"width": 1200, "height": 750}, locale="en-GB")
        for label, where in SIGNED_OUT.items():
            for name, view in VIEWS.items():
                take(page, f"{address}/accounts/{where}", folder / f"{label}-{name}.png", view)
        page.goto(f"{address}/accounts/login/")
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/")
        home = more.home
        addresses = OTHERS | {re.sub(r"\W+", "-", path).strip("-") or "overview": home + path for path in PAGES}
        for label, where in addresses.items():
            for name, view in VIEWS.items():
                take(page, address + where, folder / f"{label}-{name}.png", view)
        page.route(
            f"{address}{ANSWERED}*", lambda route: route.fulfill(body=more.answer(route.request.url), content_type=HTML)
        )
        for label, where in more.addresses.items() | {label: ANSWERED + label for label in more.answers}.items():
            for name, view in VIEWS.items():
                take(page, address + where, folder / f"{label}-{name}.png", view)
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}{home}tree/")
        page.locator("a.scn-name", has_text="Core payment").click()
        page.locator("#six-heading").wait_for()
        (ROOT / "docs" / "images").mkdir(parents=True, exist_ok=True)
        page.screenshot(path=ROOT / "docs" / "images" / "utility-tree.png")
        browser.close()


def take(page: Page, address: str, path: Path, view: tuple[int, int, str]) -> None:
    width, height, scheme = view
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.screenshot(path=path, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    print(f"{path.name}{f'  scrolls sideways: {wide} px' if wide > width else ''}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(address)
            return
        except (URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


if __name__ == "__main__":
    main()

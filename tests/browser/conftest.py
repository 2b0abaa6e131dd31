"""A real Chromium in front of a real server: uvicorn in a process of its own, on a database of its own.

Each worker has one server and one database, migrated once and never flushed; each test starts a fresh assessment.
The test process reaches the same database through the application's own actions (fixture `world`), and restores
its usual one afterwards, so that other tests never see these rows.
"""

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from django.conf import global_settings, settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client, override_settings
from playwright.sync_api import expect

from assessments.models import User
from assessments.models.base import new_public_id
from tests.conftest import PASSWORD, build_world

from .axe import violations

# Playwright's synchronous interface runs an event loop in this thread; Django's guard would take it for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
WAIT_MS = 10_000
CHROMIUM = subprocess.run(["scripts/chromium"], cwd=ROOT, capture_output=True, text=True).stdout.strip()


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


# --- Chromium ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        pytest.fail(
            "No Chromium was found. Install it (apt install chromium-headless-shell) or set CHROMIUM=/path/to/it."
        )
    quiet = "background-networking component-update sync default-apps domain-reliability gpu dev-shm-usage"
    flags = [f"--disable-{name}" for name in quiet.split()]
    flags += ["--no-first-run", "--no-default-browser-check"]
    flags += ["--disable-features=Translate,OptimizationHints,MediaRouter"]
    # No other host is found. Intercepting requests would say the same, and would turn the browser's cache off.
    flags += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def base_url(server):
    """What page.goto("/a/…") starts from."""
    return server


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 800},
        "locale": "en-GB",
        "timezone_id": "UTC",
        "reduced_motion": "reduce",
        "accept_downloads": True,
    }


@pytest.fixture
def page(context, server):
    """A page that fails its test on console errors, breaches of the policy, failed requests and foreign hosts."""
    with watched(context, server) as page:
        yield page


@contextmanager
def watched(context, server, *, expected: tuple[str, ...] = ()):
    """A new page of `context`; on leaving, everything that went wrong in it and is not `expected` fails the test."""
    wrong, aborted = [], []

    def guard(request):
        if not request.url.startswith((f"{server}/", "data:", "blob:")):
            wrong.append(f"foreign host: {request.url}")
        # What is on its way in a page that is left is aborted, and the browser does not tell of each.
        if request.is_navigation_request() and page.url != "about:blank":
            aborted.append(request.url)

    def failed(request):
        # A download, and leaving a page, abort the request they replace; that is no failure.
        if "ERR_ABORTED" in (request.failure or ""):
            aborted.append(request.url)
        else:
            wrong.append(f"failed: {request.url}")

    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.on("console", lambda message: message.type in {"error", "warning"} and wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("request", guard)
    page.on("response", lambda answer: answer.status >= 500 and wrong.append(f"{answer.status} {answer.url}"))
    page.on("requestfailed", failed)
    yield page
    # What htmx says of each request that was aborted.
    for complaint in ("htmx:afterRequest, ", "htmx:sendError, ", "htmx:sendAbort, "):
        for line in [line for line in wrong if line.startswith(complaint)][: len(aborted)]:
            wrong.remove(line)
    assert [line for line in wrong if not any(part in line for part in expected)] == []


def saved(page):
    """Waits until the server has everything that was typed: no form holds or sends a text, and the frame says so.

    The frame alone would not do: it says "saved" of the text before until the next one is sent.
    """
    expect(page.locator("form[data-dirty], form[data-saving], .htmx-request")).to_have_count(0)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def hold(page, address, *, times: int | None = 1) -> list:
    """Keeps requests to an address from going on, the first one or all; they come into the list (`arrived`).

    Call it before the page is opened where it can be: the browser begins to hold a moment after it was asked to.
    """
    held = []
    page.route(address, lambda route: held.append(route), times=times)
    return held


def arrived(page, held: list, number: int = 1):
    """The request of that number which a route holds: the page has sent it before the test hears of it."""
    deadline = time.monotonic() + WAIT_MS / 1000
    while len(held) < number:
        assert time.monotonic() < deadline, "the page did not ask"
        page.wait_for_timeout(10)
    return held[number - 1]


# --- The server and its database ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def database_name(django_db_setup, django_db_blocker, tmp_path_factory, worker_id) -> str:
    """The name of this worker's own database, without people; removed at the end."""
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("browser") / "atam.sqlite3")
    else:
        name = f"{connection.settings_dict['NAME']}_browser_{worker_id}"
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
    with django_db_blocker.unblock(), connected_to(name):
        call_command("migrate", verbosity=0)
    return name


@pytest.fixture(scope="session")
def static_root(tmp_path_factory) -> Path:
    """Collected static files under hashed names, made once for all workers.

    Not compressed: that costs more processor time than all that is served of them (tests/test_security.py looks at it).
    """
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    root = shared / "static"
    with open(shared / "static.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            hashed = settings.STORAGES | {"staticfiles": {"BACKEND": "atam.storage.HashedStaticFiles"}}
            uncompressed = ("css", "js", "svg", "txt", "md", "toml", "woff2")
            with override_settings(
                STORAGES=hashed, STATIC_ROOT=str(root), WHITENOISE_SKIP_COMPRESS_EXTENSIONS=uncompressed
            ):
                call_command("collectstatic", interactive=False, verbosity=0)
    return root


def environment(**more: str) -> dict[str, str]:
    """What the server's process sees: nothing of a developer's own settings."""
    own = {"DEBUG", "PUBLIC_URL", "ALLOWED_HOSTS", "EMAIL_URL", "ALLOW_SIGN_UP"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {"DJANGO_SETTINGS_MODULE": "atam.settings", **more}


def database_url(name: str) -> str:
    """The address of database `name` beside the one the tests run on."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    from urllib.parse import quote, urlencode

    config = connection.settings_dict
    user = quote(config["USER"], safe="") + (f":{quote(config['PASSWORD'], safe='')}" if config["PASSWORD"] else "")
    # A socket's folder goes into the query (and comes from there, as scripts/withpg.py writes it): as the host of an
    # address it would have to be escaped.
    query = {"host": config["HOST"] or config["OPTIONS"].get("host"), "port": config["PORT"]}
    return f"postgres://{user}@/{name}?{urlencode({key: value for key, value in query.items() if value})}"


@pytest.fixture(scope="session")
def server(database_name, static_root, tmp_path_factory) -> str:
    """The address of a running application ("http://127.0.0.1:8123")."""
    with serving(database_name, static_root, tmp_path_factory.mktemp("server")) as address:
        yield address


# The server is handed its socket: a free port that is only told to it may be somebody else's by the time it listens.
SERVE = """
import socket, sys, uvicorn
config = uvicorn.Config("atam.asgi:application", access_log=False)
uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
"""


@contextmanager
def serving(database: str, static_root: Path, folder: Path, **more: str):
    """The address of an application of one's own, with `more` in its environment; its log is in `folder`."""
    log, seen = folder / "log", {"DATABASE_URL": database_url(database), "STATIC_ROOT": str(static_root), **more}
    with open(log, "wb") as output, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port, number = listener.getsockname()[1], listener.fileno()
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(number)],
            cwd=ROOT,
            env=environment(**seen),
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=[number],
        )
    try:
        wait_until_up(f"http://127.0.0.1:{port}/healthz", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")


def wait_until_up(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (URLError, OSError):
            time.sleep(0.05)
    process.kill()
    pytest.fail(f"The server did not come up:\n{log.read_text(encoding='utf-8')}")


@contextmanager
def connected_to(name: str):
    """The default connection points at database `name`, and back at its own afterwards."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = usual


@pytest.fixture
def database(server, database_name, django_db_blocker):
    """Within the test, models and actions work on the server's database. Nothing is rolled back."""
    with django_db_blocker.unblock(), connected_to(database_name):
        yield


# --- People ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Everybody's password as the server stores it, computed once: it is meant to take long."""
    with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):
        return make_password(PASSWORD)


@pytest.fixture
def world(database, password_hash):
    """A fresh assessment with its people, whose addresses no other test uses, and whose passwords the server reads."""
    domain = f"{new_public_id()}.example.org"
    world = build_world(domain)
    User.objects.filter(email__endswith=f"@{domain}").update(password=password_hash)
    for name in ("maya", "jonas", "elena", "daniel", "priya", "vera", "sam"):
        who = getattr(world, name)
        getattr(who, "user", who).password = password_hash  # sessions are signed with it
    return world


@pytest.fixture
def signed_in(server):
    """signed_in(page, person): the page's browser belongs to this person from now on, without the sign-in form."""

    def sign_in(page, who):
        client = Client()
        client.force_login(getattr(who, "user", who))
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}
        page.context.add_cookies([session])
        return page

    return sign_in


@pytest.fixture
def unasked(page):
    """The page, in which nobody is asked whether to leave unsaved text behind."""
    asked = []

    def accept(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    yield page
    assert asked == []


@pytest.fixture
def axe():
    """axe(page): asserts that axe finds nothing, in the light and in the dark theme, switched in place."""

    def check(page):
        page.wait_for_load_state()  # a link just followed may have brought no more than the head of its page
        for theme in ("light", "dark"):
            page.evaluate("theme => document.documentElement.setAttribute('data-theme', theme)", theme)
            assert violations(page, only_colour=theme == "dark") == [], theme
        page.evaluate("document.documentElement.removeAttribute('data-theme')")

    return check


@pytest.fixture(autouse=True, scope="session")
def patience():
    expect.set_options(timeout=WAIT_MS)

"""The pages of `make bench`: an answer in milliseconds, bytes and queries, and as a multiple of a no-op view."""

import http.cookies
import io
import statistics
import sys
import time
from urllib.parse import urlencode

PAGES = ("assessments", "overview", "drivers", "tree", "findings", "recommendations")
LARGE = {"size": 300, "findings": 200, "approaches": 60}
QUICK_LARGE = {"size": 30, "findings": 20, "approaches": 6}
LARGE_PAGES = (
    "overview",
    "preparation",
    "drivers",
    "requirements",
    "architecture",
    "tree",
    "findings",
    "themes",
    "recommendations",
    "analysis",
    "capture",
    "parked",
    "history",
    "results",
    "traceability",
    "report",
    "export-json",
)
WARM_UP = 3
ROUND_SECONDS = 120  # the rounds of one size end here, whatever their number
CSRF = "b" * 32


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

    user = owner(size)
    other_assessments(user)
    assessment = evaluations[size] = evaluation(user, size)
    browser, pk = Browser(user), assessment.public_id
    scenario = Scenario.objects.filter(assessment=assessment).order_by("pk")[size // 2]
    rating = reverse("scenario-importance", args=[pk, scenario.public_id])
    levels = iter("HML" * (rounds + WARM_UP + 2))
    # In this order in each round: a rating empties what is kept of the pages, the next tree is drawn anew.
    asked = {"rating saved": lambda: browser.ask(rating, {"importance": next(levels)}, HTTP_HX_REQUEST="true")}
    asked["tree after a write"] = lambda: browser.ask(address("tree", pk))
    asked |= {name: lambda name=name: browser.ask(address(name, pk)) for name in PAGES}
    return timed(browser, size, asked, rounds)


def measure_large(rounds: int, sizes: dict) -> list[dict]:
    """Every page of a large evaluation, and its analysis sheet saved, the slowest first."""
    from bench_content import evaluation, owner
    from django.urls import reverse

    from assessments.models import Scenario

    user = owner(f"large-{sizes['size']}")
    assessment = evaluation(user, **sizes)
    browser, pk = Browser(user), assessment.public_id
    scenario = Scenario.objects.filter(assessment=assessment).order_by("pk")[7].public_id
    sheet, save = reverse("sheet", args=[pk, scenario]), reverse("sheet-edit", args=[pk, scenario])
    texts = iter([f"Reasoning, version {n}" for n in range(rounds + WARM_UP + 2)])
    before = [""]

    def save_sheet():
        text, base = next(texts), before[-1]
        before.append(text)
        data = {"reasoning": text, "base_reasoning": base}
        return browser.ask(save, data, HTTP_HX_REQUEST="true")

    asked = {"analysis sheet saved": save_sheet, "analysis sheet": lambda: browser.ask(sheet)}
    asked |= {name: lambda name=name: browser.ask(address(name, pk)) for name in LARGE_PAGES}
    rows = timed(browser, sizes["size"], asked, rounds)
    return sorted(rows, key=lambda row: -row["p50_ms"])


def timed(browser: Browser, size: int, asked: dict, rounds: int) -> list[dict]:
    """What each call of `asked` ({name: call}) costs, all asked once a round.

    Each is followed by both no-op views, which so find the processor's caches as full of other things as pages do. A
    bare no-op asked five times in a row takes 0.20 ms where one behind a page takes 0.35.
    """
    units = {"no-op, no session": lambda: browser.ask("/no-op/"), "no-op": lambda: browser.ask("/no-op/signed-in/")}
    for call in [*asked.values(), *units.values()] * WARM_UP:
        call()
    timings = {name: Timing() for name in [*units, *asked]}
    end = time.monotonic() + ROUND_SECONDS
    for _round in range(rounds):
        for name, call in asked.items():
            timings[name].time(call)
            for unit in units:
                timings[unit].time(units[unit])
        if time.monotonic() > end:
            break
    unit, bare = timings["no-op"].shown(), timings["no-op, no session"].shown()
    return [
        {
            "scenarios": size,
            "page": name,
            **shown,
            **weight(call),
            "no_ops": round(shown["p50_ms"] / unit["p50_ms"], 1),
            "bare_no_ops": round(shown["p50_ms"] / bare["p50_ms"], 1),
        }
        for name, call in {**units, **asked}.items()
        for shown in [timings[name].shown()]
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

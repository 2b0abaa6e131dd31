"""Every page a person can reach by links: nothing goes wrong in it, axe finds nothing, and a phone shows it whole."""

from collections import deque
from urllib.parse import urlsplit

from django.urls import resolve

from assessments.management.commands.seed import fill

MOST = 80  # pages looked at; the sample has far fewer
# Addresses whose pages are all alike are looked at once each: one driver, one finding of a kind.
ELSEWHERE = ("/admin/", "/static/")

LINKS = """() => [...document.querySelectorAll("a[href]")]
    .filter(link => !link.hasAttribute("download"))
    .map(link => new URL(link.href.baseVal ?? link.href, location))
    .filter(link => link.origin === location.origin)
    .map(link => link.pathname)
    .filter(path => !path.includes("/uploads/"))"""


def test_every_page_reached_by_links(page, world, signed_in, axe):
    fill(world.sam)
    signed_in(page, world.sam)
    waiting, seen = deque(["/"]), {}
    while waiting and len(seen) < MOST:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind in seen:
            continue
        seen[kind] = path
        page.set_viewport_size({"width": 1280, "height": 800})
        answer = page.goto(path)
        assert answer.status == 200, path
        axe(page)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, f"{path} scrolls sideways on a phone"
        waiting.extend(link for link in page.evaluate(LINKS) if not link.startswith(ELSEWHERE))
    assert {
        "assessments",
        "assessment-new",
        "import",
        "overview",
        "agenda-step",
        "preparation",
        "preparation-decision",
        "agenda",
        "drivers",
        "requirements",
        "architecture",
        "tree",
        "findings",
        "recommendations",
        "traceability",
        "results",
        "present",
        "themes",
        "report",
        "settings",
        "people",
        "person",
        "account_change_password",
    } <= set(seen)


def kind_of(path: str) -> str:
    """The name of the address: all drivers' pages are of one kind."""
    return resolve(urlsplit(path).path).url_name

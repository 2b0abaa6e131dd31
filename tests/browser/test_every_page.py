"""Every page a person can reach by links: nothing goes wrong in it, axe finds nothing, and a phone shows it whole."""

from collections import deque
from urllib.parse import urlsplit

from django.urls import resolve, reverse

from assessments.management.commands.seed import fill, fill_fully
from assessments.models import ImportedDocument

MOST = 80  # pages looked at; the sample has far fewer
# Addresses whose pages are all alike are looked at once each: one driver, one finding of a kind.
ELSEWHERE = ("/admin/", "/static/")
PAGES = (
    "account_change_password account_login account_reset_password agenda agenda-step analysis approach architecture "
    "assessment-new assessments attribute capture component connection deleted driver drivers finding findings "
    "history import import-export imported overview parked parked-item people person preparation "
    "preparation-decision present quality-model question recommendation recommendations report requested requirement "
    "requirements results scenario search settings sheet theme themes traceability tree tree-paste view "
)

LINKS = """() => [...document.querySelectorAll("a[href]")]
    .filter(link => !link.hasAttribute("download"))
    .map(link => new URL(link.href.baseVal ?? link.href, location))
    .filter(link => link.origin === location.origin)
    .map(link => link.pathname)
    .filter(path => !path.includes("/uploads/"))"""


def test_every_page_reached_by_links(page, world, signed_in, axe):
    [document] = ImportedDocument.objects.filter(assessment=fill(world.sam))
    fill_fully(world.sam)
    signed_in(page, world.sam)
    seen = set()
    walk(page, "/", seen, axe)  # the list leads to the full evaluation first, which fills every page
    walk(page, reverse("imported", args=[document.assessment.public_id, document.public_id]), seen, axe)
    assert set(PAGES.split()) <= seen


def walk(page, start: str, seen: set[str], axe) -> None:
    """Look at a page of each kind that links lead to from `start`, but those in `seen`."""
    waiting = deque([start])
    while waiting and len(seen) < MOST:
        path = waiting.popleft()
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        page.set_viewport_size({"width": 1280, "height": 800})
        answer = page.goto(path)
        assert answer.status == 200, path
        axe(page)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, f"{path} scrolls sideways on a phone"
        waiting.extend(link for link in page.evaluate(LINKS) if not link.startswith(ELSEWHERE))


def kind_of(path: str) -> str:
    """The name of the address: all drivers' pages are of one kind."""
    return resolve(urlsplit(path).path).url_name

"""The focus rules of the design system hold after every swap and every form (docs/decisions/finding-ones-way.md).

Each line of a table is one thing a person does by keyboard alone, and the element that has focus afterwards. The lines
of a page follow each other in one assessment. Focus also has to be seen: an outline, and nothing lying over it.
"""

import time
from typing import NamedTuple

import pytest
from playwright.sync_api import Error

from assessments import changes
from assessments.models import FindingLink, ThemeDriver, ThemeRisk
from assessments.new_rows import (
    new_approach,
    new_attribute,
    new_component,
    new_driver,
    new_finding,
    new_recommendation,
    new_scenario,
    new_theme,
    refinement_of,
)
from assessments.parking.actions import delete_parked, park

from .conftest import WAIT_MS, watched

# What the browser notes of an answer that the page shows.
REFUSED = ("422", "409")


class Line(NamedTuple):
    """From the element `at` press `keys`; then `end` has focus.

    An element is "role name", "#id" or a selector that begins with "."; "" is where focus is.
    Keys stand apart from each other; what begins with `=` is typed as it is.
    """

    what: str
    at: str
    keys: tuple[str, ...]
    end: str


def fill(world):
    """Three rows or more of everything, tied together, so that each has a next and a previous one."""
    with changes.record(world.assessment, world.maya, "fill") as change:
        availability, performance = (new_attribute(change, name=name) for name in ("Availability", "Performance"))
        home = refinement_of(change, availability)
        drivers = [new_driver(change, statement=text) for text in ("Grow abroad", "Pay out today", "Stay open")]
        approaches = [new_approach(change, name=name) for name in ("Standby", "Cache", "Queue")]
        components = [new_component(change, name=name) for name in ("Ledger", "Gateway")]
        scenarios = [
            new_scenario(change, refinement=home, statement=text, importance="H", difficulty="M")
            for text in ("A region fails", "A disk fails", "A rack fails")
        ]
        new_scenario(change, refinement=refinement_of(change, performance), statement="The page opens in 1 s")
        risks = [new_finding(change, kind="R", title=title) for title in ("One region", "No rehearsal", "No owner")]
        points = [
            new_finding(change, kind="S", title=title, attributes=[(availability, ""), (performance, "")])
            for title in ("Replication lag", "Pool size")
        ]
        for row in (*risks, *points):
            change.create(FindingLink, finding=row, scenario=scenarios[0], approach=approaches[0])
        themes = [new_theme(change, title=title) for title in ("Operations", "Money")]
        for risk in risks:
            change.create(ThemeRisk, theme=themes[0], risk=risk)
        for driver in drivers:
            change.create(ThemeDriver, theme=themes[0], driver=driver, degree="slows")
        for title in ("Second region", "Rehearse"):
            new_recommendation(change, title=title)
    items = [
        park(assessment=world.assessment, actor=world.maya, line=line)[0] for line in ("Ask legal", "Ask Ops", "Look")
    ]
    for item in items[1:]:
        delete_parked(assessment=world.assessment, actor=world.maya, public_id=item.public_id)
    named = {
        "R1": risks[0],
        "RT1": themes[0],
        "Av1": scenarios[0],
        "Av2": scenarios[1],
        "C1": components[0],
        "P1": items[0],
    }
    return {code: row.public_id for code, row in named.items()}


@pytest.fixture
def walk(context, server, world, signed_in):
    """walk(path, lines, who=…): does what the lines say, one after the other, and tells all that ended elsewhere."""

    def go(path, lines, *, who=None):
        with watched(context, server, expected=REFUSED) as page:
            page.add_init_script("addEventListener('beforeunload', () => (window.leaving = true))")
            signed_in(page, who or world.maya).goto(world.url(path))
            page.wait_for_load_state()
            wrong = [sentence for line in lines if (sentence := done(page, line))]
            assert wrong == [], "\n".join(wrong)

    return go


def element(page, words: str):
    role, _space, name = words.partition(" ")
    if role.startswith(("#", ".")):
        return page.locator(words).first
    return page.get_by_role(role, name=name, exact=True).first


def done(page, line: Line) -> str:
    """What went wrong with a line; "" for nothing."""
    if line.at and not focused(page, line.at):
        return f"{line.what}: there is no {line.at}; focus is on {page.evaluate(WHERE)}"
    for key in line.keys:
        if key.startswith("="):
            page.keyboard.type(key[1:])
        else:
            page.keyboard.press(key)
            drawn(page)  # a menu takes focus once it is drawn
    deadline = time.monotonic() + WAIT_MS / 1000
    while time.monotonic() < deadline:  # until it is so twice in a row: a later swap may take it away again
        page.wait_for_timeout(50)
        if at_rest(page) and has_focus(page, line.end):
            page.wait_for_timeout(100)
            if has_focus(page, line.end):
                why = unseen(page)
                return f"{line.what}: {why}: {page.evaluate(WHERE)}" if why else ""
    return f"{line.what}: {page.evaluate(WHERE)} instead of {line.end}"


def drawn(page):
    try:
        page.evaluate(DRAWN)
    except Error:  # the page went meanwhile
        page.wait_for_load_state()


def at_rest(page) -> bool:
    """Nothing is on its way: no answer, and no page, which until it comes looks as if nothing had been pressed."""
    try:
        page.wait_for_load_state()
        return page.evaluate("!window.leaving && !document.querySelector('.htmx-request, form[data-saving]')")
    except Error:  # the page went meanwhile
        return False


def focused(page, words: str) -> bool:
    try:
        element(page, words).focus()
    except Error:
        return False
    return True


def has_focus(page, words: str) -> bool:
    found = element(page, words)
    return found.count() > 0 and found.evaluate("element => element === document.activeElement")


DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"

WHERE = """() => {
    const one = document.activeElement;
    const name = one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent;
    return `${one.localName}#${one.id}.${one.className} ${name.trim().slice(0, 60)} on ${location.pathname}`;
}"""

# An outline, or the shadow of what stands around the field; and at its place, or at a corner, lies it or a part of it.
SEEN = """() => {
    const one = document.activeElement;
    const around = one.closest("label, .rating, .capture, .part, .idea, .palette, .search");
    const ring = [one, around, one.nextElementSibling].filter(Boolean).map(getComputedStyle).some(style =>
        style.boxShadow !== "none" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1));
    const { left, top, width, height } = one.getBoundingClientRect();
    const bare = [[.5, .5], [.02, .2], [.98, .8], [.5, .1], [.5, .9]].some(([x, y]) => {
        const face = document.elementFromPoint(left + width * x, top + height * y);
        // A toast may lie over it: that goes by itself.
        return face && (one.contains(face) || face.closest("label")?.control === one || face.closest("#toasts"));
    });
    return (ring ? "" : "no outline ") + (bare ? "" : "something lies over it");
}"""


def unseen(page) -> str:
    return page.evaluate(SEEN)


PAGES = {
    "drivers/": (
        Line("deleted", "button Actions for BD2", ("Enter", "End", "Enter"), "link Stay open"),
        Line("undone", "button Undo", ("Enter",), "link Pay out today"),
        Line("added", "textbox Add a driver", ("=Hire 5 people", "Enter"), "textbox Add a driver"),
        Line("refused", "textbox Add a driver", ("=More #nonsense", "Enter"), "textbox Add a driver"),
        Line("moved", "link Pay out today", ("Alt+ArrowUp",), "link Pay out today"),
        Line("moved by the menu", "button Actions for BD2", ("Enter", "ArrowDown", "Enter"), "button Actions for BD2"),
        Line("menu closed", "button Actions for BD2", ("Enter", "Escape"), "button Actions for BD2"),
        Line("edited in place", "link Pay out today", ("Enter",), "textbox Statement"),
        Line("left by Escape", "", ("=more", "Escape"), "link Pay out today"),
        Line("edited again", "link Pay out today", ("Enter",), "textbox Statement"),
        Line("cancelled", "link Cancel", ("Enter",), "link Pay out today"),
        Line("edited a third time", "link Pay out today", ("Enter",), "textbox Statement"),
        Line("saved", "button Save BD2", ("Enter",), "link Pay out today"),
        Line("deleted, the last", "button Actions for BD4", ("Enter", "End", "Enter"), "link Stay open"),
        Line("chosen", "button Business goals 3", ("Enter",), "button Business goals 3"),
        Line("filtered", "searchbox Filter drivers", ("=pay", "Enter"), "searchbox Filter drivers"),
    ),
    "tree/": (
        Line("edited", "link A disk fails", ("Enter",), "textbox Statement of Av2"),
        Line("left", "", ("Escape",), "link A disk fails"),
        Line("rated", "link A disk fails", ("i", "m"), "link A disk fails"),
        Line("moved", "link A disk fails", ("Alt+ArrowUp",), "link A disk fails"),
        Line("adding", "link Add a scenario to Availability", ("Enter",), "#add-line"),
        Line("added", "", ("=A cable is cut", "Enter"), "#add-line"),
        Line("left after that", "", ("Escape",), "link A cable is cut"),
        Line("attribute added", "#attribute-name", ("=Cost", "Enter"), "#add-line"),
        Line("attribute refused", "#attribute-name", ("=Cost", "Enter"), "#attribute-name"),
        Line("ordered", "button Priority", ("Enter",), "button Priority"),
        Line("filtered", "searchbox Filter scenarios", ("=disk",), "searchbox Filter scenarios"),
    ),
    "tree/{Av2}/": (
        Line("moved", "button Move up", ("Enter",), "button Move up"),
        Line("written", "textbox Response measure", ("=< 1 min",), "textbox Response measure"),
        Line("deleted", "button Delete Av2", ("Enter",), "link A region fails"),
        Line("undone", "button Undo", ("Enter",), "link A disk fails"),
    ),
    "findings/": (
        Line("added", "textbox Add a finding", ("=No runbook", "Enter"), "textbox Add a finding"),
        Line("refused", "textbox Add a finding", ("=No alarm #nonsense", "Enter"), "textbox Add a finding"),
        Line("chosen", "button No theme 1", ("Enter",), "button No theme 1"),
        Line("unchosen", "button No theme 1", ("Enter",), "button No theme 1"),
        Line("sorted", "link Severity", ("Enter",), "link Severity"),
        Line("theme added", "textbox Add a risk theme", ("=Alarms", "Enter"), "textbox Add a risk theme"),
        Line("filtered", "searchbox Filter findings", ("=no", "Enter"), "searchbox Filter findings"),
    ),
    "findings/{R1}/": (
        Line("written", "textbox Title", ("End", "= fails"), "textbox Title"),
        Line("saved", "button Save", ("Enter",), "button Save"),
        Line("attribute added", "#attribute-name", ("=Performance", "Enter"), "#attribute-name"),
        Line("attribute removed", "button Remove Performance", ("Enter",), "heading Quality attributes"),
        Line("place removed", "button Remove Av1 A1", ("Enter",), "heading Found in"),
        Line("theme left", "button Remove RT1", ("Enter",), "heading Risk themes"),
        Line("deleted", "button Delete R1", ("Enter",), "heading Risks and themes"),
        Line("undone", "button Undo", ("Enter",), "heading Risks and themes"),
    ),
    "themes/{RT1}/": (
        Line("risk removed", "button Remove R2", ("Enter",), "link R3"),
        Line("the last removed", "button Remove R3", ("Enter",), "link R1"),
        Line("the only one removed", "button Remove R1", ("Enter",), "heading Risks"),
        Line("driver removed", "button Remove BD1", ("Enter",), "link BD2"),
        Line("degree set", "button Set", ("Enter",), "button Set"),
        Line("deleted", "button Delete RT1", ("Enter",), "heading Risks and themes"),
    ),
    "themes/": (
        Line("added", "textbox Add a risk theme", ("=Alarms", "Enter"), "textbox Add a risk theme"),
        Line("moved to another", "combobox Theme of R2", ("=Money", "Tab", "Enter"), "link No rehearsal"),
    ),
    "recommendations/": (
        Line("added", "textbox Add a recommendation", ("=Drill", "Enter"), "textbox Add a recommendation"),
        Line("refused", "textbox Add a recommendation", ("=x #nonsense", "Enter"), "textbox Add a recommendation"),
    ),
    "preparation/": (
        Line("asked for", "textbox Ask for a document", ("=Load tests", "Enter"), "textbox Ask for a document"),
        Line("dates refused", "button Set the dates", ("Enter",), ".error-summary"),
    ),
    "people/": (
        Line("role saved", "button Save role of Daniel Cho", ("Enter",), "button Save role of Daniel Cho"),
        Line("removed", "button Remove Elena Rossi", ("Enter",), "link Daniel Cho"),
        Line("the last removed", "button Remove Vera Lund", ("Enter",), "link Priya Nair"),
        Line("undone", "button Undo", ("Enter",), "link Vera Lund"),
        Line("refused", "button Add person", ("Enter",), ".error-summary"),
    ),
    "": (
        Line("status opened", "button Status of Preparation: Not started", ("Enter",), "combobox Status"),
        Line("status closed", "", ("Escape",), "button Status of Preparation: Not started"),
        Line("opened again", "", ("Enter",), "combobox Status"),
        Line("status set", "", ("=Done", "Tab", "Tab", "Tab", "Enter"), "button Status of Preparation: Done"),
    ),
    "analysis/{Av1}/": (
        Line("finding added", "textbox Quick capture", ("=No drill", "Enter"), "textbox Quick capture"),
        Line("asked", "textbox Question", ("=Who fails over?", "Enter"), "textbox Question"),
        Line("asked again", "textbox Question", ("=How long?", "Enter"), "textbox Question"),
        Line("opened", "link Answer Q2", ("Enter",), "textbox Answer (optional)"),
        Line("answered and left by Esc", "", ("=An hour", "Escape"), "link Edit Q2"),
        Line("approach examined", "button Examine", ("Enter",), "button Examine"),
        Line("next", "link Next: Av2", ("Enter",), "heading A disk fails"),
    ),
    "architecture/": (
        Line("added", "#component-line", ("=Ledger -> Gateway", "Enter"), "#component-line"),
        Line("approach added", "textbox Add an approach", ("=Retry", "Enter"), "textbox Add an approach"),
        Line("shown as table", "button Table", ("Enter",), "button Table"),
    ),
    "components/{C1}/": (
        Line("connected", "button Add", ("Enter",), "button Add"),
        Line("connection removed", "button Remove the connection to Gateway", ("Enter",), "heading Connections"),
        Line("deleted", "button Delete C1", ("Enter",), "heading Architecture"),
    ),
    "traceability/": (
        Line("dismissed", "#dismiss-1", ("=Measured", "Enter"), "textbox Why A1-S2 is no trade-off"),
        Line("offered again", "button Offer again Replication lag", ("Enter",), "heading Traceability"),
    ),
    "parked/": (Line("added", "textbox Park something", ("=Ask Ops", "Enter"), "textbox Park something"),),
    "parked/{P1}/": (
        Line("saved", "button Save", ("Enter",), "button Save"),
        Line("deleted", "button Delete P1", ("Enter",), "heading Parking lot"),
    ),
    "history/": (Line("undone", "button Undo deleted parked item P3", ("Enter",), ".history li:nth-child(2) summary"),),
    "deleted/": (
        Line("brought back", "button Bring back parked item P3", ("Enter",), "link parked item P2"),
        Line("the last brought back", "button Bring back parked item P2", ("Enter",), "heading Deleted rows"),
    ),
}


@pytest.mark.parametrize("path", PAGES)
def test_focus_is_kept(walk, world, path):
    codes = fill(world)
    walk(path.format(**codes), PAGES[path])


def test_an_answer_elsewhere_does_not_scroll_back_to_what_has_focus(page, world, signed_in):
    """Jonas reads on below while his text above is being saved."""
    with changes.record(world.assessment, world.maya, "fill") as change:
        for n in range(40):
            new_driver(change, statement=f"Goal {n}")
    signed_in(page, world.jonas).goto(world.url("drivers/"))
    page.get_by_role("link", name="Goal 0", exact=True).focus()
    page.route("**/nothing", lambda route: route.fulfill(status=204))
    page.evaluate("htmx.ajax('GET', '/nothing', { target: '#toasts' })")  # was in sight, but showed nothing
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    below = page.evaluate("scrollY")
    page.evaluate("htmx.ajax('GET', '/healthz', { target: '#toasts', swap: 'beforeend' })")
    page.get_by_text("ok", exact=True).wait_for()
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == below > 0

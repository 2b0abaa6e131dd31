"""What screen readers are told after each answer: what happened, and each sentence once."""

import re

from playwright.sync_api import expect

from tests.utility_tree.conftest import grow

from .conftest import saved, watched
from .test_tree import name

# Notes what live regions say: what is added to the notices, and the whole of a region whose text changes.
LISTEN = """() => {
    window.said = [];
    const regions = "[aria-live=polite], [role=status], [role=alert]";
    const told = ({ type, target, addedNodes }) => {
        if (type === "childList" ? !addedNodes.length : type === "attributes" && target.hidden) return [];
        const region = (target.closest ? target : target.parentElement)?.closest(regions);
        const added = [...addedNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE);
        if (region?.id === "toasts") return added.map((toast) => toast.querySelector("span"));
        if (region) return [region];
        return added.flatMap((node) => [node, ...node.querySelectorAll("*")]).filter((node) => node.role === "alert");
    };
    const watch = (changes) => {
        const places = new Set(changes.flatMap(told));
        window.said.push(...[...places].map((place) => place.innerText.trim().replace(/\\s+/g, " ")).filter(Boolean));
    };
    const what = { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden"] };
    new MutationObserver(watch).observe(document.body, what);
}"""


def listening(page, url):
    """The page, listened to, at a time that stands still: the clock of the last save says nothing new."""
    page.clock.install(time="2026-05-04T09:30:00Z")
    page.clock.set_fixed_time("2026-05-04T09:30:00Z")
    page.goto(url)
    page.wait_for_load_state()
    page.evaluate(LISTEN)
    return page


def said(page) -> list[str]:
    """What was said since it was asked last, once nothing more is on its way."""
    expect(page.locator(".htmx-request, form[data-dirty], form[data-saving]")).to_have_count(0)
    page.wait_for_timeout(500)
    told = page.evaluate("window.said.splice(0)")
    if "Saving" in told:  # only of what takes long, and then its end is told too
        return [sentence for sentence in told if not re.match("Saving|Saved", sentence)]
    return told


def test_each_write_in_the_tree_is_told_once(page, world, signed_in):
    grow(world)
    listening(signed_in(page, world.maya), world.url("tree/"))
    name(page, "Av2").focus()
    page.keyboard.type("ih")
    saved(page)
    assert said(page)[-1] == "Importance of Av2: high, saved"
    page.keyboard.type("dl")
    expect(page.locator("#announcer")).to_have_text("Difficulty of Av2: low, saved")
    assert said(page) == ["Difficulty of Av2: low, saved"]
    page.keyboard.type("x")
    expect(page.locator("#bulk")).to_be_visible()
    page.keyboard.press("Shift+ArrowUp")
    assert said(page) == ["1 selected", "2 selected"]
    page.keyboard.type("dm")
    expect(page.locator(".toast")).to_contain_text("2 scenarios rated")
    assert said(page) == ["2 scenarios rated"]


def test_a_refused_line_of_the_tree_is_told_once(context, server, world, signed_in):
    grow(world)
    with watched(context, server, expected=("422",)) as page:
        listening(signed_in(page, world.maya), world.url("tree/"))
        page.keyboard.type("n")
        page.keyboard.type("(H,M)")
        page.keyboard.press("Enter")
        expect(page.locator("#add-error")).not_to_be_empty()
        assert said(page) == ["Write what could happen, such as: Queue clears in < 15 min (H,M)", "Not saved"]


def test_what_goes_wrong_is_told_once(context, server, world, signed_in):
    grow(world)
    with watched(context, server, expected=("503", "failed", "ERR_FAILED", "htmx:")) as page:
        listening(signed_in(page, world.maya), world.url("tree/"))
        page.route("**/importance/", lambda route: route.fulfill(status=503))
        name(page, "Av2").focus()
        page.keyboard.type("ih")
        expect(page.get_by_text("Av2 was not saved. The rating before is back.")).to_be_visible()
        assert said(page).count("Av2 was not saved. The rating before is back.") == 1
        page.goto(world.url("drivers/"))
        page.wait_for_load_state()
        page.evaluate(LISTEN)
        page.route("**/drivers/add/", lambda route: route.abort())
        page.keyboard.type("n")
        page.keyboard.type("Expand abroad")
        page.keyboard.press("Enter")
        expect(page.locator(".toast")).to_contain_text("The server cannot be reached.")
        offline = "The server cannot be reached. What you typed is kept here and sent again by itself."
        assert said(page).count(offline) == 1


def test_a_captured_line_is_told_once_it_is_written(page, world, signed_in):
    listening(signed_in(page, world.maya), world.url("drivers/"))
    page.keyboard.press("Alt+q")
    page.keyboard.type("r Pool too small #high")
    expect(page.locator("#capture-parse")).to_contain_text("Understood")
    said(page)
    page.clock.pause_at("2026-05-04T09:30:30Z")  # however long this machine takes, the answer comes at once
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("R1 added")
    page.clock.run_for(1000)
    assert [re.sub(":.*", "", sentence) for sentence in said(page)] == ["R1 added"]

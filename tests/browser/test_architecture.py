"""The architecture by keyboard: components and connections as they are presented, the drawing, approaches."""

from playwright.sync_api import expect

from assessments.models import Approach, Component
from tests.components.files import png, svg

from .conftest import watched

PARTS = (
    "Merchant apps #client",
    "API gateway [Go] in Region eu-west-1",
    "Payment service [Kotlin, Kubernetes] in Region eu-west-1",
    "Ledger #store [PostgreSQL, zone a] in Region eu-west-1",
    "Card gateway #external",
)
LINKS = (
    "Merchant apps -> API gateway: HTTPS",
    "API gateway -> Payment service",
    "Payment service -> Ledger: writes [SQL]",
    "Payment service -> Card gateway: charges async",
)


def test_an_architecture_is_written_down_as_it_is_presented(context, server, world, signed_in, axe):
    with watched(context, server, expected=("422",)) as page:
        present(signed_in(page, world.maya), world, axe)


def present(page, world, axe):
    page.goto(world.url("architecture/"))
    axe(page)
    line = page.get_by_label("Add a component or a connection")
    for text in (*PARTS, *LINKS):
        line.fill(text)
        line.press("Enter")
        expect(line).to_have_value("")
        expect(line).to_be_focused()
    graph = page.locator("svg.graph")
    expect(graph.get_by_role("link")).to_have_count(5)
    expect(page.locator("#architecture-summary")).to_contain_text("5 components")
    line.fill("Ledger -> Archive: nightly async")
    expect(page.locator("#component-line-read")).to_contain_text("Archive, not there yet")
    line.press("Enter")
    page.get_by_role("button", name="Add Archive and connect").click()
    expect(graph.get_by_role("link")).to_have_count(6)
    approach = page.get_by_label("Add an approach")
    approach.fill("Synchronous standby in one region #tactic")
    approach.press("Enter")
    expect(page.get_by_role("link", name="Synchronous standby in one region")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_role("table", name="Components and their connections")).to_contain_text("charges, asynchronous")
    axe(page)

    page.get_by_role("button", name="Graph").click()
    graph.get_by_role("link", name="Ledger").click()
    page.wait_for_load_state()
    name = page.get_by_label("Name", exact=True)
    name.fill("General ledger")
    name.press("Tab")
    expect(page.locator("#component-graph .gb--sel")).to_contain_text("General")
    page.get_by_label("Approach", exact=True).select_option(label="A1 Synchronous standby in one region")
    page.locator("#approaches").get_by_role("button", name="Add").click()
    expect(page.locator("#approaches").get_by_role("link", name="A1")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Delete C4").click()
    expect(page.get_by_text("C4 deleted")).to_be_visible()
    page.locator(".toast", has_text="C4 deleted").get_by_role("button", name="Undo").click()
    expect(page.locator("svg.graph")).to_contain_text("General")


def test_no_page_of_the_architecture_scrolls_sideways_on_a_phone(page, world, signed_in):
    from assessments.architecture import actions

    who = {"assessment": world.assessment, "actor": world.maya}
    for line in PARTS:
        actions.add_component(**who, line=line)
    for line in LINKS:
        actions.add_connection(**who, line=line)
    actions.add_approach(**who, line="Synchronous standby in one region #tactic")
    ledger = Component.objects.get(assessment=world.assessment, name="Ledger")
    approach = Approach.objects.get(assessment=world.assessment)
    signed_in(page, world.maya)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (
        "architecture/",
        "architecture/?show=table",
        f"components/{ledger.public_id}/",
        f"approaches/{approach.public_id}/",
    ):
        page.goto(world.url(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


# What a browser hands over when somebody pastes a picture: a file without a name worth keeping.
PASTE = """bytes => {
    const clipboard = new DataTransfer();
    clipboard.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def test_views_are_uploaded_pasted_and_typed(context, server, world, signed_in, axe):
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url("architecture/"))
        add_views(page, axe)


def add_views(page, axe):
    page.get_by_role("link", name="Add a view").click()
    file = page.get_by_label("Image", exact=False).and_(page.locator("input[type=file]"))
    file.set_input_files({"name": "broken.png", "mimeType": "image/png", "buffer": b"no picture"})
    page.get_by_label("Caption").fill("Who calls us")
    page.get_by_role("button", name="Add view").click()
    expect(page.get_by_role("main").get_by_text("no PNG, JPEG or SVG").first).to_be_visible()
    page.wait_for_load_state()
    expect(page.get_by_label("Caption")).to_have_value("Who calls us")
    axe(page)
    size = 'width="400" height="200"'
    drawing = svg(f'<rect {size} fill="#cde"/><text x="20" y="40">Payments</text>', size)
    file.set_input_files({"name": "Context.svg", "mimeType": "image/svg+xml", "buffer": drawing})
    page.get_by_role("button", name="Add view").click()
    expect(page.get_by_text("View Context added")).to_be_visible()

    page.wait_for_load_state()  # the page came anew; nobody listens for a picture before its scripts run
    page.get_by_role("link", name="Add a view").click()
    expect(page.locator("[data-drop]")).to_be_visible()
    page.locator("#new-view summary").click()
    expect(page.locator("[data-drop]")).to_be_hidden()
    page.get_by_role("link", name="Add a view").click()
    expect(page.locator("[data-drop]")).to_be_visible()
    page.evaluate(PASTE, list(png(40, 20)))
    expect(page.locator("[data-drop-name]")).to_have_text("image.png")
    page.locator("#new-view").get_by_label("Name").fill("Deployment")
    page.get_by_role("button", name="Add view").click()
    expect(page.get_by_text("View Deployment added")).to_be_visible()

    page.wait_for_load_state()
    page.get_by_role("link", name="Add a view").click()
    page.get_by_label("Drawn from").select_option("text")
    expect(file).to_be_hidden()
    page.locator("#new-view").get_by_label("Name").fill("Sketch")
    page.get_by_label("Preformatted text").fill("  +-----+\n  | Api |\n  +-----+")
    page.get_by_role("button", name="Add view").click()
    expect(page.get_by_text("View Sketch added")).to_be_visible()
    page.wait_for_load_state()
    axe(page)

    page.locator("a.view", has_text="Context").click()
    picture = page.locator(".picture img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 400)  # it may be there before its bytes are
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

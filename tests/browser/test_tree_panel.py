"""The side panel of the tree in Chromium: the picker of the quality model, the lock on an agreed wording."""

from playwright.sync_api import expect

from tests.utility_tree.conftest import grow

from .conftest import arrived, saved, watched
from .test_tree import name, row, stored


def test_characteristics_are_picked_beside_free_names(page, world, signed_in, axe):
    grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    page.get_by_role("link", name="From ISO/IEC 25010").click()
    expect(page.get_by_text("in the tree as Performance")).to_be_visible()
    axe(page)
    page.get_by_label("Safety", exact=True).check()
    page.get_by_label("Fail safe").check()
    page.get_by_role("button", name="Add chosen").click()
    expect(page.locator("[data-name=Safety]")).to_be_visible()
    expect(page.locator("tr.scn--empty")).to_contain_text("Fail safe")
    page.locator("[data-name=Safety] [data-add]").click()
    offered = page.locator("#add-refinements option").evaluate_all("all => all.map(option => option.value)")
    assert {"Fail safe", "Hazard warning"} <= set(offered)


def test_an_agreed_wording_is_locked_after_what_was_typed_is_saved(page, world, signed_in, axe):
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").click()
    page.get_by_label("Statement").fill("Core payment answers 99.99% of the time")
    page.get_by_role("button", name="Lock the agreed wording").click()
    expect(page.get_by_text("Worded and locked by Maya Okafor")).to_be_visible()
    expect(page.get_by_label("Statement")).to_have_attribute("readonly", "")
    expect(page.get_by_label("Raw wording")).to_have_value("Core payment: 99.99%")
    axe(page)
    assert stored(grown.av1).statement == "Core payment answers 99.99% of the time"
    expect(row(page, "Av1").locator(".scn-name")).to_have_text("Core payment answers 99.99% of the time")
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("button", name="Lock the agreed wording")).to_be_visible()
    expect(page.get_by_label("Statement")).to_be_editable()


def test_a_choice_in_a_panel_that_is_on_its_way_out_is_stored_and_said_to_be(page, world, signed_in):
    """Maya opens Pe1 and, before it comes, chooses in and types into the panel of Av1, which is still there."""
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url("tree/"))
    name(page, "Av1").click()
    form = page.locator("#scenario-form")
    expect(form).to_be_visible()
    held = []
    address = f"**/tree/{grown.pe1.public_id}/*"
    page.route(address, lambda route: held.append(route), times=1)
    with page.expect_request(address):
        name(page, "Pe1").click()
    form.get_by_label("Stimulus").press_sequentially("A zone fails")
    form.get_by_label("Kind").select_option("growth")
    form.get_by_label("Environment").press_sequentially("Noon")
    arrived(page, held).continue_()
    expect(page.locator("#panel [data-scenario]")).to_have_attribute("data-code", "Pe1")
    saved(page)
    scenario = stored(grown.av1)
    assert (scenario.stimulus, scenario.kind, scenario.environment) == ("A zone fails", "growth", "Noon")


def test_an_attribute_is_renamed_and_refined_in_a_panel_that_stays(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("422",)) as page:
        rename_and_refine(page, world, signed_in)
    grown.availability.refresh_from_db()
    assert grown.availability.name == "Uptime"


def rename_and_refine(page, world, signed_in):
    signed_in(page, world.maya).goto(world.url("tree/"))
    panel = page.locator("#panel")
    page.get_by_role("link", name="Availability", exact=True).press("Enter")
    expect(panel.get_by_label("Name", exact=True)).to_be_focused()
    panel.get_by_label("Name", exact=True).fill("Uptime")
    panel.get_by_label("Name", exact=True).press("Enter")
    expect(page.locator("[data-name=Uptime]")).to_be_visible()
    expect(panel.get_by_role("heading", name="Uptime")).to_be_visible()
    expect(panel.get_by_label("Name", exact=True)).to_be_focused()
    panel.get_by_label("New refinement").fill("Failover")
    panel.get_by_label("New refinement").press("Enter")
    expect(panel.get_by_label("Name of Failover")).to_be_visible()
    expect(panel.get_by_label("New refinement")).to_be_focused()
    expect(panel.get_by_label("New refinement")).to_have_value("")
    panel.get_by_role("button", name="Move up").press("Enter")
    expect(page.locator("[data-tree] .attr-name").first).to_have_text("Uptime")
    expect(panel.get_by_role("button", name="Move up")).to_be_focused()
    panel.get_by_role("button", name="Delete Failover").click()
    expect(panel.get_by_label("Name of Failover")).to_have_count(0)
    expect(panel.get_by_role("heading", name="Uptime")).to_be_visible()
    panel.get_by_label("Name", exact=True).fill("")
    panel.get_by_label("Name", exact=True).press("Enter")
    expect(panel.get_by_text("Write the attribute's name. To remove it, delete it.")).to_be_visible()


def test_an_emptied_statement_is_refused_in_words_and_not_held_back_in_silence(context, server, world, signed_in):
    grown = grow(world)
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
        page.get_by_label("Statement").fill("")
        page.get_by_label("Statement").press("Tab")
        expect(page.get_by_text("To remove it, delete it.")).to_be_visible()
        page.get_by_label("Statement").fill("The region fails")
        saved(page)
    assert stored(grown.av1).statement == "The region fails"


def test_what_a_script_sends_while_the_panel_is_unsaved_is_sent_once(page, world, signed_in):
    """A line was followed by an empty one, which was refused."""
    grown = grow(world)
    signed_in(page, world.maya).goto(world.url(f"tree/{grown.av1.public_id}/"))
    page.get_by_role("link", name="Add a scenario to Availability").click()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_label("Source", exact=True).fill("Primary cloud region")
    line = page.get_by_label("New scenario under Availability")
    line.fill("A node fails")
    line.press("Enter")
    expect(name(page, "Av3")).to_have_text("A node fails")
    saved(page)
    page.wait_for_timeout(300)
    assert [url.rpartition("/tree/")[2] for url in sent].count("scenarios/") == 1
    expect(page.locator("#add-error")).to_be_empty()

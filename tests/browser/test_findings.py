"""Journeys through the register and the themes: many risks at once, cards by mouse and keyboard, without JavaScript."""

from playwright.sync_api import expect

from assessments.findings.actions import add_finding
from assessments.findings.theme_actions import add_theme
from assessments.models import Finding, RiskTheme, ThemeDriver, ThemeRisk

from .conftest import arrived, hold, saved, watched
from .test_registers import fill

LINES = ("Gateway times out #likely #major #high", "Compliance lags #possible #severe", "Rate limits ^none", "Odd one")


def risks(world):
    return [add_finding(assessment=world.assessment, actor=world.maya, kind="R", line=line)[0] for line in LINES]


def members(world, number):
    theme = RiskTheme.objects.get(assessment=world.assessment, number=number)
    return sorted(link.risk.code for link in ThemeRisk.objects.living().filter(theme=theme))


def test_a_range_of_risks_is_selected_and_put_into_a_new_theme(page, world, signed_in):
    fill(world)
    risks(world)
    signed_in(page, world.maya).goto(world.url("findings/?sort=number"))
    page.get_by_label("Select R2").check()
    page.get_by_label("Select R4").click(modifiers=["Shift"])
    expect(page.get_by_text("3 selected")).to_be_visible()
    page.get_by_label("or a new theme").fill("Third parties set our limits")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("3 risks put into RT2")).to_be_visible()
    assert members(world, 2) == ["R2", "R3", "R4"]
    page.locator(".toast", has_text="put into RT2").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Third parties set our limits")).to_have_count(0)


def test_a_register_that_did_not_come_anew_selects_nothing_afterwards(context, server, world, signed_in):
    fill(world)
    risks(world)
    with watched(context, server, expected=("500",)) as page:
        signed_in(page, world.maya).goto(world.url("findings/?sort=number"))
        box = page.get_by_label("Select R2")
        box.check()
        held = hold(page, "**/findings/?sort=number")
        page.keyboard.press("Alt+q")
        page.keyboard.type("r Lag")
        with page.expect_response("**/spine/**"):
            page.keyboard.press("Enter")
        arrived(page, held)
        expect(page.locator(".htmx-request")).to_have_count(1)
        held[0].fulfill(status=500, body="No")
        expect(page.locator(".toast--error")).to_be_visible()
        page.keyboard.press("Escape")
        box.uncheck()
        page.keyboard.press("Alt+q")
        page.keyboard.type("r Odd two #high")
        expect(page.locator("#capture-parse")).to_contain_text("Odd two")
        expect(page.locator(".htmx-request")).to_have_count(0)
        expect(box).not_to_be_checked()
        expect(page.get_by_text("0 selected")).to_be_visible()


def test_cards_move_by_keyboard_and_by_mouse_and_the_matrix_by_keyboard(page, world, signed_in, axe):
    fill(world)
    first = risks(world)[0]
    signed_in(page, world.maya).goto(world.url("themes/"))
    axe(page)
    card = page.locator(f"[data-card='{first.public_id}']")
    card.get_by_role("link").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_text("R2 moved")).to_be_visible()
    assert members(world, 1) == ["R1", "R2"]
    expect(card.get_by_role("link")).to_be_focused()

    odd = page.locator("[data-card]", has_text="Odd one")
    page.mouse.move(*centre(odd))
    page.mouse.down()
    lane = page.locator("[data-lane]").nth(1)
    page.mouse.move(*centre(lane), steps=12)
    expect(lane.locator("[data-card]:not(.sortable-fallback)", has_text="Odd one")).to_be_attached()
    page.mouse.up()
    expect(page.get_by_text("R5 moved")).to_be_visible()
    assert members(world, 1) == ["R1", "R2", "R5"]

    cell = page.get_by_label("How far RT1 threatens BD2")
    cell.focus()
    page.keyboard.type("Thr")
    expect(page.get_by_text("Drivers threatened: saved")).to_be_visible()
    expect(page.get_by_label("How far RT1 threatens BD2")).to_be_focused()
    links = ThemeDriver.objects.living().filter(assessment=world.assessment, driver__number=2)
    assert [link.degree for link in links] == ["threatens"]


def test_on_a_slow_line_quick_moves_and_choices_are_all_stored_and_shown(page, world, signed_in):
    """The second of two moves was stored and not shown; the second of two choices was forgotten."""
    fill(world)
    risks(world)
    signed_in(page, world.maya).goto(world.url("themes/"))
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    line = {"offline": False, "latency": 600, "downloadThroughput": -1, "uploadThroughput": -1}
    slow.send("Network.emulateNetworkConditions", line)

    for title in ("Gateway times out", "Compliance lags"):
        page.locator("[data-card]", has_text=title).get_by_role("link").focus()
        page.keyboard.press("Alt+ArrowRight")
    page.get_by_label("Add a risk theme").fill("Third parties")
    expect(page.locator("[data-lane]").nth(1).locator("[data-card]")).to_have_count(3)
    expect(page.locator(".toast", has_text="R3 moved")).to_be_visible()
    assert members(world, 1) == ["R1", "R2", "R3"]
    expect(page.get_by_label("Add a risk theme")).to_have_value("Third parties")

    for driver, letters in (("BD1", "Slo"), ("BD2", "Thr")):
        page.get_by_label(f"How far RT1 threatens {driver}").focus()
        page.keyboard.type(letters)
        page.wait_for_timeout(500)  # the first is on its way, the second is not yet
    for driver, degree in (("BD1", "slows"), ("BD2", "threatens")):  # as the server tells them
        stored = page.get_by_label(f"How far RT1 threatens {driver}").locator("option[selected]")
        expect(stored).to_have_attribute("value", degree)
    links = ThemeDriver.objects.living().filter(assessment=world.assessment).order_by("driver__number")
    assert [(link.driver.code, link.degree) for link in links] == [("BD1", "slows"), ("BD2", "threatens")]


def test_each_press_moves_a_card_by_one_column_however_quick(page, world, signed_in):
    fill(world)
    risks(world)
    who = {"assessment": world.assessment, "actor": world.maya}
    for title in ("Third parties", "Nobody is on call"):
        add_theme(**who, line=title)
    signed_in(page, world.maya).goto(world.url("themes/"))
    held = hold(page, "**/themes/move/")
    lanes = page.locator("[data-lane]")
    card = page.locator("[data-card]", has_text="Gateway times out")
    card.get_by_role("link").focus()
    for _ in range(3):
        page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowLeft")
    expect(lanes.nth(2).locator("[data-card]", has_text="Gateway times out")).to_be_visible()
    expect(card.get_by_role("link")).to_be_focused()
    # Another one is taken by the mouse, and is in the hand when the answer comes.
    odd = page.locator("[data-card]", has_text="Odd one")
    page.mouse.move(*centre(odd))
    page.mouse.down()
    page.mouse.move(*centre(lanes.nth(1)), steps=12)
    held[0].continue_()
    expect(page.locator(".toast", has_text="R2 moved").first).to_be_visible()
    page.mouse.up()
    expect(page.locator(".toast", has_text="R5 moved")).to_be_visible()
    expect(lanes.nth(2).locator("[data-card]", has_text="Gateway times out")).to_be_visible()
    expect(lanes.nth(1).locator("[data-card]", has_text="Odd one")).to_be_visible()
    saved(page)
    assert (members(world, 1), members(world, 2), members(world, 3)) == (["R1", "R5"], ["R2"], [])


def test_a_card_moved_without_a_network_stands_there_and_is_moved_later(context, server, world, signed_in):
    fill(world)
    risks(world)
    add_theme(assessment=world.assessment, actor=world.maya, line="Third parties")
    with watched(context, server, expected=("ERR_INTERNET_DISCONNECTED", "failed:", "htmx:")) as page:
        signed_in(page, world.maya).goto(world.url("themes/"))
        card = page.locator("[data-card]", has_text="Gateway times out")
        card.get_by_role("link").focus()
        context.set_offline(True)
        page.keyboard.press("Alt+ArrowRight")
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
        page.keyboard.press("Alt+ArrowRight")
        context.set_offline(False)
        expect(page.locator(".toast", has_text="R2 moved")).to_have_count(2)
        expect(page.locator("[data-lane]").nth(2).locator("[data-card]")).to_have_count(1)
        saved(page)
    assert (members(world, 1), members(world, 2)) == (["R1"], ["R2"])


def test_a_card_the_server_does_not_move_goes_back(context, server, world, signed_in):
    fill(world)
    risks(world)
    with watched(context, server, expected=("403",)) as page:
        signed_in(page, world.maya).goto(world.url("themes/"))
        page.route("**/themes/move/", lambda route: route.fulfill(status=403, body="No"))
        before = page.locator("[data-card]").all_inner_texts()
        card = page.locator("[data-card]", has_text="Gateway times out")
        card.get_by_role("link").focus()
        page.keyboard.press("Alt+ArrowRight")
        expect(page.locator(".toast", has_text="does not allow")).to_be_visible()
        assert page.locator("[data-card]").all_inner_texts() == before
        expect(card.get_by_role("link")).to_be_focused()


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 20)


def test_without_javascript_risks_are_assigned_moved_accepted_and_an_assumption_breaks(
    browser, server, world, signed_in, browser_context_args
):
    risk, _theme, _row = fill(world)
    risks(world)
    with (
        browser.new_context(**browser_context_args | {"java_script_enabled": False}) as context,
        watched(context, server) as page,
    ):
        signed_in(page, world.maya).goto(world.url("findings/"))
        page.get_by_label("Select R2").check()
        page.get_by_label("Risk theme", exact=True).select_option(index=1)
        page.get_by_role("button", name="Assign").click()
        expect(page.get_by_text("1 risk put into RT1")).to_be_visible()
        page.goto(world.url("themes/"))
        page.get_by_label("Theme of R3").select_option(index=1)
        page.locator("[data-card]", has_text="Compliance lags").get_by_role("button", name="Move").click()
        expect(page.get_by_text("R3 moved")).to_be_visible()
        page.goto(world.url(f"findings/{risk.public_id}/"))
        page.get_by_text("Accept this risk").click()
        page.get_by_label("Accepted because").fill("A second region costs more")
        page.get_by_label("Accepted by").select_option("Elena Rossi")
        page.get_by_role("button", name="Accept the risk").click()
        expect(page.get_by_text("R1 accepted")).to_be_visible()
        nonrisk = Finding.objects.get(assessment=world.assessment, kind="N")
        page.goto(world.url(f"findings/{nonrisk.public_id}/"))
        page.get_by_role("button", name="Assumption broke").click()
        expect(page.get_by_text("This risk came from")).to_be_visible()
    assert members(world, 1) == ["R1", "R2", "R3"]
    risk.refresh_from_db()
    assert risk.status == "accepted"


def test_the_architect_comments_and_the_team_answers(
    browser, server, world, signed_in, browser_context_args, page, axe
):
    risk, _theme, _row = fill(world)
    address = world.url(f"findings/{risk.public_id}/")
    with browser.new_context(**browser_context_args) as other, watched(other, server) as architect:
        signed_in(architect, world.daniel).goto(address)
        axe(architect)
        architect.get_by_label("What is wrong or missing here?").fill("The standby is in another region")
        architect.get_by_role("button", name="Comment", exact=True).click()
        expect(architect.get_by_role("button", name="Take back")).to_be_visible()
    signed_in(page, world.maya).goto(address)
    expect(page.get_by_text("1 open", exact=True)).to_be_visible()
    axe(page)
    page.get_by_label("Reason", exact=True).fill("Both are in the same building")
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("Rejected: Both are in the same building")).to_be_visible()


def test_a_refused_acceptance_says_first_what_to_mend(context, server, world, signed_in, axe):
    risk, _theme, _row = fill(world)
    with watched(context, server, expected=("422",)) as page:
        signed_in(page, world.maya).goto(world.url(f"findings/{risk.public_id}/"))
        page.get_by_text("Accept this risk").click()
        page.get_by_role("button", name="Accept the risk").click()
        summary = page.get_by_role("alert").filter(has_text="The risk is not accepted yet")
        expect(summary).to_be_focused()
        axe(page)
        summary.get_by_role("link").first.click()
        expect(page.get_by_label("Accepted because")).to_be_focused()

"""The page of business drivers."""

import pytest
from django.urls import reverse

from assessments import changes
from assessments.drivers.actions import add_driver
from assessments.models import Driver, ImportedDocument, ScenarioDriver, ThemeDriver
from assessments.new_rows import new_attribute, new_driver, new_scenario, new_theme, refinement_of

HTMX = {"headers": {"HX-Request": "true"}}


def add(world, line):
    driver, _change = add_driver(assessment=world.assessment, actor=world.maya, line=line)
    return driver


def url(world, name, *args):
    return reverse(name, args=[world.assessment.public_id, *args])


def post(world, who, name, *args, data=None, **kwargs):
    return world.client(who).post(url(world, name, *args), data or {}, **kwargs)


def page(world, who=None, **query):
    return world.client(who or world.maya).get(url(world, "drivers"), query).content.decode()


def served(world, driver):
    with changes.record(world.assessment, world.maya, "test") as change:
        home = refinement_of(change, new_attribute(change, name="Availability"))
        scenario = new_scenario(change, refinement=home, statement="Core payment: 99.99%")
        change.create(ScenarioDriver, scenario=scenario, driver=driver)
        theme = new_theme(change, title="Everything depends on one region")
        change.create(ThemeDriver, theme=theme, driver=driver)


def test_the_table_says_all_there_is_to_say_about_a_driver(world):
    served(world, add(world, "99.99% availability #driver !h @Priya"))
    text = page(world)
    for part in (
        "BD1",
        "99.99% availability",
        "Architectural driver",
        'aria-label="high"',
        "Priya Nair",
        "Av1",
        "RT1",
        "1 driver",
        "45 min planned",
    ):
        assert part in text
    assert "No scenario serves this driver" not in text


def test_a_goal_without_scenario_is_warned_about_a_function_is_not(world):
    add(world, "Pay merchants out on the same day")
    add(world, "Refund within 90 days #function")
    text = page(world)
    assert text.count("No scenario serves this driver") == 1
    assert "BD1 has nothing to test it." in text
    assert "Not required" in text


def test_chips_and_text_narrow_the_list_and_keep_counting_all(world):
    for line in ("Grow", "Grow abroad", "PCI-DSS #political"):
        add(world, line)
    text = page(world, show="constraint")
    assert ("PCI-DSS" in text, "Grow" in text) == (True, False)
    assert 'aria-pressed="true">Constraints <span class="n">1</span>' in text
    assert 'Business goals <span class="n">2</span>' in text
    text = page(world, q="ABROAD")
    assert ("Grow abroad" in text, "PCI-DSS" in text) == (True, False)
    assert "No driver matches" in page(world, q="nothing like it")


def test_a_typed_line_is_added_and_the_server_says_what_it_read(world):
    response = post(world, world.maya, "driver-add", data={"line": "Expand to 5 markets !h @Elena"}, follow=True)
    assert response.redirect_chain == [(f"{url(world, 'drivers')}#driver-{Driver.objects.get().public_id}", 302)]
    text = response.content.decode()
    assert "BD1 added: business goal, priority H, stated by Elena Rossi" in text
    assert f"/a/{world.assessment.public_id}/undo/{Driver.objects.get().version}/" in text


def test_for_htmx_the_answer_is_the_list_with_the_line_empty_and_in_focus(world):
    response = post(world, world.maya, "driver-add", data={"line": "Grow"}, **HTMX)
    text = response.content.decode()
    assert (response.status_code, "<html" in text, "HX-Request" in response["Vary"]) == (200, False, True)
    assert response["HX-Trigger"] == '{"counts-changed": true}'
    assert text.lstrip().startswith('<div id="drivers"')
    assert 'value="" autocomplete="off"' in text
    assert "data-focus" in text
    assert "Grow" in text


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Expand !h @Elena", ["Business goal", "priority H", "stated by Elena Rossi"]),
        ("PCI #political @Kim", ["Constraint", "Political", "stated by Kim", "Kim is added"]),
        ("Grow #gaol", ["#gaol is not known here."]),
        ("  ", []),
    ],
)
def test_while_a_line_is_typed_the_server_says_what_it_reads(world, line, parts):
    text = world.client(world.maya).get(url(world, "driver-read"), {"line": line}).content.decode()
    assert all(part in text for part in parts)
    assert ("badge" in text or "error" in text) is bool(parts)
    assert not Driver.objects.exists()


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_line_that_is_refused_keeps_what_was_typed_and_says_why(world, kwargs):
    response = post(world, world.maya, "driver-add", data={"line": "Grow #gaol <b>"}, **kwargs)
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Grow #gaol &lt;b&gt;"' in text
    assert "#gaol is not known here. Write #goal" in text
    assert 'aria-invalid="true"' in text
    assert ("<html" in text) is (not kwargs)


def fields(driver, **new):
    base = {
        "statement": driver.statement,
        "category": driver.category,
        "sort": driver.sort,
        "priority": driver.priority,
        "stated_by": driver.stated_by.public_id if driver.stated_by else "",
    }
    return {f"base_{name}": value for name, value in base.items()} | base | new


def test_a_row_opens_in_place_and_saves(world):
    driver = add(world, "PCI-DSS")
    opened = world.client(world.maya).get(url(world, "driver", driver.public_id), **HTMX).content.decode()
    assert 'name="base_statement" value="PCI-DSS"' in opened
    assert "<html" not in opened
    data = fields(driver, statement="PCI-DSS compliance", category="constraint", sort="political", priority="H")
    response = post(world, world.maya, "driver", driver.public_id, data=data)
    assert response["Location"] == f"{url(world, 'drivers')}#driver-{driver.public_id}"
    text = page(world)
    assert "PCI-DSS compliance" in text
    assert "Constraint, political" in text


def test_what_is_saved_at_a_drivers_own_address_leads_back_to_the_list(world):
    """An undo draws the page of the address anew: there, the row that came back was open for editing."""
    driver = add(world, "Grow abroad")
    refused = post(world, world.maya, "driver", driver.public_id, data=fields(driver, statement=""), **HTMX)
    assert "HX-Replace-Url" not in refused
    saved = post(world, world.maya, "driver", driver.public_id, data=fields(driver, statement="Grow"), **HTMX)
    assert saved["HX-Replace-Url"] == url(world, "drivers")


def test_a_category_that_has_no_sort_takes_it_away(world):
    driver = add(world, "PCI-DSS #political")
    post(world, world.maya, "driver", driver.public_id, data=fields(driver, category="goal"), **HTMX)
    driver.refresh_from_db()
    assert (driver.category, driver.sort) == ("goal", "")


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_an_empty_statement_is_refused_beside_the_field(world, kwargs):
    driver = add(world, "Grow")
    response = post(world, world.maya, "driver", driver.public_id, data=fields(driver, statement=" "), **kwargs)
    assert response.status_code == 422
    assert "Write what the business needs. To remove the driver, delete it." in response.content.decode()
    driver.refresh_from_db()
    assert driver.statement == "Grow"


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_two_people_on_one_statement_the_second_gets_both_texts_and_settles_it(world, kwargs):
    driver = add(world, "99.99% availability")
    post(world, world.jonas, "driver", driver.public_id, data=fields(driver, statement="Four nines, measured"))
    mine = fields(driver, statement="Four nines a month", priority="H")
    response = post(world, world.maya, "driver", driver.public_id, data=mine, **kwargs)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Two people changed the statement of BD1" in text
    assert "Jonas Weber saved at" in text
    assert 'name="base_statement" value="Four nines, measured"' in text
    assert "Four nines a month</textarea>" in text
    driver.refresh_from_db()
    assert (driver.statement, driver.priority) == ("Four nines, measured", "H")

    settled = mine | {"base_statement": "Four nines, measured", "base_priority": "H", "keep_statement": "both"}
    response = post(world, world.maya, "driver", driver.public_id, data=settled, **kwargs)
    assert response.status_code == (200 if kwargs else 302)
    driver.refresh_from_db()
    assert driver.statement == "Four nines, measured\n\nFour nines a month"


def test_moving_up_puts_it_before_its_neighbour(world):
    add(world, "First")
    second = add(world, "Second")
    text = post(world, world.maya, "driver-move", second.public_id, data={"step": "-1"}, **HTMX).content.decode()
    assert text.index("Second") < text.index("First")
    text = post(world, world.maya, "driver-move", second.public_id, data={"step": "-1"}, follow=True).content.decode()
    assert "It is already the first of its group." in text


def test_deleting_offers_undo(world):
    driver = add(world, "Grow")
    text = post(world, world.maya, "driver-delete", driver.public_id, **HTMX).content.decode()
    assert "BD1 deleted" in text
    assert "No business drivers yet" in text
    driver.refresh_from_db()
    assert f"/undo/{driver.version}/" in text
    text = post(world, world.maya, "driver-delete", driver.public_id, follow=True).content.decode()
    assert "This was deleted in the meantime." in text


@pytest.mark.parametrize("who", ["elena", "daniel", "priya", "vera"])
def test_who_may_not_write_reads_the_page_and_is_told_why(world, who):
    add(world, "Grow")
    text = page(world, getattr(world, who))
    assert "Grow" in text
    assert "so you read this page" in text
    assert "Add a driver" not in text
    assert "<form" not in text.partition("<tbody")[2].partition("</table>")[0]


def test_markup_in_a_statement_is_text(world):
    add(world, "<script>alert(1)</script> & <b>bold</b>")
    text = page(world)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in text


WRITES = ["driver-add", "driver", "driver-move", "driver-delete"]


def test_the_access_ladder_of_the_list(world):
    address = url(world, "drivers")
    assert world.client(world.vera).get(address).status_code == 200
    assert world.client(world.sam).get(address).status_code == 404
    assert world.client(world.maya).post(address).status_code == 405


@pytest.mark.parametrize("name", WRITES)
def test_the_access_ladder_of_every_write(world, name):
    driver = add(world, "Grow")
    args = [] if name == "driver-add" else [driver.public_id]
    address = url(world, name, *args)
    assert world.client(world.sam).post(address).status_code == 404
    assert world.client(world.priya).post(address).status_code == 403
    assert world.client(world.vera).post(address).status_code == 403
    assert world.client(world.maya).put(address).status_code == 405
    assert Driver.objects.living().get().statement == "Grow"


def test_the_access_ladder_of_reading_a_line(world):
    address = url(world, "driver-read")
    assert world.client(world.sam).get(address).status_code == 404
    assert world.client(world.vera).get(address).status_code == 403
    assert world.client(world.maya).post(address).status_code == 405


def test_a_driver_of_another_assessment_is_not_found(world):
    assert world.client(world.maya).get(url(world, "driver", "nosuchdriver")).status_code == 404


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_page_costs_the_same_number_of_queries_however_many_rows(world, rows, django_assert_num_queries):
    with changes.record(world.assessment, world.maya, "test") as change:
        home = refinement_of(change, new_attribute(change, name="Availability"))
        theme = new_theme(change, title="One region")
        change.create(ImportedDocument, name="fintech.md", text="# FinTech\n- Driver 0", sha256="0" * 64)
        for number in range(rows):
            driver = new_driver(change, statement=f"Driver {number}", stated_by=world.elena)
            scenario = new_scenario(change, refinement=home, statement=f"Scenario {number}")
            change.create(ScenarioDriver, scenario=scenario, driver=driver)
            change.create(ThemeDriver, theme=theme, driver=driver)
    client = world.client(world.maya)
    client.get(url(world, "drivers"))
    with django_assert_num_queries(14):
        text = client.get(url(world, "drivers")).content.decode()
    assert text.count("data-row>") == rows
    assert f"{rows} of {rows} came from an imported document.</b> <a href=" in text
    assert '?line=2#line-2">fintech.md</a>, line 2' in text

"""What the page of the tree costs: queries and bytes, and what is kept of it between two writes."""

import pytest

from assessments.conflicts import Edit
from assessments.utility_tree import actions, branches

HTMX = {"hx-request": "true"}


READ_QUERIES = 10  # session, user, participant; attributes, refinements, scenarios, begun; people, steps, counts
KEPT_QUERIES = 3  # the first three, where nobody wrote since the page was last shown


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_page_costs_the_same_queries_however_many_rows(world, rows, django_assert_num_queries):
    who = {"assessment": world.assessment, "actor": world.maya}
    attribute = branches.add_attribute(**who, name="Availability")
    for number in range(rows):
        actions.add_scenario(
            **who, attribute_id=attribute.public_id, line=f"Case {number} (H,M)", refinement=f"Refinement {number % 7}"
        )
    client = world.client(world.maya)
    with django_assert_num_queries(READ_QUERIES):
        page = client.get(world.url("tree/")).content.decode()
    assert page.count('<tr class="scn') == rows
    with django_assert_num_queries(KEPT_QUERIES):
        again = client.get(world.url("tree/")).content.decode()
    assert again.count('<tr class="scn') == rows


def test_the_table_is_kept_until_somebody_writes_and_never_for_other_capabilities(world, grown):
    """What is kept of the page shows neither an old rating nor the links of somebody who may do more."""
    who = {"assessment": world.assessment, "public_id": grown.av1.public_id, "axis": "importance"}
    jonas, vera = world.client(world.jonas), world.client(world.vera)

    def page(client, query=""):
        return client.get(world.url("tree/") + query).content.decode()

    assert "Importance of Av1: high" in page(jonas)
    actions.rate_scenario(**who, actor=world.maya, rating=Edit(base="H", new="L"))
    assert "Importance of Av1: low" in page(jonas)
    assert '#importance"' in page(jonas)
    assert '#importance"' not in page(vera)
    assert '<tr class="scn' not in page(jonas, "?q=nothing+like+it")
    assert '<tr class="scn' in page(jonas)


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_panel_costs_the_same_queries_however_many_links(world, grown, rows, django_assert_num_queries):
    from assessments.drivers.actions import add_driver

    who = {"assessment": world.assessment, "actor": world.maya}
    chosen = {add_driver(**who, line=f"Goal {number}")[0].public_id for number in range(rows)}
    actions.set_drivers(**who, public_id=grown.av1.public_id, base=set(), chosen=chosen)
    client = world.client(world.maya)
    with django_assert_num_queries(12):
        panel = client.get(world.url(f"tree/{grown.av1.public_id}/"), headers=HTMX)
    assert panel.content.decode().count('name="base_driver"') == rows


def test_a_hundred_scenarios_stay_under_a_hundred_kilobytes(world):
    who = {"assessment": world.assessment, "actor": world.maya}
    attribute = branches.add_attribute(**who, name="Availability")
    for number in range(100):
        line = f"The payment service answers case {number} within 200 ms at peak (H,M)"
        actions.add_scenario(**who, attribute_id=attribute.public_id, line=line, refinement="Core payment")
    page = world.client(world.maya).get(world.url("tree/"))
    assert page.content.count(b'<tr class="scn') == 100
    assert len(page.content) <= 100_000

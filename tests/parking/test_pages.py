"""The parking lot: parked by one line, settled on its own page, printed in the report; who may do what."""

from datetime import date

import pytest
from django.urls import reverse

from assessments import changes
from assessments.dossier.load import PARTS
from assessments.errors import Refused
from assessments.models import ParkedItem
from assessments.parking import actions
from assessments.parking.rules import open_first, read_parked, why_not_parked
from assessments.report.html import build

HTMX = {"headers": {"HX-Request": "true"}}


def url(world, name, *args):
    return reverse(name, args=[world.assessment.public_id, *args])


def park(world, line):
    return actions.park(assessment=world.assessment, actor=world.jonas, line=line)[0]


def test_a_line_is_read():
    assert read_parked("Ask legal #5 @elena", ["Elena Rossi"]) == ("Ask legal #5", "Elena Rossi")
    with pytest.raises(Refused, match="Write what to come back to"):
        read_parked("@Elena", [])
    assert why_not_parked({"text": ""}) == "Write what to come back to. To remove the item, delete it."
    assert why_not_parked({"resolution": ""}) == ""


def test_something_is_parked_in_three_answers(world):
    client = world.client(world.maya)
    assert client.post(url(world, "parked-add"), {"line": "Ask legal @Elena"}).status_code == 302
    fragment = client.post(url(world, "parked-add"), {"line": "Cost of a second region"}, **HTMX).content.decode()
    assert "<main" not in fragment
    assert "P2 added" in fragment
    assert "2 of 2 items open" in fragment
    refused = client.post(url(world, "parked-add"), {"line": "@Elena"}, **HTMX)
    assert refused.status_code == 422
    assert 'value="@Elena"' in refused.content.decode()
    item = ParkedItem.objects.get(number=1)
    assert (item.text, item.owner, item.raised_by) == ("Ask legal", world.elena, world.maya)
    read = client.get(url(world, "parked-read"), {"line": "Ask @Tomás"}).content.decode()
    assert "owner Tomás" in read
    assert "Tomás is added" in read


def test_an_item_is_settled_on_its_page_and_goes_to_the_end(world, load):
    first, second = park(world, "Ask legal"), park(world, "Cost of a second region")
    data = {"resolution": "Two years suffice", "base_resolution": "", "due_on": "2026-07-01", "base_due_on": ""}
    client = world.client(world.maya)
    assert client.post(url(world, "parked-edit", first.public_id), data, **HTMX).status_code == 200
    first.refresh_from_db()
    assert (first.resolution, first.due_on) == ("Two years suffice", date(2026, 7, 1))
    assert [item.id for item in open_first(load("parked").parked)] == [second.public_id, first.public_id]
    text = client.get(url(world, "parked")).content.decode()
    assert "1 of 2 items open" in text
    assert text.index("Cost of a second region") < text.index("Two years suffice")
    theirs = {"resolution": "Three", "base_resolution": ""}
    assert client.post(url(world, "parked-edit", first.public_id), theirs, **HTMX).status_code == 409
    empty = client.post(url(world, "parked-edit", first.public_id), {"text": " ", "base_text": "Ask legal"}, **HTMX)
    assert "To remove the item, delete it." in empty.content.decode()
    late = {"due_on": "0026-07-01", "base_due_on": "2026-07-01"}
    slip = client.post(url(world, "parked-edit", first.public_id), late, **HTMX)
    assert "Check the year: write it with four digits, such as 2026." in slip.content.decode()
    assert "P1 deleted" in client.post(url(world, "parked-delete", first.public_id), follow=True).content.decode()


def test_every_item_stands_in_the_report(world, load):
    item = park(world, "Ask legal @Elena")
    park(world, "Cost of a second region")
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(item, resolution="Two years suffice", due_on=date(2026, 7, 1))
    html = build(load(*PARTS)).html
    chapter = html[html.index('id="parked"') : html.index('id="open"')]
    for part in ("P1", "Ask legal", "Elena Rossi", "1 Jul 2026", "Two years suffice", "Jonas Weber", "P2", "open"):
        assert part in chapter
    ParkedItem.objects.all().delete()
    assert 'id="parked"' not in build(load(*PARTS)).html


def test_who_may_do_what(world):
    item = park(world, "Ask legal").public_id
    reads = [url(world, "parked"), url(world, "parked-item", item)]
    writes = [url(world, "parked-add"), url(world, "parked-edit", item), url(world, "parked-delete", item)]
    for address in reads:
        assert "Ask legal" in world.client(world.vera).get(address).content.decode()
        assert world.client(world.sam).get(address).status_code == 404
        assert world.client(world.maya).post(address).status_code == 405
    for address in writes:
        assert world.client(world.sam).post(address).status_code == 404
        assert world.client(world.elena).post(address).status_code == 403
        assert world.client(world.maya).get(address).status_code == 405
    assert world.client(world.vera).get(url(world, "parked-read")).status_code == 403
    assert world.client(world.maya).get(url(world, "parked-item", "nothing")).status_code == 404


def test_the_list_costs_the_same_queries_however_long_it_is(world, django_assert_num_queries):
    client = world.client(world.maya)
    for number in (1, 5, 50):
        for n in range(number):
            park(world, f"Item {n} @Elena")
        client.get(url(world, "parked"))
        with django_assert_num_queries(6):
            client.get(url(world, "parked"))

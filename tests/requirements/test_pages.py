"""Requirements: typed as one line, changed on their own page, printed in the report; who may do what."""

import pytest
from django.urls import reverse

from assessments.dossier.load import PARTS
from assessments.models import Change, Requirement
from assessments.report.html import build
from assessments.requirements import actions

HTMX = {"headers": {"HX-Request": "true"}}


def url(world, name, *args):
    return reverse(name, args=[world.assessment.public_id, *args])


@pytest.fixture
def add(world):
    def add(line):
        return actions.add_requirement(assessment=world.assessment, actor=world.jonas, line=line)[0]

    return add


def test_a_requirement_is_added_in_three_answers(world):
    client = world.client(world.maya)
    line = {"line": "Redirects are quick #nonfunctional|< 100 ms"}
    assert client.post(url(world, "requirement-add"), line).status_code == 302
    optional = {"line": "Custom aliases #optional"}
    fragment = client.post(url(world, "requirement-add"), optional, **HTMX).content.decode()
    assert "<main" not in fragment
    assert "Req2 added: functional" in fragment
    assert "2 requirements" in fragment
    assert "&lt; 100 ms" in fragment
    refused = client.post(url(world, "requirement-add"), {"line": "Quick #fast"}, **HTMX)
    assert refused.status_code == 422
    assert "#fast is not known here" in refused.content.decode()
    assert 'value="Quick #fast"' in refused.content.decode()
    assert Requirement.objects.count() == 2


def test_a_line_is_told_while_it_is_typed(world):
    client = world.client(world.jonas)
    said = client.get(url(world, "requirement-read"), {"line": "Quick #nonfunctional #optional|< 100 ms"})
    for word in ("Non-functional", "optional", "target &lt; 100", "in ms"):
        assert word in said.content.decode()
    refused = client.get(url(world, "requirement-read"), {"line": "Quick #fast"}).content.decode()
    assert "#fast is not known here" in refused


def test_the_list_is_in_groups_and_leads_to_the_drivers(world, add):
    for line in ("Links last #constraint|5 years", "Redirect a short link", "Traffic doubles #assumption"):
        add(line)
    text = world.client(world.vera).get(url(world, "requirements")).content.decode()
    heads = ["Functional requirements", "Constraints", "Assumptions"]
    assert sorted(heads, key=text.index) == heads
    assert "Non-functional requirements" not in text
    assert "5 years" in text
    assert url(world, "drivers") in text
    assert url(world, "requirements") in world.client(world.vera).get(url(world, "drivers")).content.decode()


def test_a_requirement_is_changed_on_its_page_and_no_text_is_lost(world, add):
    row = add("Redirects are quick")
    client, edit = world.client(world.maya), url(world, "requirement-edit", row.public_id)
    data = {"kind": "non_functional", "base_kind": "functional", "target": "< 100", "base_target": ""}
    data |= {"unit": "ms", "base_unit": "", "is_optional": "True", "base_is_optional": "False"}
    assert client.post(edit, data, **HTMX).status_code == 200
    row.refresh_from_db()
    assert (row.kind, row.target, row.unit, row.is_optional) == ("non_functional", "< 100", "ms", True)
    assert client.post(edit, {"target": "< 50", "base_target": ""}, **HTMX).status_code == 409
    empty = client.post(edit, {"statement": " ", "base_statement": "Redirects are quick"}, **HTMX)
    assert "To remove the requirement, delete it." in empty.content.decode()
    page = client.get(url(world, "requirement", row.public_id)).content.decode()
    assert "Redirects are quick" in page
    read = world.client(world.vera).get(url(world, "requirement", row.public_id)).content.decode()
    assert "&lt; 100 ms" in read
    assert "<textarea" not in read


def test_a_requirement_is_deleted_and_brought_back(world, add):
    row = add("Redirects are quick")
    client = world.client(world.maya)
    gone = client.post(url(world, "requirement-delete", row.public_id), follow=True).content.decode()
    assert "Req1 deleted" in gone
    assert not Requirement.objects.living().exists()
    revision = Change.objects.filter(assessment=world.assessment).latest("revision").revision
    client.post(url(world, "undo", revision))
    assert Requirement.objects.living().get().statement == "Redirects are quick"


def test_every_requirement_stands_in_the_report(world, load, add):
    add("Redirects are quick #nonfunctional|< 100 ms")
    add("Custom aliases #optional")
    html = build(load(*PARTS)).html
    chapter = html[html.index('id="requirements"') : html.index('id="approaches"')]
    assert chapter.index("Custom aliases") < chapter.index("Redirects are quick")  # by kind
    for part in ("Req1", "Non-functional", "&lt; 100 ms", "Req2", "Functional", "Optional"):
        assert part in chapter
    Requirement.objects.all().delete()
    assert 'id="requirements"' not in build(load(*PARTS)).html


def test_who_may_do_what(world, add):
    row = add("Redirects are quick").public_id
    reads = [url(world, "requirements"), url(world, "requirement", row)]
    writes = [url(world, "requirement-add")]
    writes += [url(world, f"requirement-{name}", row) for name in ("edit", "delete")]
    for address in reads:
        assert "Redirects are quick" in world.client(world.vera).get(address).content.decode()
        assert world.client(world.sam).get(address).status_code == 404
        assert world.client(world.maya).post(address).status_code == 405
    for address in writes:
        assert world.client(world.vera).post(address, {"line": "More"}).status_code == 403
        assert world.client(world.sam).post(address, {"line": "More"}).status_code == 404
    assert world.client(world.maya).get(url(world, "requirement", "nothere22222")).status_code == 404
    assert Requirement.objects.living().count() == 1


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_queries(world, add, number, django_assert_num_queries):
    for n in range(number):
        add(f"Requirement {n}")
    client = world.client(world.maya)
    client.get(url(world, "requirements"))
    add("One more")  # what is kept of the page is drawn anew
    with django_assert_num_queries(7):
        client.get(url(world, "requirements"))

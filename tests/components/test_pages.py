"""The pages of the architecture: what they show, how lines are answered, who may do what, what they cost."""

import json

import pytest
from django.urls import reverse

from assessments import changes
from assessments.architecture import actions
from assessments.models import Approach, ApproachComponent, Change, Component, Connection
from assessments.new_rows import new_approach, new_component, new_finding
from assessments.undoing import undo
from tests.samples.plain import forms_of

HTMX = {"headers": {"HX-Request": "true"}}


def url(world, name, *args):
    return reverse(name, args=[world.assessment.public_id, *args])


def get(world, name, *args, who=None, **query):
    return world.client(who or world.maya).get(url(world, name, *args), query).content.decode()


def post(world, name, *args, who=None, data=None, **kwargs):
    return world.client(who or world.maya).post(url(world, name, *args), data or {}, **kwargs)


def test_the_page_draws_the_components_and_lists_the_approaches(world, built):
    text = get(world, "architecture")
    graph = text[text.index('<svg class="graph"') : text.index("</svg></div>")]
    assert ">Ledger<" in graph
    assert ">PostgreSQL<" in graph
    assert ">Region eu-west-1<" in graph
    assert graph.count('<path class="ge') == 3
    assert graph.count("ge--dash") == 1
    assert "gb--ext" in graph
    assert ">R1<" in graph
    assert f'href="{url(world, "component", built.public_id)}"' in graph
    assert "4 components, 0 views, 1 approach" in text
    assert "Synchronous standby in one region" in text
    assert "Tactic" in text
    assert " style=" not in graph


def test_the_table_says_the_same_in_words(world, built):
    text = get(world, "architecture", show="table")
    assert '<svg class="graph"' not in text
    row = text[text.index("Payment service</a>") : text.index('id="component-' + built.public_id)]
    assert "Kotlin, Kubernetes" in row
    assert "Card gateway" in row
    assert "charges, asynchronous" in " ".join(row.split())


def test_too_many_components_are_shown_as_a_table_with_the_reason(world):
    with changes.record(world.assessment, world.maya, "test") as change:
        for number in range(151):
            new_component(change, name=f"Part {number}")
    text = get(world, "architecture")
    assert "A drawing of 151 components and 0 connections could not be read" in text
    assert "Part 150" in text


def test_without_graphviz_the_table_is_shown_with_the_reason(world, built, monkeypatch):
    monkeypatch.setattr("assessments.drawing.dot.shutil.which", lambda name: None)
    text = get(world, "architecture")
    assert "Graphviz is not installed" in text
    assert "Payment service" in text


def test_a_component_by_one_line_in_three_answers(world):
    plain = post(world, "component-add", data={"line": "Ledger #store [PostgreSQL]"})
    assert plain.status_code == 302
    fragment = post(world, "component-add", data={"line": "API gateway"}, **HTMX)
    text = fragment.content.decode()
    assert "<main" not in text
    assert ">API gateway<" in text
    assert "2 components" in text
    assert "C2 added" in text
    assert json.loads(fragment["HX-Trigger"]) == {"counts-changed": True}
    again = post(world, "component-add", data={"line": "ledger [MySQL]"})
    assert again.status_code == 422
    assert "There already is a component called ledger. Names are used once." in again.content.decode()
    assert 'value="ledger [MySQL]"' in again.content.decode()
    ledger = Component.objects.get(number=1)
    assert (ledger.name, ledger.kind, ledger.technology) == ("Ledger", "store", "PostgreSQL")


def test_a_connection_to_what_is_not_there_offers_to_make_it(world):
    post(world, "component-add", data={"line": "API gateway"})
    line = {"line": "API gateway -> Ledger: SQL async"}
    answer = post(world, "component-add", data=line, **HTMX)
    assert answer.status_code == 422
    assert "There is no component called Ledger yet." in answer.content.decode()
    assert "Add Ledger and connect" in answer.content.decode()
    assert not Connection.objects.exists()
    assert post(world, "component-add", data=line | {"create": "1"}, **HTMX).status_code == 200
    [link] = Connection.objects.all()
    assert (link.source.name, link.target.name, link.protocol, link.asynchronous) == (
        "API gateway",
        "Ledger",
        "SQL",
        True,
    )
    undo(assessment=world.assessment, actor=world.maya, revision=Change.objects.order_by("-revision")[0].revision)
    assert not Connection.objects.living().exists()
    assert not Component.objects.living().filter(name="Ledger").exists()


def test_a_component_is_found_by_its_other_names_and_its_code(world, write):
    ledger = write("Ledger")
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(ledger, aliases="General ledger\nBooks")
    write("API gateway")
    assert write("api gateway -> books").target == ledger
    assert write("C2 -> C1: again").target == ledger


@pytest.mark.parametrize("line", ["Ledger -> Ledger", "Ledger -> C1"])
def test_a_component_is_not_connected_with_itself(world, write, line):
    write("Ledger")
    text = post(world, "component-add", data={"line": line}).content.decode()
    assert "A connection joins two different components." in text


def test_what_a_line_says_while_it_is_typed(world, built):
    text = get(world, "component-read", line="Event bus #queue [Kafka] in Region eu-west-1")
    assert ">Queue or bus<" in text
    assert ">Kafka<" in text
    assert ">in Region eu-west-1<" in text
    text = get(world, "component-read", line="Ledger -> Archive: nightly async")
    assert "C3 Ledger uses Archive, not there yet" in text
    assert ">asynchronous<" in text
    assert "has this name already" in get(world, "component-read", line="ledger")
    assert "is not known here" in get(world, "component-read", line="Ledger #table")
    assert ">Tactic<" in get(world, "approach-read", line="Standby #tactic")


def base_of(row, field):
    value = getattr(row, field)
    return str(value) if isinstance(value, bool) else value or ""


def edit(world, name, row, /, **fields):
    """What a form that saves itself posts: fields with the values they started from."""
    data = {f"base_{field}": base_of(row, field) for field in fields} | fields
    return post(world, f"{name}-edit", row.public_id, data=data, **HTMX)


def test_a_component_saves_itself_and_the_drawing_hears_of_it(world, built):
    answer = edit(
        world, "component", built, name="General ledger", aliases=" Books \n\nMain ledger", technical_risk="H"
    )
    assert answer.status_code == 200
    assert "architecture-changed" in answer["HX-Trigger"]
    built.refresh_from_db()
    assert (built.name, built.name_key, built.aliases) == ("General ledger", "general ledger", "Books\nMain ledger")
    graph = get(world, "architecture-graph", component=built.public_id)
    assert "General ledger" in graph
    assert graph.count("gb--sel") == 1
    page = get(world, "component", built.public_id)
    assert "uses it" in page
    assert "Payment service" in page


@pytest.mark.parametrize("name", ["", "  api GATEWAY "])
def test_a_component_keeps_its_name_when_the_new_one_is_no_good(world, built, name):
    answer = edit(world, "component", built, name=name)
    assert answer.status_code == 422
    assert ("Names are used once" if name else "To remove the component, delete it") in answer.content.decode()
    built.refresh_from_db()
    assert built.name == "Ledger"


def test_a_migration_priority_is_a_number(world, built):
    assert edit(world, "component", built, migration_priority="soon").status_code == 422
    assert edit(world, "component", built, migration_priority="2").status_code == 200
    built.refresh_from_db()
    assert built.migration_priority == 2
    built.migration_priority = "2"
    assert edit(world, "component", built, migration_priority="").status_code == 200


def test_connections_and_approaches_on_the_page_of_a_component(world, built):
    gateway = Component.objects.get(name="API gateway")
    data = {"way": "in", "other": gateway.public_id, "said": "reads balances [gRPC]", "add": "1"}
    answer = post(world, "component-connections", built.public_id, data=data, **HTMX)
    assert "reads balances, gRPC" in " ".join(answer.content.decode().split())
    link = Connection.objects.get(source=gateway, target=built)
    post(world, "component-connections", built.public_id, data={"remove": link.public_id}, **HTMX)
    assert Connection.objects.get(pk=link.pk).deleted_at
    refused = post(world, "component-connections", built.public_id, data=data | {"said": "sync async"}, **HTMX)
    assert refused.status_code == 422
    assert 'value="sync async"' in refused.content.decode()
    tie = ApproachComponent.objects.get()
    post(world, "component-approaches", built.public_id, data={"remove": tie.approach.public_id}, **HTMX)
    assert not ApproachComponent.objects.living().exists()


def test_enter_in_the_label_of_a_connection_adds_it(world, built):
    """A browser presses the first button of the form, which was the one that removes the first connection."""
    place = url(world, "component", built.public_id)
    to = url(world, "component-connections", built.public_id)
    [form] = [form for form in forms_of(get(world, "component", built.public_id), place) if form.address == to]
    assert [name for name, _value in form.buttons] == ["add", "remove", "add"]


@pytest.fixture
def link(world, built):
    """The API gateway reads from the ledger over gRPC."""
    said = {"other": built.public_id, "incoming": False, "said": "reads balances [gRPC]"}
    gateway = Component.objects.get(name="API gateway")
    return actions.connect_to(assessment=world.assessment, actor=world.maya, public_id=gateway.public_id, **said)


def test_a_connection_has_a_page_that_saves_itself(world, built, link):
    assert url(world, "connection", link.public_id) in get(world, "component", built.public_id)
    page = get(world, "connection", link.public_id)
    assert "API gateway uses Ledger" in page
    assert 'value="reads balances"' in page
    answer = edit(world, "connection", link, label="asks for balances", protocol="HTTPS", asynchronous="True")
    assert answer.status_code == 200
    assert "architecture-changed" in answer.headers["HX-Trigger"]
    link.refresh_from_db()
    assert (link.label, link.protocol, link.asynchronous) == ("asks for balances", "HTTPS", True)
    turned = {"source": built.public_id, "target": link.source.public_id}
    base = {"base_source": link.source.public_id, "base_target": built.public_id}
    assert post(world, "connection-edit", link.public_id, data=turned | base, **HTMX).status_code == 200
    link.refresh_from_db()
    assert (link.source, link.target.name) == (built, "API gateway")


def test_a_connection_keeps_two_ends_and_a_label_of_its_own(world, built, link):
    itself = {"target": link.source.public_id, "base_target": built.public_id}
    answer = post(world, "connection-edit", link.public_id, data=itself, **HTMX)
    assert answer.status_code == 422
    assert "A connection joins two different components." in answer.content.decode()
    said = {"other": built.public_id, "incoming": False, "said": "books"}
    actions.connect_to(assessment=world.assessment, actor=world.maya, public_id=link.source.public_id, **said)
    answer = edit(world, "connection", link, label="books")
    assert answer.status_code == 422
    assert "There already is such a connection with this label." in answer.content.decode()


def test_a_connection_is_deleted_and_brought_back(world, link):
    text = post(world, "connection-delete", link.public_id, follow=True).content.decode()
    assert "API gateway → Ledger deleted" in text
    assert not Connection.objects.living().filter(pk=link.pk).exists()
    undo(assessment=world.assessment, actor=world.maya, revision=Change.objects.order_by("-revision")[0].revision)
    assert Connection.objects.living().filter(pk=link.pk).exists()


def test_a_deleted_component_takes_its_connections_along_and_brings_them_back(world, built):
    answer = post(world, "component-delete", built.public_id, follow=True)
    text = answer.content.decode()
    assert "C3 deleted" in text
    assert text.count('<path class="ge') == 2
    undo(assessment=world.assessment, actor=world.maya, revision=Change.objects.order_by("-revision")[0].revision)
    assert get(world, "architecture").count('<path class="ge') == 3


def test_an_approach_has_a_rationale_and_components(world, built):
    approach = Approach.objects.get()
    assert edit(world, "approach", approach, rationale="One region is **enough** for now").status_code == 200
    gateway = Component.objects.get(name="API gateway")
    data = {"other": gateway.public_id, "add": "1"}
    text = post(world, "approach-components", approach.public_id, data=data, **HTMX).content.decode()
    assert ">C1<" in text.replace("</svg>", ">")
    text = get(world, "approach", approach.public_id, who=world.vera)
    assert "<strong>enough</strong>" in text
    assert "R1" in text
    again = post(world, "approach-add", data={"line": "synchronous standby in one region"}, **HTMX)
    assert again.status_code == 422
    assert "There already is an approach called" in again.content.decode()
    assert "A1 deleted" in post(world, "approach-delete", approach.public_id, follow=True).content.decode()


def test_markup_is_text_in_the_drawing(world, write):
    write("<script>alert(1)</script> [<b>] in <i>here</i>")
    for show in ("graph", "table"):
        text = get(world, "architecture", show=show)
        assert "<script>alert" not in text
        assert "&lt;i&gt;here&lt;/i&gt;" in text


READS = ["architecture", "architecture-graph", "component", "connection", "approach"]
WRITES = [
    "component-add",
    "component-edit",
    "component-connections",
    "component-approaches",
    "component-delete",
    "connection-edit",
    "connection-delete",
    "approach-add",
    "approach-edit",
    "approach-components",
    "approach-delete",
]


def address(world, built, name):
    connection = Connection.objects.first()
    rows = {"component": [built.public_id], "connection": [connection.public_id]}
    rows["approach"] = [Approach.objects.get().public_id]
    kind, _dash, rest = name.partition("-")
    return url(world, name, *([] if rest == "add" else rows.get(kind, [])))


@pytest.mark.parametrize("name", READS)
def test_the_access_ladder_of_every_page(world, built, name):
    page = address(world, built, name)
    assert "Ledger" in world.client(world.vera).get(page).content.decode()
    assert world.client(world.sam).get(page).status_code == 404
    assert world.client(world.maya).post(page).status_code == 405
    if not name.startswith("architecture"):
        assert world.client(world.maya).get(url(world, name, "nosuchrow")).status_code == 404


@pytest.mark.parametrize("name", WRITES)
def test_the_access_ladder_of_every_write(world, built, name):
    place = address(world, built, name)
    assert world.client(world.sam).post(place).status_code == 404
    assert world.client(world.priya).post(place).status_code == 403
    assert world.client(world.vera).post(place).status_code == 403
    assert world.client(world.maya).get(place).status_code in {404, 405}  # "add" could be a row's name
    assert (Component.objects.living().count(), Approach.objects.living().count()) == (4, 1)


@pytest.mark.parametrize("name", ["component-read", "approach-read"])
def test_the_access_ladder_of_reading_a_line(world, name):
    place = url(world, name)
    assert world.client(world.sam).get(place).status_code == 404
    assert world.client(world.vera).get(place).status_code == 403
    assert world.client(world.maya).post(place).status_code == 405


def test_readers_are_told_why_they_cannot_write(world, built):
    for text in (
        get(world, "architecture", who=world.priya),
        get(world, "component", built.public_id, who=world.priya),
        get(world, "approach", Approach.objects.get().public_id, who=world.priya),
    ):
        assert "so you read this page" in text
        main = text[text.index("<main") : text.index("</main")]
        assert 'method="post"' not in main


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_pages_cost_the_same_number_of_queries_however_many_rows(world, rows, django_assert_num_queries):
    with changes.record(world.assessment, world.maya, "test") as change:
        for number in range(rows):
            part = new_component(change, name=f"Part {number}", boundary="Here")
            other = new_component(change, name=f"Other {number}")
            change.create(Connection, source=part, target=other)
            approach = new_approach(change, name=f"Approach {number}")
            change.create(ApproachComponent, approach=approach, component=part)
            new_finding(change, kind="R", title=f"Risk {number}", severity="high")
    client = world.client(world.maya)
    client.get(url(world, "architecture"))
    with django_assert_num_queries(16):
        client.get(url(world, "architecture"))
    with django_assert_num_queries(19):
        client.get(url(world, "component", part.public_id))
    with django_assert_num_queries(19):
        client.get(url(world, "approach", approach.public_id))


def test_a_view_of_another_persons_component_is_not_connected(world, built):
    other = Component.objects.get(name="Card gateway")
    link = Connection.objects.get(source__name="API gateway")
    with pytest.raises(actions.Refused, match="belongs to other components"):
        actions.disconnect(
            assessment=world.assessment, actor=world.maya, public_id=other.public_id, connection=link.public_id
        )

"""The search of an assessment: every kind of row and text, nothing that is deleted, nobody else's."""

from datetime import date

import pytest
from django.urls import reverse

from assessments import changes
from assessments.models import (
    AnalysisQuestion,
    Approach,
    Component,
    Connection,
    DismissedCandidate,
    FindingAttribute,
    FindingComment,
    ParkedItem,
    QualityAttribute,
    RequestedDocument,
    Scenario,
    View,
)
from assessments.models.utility import Refinement
from assessments.new_rows import new_attribute, new_driver, new_finding, new_scenario, refinement_of
from assessments.text import name_key
from tests.conftest import build_world
from tests.recall import recalled


def fill(world):
    """One row of every kind; the word of each text is found nowhere else."""
    with changes.record(world.assessment, world.maya, "fill") as change:
        new_driver(change, statement="Quince goal")
        attribute = new_attribute(change, name="Availability")
        home = refinement_of(change, attribute)
        named = change.create(Refinement, attribute=attribute, name="Failover", name_key="failover")
        scenario = new_scenario(change, refinement=home, statement="A region fails", importance="H", difficulty="H")
        change.update(scenario, stimulus="Kumquat outage", reasoning="Persimmon argument")
        new_scenario(change, refinement=named, statement="A disk fails", importance="H", difficulty="L")
        risk = new_finding(change, kind="R", title="Single region", severity="high")
        change.update(risk, mitigation="Mango rehearsal")
        change.create(FindingComment, finding=risk, author=world.daniel, text="Papaya objection")
        change.create(FindingAttribute, finding=risk, attribute=attribute, property="Lychee interval")

        def named_row(model, kind, name, **more):
            return change.create(model, number=change.next_number(kind), name=name, name_key=name_key(name), **more)

        gateway = named_row(Component, "C", "Gateway", description="Guava proxy")
        ledger = named_row(Component, "C", "Ledger")
        change.create(Connection, source=gateway, target=ledger, label="Tamarind stream")
        standby = named_row(Approach, "A", "Standby pair", rationale="Durian tactic")
        judged = {"dismissed_on": date(2026, 6, 9), "reason": "Rambutan reason"}
        change.create(DismissedCandidate, approach=standby, said="Lag", **judged)
        change.create(View, name="Deployment plan", drawn_from="text", text="Pomelo box")
        change.create(
            AnalysisQuestion, number=change.next_number("Q"), scenario=scenario, text="Who decides?", answer="Loquat"
        )
        change.create(ParkedItem, number=change.next_number("P"), text="Licences", resolution="Sloe answer")
        change.create(RequestedDocument, name="Runbook", where="Medlar folder")
    return scenario, risk


@pytest.fixture
def filled(db):
    """The world, with one row of every kind."""

    def build():
        world = build_world()
        fill(world)
        return world

    return recalled("one row of every kind", build)


def suggest(world, typed, who=None):
    answer = world.client(who or world.maya).get(world.url("search/suggestions/"), {"q": typed})
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize(
    ("typed", "kind", "code", "where"),
    [
        ("BD1", "Business driver", "BD1", "drivers/#driver-"),
        ("Av1", "Scenario", "Av1", "tree/#scenario-"),
        ("R1", "Risk", "R1", "findings/#finding-"),
        ("C1", "Component", "C1", "components/"),
        ("A1", "Approach", "A1", "architecture/#approach-"),
        ("Q1", "Analysis question", "Q1", "questions/"),
        ("P1", "Parked item", "P1", "parked/"),
        ("failover", "Refinement", "", "tree/#attribute-"),
        ("deployment pl", "View", "", "views/"),
        ("utility tree", "Page", "", "tree/"),
        ("people", "Page", "", "people/"),
        ("quince", "Business driver", "BD1", "drivers/#driver-"),
        ("kumquat", "Scenario", "Av1", "tree/"),
        ("persimmon", "Scenario", "Av1", "analysis/"),
        ("mango", "Risk", "R1", "findings/"),
        ("papaya", "Comment", "", "#comment-"),
        ("rambutan", "Dismissed candidate", "", "traceability/#dismissed"),
        ("lychee", "Property", "", "findings/"),
        ("guava", "Component", "C1", "components/"),
        ("tamarind", "Connection", "", "connections/"),
        ("durian", "Approach", "A1", "approaches/"),
        ("pomelo", "View", "", "views/"),
        ("loquat", "Analysis question", "Q1", "questions/"),
        ("sloe", "Parked item", "P1", "parked/"),
        ("medlar", "Document asked for", "", "documents/"),
        ("Priya", "Person", "", "people/"),
    ],
)
def test_every_kind_is_found_and_its_address_answers(filled, typed, kind, code, where):
    first = suggest(filled, typed)["found"][0]
    assert (first["kind"], first["code"]) == (kind, code)
    assert where in first["url"]
    page = filled.client(filled.maya).get(first["url"])
    assert page.status_code == 200
    element = first["url"].partition("#")[2]
    assert not element or f'id="{element}"' in page.content.decode()


def test_what_is_deleted_or_hangs_on_something_deleted_is_not_found(world):
    scenario, risk = fill(world)
    with changes.record(world.assessment, world.maya, "delete") as change:
        change.delete(QualityAttribute.objects.get(abbreviation="Av"))
        change.delete(risk)
        change.delete(Component.objects.get(name="Ledger"))
        change.delete(ParkedItem.objects.get())
    for typed in ("Av1", "kumquat", "loquat", "failover", "R1", "papaya", "lychee", "mango", "tamarind", "sloe"):
        assert suggest(world, typed)["found"] == [], typed
    assert Scenario.objects.living().filter(pk=scenario.pk).exists()  # it lives, and is out of sight


def test_who_manages_finds_the_page_of_a_person_and_others_the_list_of_all(world):
    assert "/people/" in suggest(world, "Priya")["found"][0]["url"]
    [hit] = suggest(world, "Priya", who=world.vera)["found"]
    assert hit["url"].endswith("/preparation/#participants")
    assert "Priya Nair" in world.client(world.vera).get(hit["url"]).content.decode()


def test_nobody_is_led_to_a_page_they_may_not_open(world):
    assert suggest(world, "settings")["found"]
    assert suggest(world, "settings", who=world.vera)["found"] == []
    for hit in suggest(world, "", who=world.vera)["found"]:
        assert world.client(world.vera).get(hit["url"]).status_code == 200, hit


def test_strangers_find_nothing_and_nothing_of_another_assessment_is_found(world, client):
    from assessments.overview.actions import create_assessment

    fill(world)
    for path in ("search/", "search/suggestions/"):
        assert world.client(world.sam).get(world.url(path), {"q": "R1"}).status_code == 404
        assert client.get(world.url(path)).status_code == 302
    other = create_assessment(owner=world.sam, title="Claims", system="")
    address = reverse("search-suggestions", args=[other.public_id])
    assert world.client(world.sam).get(address, {"q": "kumquat"}).json()["found"] == []


def test_the_page_works_by_itself(world):
    fill(world)
    client = world.client(world.vera)
    text = client.get(world.url("search/"), {"q": "mango"}).content.decode()
    assert "Mitigation: <mark>Mango</mark> rehearsal" in text
    assert 'value="mango"' in text
    empty = client.get(world.url("search/")).content.decode()
    assert "Pages and steps" in empty
    assert "Generate the utility tree" in empty
    none = client.get(world.url("search/"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "Nothing has “&lt;script&gt;alert(1)&lt;/script&gt;” in its id, name or text." in none
    assert "<script>alert" not in none
    assert f'href="{world.url("search/")}"' in client.get(world.url("drivers/")).content.decode()


@pytest.mark.parametrize("typed", ["\0", "%", "_", "'; DROP TABLE", "x" * 5000, "\\", "😀", "((("])
def test_whatever_is_typed_is_only_text(filled, typed):
    assert isinstance(suggest(filled, typed)["found"], list)


@pytest.mark.parametrize("number", [1, 50, 1000])
def test_costs_the_same_queries_and_little_time_however_much_there_is(world, number, django_assert_num_queries):
    fill(world)
    home = Refinement.objects.get(name="Failover")
    Scenario.objects.bulk_create(
        Scenario(
            assessment=world.assessment,
            refinement=home,
            number_code=f"X{at}",
            statement=f"Order {at} is placed while a region fails over",
            stimulus="A burst of orders arrives from a market that opens",
            response="Orders queue and are answered",
            response_measure="p95 below 200 ms",
        )
        for at in range(number)
    )
    client, address = world.client(world.maya), world.url("search/suggestions/")
    client.get(address, {"q": "zzz"})
    with django_assert_num_queries(24):
        client.get(address, {"q": "nothing has this"})

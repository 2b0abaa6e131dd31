"""The line of quick capture: on every page, read while it is typed, answered as JSON, as a page, or by going back."""

import pytest
from django.urls import reverse

from assessments.architecture.actions import delete_approach
from assessments.models import Finding, FindingLink
from assessments.utility_tree.branches import delete_attribute
from tests.analysis.conftest import build_case

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def case(world):
    return build_case(world)


def url(world, name):
    return reverse(name, args=[world.assessment.public_id])


def send(world, line, who=None, data=None, **options):
    return world.client(who or world.maya).post(url(world, "capture-add"), {"line": line, **(data or {})}, **options)


def test_the_line_stands_on_every_page_for_those_who_write(world, case):
    for path in ("", "drivers/", "tree/", "findings/", "analysis/", f"analysis/{case.av1.public_id}/", "capture/"):
        text = world.client(world.maya).get(world.url(path)).content.decode()
        assert text.count('<form class="capture') == 1, path
        assert f'name="author" value="{world.maya.public_id}"' in text
        assert f'data-user="{world.maya.user.pk}"' in text
        if path != "capture/":
            assert '<form class="capture' not in world.client(world.vera).get(world.url(path)).content.decode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("r No way out #high ^none @Elena", ["Risk", "No way out", "High", "owner Elena Rossi", "on Av1", "omission"]),
        ("r No way out", ["Risk", "No way out", "on Av1", "no decision yet: a risk of omission"]),
        ("t Encryption +Availability -Cost ^A1", ["Trade-off point", "Availability +", "Cost −, new", "at A1"]),
        ("q Who decides? @Jonas", ["Question", "Who decides?", "to the whole architecture", "asked by Jonas Weber"]),
        ("p Ask legal @Tomás", ["Parked", "Ask legal", "owner Tomás", "Tomás is added"]),
        ("d Expand to 5 markets !h", ["Driver", "Expand to 5 markets", "Business goal", "priority H"]),
        ("a Circuit breaker #pattern", ["Approach", "Circuit breaker", "Pattern"]),
        ("No letter", ["Begin with one letter and a space"]),
        ("r Lag ^A9", ["There is no approach called A9."]),
    ],
)
def test_the_server_says_what_it_reads(world, case, line, words):
    data = {"line": line, "here": case.av1.public_id}
    text = world.client(world.maya).get(url(world, "capture-read"), data).content.decode()
    assert [word for word in words if word not in text] == []


def test_a_browser_with_script_gets_json(world, case):
    data = {"key": "3f1c", "author": world.maya.public_id, "here": case.av1.public_id}
    answer = send(world, "r No way out #high", data=data, **JSON)
    assert answer.status_code == 200
    assert answer.json()["said"] == "R2 added: Risk, No way out, High, on Av1, no decision yet: a risk of omission"
    assert "Undo" in answer.json()["toasts"]
    again = send(world, "r No way out #high", data=data, **JSON)
    assert again.json()["said"] == "R2 was added before; it is there once"
    assert "Undo" not in again.json()["toasts"]
    assert Finding.objects.filter(title="No way out").count() == 1
    assert FindingLink.objects.get(finding__title="No way out").scenario == case.av1
    refused = send(world, "r Lag ^A9", data=data, **JSON)
    assert (refused.status_code, refused.json()["refused"][:34]) == (422, "There is no approach called A9. Wr")


def test_a_line_sent_again_is_known_though_what_it_names_is_gone(world, case):
    """The first answer got lost, and meanwhile the approach was deleted: it is no reason to type the line again."""
    data = {"key": "3f1c", "here": case.av1.public_id}
    assert send(world, "r Lag ^A1", data=data, **JSON).status_code == 200
    delete_approach(assessment=world.assessment, actor=world.maya, public_id=case.a1.public_id)
    again = send(world, "r Lag ^A1", data=data, **JSON)
    assert (again.status_code, again.json()["said"]) == (200, "R2 was added before; it is there once")
    assert send(world, "r Lag ^A1", data=data | {"key": "4a2d"}, **JSON).status_code == 422


def test_a_line_of_somebody_else_is_not_written(world):
    answer = send(world, "r Lag", who=world.jonas, data={"author": world.maya.public_id, "key": "1"}, **JSON)
    assert answer.status_code == 409
    assert "Somebody else typed this line." in answer.json()["refused"]
    assert not Finding.objects.exists()


def test_without_script_the_page_comes_back_or_the_line_with_its_reason(world, case):
    back = world.url("drivers/")
    response = send(world, "r Lag", data={"back": back}, follow=True)
    assert response.redirect_chain == [(back, 302)]
    assert "R2 added: Risk, Lag" in response.content.decode()
    elsewhere = send(world, "r Lag again", data={"back": "//evil.example.org/a/"})
    assert elsewhere["Location"] == url(world, "capture")
    refused = send(world, "r Lag ^A9", data={"back": back, "here": case.av1.public_id})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="r Lag ^A9"' in text
    assert f'name="back" value="{back}"' in text
    assert "What you write belongs to the sheet of Av1." in text
    page = world.client(world.maya).get(url(world, "capture"), {"line": "r ^A1", "here": case.av1.public_id})
    assert 'value="r ^A1"' in page.content.decode()


def test_who_may_capture(world):
    for name in ("capture", "capture-read"):
        assert world.client(world.sam).get(url(world, name)).status_code == 404
        assert world.client(world.daniel).get(url(world, name)).status_code == 403
        assert world.client(world.maya).post(url(world, name)).status_code == 405
    assert world.client(world.sam).post(url(world, "capture-add")).status_code == 404
    assert world.client(world.vera).post(url(world, "capture-add")).status_code == 403
    assert world.client(world.maya).get(url(world, "capture-add")).status_code == 405


@pytest.mark.parametrize("line", ["r No way out ^Av1", "q Who decides? ^Av1"])
def test_a_scenario_under_a_deleted_attribute_is_not_foretold(world, case, line):
    """What is read and what is written agree: the scenario went out of sight with its attribute."""
    delete_attribute(assessment=world.assessment, actor=world.maya, public_id=case.av1.refinement.attribute.public_id)
    text = world.client(world.maya).get(url(world, "capture-read"), {"line": line}).content.decode()
    refused = send(world, line, **JSON).json()["refused"]
    assert refused.startswith("There is no approach called Av1.")
    assert "There is no approach called Av1." in text
    assert "on Av1" not in text

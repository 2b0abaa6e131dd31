"""Every address of an assessment, asked by those it is not for: the gate holds at each, and reading changes nothing."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from assessments import models
from assessments.models import Assessment
from tests.architecture.test_urls import patterns
from tests.dossier.test_load import fill

# Which row an argument of an address names.
NAMES = {
    "approach": ["Approach"],
    "attribute_id": ["QualityAttribute"],
    "component": ["Component"],
    "connection": ["Connection"],
    "document": ["RequestedDocument", "ImportedDocument"],
    "driver": ["Driver"],
    "finding": ["Finding"],
    "item": ["ParkedItem"],
    "person_id": ["Participant"],
    "question": ["AnalysisQuestion"],
    "recommendation": ["Recommendation"],
    "refinement_id": ["Refinement"],
    "requirement": ["Requirement"],
    "row_id": ["Driver"],
    "scenario": ["Scenario"],
    "scenario_id": ["Scenario"],
    "step_id": ["Step"],
    "theme": ["RiskTheme"],
    "upload": ["Upload"],
    "view": ["View"],
}


@pytest.fixture
def addresses(world) -> list[str]:
    """Each address below /a/, with ids of rows that are there."""
    fill(world, 1)
    found = []
    for address, _view in patterns(get_resolver().url_patterns):
        if address.startswith("a/<str:pk>/"):
            found += filled_in(world.assessment, "/" + address.replace("<str:pk>", world.assessment.public_id))
    assert len(found) > 120
    return found


def filled_in(assessment: Assessment, address: str) -> list[str]:
    if not (part := re.search(r"<(?:str|int):(\w+)>", address)):
        return [address]
    if part[1] in NAMES:
        rows = [getattr(models, kind).objects.filter(assessment=assessment).first() for kind in NAMES[part[1]]]
        values = [row.public_id for row in rows if row]
    else:
        values = [{"revision": "1", "entity": "Driver"}.get(part[1], "nothing")]
    return [found for value in values for found in filled_in(assessment, address.replace(part[0], value, 1))]


def state(assessment: Assessment) -> tuple:
    assessment.refresh_from_db()
    return (
        assessment.revision,
        assessment.deleted_at,
        models.Invitation.objects.count(),
        models.ReportJob.objects.count(),
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_for_a_stranger_there_is_nothing_at_any_of_them(world, addresses, method):
    sam, before = world.client(world.sam), state(world.assessment)
    answers = {address: getattr(sam, method)(address).status_code for address in addresses}
    assert {address: code for address, code in answers.items() if code not in {404, 405}} == {}
    assert 404 in answers.values()
    assert state(world.assessment) == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_signed_out_is_asked_to_sign_in_at_each(world, addresses, method):
    nobody, before = Client(), state(world.assessment)
    for address in addresses:
        answer = getattr(nobody, method)(address)
        assert answer.status_code == 405 or answer["Location"].startswith("/accounts/login/?next="), address
    assert state(world.assessment) == before


def test_who_only_reads_changes_nothing_at_any_of_them(world, addresses):
    vera = world.client(world.vera)
    before = state(world.assessment)[:3]
    answers = {address: vera.post(address).status_code for address in addresses}
    assert {address: code for address, code in answers.items() if code >= 500} == {}
    assert list(answers.values()).count(403) > 60
    assert state(world.assessment)[:3] == before


def test_opening_them_changes_nothing(world, addresses):
    maya, before = world.client(world.maya), state(world.assessment)
    answers = {address: maya.get(address).status_code for address in addresses}
    assert {address: code for address, code in answers.items() if code not in {200, 302, 404, 405, 422}} == {}
    assert list(answers.values()).count(200) > 50
    assert state(world.assessment) == before

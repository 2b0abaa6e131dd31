"""The quality model of ISO/IEC 25010:2023 beside free names: picked, said of an attribute, offered as refinements."""

import pytest

from assessments import undoing
from assessments.errors import Refused
from assessments.models import QualityAttribute, Refinement
from assessments.utility_tree import branches
from assessments.utility_tree.rules import QUALITY_MODEL, characteristic_of, parts_of

from .test_pages import HTMX


@pytest.fixture
def who(world):
    return {"assessment": world.assessment, "actor": world.maya}


def refinements(attribute) -> list[str]:
    rows = Refinement.objects.living().filter(attribute=attribute).exclude(name="").order_by("position")
    return [row.name for row in rows]


def test_the_model_has_nine_characteristics():
    assert len(QUALITY_MODEL) == 9
    assert all(characteristic_of(part) == name for name, parts in QUALITY_MODEL.items() for part in parts)


def test_what_is_there_already_is_not_offered():
    assert parts_of("Reliability", ["availability"]) == ("Faultlessness", "Fault tolerance", "Recoverability")
    assert parts_of("") == ()


def test_characteristics_join_the_tree_with_their_parts_as_one_change(who, grown):
    chosen = {"Security": ["Integrity", "Confidentiality"], "Safety": [], "Nonsense": ["x"]}
    change = branches.add_from_model(**who, chosen=chosen)
    security = QualityAttribute.objects.get(name="Security")
    assert (security.iso25010, refinements(security)) == ("Security", ["Confidentiality", "Integrity"])
    assert QualityAttribute.objects.living().filter(name="Safety", iso25010="Safety").exists()
    undoing.undo(**who, revision=change.revision)
    assert not QualityAttribute.objects.living().filter(name__in=["Security", "Safety"]).exists()


def test_an_attribute_of_the_characteristic_takes_the_parts(who, grown):
    branches.add_from_model(**who, chosen={"Performance efficiency": ["Capacity"], "Reliability": ["Fault tolerance"]})
    assert refinements(grown.performance) == ["Capacity"]
    assert refinements(grown.availability) == ["Core payment", "Fault tolerance"]  # Availability is part of Reliability
    assert not QualityAttribute.objects.filter(name="Reliability").exists()


def test_nothing_chosen_and_unknown_terms_are_refused(who, grown):
    for chosen in ({}, {"Nonsense": []}):
        with pytest.raises(Refused, match="Choose at least one"):
            branches.add_from_model(**who, chosen=chosen)
    with pytest.raises(Refused, match="no characteristic called Beauty"):
        branches.classify_attribute(**who, public_id=grown.performance.public_id, characteristic="Beauty")


def test_a_chosen_characteristic_survives_a_new_name_and_a_derived_one_follows_it(who, grown):
    performance = {**who, "public_id": grown.performance.public_id}
    branches.rename_attribute(**performance, name="Speed")
    assert QualityAttribute.objects.get(pk=grown.performance.pk).iso25010 == ""
    branches.classify_attribute(**performance, characteristic="Performance efficiency")
    branches.rename_attribute(**performance, name="Pace")
    assert QualityAttribute.objects.get(pk=grown.performance.pk).iso25010 == "Performance efficiency"


def test_the_picker_is_a_panel_and_a_page(world, grown):
    maya = world.client(world.maya)
    panel = maya.get(world.url("tree/model/"), headers=HTMX).content.decode()
    assert "<table" not in panel
    assert "in the tree as Performance" in panel
    assert 'name="characteristic" value="Security"' in panel
    assert 'name="part" value="Safety/Fail safe"' in panel
    page = maya.get(world.url("tree/model/")).content.decode()
    assert "<table" in page
    answer = maya.post(world.url("tree/model/"), {"characteristic": "Safety", "part": ["Security/Integrity", "x", "/"]})
    assert answer["Location"] == world.url("tree/")
    assert refinements(QualityAttribute.objects.get(name="Security")) == ["Integrity"]
    assert "Added from ISO/IEC 25010:2023" in maya.get(world.url("tree/")).content.decode()
    nothing = maya.post(world.url("tree/model/"), {})
    assert nothing.status_code == 422
    assert "Choose at least one characteristic." in nothing.content.decode()
    refused = maya.post(world.url("tree/model/"), {}, headers=HTMX)
    assert (refused.status_code, refused["HX-Reswap"]) == (422, "none")


def test_the_panel_of_an_attribute_offers_the_refinements_of_its_characteristic(world, grown):
    maya = world.client(world.maya)
    address = world.url(f"tree/attributes/{grown.availability.public_id}/")
    panel = maya.get(address, headers=HTMX).content.decode()
    assert "<option selected>Reliability</option>" in panel
    assert 'name="name" value="Recoverability"' in panel
    other = maya.post(address + "iso25010/", {"characteristic": "Safety"}, headers=HTMX).content.decode()
    assert 'name="name" value="Fail safe"' in other
    assert 'data-parts="Operational constraint|' in other
    wrong = maya.post(address + "iso25010/", {"characteristic": "Beauty"}, headers=HTMX)
    assert (wrong.status_code, "no characteristic called Beauty" in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize("path", ["model/", "attributes/{}/iso25010/"])
def test_only_the_evaluation_team_classifies(world, grown, path):
    address = world.url("tree/") + path.format(grown.performance.public_id)
    assert world.client(world.elena).post(address, {}).status_code == 403
    assert world.client(world.sam).post(address, {}).status_code == 404
    assert world.client(world.maya).put(address).status_code == 405

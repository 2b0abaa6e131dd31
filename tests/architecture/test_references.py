"""Every reference stays within one assessment: the columns can point nowhere else, and the rows do not."""

import pytest
from django.apps import apps
from django.db.models import F, Q

from assessments import changes
from assessments.conflicts import Edit
from assessments.editing import edit_row
from assessments.errors import Refused
from assessments.models import Assessment, Change, ChangeItem, Driver, Invitation, ReportJob, ScenarioDriver, User
from assessments.models.base import Row
from assessments.new_rows import new_attribute, new_driver, new_finding, new_scenario, refinement_of

CONTENT = [model for model in apps.get_app_config("assessments").get_models() if issubclass(model, Row)]


def references(model) -> list:
    return [field for field in model._meta.get_fields() if field.concrete and field.is_relation]


@pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
def test_content_refers_only_to_its_assessment_to_content_and_to_accounts(model):
    targets = {field.related_model for field in references(model)}
    assert {target for target in targets if target not in {Assessment, User} and not issubclass(target, Row)} == set()
    assert Assessment in targets
    assert not model._meta.many_to_many, "a link is a row of its own, so that the change log sees it"


def test_nothing_else_refers_to_content_unseen():
    """The models that are no content, and what they refer to, named so that a new one is thought about."""
    others = {
        model.__name__: {field.related_model.__name__ for field in references(model)}
        for model in apps.get_app_config("assessments").get_models()
        if model not in CONTENT
    }
    assert others == {
        "Assessment": set(),
        "Change": {"Assessment", "Participant", "Change"},
        "ChangeItem": {"Change"},
        "Counter": {"Assessment"},
        "Invitation": {"Assessment", "Participant"},
        "ReportJob": {"Assessment", "Participant"},
        "User": {"Group", "Permission"},
    }


def astray() -> list[str]:
    """Every row of the database whose reference leaves its assessment."""
    found = []
    for model in [*CONTENT, Change, Invitation, ReportJob]:
        for field in references(model):
            if field.name != "assessment" and field.related_model not in {User, Assessment}:
                rows = model.objects.filter(
                    Q(**{f"{field.name}__isnull": False}) & ~Q(**{f"{field.name}__assessment": F("assessment")})
                )
                found += [f"{model.__name__} {row.pk}.{field.name}" for row in rows]
    return found


def fill(world):
    """Something of everything that refers to something."""
    from assessments.models import FindingLink, RecommendationFinding, ScenarioAttribute, ThemeDriver, ThemeRisk
    from assessments.new_rows import new_approach, new_recommendation, new_requirement, new_theme

    with changes.record(world.assessment, world.maya, "test") as change:
        new_requirement(change, statement="Redirects are quick", target="< 100", unit="ms")
        driver = new_driver(change, statement="99.99% availability", stated_by=world.elena)
        availability = new_attribute(change, name="Availability")
        cost = new_attribute(change, name="Cost", in_tree=False)
        scenario = new_scenario(change, refinement=refinement_of(change, availability, "Failover"), statement="Core")
        approach = new_approach(change, name="Active-active")
        risk = new_finding(change, kind="R", title="One region", owner=world.daniel)
        new_finding(change, kind="T", title="Two regions", attributes=[(availability, "+"), (cost, "-")])
        theme = new_theme(change, title="Failover is not practised")
        answer = new_recommendation(change, title="Second region", owner=world.daniel)
        change.create(ScenarioDriver, scenario=scenario, driver=driver)
        change.create(ScenarioAttribute, scenario=scenario, attribute=cost)
        change.create(FindingLink, finding=risk, scenario=scenario, approach=approach)
        change.create(ThemeRisk, theme=theme, risk=risk)
        change.create(ThemeDriver, theme=theme, driver=driver)
        change.create(RecommendationFinding, recommendation=answer, finding=risk)
    return world


def another_world():
    """A second assessment with people of its own."""
    from assessments.models import Participant
    from assessments.overview.actions import create_assessment
    from tests.conftest import make_user

    owner = make_user("Olga", "Other")
    assessment = create_assessment(owner=owner, title="Another platform")
    return assessment, Participant.objects.get(assessment=assessment)


def test_rows_made_by_actions_stay_in_their_assessment(world):
    fill(world)
    another_world()
    assert astray() == []
    assert ChangeItem.objects.exclude(change__assessment=world.assessment).exists()


def test_a_row_that_strays_is_seen(world):
    fill(world)
    elsewhere, olga = another_world()
    with changes.record(elsewhere, olga, "test") as change:
        stray = change.create(Driver, number=1, statement="Borrowed", stated_by=world.elena)
    assert astray() == [f"Driver {stray.pk}.stated_by"]


def test_an_edit_cannot_name_a_person_of_another_assessment(world):
    _elsewhere, olga = another_world()
    with changes.record(world.assessment, world.maya, "test") as change:
        driver = new_driver(change, statement="99.99% availability")
    with pytest.raises(Refused):
        edit_row(
            assessment=world.assessment,
            actor=world.maya,
            action="driver.edit",
            model=Driver,
            public_id=driver.public_id,
            edits={"stated_by": Edit("", olga.public_id)},
        )
    driver.refresh_from_db()
    assert driver.stated_by is None


def test_a_row_of_another_assessment_cannot_be_reached(world):
    elsewhere, olga = another_world()
    with changes.record(elsewhere, olga, "test") as change:
        theirs = new_driver(change, statement="Not for Maya")
    with (
        pytest.raises(Refused, match="deleted in the meantime"),
        changes.record(world.assessment, world.maya, "test") as change,
    ):
        change.get(Driver, theirs.public_id)

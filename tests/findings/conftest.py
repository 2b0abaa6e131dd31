import pytest

from assessments import changes
from assessments.models import FindingLink, ThemeDriver, ThemeRisk
from assessments.new_rows import (
    new_approach,
    new_attribute,
    new_driver,
    new_finding,
    new_scenario,
    new_theme,
    refinement_of,
)


@pytest.fixture
def found(world):
    """A finding of each kind, a theme, a driver, a scenario and an approach, all tied together."""
    with changes.record(world.assessment, world.maya, "test") as change:
        availability = new_attribute(change, name="Availability")
        cost = new_attribute(change, name="Cost", in_tree=False)
        scenario = new_scenario(change, refinement=refinement_of(change, availability), statement="Core payment")
        approach = new_approach(change, name="Standby in one region")
        risk = new_finding(
            change,
            kind="R",
            title="Single region failure",
            description="The ledger and its standby share one region",
            severity="critical",
            mitigation="Multi-region deployment",
            area="Ledger",
            owner=world.elena,
        )
        new_finding(change, kind="S", title="Replication lag", attributes=[(availability, "")])
        new_finding(change, kind="T", title="Multi-region", attributes=[(availability, "+"), (cost, "-")])
        new_finding(change, kind="N", title="Stateless service", assumption="Sessions stay in the cache")
        change.create(FindingLink, finding=risk, scenario=scenario, approach=approach)
        driver = new_driver(change, statement="99.99% availability")
        theme = new_theme(change, title="Everything depends on one region")
        change.create(ThemeRisk, theme=theme, risk=risk)
        change.create(ThemeDriver, theme=theme, driver=driver, degree="blocks")
    return risk

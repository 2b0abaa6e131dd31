import pytest

from assessments import changes
from assessments.architecture import actions
from assessments.models import Approach, Component, FindingLink
from assessments.new_rows import new_attribute, new_finding, new_scenario, refinement_of

LINES = (
    "API gateway [Go] in Region eu-west-1",
    "Payment service [Kotlin, Kubernetes] in Region eu-west-1",
    "Ledger #store [PostgreSQL] in Region eu-west-1",
    "Card gateway #external",
    "API gateway -> Payment service: HTTPS",
    "Payment service -> Ledger: writes [SQL]",
    "Payment service -> Card gateway: charges async",
)


@pytest.fixture
def write(world):
    """write("Ledger #store"): what Maya adds by one line."""

    def add(line, who=None, **options):
        action = actions.add_connection if "->" in line else actions.add_component
        return action(assessment=world.assessment, actor=who or world.maya, line=line, **options)[0]

    return add


@pytest.fixture
def built(world, write):
    """Four components, three connections, an approach that touches the ledger, and a critical risk found there."""
    for line in LINES:
        write(line)
    who = {"assessment": world.assessment, "actor": world.maya}
    actions.add_approach(**who, line="Synchronous standby in one region #tactic")
    approach, ledger = Approach.objects.get(), Component.objects.get(name="Ledger")
    actions.touch(**who, approach=approach.public_id, component=ledger.public_id)
    with changes.record(world.assessment, world.maya, "test") as change:
        home = refinement_of(change, new_attribute(change, name="Availability"))
        scenario = new_scenario(change, refinement=home, statement="A region fails")
        risk = new_finding(change, kind="R", title="Single region failure", severity="critical")
        change.create(FindingLink, finding=risk, scenario=scenario, approach=approach)
    return ledger

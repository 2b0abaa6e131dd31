"""Two scenarios to analyse, two approaches, and what was found on the first, built through actions."""

from types import SimpleNamespace

import pytest

from assessments import changes
from assessments.models import FindingLink, View
from assessments.new_rows import new_approach, new_attribute, new_driver, new_finding, new_scenario, refinement_of

PARTS = {
    "source": "Cloud provider",
    "stimulus": "Primary region loses all power",
    "artifact": "Payment service and ledger",
    "environment": "Peak, 1,200 payments a second",
    "response": "Payments continue elsewhere",
    "response_measure": "99.99% a month, no payment lost",
}


@pytest.fixture
def case(world):
    return build_case(world)


def build_case(world) -> SimpleNamespace:
    """Av1 (H,H) with all six parts, Pe1 (M,M) with none; A1 with S1, A2; R1 with no decision."""
    with changes.record(world.assessment, world.maya, "test") as change:
        availability = new_attribute(change, name="Availability")
        performance = new_attribute(change, name="Performance")
        rated = {"importance": "H", "difficulty": "H"}
        pe1 = new_scenario(
            change,
            refinement=refinement_of(change, performance),
            statement="Dashboard queries < 2s",
            importance="M",
            difficulty="M",
        )
        av1 = new_scenario(
            change, refinement=refinement_of(change, availability), statement="Core payment: 99.99%", **rated, **PARTS
        )
        a1 = new_approach(change, name="Synchronous standby in one region", kind="tactic")
        a2 = new_approach(change, name="Stateless payment service")
        s1 = new_finding(change, kind="S", title="Replication lag", attributes=[(availability, "")])
        r1 = new_finding(change, kind="R", title="No rehearsed way to leave a region", severity="high")
        change.create(FindingLink, finding=s1, scenario=av1, approach=a1)
        change.create(FindingLink, finding=r1, scenario=av1, approach=None)
        new_driver(change, statement="99.99% availability")
        view = change.create(View, name="Deployment", drawn_from="text", text="[region A] -> [region B]")
    return SimpleNamespace(av1=av1, pe1=pe1, a1=a1, a2=a2, s1=s1, r1=r1, view=view)

"""A small utility tree, built through the application's own actions."""

from dataclasses import dataclass

import pytest

from assessments.utility_tree.actions import add_scenario
from assessments.utility_tree.branches import add_attribute


@dataclass
class Grown:
    """Performance with Pe1 (M,M); Availability with Av1 under Core payment (H,H) and Av2 directly under it."""

    performance: object
    availability: object
    pe1: object
    av1: object
    av2: object


@pytest.fixture
def grown(world) -> Grown:
    return grow(world)


def grow(world) -> Grown:
    who = {"assessment": world.assessment, "actor": world.maya}
    performance = add_attribute(**who, name="Performance")
    availability = add_attribute(**who, name="Availability")

    def leaf(attribute, line, refinement=""):
        return add_scenario(**who, attribute_id=attribute.public_id, line=line, refinement=refinement)

    return Grown(
        performance=performance,
        availability=availability,
        pe1=leaf(performance, "Dashboard queries < 2 s (M,M)"),
        av1=leaf(availability, "Core payment: 99.99% (H,H)", "Core payment"),
        av2=leaf(availability, "Reporting: 99.9%"),
    )

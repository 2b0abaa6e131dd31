"""Trade-off candidates: when they are offered, when they are not, and one that is written down."""

import pytest

from assessments import changes
from assessments.dossier import types as t
from assessments.dossier.candidates import candidates
from assessments.models import Approach, Finding, FindingAttribute, FindingLink, QualityAttribute
from assessments.new_rows import new_approach, new_attribute, new_finding
from tests.findings.pages import get, url
from tests.overview.test_checks import dossier, finding

A1, A2 = (t.Ref("approach", code, code, f"About {code}") for code in ("A1", "A2"))


def on(name, prop=""):
    return t.AttributeEffect(name, name, name[:2], 0, in_tree=True, effect="", property=prop)


def point(code, title, approach, *attributes):
    given = finding(code, approaches=(approach,) if approach else (), attributes=attributes)
    return t.Finding(**{name: getattr(given, name) for name in given.__dataclass_fields__} | {"title": title})


CASES = {
    "one point, two attributes": ([point("S1", "Replica count", A1, on("Availability"), on("Cost"))], ["A1-S1"]),
    "two points of one name": (
        [point("S1", "Replica count", A1, on("Availability")), point("S2", "replica  count.", A1, on("Cost"))],
        ["A1-S1-S2"],
    ),
    "two points that state one property": (
        [point("S1", "Failover", A1, on("Availability", "TTL")), point("S2", "Load", A1, on("Cost", "TTL"))],
        ["A1-S1-S2"],
    ),
    "two points of one attribute": (
        [point("S1", "Replica count", A1, on("Availability")), point("S2", "Replica count", A1, on("Availability"))],
        [],
    ),
    "two properties": ([point("S1", "Replicas", A1, on("Availability")), point("S2", "TTL", A1, on("Cost"))], []),
    "two approaches": ([point("S1", "TTL", A1, on("Availability")), point("S2", "TTL", A2, on("Cost"))], []),
    "no approach": ([point("S1", "TTL", None, on("Availability"), on("Cost"))], []),
    "no attribute": ([point("S1", "TTL", A1)], []),
    "a risk is no sensitivity": ([point("R1", "TTL", A1, on("Availability"), on("Cost"))], []),
    "seen already": (
        [
            point("S1", "TTL", A1, on("Availability"), on("Cost")),
            point("T1", "TTL", A1, on("Cost"), on("Availability")),
        ],
        [],
    ),
    "seen at another approach": (
        [
            point("S1", "TTL", A1, on("Availability"), on("Cost")),
            point("T1", "TTL", A2, on("Cost"), on("Availability")),
        ],
        ["A1-S1"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_candidates(case):
    findings, keys = CASES[case]
    assert [row.key for row in candidates(dossier(findings=findings))] == keys


@pytest.fixture
def offered(world):
    """Cache lifetime, on which Performance and Consistency depend at one approach."""
    with changes.record(world.assessment, world.maya, "test") as change:
        both = [(new_attribute(change, name=name), sign) for name, sign in (("Performance", "+"), ("Consistency", ""))]
        found = new_finding(change, kind="S", title="Cache lifetime", attributes=both)
        change.create(FindingLink, finding=found, approach=new_approach(change, name="Read cache"))
    return found


def accept(world, key):
    answer = world.client(world.maya).post(url(world, "candidate-accept"), {"key": key}, follow=True)
    return answer.content.decode()


def test_a_candidate_is_written_down_with_what_is_known(world, offered):
    text = get(world, "traceability")
    assert "Trade-off candidates" in text
    assert 'value="A1-S1"' in text
    assert "Write it down" not in get(world, "traceability", who=world.vera)

    text = accept(world, "A1-S1")

    made = Finding.objects.get(kind="T")
    assert made.title == "Cache lifetime"
    effects = FindingAttribute.objects.filter(finding=made).values_list("attribute__name", "effect")
    assert set(effects) == {("Performance", "+"), ("Consistency", "")}
    assert FindingLink.objects.get(finding=made).approach == Approach.objects.get()
    assert QualityAttribute.objects.count() == 2
    assert "T1 added: say what it does to each attribute" in text
    assert "Trade-off candidates" not in text


def test_what_is_no_candidate_any_more_is_said(world, offered):
    assert "This is no candidate any more" in accept(world, "A1-S9")
    assert not Finding.objects.filter(kind="T").exists()


def test_who_may_not_write_may_not_accept(world, offered):
    page = url(world, "candidate-accept")
    assert world.client(world.vera).post(page, {"key": "A1-S1"}).status_code == 403
    assert world.client(world.sam).post(page, {"key": "A1-S1"}).status_code == 404
    assert world.client(world.maya).get(page).status_code == 405

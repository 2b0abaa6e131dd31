"""Trade-off candidates: when they are offered, when they are not, and one that is written down."""

from datetime import date

import pytest

from assessments import changes
from assessments.dossier import types as t
from assessments.dossier.candidates import candidates
from assessments.dossier.load import PARTS as DOSSIER_PARTS
from assessments.models import Approach, Finding, FindingAttribute, FindingLink, QualityAttribute
from assessments.new_rows import new_approach, new_attribute, new_finding
from assessments.report.html import build
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
    "seen, and its property stated": (
        [
            point("S1", "TTL", A1, on("Availability"), on("Cost")),
            point("T1", "Fresh or cheap", A1, on("Cost", "ttl"), on("Availability")),
        ],
        [],
    ),
    "seen of another property": (
        [
            point("S1", "TTL", A1, on("Availability"), on("Cost")),
            point("T1", "Copies", A1, on("Cost", "Replica count"), on("Availability", "Replica count")),
        ],
        ["A1-S1"],
    ),
    "seen between another pair": (
        [
            point("S1", "TTL", A1, on("Availability"), on("Cost")),
            point("T1", "TTL", A1, on("Cost"), on("Security")),
        ],
        ["A1-S1"],
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


def test_two_properties_between_the_same_attributes_are_two_candidates(world, offered, load):
    with changes.record(world.assessment, world.maya, "test") as change:
        both = [(attribute, "") for attribute in QualityAttribute.objects.all()]
        found = new_finding(change, kind="S", title="Cache size", attributes=both)
        change.create(FindingLink, finding=found, approach=Approach.objects.get())

    assert "T1 added" in accept(world, "A1-S1")

    assert [row.key for row in candidates(load("findings", "dismissed"))] == ["A1-S2"]
    assert set(FindingAttribute.objects.filter(finding__kind="T").values_list("property", flat=True)) == {
        "Cache lifetime"
    }
    assert "T2 added" in accept(world, "A1-S2")
    assert candidates(load("findings", "dismissed")) == ()


def dismissal(approach, prop):
    return t.Dismissed("x1", approach, prop, "One cache for each", None, date(2026, 6, 9))


@pytest.mark.parametrize(
    ("judged", "keys"),
    [
        ((), ["A1-S1"]),
        ((dismissal(A1, "replica  Count."),), []),
        ((dismissal(A2, "Replica count"),), ["A1-S1"]),
        ((dismissal(A1, "Replica lag"),), ["A1-S1"]),
    ],
)
def test_what_was_dismissed_is_not_offered(judged, keys):
    findings = [point("S1", "Replica count", A1, on("Availability"), on("Cost"))]
    assert [row.key for row in candidates(dossier(findings=findings, dismissed=judged))] == keys


def dismiss(world, reason, who=None):
    client = world.client(who or world.maya)
    return client.post(url(world, "candidate-dismiss"), {"key": "A1-S1", "reason": reason}, follow=True)


def test_a_candidate_is_dismissed_with_a_reason_and_offered_again(world, offered, load):
    text = dismiss(world, " Each attribute has a cache of its own ").content.decode()

    assert "Candidate dismissed" in text
    assert 'value="A1-S1"' not in text
    assert "Each attribute has a cache of its own" in text
    [row] = load("dismissed").dismissed
    told = (row.property, row.approach.code, row.reason, row.by.name)
    assert told == ("Cache lifetime", "A1", "Each attribute has a cache of its own", "Maya Okafor")
    assert "Offer again" not in get(world, "traceability", who=world.vera)
    assert "dismissed the trade-off candidate “Cache lifetime”" in get(world, "overview")

    text = world.client(world.maya).post(url(world, "candidate-offer"), {"dismissed": row.id}, follow=True)
    assert 'value="A1-S1"' in text.content.decode()
    assert "Dismissed candidates" not in text.content.decode()
    assert "offered the trade-off candidate “Cache lifetime” again" in get(world, "overview")


def test_a_dismissal_without_a_reason_is_refused(world, offered, load):
    assert "Say why it is no trade-off" in dismiss(world, "  ").content.decode()
    assert load("dismissed").dismissed == ()


def test_who_may_not_write_may_not_dismiss_nor_offer(world, offered, load):
    assert dismiss(world, "No", who=world.vera).status_code == 403
    assert dismiss(world, "No", who=world.sam).status_code == 404
    dismiss(world, "Two caches")
    [row] = load("dismissed").dismissed
    page = url(world, "candidate-offer")
    assert world.client(world.vera).post(page, {"dismissed": row.id}).status_code == 403
    assert world.client(world.sam).post(page, {"dismissed": row.id}).status_code == 404
    assert load("dismissed").dismissed == (row,)


def test_what_somebody_else_offered_again_meanwhile_is_said(world, offered, load):
    dismiss(world, "Two caches")
    [row] = load("dismissed").dismissed
    page = url(world, "candidate-offer")
    world.client(world.jonas).post(page, {"dismissed": row.id})
    answer = world.client(world.maya).post(page, {"dismissed": row.id}, follow=True)
    assert answer.status_code == 200
    assert "This was deleted in the meantime" in answer.content.decode()


def test_the_report_tells_candidates_to_be_judged_and_those_dismissed(world, offered, load):
    before = build(load(*DOSSIER_PARTS)).html
    assert "Candidates to be judged" in before
    assert "Trade-off candidates to be judged" in before[before.index('id="open"') :]
    dismiss(world, "Two caches")
    after = build(load(*DOSSIER_PARTS)).html
    assert "to be judged" not in after
    assert "Two caches" in after[after.index("Candidates dismissed") :]


def test_what_is_no_candidate_any_more_is_said(world, offered):
    assert "This is no candidate any more" in accept(world, "A1-S9")
    assert not Finding.objects.filter(kind="T").exists()


def test_who_may_not_write_may_not_accept(world, offered):
    page = url(world, "candidate-accept")
    assert world.client(world.vera).post(page, {"key": "A1-S1"}).status_code == 403
    assert world.client(world.sam).post(page, {"key": "A1-S1"}).status_code == 404
    assert world.client(world.maya).get(page).status_code == 405

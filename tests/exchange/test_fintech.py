"""The first real document: section 6 of the worked examples, from its text to the dossier."""

import html
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from assessments.exchange.importer.documents import read_text
from assessments.models import Assessment, Change, Counter
from tests.conftest import TODAY, make_user

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "architecture-workflow-examples.md"

PAIRS = {
    "Transaction processing < 200ms": "(H,H)",
    "Dashboard queries < 2s": "(M,M)",
    "Core payment: 99.99%": "(H,H)",
    "Reporting: 99.9%": "(M,L)",
    "PCI-DSS compliance": "(H,H)",
    "Fraud detection < 100ms": "(H,M)",
    "Handle 10x traffic spikes": "(H,M)",
    "Add new payment methods": "(M,H)",
    "Add new market < 2 weeks": "(H,M)",
    "Update compliance rules < 1 day": "(M,H)",
}


@pytest.fixture(scope="module")
def section_6() -> str:
    text = EXAMPLES.read_text(encoding="utf-8")
    return text[text.index("## 6. ATAM Assessment") : text.index("## 7. Migration")]


@pytest.fixture
def imported(db, tmp_path, section_6):
    """(dossier, JSON summary) after the command has read the section from a file."""
    from assessments.dossier.load import load

    make_user("Maya", "Okafor")
    file = tmp_path / "fintech.md"
    file.write_text(section_6, encoding="utf-8")
    out = StringIO()
    call_command("import_document", str(file), "--owner", "Maya@example.org", "--json", stdout=out)
    summary = json.loads(out.getvalue())
    assessment = Assessment.objects.get(public_id=summary["documents"][0]["public_id"])
    return load(assessment, viewer=None, today=TODAY), summary


def test_every_fact_reaches_the_dossier(imported):
    dossier, _summary = imported
    assert dossier.assessment.title == "FinTech Platform"
    assert dossier.assessment.summary == "Formal ATAM assessment of a payment processing platform."
    assert [(driver.code, driver.statement) for driver in dossier.drivers] == [
        ("BD1", "Process $1B transactions/year"),
        ("BD2", "99.99% availability requirement"),
        ("BD3", "PCI-DSS compliance mandatory"),
        ("BD4", "Expand to 5 new markets in 12 months"),
    ]
    tree = dossier.tree
    names = ["Performance", "Availability", "Security", "Scalability", "Modifiability"]
    assert [attribute.name for attribute in tree.attributes] == names
    assert {attribute.name for attribute in tree.off_tree} == {"Consistency", "Cost"}
    assert {scenario.statement: scenario.pair for scenario in tree.scenarios} == PAIRS
    assert [scenario.code for scenario in tree.scenarios][:4] == ["Pe1", "Pe2", "Av1", "Av2"]


def test_findings_keep_their_numbers_and_what_they_bear_on(imported):
    dossier, _summary = imported
    found = {
        finding.code: (finding.title, [(bearing.name, bearing.effect) for bearing in finding.attributes])
        for finding in dossier.findings
    }
    assert found == {
        "S1": ("Database replication", [("Availability", "")]),
        "S2": ("Payment gateway", [("Performance", "")]),
        "S3": ("Encryption overhead", [("Performance", "")]),
        "T1": ("Sync vs Async payment", [("Performance", ""), ("Consistency", "")]),
        "T2": ("Multi-region", [("Availability", ""), ("Cost", "")]),
        "T3": ("Real-time fraud", [("Security", ""), ("Performance", "")]),
        "R1": ("Single region failure", []),
        "R2": ("Payment gateway timeout", []),
        "R3": ("Compliance lag", []),
    }
    assert [(risk.severity, risk.mitigation, risk.status) for risk in dossier.of_kind("R")] == [
        ("critical", "Multi-region deployment", "open"),
        ("high", "Circuit breaker + fallback", "open"),
        ("high", "Automated compliance testing", "open"),
    ]
    assert dossier.of_kind("S")[0].description == "Single region DB is SPOF"
    assert dossier.of_kind("T")[1].description == "3x infra cost for 99.99%"
    last = {counter.kind: counter.last for counter in Counter.objects.all()}
    assert {kind: last[kind] for kind in ("S", "T", "R", "Rec", "Av")} == {"S": 3, "T": 3, "R": 3, "Rec": 3, "Av": 2}


def test_recommendations_keep_every_detail_line(imported):
    dossier, _summary = imported
    assert [(r.code, r.title, r.severity, r.details, r.effort, r.cost) for r in dossier.recommendations] == [
        (
            "Rec1",
            "Multi-region Deployment",
            "critical",
            "- Deploy to 2+ regions\n- Implement active-active or active-passive",
            "",
            "~$200K/year additional",
        ),
        (
            "Rec2",
            "Circuit Breaker for External APIs",
            "high",
            "- Implement circuit breaker pattern\n- Add fallback payment providers",
            "2 sprints",
            "",
        ),
        (
            "Rec3",
            "Automated Compliance Pipeline",
            "high",
            "- CI/CD compliance checks\n- Automated PCI scanning",
            "3 sprints",
            "",
        ),
    ]
    assert "recommendations" in dossier.assessment.sections


def test_a_bound_in_the_statement_is_offered_as_measure_and_says_so(imported):
    dossier, _summary = imported
    measures = {s.statement: (s.response_measure, s.measure_from_statement) for s in dossier.tree.scenarios}
    assert measures["Core payment: 99.99%"] == ("99.99%", True)
    assert measures["Add new market < 2 weeks"] == ("< 2 weeks", True)
    assert measures["Handle 10x traffic spikes"] == ("", False)


def test_the_summary_says_the_same_and_nothing_is_left_unread(imported):
    _dossier, summary = imported
    [document] = summary["documents"]
    assert (document["title"], document["template"], document["unread"]) == ("FinTech Platform", "atam_full", [])
    assert document["counts"] == {
        "drivers": 4,
        "approaches": 0,
        "quality_attributes": 5,
        "refinements": 0,
        "scenarios": 10,
        "sensitivity_points": 3,
        "tradeoff_points": 3,
        "risks": 3,
        "nonrisks": 0,
        "risk_themes": 0,
        "recommendations": 3,
    }
    ratings = {rated["scenario"]: f"({rated['importance']},{rated['difficulty']})" for rated in document["ratings"]}
    assert ratings == PAIRS
    assert [warning["message"] for warning in document["warnings"]] == [
        "States no signs: the effects stay unknown until somebody gives them."
    ] * 3


# What a reader finds on each page, in this order.
ON_PAGES = {
    "drivers/": (
        "BD1 Process $1B transactions/year",
        "BD2 99.99% availability requirement",
        "BD3 PCI-DSS compliance mandatory",
        "BD4 Expand to 5 new markets in 12 months",
    ),
    "tree/": (
        "10 scenarios under 5 attributes",
        *("Pe Performance", "Pe1 Transaction processing < 200ms H H", "Pe2 Dashboard queries < 2s M M"),
        *("Av Availability", "Av1 Core payment: 99.99% H H", "Av2 Reporting: 99.9% M L"),
        *("Se Security", "Se1 PCI-DSS compliance H H", "Se2 Fraud detection < 100ms H M"),
        *("Sc Scalability", "Sc1 Handle 10x traffic spikes H M", "Sc2 Add new payment methods M H"),
        *("Mo Modifiability", "Mo1 Add new market < 2 weeks H M", "Mo2 Update compliance rules < 1 day M H"),
    ),
    "findings/": (
        *("R1 Single region failure Critical Open", "Multi-region deployment"),
        *("R2 Payment gateway timeout High Open", "Circuit breaker + fallback"),
        *("R3 Compliance lag High Open", "Automated compliance testing"),
        "T1 Sync vs Async payment Async faster but eventual Pe Performance ? Co Consistency , outside the tree ?",
        "T2 Multi-region 3x infra cost for 99.99% Av Availability ? Cs Cost , outside the tree ?",
        "T3 Real-time fraud ML inference adds latency Se Security ? Pe Performance ?",
        "S1 Database replication Single region DB is SPOF Av Availability",
        "S2 Payment gateway External API latency variable Pe Performance",
        "S3 Encryption overhead PCI encryption adds 10ms Pe Performance",
    ),
    "recommendations/": (
        "Rec1 Multi-region Deployment Deploy to 2+ regions Implement active-active or active-passive Critical Open",
        "~$200K/year additional",
        "Rec2 Circuit Breaker for External APIs Implement circuit breaker pattern Add fallback payment providers High",
        "2 sprints",
        "Rec3 Automated Compliance Pipeline CI/CD compliance checks Automated PCI scanning High",
        "3 sprints",
    ),
}


def test_every_fact_is_on_its_page(imported, client):
    _dossier, summary = imported
    client.force_login(get_user_model().objects.get())
    for path, facts in ON_PAGES.items():
        answer = client.get(f"/a/{summary['documents'][0]['public_id']}/{path}").content.decode()
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer)).split())
        at = 0
        for fact in facts:
            assert fact in text[at:], path
            at = text.index(fact, at) + len(fact)


def test_the_import_is_one_change_and_keeps_the_document(imported, section_6):
    dossier, _summary = imported
    change = Change.objects.get(assessment__public_id=dossier.assessment.id)
    assert (change.revision, change.action, change.actor_name) == (1, "assessment.create", "Maya Okafor")
    [document] = dossier.documents
    assert (document.name, document.text) == ("fintech.md", section_6)


def test_in_the_whole_collection_each_chapter_is_named_and_none_is_lost():
    plan = read_text(EXAMPLES.read_text(encoding="utf-8"), name="architecture-workflow-examples.md")
    assert [(document.title, document.importable) for document in plan.documents] == [
        ("URL Shortener", False),
        ("Real-time Chat System", False),
        ("E-commerce Platform", False),
        ("Database Selection", False),
        ("Message Queue", False),
        ("FinTech Platform", True),
        ("Monolith to Microservices", False),
    ]
    fintech = plan.documents[5]
    assert (fintech.counts["scenarios"], fintech.unread) == (10, [])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary file"),
        ("Größe".encode("latin-1"), "not UTF-8: line 1"),
        (b"# A\n" * 600_000, "2.4 MB; 2 MB is the most"),
        (b"", "nothing to read"),
        (b"# Lunch\n\nSoup.\n", "Nothing here was understood"),
    ],
)
def test_bad_input_gets_a_sentence(db, tmp_path, data, sentence):
    make_user("Maya", "Okafor")
    file = tmp_path / "bad.md"
    file.write_bytes(data)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_document", str(file), "--owner", "maya@example.org")
    assert not Assessment.objects.exists()


def test_an_unknown_owner_is_told_how_to_get_an_account(db, tmp_path):
    with pytest.raises(CommandError, match=r"createsuperuser --email nobody@example\.org"):
        call_command("import_document", str(tmp_path / "x.md"), "--owner", "nobody@example.org")

"""The rules of findings and risk themes, without a database."""

from datetime import date

import pytest

from assessments.dossier.types import AttributeEffect, Finding, Ref
from assessments.errors import Refused
from assessments.findings.filter import Filter, in_order
from assessments.findings.rules import (
    FindingLine,
    Names,
    kind_counts,
    lacks_theme,
    names_too_few,
    read_finding,
    read_theme,
    review_due,
    severity_counts,
    why_not_accept,
    why_not_answer,
    why_not_break,
    why_not_finding,
    why_not_theme,
)

PEOPLE = ["Elena Rossi", "Jonas Weber"]
ATTRIBUTES = ["Security", "Cost", "Data consistency"]
NAMES = Names(tuple(PEOPLE), tuple(ATTRIBUTES), (("A1", "Standby in one region"), ("A2", "Message queue")))


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("R", "Single region failure", FindingLine("Single region failure", "", "", ())),
        ("R", "Gateway times out #critical @Jonas", FindingLine("Gateway times out", "critical", "Jonas Weber", ())),
        (
            "T",
            "Sync call +Security −Cost ?Latency",
            FindingLine("Sync call", "", "", (("Security", "+"), ("Cost", "-"), ("Latency", ""))),
        ),
        ("T", "Replicas +data consistency", FindingLine("Replicas", "", "", (("Data consistency", "+"),))),
        ("T", 'Queue -"Time to market"', FindingLine("Queue", "", "", (("Time to market", "-"),))),
        (
            "S",
            "Heap size -Xmx sets latency ?Security",
            FindingLine("Heap size -Xmx sets latency", "", "", (("Security", ""),)),
        ),
        ("N", "Stateless service, N+2", FindingLine("Stateless service, N+2", "", "", ())),
        (
            "R",
            "Region fails #likely #severe #critical ^A1",
            FindingLine("Region fails", "critical", "", (), "likely", "severe", "A1"),
        ),
        (
            "R",
            "Nobody chose a retry policy ^none",
            FindingLine("Nobody chose a retry policy", "", "", (), "", "", "none"),
        ),
        (
            "R",
            'Times out &"Payment gateway" #mitigating => Circuit breaker, then #retry',
            FindingLine(
                "Times out",
                "",
                "",
                (),
                area="Payment gateway",
                mitigation="Circuit breaker, then #retry",
                status="mitigating",
            ),
        ),
        (
            "R",
            "Region fails #critical|One place => Deploy to a second",
            FindingLine("Region fails", "critical", "", (), mitigation="Deploy to a second", description="One place"),
        ),
        ("R", "Times out=>Retry", FindingLine("Times out", "", "", (), mitigation="Retry")),
        (
            "S",
            "Replication ?Cost | It stays #here",
            FindingLine("Replication", "", "", (("Cost", ""),), description="It stays #here"),
        ),
        ("N", "Either a || b holds", FindingLine("Either a || b holds", "", "", ())),
        ("S", "Lag => none &Core", FindingLine("Lag => none &Core", "", "", ())),
        ("S", "Lag ^standby in one region", FindingLine("Lag", "", "", (), "", "", "A1")),
        ("N", "Queue holds ^queue", FindingLine("Queue holds", "", "", (), "", "", "A2")),
    ],
)
def test_one_line_gives_a_finding(kind, line, said):
    assert read_finding(kind, line, NAMES) == said


@pytest.mark.parametrize(
    ("kind", "line", "sentence"),
    [
        ("R", "Timeout #hgih", "#hgih is not known here. Write #critical, #high, #medium, #low"),
        ("R", "Timeout #high #low", "one severity"),
        ("S", "Timeout #high", "Only a risk has a severity and an owner"),
        ("N", "Timeout @Jonas", "Only a risk has a severity and an owner"),
        ("R", "Timeout #likely #unlikely", "one likelihood"),
        ("R", "Timeout #minor #major", "one impact"),
        ("S", "Timeout #likely", "Only a risk has a likelihood"),
        ("S", "Timeout ^none", "a decision that nobody made"),
        ("R", "Timeout #accepted", "accepted with a reason"),
        ("R", "Timeout #open #closed", "one status"),
        ("R", "Timeout &Core &Edge", "one area"),
        ("R", "Timeout ^A9", "There is no approach called A9"),
        ("R", "Timeout ^A1 ^A2", "one approach"),
        ("T", "+Security -Cost", "Write what was found before the marks"),
        ("T", "Sync +Security -security", "cannot get better and worse at once"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused_with_the_way_out(kind, line, sentence):
    with pytest.raises(Refused, match=sentence):
        read_finding(kind, line, NAMES)


@pytest.mark.parametrize("rule", [why_not_finding, why_not_theme])
def test_a_title_cannot_be_emptied(rule):
    assert "delete it" in rule({"title": ""})
    assert rule({"title": "Single region"}) == ""
    assert rule({"description": ""}) == ""


THEME = Ref("theme", "t1", "RT1", "One region")


def finding(code, *, severity="", status="", themes=(), attributes=(), review_on=None, title=""):
    return Finding(
        id=code.lower(),
        code=code,
        kind=code[0],
        kind_label="",
        title=title or f"Title of {code}",
        description="",
        severity=severity,
        severity_label="",
        status=status or ("open" if code[0] == "R" else ""),
        status_label="",
        mitigation="",
        area="",
        owner=None,
        assumption="",
        review_on=review_on,
        version=1,
        attributes=tuple(AttributeEffect(name, name, name[:2], 0, True, "", "") for name in attributes),
        themes=tuple(themes),
    )


R1 = finding("R1", severity="high", themes=[THEME], title="b")
R2 = finding("R2", severity="critical", title="c")
R10 = finding("R10", status="closed", title="A")
T1 = finding("T1", attributes=["Security"])
T2 = finding("T2", attributes=["Security", "Cost"])
N1 = finding("N1", review_on=date(2026, 6, 9))
EVERY = [R1, R2, R10, T1, T2, N1]


def test_what_is_missing_is_seen():
    assert [f.code for f in EVERY if lacks_theme(f)] == ["R2", "R10"]
    assert [f.code for f in EVERY if names_too_few(f)] == ["T1"]


@pytest.mark.parametrize(
    ("today", "due"), [(date(2026, 6, 8), False), (date(2026, 6, 9), True), (date(2027, 1, 1), True)]
)
def test_a_nonrisk_is_looked_at_again_from_its_date_on(today, due):
    assert review_due(N1, today) is due
    assert not review_due(R1, today)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, ["R1", "R2", "R10", "T1", "T2", "N1"]),
        ({"kind": "T"}, ["T1", "T2"]),
        ({"severity": "critical"}, ["R2"]),
        ({"theme": "none"}, ["R2", "R10"]),
        ({"state": "open"}, ["R1", "R2"]),
        ({"state": "closed"}, ["R10"]),
        ({"q": "cost"}, ["T2"]),
        ({"q": "r1"}, ["R1", "R10"]),
        ({"q": "one region"}, ["R1"]),
        ({"waits": "review"}, ["N1"]),
        ({"waits": "comment"}, []),
        ({"kind": "X", "severity": "worst", "state": "?", "sort": "colour"}, ["R1", "R2", "R10", "T1", "T2", "N1"]),
    ],
)
def test_the_address_says_what_is_shown(query, codes):
    asked = Filter.of(query)
    assert [f.code for f in EVERY if asked.takes(f, date(2026, 6, 9))] == codes


def test_a_filter_is_its_address_and_can_be_changed_in_one_place():
    asked = Filter.of({"q": "a b", "severity": "high", "sort": "title"})
    assert asked.query() == "?q=a+b&severity=high&sort=title"
    assert asked.query(severity="", sort="severity") == "?q=a+b"
    assert Filter().query() == ""


@pytest.mark.parametrize(
    ("sort", "codes"),
    [
        ("severity", ["R2", "R1", "R10"]),
        ("-severity", ["R1", "R2", "R10"]),
        ("number", ["R1", "R2", "R10"]),
        ("-number", ["R10", "R2", "R1"]),
        ("title", ["R10", "R1", "R2"]),
        ("theme", ["R1", "R2", "R10"]),
    ],
)
def test_risks_are_sorted(sort, codes):
    assert [f.code for f in in_order([R1, R2, R10], sort)] == codes


def test_counts_are_of_everything():
    assert kind_counts(EVERY) == {"R": 3, "T": 2, "S": 0, "N": 1}
    assert severity_counts(EVERY) == {"critical": 1, "high": 1, "medium": 0, "low": 0}


@pytest.mark.parametrize(
    ("values", "because", "sentence"),
    [
        ({"status": "accepted"}, "", "accepted with a reason"),
        ({"status": "accepted"}, "Cost of a second region", ""),
        ({"status": "closed"}, "", ""),
    ],
)
def test_a_status_of_accepted_needs_a_reason(values, because, sentence):
    said = why_not_finding(values, accepted_because=because)
    assert (sentence in said) if sentence else said == ""


@pytest.mark.parametrize(
    ("kind", "reason", "by", "sentence"),
    [
        ("R", "", "p1", "Say why the risk is accepted"),
        ("R", "Too dear", "", "Choose who accepts the risk"),
        ("N", "Too dear", "p1", "Only a risk can be accepted"),
        ("R", "Too dear", "p1", ""),
    ],
)
def test_a_risk_is_accepted_with_a_reason_and_by_somebody(kind, reason, by, sentence):
    assert why_not_accept(kind, reason=reason, by=by).startswith(sentence)
    assert bool(why_not_accept(kind, reason=reason, by=by)) is bool(sentence)


@pytest.mark.parametrize(
    ("kind", "became", "sentence"),
    [("N", [], ""), ("N", ["R4"], "R4 already came from it"), ("R", [], "Only a non-risk rests on an assumption")],
)
def test_an_assumption_breaks_once(kind, became, sentence):
    assert why_not_break(kind, became).startswith(sentence)
    assert bool(why_not_break(kind, became)) is bool(sentence)


@pytest.mark.parametrize(
    ("disposition", "reason", "answered", "sentence"),
    [
        ("accepted", "", "", ""),
        ("rejected", "The standby is in the same rack", "", ""),
        ("rejected", "", "", "Say why the comment is rejected"),
        ("perhaps", "", "", "accepted or rejected"),
        ("", "", "", "accepted or rejected"),
        ("", "", "Accepted", ""),
        ("rejected", "The standby is in the same rack", "Accepted", "It was answered meanwhile: Accepted."),
        ("accepted", "", "Accepted", "Take that answer back to answer anew."),
    ],
)
def test_a_comment_is_answered_once_and_rejected_with_a_reason(disposition, reason, answered, sentence):
    said = why_not_answer(disposition, reason, answered=answered)
    assert sentence in said
    assert bool(said) is bool(sentence)


def test_one_line_gives_a_theme_with_its_risks_and_summary():
    said = read_theme("One place and one provider ^r1 ^R2|Nothing takes over", ["R1", "R2"])
    assert said == ("One place and one provider", "Nothing takes over", ("R1", "R2"))
    assert read_theme("One place ^R1,r3, ^R2", ["R1", "R2", "R3"]).risks == ("R1", "R3", "R2")
    for line in ("One place ^R7", "One place ^R1,R7"):
        with pytest.raises(Refused, match="There is no risk R7"):
            read_theme(line, ["R1"])
    with pytest.raises(Refused, match="Name the pattern"):
        read_theme("^R1", ["R1"])

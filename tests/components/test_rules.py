"""What typed lines say of components, connections and approaches."""

import pytest

from assessments.architecture.rules import read_approach, read_component, read_connection
from assessments.errors import Refused


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ledger", ("Ledger", "service", "", "")),
        ("Ledger #store [PostgreSQL]", ("Ledger", "store", "PostgreSQL", "")),
        ("Orders #database", ("Orders", "store", "", "")),
        (
            "Payment service [Kotlin, Kubernetes] in Region eu-west-1",
            ("Payment service", "service", "Kotlin, Kubernetes", "Region eu-west-1"),
        ),
        ("Event bus #queue in Region eu-west-1", ("Event bus", "queue", "", "Region eu-west-1")),
        ("Event bus [Kafka] in Zone b #queue", ("Event bus", "queue", "Kafka", "Zone b")),
        ("Plug in manager", ("Plug in manager", "service", "", "")),
        ("Cache in zone A", ("Cache", "service", "", "zone A")),
        ("Plug in manager in Zone a [Go]", ("Plug in manager", "service", "Go", "Zone a")),
        ("Compiler for C#", ("Compiler for C#", "service", "", "")),
    ],
)
def test_a_line_says_a_component(line, said):
    assert tuple(read_component(line, ["Zone A"])) == said


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "name first"),
        ("\x7f\0", "name first"),
        ("#store [PostgreSQL]", "name first"),
        ("Ledger [PostgreSQL] [SQLite]", "one pair of brackets"),
        ("Ledger #store #queue", "one kind"),
        ("Ledger #table", "#table is not known here"),
    ],
)
def test_a_line_that_says_no_component_is_refused_in_words(line, reason):
    with pytest.raises(Refused, match=reason):
        read_component(line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A -> B", ("A", "B", "", "", False)),
        ("A→B", ("A", "B", "", "", False)),
        ("API gateway -> Payment service: HTTPS async", ("API gateway", "Payment service", "", "HTTPS", True)),
        ("A -> B: places orders [gRPC] #async", ("A", "B", "places orders", "gRPC", True)),
        ("A --> B: outbox, asynchronous", ("A", "B", "outbox", "", True)),
        ("A => B: sync", ("A", "B", "", "", False)),
        ("A -> B: HTTPS, gRPC", ("A", "B", "", "HTTPS, gRPC", False)),
        ("A -> B: calls HTTPS", ("A", "B", "calls HTTPS", "", False)),
    ],
)
def test_a_line_says_a_connection(line, said):
    assert tuple(read_connection(line)) == said


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("-> B", "both sides"),
        ("\x7f -> B", "both sides"),
        ("A -> \x85: HTTPS", "both sides"),
        ("A -> : HTTPS", "both sides"),
        ("A -> B -> C", "one connection a line"),
        ("A -> B: sync async", "synchronous or asynchronous"),
    ],
)
def test_a_line_that_says_no_connection_is_refused_in_words(line, reason):
    with pytest.raises(Refused, match=reason):
        read_connection(line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Synchronous standby #tactic", ("Synchronous standby", "tactic", "")),
        ("Synchronous standby|In one region", ("Synchronous standby", "decision", "In one region")),
    ],
)
def test_a_line_says_an_approach(line, said):
    assert tuple(read_approach(line)) == said


@pytest.mark.parametrize(
    ("line", "reason"), [("#tactic", "name first"), ("\x85", "name first"), ("A #tactic #pattern", "Keep one")]
)
def test_a_line_that_says_no_approach_is_refused_in_words(line, reason):
    with pytest.raises(Refused, match=reason):
        read_approach(line)

"""The register of findings."""

from datetime import date

import pytest

from assessments import changes
from assessments.models import Finding

from .pages import HTMX, add, get, post, url


def test_the_register_says_all_there_is_to_say_about_each_kind(world, found):
    text = get(world, "findings")
    for part in (
        "Single region failure",
        "The ledger and its standby share one region",
        "Critical",
        "Multi-region deployment",
        "Ledger",
        "Elena Rossi",
        "Av1",
        "A1",
        "Everything depends on one region",
        "Replication lag",
        "Multi-region",
        'aria-label="better"',
        'aria-label="worse"',
        "outside the tree",
        "Sessions stay in the cache",
        "1 open risk, 1 theme",
        "Blocks",
    ):
        assert part in text
    assert "No theme</span>" not in text


def test_what_is_missing_is_said(world):
    add(world, "R", "Compliance lag")
    add(world, "T", "Sync or async ?Performance")
    add(world, "N", "Stateless service")
    text = get(world, "findings")
    for part in ("1 risk without a theme", "Names fewer than 2 attributes", "Rests on no assumption", "No severity"):
        assert part in text
    assert 'aria-label="effect unknown"' in text


def test_a_review_that_is_due_is_marked(world):
    nonrisk = add(world, "N", "Stateless service")
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(nonrisk, review_on=date(2020, 1, 31))
    text = get(world, "findings")
    assert "31 Jan 2020" in text
    assert "Due</span>" in text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"kind": "S"}, ["Replication lag"], ["Single region failure"]),
        ({"severity": "critical"}, ["Single region failure"], ["Replication lag"]),
        ({"q": "replication"}, ["Replication lag"], ["Single region failure"]),
        ({"state": "closed"}, ["No finding matches"], ["Replication lag"]),
    ],
)
def test_tabs_chips_and_text_narrow_the_register(world, found, query, shown, hidden):
    text = get(world, "findings", **query).partition('id="themes-title"')[0]
    body = text[text.index("card mb-6") :]
    assert all(part in body for part in shown)
    assert not any(part in body for part in hidden)
    assert 'Risks <span class="faint num">1</span>' in text


def test_risks_are_sorted_by_severity_or_as_asked(world):
    for line in ("Low one #low", "Critical one #critical"):
        add(world, "R", line)
    text = get(world, "findings")
    assert text.index("Critical one") < text.index("Low one")
    text = get(world, "findings", sort="number")
    assert text.index("Low one") < text.index("Critical one")
    assert 'aria-sort="ascending"' in text


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("R", "Timeout #high @Elena", "R1 added: high, owner Elena Rossi"),
        ("T", "Sync call +Security −Cost ?Latency", "T1 added: Security +, Cost −, Latency ?"),
        ("S", "Heap size", "S1 added"),
        ("N", "Stateless", "N1 added"),
    ],
)
def test_a_typed_line_is_added_and_the_server_says_what_it_read(world, kind, line, said):
    response = post(world, "finding-add", data={"kind": kind, "line": line}, follow=True)
    [(address, _status)] = response.redirect_chain
    row = Finding.objects.get()
    assert address == f"{url(world, 'findings')}#finding-{row.public_id}"
    assert said in response.content.decode()
    assert f"/undo/{row.version}/" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "line", "parts"),
    [
        ("R", "Timeout #high @Elena", ["High", "owner Elena Rossi"]),
        ("T", "Sync −Cost ?Latency", ["Cost −, new, off the tree", "Latency ?, new, off the tree"]),
        ("S", "Heap #high", ["Only a risk has a severity"]),
    ],
)
def test_while_a_line_is_typed_the_server_says_what_it_reads(world, kind, line, parts):
    text = get(world, "finding-read", kind=kind, line=line)
    assert all(part in text for part in parts)
    assert not Finding.objects.exists()


def test_for_htmx_the_answer_is_the_register_with_the_line_empty_and_in_focus(world):
    text = post(world, "finding-add", data={"kind": "N", "line": "Stateless"}, **HTMX).content.decode()
    assert text.lstrip().startswith('<div id="findings"')
    assert "data-focus" in text
    assert '<option value="N" selected>' in text


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_line_that_is_refused_keeps_what_was_typed_and_says_why(world, kwargs):
    response = post(world, "finding-add", data={"kind": "S", "line": "Heap #high <b>"}, **kwargs)
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Heap #high &lt;b&gt;"' in text
    assert '<option value="S" selected>' in text
    assert "Only a risk has a severity and an owner." in text
    assert ("<html" in text) is (not kwargs)

"""What `make bench` measures on is the same at every run, and the documents it imports are understood."""

import importlib
import sys
from datetime import date
from pathlib import Path

import pytest

from assessments.dossier.load import PARTS, load
from assessments.exchange.importer.documents import read_document


@pytest.fixture
def content(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parent.parent / "scripts"))
    yield importlib.import_module("bench_content")
    sys.modules.pop("bench_content", None)


def shape(assessment):
    seen = load(assessment, viewer=None, today=date(2026, 6, 9), parts=PARTS)
    scenarios = [(s.code, s.statement, s.pair, s.refinement, [d.code for d in s.drivers]) for s in seen.tree.scenarios]
    findings = [(f.code, f.title, f.severity, [ref.code for ref in f.found_in]) for f in seen.findings]
    return scenarios, findings, [theme.summary for theme in seen.themes]


def test_an_evaluation_of_a_size_is_the_same_every_time(db, content):
    one = content.evaluation(content.owner(20), 20)
    content.other_assessments(content.User.objects.get())
    two = content.evaluation(content.User.objects.get(), 20)
    assert shape(one) == shape(two)
    scenarios, findings, themes = shape(one)
    assert (len(scenarios), len(findings), len(themes)) == (20, 20, 4)
    assert all(drivers for *_rest, drivers in scenarios)


def test_the_document_has_the_size_and_is_understood(content):
    text = content.document(20_000)
    assert text == content.document(20_000)
    assert 20_000 <= len(text.encode()) < 20_600
    [document] = read_document(text.encode(), name="bench.md").documents
    assert document.unread == []
    assert document.counts["scenarios"] == 25
    assert document.counts["risks"] > 20

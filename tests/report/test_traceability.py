"""What leads to what, in the report."""

import re

from assessments.report.html import build
from tests.overview.test_checks import driver
from tests.report.dossiers import dossier, info, section_6
from tests.traceability.test_trace import whole


def test_each_scenario_has_its_line():
    html = build(whole()).html
    chapter = html[html.index('id="traceability"') :]
    for fact in ("BD1", "Av1", "A1", "R1", "Rec1"):
        assert f">{fact}</a>" in chapter, fact
    assert "Loose ends" not in chapter


def test_loose_ends_are_named():
    html = build(whole(drivers=[driver("BD1")])).html
    assert "served by no scenario" in html[html.index("Loose ends") :]


def test_a_report_without_scenarios_has_no_such_chapter():
    assert 'id="traceability"' not in build(dossier(info())).html


def test_what_leads_to_what_is_drawn_with_a_link_for_each_row():
    source = build(whole())
    drawing = source.html[source.html.index('id="threads"') :]
    for code, place in (("BD1", "driver-"), ("Av1", "scenario-"), ("A1", "approach-"), ("R1", "finding-")):
        assert re.search(rf'href="#{place}[^"]*"><b>{code}</b>', drawing), code
    assert "<path d=" in drawing
    assert "#tb0{left:" in source.css


def test_rows_that_nothing_ties_together_are_not_drawn():
    assert 'id="threads"' not in build(section_6()).html

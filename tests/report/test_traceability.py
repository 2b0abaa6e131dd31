"""What leads to what, in the report."""

from assessments.report.html import build
from tests.overview.test_checks import driver
from tests.report.dossiers import dossier, info, section_6
from tests.traceability.test_trace import whole


def test_each_scenario_has_its_line():
    html = build(whole()).html
    chapter = html[html.index('id="traceability"') :]
    for fact in ("BD1", "Av1", "A1", "R1", "Rec1"):
        assert f">{fact}</a>" in chapter, fact
    row = chapter[chapter.index("<tbody>") : chapter.index("</tbody>")]
    assert row.count(">BD1</a>") == 2  # the driver it serves, and the one its theme threatens
    assert "Loose ends" not in chapter


def test_loose_ends_are_named():
    html = build(whole(drivers=[driver("BD1")])).html
    assert "served by no scenario" in html[html.index("Loose ends") :]


def test_scenarios_that_lead_to_nothing_share_a_line():
    base = section_6()
    html = build(base).html
    chapter = html[html.index('id="traceability"') : html.index('id="open"')]
    line = chapter[chapter.index("Scenarios that lead to nothing yet:") :]
    assert [code in line[: line.index("</p>")] for code in (">Pe1<", ">Mo2<")] == [True, True]
    assert chapter[: chapter.index("Loose ends")].count(">Pe1<") == 1


def test_a_report_without_scenarios_has_no_such_chapter():
    assert 'id="traceability"' not in build(dossier(info())).html

"""The sheets in the report: the grid, the reasoning with its identifiers as links, the questions."""

from assessments import changes
from assessments.analysis import actions
from assessments.dossier.load import PARTS
from assessments.models import AnalysisRow
from assessments.report.html import build


def test_every_sheet_stands_in_the_report(world, case, load):
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(case.av1, reasoning="The standby shares the region, see S1.", view=case.view)
        change.create(AnalysisRow, scenario=case.av1, approach=case.a2)
    who = {"assessment": world.assessment, "actor": world.jonas}
    question, _change = actions.ask(**who, scenario=case.av1.public_id, text="Who decides to leave the region?")
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(question, answer="The duty manager", evidence="Runbook 12", answered_by=world.daniel)
    html = build(load(*PARTS)).html
    chapter = html[html.index('id="analysis"') : html.index('id="sensitivity"')]
    for part in (
        "Core payment: 99.99%",
        "A1</a> Synchronous standby in one region",
        "examined, nothing found",
        "No decision yet",
        f'see <a class="id" href="#finding-{case.s1.public_id}">S1</a>.',
        "Deployment",
        "Who decides to leave the region?",
        "The duty manager",
        "Runbook 12",
        "Jonas Weber",
        "Daniel Cho",
    ):
        assert part in chapter
    assert "Dashboard queries" not in chapter
    assert '<a href="#analysis">Analysis of the scenarios</a>' in html


def test_without_sheets_there_is_no_chapter(world, load):
    assert 'id="analysis"' not in build(load(*PARTS)).html

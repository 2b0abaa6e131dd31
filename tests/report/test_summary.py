"""The executive summary: what its one page tells, whatever the evaluation holds."""

from dataclasses import replace

from assessments.report.content import Content

from .conftest import reader_of
from .dossiers import dossier, info, reviewed, section_6


def test_the_summary_fits_its_page_and_counts_right(sample):
    summary = sample.pages[2]
    figures = "4 business drivers 10 scenarios, 3 rated (H,H) 3 sensitivity points 3 trade-off points 3 risks, 3 open"
    assert figures.replace(" ", "") in summary.replace(" ", "")
    assert "R1 Single region failure Critical Multi-region deployment" in summary
    assert "2 People and conduct" in sample.pages[3]


def test_the_summary_tells_a_small_evaluation_whole(sample):
    """Two of three trade-off points, and as many recommendations, once gave way to a matrix of priorities."""
    summary = sample.pages[2]
    assert "more, in chapter" not in summary
    for code in ("T1", "T2", "T3", "Rec1", "Rec2", "Rec3"):
        assert f" {code} " in summary, code


def test_the_summary_names_the_drivers_that_themes_threaten():
    """Who reads this page only has not learnt what BD1 is."""
    base = reviewed()
    assert base.drivers[0].statement[:40] in reader_of(base).pages[2].extract_text()


def test_the_summary_stays_on_its_page_in_a_wide_script():
    """Forty-eight letters of Japanese take two lines where those of English take one."""
    base, statement = reviewed(), "決済サービスは新しい市場の税務ルールを二週間以内に導入でき、" * 2
    wide = replace(base.drivers[0], statement=statement)
    threatened = tuple((replace(wide, id=f"d{n}").ref, "blocks") for n in range(1, 5))
    themes = tuple(replace(base.themes[0], id=f"t{n}", title=statement, drivers=threatened) for n in range(9))
    parts = base.loaded | {"drivers": tuple(replace(wide, id=f"d{n}") for n in range(1, 5)), "themes": themes}
    pages = reader_of(replace(base, loaded=parts)).pages
    assert "Trade-offs" in pages[2].extract_text()
    assert "2 People and conduct" in pages[3].extract_text()


def test_the_summary_leaves_room_for_the_lines_about_rows_it_does_not_show():
    """Tables that fill the page to its foot: the last line of one once slid onto a page of its own."""
    base = section_6()
    opening = "It takes payments for merchants, routes them to acquirers and settles once a day. " * 8
    parts = {"drivers": base.drivers, "tree": base.tree, "findings": base.findings, "themes": reviewed().themes * 9}
    pages = reader_of(dossier(info(summary=opening), **parts, recommendations=base.recommendations * 3)).pages
    text = [" ".join(page.extract_text().split()) for page in pages]
    assert "more, in chapter" in text[2]
    assert "People and conduct" in text[3]


def test_the_summary_of_a_full_evaluation_shows_its_worst_risk_before_anything_longer():
    """The start of a long summary and a theme once took the room of the only critical risk."""
    base = section_6()
    wordy = [replace(row, mitigation="Rehearse it at noon on a school holiday. " * 3) for row in base.findings]
    parts = {"drivers": base.drivers, "tree": base.tree, "findings": tuple(wordy), "themes": reviewed().themes * 6}
    full = dossier(
        info(summary="It takes payments for merchants, routes them, settles once a day. " * 17),
        **parts,
        recommendations=base.recommendations * 3,
    )
    shown = Content(full, ()).summary
    assert shown.risks.rows[0].code == "R1"
    assert shown.themes.rows
    assert shown.recommendations.rows
    assert shown.tradeoffs.rows  # the full evaluation's had no room for one
    assert "About this evaluation" in reader_of(full).pages[3].extract_text()

"""The PDF: every fact of the sample in its text, links and bookmarks; hostile texts neither leak nor break it."""

import io
import json
import re
import subprocess
import sys
from dataclasses import replace

import pypdf
import pytest

from assessments.report import assets, pdf, worker
from assessments.report.html import Source, break_endless_words, build, css_string
from assessments.report.pdf import Limits, RenderingFailed, render

from .conftest import Rendered, reader_of
from .dossiers import SECTION_6_TREE, info, reviewed, section_6, worded

CHAPTERS = [
    "Executive summary",
    "People and conduct",
    "Business drivers",
    "Architectural approaches",
    "Utility tree",
    "Scenarios",
    "Sensitivity points",
    "Trade-off points",
    "Risks",
    "Non-risks",
    "Risk themes",
    "Recommendations",
    "Traceability",
    "Open points",
]


def test_the_sample_is_small(sample):
    assert sample.pdf.pages == len(sample.reader.pages) <= 12
    assert len(sample.pdf.data) < 300_000


def test_every_fact_of_section_6_is_told(sample):
    facts = [
        "FinTech Platform",
        "Formal ATAM assessment of a payment processing platform.",
        "BD1 Process $1B transactions/year",
        "BD2 99.99% availability requirement",
        "BD3 PCI-DSS compliance mandatory",
        "BD4 Expand to 5 new markets in 12 months",
        "Consistency",
        "S1 Database replication Single region DB is SPOF",
        "S2 Payment gateway External API latency variable",
        "S3 Encryption overhead PCI encryption adds 10ms",
        "T1 Sync vs Async payment Async faster but eventual",
        "T2 Multi-region 3x infra cost for 99.99%",
        "T3 Real-time fraud ML inference adds latency",
        "effect unknown",
        "R1 Single region failure Mitigation Multi-region deployment",
        "R2 Payment gateway timeout Mitigation Circuit breaker + fallback",
        "R3 Compliance lag Mitigation Automated compliance testing",
        "Rec1 Multi-region Deployment",
        "Deploy to 2+ regions",
        "Implement active-active or active-passive",
        "Cost: ~$200K/year additional",
        "Rec2 Circuit Breaker for External APIs",
        "Implement circuit breaker pattern",
        "Add fallback payment providers",
        "Effort: 2 sprints",
        "Rec3 Automated Compliance Pipeline",
        "CI/CD compliance checks",
        "Automated PCI scanning",
        "Effort: 3 sprints",
        "1–471",
        "549–749",
    ]
    assert [fact for fact in facts if fact not in sample.text] == []


def test_risks_are_told_with_likelihood_acceptance_comments_and_where_they_threaten():
    text = " ".join(" ".join(page.extract_text().split()) for page in reader_of(reviewed()).pages).replace("\u200b", "")
    facts = [
        "Critical Likely Severe",
        "Accepted A second region costs more Daniel Cho 1 Jun 2026",
        "Accepted before The cache was thought to last Daniel Cho 4 May 2026",
        "Comment The standby is in another region Daniel Cho: rejected, It is in the same building",
        "Comment Is the ledger meant? Maya Okafor: open",
        "Broken assumption of N1",
        "It broke, and became R2",
        "1 of these risks is tied to no approach and counts as a risk of omission",
        "An extension beyond the SEI",
        "1 open risk is not placed: R2",
        "Unlikely",
        "Moderate",
        "RT1 One region R1 threatens it",
        "No theme yet R2",
        "Decisions mapped to qualities",
        "A1 Standby ? R3",
    ]
    assert [fact for fact in facts if fact not in text] == []


@pytest.fixture(scope="module")
def agreed() -> Rendered:
    return Rendered(render(build(worded())))


def test_a_scenario_tells_where_it_comes_from_and_that_its_wording_is_agreed(agreed):
    facts = [
        "Motivating issue The outage of March",
        "First said as It never dies",
        "Wording agreed and locked by Maya Okafor, 9 Jun 2026.",
        "Also touches Co Cost.",
        "ISO/IEC 25010:2023: Reliability",
    ]
    assert [fact for fact in facts if fact not in agreed.text] == []


def test_scenarios_stand_with_code_pair_and_measure(sample):
    chapter = " ".join(sample.pages[5:7])
    for name, code, leaves in SECTION_6_TREE:
        assert name in chapter
        for number, (statement, pair, measure) in enumerate(leaves, start=1):
            assert f"{code}{number} {statement} {pair[0]}{pair[1]}" in chapter.replace(f"{pair[0]} {pair[1]}", pair)
            if measure:
                assert f"{measure} (taken from the statement)" in chapter


def test_the_tree_is_a_page_of_its_own_in_landscape(sample):
    [page] = [n for n, page in enumerate(sample.reader.pages) if page.mediabox.width > page.mediabox.height]
    assert "Utility tree" in sample.pages[page]
    assert "Handle 10x traffic spikes" in sample.pages[page]
    assert {"scenario-s1", "scenario-s10", "attribute-q0"} <= set(sample.links(page))


def test_chapters_are_numbered_in_the_contents_with_their_pages(sample):
    contents = sample.pages[1]
    for number, title in enumerate(CHAPTERS, start=1):
        assert f"{number} {title}" in contents
    place = next(n for n, text in enumerate(sample.pages) if "12 Recommendations No horizon" in text)
    assert f"12 Recommendations 3 recommendations {place + 1}" in contents
    assert "Performance 2 scenarios" in contents, "no range of codes: they need not stand in the order of their numbers"
    assert {"summary", "tree", "recommendations", "open"} <= set(sample.links(1))
    assert f"Page 2 of {len(sample.pages)}" in contents


def test_every_identifier_is_a_link_and_leads_somewhere(sample):
    links = {link for page in range(len(sample.pages)) for link in sample.links(page)}
    places = set(sample.reader.named_destinations)
    assert links - places == set()
    rows = {f"driver-d{n}" for n in range(1, 5)} | {f"scenario-s{n}" for n in range(1, 11)}
    rows |= {f"finding-{kind}{n}" for kind in "str" for n in range(1, 4)} | {
        f"recommendation-rec{n}" for n in (1, 2, 3)
    }
    assert rows <= places
    assert {row for row in rows if not row.startswith("finding-s")} <= links  # nothing refers to those three


def test_identifiers_in_what_people_wrote_are_links():
    base = reviewed()
    [first, *others] = base.findings
    told = replace(first, description="As bad as R2, unlike R99.", mitigation="What A1 does")
    html = build(replace(base, loaded=base.loaded | {"findings": (told, *others)})).html
    assert 'As bad as <a class="id" href="#finding-r2">R2</a>, unlike R99.' in html
    assert 'What <a class="id" href="#approach-a1">A1</a> does' in html


def test_recommendations_are_an_extension_that_is_left_out_where_nobody_wants_it():
    base = section_6()
    plain = info(sections=frozenset({"drivers", "tree", "findings", "themes"}))
    without = build(replace(base, assessment=plain, loaded=base.loaded | {"recommendations": ()})).html
    assert "Recommendations" not in without
    assert "Recommended" not in without
    assert "Rec1" in build(replace(base, assessment=plain)).html  # what was captured is printed all the same


def test_the_last_chapter_names_what_was_left_out(sample):
    last = sample.text[sample.text.index("14 Open points Everything") :]
    assert "stands in this report, except what this chapter names" in last
    assert "history of changes, deleted rows, the files of documents received" in last


def test_the_contents_say_what_goes_beyond_the_method(sample):
    assert "extensions beyond the SEI's method" in sample.pages[1]


def test_bookmarks_follow_the_chapters(sample):
    assert [title.split(" ", 1)[1] for title in sample.bookmarks if title[0].isdigit()] == CHAPTERS
    assert "Av1 Core payment: 99.99%" in sample.bookmarks


def test_the_chapter_of_the_tree_has_every_scenario_in_the_cell_of_its_pair(sample):
    [page] = [text for text in sample.pages if "5 Utility tree Every scenario" in text]
    matrix = page[page.index("5 Utility tree") :]
    for row in ("H Se2 Sc1 Mo1 Pe1 Av1 Se1", "M Av2 Pe2 Sc2 Mo2"):
        assert row in matrix
    assert "stand in no cell" not in matrix


def test_the_file_says_what_it_is(sample):
    data = sample.reader.metadata
    assert data.title == "FinTech Platform: architecture evaluation report"
    assert data["/CreationDate"] == data["/ModDate"] == "D:20260609114700Z"
    root = sample.reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "Confidential" in sample.pages[3]


def test_the_same_data_makes_the_same_bytes(agreed):
    assert render(build(worded())).data == agreed.pdf.data


# --- Hostile texts -----------------------------------------------------------------------------------------------


def test_hostile_texts_are_printed_as_they_were_typed(nasty):
    for text in (
        '"]; evil [label="pwn"]; a -> b; // <b>x</b> & </svg><script>alert(1)</script>',
        "<img src='http://127.0.0.1:9/leak.png'><link rel=attachment href='file:///etc/passwd'>",
        '"; } * { display: none } @import url(http://127.0.0.1:9/x.css);',
        "naïve façade",
        "決済サービスは",
        "x" * 60,
    ):
        assert text.replace(" ", "") in nasty.text.replace(" ", "")


def test_hostile_texts_hide_no_chapter(nasty):
    assert [title.split(" ", 1)[1] for title in nasty.bookmarks if title.split(" ", 1)[0].isdigit()] == CHAPTERS
    assert f"Page {len(nasty.pages)} of {len(nasty.pages)}" in nasty.pages[-1]


def test_nothing_is_fetched_or_attached(nasty):
    assert nasty.reader.attachments == {}
    with open("/etc/passwd", encoding="utf-8") as file:
        assert file.readline().strip() not in nasty.text
    links = {link for page in range(len(nasty.pages)) for link in nasty.links(page)}
    assert {link for link in links if link.startswith(("file:", "javascript:"))} == set()
    assert b"/JavaScript" not in nasty.pdf.data


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x",
        "https://example.org/",
        "data:text/plain,x",
        "asset:../worker.py",
        "asset:/etc/passwd",
        "asset:",
        "report.css",
    ],
)
def test_the_renderer_reads_nothing_but_its_assets(address):
    with pytest.raises(ValueError, match="nothing but its own assets"):
        worker.fetcher({}).fetch(address)


def test_the_renderer_reads_its_assets():
    response = worker.fetcher({}).fetch("asset:high.svg")
    assert response.content_type == "image/svg+xml"
    assert response.read() == assets.asset_path("high.svg").read_bytes()


def test_the_renderer_gets_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s" * 50)
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    assert not {"SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"} & set(pdf._environment("/tmp"))


def test_words_without_end_get_places_to_break():
    assert break_endless_words("<p>" + "x" * 99) == "<p>" + "x" * 99
    broken = break_endless_words("<p>" + "&lt;" * 10_000 + "</p>")
    assert broken.replace("\u200b", "") == "<p>" + "&lt;" * 10_000 + "</p>"
    assert max(part.count("&lt;") for part in broken.split("\u200b")) == 12


def test_a_css_string_cannot_be_left():
    assert css_string('a"; } x') == '"a\\22 \\3b  \\7d  x"'
    assert "\n" not in css_string("a\nb")


# --- A renderer that fails ---------------------------------------------------------------------------------------


def source(html="<p>x") -> Source:
    return Source(html=html, css="")


def test_a_renderer_out_of_time_is_stopped():
    with pytest.raises(RenderingFailed, match="longer than 1 minutes"):
        render(source(), limits=Limits(wall=0.05))


def test_a_renderer_out_of_memory_says_so():
    with pytest.raises(RenderingFailed, match="more memory than it may use"):
        render(source(), limits=Limits(memory=70 << 20))


def test_a_broken_renderer_gives_its_last_words(monkeypatch):
    monkeypatch.setattr(pdf.sys, "executable", "/bin/false")
    with pytest.raises(RenderingFailed, match="could not be rendered"):
        render(source())


def test_the_renderer_is_free_of_django():
    code = "import sys, assessments.report.worker; print([m for m in sys.modules if m.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=pdf.ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_progress_is_heard_page_by_page(sample):
    assert ("pages", 1) in sample.heard
    assert [stage for stage, _page in sample.heard if stage][-1] == "writing"
    assert json.dumps(sample.heard)


def test_no_row_stands_alone_at_the_head_or_the_foot_of_a_page():
    """Tables that begin anywhere on a page and end anywhere on the next: each page holds two rows of them or more."""

    def section(lines, rows):
        text = "".join(f"<p>Line {line}" for line in range(lines))
        table = "".join(f"<tr><td>at{lines}row{row}</td></tr>" for row in range(rows))
        return f'<section class="page">{text}<table class="rows"><thead><tr><th>Row<tbody>{table}</table></section>'

    html = "".join(section(lines, rows) for lines in range(50, 58) for rows in (3, 30))
    made = render(source(html))

    shown = [re.findall(r"at\d+row\d+", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(made.data)).pages]
    assert len(shown) > 16
    assert [rows for rows in shown if len(rows) == 1] == []


def test_tables_of_one_row_are_not_tied_to_what_follows():
    """The sheets of one approach each once went to the next page together, and left half a page empty."""
    table = '<table class="rows"><thead><tr><th>Row<tbody><tr><td>one</td></tr></table>'
    made = render(source('<section class="page">' + "<p>Line</p>" * 30 + f"<h2>Sheet</h2>{table}" * 20 + "</section>"))

    first = pypdf.PdfReader(io.BytesIO(made.data)).pages[0].extract_text()
    assert first.count("Sheet") > 3


def test_the_head_of_a_page_names_the_chapter_it_begins_in():
    filler = "<p>Line" * 60
    made = render(source(f"<h1>First</h1>{filler}<h1>Second</h1>{filler}"))

    pages = [page.extract_text().split() for page in pypdf.PdfReader(io.BytesIO(made.data)).pages]
    assert [words.count("First") for words in pages] == [2, 1, 0]
    assert [words.count("Second") for words in pages] == [0, 1, 1]

"""What the renderer is given: well-formed XML, on a base style sheet of ours that says what the renderer's own says."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from assessments.dossier import types as t
from assessments.report import worker
from assessments.report.assets import STYLE_SHEET, asset_path
from assessments.report.html import as_xml, build
from assessments.report.hues import HUES, hue_rules

from .dossiers import dossier, hostile, info, reviewed, section_6, worded

MARKDOWN = """# Why

First **strong**, *stressed*, ~~gone~~, `coded`, a [link](#x) and a&nbsp;space.
A second line

- one
- two
    1. nested
    2. again
        - deeper

> Quoted, with `code`

***

```
kept  as  it  is
```

| Head | of |
|---|---|
| a | table |
"""


@pytest.mark.parametrize("made", [section_6, reviewed, worded, hostile])
def test_the_source_is_well_formed(made):
    root = ElementTree.fromstring(build(made()).html)
    assert root.findtext("head/title") == f"{made().assessment.title}: architecture evaluation report"


def test_where_nothing_could_be_checked_no_check_is_said_to_have_found_nothing():
    empty = build(dossier(info())).html
    assert "Nothing is recorded yet that could be checked." in empty
    assert "found nothing to settle" not in empty
    settled = t.Theme("rt1", "RT1", "One region", "", 1, (), ((t.Ref("driver", "d1", "BD1", "Reach"), "threatens"),))
    checked = build(dossier(info(sections=frozenset({"themes"})), themes=(settled,))).html
    assert "None: the checks found nothing to settle" in checked


def test_void_elements_are_closed_and_html_entities_resolved():
    assert as_xml('<p>a<br>b&nbsp;c<img src="x" alt=""><col><br/></p>') == (
        '<p>a<br/>b\u00a0c<img src="x" alt=""/><col/><br/></p>'
    )


def pages_of(html) -> bytes:
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(
        string=asset_path(STYLE_SHEET).read_text("utf-8"), url_fetcher=html.url_fetcher, font_config=fonts
    )
    return html.render(font_config=fonts, stylesheets=[sheet]).write_pdf(pdf_tags=True)


def test_parser_and_base_style_sheet_change_nothing_but_the_time():
    told = replace(worded(), assessment=info(title="Every element", summary=MARKDOWN))
    source, fetch = build(told).html, worker.fetcher({})
    assert "<blockquote>" in source
    assert "<pre>" in source
    ours = pages_of(worker.page(source, fetch))
    assert ours == pages_of(weasyprint.HTML(string=source, url_fetcher=fetch))


def test_a_source_that_is_no_xml_is_read_all_the_same():
    page = worker.page("<!doctype html><html lang=en><title>Report</title><p>One<p>Two & three", worker.fetcher({}))
    assert [p.text for p in page.etree_element.iter("p")] == ["One", "Two & three"]


def test_only_the_hues_that_occur_are_written():
    rules = hue_rules('<span class="qa h1">Av</span><a class="card leaf h9 l1"></a><div class="sc h7 tall">')
    assert len(rules) == 2
    assert [HUES[n].ink in rules[at] for at, n in enumerate((1, 7))] == [True, True]

"""What people type is shown, never run: Markdown in pages and in the report."""

import time

import pytest

from assessments.markdown import link_codes, render_markdown
from assessments.scripts import script_of


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Deploy to **2+** regions", "<p>Deploy to <strong>2+</strong> regions</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("first\nsecond", "<p>first<br>\nsecond</p>"),
        ("# Not a heading", '<p class="md-heading"><strong>Not a heading</strong></p>'),
        ("![the plan](http://evil.example/x.png)", "<p>the plan</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[note](/etc/passwd)", "<p>note</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_quiet_html(typed, shown):
    assert render_markdown(typed).strip() == shown


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.example"])
def test_links_lead_to_the_web_or_nowhere(target):
    assert 'href="' not in render_markdown(f"[a]({target}) <{target}>")


@pytest.mark.parametrize("target", ["R1", "/a/x/", "//example.org", "#top", "page.html?x=1"])
def test_a_relative_link_is_no_link_and_its_words_stay(target):
    assert render_markdown(f"See [*R1* again]({target}).").strip().endswith(">See <em>R1</em> again.</p>")


def test_a_link_to_the_web_stays():
    assert 'href="https://example.org/"' in render_markdown("[a](https://example.org/)")


def test_every_block_runs_in_its_own_direction():
    html = render_markdown("English\n\nيجب أن يستمر\n\n- ключ\n- 決済サービス")
    assert "<p>English</p>" in html
    assert '<p dir="rtl" lang="ar">' in html
    assert '<li lang="ja">' in html


@pytest.mark.parametrize("typed", ["[" * 10_000, "> " * 5_000, "*a" * 5_000, "`" * 10_000, "|a" * 5_000 + "\n|-"])
def test_ten_thousand_awkward_characters_take_no_time(typed):
    begun = time.process_time()
    assert render_markdown(typed)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain", ("", "")),
        ("naïve façade", ("", "")),
        ("123 مرحبا hello", ("rtl", "ar")),
        ("hello مرحبا", ("", "")),
        ("שלום", ("rtl", "he")),
        ("決済サービス", ("", "ja")),
        ("支付网关", ("", "zh")),
        ("결제 서비스", ("", "ko")),
        ("🛒🚀", ("", "")),
    ],
)
def test_direction_and_language_come_from_the_first_letters(text, told):
    assert script_of(text) == told


def test_identifiers_become_what_the_page_makes_of_them_but_in_links_and_code():
    known = {"R1", "Av12", "BD2"}
    markup = render_markdown(
        "R1, Av12 and `R1`; [R1](https://example.org) BD2x XR1 R1-2 <b>R1</b>\n\n    R1\n\n- BD2 &amp;R1"
    )
    linked = link_codes(markup, lambda code: f"[{code}]" if code in known else "")
    assert "<p>[R1], [Av12] and <code>R1</code>;" in linked
    assert ">R1</a> BD2x XR1 R1-2 &lt;b&gt;[R1]&lt;/b&gt;" in linked
    assert "<pre><code>R1\n</code></pre>" in linked
    assert "<li>[BD2] &amp;[R1]</li>" in linked


def test_an_identifier_in_an_address_that_was_typed_is_part_of_it():
    markup = render_markdown("Seen in https://wiki.example/R1?x=R2 and R1, R1/R2")
    linked = link_codes(markup, lambda code: f"[{code}]")
    assert "https://wiki.example/R1?x=R2 and [R1], [R1]/[R2]" in linked

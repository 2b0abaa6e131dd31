"""What matches, and in which order: pure."""

import pytest

from assessments.search.rules import (
    EXACT,
    INSIDE,
    MOST,
    PHRASE,
    START,
    TEXT,
    TYPED_MAX,
    WORD,
    Target,
    Text,
    clean,
    search,
)


def target(code="", title="", *texts):
    return Target("Risk", code, title, f"/{code or title}", tuple(Text("Notes", text) for text in texts))


EVERYTHING = (
    target("", "Region settings"),
    target("R3", "No way to leave a failed region"),
    target("R31", "Ledger grows without bound", "Failover of the region is rehearsed once a year"),
    target("Av1", "A subregion fails"),
    target("A4", "Active-passive pair"),
    target("S1", "Größe der Partition", "Straße"),
    target("BD2", "99.99% <b>availability</b>"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("R3", [("R3", EXACT), ("R31", START)]),
        ("r-3", [("R3", EXACT)]),
        ("av 1", [("Av1", EXACT)]),
        ("region", [("", START), ("R3", PHRASE), ("Av1", INSIDE), ("R31", TEXT)]),
        ("failed leave", [("R3", WORD)]),
        ("passive", [("A4", PHRASE)]),
        ("GRÖSSE", [("S1", START)]),
        ("strasse", [("S1", TEXT)]),
        ("ａｃｔｉｖｅ", [("A4", START)]),
        ("<b>", [("BD2", PHRASE)]),
        ("%", [("BD2", INSIDE)]),
        ("_", []),
        ("no such thing", []),
        ("", []),
        (" \0\n ", []),
    ],
)
def test_an_id_comes_first_then_beginnings_words_insides_and_texts(typed, found):
    hits, number = search(EVERYTHING, typed)
    assert [(hit.target.code, hit.rank) for hit in hits] == found
    assert number == len(found)


def test_a_match_inside_a_text_says_where_and_quotes_it():
    (hit,), _number = search([target("R1", "Lag", "x" * 80 + " the Standby\nlags " + "y" * 80)], "standby")
    assert (hit.place, hit.match) == ("Notes", "Standby")
    assert hit.before == "…" + "x" * 45 + " the "
    assert hit.after.startswith(" lags y")
    assert hit.after.endswith("y…")


def test_a_text_with_its_own_page_leads_there():
    row = Target("Risk", "R1", "Lag", "/list#r1", (Text("Mitigation", "Rehearse", "/r1/"),))
    assert search([row], "rehearse")[0][0].url == "/r1/"
    assert search([row], "lag")[0][0].url == "/list#r1"


def test_no_more_than_a_screenful_comes_and_the_rest_is_counted():
    hits, number = search([target(f"R{at}", "Lag") for at in range(1, 31)], "lag")
    assert [hit.target.code for hit in hits] == [f"R{at}" for at in range(1, MOST + 1)]
    assert number == 30


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  two \n words\t", "two words"), ("a\0b\x1b", "a b"), ("x" * 9000, "x" * TYPED_MAX), ("\ud800", "")],
)
def test_what_is_typed_is_one_short_clean_line(typed, kept):
    assert clean(typed) == kept


def test_words_as_they_stand_come_before_the_same_words_apart():
    rows = [
        Target("Scenario", f"Pe{number}", f"When case {number} happens the answer takes < {number + 1} s", "")
        for number in (122, 123)
    ]
    hits, _number = search(rows, "case 123")
    assert [(hit.target.code, hit.rank) for hit in hits] == [("Pe123", PHRASE), ("Pe122", WORD)]

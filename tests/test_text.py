"""The one cleaning every text passes, and the keys by which names are compared. No database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.errors import Refused
from assessments.text import LINE_MAX, TEXT_MAX, clean_line, clean_text, name_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301tat", "\u00e9tat"),  # NFC: one character for one letter
        ("a\x00b", "ab"),  # PostgreSQL cannot store NUL
        ("a\ud800b", "a\ufffdb"),  # a lone surrogate cannot be encoded at all
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two", "one\ntwo"),
        ("\ufeffTitle", "Title"),  # the mark some editors put before a file's text
        ("tab\tstays", "tab\tstays"),
        ("  around \n", "around"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("مرحبا 😀 第一", "مرحبا 😀 第一"),
        ("👩\u200d💻", "👩\u200d💻"),  # the joiner inside an emoji is no control character
        ("<script>{{ x }}</script>", "<script>{{ x }}</script>"),  # kept as typed; escaped where it is shown
        ("", ""),
    ],
)
def test_clean_text(typed, kept):
    assert clean_text(typed) == kept


def test_a_text_drawn_with_letters_keeps_its_indentation():
    assert clean_text(" \n\n   +--+\n   |  |  \n\n", indented=True) == "   +--+\n   |  |"
    assert clean_text(" \n ", indented=True) == ""


def test_a_text_too_long_is_refused_with_its_length_and_not_cut():
    assert clean_text("x" * TEXT_MAX) == "x" * TEXT_MAX
    with pytest.raises(Refused, match=r"20,001 characters; 20,000 is the most"):
        clean_text("x" * (TEXT_MAX + 1))


def test_a_line_holds_no_line_breaks():
    assert clean_line(" Single \n\t region  DB ") == "Single region DB"
    with pytest.raises(Refused, match="is the most"):
        clean_line("x" * (LINE_MAX + 1))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_what_is_cleaned_can_be_stored_and_is_clean(typed):
    """Any text that Python can hold comes out encodable, without NUL, and cleaning it again changes nothing."""
    cleaned = clean_text(typed)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Availability", "  AVAILABILITY "),
        ("Größe", "GRÖSSE"),
        ("Ｐerformance", "performance"),  # a full-width letter
        ("e\u0301tat", "\u00e9TAT"),
        ("Data   integrity", "data integrity"),
    ],
)
def test_names_that_count_as_the_same(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_differ():
    assert len({name_key(name) for name in ("Security", "Safety", "Sécurité", "")}) == 4

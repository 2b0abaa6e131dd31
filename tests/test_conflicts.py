"""What becomes of two texts that met in one field."""

import pytest

from assessments.conflicts import kept, marked_additions


@pytest.mark.parametrize(
    ("choice", "theirs", "yours", "text"),
    [
        ("mine", "Runbook", "Second region", "Second region"),
        ("theirs", "Runbook", "Second region", "Runbook"),
        ("both", "Runbook", "Second region", "Runbook\n\nSecond region"),
        ("both", "Runbook", "Runbook ", "Runbook "),
        ("both", "", "Second region", "Second region"),
        ("both", "Runbook", "", ""),
        ("nonsense", "Runbook", "Second region", "Second region"),
    ],
)
def test_a_choice_leaves_one_text_or_both(choice, theirs, yours, text):
    assert kept(choice, theirs=theirs, yours=yours) == text


@pytest.mark.parametrize(
    ("base", "text", "pieces"),
    [
        (
            "It protects a zone.",
            "It protects a zone, or a node.",
            [("It protects a zone", False), (", or a node", True), (".", False)],
        ),
        ("One two", "One", [("One", False)]),
        ("", "All new", [("All new", False)]),
        ("Old", "", []),
    ],
)
def test_words_added_since_the_common_text_are_marked(base, text, pieces):
    assert marked_additions(base, text) == pieces


def test_long_texts_are_not_compared():
    text = "word " * 4000
    assert marked_additions("word", text) == [(text, False)]

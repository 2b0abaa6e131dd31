"""The grammar of one typed line: what is a mark, and what stays in the statement."""

import pytest

from assessments.errors import Refused
from assessments.one_line import Mark, person_in, read_marks, which_name

PEOPLE = ["Elena Rossi", "Tomás Silva", "Ann Lee", "Anna Meyer"]


def every(word):
    return True


@pytest.mark.parametrize(
    ("text", "rest", "marks"),
    [
        ("Expand to 5 markets #goal !h @Elena", "Expand to 5 markets", ["#goal", "!h", "@Elena"]),
        ("#goal Expand @Elena to 5 markets", "Expand to 5 markets", ["#goal", "@Elena"]),
        ("Agreed with @Elena Rossi, in May", "Agreed with , in May", ["@Elena Rossi"]),
        ('Said by @"Kim Novak" today', "Said by today", ["@Kim Novak"]),
        ("Written in C# by ops@example.org", "Written in C# by ops@example.org", []),
        ("Issue #42 is 5 - 3 + 1, really?", "Issue #42 is 5 - 3 + 1, really?", []),
        ("Cost −Cost and –Security", "Cost and", ["−Cost", "–Security"]),
        ("  two   spaces  #goal. ", "two spaces .", ["#goal"]),
        ('Times out &"Payment gateway" in R&D', "Times out in R&D", ["&Payment gateway"]),
        ("Lag ^A1 at 2^n requests", "Lag at 2^n requests", ["^A1"]),
        ("#goal", "", ["#goal"]),
        ("\x7f\x85 #goal \0", "", ["#goal"]),
        ("", "", []),
    ],
)
def test_marks_are_taken_out_of_the_line(text, rest, marks):
    takes = dict.fromkeys("#!@^&+-−–?", every)
    found = read_marks(text, takes, {"@": PEOPLE})
    assert found == (rest, [Mark(mark[0], mark[1:]) for mark in marks])


def test_a_word_that_is_no_mark_here_stays_in_the_line():
    takes = {"!": lambda word: word in {"h", "m", "l"}}
    assert read_marks("Pay !now !h #later", takes, {}) == ("Pay !now #later", [Mark("!", "h")])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Elena", "Elena Rossi"),
        ("elena rossi", "Elena Rossi"),
        ("Sil", "Tomás Silva"),
        ("Ann", "Ann Lee"),
        ("Anna", "Anna Meyer"),
        ("Kim", ""),
    ],
)
def test_a_person_is_found_by_any_part_of_the_name(word, name):
    assert which_name(word, PEOPLE) == name


def test_a_word_that_could_be_two_people_is_asked_about():
    with pytest.raises(Refused, match=r"“An” could be Ann Lee or Anna Meyer. Write more of the name."):
        which_name("An", PEOPLE)


def test_two_people_where_one_can_stand_are_refused():
    with pytest.raises(Refused, match="Only one person"):
        person_in([Mark("@", "Elena"), Mark("@", "Sil")], PEOPLE)

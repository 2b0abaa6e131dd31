"""The grammar of quick capture, as a table."""

import pytest

from assessments.capture.rules import read_capture
from assessments.errors import Refused
from assessments.findings.rules import Names

NAMES = Names(
    people=("Maya Okafor", "Elena Rossi", "Jonas Weber"),
    attributes=("Security", "Cost", "Response time"),
    approaches=(("A1", "Synchronous standby"), ("A2", "Stateless payment service")),
)
SCENARIOS = ("Av1", "Pe1", "Pe12")

LINES = [
    # line, here, letter, scenario, what it says
    ("r Single region #critical", "", "r", "", {"title": "Single region", "severity": "critical", "approach": ""}),
    ("r No way out #high ^none @Elena", "Av1", "r", "Av1",
     {"title": "No way out", "severity": "high", "approach": "none", "owner": "Elena Rossi"}),
    ("r Lag ^A1 #likely #severe", "Av1", "r", "Av1",
     {"title": "Lag", "approach": "A1", "likelihood": "likely", "impact": "severe"}),
    ("r: Lag ^pe12 ^a2", "Av1", "r", "Pe12", {"title": "Lag", "approach": "A2"}),
    ("s Pool size decides ^Synchronous standby", "", "s", "", {"title": "Pool size decides", "approach": "A1"}),
    ("s Pool size ^Av1 decides", "", "s", "Av1", {"title": "Pool size decides", "approach": ""}),
    ("t Encryption +Security -Cost ?Response time", "Pe1", "t", "Pe1",
     {"title": "Encryption", "effects": (("Security", "+"), ("Cost", "-"), ("Response time", ""))}),
    ("  n   Sessions are stateless ^A2 ", "", "n", "", {"title": "Sessions are stateless", "approach": "A2"}),
    ("q Who decides to leave?", "Av1", "q", "Av1", {"text": "Who decides to leave?", "approach": "", "asked_by": ""}),
    ("q Who decides? ^Av1 ^A1 @Jonas", "", "q", "Av1",
     {"text": "Who decides?", "approach": "A1", "asked_by": "Jonas Weber"}),
    ("p Ask legal @Elena", "Av1", "p", "", {"text": "Ask legal", "owner": "Elena Rossi"}),
    ("p Costs of ^Av1 #3", "", "p", "", {"text": "Costs of ^Av1 #3", "owner": ""}),
    ("d Expand to 5 markets #goal !h @Elena", "", "d", "",
     {"statement": "Expand to 5 markets", "category": "goal", "priority": "H", "stated_by": "Elena Rossi"}),
    ("a Circuit breaker #pattern", "", "a", "", {"name": "Circuit breaker", "kind": "pattern"}),
    ("r#high Lag ^A1", "", "r", "", {"title": "Lag", "severity": "high", "approach": "A1"}),
    ("t?Response time -Cost Encryption", "", "t", "",
     {"title": "Encryption", "effects": (("Response time", ""), ("Cost", "-"))}),
    ("q^Av1 Who decides?", "", "q", "Av1", {"text": "Who decides?", "approach": "", "asked_by": ""}),
    ("a Write-ahead log", "Av1", "a", "", {"name": "Write-ahead log", "kind": "decision"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "here", "letter", "scenario", "says"), LINES, ids=[line for line, *_rest in LINES])
def test_what_a_line_says(line, here, letter, scenario, says):
    captured = read_capture(line, NAMES, SCENARIOS, here=here)
    assert (captured.letter, captured.scenario) == (letter, scenario)
    said = captured.said._asdict()
    assert {name: said[name] for name in says} == says


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Begin with one letter and a space"),
        ("Single region", "Begin with one letter and a space"),
        ("x Single region", "Begin with one letter and a space"),
        ("R Single region", "Begin with one letter and a space"),
        ("risk Single region", "Begin with one letter and a space"),
        ("t-shirt sizes of teams", "Begin with one letter and a space"),
        ("s.o.s", "Begin with one letter and a space"),
        ("a? b", "Begin with one letter and a space"),
        ("r", "Write what was found before the marks."),
        ("r #high", "Write what was found before the marks."),
        ("q", "Write the question after the letter."),
        ("q Who decides?", "Say with ^ to which scenario the question belongs, such as ^Av1, or park it with p."),
        ("q Who decides? ^Av9", "There is no approach called Av9."),
        ("p @Elena", "Write what to come back to."),
        ("d #goal", "Write what the business needs before the marks."),
        ("a #tactic", "Write the approach's name first."),
        ("r Lag #severe #minor", "A risk has one impact."),
        ("r Lag #urgent", "#urgent is not known here."),
        ("r Lag ^Av1 ^Pe1", "A typed line belongs to one scenario. Keep one of its codes."),
        ("r Lag ^A9", "There is no approach called A9."),
        ("s Lag #high", "Only a risk has a severity and an owner."),
        ("t Encryption +Cost -Cost", "Cost cannot get better and worse at once."),
    ],
)
def test_what_is_wrong_is_said(line, sentence):
    with pytest.raises(Refused) as refused:
        read_capture(line, NAMES, SCENARIOS)
    assert str(refused.value).startswith(sentence)

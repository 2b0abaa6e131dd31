"""An id in a document becomes the number, however it is marked; labels fill the fields; what has no place stays."""

import pytest

from assessments.exchange.importer.documents import read_text
from assessments.exchange.importer.plan import UNREAD

HEADINGS = {"S": "Sensitivity points", "T": "Trade-off points", "R": "Risks", "N": "Non-risks"}


def read(heading: str, text: str):
    """The one document that holds `text` under a heading; nothing of it may be left unread."""
    plan = read_text(f"# ATAM: Ferry\n\n## {heading}\n\n{text}\n", name="ferry.md")
    [document] = plan.documents
    assert not [line.text for line in plan.lines if line.state == UNREAD]
    return document


def risk(text: str):
    [finding] = read("Risks", text).findings
    return finding


@pytest.mark.parametrize(
    "text",
    [
        "- R7: Token leak",
        "- R7 - Token leak",
        "- **R7**: Token leak",
        "- **R7:** Token leak",
        "- **R7** Token leak",
        "- __R7__: Token leak",
        "- *R7*: Token leak",
        "- **R7** – **Token leak**",
        "- **R7: Token leak**",
        "1. **R7**: Token leak",
        "- `R7` Token leak",
        "- `R7`: Token leak",
        "- **`R7`** Token leak",
        "- [R7] Token leak",
        "- [R7](#r7): Token leak",
        "- (R7) Token leak",
        "- [ ] R7: Token leak",
        "- [ ] **R7**: Token leak",
        "- **RISK-7**: Token leak",
        "- RISK-007: Token leak",
        "- Risk 7: Token leak",
        "**R7**: Token leak",
        "`R7` Token leak",
        "### R7: Token leak",
        "### Risk 7 - Token leak",
        "| ID | Risk |\n|---|---|\n| RISK-7 | Token leak |",
        "| ID | Risk |\n|---|---|\n| R-07 | Token leak |",
        "| # | Risk |\n|---|---|\n| 7 | Token leak |",
        "| Risk | Mitigation |\n|---|---|\n| **R7**: Token leak | |",
    ],
)
def test_the_id_of_a_risk_is_its_number(text):
    finding = risk(text)
    assert (finding.number, finding.title, finding.description) == (7, "Token leak", "")


@pytest.mark.parametrize(
    ("kind", "text", "number", "title"),
    [
        ("S", "- **S1**: Cache size", 1, "Cache size"),
        ("S", "- **SP-12** Cache size", 12, "Cache size"),
        ("T", "- **T1**: Latency vs. Cost", 1, "Latency vs. Cost"),
        ("T", "- `TP2`: Latency vs. Cost", 2, "Latency vs. Cost"),
        ("N", "- **N4**: Stateless services", 4, "Stateless services"),
        ("N", "- **NR4:** Stateless services", 4, "Stateless services"),
    ],
)
def test_so_is_the_id_of_any_finding(kind, text, number, title):
    [finding] = read(HEADINGS[kind], text).findings
    assert (finding.kind, finding.number, finding.title) == (kind, number, title)


def test_a_bold_title_behind_its_id_parts_title_and_description():
    finding = risk("- **R7: Token leak.** Tokens stand in the logs.")
    assert (finding.number, finding.title, finding.description) == (7, "Token leak.", "Tokens stand in the logs.")
    finding = risk("- **R7**: **Token leak** Tokens stand in the logs.")
    assert (finding.number, finding.title, finding.description) == (7, "Token leak", "Tokens stand in the logs.")


def test_bare_ids_count_where_the_whole_list_has_them():
    document = read("Sensitivity points", "- S3 Cache size\n- S4 Queue length")
    assert [(f.number, f.title) for f in document.findings] == [(3, "Cache size"), (4, "Queue length")]
    document = read("Sensitivity points", "- S3 outage takes uploads down\n- The queue's length")
    assert [(f.number, f.title) for f in document.findings] == [
        (None, "S3 outage takes uploads down"),
        (None, "The queue's length"),
    ]


def test_an_id_that_gives_no_number_stays_with_the_title():
    assert risk("| ID | Risk |\n|---|---|\n| SEC-1 | Token leak |").title == "SEC-1: Token leak"
    assert risk("- SEC-1: Token leak").title == "SEC-1: Token leak"
    assert risk("- **SEC-1**: Token leak").title == "SEC-1: Token leak"
    assert [d.statement for d in read("Business drivers", "- G-1: Sail on time").drivers] == ["G-1: Sail on time"]


def test_a_ticked_box_is_told():
    document = read("Risks", "- [x] R7: Token leak\n- [ ] R8: Replay")
    assert [(f.number, f.title) for f in document.findings] == [(7, "Token leak"), (8, "Replay")]
    assert [(note.line, note.message) for note in document.warnings] == [(5, "The tick in the box was left out.")]


def test_an_id_twice_is_told_and_loses_nothing():
    document = read("Risks", "- **R7**: Token leak\n- **R7**: Replay of requests")
    assert [(f.number, f.title) for f in document.findings] == [(7, "Token leak"), (None, "Replay of requests")]
    assert [note.line for note in document.warnings] == [6]


@pytest.mark.parametrize(
    ("heading", "text", "found"),
    [
        ("Business drivers", "- **BD3**: Sail on time", (3, "Sail on time")),
        ("Business drivers", "- [ ] **BD3** Sail on time", (3, "Sail on time")),
        ("Business drivers", "| ID | Driver |\n|---|---|\n| BD-3 | Sail on time |", (3, "Sail on time")),
        ("Architectural approaches", "- **A3**: Sail on time", (3, "Sail on time")),
        ("Architectural approaches", "- `AD3` Sail on time", (3, "Sail on time")),
        ("Risk themes", "- **RT3**: Sail on time", (3, "Sail on time")),
        ("Recommendations", "1. **Rec3**: Sail on time", (3, "Sail on time")),
        ("Recommendations", "- REC-3: Sail on time", (3, "Sail on time")),
        ("Recommendations", "| ID | Recommendation |\n|---|---|\n| Rec3 | Sail on time |", (3, "Sail on time")),
    ],
)
def test_drivers_approaches_themes_and_recommendations_keep_theirs(heading, text, found):
    document = read(heading, text)
    rows = [*document.drivers, *document.approaches, *document.themes, *document.recommendations]
    [row] = rows
    name = next(getattr(row, field) for field in ("statement", "name", "title") if hasattr(row, field))
    assert (row.number, name) == found


def test_a_list_counts_only_where_no_id_claims_the_number():
    document = read("Recommendations", "1. Rent a pier\n2. **Rec1**: Add a ferry\n3. Hire a pilot")
    assert [(r.number, r.title) for r in document.recommendations] == [
        (None, "Rent a pier"),
        (1, "Add a ferry"),
        (3, "Hire a pilot"),
    ]
    assert document.warnings == []


def test_a_theme_gathers_risks_by_any_of_their_ids():
    [theme] = read("Risk themes", "- **RT2**: Secrets travel in the clear (R7, RISK-08)").themes
    assert (theme.number, theme.risks) == (2, (7, 8))


@pytest.mark.parametrize(
    "text",
    [
        "### R7: Token leak\n\nTokens stand in the logs.\n\nSeverity: High\n\nMitigation: rotate the keys",
        "### R7: Token leak\n\nTokens stand in the logs.\n\n**Severity:** High  \n**Mitigation:** rotate the keys",
        "### R7: Token leak\n\n- **Severity**: High\n- **Mitigation**: rotate the keys\n\nTokens stand in the logs.",
        "- **R7**: Token leak\n  - Severity: High\n  - Tokens stand in the logs.\n  - Mitigation: rotate the keys",
        "- **R7: Token leak** Tokens stand in the logs. Severity: High. Mitigation: rotate the keys",
        "- **R7: Token leak** (High): Tokens stand in the logs. Mitigation: rotate the keys",
        "- **R7 (High)**: **Token leak** Tokens stand in the logs.\n\n  Mitigation: rotate the keys",
    ],
)
def test_labels_fill_the_fields_of_a_risk(text):
    finding = risk(text)
    assert (finding.number, finding.title, finding.severity) == (7, "Token leak", "high")
    assert finding.mitigation == "rotate the keys"
    assert finding.description.removeprefix("- ").rstrip(".") == "Tokens stand in the logs"


def test_a_label_may_stand_over_a_list_and_other_labels_stay_in_the_text():
    finding = risk(
        "### R7: Token leak\n\n**Mitigation:**\n\n- rotate\n- revoke\n\n**Owner:** Daniel\n\nSeverity: unclear"
    )
    assert finding.mitigation == "- rotate\n- revoke"
    assert finding.description == "**Owner:** Daniel\n\nSeverity: unclear"
    assert finding.severity == ""


def test_the_assumption_of_a_nonrisk_and_the_attributes_of_a_sensitivity_point_are_labels_too():
    [finding] = read("Non-risks", "### N4: Stateless services\n\nAssumption: no session is kept").findings
    assert (finding.assumption, finding.description) == ("no session is kept", "")
    [finding] = read(
        "Sensitivity points", "- **S1**: Cache size\n  - Attribute: Performance\n  - Quality: none"
    ).findings
    assert (finding.attributes, finding.description) == ((("Performance", ""),), "- Quality: none")


@pytest.mark.parametrize(
    ("text", "title", "severity"),
    [
        ("- **R7**: Token leak. Severity: High", "Token leak", "high"),
        ("- R7: Token leak - Severity: High", "Token leak", "high"),
        ("- R7 (High): Token leak", "Token leak", "high"),
        ("### R7 (High): Token leak", "Token leak", "high"),
        ("- R7: Token leak (Severity: High)", "Token leak", "high"),
        ("- R7: Token leak (Severity: High, Likelihood: Low)", "Token leak (Likelihood: Low)", "high"),
        ("- R7: Token leak. Severity: High. It is old", "Token leak. It is old", "high"),
        ("- R7: Token leak. Severity: unclear", "Token leak. Severity: unclear", ""),
        ("- R7: Token leak. Severity: 4 of 5", "Token leak. Severity: 4 of 5", ""),
    ],
)
def test_a_severity_is_read_from_a_clause_only_if_it_is_one(text, title, severity):
    finding = risk(text)
    assert (finding.title, finding.severity) == (title, severity)


def test_a_risk_told_again_fills_what_was_empty_and_keeps_what_differs():
    document = read(
        "Risks",
        "| ID | Risk | Severity |\n|---|---|---|\n| R7 | Token leak | High |\n\n"
        "- **R7**: Token leak\n  - Severity: Low\n  - Mitigation: rotate",
    )
    [finding] = document.findings
    assert (finding.severity, finding.mitigation, finding.description) == ("high", "rotate", "Severity: low")


@pytest.mark.parametrize(
    ("text", "severity", "details"),
    [
        ("- **Rent a pier (Critical)** now", "critical", "now"),
        ("- **Rent a pier** (Critical)", "critical", ""),
        ("- **Rent a pier** (Critical): now", "critical", "now"),
        ("- **Rent a pier** [Critical] - now", "critical", "now"),
        ("- **Rent a pier**: now (Critical)", "critical", "now"),
        ("- **Rent a pier**: now. Severity: Critical", "critical", "now"),
        ("- **Rent a pier**: little effort (low)", "", "little effort (low)"),
        ("- **Rent a pier** (north)", "", "(north)"),
    ],
)
def test_a_recommendation_has_its_severity_within_the_bold_or_behind_it(text, severity, details):
    [item] = read("Recommendations", text).recommendations
    assert (item.title, item.severity, item.details) == ("Rent a pier", severity, details)

"""What an applied plan leaves in the database beyond the first document: numbers, links, what a grid says."""

import pytest

from assessments.dossier.load import load
from assessments.errors import Refused
from assessments.exchange.apply import import_document
from assessments.exchange.importer.documents import read_text
from assessments.models import Approach, Assessment, Driver, Finding, FindingLink, ImportedDocument
from tests.conftest import TODAY, make_user

FERRY = """\
# ATAM: Ferry

## Business drivers

| ID | Driver |
|---|---|
| BD2 | No queue in summer |

- Nothing is sold twice

## Utility tree

```
Utility
└── Performance
    └── QA-7: Tickets sold < 2 s (H, M)
```

## Risks

- R4: The till is slow
- **QA-7** (H,M): Summer outgrows the till
- Nobody knows the till

## Sensitivity points

| ID | Point | Attribute |
|---|---|---|
| S2 | Size of the cache | Freshness |

## Sheet

| Decision | Sensitivity | Trade-off | Risk | Non-risk |
|---|---|---|---|---|
| AD3 - One till | S2 | - | R4, R9 | |
"""


@pytest.fixture
def ferry(db):
    plan = read_text(FERRY, name="ferry.md")
    return import_document(owner=make_user("Maya", "Okafor"), plan=plan, document=plan.documents[0])


def test_numbers_of_the_document_are_kept_and_the_others_fall_behind_them(ferry):
    drivers = Driver.objects.filter(assessment=ferry).order_by("number").values_list("number", "statement")
    assert list(drivers) == [(2, "No queue in summer"), (3, "Nothing is sold twice")]
    risks = Finding.objects.filter(assessment=ferry, kind="R").order_by("number").values_list("number", "title")
    assert list(risks) == [(4, "The till is slow"), (5, "Summer outgrows the till"), (6, "Nobody knows the till")]
    assert Approach.objects.get(assessment=ferry).number == 3


def test_a_grid_links_approaches_to_what_was_found_and_a_risk_to_its_scenario(ferry):
    links = FindingLink.objects.filter(assessment=ferry).select_related("finding", "scenario", "approach")
    places = {
        (link.finding.code, link.scenario and link.scenario.code, link.approach and link.approach.name)
        for link in links
    }
    assert places == {("S2", None, "One till"), ("R4", None, "One till"), ("R5", "Pe1", None)}


def test_an_attribute_only_a_finding_names_stays_off_the_tree(ferry):
    tree = load(ferry, viewer=None, today=TODAY).tree
    assert [attribute.name for attribute in tree.attributes] == ["Performance"]
    assert [attribute.name for attribute in tree.off_tree] == ["Freshness"]
    assert tree.scenarios[0].source_id == "QA-7"


def test_what_cannot_be_imported_leaves_nothing_behind(db):
    plan = read_text("# Technology Evaluation: Queues\n\n## Risks\n\n- It breaks\n", name="queues.md")
    with pytest.raises(Refused, match="Technology Evaluation is not imported yet"):
        import_document(owner=make_user("Maya", "Okafor"), plan=plan, document=plan.documents[0])
    assert (Assessment.objects.count(), ImportedDocument.objects.count()) == (0, 0)

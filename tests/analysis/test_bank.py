"""The question bank: large enough, each question once, found by the names attributes go by; one press puts one."""

import pytest
from django.urls import reverse

from assessments.analysis.bank import BANKS, QUESTIONS, bank_for, bank_of
from assessments.models import AnalysisQuestion

HTMX = {"headers": {"HX-Request": "true"}}


def test_every_bank_has_at_least_eight_questions_of_its_own():
    assert len(BANKS) >= 8
    texts = [str(question.text) for bank in BANKS for question in bank.questions]
    assert {bank.key: len(bank.questions) for bank in BANKS if len(bank.questions) < 8} == {}
    assert len(set(texts)) == len(texts) == len(QUESTIONS)
    assert [text for text in texts if not text.endswith("?")] == []


@pytest.mark.parametrize(
    ("attribute", "bank"),
    [
        ("Performance", "performance"),
        ("Performance efficiency", "performance"),
        ("availability", "availability"),
        ("Reliability / recoverability", "availability"),
        ("Maintainability", "modifiability"),
        ("Interaction capability", "usability"),
        ("Compatibility", "interoperability"),
        ("Data security", "security"),
        ("Cost", "cost"),
        ("Functional suitability", "correctness"),
        ("Functional safety", "safety"),
        ("Time behaviour", "performance"),
        ("Time to market", None),
        ("Elegance", None),
        ("", None),
    ],
)
def test_a_bank_is_found_by_the_names_an_attribute_goes_by(attribute, bank):
    found = bank_for(attribute)
    assert (found and found.key) == bank


@pytest.mark.parametrize(
    ("names", "bank"),
    [
        ({"attribute": "Maintainability", "refinement": "Testability"}, "testability"),
        ({"attribute": "Security", "refinement": "User data"}, "security"),
        ({"attribute": "Verfügbarkeit", "characteristic": "Reliability"}, "availability"),
        ({"attribute": "Elegance", "tags": ["Cost"]}, "cost"),
        ({"attribute": "Elegance"}, "any"),
    ],
)
def test_a_scenario_begins_with_the_bank_nearest_to_it(names, bank):
    nothing = {"attribute": "", "characteristic": "", "refinement": "", "tags": []}
    assert bank_of(**nothing | names).key == bank


def test_one_press_puts_a_question_once(world, case):
    client = world.client(world.maya)
    sheet = reverse("sheet", args=[world.assessment.public_id, case.av1.public_id])
    ask = reverse("question-from-bank", args=[world.assessment.public_id, case.av1.public_id])
    text = client.get(sheet).content.decode()
    assert "Which single part, if it stops, takes this function with it?" in text
    answer = client.post(ask, {"key": "availability-1"}, **HTMX).content.decode()
    assert "Q1 added" in answer
    question = AnalysisQuestion.objects.get()
    assert (question.from_bank, question.text) == ("availability-1", str(QUESTIONS["availability-1"].text))
    assert 'aria-disabled="true"' in answer
    again = client.post(ask, {"key": "availability-1"}, **HTMX)
    assert again.status_code == 422
    assert "This question was put already: Q1." in again.content.decode()
    assert client.post(ask, {"key": "nothing"}).status_code == 422
    assert client.post(ask + "?bank=cost", {"key": "cost-2"}).status_code == 302
    assert AnalysisQuestion.objects.count() == 2


def test_a_question_of_the_bank_is_put_to_each_approach_once(world, case):
    client = world.client(world.maya)
    ask = reverse("question-from-bank", args=[world.assessment.public_id, case.av1.public_id])
    bank = reverse("question-bank", args=[world.assessment.public_id, case.av1.public_id])
    to = {approach: f"{ask}?bank=availability&approach={approach.public_id}" for approach in (case.a1, case.a2)}
    for approach in (case.a1, case.a2):
        assert client.post(to[approach], {"key": "availability-1"}, **HTMX).status_code == 200
    again = client.post(to[case.a1], {"key": "availability-1"}, **HTMX)
    assert (again.status_code, "This question was put already: Q1." in again.content.decode()) == (422, True)
    asked = AnalysisQuestion.objects.order_by("number").values_list("from_bank", "approach")
    assert list(asked) == [("availability-1", case.a1.pk), ("availability-1", case.a2.pk)]

    def offered(approach):
        text = client.get(bank, {"bank": "availability", "approach": approach}, **HTMX).content.decode()
        button = text[text.index('id="bank-availability-1"') :]
        return button[: button.index("</button>")]

    assert 'aria-disabled="true"' in offered(case.a1.public_id)
    assert ">Q1, Q2</span>" in offered(case.a1.public_id)
    assert ">Q2, Q1</span>" in offered(case.a2.public_id)
    assert 'aria-disabled="true"' not in offered("")
    assert ">Q1, Q2</span>" in offered("")
    assert 'aria-disabled="true"' not in offered("gone")
    assert client.post(f"{ask}?approach=gone", {"key": "availability-2"}).status_code == 422


def test_without_script_the_bank_stays_open_where_it_was(world, case):
    client = world.client(world.maya)
    ask = reverse("question-from-bank", args=[world.assessment.public_id, case.av1.public_id])
    page = client.post(f"{ask}?bank=cost&approach={case.a2.public_id}", {"key": "cost-2"}, follow=True)
    text = page.content.decode()
    assert '<details class="mt-4" id="bank" open>' in text
    assert '<option value="cost" selected>' in text
    assert f'<option value="{case.a2.public_id}" selected>' in text


def test_another_attribute_can_be_chosen(world, case):
    client = world.client(world.maya)
    bank = reverse("question-bank", args=[world.assessment.public_id, case.av1.public_id])
    fragment = client.get(bank, {"bank": "security"}, **HTMX).content.decode()
    assert "<main" not in fragment
    assert '<option value="security" selected>Security' in fragment
    page = client.get(bank, {"bank": "security"}).content.decode()
    assert '<details class="mt-4" id="bank" open>' in page
    assert "which secrets are there" in page.casefold()
    assert world.client(world.vera).get(bank).status_code == 403
    assert world.client(world.sam).get(bank).status_code == 404
    assert client.post(bank).status_code == 405
    ask = reverse("question-from-bank", args=[world.assessment.public_id, case.av1.public_id])
    assert world.client(world.vera).post(ask).status_code == 403
    assert world.client(world.sam).post(ask).status_code == 404
    assert client.get(ask).status_code == 405

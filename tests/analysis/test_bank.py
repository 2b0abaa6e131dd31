"""The question bank: large enough, each question once, found by the names attributes go by; one press puts one."""

import pytest
from django.urls import reverse

from assessments.analysis.bank import BANKS, QUESTIONS, bank_for
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
        ("Elegance", None),
        ("", None),
    ],
)
def test_a_bank_is_found_by_the_names_an_attribute_goes_by(attribute, bank):
    found = bank_for(attribute)
    assert (found and found.key) == bank


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

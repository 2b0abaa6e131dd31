"""The list of scenarios to analyse and the sheet of one: what they show, how writes answer, who may do what."""

import json

import pytest
from django.core.cache import caches
from django.urls import reverse

from assessments import changes
from assessments.analysis import actions
from assessments.errors import Refused
from assessments.marks import ref_url
from assessments.models import AnalysisQuestion, AnalysisRow, Change, Driver, FindingLink, Scenario
from assessments.new_rows import new_approach, new_attribute, new_finding, new_scenario, refinement_of
from assessments.parking.actions import park
from assessments.recommendations.actions import add_recommendation
from assessments.requirements.actions import add_requirement
from assessments.undoing import undo

HTMX = {"headers": {"HX-Request": "true"}}
ANALYSED = {"analysed": "1"}


def url(world, name, *args):
    return reverse(name, args=[world.assessment.public_id, *args])


def get(world, name, *args, who=None, **options):
    return world.client(who or world.maya).get(url(world, name, *args), **options).content.decode()


def post(world, name, row, who=None, data=None, **options):
    return world.client(who or world.maya).post(url(world, name, row.public_id), data or {}, **options)


def ask(world, case, text="What share of an outage does failover cover?", **options):
    who = {"assessment": world.assessment, "actor": world.jonas}
    return actions.ask(**who, scenario=case.av1.public_id, text=text, **options)[0]


def test_the_list_follows_the_priority(world, case):
    text = get(world, "analysis")
    assert text.index("Core payment: 99.99%") < text.index("Dashboard queries")
    assert "(H,H), analysed first" in text
    assert "(M,M), (H,L) and (L,H), as time allows" in text
    assert "0 of 2 scenarios analysed" in text
    assert "Analyse Av1" in text
    row = text[text.index(f'id="sheet-{case.av1.public_id}"') :]
    assert "In analysis" in row[: row.index("</tr>")]


def test_the_sheet_shows_the_header_the_grid_and_its_neighbours(world, case):
    text = get(world, "sheet", case.av1.public_id)
    for part in ("Cloud provider", "Primary region loses all power", "99.99% a month, no payment lost"):
        assert part in text
    assert "Importance high, difficulty high" in text
    assert "1 of 2" in text
    assert f'href="{url(world, "sheet", case.pe1.public_id)}" aria-label="Next: Pe1"' in text
    grid = text[text.index("<tbody data-rows>") : text.index("</tbody>")]
    first, last = grid.split("</tr>")[:2]
    assert "Synchronous standby in one region" in first
    assert ">S1</a>" in first
    assert "No decision yet" in last
    assert ">R1</a>" in last
    assert "Stateless payment service" not in grid


def test_the_reasoning_saves_itself_and_its_identifiers_become_links(world, case):
    words = "The standby shares the region, see S1 and `R1`. Not S9."
    data = {"reasoning": words, "base_reasoning": ""}
    response = post(world, "sheet-edit", case.av1, data=data, **HTMX)
    assert response.status_code == 200
    assert json.loads(response["HX-Trigger"])["sheet-changed"]
    assert "<textarea" not in response.content.decode()
    text = get(world, "sheet-parts", case.av1.public_id, **HTMX)
    prose = text[text.index('id="sheet-reasoning"') :]
    prose = prose[: prose.index("</p>")]
    assert f"#finding-{case.s1.public_id}" in prose
    assert "<code>R1</code>" in prose
    assert "Not S9." in prose


def test_every_kind_of_identifier_becomes_a_link_in_the_reasoning(world, case):
    who = {"assessment": world.assessment, "actor": world.maya}
    [driver] = Driver.objects.filter(assessment=world.assessment)
    linked = {
        "BD1": ref_url(world.assessment.public_id, "driver", driver.public_id),
        "Req1": ref_url(world.assessment.public_id, "requirement", add_requirement(**who, line="Quick")[0].public_id),
        "P1": url(world, "parked-item", park(**who, line="Ask legal")[0].public_id),
        "Rec1": ref_url(
            world.assessment.public_id, "recommendation", add_recommendation(**who, line="Wait")[0].public_id
        ),
    }
    data = {"reasoning": f"See {', '.join(linked)}.", "base_reasoning": ""}
    assert post(world, "sheet-edit", case.av1, data=data, **HTMX).status_code == 200
    text = get(world, "sheet", case.av1.public_id)
    prose = text[text.index('id="sheet-reasoning"') :]
    for code, address in linked.items():
        assert f'href="{address}"' in prose[: prose.index("</div></div>")], code


def test_identifiers_in_a_question_and_its_answer_become_links(world, case):
    question = ask(world, case, text="Is S1 <the only> limit?")
    data = {"answer": "It is, see R1.\nNot S9.", "base_answer": "", "evidence": "Drill of A1", "base_evidence": ""}
    post(world, "question-edit", question, data=data)
    text = get(world, "sheet", case.av1.public_id)
    shown = text[text.index(f'id="question-{question.public_id}"') :]
    shown = shown[: shown.index("</li>")]
    for code in ("S1", "R1", "A1"):
        assert f"</svg>{code}</a>" in shown, code
    assert "Is <a" in shown
    assert "&lt;the only&gt; limit?" in shown
    assert ".<br>Not S9." in shown


def test_two_people_on_one_reasoning_both_texts_are_kept(world, case):
    post(world, "sheet-edit", case.av1, who=world.jonas, data={"reasoning": "Theirs", "base_reasoning": ""}, **HTMX)
    data = {"reasoning": "Mine", "base_reasoning": "", "environment": "Night", "base_environment": case.av1.environment}
    response = post(world, "sheet-edit", case.av1, data=data, **HTMX)
    assert response.status_code == 409
    assert "Two people changed the reasoning of Av1" in response.content.decode()
    case.av1.refresh_from_db()
    assert (case.av1.reasoning, case.av1.environment) == ("Theirs", "Night")


def test_a_view_stands_beside_the_sheet(world, case):
    post(world, "sheet-edit", case.av1, data={"view": case.view.public_id, "base_view": ""})
    text = get(world, "sheet", case.av1.public_id)
    assert "[region A] -&gt; [region B]" in text
    assert Scenario.objects.get(pk=case.av1.pk).view == case.view


def test_an_approach_is_examined_and_leaves_the_grid_only_while_nothing_was_found(world, case):
    response = post(world, "sheet-approaches", case.av1, data={"approach": case.a2.public_id}, **HTMX)
    text = response.content.decode()
    assert 'id="sheet-grid" hx-swap-oob="true"' in text
    assert "examined, nothing found" in text
    assert AnalysisRow.objects.living().get().approach == case.a2
    post(world, "sheet-approaches", case.av1, data={"approach": case.a1.public_id})
    refused = post(world, "sheet-approaches", case.av1, data={"remove": case.a1.public_id}, **HTMX)
    assert refused.status_code == 422
    assert "Findings stand in this row." in refused.content.decode()
    assert post(world, "sheet-approaches", case.av1, data={"remove": case.a2.public_id}).status_code == 302
    assert [row.approach for row in AnalysisRow.objects.living()] == [case.a1]


def test_a_finding_made_before_is_placed_in_a_cell(world, case):
    data = {"finding": case.s1.public_id, "approach": case.a2.public_id}
    text = post(world, "sheet-findings", case.av1, data=data, **HTMX).content.decode()
    row = text[text.index(f'id="row-{case.a2.public_id}"') :]
    assert ">S1</a>" in row[: row.index("</tr>")]
    assert FindingLink.objects.living().filter(finding=case.s1, scenario=case.av1).count() == 2


def test_questions_are_asked_answered_and_settled(world, case):
    data = {"text": "Who decides to leave the region?", "approach": case.a1.public_id}
    text = post(world, "question-add", case.av1, data=data, **HTMX).content.decode()
    assert "Who decides to leave the region?" in text
    assert "Q1 added" in text
    question = AnalysisQuestion.objects.get()
    assert (question.asked_by, question.approach, question.is_open) == (world.maya, case.a1, True)
    assert "Write the question." in post(world, "question-add", case.av1, data={"text": " "}).content.decode()
    settled = {"is_open": "False", "base_is_open": "True", "answer": "", "base_answer": ""}
    refused = post(world, "question-edit", question, data=settled, **HTMX)
    assert refused.status_code == 422
    assert "Write the answer, then say that the question is settled." in refused.content.decode()
    settled |= {"answer": "The duty manager", "evidence": "Runbook 12", "base_evidence": ""}
    settled |= {"answered_by": world.daniel.public_id, "base_answered_by": ""}
    assert post(world, "question-edit", question, data=settled, **HTMX).status_code == 200
    text = get(world, "sheet", case.av1.public_id)
    listed = text[text.index(f'id="question-{question.public_id}"') :]
    listed = listed[: listed.index("</li>")]
    for part in ("The duty manager", "Runbook 12", "Daniel Cho", "Answered"):
        assert part in listed


def test_a_question_opens_within_the_sheet_and_on_a_page_of_its_own(world, case):
    question = ask(world, case)
    fragment = get(world, "question", question.public_id, **HTMX)
    assert "<main" not in fragment
    assert f'id="answer-{question.public_id}"' in fragment
    assert f'hx-target="#answer-{question.public_id}-bases"' in fragment
    assert "<main" in get(world, "question", question.public_id)
    response = post(world, "question-delete", question, follow=True)
    assert response.redirect_chain == [(url(world, "sheet", case.av1.public_id), 302)]
    assert "Q1 deleted" in response.content.decode()


def test_marking_says_what_is_missing(world, case):
    response = post(world, "sheet-done", case.pe1, data=ANALYSED, follow=True)
    assert "lacks the stimulus, the environment, the response and an examined approach" in response.content.decode()
    assert Scenario.objects.get(pk=case.pe1.pk).analysis == ""
    ask(world, case)
    said = post(world, "sheet-done", case.av1, data=ANALYSED, follow=True).content.decode()
    assert "Av1 is analysed, without the reasoning and the answer to 1 question" in said
    assert "Still missing: the reasoning and the answer to 1 question." in said
    assert Scenario.objects.get(pk=case.av1.pk).analysis == "analysed"
    assert "1 of 2 scenarios analysed" in get(world, "analysis")
    undo(assessment=world.assessment, actor=world.maya, revision=Change.objects.first().revision)
    assert Scenario.objects.get(pk=case.av1.pk).analysis == ""
    post(world, "sheet-done", case.av1, data=ANALYSED)
    post(world, "sheet-done", case.av1, data={"reopen": "1"})
    assert Scenario.objects.get(pk=case.av1.pk).analysis == "in_analysis"


def test_an_action_refuses_what_belongs_to_nobody(world, case):
    who = {"assessment": world.assessment, "actor": world.maya}
    with pytest.raises(Refused, match="deleted in the meantime"):
        actions.examine(**who, scenario=case.av1.public_id, approach="nothing")


READS = ["analysis", "sheet", "sheet-parts"]
WRITES = ["sheet-edit", "sheet-approaches", "sheet-findings", "sheet-done", "question-add"]


@pytest.mark.parametrize("name", READS)
def test_who_may_read(world, case, name):
    address = url(world, name, *([] if name == "analysis" else [case.av1.public_id]))
    assert world.client(world.vera).get(address).status_code == 200
    assert world.client(world.sam).get(address).status_code == 404
    assert world.client(world.maya).post(address).status_code == 405
    if name != "analysis":
        assert world.client(world.maya).get(url(world, name, "nothing")).status_code == 404


@pytest.mark.parametrize("name", WRITES)
def test_who_may_write(world, case, name):
    address = url(world, name, case.av1.public_id)
    assert world.client(world.sam).post(address).status_code == 404
    assert world.client(world.daniel).post(address).status_code == 403
    assert world.client(world.maya).get(address).status_code == 405


@pytest.mark.parametrize("name", ["question-edit", "question-delete"])
def test_who_may_write_to_a_question(world, case, name):
    address = url(world, name, ask(world, case).public_id)
    assert world.client(world.sam).post(address).status_code == 404
    assert world.client(world.priya).post(address).status_code == 403
    assert world.client(world.maya).get(address).status_code == 405


def test_readers_get_the_sheet_without_forms_and_why(world, case):
    text = get(world, "sheet", case.av1.public_id, who=world.vera)
    assert "You take part as viewer" in text
    assert "sheet-edit" not in text
    assert url(world, "sheet-edit", case.av1.public_id) not in text
    assert url(world, "question-add", case.av1.public_id) not in text


@pytest.mark.parametrize(("name", "queries"), [("analysis", 17), ("sheet", 33)])
def test_a_page_costs_the_same_queries_however_much_there_is(world, case, django_assert_num_queries, name, queries):
    args = [] if name == "analysis" else [case.av1.public_id]
    for number in (1, 5, 50):
        with changes.record(world.assessment, world.maya, "test") as change:
            home = refinement_of(change, new_attribute(change, name=f"Attribute {number}"))
            for n in range(number):
                scenario = new_scenario(change, refinement=home, statement=f"Scenario {n}", reasoning="See R1.")
                approach = new_approach(change, name=f"Approach {number} {n}")
                finding = new_finding(change, kind="R", title=f"Risk {n}")
                change.create(FindingLink, finding=finding, scenario=case.av1, approach=approach)
                change.create(AnalysisRow, scenario=scenario, approach=approach)
                ends = {"scenario": case.av1, "approach": approach, "asked_by": world.jonas}
                change.create(AnalysisQuestion, number=change.next_number("Q"), text=f"Question {n}", **ends)
        client = world.client(world.maya)
        client.get(url(world, name, *args))
        caches["tables"].clear()
        with django_assert_num_queries(queries):
            client.get(url(world, name, *args))

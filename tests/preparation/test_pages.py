"""The pages of phase 0: participants and who is missing, dates, documents, scope and decision, the printed agenda."""

import re
from datetime import UTC, date, datetime

import pytest

from assessments.conflicts import Edit
from assessments.dossier.load import PARTS
from assessments.models import Participant, RequestedDocument, Step
from assessments.overview.actions import add_participant
from assessments.overview.step_actions import edit_step, set_step
from assessments.preparation import actions
from assessments.preparation.forms import DecisionForm

HTMX = {"headers": {"HX-Request": "true"}}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def read(world, path="preparation/", who=None) -> str:
    response = world.client(who or world.vera).get(world.url(path))
    assert response.status_code == 200
    return text(response)


def step(world, number) -> Step:
    return Step.objects.get(assessment=world.assessment, number=number)


def ask(world, line, **kwargs):
    return world.client(world.jonas).post(world.url("preparation/documents/add/"), {"line": line}, **kwargs)


def test_shows_who_takes_part_and_who_is_missing(world):
    page = read(world)

    assert "Project decision makers" in page
    assert "Daniel Cho" in page
    assert "Nobody is the questioner." in page
    assert "No architect takes part." not in page
    assert "Rate importance: 3. Rate difficulty: 3. Write cards and vote: 3." in page
    assert "so you read this page" in page
    main = page[page.index("<main") : page.index("</main")]
    assert 'method="post"' not in main
    assert "/people/" not in main

    world.client(world.maya).post(world.url(f"people/{world.daniel.public_id}/"), {"remove": "1"})
    assert "No architect takes part." in read(world)


def test_what_is_not_met_before_go_leads_to_where_it_is_mended(world):
    whole = read(world)
    for page in (whole, read(world, "preparation/decision/")):
        led = re.findall(rf'<a href="{world.url("preparation/")}#([a-z]+)">', page)
        assert led == ["scope", "participants", "agenda", "documents"], "decision makers and the architect are there"
    assert all(f'<section id="{part}"' in whole for part in led)


def test_all_dates_are_set_at_once_and_taken_back_at_once(world):
    world.assessment.time_zone = "Europe/Berlin"
    world.assessment.save(update_fields=["time_zone"])
    jonas = world.client(world.jonas)
    data = {"phase_1": "2026-06-09T09:00", "phase_2": "2026-06-24T09:00"}

    page = text(jonas.post(world.url("preparation/dates/"), data, follow=True))

    assert step(world, 1).starts_at == datetime(2026, 6, 9, 7, tzinfo=UTC)
    assert step(world, 0).starts_at is None
    assert "Tuesday 9 June 2026" in page
    assert "The evaluation begins on 9 June 2026" in page
    assert '<span class="vh">Not started: </span>9 Jun, 09:00</span>' in read(world, "")
    assert "13:00–14:30" in page
    assert "Pause of 14 days with homework, 10 June to 23 June" in page
    assert "No date yet" not in page
    assert "</b> set the dates of the agenda" in read(world, "")
    world.assessment.refresh_from_db()
    jonas.post(world.url(f"undo/{world.assessment.revision}/"))
    assert not Step.objects.exclude(starts_at=None).exists()


def test_a_lightweight_evaluation_needs_one_beginning(world):
    jonas = world.client(world.jonas)
    assert "phase 2 follows on phase 1" not in read(world, who=world.jonas)
    jonas.post(world.url("preparation/template/"), {"template": "atam_light"})
    assert "phase 2 follows on phase 1" in read(world, who=world.jonas)

    jonas.post(world.url("preparation/dates/"), {"phase_1": "2026-06-09T09:00"})

    assert step(world, 9).starts_at == datetime(2026, 6, 9, 15, 30, tzinfo=UTC)
    assert "No date yet" not in read(world)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Say when phase 1 or phase 2 begins."),
        ({"phase_1": "soon"}, "Write day and time as 2026-06-09 09:00."),
        ({"phase_1": "0026-06-09T09:00"}, "Check the year: write it with four digits"),
        ({"phase_2": "9999-12-31T23:59"}, "Check the year: write it with four digits"),
        ({"phase_1": "2026-06-09T09:00", "phase_2": "2026-06-01T09:00"}, "Phase 2 begins after phase 1."),
    ],
)
def test_dates_that_cannot_be_are_refused(world, data, sentence):
    response = world.client(world.jonas).post(world.url("preparation/dates/"), data)

    assert response.status_code == 422
    assert sentence in text(response)
    assert not Step.objects.exclude(starts_at=None).exists()


def test_the_agenda_of_the_other_template_leaves_steps_that_began(world):
    set_step(assessment=world.assessment, actor=world.maya, step_id=step(world, 1).public_id, status="done")
    jonas = world.client(world.jonas)

    jonas.post(world.url("preparation/template/"), {"template": "atam_light"})

    assert (step(world, 1).status, step(world, 1).planned_minutes) == ("done", 30)
    assert (step(world, 7).status, step(world, 5).planned_minutes) == ("skipped", 60)
    assert "ATAM, lightweight" in read(world, "")
    assert "Use the full agenda" in read(world, who=world.jonas)
    assert "</b> took the agenda of the other template" in read(world, "")
    jonas.post(world.url("preparation/template/"), {"template": "atam_full"})
    assert (step(world, 7).status, step(world, 7).skip_reason, step(world, 5).planned_minutes) == (
        "not_started",
        "",
        90,
    )
    page = text(jonas.post(world.url("preparation/template/"), {"template": "waterfall"}, follow=True))
    assert "There is no such template." in page


def test_the_agenda_of_the_other_template_keeps_what_somebody_wrote(world):
    """A reason of one's own, minutes of one's own: neither is the template's to take."""
    agenda = {"actor": world.jonas, "assessment": world.assessment}
    set_step(**agenda, step_id=step(world, 1).public_id, status="skipped", skip_reason="All know the method")
    set_step(**agenda, step_id=step(world, 3).public_id, status="skipped", skip_reason="Seen in May")
    edit_step(**agenda, public_id=step(world, 5).public_id, edits={"planned_minutes": Edit(base="90", new="75")})
    jonas = world.client(world.jonas)
    for template in ("atam_light", "atam_full", "atam_full"):
        jonas.post(world.url("preparation/template/"), {"template": template})
        kept = [(step(world, number).status, step(world, number).skip_reason) for number in (1, 3)]
        assert kept == [("skipped", "All know the method"), ("skipped", "Seen in May")]
        assert step(world, 5).planned_minutes == 75
    assert [step(world, number).planned_minutes for number in (1, 6, 7)] == [30, 180, 90]
    assert (step(world, 7).status, step(world, 7).skip_reason) == ("not_started", "")


class TestDocuments:
    def test_one_is_asked_for_in_one_line_and_received(self, world):
        response = ask(world, "Deployment view @Daniel 2026-06-05", **HTMX)

        row = RequestedDocument.objects.get()
        assert (row.name, row.asked_of, row.due_on) == ("Deployment view", world.daniel, date(2026, 6, 5))
        assert response.content.decode().lstrip().startswith('<section id="documents"')
        assert "0 of 1 received" in text(response)
        assert "Asked of Daniel Cho" in text(response)
        assert 'value="1">Mark received<' in text(response)

        address = world.url(f"preparation/documents/{row.public_id}/received/")
        page = text(world.client(world.jonas).post(address, {"received": "1"}, follow=True))
        row.refresh_from_db()
        assert row.received_on is not None
        assert "1 of 1 received" in page
        assert ", asked of Daniel Cho" in page
        assert 'value="0">Take back<' in page
        world.client(world.jonas).post(address, {"received": "0"})
        row.refresh_from_db()
        assert row.received_on is None

    def test_what_a_line_says_is_shown_while_it_is_typed(self, world):
        address = world.url("preparation/documents/read/")

        page = text(world.client(world.jonas).get(address, {"line": "Case @Ines 2026-06-05"}))

        assert "due 2026-06-05" in page
        assert "Ines is added" in page

    @pytest.mark.parametrize("kwargs", [{}, HTMX])
    def test_a_line_that_says_nothing_is_refused_and_kept(self, world, kwargs):
        response = ask(world, "@Daniel 2026-06-05", **kwargs)

        assert response.status_code == 422
        assert "Write what the document is" in text(response)
        assert 'value="@Daniel 2026-06-05"' in text(response)

    def test_its_page_saves_itself_and_deletes_with_undo(self, world):
        ask(world, "Deployment view")
        row = RequestedDocument.objects.get()
        address = world.url(f"preparation/documents/{row.public_id}/")
        jonas = world.client(world.jonas)
        data = {"where": "https://wiki.example.org/d", "base_where": "", "due_on": "2026-06-05", "base_due_on": ""}

        assert jonas.post(address + "edit/", data, **HTMX).status_code == 200

        row.refresh_from_db()
        assert (row.where, row.due_on) == ("https://wiki.example.org/d", date(2026, 6, 5))
        assert "https://wiki.example.org/d" in read(world, f"preparation/documents/{row.public_id}/")
        refused = jonas.post(address + "edit/", {"due_on": "soon", "base_due_on": "2026-06-05"}, **HTMX)
        assert "Write the date as year-month-day" in text(refused)
        jonas.post(address + "delete/")
        assert "None asked for yet" in read(world)
        world.assessment.refresh_from_db()
        jonas.post(world.url(f"undo/{world.assessment.revision}/"))
        assert "Deployment view" in read(world)

    def test_what_is_late_says_so(self, world):
        ask(world, "Deployment view 2020-06-05")
        assert "was due 5 June" in read(world)


class TestDecision:
    def save(self, world, base=None, **fields):
        world.assessment.refresh_from_db()
        from assessments.dossier.loaders.frame import assessment_info

        stored = DecisionForm(info=assessment_info(world.assessment)).stored
        data = {**stored, **{f"base_{name}": value for name, value in stored.items()}, **(base or {}), **fields}
        response = world.client(world.jonas).post(world.url("preparation/decide/"), data, **HTMX)
        world.assessment.refresh_from_db()
        return response

    def test_scope_and_decision_are_saved_and_shown(self, world):
        response = self.save(
            world,
            scope="Payments, **not** cards",
            go="go",
            decided_because="Everybody is there",
            decided_by="Elena Rossi",
            decided_on="2026-06-02",
        )

        assert response.status_code == 200
        assert (world.assessment.go, world.assessment.decided_on) == ("go", date(2026, 6, 2))
        for page in (read(world), read(world, "preparation/decision/")):
            assert "Decided by Elena Rossi on 2 June 2026." in page
            assert "Everybody is there" in page
            assert "<strong>not</strong> cards" in page
        assert "changed assessment FinTech Platform" in read(world, "", who=world.maya)

    def test_a_no_go_without_reason_is_refused(self, world):
        response = self.save(world, go="no_go")

        assert response.status_code == 422
        assert "Say why the evaluation does not take place" in text(response)
        assert world.assessment.go == ""
        self.save(world, go="no_go", decided_because="The architect has left")
        assert world.assessment.go == "no_go"
        assert "No-go" in read(world)
        assert "The architect has left" in read(world, ""), "nobody goes on with step 1 unknowing"
        self.save(world, go="go", decided_because="A new architect is there")
        assert "A new architect is there" not in read(world, "")

    def test_two_people_on_the_scope_lose_nothing(self, world):
        self.save(world, scope="Payments")

        response = self.save(world, base={"base_scope": ""}, scope="Settlement", decided_by="Elena")

        assert response.status_code == 409
        assert "Payments" in text(response)
        assert (world.assessment.scope, world.assessment.decided_by) == ("Payments", "Elena")

    def test_without_script_the_page_comes_back(self, world):
        data = {"scope": "Payments", "base_scope": ""}
        response = world.client(world.jonas).post(world.url("preparation/decide/"), data)
        assert response["Location"] == world.url("preparation/decision/")


def test_the_agenda_is_printed_as_a_page_without_the_frame(world):
    ask(world, "Deployment view @Daniel 2026-06-05")
    world.client(world.jonas).post(world.url("preparation/dates/"), {"phase_1": "2026-06-09T09:00"})
    actions.edit_preparation(assessment=world.assessment, actor=world.maya, edits={})

    page = read(world, "preparation/agenda/")

    assert "<h1>Agenda: FinTech Platform</h1>" in page
    assert 'class="side"' not in page
    assert "09:00–09:30" in page
    assert "1 Present the ATAM" in page
    assert "7 Brainstorm and prioritise scenarios" in page, "it has no date yet"
    assert "Priya Nair" in page
    assert "Deployment view, Daniel Cho, due 5 June" in page
    assert "Times in UTC" in page


READS = ["preparation/", "preparation/agenda/", "preparation/decision/"]
WRITES = ["dates/", "template/", "decide/", "documents/add/"]


@pytest.mark.parametrize("path", READS)
def test_reading(world, path):
    assert world.client(world.sam).get(world.url(path)).status_code == 404
    assert world.client(world.vera).post(world.url(path)).status_code == 405


@pytest.mark.parametrize("path", WRITES)
def test_writing(world, path):
    address = world.url("preparation/" + path)
    assert world.client(world.sam).post(address).status_code == 404
    assert world.client(world.elena).post(address).status_code == 403
    assert world.client(world.jonas).get(address).status_code == 405


def test_writing_one_document(world):
    ask(world, "Deployment view")
    row = RequestedDocument.objects.get()
    address = world.url(f"preparation/documents/{row.public_id}/")
    assert world.client(world.sam).get(address).status_code == 404
    assert world.client(world.vera).post(address).status_code == 405
    assert world.client(world.vera).get(world.url("preparation/documents/gone/")).status_code == 404
    assert world.client(world.vera).get(world.url("preparation/documents/read/")).status_code == 403
    for path in ("edit/", "received/", "delete/"):
        assert world.client(world.sam).post(address + path).status_code == 404
        assert world.client(world.vera).post(address + path).status_code == 403
        assert world.client(world.jonas).get(address + path).status_code == 405
    assert RequestedDocument.objects.living().count() == 1


@pytest.mark.parametrize("path", READS)
def test_costs_the_same_queries_however_full(world, path, django_assert_num_queries):
    vera, cost = world.client(world.vera), {"preparation/": 10, "preparation/agenda/": 6}.get(path, 9)
    vera.get(world.url(path))
    for number in (1, 4, 45):
        for index in range(number):
            ask(world, f"Document {number} {index}")
            add_participant(assessment=world.assessment, actor=world.maya, name=f"Guest {number} {index}")
        with django_assert_num_queries(cost):
            vera.get(world.url(path))
    assert Participant.objects.count() == 56


def test_the_report_prints_all_of_it(world, load):
    from assessments.report.html import build

    ask(world, "Deployment view @Daniel 2026-06-05")
    world.client(world.jonas).post(world.url("preparation/dates/"), {"phase_1": "2026-06-09T09:00"})
    row = RequestedDocument.objects.get()
    actions.receive_document(
        assessment=world.assessment, actor=world.maya, public_id=row.public_id, on=date(2026, 6, 4)
    )
    values = {
        "scope": "Payments, **not** cards",
        "go": "go",
        "decided_because": "Everybody is there",
        "decided_by": "Elena Rossi",
        "decided_on": "2026-06-02",
    }
    edits = {name: Edit("", text) for name, text in values.items()}
    actions.edit_preparation(assessment=world.assessment, actor=world.maya, edits=edits)

    html = " ".join(build(load(*PARTS)).html.split())

    for said in (
        "Payments, <strong>not</strong> cards",
        "<strong>Go</strong>, 2 June 2026, Elena Rossi",
        "Everybody is there",
        "Deployment view",
        "Daniel Cho</td><td>5 Jun 2026</td><td>4 Jun 2026</td>",
        "Tue 9 June 2026, 09:00",
        "Architect",
    ):
        assert said in html


def test_a_step_over_midnight_says_the_day_it_ends_on_and_is_found_from_its_page(world):
    maya = world.client(world.maya)
    six = step(world, 6)
    begins = datetime(2026, 6, 9, 22, tzinfo=UTC)
    edits = {"starts_at": Edit(base="", new=begins.isoformat()), "planned_minutes": Edit(base="180", new="180")}
    edit_step(assessment=world.assessment, actor=world.maya, public_id=six.public_id, edits=edits)

    for address in (world.url("preparation/agenda/"), world.url("preparation/")):
        page = " ".join(maya.get(address).content.decode().split())
        assert f'id="agenda-{six.public_id}"' in page
        assert '22:00–01:00<span class="sub">on 10 Jun</span>' in page
    page = maya.get(world.url(f"agenda/{six.public_id}/")).content.decode()
    assert f'href="{world.url("preparation/agenda/")}#agenda-{six.public_id}"' in page


@pytest.mark.parametrize(("template", "recap"), [("atam_full", True), ("atam_light", False)])
def test_the_second_session_begins_with_a_recap_in_the_full_method(world, template, recap):
    world.assessment.template = template
    world.assessment.save(update_fields=["template"])
    nine = step(world, 9)
    edits = {"starts_at": Edit(base="", new=datetime(2026, 6, 23, 9, tzinfo=UTC).isoformat())}
    edit_step(assessment=world.assessment, actor=world.maya, public_id=nine.public_id, edits=edits)

    page = world.client(world.maya).get(world.url("preparation/agenda/")).content.decode()
    assert ("presents the results of steps 1 to 6 again" in page) is recap

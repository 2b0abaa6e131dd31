"""The overview: real counts, the agenda, what is still missing, what happened, and undo."""

import pytest

from assessments import changes
from assessments.models import Change, Driver, Scenario, Step
from assessments.new_rows import new_attribute, new_driver, new_finding, new_scenario, refinement_of
from assessments.overview.step_actions import set_step


def fill(world, number=1):
    """`number` of each: drivers, attributes with a (H,H) scenario, risks, sensitivity points, trade-offs."""
    with changes.record(world.assessment, world.maya, "fill") as change:
        for index in range(number):
            new_driver(change, statement=f"99.{index}% availability")
            attribute = new_attribute(change, name=f"Quality {index}")
            home = refinement_of(change, attribute)
            new_scenario(change, refinement=home, statement="A region fails", importance="H", difficulty="H")
            new_finding(change, kind="R", title="Single region failure", severity="critical", attributes=[])
            new_finding(change, kind="S", title="Replication", attributes=[(attribute, "")])
            new_finding(change, kind="T", title="Sync or async", attributes=[(attribute, "+")])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_shows_figures_agenda_checks_and_people(world):
    fill(world, 2)
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(Scenario.objects.first(), analysis="analysed")

    page = text(world.client(world.vera).get(world.url()))

    assert "<dt>Analysed</dt><dd>1 <small>of 2 (H,H)</small></dd>" in page
    assert "1 of 2 (H,H) analysed" in page
    assert "<dd>2 <small>2 rated (H,H)</small></dd>" in page
    assert "<dt>Open risks</dt><dd>2 <small>2 critical</small></dd>" in page
    assert "2 scenarios have no response measure" in page
    assert "2 business drivers are served by no scenario" in page
    assert "2 risks belong to no risk theme" in page
    assert "2 trade-off points name fewer than two attributes" in page
    assert "Every scenario in the tree is rated" in page
    assert "3 of 10 ready" in page
    assert "2 scenarios, 2 rated (H,H)" in page
    assert "Daniel Cho" in page


def test_a_stranger_finds_nothing(world):
    assert world.client(world.sam).get(world.url()).status_code == 404


def test_only_reads(world):
    assert world.client(world.maya).post(world.url()).status_code == 405


def test_readers_get_no_buttons_that_change_things(world):
    fill(world)

    page = text(world.client(world.vera).get(world.url()))

    assert "Save step" not in page
    assert "/undo/" not in page
    assert "/settings/" not in page


@pytest.mark.parametrize("number", [1, 5, 50])
def test_costs_the_same_queries_however_full(world, number, django_assert_num_queries):
    fill(world, number)
    maya = world.client(world.maya)

    with django_assert_num_queries(34):
        maya.get(world.url())


class TestSteps:
    def post(self, world, who, number, htmx=False, **data):
        step = Step.objects.get(assessment=world.assessment, number=number)
        headers = {"HX-Request": "true"} if htmx else {}
        return world.client(who).post(world.url(f"steps/{step.public_id}/"), data, headers=headers)

    def test_a_plain_form_is_sent_back_to_the_step(self, world):
        response = self.post(world, world.jonas, 2, status="done", actual_minutes="52")

        step = Step.objects.get(assessment=world.assessment, number=2)
        assert response["Location"] == world.url(f"#step-{step.public_id}")
        assert (step.status, step.actual_minutes) == ("done", 52)
        world.assessment.refresh_from_db()
        assert world.assessment.status == "running"
        page = text(world.client(world.jonas).get(world.url()))
        assert "52 / 45 min" in page
        assert "7 min over" in page
        assert "closed step 2 after 52 minutes" in page

    def test_htmx_gets_the_agenda_and_the_spine_counts_again(self, world):
        response = self.post(world, world.jonas, 2, htmx=True, status="in_progress")

        assert response.content.decode().lstrip().startswith('<div class="steps scroll-x" id="steps"')
        assert response["HX-Retarget"] == "#steps"
        assert "counts-changed" in response["HX-Trigger"]

    @pytest.mark.parametrize("htmx", [False, True])
    def test_skipping_without_a_reason_is_refused(self, world, htmx):
        response = self.post(world, world.jonas, 7, htmx=htmx, status="skipped")

        assert response.status_code == 422
        assert "Say in a few words why the step is skipped" in response.content.decode()
        assert Step.objects.get(assessment=world.assessment, number=7).status == "not_started"

    def test_what_was_typed_comes_back_with_the_refusal(self, world):
        page = text(self.post(world, world.jonas, 7, status="skipped", actual_minutes="17"))
        assert '<option value="skipped" selected>' in page
        assert 'name="actual_minutes"' in page
        assert 'value="17"' in page

    def opened(self, **values) -> dict:
        """The hidden values of a form that was opened before anybody said anything."""
        return {"base_status": "not_started", "base_skip_reason": "", "base_actual_minutes": ""} | values

    @pytest.mark.parametrize("htmx", [False, True])
    def test_two_people_who_save_one_step_are_told_of_each_other(self, world, htmx):
        self.post(world, world.maya, 7, **self.opened(status="skipped", skip_reason="Only one room"))

        response = self.post(world, world.jonas, 7, htmx=htmx, **self.opened(status="in_progress", actual_minutes="5"))

        assert response.status_code == 409
        said = "Maya Okafor saved this step meanwhile: Skipped, Only one room. Yours is not stored"
        assert said in text(response)
        step = Step.objects.get(assessment=world.assessment, number=7)
        assert (step.status, step.skip_reason, step.actual_minutes) == ("skipped", "Only one room", None)
        assert '<input type="hidden" name="base_status" value="skipped">' in text(response)

        again = {"base_status": "skipped", "base_skip_reason": "Only one room", "base_actual_minutes": ""}
        self.post(world, world.jonas, 7, status="in_progress", actual_minutes="5", **again)
        step.refresh_from_db()
        assert (step.status, step.skip_reason, step.actual_minutes) == ("in_progress", "", 5)

    def test_what_a_form_leaves_as_it_was_does_not_undo_what_others_did(self, world):
        self.post(world, world.maya, 2, **self.opened(status="done"))
        self.post(world, world.jonas, 2, **self.opened(status="not_started", actual_minutes="40"))
        step = Step.objects.get(assessment=world.assessment, number=2)
        assert (step.status, step.actual_minutes) == ("done", 40)

    def test_skipped_with_a_reason_then_reopened(self, world):
        self.post(world, world.jonas, 7, status="skipped", skip_reason="Only one room")
        self.post(world, world.jonas, 7, status="not_started", skip_reason="Only one room")

        page = text(world.client(world.jonas).get(world.url()))
        assert "skipped step 7: Only one room" in page
        assert "reopened step 7" in page
        assert Step.objects.get(assessment=world.assessment, number=7).skip_reason == ""

    def test_access(self, world):
        step = Step.objects.get(assessment=world.assessment, number=2)
        address = world.url(f"steps/{step.public_id}/")

        assert world.client(world.sam).post(address, {"status": "done"}).status_code == 404
        assert world.client(world.vera).post(address, {"status": "done"}).status_code == 403
        assert world.client(world.jonas).get(address).status_code == 405
        assert Step.objects.get(pk=step.pk).status == "not_started"


def test_the_last_change_can_be_undone_from_the_activity(world):
    fill(world)
    maya = world.client(world.maya)
    address = world.url(f"undo/{world.assessment.revision}/")
    assert f'action="{address}"' in text(maya.get(world.url()))

    page = text(maya.post(address, headers={"referer": "http://testserver" + world.url()}, follow=True))

    assert "took back a change to" in page
    assert not Driver.objects.living().exists()
    assert "No drivers, scenarios or findings yet" in page


def test_once_a_step_has_begun_the_overview_leads_to_it(world):
    """A room in the middle of step 1 was told to add a driver, and step 1 had no button at all."""
    maya, steps = world.client(world.maya), {step.number: step for step in Step.objects.all()}

    def page():
        return text(maya.get(world.url()))

    assert "No drivers, scenarios or findings yet" in page()
    assert "people so far.</span>" in page(), "the architect takes part"
    set_step(assessment=world.assessment, actor=world.maya, step_id=steps[1].public_id, status="in_progress")
    assert "No drivers, scenarios or findings yet" not in page()
    own = world.url(f"agenda/{steps[1].public_id}/")
    assert f'<a class="btn btn--primary" href="{own}">Continue step 1<' in page()
    set_step(assessment=world.assessment, actor=world.maya, step_id=steps[1].public_id, status="done")
    assert f'<a class="btn btn--primary" href="{world.url("drivers/")}">Continue step 2<' in page(), (
        "nobody closed the preparation, which does not hold up the room"
    )
    for number in range(2, 10):
        set_step(assessment=world.assessment, actor=world.maya, step_id=steps[number].public_id, status="done")
    assert ">Continue: Follow-up<" in page()
    set_step(assessment=world.assessment, actor=world.maya, step_id=steps[10].public_id, status="done")
    assert f'<a class="btn btn--primary" href="{world.url("preparation/")}">Continue: Preparation<' in page()


class TestActivity:
    def test_edits_of_one_field_soon_after_each_other_are_one_line(self, world, load):
        with changes.record(world.assessment, world.maya, "driver.add") as change:
            driver = new_driver(change, statement="Fast")
        for statement in ("Faster", "Fastest"):
            with changes.record(world.assessment, world.jonas, "driver.edit") as change:
                change.update(driver, statement=statement)

        page = text(world.client(world.maya).get(world.url()))

        assert "changed the statement of BD1 from Fast to Fastest" in page
        assert "Faster" not in page

    def test_ratings_are_told_by_their_letters(self, world):
        fill(world)
        from assessments.models import Scenario

        with changes.record(world.assessment, world.daniel, "scenario.rate") as change:
            change.update(change.get(Scenario, Scenario.objects.get().public_id), difficulty="M")

        assert "changed the difficulty of Qu1 from H to M" in text(world.client(world.maya).get(world.url()))

    def test_the_name_stays_when_the_person_is_gone(self, world):
        fill(world)
        Change.objects.update(actor=None)

        assert "<b>Maya Okafor</b> added business driver BD1" in text(world.client(world.maya).get(world.url()))


def test_spine_fragment_marks_the_page_it_stands_on(world):
    set_step(
        assessment=world.assessment,
        actor=world.maya,
        step_id=Step.objects.get(assessment=world.assessment, number=2).public_id,
        status="done",
    )
    address = world.url("spine/")

    page = text(world.client(world.maya).get(address, {"at": world.url("people/")}))

    assert f'<a href="{world.url("people/")}" aria-current="page">' in page
    assert "Present the ATAM" in page
    assert world.client(world.sam).get(address).status_code == 404
    assert world.client(world.maya).post(address).status_code == 405

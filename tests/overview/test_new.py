"""Starting an assessment from a template."""

from assessments.models import Assessment, Step


def test_page_says_what_each_template_switches_on(world):
    page = world.client(world.sam).get("/new/").content.decode()

    assert "9 steps, 12 hours planned" in page
    assert "6 steps, 5 hours planned" in page
    assert page.count("Business drivers, Architecture, Architectural approaches, Utility tree, Analysis") == 2
    assert "Workshop" not in page, "it has no page yet"


def test_starts_with_agenda_and_lead(world):
    response = world.client(world.sam).post(
        "/new/", {"title": "  Claims\tIntake ", "system": "Insurance", "template": "atam_light"}
    )

    assessment = Assessment.objects.get(title="Claims Intake")
    assert response["Location"] == f"/a/{assessment.public_id}/"
    assert assessment.system == "Insurance"
    steps = Step.objects.filter(assessment=assessment)
    assert steps.count() == 11
    assert set(steps.filter(status="skipped").values_list("number", flat=True)) == {1, 7, 8}
    page = world.client(world.sam).get(response["Location"]).content.decode()
    assert "No drivers, scenarios or findings yet" in page
    assert "started the assessment" in page


def test_without_a_title_says_so_and_keeps_what_was_typed(world):
    response = world.client(world.sam).post("/new/", {"title": " ", "system": "Insurance", "template": "atam_light"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Give the assessment a title." in page
    assert 'value="Insurance"' in page
    assert 'value="atam_light" id="id_template_1" checked' in page
    assert Assessment.objects.count() == 1


def test_an_unknown_template_and_a_long_title_are_refused_in_words(world):
    page = world.client(world.sam).post("/new/", {"title": "x" * 301, "template": "waterfall"}).content.decode()

    assert "Choose one of the templates." in page
    assert "300 is the most. Shorten it." in page


def test_wrong_method(world):
    assert world.client(world.sam).delete("/new/").status_code == 405

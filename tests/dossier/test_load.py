"""Loading a dossier: what is deleted is gone with what hangs on it, parts are named, queries do not grow."""

from datetime import date

import pytest
from django.template import Context, Template

from assessments import changes, undoing
from assessments.architecture.pictures import check
from assessments.dossier.load import PARTS
from assessments.dossier.loaders.tree import load_scenario
from assessments.dossier.types import NotLoaded
from assessments.editing import delete_row
from assessments.models import (
    AnalysisQuestion,
    AnalysisRow,
    Approach,
    ApproachComponent,
    Component,
    Connection,
    DismissedCandidate,
    Driver,
    Finding,
    FindingComment,
    FindingLink,
    ParkedItem,
    Participant,
    QualityAttribute,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    Refinement,
    RequestedDocument,
    RiskTheme,
    Scenario,
    ScenarioAttribute,
    ScenarioDriver,
    Step,
    ThemeDriver,
    ThemeRisk,
    Upload,
    View,
)
from assessments.new_rows import (
    new_approach,
    new_attribute,
    new_driver,
    new_finding,
    new_recommendation,
    new_requirement,
    new_scenario,
    new_theme,
    refinement_of,
)
from tests.components.files import png


def fill(world, number: int, *, start: int = 0):
    """`number` of everything, linked one to one: driver, scenario, approach, risk, trade-off, theme, recommendation."""
    with changes.record(world.assessment, world.maya, "test") as change:
        availability = QualityAttribute.objects.filter(assessment=world.assessment, name="Availability").first()
        if availability is None:
            availability = new_attribute(change, name="Availability")
            new_attribute(change, name="Cost", in_tree=False)
        cost = QualityAttribute.objects.get(assessment=world.assessment, name="Cost")
        for n in range(start, start + number):
            driver = new_driver(change, statement=f"Driver {n}", stated_by=world.elena)
            new_requirement(change, statement=f"Requirement {n}", target="< 100", unit="ms")
            home = refinement_of(change, availability, f"Concern {n}")
            scenario = new_scenario(change, refinement=home, statement=f"Scenario {n}", importance="H", difficulty="M")
            approach = new_approach(change, name=f"Approach {n}")
            risk = new_finding(change, kind="R", title=f"Risk {n}", severity="high", owner=world.daniel)
            new_finding(change, kind="T", title=f"Trade {n}", attributes=[(availability, "+"), (cost, "-")])
            theme = new_theme(change, title=f"Theme {n}")
            answer = new_recommendation(change, title=f"Answer {n}", owner=world.daniel)
            change.create(ScenarioDriver, scenario=scenario, driver=driver)
            change.create(FindingLink, finding=risk, scenario=scenario, approach=approach)
            change.create(ThemeRisk, theme=theme, risk=risk)
            change.create(ThemeDriver, theme=theme, driver=driver, degree="threatens")
            change.create(RecommendationFinding, recommendation=answer, finding=risk)
            change.create(RecommendationTheme, recommendation=answer, theme=theme)
            fill_analysis(change, world, n, scenario=scenario, approach=approach, risk=risk)


def fill_analysis(change, world, n: int, *, scenario, approach, risk) -> None:
    """A component with a connection, a view with its image, a sheet with a question, a comment, a parked item."""
    component = change.create(
        Component, number=change.claim_number("C", n + 1), name=f"Component {n}", name_key=f"component {n}"
    )
    change.create(ApproachComponent, approach=approach, component=component)
    change.create(Connection, source=component, target=component, label="retries")
    image = change.create(Upload, name="a.png", **check(png()).columns)
    view = change.create(View, name=f"View {n}", drawn_from="image", image=image)
    change.create(ScenarioAttribute, scenario=scenario, attribute=cost_of(change))
    change.update(scenario, analysis="in_analysis", reasoning="Both copies share a region.", view=view)
    change.update(scenario, locked_by=world.jonas, locked_at=change.now)
    change.create(AnalysisRow, scenario=scenario, approach=approach)
    asked = {"text": f"Question {n}", "asked_by": world.maya, "number": change.next_number("Q")}
    change.create(AnalysisQuestion, scenario=scenario, approach=approach, **asked)
    change.create(FindingComment, finding=risk, author=world.daniel, text=f"Comment {n}")
    said = {"said": f"Property {n}", "reason": "One of them only", "dismissed_by": world.maya}
    change.create(DismissedCandidate, approach=approach, dismissed_on=date(2026, 6, 9), **said)
    step = Step.objects.get(assessment=change.assessment, number=6)
    parked = {"text": f"Parked {n}", "step": step, "owner": world.daniel, "number": change.next_number("P")}
    change.create(ParkedItem, **parked)
    change.create(RequestedDocument, name=f"Document {n}", asked_of=world.daniel)


def cost_of(change):
    return QualityAttribute.objects.get(assessment=change.assessment, name="Cost")


def codes(refs) -> list[str]:
    return [ref.code for ref in refs]


@pytest.fixture
def remove(world):
    def remove(model, **fields):
        row = model.objects.living().get(assessment=world.assessment, **fields)
        return delete_row(
            assessment=world.assessment, actor=world.maya, action="delete", model=model, public_id=row.public_id
        )

    return remove


def test_everything_is_linked(world, load):
    fill(world, 1)
    seen = load(*PARTS)
    [scenario] = seen.tree.scenarios
    [driver], [theme], [risk] = seen.drivers, seen.themes, seen.of_kind("R")
    [tradeoff], [recommendation] = seen.of_kind("T"), seen.recommendations
    assert (scenario.code, scenario.pair, scenario.rank) == ("Av1", "(H,M)", 1)
    assert (scenario.attribute, scenario.refinement) == ("Availability", "Concern 0")
    assert (codes(scenario.drivers), codes(scenario.findings)) == (["BD1"], ["R1"])
    assert (codes(driver.served_by), codes(driver.threatened_by), driver.stated_by.name) == (
        ["Av1"],
        ["RT1"],
        "Elena Rossi",
    )
    assert (codes(risk.found_in), codes(risk.approaches), codes(risk.themes)) == (["Av1"], ["A1"], ["RT1"])
    assert (codes(risk.recommendations), risk.owner.name) == (["Rec1"], "Daniel Cho")
    assert [(a.name, a.effect, a.in_tree) for a in tradeoff.attributes] == [
        ("Availability", "+", True),
        ("Cost", "-", False),
    ]
    assert (codes(theme.risks), [(ref.code, degree) for ref, degree in theme.drivers]) == (
        ["R1"],
        [("BD1", "threatens")],
    )
    assert (codes(recommendation.risks), codes(recommendation.themes)) == (["R1"], ["RT1"])
    assert seen.counts == type(seen.counts)(
        drivers=1,
        requirements=1,
        approaches=1,
        attributes=1,
        scenarios=1,
        tradeoff_points=1,
        risks=1,
        open_risks=1,
        themes=1,
        recommendations=1,
        components=1,
        questions_open=1,
        parked_open=1,
    )


def test_the_architecture_and_the_analysis_are_linked(world, load):
    fill(world, 1)
    seen = load("architecture", "approaches", "tree", "sheets", "findings", "parked", "requested")
    [component], [connection], [view] = (
        seen.architecture.components,
        seen.architecture.connections,
        seen.architecture.views,
    )
    assert (component.code, codes(component.approaches), codes(seen.approaches[0].components)) == ("C1", ["A1"], ["C1"])
    assert (connection.source, connection.target.code, connection.label) == (component.ref, "C1", "retries")
    assert (view.drawn_from, view.image.name, view.image.media_type) == ("image", "a.png", "image/png")
    [scenario] = seen.tree.scenarios
    assert (codes(scenario.tags), scenario.locked_by.name, scenario.analysis) == (["Co"], "Jonas Weber", "in_analysis")
    [sheet] = seen.sheets
    assert (sheet.scenario, sheet.view, codes(sheet.examined)) == (scenario.ref, view.ref, ["A1"])
    assert sheet.reasoning == "Both copies share a region."
    [question] = sheet.questions
    assert (question.code, question.text, question.asked_by.name, question.is_open) == (
        "Q1",
        "Question 0",
        world.maya.name,
        True,
    )
    [comment] = seen.of_kind("R")[0].comments
    assert (comment.text, comment.author.name) == ("Comment 0", "Daniel Cho")
    assert (seen.parked[0].code, seen.parked[0].step, seen.parked[0].owner.name) == ("P1", 6, "Daniel Cho")
    assert (seen.requested[0].name, seen.requested[0].asked_of.name) == ("Document 0", "Daniel Cho")


def test_what_is_deleted_leaves_the_sheet_and_the_drawing(world, load, remove):
    fill(world, 2)
    remove(Approach, name="Approach 0")
    remove(Component, name="Component 0")
    remove(Scenario, statement="Scenario 1")
    seen = load("architecture", "sheets", "counts")
    assert [connection.source.code for connection in seen.architecture.connections] == ["C2"]
    [sheet] = seen.sheets
    assert (sheet.scenario.code, sheet.examined, sheet.questions[0].approach) == ("Av1", (), None)
    assert seen.counts.questions_open == 1


def test_a_deleted_attribute_hides_its_scenarios_and_leaves_findings_without_it(world, load, remove):
    fill(world, 1)
    deleted = remove(QualityAttribute, name="Availability")
    seen = load("tree", "findings", "drivers", "counts")
    assert (seen.tree.scenarios, seen.tree.attributes, seen.counts.scenarios) == ((), (), 0)
    [tradeoff], [risk] = seen.of_kind("T"), seen.of_kind("R")
    assert [attribute.name for attribute in tradeoff.attributes] == ["Cost"]
    assert risk.found_in == seen.drivers[0].served_by == ()
    # Nothing below was touched, so undoing the one deletion brings all of it back.
    undoing.undo(assessment=world.assessment, actor=world.maya, revision=deleted.revision)
    assert codes(load("tree").tree.scenarios) == ["Av1"]


def test_a_deleted_refinement_hides_its_scenarios(world, load, remove):
    fill(world, 2)
    remove(Refinement, name="Concern 0")
    seen = load("tree", "counts")
    assert (codes(seen.tree.scenarios), seen.counts.scenarios) == (["Av2"], 1)


@pytest.mark.parametrize(
    ("model", "left"),
    [
        (Driver, {"drivers of Av1": [], "drivers of RT1": []}),
        (Scenario, {"scenarios of BD1": [], "scenarios of R1": []}),
        (Approach, {"approaches of R1": []}),
        (RiskTheme, {"themes of BD1": [], "themes of R1": [], "themes of Rec1": []}),
        (Recommendation, {"recommendations of R1": []}),
    ],
)
def test_links_to_a_deleted_row_are_dropped_and_others_stay(world, load, remove, model, left):
    fill(world, 1)
    before = links(load(*PARTS))
    remove(model)
    after = links(load(*PARTS))
    expected = {name: left.get(name, codes) for name, codes in before.items() if name in after}
    assert after == expected
    assert all(before[name] for name in left)


def test_links_to_a_deleted_risk_are_dropped(world, load, remove):
    fill(world, 1)
    remove(Finding, kind="R")
    after = links(load(*PARTS))
    assert (after["findings of Av1"], after["risks of RT1"], after["risks of Rec1"]) == ([], [], [])


def links(seen) -> dict[str, list[str]]:
    """Every reference in the dossier as {"drivers of Av1": [codes]}, for the rows that are there."""
    found = {}
    for scenario in seen.tree.scenarios:
        found |= {f"drivers of {scenario.code}": codes(scenario.drivers)}
        found |= {f"findings of {scenario.code}": codes(scenario.findings)}
    for driver in seen.drivers:
        found |= {f"scenarios of {driver.code}": codes(driver.served_by)}
        found |= {f"themes of {driver.code}": codes(driver.threatened_by)}
    for risk in seen.of_kind("R"):
        found |= {f"scenarios of {risk.code}": codes(risk.found_in), f"themes of {risk.code}": codes(risk.themes)}
        found |= {f"approaches of {risk.code}": codes(risk.approaches)}
        found |= {f"recommendations of {risk.code}": codes(risk.recommendations)}
    for theme in seen.themes:
        found |= {f"risks of {theme.code}": codes(theme.risks)}
        found |= {f"drivers of {theme.code}": [ref.code for ref, _degree in theme.drivers]}
    for answer in seen.recommendations:
        found |= {f"risks of {answer.code}": codes(answer.risks), f"themes of {answer.code}": codes(answer.themes)}
    return found


def test_who_left_keeps_their_name_on_what_they_said(world, load, remove):
    fill(world, 1)
    remove(Participant, name="Elena Rossi")
    seen = load("people", "drivers")
    assert "Elena Rossi" not in [person.name for person in seen.people]
    assert seen.drivers[0].stated_by.name == "Elena Rossi"


def test_an_unplaced_scenario_is_in_the_tree_but_under_no_attribute(world, load):
    with changes.record(world.assessment, world.maya, "test") as change:
        new_scenario(change, refinement=None, statement="From the wall")
    tree = load("tree").tree
    assert (codes(tree.unplaced), tree.attributes, codes(tree.scenarios)) == (["B1"], (), ["B1"])


def test_one_scenario_by_itself_says_what_the_tree_says(world, load):
    fill(world, 2)
    for row in Scenario.objects.filter(assessment=world.assessment):
        alone = load_scenario(row)
        [inside] = [scenario for scenario in load("tree").tree.scenarios if scenario.id == row.public_id]
        assert alone == inside


def test_another_assessment_stays_outside(world, load):
    from assessments.overview.actions import create_assessment

    fill(world, 1)
    elsewhere = create_assessment(owner=world.sam, title="Another")
    sam = Participant.objects.get(assessment=elsewhere)
    with changes.record(elsewhere, sam, "test") as change:
        new_driver(change, statement="Not ours")
    assert [driver.statement for driver in load("drivers").drivers] == ["Driver 0"]


def test_a_part_that_was_not_asked_for_raises(world, load):
    seen = load("drivers")
    with pytest.raises(NotLoaded, match="loaded without 'tree'"):
        seen.tree  # noqa: B018


@pytest.mark.parametrize(
    "template",
    [
        "{{ seen.tree }}",
        "{{ seen.tree.scenarios|length }}",
        "{% for scenario in seen.tree.scenarios %}{% endfor %}",
        "{% if seen.tree %}yes{% endif %}",
        "{% with tree=seen.tree %}{% endwith %}",
        "{{ seen.tree|default:'none' }}",
    ],
)
def test_a_template_cannot_swallow_it(world, load, template):
    """Templates hide most errors; this one must reach the developer, or pages would silently lack a part."""
    with pytest.raises(NotLoaded):
        Template(template).render(Context({"seen": load("drivers")}))


QUERIES = {
    "architecture": 6,
    "parked": 3,
    "requested": 2,
    "sheets": 9,
    "people": 1,
    "steps": 1,
    "counts": 1,
    "drivers": 8,
    "requirements": 1,
    "approaches": 3,
    "outline": 4,
    "tree": 10,
    "findings": 13,
    "dismissed": 3,
    "themes": 5,
    "recommendations": 6,
    "documents": 1,
}
ALL_PARTS = 34


def test_queries_do_not_grow_with_the_rows(world, load, django_assert_num_queries):
    for number, start in ((1, 0), (4, 1), (45, 5)):
        fill(world, number, start=start)
        for part, queries in QUERIES.items():
            with django_assert_num_queries(queries + 1):  # one reads the assessment again
                load(part)
        with django_assert_num_queries(ALL_PARTS + 1):
            seen = load(*PARTS)
    assert (len(seen.tree.scenarios), seen.counts.risks, len(seen.of_kind("T"))) == (50, 50, 50)
    assert set(QUERIES) == set(PARTS)

"""Clustering risks into themes: many at once, one by one, and how far each theme threatens each driver."""

import re

import pytest

from assessments import changes
from assessments.models import Finding, RiskTheme, ThemeDriver, ThemeRisk
from assessments.new_rows import new_driver

from .pages import HTMX, add, get, post, url


@pytest.fixture
def loose(world, found):
    """Three risks in no theme, beside the one that is in one."""
    return [add(world, "R", line) for line in ("Gateway times out", "Compliance lags", "Third party rate limits")]


def members(theme):
    return sorted(link.risk.code for link in ThemeRisk.objects.living().filter(theme=theme))


def test_selected_risks_are_put_into_a_theme_as_one_change_with_undo(world, loose):
    theme = RiskTheme.objects.get()
    data = {"risk": [risk.public_id for risk in loose[:2]], "theme": theme.public_id}
    response = post(world, "findings-assign", data=data, follow=True)
    assert "2 risks put into RT1" in response.content.decode()
    assert members(theme) == ["R1", "R2", "R3"]
    world.assessment.refresh_from_db()
    post(world, "undo", world.assessment.revision)
    assert members(theme) == ["R1"]


def test_a_notice_counts_the_risks_that_came_anew(world, loose):
    theme = RiskTheme.objects.get()
    both = [row.public_id for row in Finding.objects.filter(kind="R")][:2]
    said = post(
        world, "findings-assign", data={"risk": both[:1], "theme": theme.public_id}, follow=True
    ).content.decode()
    assert "They were in RT1 already" in said
    said = post(world, "findings-assign", data={"risk": both, "theme": theme.public_id}, follow=True).content.decode()
    assert "1 risk put into RT1" in said


def test_selected_risks_are_put_into_a_new_theme(world, loose):
    data = {"risk": [risk.public_id for risk in loose], "title": "Third parties set our limits"}
    text = post(world, "findings-assign", data=data, **HTMX).content.decode()
    assert text.lstrip().startswith('<div id="findings"')
    assert "3 risks put into RT2" in text
    assert members(RiskTheme.objects.get(number=2)) == ["R2", "R3", "R4"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"title": "Third parties"}, "Select at least one risk"),
        ({"risk": ["R"]}, "Choose a theme, or name a new one"),
        ({"risk": ["N"], "title": "Third parties"}, "N1 is no risk"),
        ({"risk": ["nosuchrow"], "title": "Third parties"}, "deleted in the meantime"),
    ],
)
@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_an_assignment_that_is_refused_says_why_and_keeps_the_title(world, loose, data, sentence, kwargs):
    ids = {kind: Finding.objects.filter(kind=kind).first().public_id for kind in "RN"}
    data = data | {"risk": [ids.get(name, name) for name in data.get("risk", [])]}
    response = post(world, "findings-assign", data=data, **kwargs)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert ('value="Third parties"' in text) is ("title" in data)
    assert RiskTheme.objects.count() == 1


def test_the_page_of_themes_has_a_column_for_each_theme_and_one_for_risks_in_none(world, loose):
    text = get(world, "themes")
    none, theme = text.split('class="lane"')[1:3]
    assert all(risk.title in none for risk in loose)
    assert "Single region failure" in theme.partition("</section>")[0]
    assert "1 theme, 3 risks without a theme" in text
    reader = get(world, "themes", who=world.vera)
    assert "data-move-card" not in reader
    assert "Single region failure" in reader


def move(world, risk, source, to, **kwargs):
    data = {"risk": risk.public_id, "source": source, "to": to}
    return post(world, "theme-move", data=data, **kwargs)


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_risk_moves_between_columns_and_back(world, found, kwargs):
    theme = RiskTheme.objects.get()
    other = post(world, "theme-new", data={"title": "Third parties"}) and RiskTheme.objects.get(number=2)
    response = move(world, found, theme.public_id, other.public_id, **kwargs)
    assert response.status_code == (200 if kwargs else 302)
    assert (members(theme), members(other)) == ([], ["R1"])
    world.assessment.refresh_from_db()
    post(world, "undo", world.assessment.revision)
    assert (members(theme), members(other)) == (["R1"], [])
    move(world, found, theme.public_id, "", **kwargs)
    assert (members(theme), members(other)) == ([], [])


def test_the_card_that_was_moved_keeps_the_focus(world, found):
    theme = RiskTheme.objects.get()
    text = move(world, found, theme.public_id, "", **HTMX).content.decode()
    assert f'id="card-none-{found.public_id}" data-focus' in text


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_only_risks_move_and_only_to_themes_that_are_there(world, found, kwargs):
    nonrisk = Finding.objects.get(kind="N")
    response = move(world, nonrisk, "", RiskTheme.objects.get().public_id, **kwargs)
    assert (response.status_code, "N1 is no risk" in response.content.decode()) == (422, True)
    response = move(world, found, "", "nosuchrow", **kwargs)
    assert (response.status_code, "deleted in the meantime" in response.content.decode()) == (422, True)


def test_a_column_is_added_with_the_risks_its_line_gathers(world, loose):
    text = post(
        world, "theme-new", data={"title": "Third parties ^r2 ^R4|They set our limits"}, **HTMX
    ).content.decode()
    assert "RT2 added" in text
    theme = RiskTheme.objects.get(number=2)
    assert (theme.title, theme.summary, members(theme)) == ("Third parties", "They set our limits", ["R2", "R4"])
    response = post(world, "theme-new", data={"title": "Another ^R99"})
    assert response.status_code == 422
    assert "There is no risk R99" in response.content.decode()
    assert 'value="Another ^R99"' in response.content.decode()


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_theme_without_a_name_is_refused(world, found, kwargs):
    response = post(world, "theme-new", data={"title": " "}, **kwargs)
    assert (response.status_code, "Name the pattern" in response.content.decode()) == (422, True)


def test_what_is_not_there_yet_is_said(world):
    text = get(world, "themes")
    assert f'No risks yet. <a href="{url(world, "findings")}">Add one</a> to gather it here.' in text
    assert "Every risk is in a theme" not in text
    assert "Drag a risk" not in text
    reading = get(world, "themes", who=world.vera)
    assert "No risks yet" in reading
    assert "Add one" not in reading
    add(world, "R", "Gateway times out")
    post(world, "theme-new", data={"title": "Third parties"})
    text = get(world, "themes")
    assert f'once <a href="{url(world, "drivers")}">business drivers</a> are written down' in text
    move(world, Finding.objects.get(), "", RiskTheme.objects.get().public_id)
    assert "Every risk is in a theme" in get(world, "themes")


def test_a_script_that_asks_for_the_page_gets_its_region(world, loose):
    response = world.client(world.vera).get(url(world, "themes"), **HTMX)
    assert response.content.decode().lstrip().startswith('<div id="cluster"')
    assert "HX-Request" in response["Vary"]


@pytest.fixture
def second(world, found):
    with changes.record(world.assessment, world.maya, "test") as change:
        return new_driver(change, statement="Expand to five markets")


def cell(driver, base):
    return f"cell:{RiskTheme.objects.get().public_id}:{driver.public_id}:{base}"


def chosen(text, name):
    choice = text[text.index(f'name="{name}"') :].partition("</select>")[0]
    return re.search(r'value="([^"]*)" selected', choice)[1]


def degrees():
    return {link.driver.statement: link.degree for link in ThemeDriver.objects.living()}


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_cells_of_the_matrix_are_set_as_one_change_and_undone(world, second, kwargs):
    first = ThemeDriver.objects.get().driver
    text = get(world, "themes")
    for name in (cell(first, "blocks"), cell(second, "-")):
        assert f'name="{name}"' in text
    assert 'aria-label="How far RT1 threatens BD2"' in text
    data = {cell(first, "blocks"): "-", cell(second, "-"): "slows"}
    response = post(world, "theme-matrix", data=data, **kwargs)
    assert response.status_code == (200 if kwargs else 302)
    assert degrees() == {"Expand to five markets": "slows"}
    world.assessment.refresh_from_db()
    post(world, "undo", world.assessment.revision)
    assert degrees() == {"99.99% availability": "blocks"}


def test_cells_nobody_touched_are_left_alone(world, second):
    first = ThemeDriver.objects.get().driver
    revision = world.assessment.revision
    post(world, "theme-matrix", data={cell(first, "blocks"): "blocks", cell(second, "-"): "-"})
    world.assessment.refresh_from_db()
    assert world.assessment.revision == revision


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_cell_that_somebody_else_changed_meanwhile_is_not_overwritten(world, second, kwargs):
    first = ThemeDriver.objects.get().driver
    post(world, "theme-matrix", data={cell(first, "blocks"): "slows"})
    data = {cell(first, "blocks"): "threatens", cell(second, "-"): "blocks"}
    response = post(world, "theme-matrix", data=data, **kwargs)
    assert response.status_code == 422
    text = response.content.decode()
    assert "Somebody else changed how far RT1 threatens BD1: it is “Slows” now, you chose “Threatens”" in text
    # The cell shows what stands now; the other choice is kept and still replaces what it did.
    assert chosen(text, cell(first, "slows")) == "slows"
    assert chosen(text, cell(second, "-")) == "blocks"
    assert degrees() == {"99.99% availability": "slows"}
    response = post(world, "theme-matrix", data={cell(first, "slows"): "halts"}, **kwargs)
    assert "The degree is slows, threatens or blocks" in response.content.decode()


def test_the_register_sets_risks_without_a_theme_under_the_drivers_their_scenarios_serve(world, loose):
    text = get(world, "findings")
    assert "No theme yet" in text[text.index("How far each risk theme") :]
    assert f'href="{url(world, "themes")}">Edit themes' in text

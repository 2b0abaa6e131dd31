"""The pages of the tree: who may, the three answers, two people, what a page costs, and what hostile text does."""

import re

import pytest

from assessments import changes
from assessments.analysis.actions import ask
from assessments.conflicts import Edit
from assessments.models import QualityAttribute, Refinement, Scenario
from assessments.utility_tree import actions, branches

HTMX = {"hx-request": "true"}


def row_of(answer, code: str) -> str:
    """The table row of one scenario, as HTML."""
    return next(
        row for row in re.findall(r'<tr class="scn.*?</tr>', answer.content.decode(), re.S) if f">{code}<" in row
    )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def addresses(grown) -> dict[str, tuple[str, dict]]:
    """Every address that writes, with a form that works."""
    availability, av1 = grown.availability.public_id, grown.av1.public_id
    core = grown.av1.refinement.public_id
    return {
        "add a scenario": ("scenarios/", {"attribute": availability, "line": "Backups restore in < 4 h (M,L)"}),
        "edit": (f"{av1}/", {"source": "Cloud", "base_source": ""}),
        "rate importance": (f"{av1}/importance/", {"importance": "L", "base": "H"}),
        "rate difficulty": (f"{av1}/difficulty/", {"difficulty": "L", "base": "H"}),
        "move": (f"{av1}/move/", {"step": "-1"}),
        "place": (f"{av1}/place/", {"refinement": grown.pe1.refinement.public_id}),
        "choose drivers": (f"{av1}/drivers/", {}),
        "delete": (f"{av1}/delete/", {}),
        "add an attribute": ("attributes/", {"name": "Security"}),
        "rename an attribute": (f"attributes/{availability}/", {"name": "Uptime"}),
        "move an attribute": (f"attributes/{availability}/move/", {"step": "-1"}),
        "delete an attribute": (f"attributes/{availability}/delete/", {}),
        "add a refinement": (f"attributes/{availability}/refinements/", {"name": "Back office"}),
        "rename a refinement": (f"refinements/{core}/", {"name": "Payments"}),
        "delete a refinement": (f"refinements/{core}/delete/", {}),
    }


WRITES = (
    "add a scenario",
    "edit",
    "rate importance",
    "rate difficulty",
    "move",
    "place",
    "choose drivers",
    "delete",
    "add an attribute",
    "rename an attribute",
    "move an attribute",
    "delete an attribute",
    "add a refinement",
    "rename a refinement",
    "delete a refinement",
)
READABLE = {"edit", "rename an attribute"}  # the same addresses show a form


# --- Reading -------------------------------------------------------------------------------------------------------


def test_the_page_shows_every_leaf_under_its_branch(world, grown):
    answer = world.client(world.vera).get(world.url("tree/"))
    page = answer.content.decode()
    assert "3 scenarios under 2 attributes" in page
    av1 = row_of(answer, "Av1")
    assert "Core payment</span>" in av1
    assert "Core payment: 99.99%" in av1
    assert 'aria-label="Importance of Av1: high">H<' in av1
    assert 'aria-label="Difficulty of Av2: not rated"><' in row_of(answer, "Av2")
    assert page.index(">Pe1<") < page.index(">Av2<") < page.index(">Av1<")


def test_each_row_tells_how_far_its_analysis_is(world, grown):
    """Pairs that are normally not analysed are due only once somebody begins with them."""
    who = {"assessment": world.assessment, "actor": world.maya}

    def told(code):
        row = row_of(world.client(world.vera).get(world.url("tree/")), code)
        return re.search(r'class="c-done[^>]*>([^<]*)', row)[1]

    assert [told(code) for code in ("Av1", "Av2", "Pe1")] == ["Not analysed", "Not selected", "Not selected"]
    ask(**who, scenario=grown.pe1.public_id, text="Which queries miss the cache?")
    assert told("Pe1") == "In analysis"
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(change.get(Scenario, grown.av1.public_id), analysis="analysed")
    assert told("Av1") == "Analysed"


def test_the_panel_leads_to_the_analysis(world, grown):
    """Who only reads finds the sheet too; beginning with it is offered to those who may write."""
    sheet = f'href="{world.url(f"analysis/{grown.av1.public_id}/")}"'
    panels = [
        world.client(person).get(world.url(f"tree/{grown.av1.public_id}/")).content.decode()
        for person in (world.maya, world.vera)
    ]
    assert [panel.count(sheet) for panel in panels] == [2, 1]
    assert ["Analyse Av1" in panel for panel in panels] == [True, False]


def test_strangers_and_the_signed_out_see_nothing(world, grown, client):
    assert world.client(world.sam).get(world.url("tree/")).status_code == 404
    answer = client.get(world.url("tree/"))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/")
    assert world.client(world.maya).post(world.url("tree/")).status_code == 405


@pytest.mark.parametrize(
    ("who", "importance", "difficulty"),
    [
        ("maya", "a", "a"),
        ("jonas", "a", "a"),
        ("elena", "a", "span"),
        ("daniel", "span", "a"),
        ("vera", "span", "span"),
    ],
)
def test_each_axis_is_open_to_those_whose_word_it_is(world, grown, who, importance, difficulty):
    row = row_of(world.client(getattr(world, who)).get(world.url("tree/")), "Av1")
    tags = re.findall(r'<td class="c-lvl"><(\w+)', row)
    assert tags == [importance, difficulty]


def test_only_the_evaluation_team_sees_forms_that_write_content(world, grown):
    reader, writer = (
        world.client(who).get(world.url(f"tree/{grown.av1.public_id}/")).content.decode()
        for who in (world.elena, world.maya)
    )
    assert "Add attribute" in writer
    assert "data-autosave" in writer
    assert "Add attribute" not in reader
    assert "data-autosave" not in reader
    assert 'id="rate-importance"' in reader
    assert 'id="rate-difficulty"' not in reader


def test_filter_and_order_are_parts_of_the_address(world, grown):
    client = world.client(world.maya)
    found = client.get(world.url("tree/?q=PAYMENT")).content.decode()
    assert ">Av1<" in found
    assert ">Pe1<" not in found
    assert ">Av2<" not in found
    pairs = client.get(world.url("tree/?pair=MM")).content.decode()
    assert ">Pe1<" in pairs
    assert ">Av1<" not in pairs
    assert 'value="" aria-pressed="true">(M,M) <span class="n">1</span>' in pairs
    priority = client.get(world.url("tree/?order=priority")).content.decode()
    headings = re.findall(r'<tr class="attr".*?<span>(.*?)</span>', priority, re.S)
    assert [heading for heading in headings if heading[0] != "<"] == [
        "Analyse first",
        "If time allows",
        "Not fully rated yet",
    ]
    assert "No scenario fits the filter." in client.get(world.url("tree/?q=nowhere")).content.decode()


def test_htmx_gets_the_table_and_the_filter_and_going_back_gets_the_page(world, grown):
    client = world.client(world.maya)
    part = client.get(world.url("tree/?pair=MM"), headers=HTMX)
    assert "<html" not in part.content.decode()
    assert 'id="tree" hx-swap-oob="true"' in part.content.decode()
    assert part["Vary"].count("HX-Request") == 1
    whole = client.get(world.url("tree/"), headers={**HTMX, "hx-history-restore-request": "true"})
    assert "<html" in whole.content.decode()
    assert "hx-swap-oob" not in whole.content.decode()


def test_an_empty_tree_says_where_to_begin(world):
    page = world.client(world.maya).get(world.url("tree/")).content.decode()
    assert "No utility tree yet" in page
    assert "<option>Availability</option>" in page
    reader = world.client(world.vera).get(world.url("tree/")).content.decode()
    assert "The evaluation team has not written it yet." in reader
    assert "Add attribute" not in reader


def test_the_panel_is_a_page_and_a_fragment(world, grown):
    client, path = world.client(world.maya), world.url(f"tree/{grown.av1.public_id}/")
    page = client.get(path).content.decode()
    assert "<title>" in page
    assert 'class="scn is-open" id="scenario-' + grown.av1.public_id in page
    part = client.get(path + "?q=core", headers=HTMX)
    assert part["HX-Push-Url"] == path + "?q=core"
    assert "<html" not in part.content.decode()
    for other in ("nosuchid1234", grown.availability.public_id):
        assert client.get(world.url(f"tree/{other}/")).status_code == 404


def test_a_measure_from_the_statement_is_marked(world, grown):
    with changes.record(world.assessment, None, "test") as change:
        row = change.get(Scenario, grown.av1.public_id)
        change.update(row, response_measure="99.99%", measure_from_statement=True)
    client, path = world.client(world.maya), world.url(f"tree/{grown.av1.public_id}/")
    assert "Taken from the statement" in client.get(path).content.decode()
    saved = client.post(
        path,
        {"response_measure": "99.99% a month", "base_response_measure": "99.99%", "open": row.public_id},
        headers=HTMX,
    )
    assert "Measurable" in saved.content.decode()
    assert "Taken from the statement" not in saved.content.decode()


# --- Who may write -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", WRITES)
def test_the_access_ladder_of_every_write(world, grown, write):
    path, form = addresses(grown)[write]
    path = world.url(f"tree/{path}")
    assert world.client(world.sam).post(path, form).status_code == 404
    assert world.client(world.vera).post(path, form).status_code == 403
    if write not in READABLE:
        assert world.client(world.maya).get(path).status_code == 405
    before = world.assessment
    before.refresh_from_db()
    revision = before.revision
    answer = world.client(world.maya).post(path, form)
    assert answer.status_code == 302
    assert answer.url.startswith(world.url("tree/"))
    before.refresh_from_db()
    # Moving a lone scenario and choosing no drivers change nothing, and therefore leave no trace.
    assert before.revision == revision + (write not in {"move", "choose drivers"})


@pytest.mark.parametrize("write", WRITES)
def test_htmx_gets_a_fragment_of_every_write(world, grown, write):
    path, form = addresses(grown)[write]
    answer = world.client(world.maya).post(world.url(f"tree/{path}"), form, headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "axis", "status"),
    [
        ("elena", "importance", 302),
        ("elena", "difficulty", 403),
        ("daniel", "difficulty", 302),
        ("daniel", "importance", 403),
    ],
)
def test_decision_makers_rate_importance_and_architects_difficulty(world, grown, who, axis, status):
    path = world.url(f"tree/{grown.av1.public_id}/{axis}/")
    assert world.client(getattr(world, who)).post(path, {axis: "L", "base": "H"}).status_code == status
    assert getattr(fresh(grown.av1), axis) == ("L" if status == 302 else "H")


def test_whoever_only_rates_writes_no_text(world, grown):
    path = world.url(f"tree/{grown.av1.public_id}/")
    assert world.client(world.elena).post(path, {"source": "x", "base_source": ""}).status_code == 403
    assert fresh(grown.av1).source == ""


def test_rows_of_another_assessment_do_not_exist_here(world, grown):
    from assessments.overview.actions import create_assessment

    other = create_assessment(owner=world.maya.user, title="Claims Intake")
    client = world.client(world.maya)
    for path, form in addresses(grown).values():
        if grown.availability.public_id not in path + str(form) and path != "attributes/":
            assert client.post(f"/a/{other.public_id}/tree/{path}", form).status_code == 404, path
    line = {"attribute": grown.availability.public_id, "line": "Stolen"}
    answer = client.post(f"/a/{other.public_id}/tree/scenarios/", line)
    assert answer.status_code == 422
    assert "deleted in the meantime" in answer.content.decode()


# --- Writing -------------------------------------------------------------------------------------------------------


def test_a_rating_answers_with_its_row_alone(world, grown):
    path = world.url(f"tree/{grown.av1.public_id}/importance/")
    answer = world.client(world.maya).post(path, {"importance": "M", "base": "H"}, headers=HTMX)
    text = answer.content.decode().strip()
    assert text.startswith("<tr ")
    assert text.endswith("</tr>")
    assert text.count("<tr") == 1
    assert 'aria-label="Importance of Av1: medium">M<' in text
    assert "scenario-changed" in answer["HX-Trigger"]


@pytest.mark.parametrize(("sent", "stored"), [("", ""), ("M", "M")])
def test_a_rating_can_be_taken_back(world, grown, sent, stored):
    path = world.url(f"tree/{grown.av1.public_id}/importance/")
    world.client(world.maya).post(path, {"importance": sent})
    assert fresh(grown.av1).importance == stored


def test_what_is_no_level_is_refused_in_words(world, grown):
    path = world.url(f"tree/{grown.av1.public_id}/importance/")
    for headers in ({}, HTMX):
        answer = world.client(world.maya).post(path, {"importance": "X"}, headers=headers)
        assert answer.status_code == 422
        assert "A rating is H, M or L, or nothing." in answer.content.decode()
    assert fresh(grown.av1).importance == "H"


def test_without_javascript_the_second_rater_is_told_too(world, grown):
    """The forms of the panel carry the level they were opened with."""
    place = world.url(f"tree/{grown.av1.public_id}/")
    opened = world.client(world.elena).get(place).content.decode()
    form = opened.partition('id="rate-importance"')[2].partition("</form>")[0]
    assert '<input type="hidden" name="base" value="H">' in form
    world.client(world.maya).post(f"{place}importance/", {"importance": "L", "base": "H"})
    answer = world.client(world.elena).post(f"{place}importance/", {"importance": "M", "base": "H"})
    assert answer.status_code == 409
    assert "Maya Okafor rated Av1 at the same moment: low." in answer.content.decode()
    assert fresh(grown.av1).importance == "L"


def test_two_who_rate_at_once_the_second_is_told(world, grown):
    path = world.url(f"tree/{grown.av1.public_id}/importance/")
    world.client(world.elena).post(path, {"importance": "M", "base": "H"})
    for headers in ({}, HTMX):
        answer = world.client(world.maya).post(path, {"importance": "L", "base": "H"}, headers=headers)
        assert answer.status_code == 409
        assert "Elena Rossi rated Av1 at the same moment: medium." in answer.content.decode()
    assert fresh(grown.av1).importance == "M"


def test_a_line_that_says_nothing_is_kept_with_the_reason(world, grown):
    form = {"attribute": grown.availability.public_id, "line": "(H,H)", "refinement": "Peak <load>"}
    plain = world.client(world.maya).post(world.url("tree/scenarios/"), form)
    assert plain.status_code == 422
    page = plain.content.decode()
    assert "Write what could happen" in page
    assert 'value="(H,H)"' in page
    assert 'value="Peak &lt;load&gt;"' in page
    part = world.client(world.maya).post(world.url("tree/scenarios/"), form, headers=HTMX)
    assert (part.status_code, part["HX-Reswap"]) == (422, "none")
    assert 'id="add-error" role="alert" hx-swap-oob="true"' in part.content.decode()


def test_a_mistyped_rating_is_told_and_the_line_is_added_as_it_was_typed(world, grown):
    form = {"attribute": grown.availability.public_id, "line": "A node fails (X,M)"}
    answer = world.client(world.maya).post(world.url("tree/scenarios/"), form, headers=HTMX).content.decode()
    assert "A node fails (X,M)</a>" in answer
    assert "Av3: (X,M) is not a rating, so it stays part of the text: use H, M or L" in answer
    form["line"] = "A disk fails (p95)"
    answer = world.client(world.maya).post(world.url("tree/scenarios/"), form, headers=HTMX).content.decode()
    assert "A disk fails (p95)</a>" in answer
    assert "not a rating" not in answer


def test_adding_without_javascript_leads_back_to_an_empty_add_row(world, grown):
    client = world.client(world.maya)
    form = {"attribute": grown.availability.public_id, "line": "Backups restore in < 4 h (M,L)"}
    page = client.post(world.url("tree/scenarios/"), form, follow=True)
    assert page.redirect_chain[0][0] == world.url(f"tree/?add={grown.availability.public_id}#add")
    assert "Backups restore in &lt; 4 h" in row_of(page, "Av3")
    assert 'id="add-line" name="line" data-focus' in page.content.decode()


def test_a_statement_that_is_emptied_stays_and_the_other_fields_are_saved(world, grown):
    path = world.url(f"tree/{grown.av1.public_id}/")
    form = {"statement": " ", "base_statement": "Core payment: 99.99%", "source": "Cloud", "base_source": ""}
    plain = world.client(world.maya).post(path, form)
    assert plain.status_code == 422
    assert "Write what the scenario is. To remove it, delete it." in plain.content.decode()
    assert (fresh(grown.av1).statement, fresh(grown.av1).source) == ("Core payment: 99.99%", "Cloud")
    part = world.client(world.maya).post(path, {**form, "open": grown.av1.public_id}, headers=HTMX)
    assert part.status_code == 422
    assert 'id="panel-statement_error"' in part.content.decode()


def test_two_on_one_text_get_both_and_lose_nothing(world, grown):
    path = world.url(f"tree/{grown.av1.public_id}/")
    who = {"assessment": world.assessment, "actor": world.jonas, "public_id": grown.av1.public_id}
    actions.edit_scenario(**who, edits={"stimulus": Edit("", "Loses power in one zone")})
    form = {
        "stimulus": "Loses power in every zone",
        "base_stimulus": "",
        "environment": "Peak hours",
        "base_environment": "",
        "open": grown.av1.public_id,
    }
    part = world.client(world.maya).post(path, form, headers=HTMX)
    assert part.status_code == 409
    text = part.content.decode()
    assert "data-conflict" in text
    assert "Two people changed the stimulus of Av1" in text
    assert "Jonas Weber saved at" in text
    assert fresh(grown.av1).environment == "Peak hours"
    assert "base_stimulus" not in re.sub(r"<dialog.*</dialog>", "", text, flags=re.S)

    page = world.client(world.maya).post(path, form)
    assert page.status_code == 409
    assert "Loses power in every zone</textarea>" in page.content.decode()
    settled = {
        "stimulus": "Loses power in every zone",
        "base_stimulus": "Loses power in one zone",
        "keep_stimulus": "both",
    }
    assert world.client(world.maya).post(path, settled).status_code == 302
    assert fresh(grown.av1).stimulus == "Loses power in one zone\n\nLoses power in every zone"


def test_deleting_offers_undo_and_undo_leads_back(world, grown):
    client = world.client(world.maya)
    page = client.post(world.url(f"tree/{grown.av1.public_id}/delete/"), follow=True)
    assert "Av1 deleted" in page.content.decode()
    assert ">Av1<" not in page.content.decode()
    [undo] = re.findall(r'action="(/a/\w+/undo/\d+/)"', page.content.decode())
    back = client.post(undo, headers={"referer": "http://testserver" + world.url("tree/?q=core")}, follow=True)
    assert back.redirect_chain[0][0] == world.url("tree/?q=core")
    assert "Undone" in back.content.decode()
    assert ">Av1<" in back.content.decode()
    twice = client.post(undo)
    assert twice.status_code == 422
    assert "already undone" in twice.content.decode()


def test_a_deleted_scenario_is_refused_in_words(world, grown):
    client = world.client(world.maya)
    client.post(world.url(f"tree/{grown.av1.public_id}/delete/"))
    answer = client.post(world.url(f"tree/{grown.av1.public_id}/move/"), {"step": "1"}, headers=HTMX)
    assert answer.status_code == 422
    assert "This was deleted in the meantime." in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "form", "reason"),
    [
        ("attributes/", {"name": "availability"}, "There already is a quality attribute called availability."),
        ("attributes/", {"name": " "}, "Write the name of a quality attribute"),
        (
            "attributes/{attribute}/",
            {"name": "Performance"},
            "There already is a quality attribute called Performance.",
        ),
        ("attributes/{attribute}/refinements/", {"name": ""}, "Write the name of a refinement"),
        ("refinements/{refinement}/", {"name": ""}, "Write the refinement&#x27;s name"),
        ("attributes/{attribute}/move/", {"step": "9"}, "moves up or down by one place"),
    ],
)
def test_branches_refuse_in_words_and_keep_what_was_typed(world, grown, path, form, reason):
    ids = {"attribute": grown.availability.public_id, "refinement": grown.av1.refinement.public_id}
    for headers in ({}, HTMX):
        answer = world.client(world.maya).post(world.url("tree/" + path.format(**ids)), form, headers=headers)
        assert answer.status_code == 422
        assert reason in answer.content.decode()
        if form.get("name", "").strip():
            assert form["name"] in answer.content.decode()


def test_renaming_shows_everywhere(world, grown):
    client = world.client(world.maya)
    client.post(world.url(f"tree/attributes/{grown.availability.public_id}/"), {"name": "Uptime"})
    page = client.get(world.url("tree/")).content.decode()
    assert "Uptime</a>" in page
    assert ">Av1<" in page


# --- What it withstands --------------------------------------------------------------------------------------------


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} {% csrf_token %} ‮"


def test_hostile_text_stays_text(world, grown):
    who = {"assessment": world.assessment, "actor": world.maya}
    attribute = branches.add_attribute(**who, name=HOSTILE)
    made = actions.add_scenario(**who, attribute_id=attribute.public_id, line=HOSTILE, refinement=HOSTILE)
    actions.edit_scenario(**who, public_id=made.public_id, edits={"source": Edit("", HOSTILE)})
    client = world.client(world.maya)
    for path in (
        "tree/",
        "tree/?order=priority",
        f"tree/?q={HOSTILE[:20]}",
        f"tree/{made.public_id}/",
        f"tree/attributes/{attribute.public_id}/",
        f"tree/?add={attribute.public_id}",
    ):
        page = client.get(world.url(path)).content.decode()
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert "&lt;script&gt;alert(1)" in page, path
    assert QualityAttribute.objects.filter(name__contains="<script>").exists()
    assert Refinement.objects.filter(name__contains="<script>").exists()

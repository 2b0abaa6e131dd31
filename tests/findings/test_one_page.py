"""The page of one finding, and the page of one risk theme."""

from datetime import date

import pytest

from assessments.models import Finding, RiskTheme

from .pages import HTMX, add, fields, get, post, tie, url


def test_each_kind_has_its_own_fields(world, found):
    rows = {row.kind: get(world, "finding", row.public_id) for row in Finding.objects.all()}
    for kind in "RSTN":
        assert ('name="severity"' in rows[kind]) is (kind == "R")
        assert ('name="assumption"' in rows[kind]) is (kind == "N")
        assert 'name="base_title"' in rows[kind]
    assert 'value="Ledger"' in rows["R"]
    assert "A1" in rows["R"]


def test_a_finding_saves_itself_and_answers_without_its_inputs(world, found):
    response = post(world, "finding-edit", found.public_id, data=fields(found, severity="low", area="Core"), **HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'name="base_area" value="Core"' in text
    assert 'id="self-saving-heading" hx-swap-oob="true">Single region failure' in text
    assert "<textarea" not in text
    found.refresh_from_db()
    assert (found.severity, found.area, found.title) == ("low", "Core", "Single region failure")


def test_without_script_a_finding_is_saved_and_the_page_comes_back(world, found):
    response = post(world, "finding-edit", found.public_id, data=fields(found, status="closed"), follow=True)
    assert response.redirect_chain == [(url(world, "finding", found.public_id), 302)]
    assert '<option value="closed" selected>' in response.content.decode()


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_field_that_is_wrong_says_so_and_the_others_are_saved(world, kwargs):
    nonrisk = add(world, "N", "Stateless")
    data = fields(nonrisk, review_on="next week", assumption="Sessions stay in the cache")
    response = post(world, "finding-edit", nonrisk.public_id, data=data, **kwargs)
    assert response.status_code == 422
    assert "Write the date as year-month-day" in response.content.decode()
    nonrisk.refresh_from_db()
    assert (nonrisk.review_on, nonrisk.assumption) == (None, "Sessions stay in the cache")
    response = post(world, "finding-edit", nonrisk.public_id, data=fields(nonrisk, title=" "), **kwargs)
    assert (response.status_code, "To remove the finding, delete it." in response.content.decode()) == (422, True)


def test_a_day_in_a_year_that_nobody_means_is_refused(world, found):
    """An export with it could not come back: an import takes the years that the pages take."""
    nonrisk, said = add(world, "N", "Stateless"), "Check the year: write it with four digits, such as 2026."
    data = fields(nonrisk, review_on="0026-09-30")
    assert said in post(world, "finding-edit", nonrisk.public_id, data=data, **HTMX).content.decode()
    accepted = {"reason": "Insured", "by": world.elena.public_id, "on": "2200-01-01"}
    assert said in post(world, "finding-accept", found.public_id, data=accepted, **HTMX).content.decode()
    found.refresh_from_db()
    nonrisk.refresh_from_db()
    assert (nonrisk.review_on, found.accepted_on) == (None, None)


def test_a_review_date_is_stored_and_taken_away(world):
    nonrisk = add(world, "N", "Stateless")
    for value in ("2026-09-30", ""):
        post(world, "finding-edit", nonrisk.public_id, data=fields(nonrisk, review_on=value), **HTMX)
        nonrisk.refresh_from_db()
        assert nonrisk.review_on == (date(2026, 9, 30) if value else None)


def test_two_people_on_one_field_the_second_gets_both_texts_and_settles_it(world, found):
    mine = fields(found, mitigation="Second region", severity="high")
    post(world, "finding-edit", found.public_id, who=world.jonas, data=fields(found, mitigation="Runbook"), **HTMX)
    response = post(world, "finding-edit", found.public_id, data=mine, **HTMX)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Two people changed the mitigation of R1" in text
    assert "Jonas Weber saved at" in text
    assert "<dialog" in text
    # The page's own base stays: a question that was not answered comes back, and nothing is overwritten.
    assert 'name="base_mitigation" value="Multi-region deployment"' in text
    assert post(world, "finding-edit", found.public_id, data=mine, **HTMX).status_code == 409
    found.refresh_from_db()
    assert (found.mitigation, found.severity) == ("Runbook", "high")

    choice = {"mitigation": "Second region", "base_mitigation": "Runbook", "keep_mitigation": "both"}
    response = post(world, "finding-edit", found.public_id, data=choice, **HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert "Runbook\n\nSecond region</textarea>" in text
    assert '<div id="conflict" hx-swap-oob="innerHTML"></div>' in text
    found.refresh_from_db()
    assert found.mitigation == "Runbook\n\nSecond region"


def test_without_script_a_conflict_stands_in_the_form(world, found):
    post(world, "finding-edit", found.public_id, who=world.jonas, data=fields(found, area="Payments"))
    response = post(world, "finding-edit", found.public_id, data=fields(found, area="Core ledger"))
    text = response.content.decode()
    assert response.status_code == 409
    assert "Two people changed the area or component of R1" in text
    assert 'name="base_area" value="Payments"' in text
    assert 'value="Core ledger"' in text
    assert '<dialog class="dialog dialog--lg"' not in text


def test_effects_are_set_by_one_press(world, load):
    tradeoff = add(world, "T", "Multi-region ?Availability")
    text = tie(world, "finding-attributes", tradeoff, set="+:Availability").content.decode()
    assert text.lstrip().startswith('<div class="stack gap-6" id="ties"')
    assert 'value="+:Availability" aria-pressed="true"' in text
    tie(world, "finding-attributes", tradeoff, add="1", name="Cost", effect="-")
    [shown] = load("findings").findings
    assert [(part.name, part.effect) for part in shown.attributes] == [("Availability", "+"), ("Cost", "-")]
    tie(world, "finding-attributes", tradeoff, remove=shown.attributes[0].attribute_id)
    assert [part.name for part in load("findings").findings[0].attributes] == ["Cost"]


def test_the_property_of_each_attribute_is_stored_with_whatever_is_pressed(world, load):
    tradeoff = add(world, "T", "Multi-region ?Availability ?Cost")

    def properties():
        return [(part.name, part.effect, part.property) for part in load("findings").findings[0].attributes]

    first, second = (part.attribute_id for part in load("findings").findings[0].attributes)
    typed = {f"property-{first}": " Recovery time ", f"property-{second}": ""}
    tie(world, "finding-attributes", tradeoff, save="1", **typed)
    assert properties() == [("Availability", "", "Recovery time"), ("Cost", "", "")]
    assert "Recovery time" in get(world, "finding", tradeoff.public_id, who=world.vera)

    seen = {f"was-{first}": "Recovery time", f"property-{first}": "Recovery time", f"property-{second}": "Cost a year"}
    tie(world, "finding-attributes", tradeoff, set="+:Availability", **seen)
    assert properties() == [("Availability", "+", "Recovery time"), ("Cost", "", "Cost a year")]

    stale = tie(world, "finding-attributes", tradeoff, save="1", **{f"property-{first}": "Hours lost"})
    assert stale.status_code == 422
    assert "Somebody wrote “Recovery time” for Availability meanwhile; “Hours lost”" in stale.content.decode()
    tie(world, "finding-attributes", tradeoff, remove=second)
    gone = tie(world, "finding-attributes", tradeoff, save="1", **{f"property-{second}": "Euros"})
    assert "Cost was removed meanwhile. Add it again for the property “Euros”" in gone.content.decode()
    assert properties() == [("Availability", "+", "Recovery time")]
    assert tie(world, "finding-attributes", tradeoff, save="1").status_code == 200


def test_an_attribute_that_is_refused_keeps_its_name(world):
    risk = add(world, "R", "Timeout")
    response = tie(world, "finding-attributes", risk, add="1", name="Latancy", effect="")
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Latancy"' in text
    assert "There is no quality attribute called Latancy." in text
    response = post(world, "finding-attributes", risk.public_id, data={"add": "1", "name": ""})
    assert (response.status_code, "Name a quality attribute." in response.content.decode()) == (422, True)


def test_places_and_themes_are_added_and_removed(world, found, load):
    other = add(world, "R", "Compliance lag")
    theme, scenario = RiskTheme.objects.get(), load("tree").tree.scenarios[0]
    response = post(
        world, "finding-places", other.public_id, data={"add": "1", "scenario": scenario.id, "approach": ""}
    )
    assert response["Location"] == f"{url(world, 'finding', other.public_id)}#places"
    assert "No decision yet" in get(world, "finding", other.public_id)
    assert "Choose a scenario, an approach, or both." in tie(world, "finding-places", other, add="1").content.decode()
    cell = next(f for f in load("findings").findings if f.code == "R2").cells[0]
    tie(world, "finding-places", other, remove=cell.id)
    tie(world, "finding-themes", other, add="1", other=theme.public_id)
    shown = next(f for f in load("findings").findings if f.code == "R2")
    assert (shown.cells, [ref.code for ref in shown.themes]) == ((), ["RT1"])
    tie(world, "finding-themes", other, remove=theme.public_id)
    assert "deleted in the meantime" in tie(world, "finding-themes", other, add="1", other="gone").content.decode()
    assert next(f for f in load("findings").findings if f.code == "R2").themes == ()


def test_deleting_a_finding_leads_back_to_the_register_with_undo(world, found):
    response = post(world, "finding-delete", found.public_id, follow=True)
    found.refresh_from_db()
    text = response.content.decode()
    assert response.redirect_chain == [(url(world, "findings"), 302)]
    assert "R1 deleted" in text
    assert f"/undo/{found.version}/" in text
    assert "deleted in the meantime" in post(world, "finding-delete", found.public_id, follow=True).content.decode()
    assert world.client(world.maya).get(url(world, "finding", found.public_id)).status_code == 404


def test_a_theme_is_added_edited_tied_and_deleted(world, found, load):
    response = post(world, "theme-add", data={"title": " "}, **HTMX)
    assert (response.status_code, "Name the pattern the risks share." in response.content.decode()) == (422, True)
    response = post(world, "theme-add", data={"title": "Third parties set our limits"}, follow=True)
    theme = RiskTheme.objects.get(number=2)
    assert response.redirect_chain == [(f"{url(world, 'findings')}#theme-{theme.public_id}", 302)]
    assert "RT2 added" in response.content.decode()
    data = {"title": theme.title, "base_title": theme.title, "summary": "**All** calls", "base_summary": ""}
    assert post(world, "theme-edit", theme.public_id, data=data, **HTMX).status_code == 200
    driver = load("drivers").drivers[0]
    tie(world, "theme-risks", theme, add="1", other=found.public_id)
    text = tie(world, "theme-drivers", theme, add="1", other=driver.id, degree="slows").content.decode()
    assert "R1" in text
    assert "heat-chip h2" in text
    read = get(world, "theme", theme.public_id, who=world.vera)
    assert "<strong>All</strong> calls" in read
    assert "<form" not in read[read.index("<main") : read.index("</main")]
    tie(world, "theme-risks", theme, remove=found.public_id)
    tie(world, "theme-drivers", theme, remove=driver.id)
    shown = load("themes").themes[1]
    assert (shown.risks, shown.drivers, shown.summary) == ((), (), "**All** calls")
    assert "RT2 deleted" in post(world, "theme-delete", theme.public_id, follow=True).content.decode()
    assert [row.code for row in load("themes").themes] == ["RT1"]

"""What becomes of findings: accepted risks, broken assumptions, risks of omission, the architect's comments."""

from datetime import date

import pytest

from assessments import changes
from assessments.models import Finding, FindingAttribute, FindingComment, FindingLink

from .pages import HTMX, add, fields, get, post, url


def accept(world, risk, **data):
    data = {"reason": "A second region costs more than an hour of outage", "by": world.elena.public_id} | data
    return post(world, "finding-accept", risk.public_id, data={"on": "2026-06-09"} | data)


def test_a_risk_is_accepted_with_reason_person_and_day_and_that_can_be_undone(world, found):
    response = accept(world, found)
    assert response.url == url(world, "finding", found.public_id)
    found.refresh_from_db()
    assert (found.status, found.accepted_by, found.accepted_on) == ("accepted", world.elena, date(2026, 6, 9))
    text = get(world, "finding", found.public_id, who=world.vera)
    for part in ("A second region costs more", "Elena Rossi, 9 Jun 2026", "Accepted"):
        assert part in text
    post(world, "undo", found.version)
    found.refresh_from_db()
    assert (found.status, found.accepted_because) == ("open", "")


def test_why_a_reopened_risk_was_accepted_before_still_shows(world, found):
    accept(world, found)
    found.refresh_from_db()
    post(world, "finding-edit", found.public_id, data=fields(found, status="open"))
    found.refresh_from_db()
    assert found.status == "open"
    for who in (world.maya, world.vera):
        text = get(world, "finding", found.public_id, who=who)
        acceptance = text.split('id="acceptance-title"')[1].split("</section>")[0]
        for part in ("Accepted before, not any more", "A second region costs more", "Elena Rossi, 9 Jun 2026"):
            assert part in acceptance.split("<details")[0]
        assert "Not accepted" not in acceptance


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"reason": " "}, "Say why the risk is accepted"),
        ({"by": ""}, "Choose who accepts the risk"),
        ({"on": "soon"}, "Write the date as year-month-day"),
        ({"on": ""}, "Give the day on which the risk was accepted"),
    ],
)
def test_accepting_without_reason_person_or_day_is_refused_and_keeps_what_was_typed(world, found, data, sentence):
    response = accept(world, found, **data)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert "A second region costs more" in text or "reason" in data
    found.refresh_from_db()
    assert found.status == "open"


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_the_status_alone_does_not_accept_a_risk(world, found, kwargs):
    data = fields(found, status="accepted", area="Core")
    response = post(world, "finding-edit", found.public_id, data=data, **kwargs)
    assert response.status_code == 422
    assert "A risk is accepted with a reason." in response.content.decode()
    found.refresh_from_db()
    assert (found.status, found.area) == ("open", "Core")


def test_likelihood_and_impact_are_stored_and_say_that_they_are_an_extension(world, found):
    text = get(world, "finding", found.public_id)
    assert "an extension beyond the SEI" in text
    data = fields(found) | {"likelihood": "likely", "base_likelihood": "", "impact": "severe", "base_impact": ""}
    assert post(world, "finding-edit", found.public_id, data=data, **HTMX).status_code == 200
    found.refresh_from_db()
    assert (found.likelihood, found.impact) == ("likely", "severe")
    text = get(world, "findings")
    assert "Likely, severe" in text
    heat = text[text.index("Heat map of open risks") :]
    assert f'<td class="h4"><div class="refs"><a class="ref ref--critical" href="{url(world, "findings")}#' in heat


def test_risks_that_are_not_placed_in_the_heat_map_are_counted(world, found):
    add(world, "R", "Compliance lag #possible #severe")
    add(world, "R", "Timeout #likely")
    text = get(world, "findings")
    assert "3 open risks, 2 not placed" in text


def test_an_assumption_that_broke_makes_a_risk_with_the_same_places_and_both_keep_the_link(world, found):
    nonrisk = Finding.objects.get(kind="N")
    link = FindingLink.objects.get()
    with changes.record(world.assessment, world.maya, "test") as change:
        change.create(FindingLink, finding=nonrisk, scenario=link.scenario, approach=link.approach)
        bears = FindingAttribute.objects.filter(finding__kind="S").get()
        change.create(FindingAttribute, finding=nonrisk, attribute=bears.attribute)
    response = post(world, "finding-broke", nonrisk.public_id)
    risk = Finding.objects.get(broken_from=nonrisk)
    assert response.url == url(world, "finding", risk.public_id)
    assert (risk.kind, risk.status, risk.title) == ("R", "open", "No longer holds: Sessions stay in the cache")
    assert [(row.scenario, row.approach) for row in risk.links.all()] == [(link.scenario, link.approach)]
    assert [row.attribute for row in risk.attribute_links.all()] == [bears.attribute]
    nonrisk.refresh_from_db()
    assert nonrisk.kind == "N"
    assert "N1" in get(world, "finding", risk.public_id).partition('id="broke-title"')[2]
    text = get(world, "finding", nonrisk.public_id)
    assert "R2" in text.partition('id="broke-title"')[2]
    assert "Assumption broke" not in text
    post(world, "undo", risk.version)
    assert not Finding.objects.living().filter(broken_from=nonrisk).exists()
    assert "Assumption broke" in get(world, "finding", nonrisk.public_id)


def test_an_assumption_breaks_once_and_only_in_a_nonrisk(world, found):
    nonrisk = Finding.objects.get(kind="N")
    for _time in range(2):
        response = post(world, "finding-broke", nonrisk.public_id, follow=True)
    assert "R2 already came from it" in response.content.decode()
    response = post(world, "finding-broke", found.public_id, follow=True)
    assert "Only a non-risk rests on an assumption" in response.content.decode()
    assert Finding.objects.filter(kind="R").count() == 2


def test_a_review_date_that_has_passed_asks_whether_the_assumption_holds(world, found):
    nonrisk = Finding.objects.get(kind="N")
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(nonrisk, review_on=date(2020, 1, 31))
    assert "does the assumption still hold?" in get(world, "finding", nonrisk.public_id)
    assert "1 assumption to look at again" in get(world, "findings")


def test_a_risk_of_omission_is_captured_in_one_line_and_counted_apart(world, found):
    text = get(world, "finding-read", kind="R", line="Nobody chose a retry policy ^none")
    assert "no decision yet: a risk of omission" in text
    response = post(world, "finding-add", data={"kind": "R", "line": "No retry policy ^none"}, follow=True)
    assert "R2 added: no decision yet: a risk of omission" in response.content.decode()
    add(world, "R", "Standby lags ^A1")
    text = get(world, "findings")
    assert "3 open risks, 1 of omission" in text
    shown = get(world, "findings", omission="1").partition('id="themes-title"')[0]
    assert "No retry policy" in shown
    assert "Standby lags" not in shown


def comment(world, finding, text, who=None, **kwargs):
    return post(world, "finding-comment", finding.public_id, who=who or world.daniel, data={"text": text}, **kwargs)


def test_the_architect_comments_and_the_team_accepts_or_rejects_with_a_reason(world, found):
    for text in ("The standby is in another region", "The ledger is not involved"):
        comment(world, found, text)
    first, second = FindingComment.objects.order_by("pk")
    text = get(world, "finding", found.public_id)
    assert "2 open" in text
    assert "Daniel Cho" in text
    assert "2 comments to answer" in get(world, "findings")
    answer = [url(world, "finding-answer", found.public_id, row.public_id) for row in (first, second)]
    client = world.client(world.maya)
    client.post(answer[0], {"disposition": "accepted"})
    response = client.post(answer[1], {"disposition": "rejected", "reason": " "}, **HTMX)
    assert (response.status_code, "Say why the comment is rejected" in response.content.decode()) == (422, True)
    response = client.post(answer[1], {"disposition": "rejected", "reason": "It writes every entry"}, **HTMX)
    text = response.content.decode()
    assert "Rejected: It writes every entry" in text
    assert "Accepted" in text
    assert "comments to answer" not in get(world, "findings")


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_nobody_answers_over_another_and_an_answer_can_be_taken_back(world, found, kwargs):
    comment(world, found, "The standby is in another region")
    row = FindingComment.objects.get()
    answer = url(world, "finding-answer", found.public_id, row.public_id)
    jonas, maya = world.client(world.jonas), world.client(world.maya)
    page = maya.post(answer, {"disposition": "accepted"}, **kwargs, follow=True).content.decode()
    assert "Answered" in page
    assert f"undo/{row.version + 1}/" in page

    response = jonas.post(answer, {"disposition": "rejected", "reason": "It is in the same rack"}, **kwargs)

    assert response.status_code == 422
    page = response.content.decode()
    assert "It was answered meanwhile: Accepted. Take that answer back to answer anew." in page
    assert "You wrote: It is in the same rack" in page
    row.refresh_from_db()
    assert row.disposition == "accepted"
    jonas.post(answer, {"disposition": ""}, **kwargs)
    jonas.post(answer, {"disposition": "rejected", "reason": "It is in the same rack"}, **kwargs)
    row.refresh_from_db()
    assert (row.disposition, row.reason) == ("rejected", "It is in the same rack")


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_comment_that_is_refused_stands_in_its_own_field_only(world, found, kwargs):
    comment(world, found, "Wrong region")
    row = FindingComment.objects.get()
    answer = url(world, "finding-answer", found.public_id, row.public_id)
    page = world.client(world.maya).post(answer, {"disposition": "perhaps", "reason": "Because"}, **kwargs)
    assert page.content.decode().count('value="Because"') == 1


def test_somebody_elses_acceptance_is_not_overwritten_unseen(world, found):
    accept(world, found, was="")
    mine = {"reason": "It is cheap to live with", "by": world.daniel.public_id, "was": ""}
    page = accept(world, found, **mine)
    assert page.status_code == 422
    text = page.content.decode()
    assert "It was accepted meanwhile: A second region costs more than an hour of outage" in text
    assert "It is cheap to live with" in text
    found.refresh_from_db()
    assert found.accepted_by == world.elena
    assert 'name="was" value="A second region costs more than an hour of outage"' in text
    accept(world, found, **mine | {"was": found.accepted_because})
    found.refresh_from_db()
    assert (found.accepted_by, found.accepted_because) == (world.daniel, "It is cheap to live with")


def test_an_assumption_as_long_as_a_page_breaks_into_a_short_title_and_the_whole_text(world):
    assumption = "Sessions stay in the cache.\n" * 700
    nonrisk = add(world, "N", "Stateless service")
    post(world, "finding-edit", nonrisk.public_id, data=fields(nonrisk, assumption=assumption), **HTMX)
    response = post(world, "finding-broke", nonrisk.public_id)
    risk = Finding.objects.get(kind="R")
    assert response.url == url(world, "finding", risk.public_id)
    assert risk.title.startswith("No longer holds: Sessions stay in the cache. Sessions")
    assert len(risk.title) < 300
    assert assumption.strip() in risk.description


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_what_is_removed_beside_a_finding_can_be_undone_from_the_notice(world, found, kwargs):
    theme = found.theme_links.get().theme
    data = {"remove": theme.public_id}
    page = post(world, "finding-themes", found.public_id, data=data, follow=True, **kwargs).content.decode()
    assert "Removed" in page
    world.assessment.refresh_from_db()
    post(world, "undo", world.assessment.revision)
    assert found.theme_links.living().exists()


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_an_empty_comment_is_refused(world, found, kwargs):
    response = comment(world, found, "  ", **kwargs)
    assert (response.status_code, "Write what is wrong or missing" in response.content.decode()) == (422, True)


def test_who_checks_the_facts_is_told_how_and_nobody_else(world, found):
    asked = "open a finding, and say what is wrong or missing in it"
    for who in (world.daniel, world.elena):
        assert asked in get(world, "findings", who=who)
        assert 'href="#comments"' in get(world, "finding", found.public_id, who=who)
    for who in (world.maya, world.priya, world.vera):
        assert asked not in get(world, "findings", who=who)
        assert 'href="#comments"' not in get(world, "finding", found.public_id, who=who)


def test_one_takes_back_ones_own_comment_until_it_is_answered(world, found):
    comment(world, found, "Wrong region")
    row = FindingComment.objects.get()
    data = {"remove": row.public_id}
    response = post(world, "finding-comment", found.public_id, who=world.elena, data=data, **HTMX)
    assert "Only your own comment" in response.content.decode()
    assert "Take back" in get(world, "finding", found.public_id, who=world.daniel)
    post(world, "finding-comment", found.public_id, who=world.daniel, data=data, **HTMX)
    assert "Wrong region" not in get(world, "finding", found.public_id)


def test_one_typed_line_says_all_of_a_risk(world, found):
    line = "Times out #likely #major #high #mitigating @Elena &Ledger ^A1 => Circuit breaker"
    text = get(world, "finding-read", kind="R", line=line)
    for word in ("Likely", "Major", "High", "Mitigating", "owner Elena Rossi", "area Ledger", "at A1"):
        assert word in text
    assert "mitigation: Circuit breaker" in text
    risk = add(world, "R", line)
    assert (risk.title, risk.severity, risk.likelihood, risk.impact) == ("Times out", "high", "likely", "major")
    assert (risk.status, risk.owner, risk.area) == ("mitigating", world.elena, "Ledger")
    assert risk.mitigation == "Circuit breaker"
    assert [link.approach.code for link in risk.links.all()] == ["A1"]

"""Writing recommendations, their list, and the page of one."""

import pytest
from django.urls import reverse

from assessments import changes, undoing
from assessments.errors import Refused
from assessments.findings.actions import add_finding
from assessments.models import Recommendation, RecommendationFinding, RecommendationTheme
from assessments.new_rows import new_finding, new_recommendation, new_theme
from assessments.recommendations import actions

HTMX = {"headers": {"HX-Request": "true"}}


def url(world, name, *args):
    return reverse(name, args=[world.assessment.public_id, *args])


def get(world, name, *args, who=None):
    return world.client(who or world.maya).get(url(world, name, *args)).content.decode()


def post(world, name, *args, who=None, data=None, **kwargs):
    return world.client(who or world.maya).post(url(world, name, *args), data or {}, **kwargs)


@pytest.fixture
def who(world):
    return {"assessment": world.assessment, "actor": world.maya}


@pytest.fixture
def multi_region(world):
    """Rec1 with everything, answering R1 and RT1."""
    with changes.record(world.assessment, world.maya, "test") as change:
        risk = new_finding(change, kind="R", title="Single region failure", severity="critical")
        theme = new_theme(change, title="Everything depends on one region")
        row = new_recommendation(
            change,
            title="Implement multi-region deployment",
            details="- Add a secondary region (us-west-2)\n- Active-passive **failover**\n- Cost: $50K/month",
            severity="critical",
            horizon="short",
            effort="3 months",
            cost="$50K/month",
            owner=world.elena,
        )
        change.create(RecommendationFinding, recommendation=row, finding=risk)
        change.create(RecommendationTheme, recommendation=row, theme=theme)
    return row


def test_the_list_says_every_line_of_every_recommendation(world, multi_region):
    text = get(world, "recommendations")
    for part in (
        "Rec1",
        "Implement multi-region deployment",
        "<li>Add a secondary region (us-west-2)</li>",
        "<strong>failover</strong>",
        "Cost: $50K/month",
        "Critical",
        "Short term, 1 to 3 months",
        "3 months",
        "Elena Rossi",
        "R1",
        "RT1",
        "An extension beyond the SEI’s method",
    ):
        assert part in text
    assert "Answers no risk" not in text


def test_a_recommendation_that_answers_nothing_is_marked(world, who):
    actions.add_recommendation(**who, line="Rotate keys")
    text = get(world, "recommendations")
    assert "Answers no risk" in text
    assert "1 answers no risk" in text
    assert "No horizon yet" in text


def test_a_typed_line_says_what_it_answers_and_one_undo_takes_it_all_back(world, who, multi_region):
    line = "Rehearse the change-over ^r1 #high ^RT1"
    assert (
        "answers R1, RT1"
        in world.client(world.maya).get(url(world, "recommendation-read"), {"line": line}).content.decode()
    )
    response = post(world, "recommendation-add", data={"line": line}, follow=True)
    assert "Rec2 added: high, answers R1, RT1" in response.content.decode()
    row = Recommendation.objects.get(number=2)
    answered = [*RecommendationFinding.objects.living().filter(recommendation=row)]
    answered += RecommendationTheme.objects.living().filter(recommendation=row)
    assert len(answered) == 2
    assert "Answers no risk" not in get(world, "recommendations")

    world.assessment.refresh_from_db()
    undoing.undo(**who, revision=world.assessment.revision)
    assert not Recommendation.objects.living().filter(number=2).exists()
    assert not RecommendationFinding.objects.living().filter(recommendation=row).exists()


def test_a_line_that_answers_nothing_there_is_keeps_what_was_typed(world):
    response = post(world, "recommendation-add", data={"line": "Rotate keys ^R99"})
    text = response.content.decode()
    assert (response.status_code, "There is no risk or theme R99" in text) == (422, True)
    assert 'value="Rotate keys ^R99"' in text
    assert not Recommendation.objects.exists()


def test_a_typed_line_is_added_and_the_server_says_what_it_read(world):
    response = post(world, "recommendation-add", data={"line": "Rotate keys #high #immediate @Jonas"}, follow=True)
    row = Recommendation.objects.get()
    assert response.redirect_chain == [(f"{url(world, 'recommendations')}#recommendation-{row.public_id}", 302)]
    assert "Rec1 added: high, immediate, 0 to 30 days, owner Jonas Weber" in response.content.decode()
    assert (row.severity, row.horizon, row.owner, row.status) == ("high", "immediate", world.jonas, "open")
    text = post(world, "recommendation-add", data={"line": "Another"}, **HTMX).content.decode()
    assert text.lstrip().startswith('<div id="recommendations"')
    assert "data-focus" in text


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_a_line_that_is_refused_keeps_what_was_typed_and_says_why(world, kwargs):
    response = post(world, "recommendation-add", data={"line": 'Rotate #soon "keys"'}, **kwargs)
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Rotate #soon &quot;keys&quot;"' in text
    assert "#soon is not known here." in text
    assert ("<html" in text) is (not kwargs)


NAMES = ("title", "details", "severity", "horizon", "status", "effort", "cost")


def fields(row, **new):
    base = {name: getattr(row, name) for name in NAMES} | {"owner": row.owner.public_id if row.owner else ""}
    return {f"base_{name}": value for name, value in base.items()} | base | new


def test_it_saves_itself_and_answers_without_its_inputs(world, multi_region):
    data = fields(multi_region, cost="$40K/month", owner="")
    response = post(world, "recommendation-edit", multi_region.public_id, data=data, **HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'name="base_cost" value="$40K/month"' in text
    assert "<textarea" not in text
    multi_region.refresh_from_db()
    assert (multi_region.cost, multi_region.owner, multi_region.effort) == ("$40K/month", None, "3 months")


@pytest.mark.parametrize("kwargs", [{}, HTMX])
def test_an_empty_title_is_refused_and_the_other_fields_are_saved(world, multi_region, kwargs):
    data = fields(multi_region, title="  ", effort="5 months")
    response = post(world, "recommendation-edit", multi_region.public_id, data=data, **kwargs)
    assert response.status_code == 422
    assert "To remove the recommendation, delete it." in response.content.decode()
    multi_region.refresh_from_db()
    assert (multi_region.title, multi_region.effort) == ("Implement multi-region deployment", "5 months")


def test_two_people_on_one_field_the_second_gets_both_texts(world, multi_region):
    theirs, mine = fields(multi_region, effort="4 months"), fields(multi_region, effort="6 months", cost="Free")
    post(world, "recommendation-edit", multi_region.public_id, who=world.jonas, data=theirs, **HTMX)
    response = post(world, "recommendation-edit", multi_region.public_id, data=mine)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Two people changed the effort of Rec1" in text
    assert 'value="6 months"' in text
    settled = mine | {"base_effort": "4 months", "keep_effort": "theirs", "base_cost": "Free"}
    assert post(world, "recommendation-edit", multi_region.public_id, data=settled).status_code == 302
    multi_region.refresh_from_db()
    assert (multi_region.effort, multi_region.cost) == ("4 months", "Free")


def test_what_it_answers_is_added_and_removed(world, who, multi_region, load):
    risk, _change = add_finding(**who, kind="R", line="Timeout")
    fact, _change = add_finding(**who, kind="S", line="Heap size")
    row = multi_region.public_id
    [shown] = load("recommendations").recommendations
    text = post(world, "recommendation-risks", row, data={"add": "1", "other": risk.public_id}, **HTMX).content.decode()
    assert text.lstrip().startswith('<div class="stack gap-6" id="ties"')
    post(world, "recommendation-risks", row, data={"remove": shown.risks[0].id})
    response = post(world, "recommendation-themes", row, data={"remove": shown.themes[0].id})
    assert response["Location"] == f"{url(world, 'recommendation', row)}#themes"
    [now] = load("recommendations").recommendations
    assert ([ref.code for ref in now.risks], now.themes) == (["R2"], ())
    post(world, "recommendation-themes", row, data={"add": "1", "other": shown.themes[0].id}, **HTMX)
    assert [ref.code for ref in load("recommendations").recommendations[0].themes] == ["RT1"]
    response = post(world, "recommendation-risks", row, data={"add": "1", "other": fact.public_id}, **HTMX)
    assert response.status_code == 422
    assert "S1 is no risk. A recommendation answers risks and themes." in response.content.decode()


def test_deleting_can_be_undone(world, who, multi_region, load):
    response = post(world, "recommendation-delete", multi_region.public_id, follow=True)
    multi_region.refresh_from_db()
    text = response.content.decode()
    assert "Rec1 deleted" in text
    assert f"/undo/{multi_region.version}/" in text
    assert load("recommendations").recommendations == ()
    undoing.undo(**who, revision=multi_region.version)
    [shown] = load("recommendations").recommendations
    assert [ref.code for ref in (*shown.risks, *shown.themes)] == ["R1", "RT1"]
    with pytest.raises(Refused, match="deleted in the meantime"):
        actions.delete_recommendation(**who, public_id="nosuchrow")


@pytest.mark.parametrize("who_reads", ["elena", "daniel", "priya", "vera"])
def test_who_may_not_write_reads_the_pages_and_is_told_why(world, multi_region, who_reads):
    reader = getattr(world, who_reads)
    for text in (
        get(world, "recommendations", who=reader),
        get(world, "recommendation", multi_region.public_id, who=reader),
    ):
        assert "Implement multi-region deployment" in text
        assert "<strong>failover</strong>" in text
        assert "so you read this page" in text
        assert 'method="post"' not in text[text.index("<main") : text.index("</main")]


def test_markup_is_text_and_links_lead_out_only(world, who):
    row, _change = actions.add_recommendation(**who, line="<b>Rotate</b> & <script>x</script>")
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(row, details="<img src=x> [in](/accounts/logout/) [out](https://example.org) [js](javascript:x)")
    text = get(world, "recommendations")
    assert "&lt;b&gt;Rotate&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;" in text
    details = text[text.index("prose details") :].partition("</td>")[0]
    assert "<img" not in details
    assert 'href="/accounts' not in details
    assert 'href="javascript' not in details
    assert 'href="https://example.org" rel="noopener noreferrer nofollow"' in details


READS = ["recommendations", "recommendation"]
WRITES = ["recommendation-add"] + [f"recommendation-{part}" for part in ("edit", "risks", "themes", "delete")]


@pytest.mark.parametrize("name", READS)
def test_the_access_ladder_of_every_page(world, multi_region, name):
    place = url(world, name, *([multi_region.public_id] if name == "recommendation" else []))
    assert world.client(world.vera).get(place).status_code == 200
    assert world.client(world.sam).get(place).status_code == 404
    assert world.client(world.maya).post(place).status_code == 405
    assert world.client(world.maya).get(url(world, "recommendation", "nosuchrow")).status_code == 404


@pytest.mark.parametrize("name", WRITES)
def test_the_access_ladder_of_every_write(world, multi_region, name):
    place = url(world, name, *([] if name == "recommendation-add" else [multi_region.public_id]))
    assert world.client(world.sam).post(place).status_code == 404
    assert world.client(world.priya).post(place).status_code == 403
    assert world.client(world.vera).post(place).status_code == 403
    assert world.client(world.maya).put(place).status_code == 405
    assert Recommendation.objects.living().count() == 1


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_pages_cost_the_same_number_of_queries_however_many_rows(world, rows, django_assert_num_queries):
    with changes.record(world.assessment, world.maya, "test") as change:
        theme = new_theme(change, title="One region")
        for number in range(rows):
            risk = new_finding(change, kind="R", title=f"Risk {number}")
            row = new_recommendation(change, title=f"Recommendation {number}", owner=world.elena)
            change.create(RecommendationFinding, recommendation=row, finding=risk)
            change.create(RecommendationTheme, recommendation=row, theme=theme)
    client = world.client(world.maya)
    client.get(url(world, "recommendations"))
    with django_assert_num_queries(9):
        text = client.get(url(world, "recommendations")).content.decode()
    assert text.count('<tr id="recommendation-') == rows
    with django_assert_num_queries(18):
        client.get(url(world, "recommendation", row.public_id))


def test_while_a_line_is_typed_the_server_says_what_it_reads(world):
    place = url(world, "recommendation-read")
    text = world.client(world.maya).get(place, {"line": "Rotate keys #high #short @Jonas"}).content.decode()
    assert all(part in text for part in ("High", "Short term, 1 to 3 months", "owner Jonas Weber"))
    assert "One severity is enough" in world.client(world.maya).get(place, {"line": "x #high #low"}).content.decode()
    assert not Recommendation.objects.exists()
    assert world.client(world.sam).get(place).status_code == 404
    assert world.client(world.vera).get(place).status_code == 403
    assert world.client(world.maya).post(place).status_code == 405

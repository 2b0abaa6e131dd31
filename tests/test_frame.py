"""The frame of every page: design-system tags, the spine, toasts, and the error pages."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.contrib.messages import get_messages
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from assessments import clock, marks
from assessments.context import shell
from assessments.dossier.types import Ref
from assessments.templatetags import workbench


def render(source: str, **context) -> str:
    return Template("{% load workbench %}" + source).render(Context(context))


class TestTags:
    def test_quality_attribute_tiles_have_one_of_eight_cool_hues_or_an_outline(self):
        assert 'class="qa qa--h1" aria-hidden="true">Av<' in marks.qa("Av", 1)
        assert "qa--h2" in marks.qa("Us", 10)
        assert "qa--none" in marks.qa("Co")

    def test_hues_are_28_degrees_apart_or_more_and_cool(self):
        import re
        from pathlib import Path

        css = Path("static/css/app.css").read_text(encoding="utf-8")
        hues = sorted(int(hue) for hue in re.findall(r"\.qa--h\d \{ --h: (\d+); \}", css))

        assert len(hues) == 8
        assert all(150 <= hue <= 350 for hue in hues)
        assert min(b - a for a, b in pairwise(hues)) >= 28

    def test_unrated_is_a_dash_never_l(self):
        assert "Importance high, difficulty not rated" in marks.pair("H", "")
        assert "–" in marks.pair("H", "")
        assert "lvl--l" not in marks.pair("H", "")

    def test_rating_marks_the_present_value_and_escapes(self):
        html = workbench.rating("importance", "M", "<b>Av1</b>", id="r1", form="f1")

        assert (
            '<input type="radio" name="importance" value="M" aria-label="medium" id="r1-m" form="f1" checked>' in html
        )
        assert html.count("checked") == 1
        assert '<legend class="vh">&lt;b&gt;Av1&lt;/b&gt;</legend>' in html

    def test_severity_says_its_word(self):
        assert "Critical" in marks.severity("critical")
        assert '<span class="num">2</span><span class="vh"> High</span>' in marks.severity("high", count=2)
        assert "No severity" in marks.severity("")

    def test_reference_chips_escape_titles_and_link_to_their_row(self, world):
        risk = Ref("R", "abc", "R3", '"><script>', severity="high")
        request = RequestFactory().get(world.url())
        request.resolver_match = type("Match", (), {"kwargs": {"pk": world.assessment.public_id}})

        html = render("{% ref item %}", item=Ref("driver", "abc", "BD1", "Fast"), request=request)
        plain = marks.ref_html(risk)

        assert ">BD1</" in html
        assert 'title="Business driver BD1: Fast"' in html
        assert "<script>" not in plain
        assert "ref--high" in plain
        assert marks.ref_html(risk, "/x").startswith('<a class="ref ref--high" href="/x"')

    def test_effects_unknown_is_a_question_mark(self):
        assert ">?<" in marks.effect("")
        assert "better" in marks.effect("+")
        assert "worse" in marks.effect("-")

    @pytest.mark.parametrize(
        ("name", "letters"), [("Maya Okafor", "MO"), ("maya", "MA"), ("Ana de la Cruz", "AC"), ("<b>", "?"), ("", "?")]
    )
    def test_initials(self, name, letters):
        assert marks.initials(name) == letters

    def test_avatars_name_the_first_and_count_the_rest(self):
        html = marks.avatars(["Maya Okafor", "Jonas Weber", "Priya Nair", "Elena Rossi"], 2)

        assert 'aria-label="Maya Okafor, Jonas Weber and 2 more"' in html
        assert "Nobody yet" in marks.avatars([])

    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            (datetime(2026, 6, 9, 11, 59, 40, tzinfo=UTC), "Just now"),
            (datetime(2026, 6, 9, 11, 56, tzinfo=UTC), "4 min ago"),
            (datetime(2026, 6, 9, 9, 0, tzinfo=UTC), "3 h ago"),
            (datetime(2026, 6, 8, 23, 0, tzinfo=UTC), "Yesterday"),
            (datetime(2026, 6, 1, 9, 0, tzinfo=UTC), "1 Jun 2026"),
        ],
    )
    def test_how_long_ago(self, moment, words):
        assert clock.ago(moment, datetime(2026, 6, 9, 12, 0, tzinfo=UTC)) == words


class TestErrorPages:
    def test_not_found_says_what_may_be_the_matter(self, world):
        response = world.client(world.maya).get("/a/nothinghere1/")

        assert response.status_code == 404
        assert "There is no such page" in response.content.decode()

    def test_forbidden(self, world):
        response = world.client(world.vera).get(world.url("settings/"))

        assert response.status_code == 403
        assert "Your role does not allow this" in response.content.decode()

    def test_a_form_without_its_token_is_explained(self, world):
        client = Client(enforce_csrf_checks=True)
        client.force_login(world.maya.user)

        response = client.post("/new/", {"title": "x"})

        assert response.status_code == 403
        assert "This page had been open too long" in response.content.decode()

    @pytest.mark.parametrize("page", ["400.html", "403_csrf.html", "404.html", "500.html"])
    def test_need_neither_context_nor_database(self, page):
        html = render_to_string(page)

        assert "All assessments" in html
        assert "<h1>" in html


class TestToasts:
    def test_carry_undo_for_htmx_and_for_full_pages(self, world):
        client = world.client(world.maya)
        response = client.post(world.url("settings/"), {"title": "New", "status": "draft", "time_zone": "UTC"})
        assert response.status_code == 302
        page = client.get(world.url("people/")).content.decode()
        assert f'action="{world.url("undo/")}' in page
        assert "Settings saved." in page
        assert "Settings saved." not in client.get(world.url("people/")).content.decode()

    def test_fragments_append_them_out_of_band(self):
        html = render_to_string("includes/toasts.html", {"oob": True, "messages": []})

        assert html.strip() == ""

    def test_a_message_without_undo_has_no_form(self, world):
        response = world.client(world.maya).post(world.url(f"people/{world.maya.public_id}/"), {"remove": "1"})

        assert [message.extra_tags for message in get_messages(response.wsgi_request)] == [""]


def test_fragments_know_the_language_too(world, rf):
    """What templates keep is kept for a language; an answer to htmx does not pass through base.html."""
    with translation.override("de"):
        assert shell(rf.get("/"))["LANGUAGE_CODE"] == "de"

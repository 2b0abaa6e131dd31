"""Signing in and out, signing up, resetting and changing a password, all in our own pages."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.conftest import PASSWORD, make_user


@pytest.fixture(autouse=True)
def fresh_limits():
    """Attempts are counted in the cache; each test starts without any."""
    cache.clear()


@pytest.fixture
def maya(db):
    return make_user("Maya", "Okafor")


def text(response) -> str:
    return " ".join(response.content.decode().split())


class TestSigningIn:
    def test_leads_to_the_page_that_was_asked_for(self, maya):
        client = Client()

        response = client.post(
            "/accounts/login/", {"login": "Maya@Example.org", "password": PASSWORD, "next": "/new/"}, follow=True
        )

        assert response.redirect_chain == [("/new/", 302)]
        assert "New assessment" in text(response)
        assert "maya@example.org" in text(response)

    def test_a_wrong_password_is_said_and_the_address_kept(self, maya):
        response = Client().post("/accounts/login/", {"login": "maya@example.org", "password": "wrong"})

        page = text(response)
        assert "The e-mail address or the password is not right" in page
        assert "Check both fields and try again" in page
        assert 'value="maya@example.org"' in page
        assert 'aria-invalid="true"' in page

    def test_too_many_attempts_have_to_wait(self, maya):
        client = Client()
        for _attempt in range(6):
            response = client.post("/accounts/login/", {"login": "maya@example.org", "password": "wrong"})

        assert "Too many attempts" in text(response)

    def test_never_leads_to_another_site(self, maya):
        response = Client().post(
            "/accounts/login/", {"login": "maya@example.org", "password": PASSWORD, "next": "https://evil.example/"}
        )

        assert response["Location"] == "/"


def test_signing_out(maya):
    client = Client()
    client.force_login(maya)

    assert "You are signed in as maya@example.org." in text(client.get("/accounts/logout/"))
    response = client.post("/accounts/logout/", follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/login/"
    assert client.get("/").status_code == 302


class TestSigningUp:
    def test_is_closed_unless_the_installation_opens_it(self, db):
        assert "Sign-up is closed" in text(Client().get("/accounts/signup/"))
        assert "Whoever runs this installation" in text(Client().get("/accounts/login/"))

    def test_makes_an_account_with_a_name(self, db, settings):
        settings.ALLOW_SIGN_UP = True
        client = Client()
        data = {"name": " Priya  Nair ", "email": "Priya@example.org", "password1": PASSWORD}

        assert "Sign up" in text(client.get("/accounts/login/"))
        page = text(client.post("/accounts/signup/", data, follow=True))

        assert "Priya Nair" in page
        assert "No assessments yet" in page

    def test_refusals_are_said(self, maya, settings):
        settings.ALLOW_SIGN_UP = True

        page = text(Client().post("/accounts/signup/", {"name": "", "email": "maya@example.org", "password1": "short"}))

        assert "This address has an account already" in page
        assert "too short" in page
        assert "Name: Give your name." in page
        assert page.index("Name: Give your name.") < page.index("E-mail address: This address")


class TestPasswords:
    def test_are_reset_by_a_mailed_link(self, maya):
        client = Client()

        page = text(client.post("/accounts/password/reset/", {"email": "maya@example.org"}, follow=True))

        assert "Look into your mail" in page
        assert mail.outbox[0].subject == "Choose a new password for ATAM Workbench"
        link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
        form = client.get(link, follow=True)
        assert "Choose a new password" in text(form)
        new = "three wet lanterns"
        done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
        assert "Password changed" in text(done)
        assert Client().login(username="maya@example.org", password=new)
        assert "This link has expired" in text(Client().get(link))

    def test_reset_for_an_unknown_address_looks_the_same(self, db):
        page = text(Client().post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True))

        assert "Look into your mail" in page
        assert "This address has no account here" in mail.outbox[0].body

    def test_are_changed_by_their_owner(self, maya):
        client = Client()
        client.force_login(maya)
        new = "three wet lanterns"

        wrong = client.post("/accounts/password/change/", {"oldpassword": "no", "password1": new, "password2": new})
        assert "This is not your present password" in text(wrong)
        data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        right = client.post("/accounts/password/change/", data, follow=True)

        assert "Your password is changed." in text(right)
        maya.refresh_from_db()
        assert maya.check_password(new)


def test_only_the_pages_offered_are_reachable(maya):
    client = Client()
    client.force_login(maya)

    for path in ("email/", "confirm-email/", "reauthenticate/", "login/code/"):
        assert client.get(f"/accounts/{path}").status_code == 404

"""The people and the assessment most tests start from, built through the application's own actions."""

import gc
from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.recall import recalled

TODAY = date(2026, 6, 9)
PASSWORD = "correct horse battery staple"


def pytest_configure():
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # no walk through collected files at each start, and none needed


def pytest_collection_finish():
    """Look for garbage seldom, and never among the modules: that took a tenth of the time, and a run is short."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_collection_modifyitems(items):
    """Mark what reaches the database; pytest-django keeps the others from it, so one engine is enough for them."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker("database")


@dataclass
class World:
    """One assessment and everybody around it.

    Maya leads, Jonas evaluates, Elena decides, Daniel is the architect, Priya a stakeholder, Vera only reads;
    Sam has an account and no part in it. Each is a Participant, Sam a User.
    """

    assessment: object
    maya: object
    jonas: object
    elena: object
    daniel: object
    priya: object
    vera: object
    sam: object

    def client(self, who) -> Client:
        """A browser in which `who` is signed in."""
        return signed_in(getattr(who, "user", who))

    def url(self, path: str = "") -> str:
        return f"/a/{self.assessment.public_id}/{path}"


def signed_in(user) -> Client:
    """A browser that has a session of `user`. Most tests sign somebody in: it takes 0.8 ms of processor time, and
    force_login, which writes the session three times and the moment beside it, 3.7."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def make_user(first_name: str, last_name: str, domain: str = "example.org"):
    from assessments.models import User

    return User.objects.create_user(f"{first_name.lower()}@{domain}", PASSWORD, name=f"{first_name} {last_name}")


@pytest.fixture
def world(db) -> World:
    return recalled("world", build_world)


def build_world(domain: str = "example.org") -> World:
    """The world, with addresses in `domain`: where nothing is rolled back, each test needs its own."""
    from assessments.models import Participant
    from assessments.overview.actions import add_participant, create_assessment

    assessment = create_assessment(
        owner=make_user("Maya", "Okafor", domain), title="FinTech Platform", system="Payments"
    )
    maya = Participant.objects.get(assessment=assessment)

    def member(first_name, last_name, role, group="stakeholder"):
        user = make_user(first_name, last_name, domain)
        return add_participant(
            assessment=assessment, actor=maya, name=user.get_full_name(), role=role, user=user, group=group
        )

    return World(
        assessment=assessment,
        maya=maya,
        jonas=member("Jonas", "Weber", "evaluator", "evaluation_team"),
        elena=member("Elena", "Rossi", "decision_maker", "decision_maker"),
        daniel=member("Daniel", "Cho", "architect", "decision_maker"),
        priya=member("Priya", "Nair", "stakeholder"),
        vera=member("Vera", "Lund", "viewer"),
        sam=make_user("Sam", "Stranger", domain),
    )


@pytest.fixture
def load(world):
    """load("tree", viewer=…): the dossier of the world's assessment with the named parts, as Maya sees it."""
    from assessments.dossier.load import load as load_dossier

    def read(*parts, viewer=None):
        world.assessment.refresh_from_db()
        return load_dossier(world.assessment, viewer=viewer or world.maya, today=TODAY, parts=parts)

    return read

"""The sample every first visitor meets: complete, made once, and never on a public address by accident."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from assessments.dossier.load import PARTS, load
from assessments.models import Assessment, Participant, User


@pytest.fixture
def seed(db, capsys):
    def seed(*arguments) -> str:
        call_command("seed", *arguments)
        return capsys.readouterr().out

    return seed


def test_one_line_says_how_to_sign_in_and_it_is_true(seed):
    assert seed() == "Sign in as demo@example.org, password demo-atam.\n"
    client = Client()
    answer = client.post("/accounts/login/", {"login": "demo@example.org", "password": "demo-atam"}, follow=True)
    page = answer.content.decode()
    assert "FinTech Platform" in page
    assert "a full evaluation" in page


def test_the_sample_is_a_whole_evaluation(seed):
    seed()
    seen = load(Assessment.objects.get(title="FinTech Platform"), viewer=None, today=date(2026, 6, 9), parts=PARTS)
    counts = {name: getattr(seen.counts, name) for name in ("drivers", "approaches", "attributes", "scenarios")}
    assert counts == {"drivers": 4, "approaches": 5, "attributes": 5, "scenarios": 10}
    assert [f.code for f in seen.findings] == ["S1", "S2", "S3", "T1", "T2", "T3", "R1", "R2", "R3", "N1", "N2"]
    assert [theme.code for theme in seen.themes] == ["RT1", "RT2"]
    assert [answer.cost or answer.effort for answer in seen.recommendations] == [
        "about $200K a year more",
        "2 sprints",
        "3 sprints",
    ]
    assert [scenario.pair for scenario in seen.tree.by_priority][:3] == ["(H,H)"] * 3
    [core] = [scenario for scenario in seen.tree.scenarios if scenario.code == "Av1"]
    assert all(text for _part, text in core.parts)
    assert [document.unread for document in seen.documents] == [()]
    assert all(finding.found_in for finding in seen.findings)
    assert all(driver.served_by and driver.stated_by for driver in seen.drivers)


def test_seeding_again_changes_nothing(seed):
    seed()
    user = User.objects.get()
    before = {row.title: row.revision for row in Assessment.objects.all()}
    assert len(before) == 2
    user.set_password("a password of my own")
    user.save()
    assert seed() == "Sign in as demo@example.org, with the password it was given.\n"
    assert {row.title: row.revision for row in Assessment.objects.all()} == before


def test_the_full_evaluation_has_just_ended_on_whatever_day_it_is_read(seed):
    seed()
    full = Assessment.objects.get(public_id="taplinesample")
    assert 21 <= (timezone.now().date() - full.ended_on).days <= 27
    [maya] = Participant.objects.filter(assessment=full, role="lead")
    assert (maya.name, maya.user.email) == ("Maya Okafor", "demo@example.org")


def test_a_password_of_ones_own(seed, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "something longer")
    assert seed() == "Sign in as demo@example.org, password something longer.\n"
    assert Client().login(email="demo@example.org", password="something longer")


def test_a_public_address_gets_no_account_with_a_known_password(seed, settings):
    settings.PUBLIC_URL = "https://atam.example.org"
    with pytest.raises(CommandError, match=r"everybody who reaches https://atam\.example\.org could sign in"):
        seed()
    assert not User.objects.exists()
    seed("--force")
    assert User.objects.get().email == "demo@example.org"

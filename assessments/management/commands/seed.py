"""manage.py seed: a demo account with two sample evaluations, so that a first visitor finds something to look at.

The first is what an imported document becomes; the second went through every step (docs/decisions/samples.md).
"""

import os
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessments import changes
from assessments.exchange.apply import import_document
from assessments.exchange.importer.documents import read_document
from assessments.models import (
    Approach,
    Assessment,
    Driver,
    Finding,
    FindingLink,
    Participant,
    Recommendation,
    RecommendationFinding,
    RecommendationTheme,
    RiskTheme,
    Scenario,
    ScenarioDriver,
    Step,
    ThemeDriver,
    User,
)
from assessments.overview.actions import add_participant
from assessments.transfer.apply import apply_file
from assessments.transfer.days import brought_near
from assessments.transfer.read import read_file

EMAIL = "demo@example.org"
PASSWORD = "demo-atam"  # noqa: S105 (known to everybody on purpose, so never on a public address)
SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
SAMPLE = SAMPLES / "fintech-platform.md"
FULL_EVALUATION = SAMPLES / "tap-to-travel.json"
FULL_EVALUATION_ID = "taplinesample"

PEOPLE = (
    ("Jonas Weber", "evaluation_team", ("questioner",)),
    ("Elena Rossi", "decision_maker", ()),
    ("Daniel Cho", "decision_maker", ()),
    ("Priya Nair", "stakeholder", ()),
)
# What the document does not say: who serves whom, where a finding was made, what a recommendation answers.
SERVES = (("Pe1", 1), ("Sc1", 1), ("Av1", 2), ("Se1", 3), ("Se2", 3), ("Mo1", 4), ("Mo2", 4), ("Sc2", 4))
FOUND_IN = (
    ("S1", "Av1", 1),
    ("T2", "Av1", 1),
    ("R1", "Av1", 1),
    ("N1", "Av1", 1),
    ("S2", "Pe1", 2),
    ("T1", "Pe1", 2),
    ("R2", "Pe1", 2),
    ("S3", "Pe1", 3),
    ("T3", "Se2", 4),
    ("R3", "Se1", 3),
    ("N2", "Mo1", 5),
)
THREATENS = ((1, 1, "threatens"), (1, 2, "blocks"), (2, 3, "threatens"), (2, 4, "slows"))
ANSWERS = ((1, "R1", 1), (2, "R2", 1), (3, "R3", 2))
STEPS_DONE = 5


class Command(BaseCommand):
    help = "Make the demo account with two sample evaluations. Safe to repeat: what is there stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="also where PUBLIC_URL is set")

    def handle(self, *, force: bool, **options):
        if settings.PUBLIC_URL and not force:
            raise CommandError(
                f"PUBLIC_URL is set: everybody who reaches {settings.PUBLIC_URL} could sign in with the demo account, "
                "because its password is in the documentation. Make an account of your own (manage.py createsuperuser "
                "--email you@example.org), or give --force and choose a password in DEMO_PASSWORD."
            )
        password = os.environ.get("DEMO_PASSWORD") or PASSWORD
        with transaction.atomic():
            user = User.objects.filter(email=EMAIL).first()
            if user is None:
                user = User.objects.create_user(EMAIL, password, name="Maya Okafor")
            if not Assessment.objects.filter(pk__in=user.participations.values("assessment")).exists():
                fill(user)
            if not Assessment.objects.filter(public_id=FULL_EVALUATION_ID).exists():
                fill_fully(user)
        known = f"password {password}" if user.check_password(password) else "with the password it was given"
        self.stdout.write(f"Sign in as {EMAIL}, {known}.")


def fill(user: User) -> Assessment:
    """The sample evaluation, led by `user`: the document imported, then what a document cannot say."""
    plan = read_document(SAMPLE.read_bytes(), name=SAMPLE.name)
    assessment = import_document(owner=user, plan=plan, document=plan.documents[0], title="FinTech Platform")
    lead = Participant.objects.get(assessment=assessment)
    for name, group, team_roles in PEOPLE:
        add_participant(assessment=assessment, actor=lead, name=name, group=group, team_roles=list(team_roles))
    with changes.record(assessment, lead, "sample.link") as change:
        link(change)
        for step in Step.objects.filter(assessment=assessment, number__lte=STEPS_DONE):
            change.update(step, status=Step.Status.DONE)
        change.update(
            change.assessment,
            system="FinTech Platform, payments",
            status=Assessment.Status.RUNNING,
            started_on=date(2026, 6, 8),
            confidentiality="Sample data",
        )
    return assessment


def fill_fully(user: User) -> Assessment:
    """The full evaluation, led by `user`, its days moved so that it ended a few weeks ago."""
    file = read_file(FULL_EVALUATION.read_bytes())
    return apply_file(owner=user, file=brought_near(file, today=timezone.now().date()))


def link(change: changes.Recorder) -> None:
    """Tie the sample's rows together, as steps 5 to 9 of the method would have."""

    def numbered(model) -> dict[int, object]:
        return {row.number: row for row in model.objects.filter(assessment=change.assessment)}

    def coded(model) -> dict[str, object]:
        return {row.code: row for row in model.objects.filter(assessment=change.assessment)}

    drivers, approaches, themes = numbered(Driver), numbered(Approach), numbered(RiskTheme)
    recommendations, scenarios, findings = numbered(Recommendation), coded(Scenario), coded(Finding)
    people = {row.name: row for row in Participant.objects.filter(assessment=change.assessment)}
    for scenario, driver in SERVES:
        change.create(ScenarioDriver, scenario=scenarios[scenario], driver=drivers[driver])
    for finding, scenario, approach in FOUND_IN:
        change.create(
            FindingLink, finding=findings[finding], scenario=scenarios[scenario], approach=approaches[approach]
        )
    for theme, driver, degree in THREATENS:
        change.create(ThemeDriver, theme=themes[theme], driver=drivers[driver], degree=degree)
    for recommendation, risk, theme in ANSWERS:
        change.create(RecommendationFinding, recommendation=recommendations[recommendation], finding=findings[risk])
        change.create(RecommendationTheme, recommendation=recommendations[recommendation], theme=themes[theme])
    for number, owner in ((1, "Daniel Cho"), (2, "Daniel Cho"), (3, "Priya Nair")):
        change.update(findings[f"R{number}"], owner=people[owner])
    for driver in drivers.values():
        change.update(driver, stated_by=people["Elena Rossi"])

"""What `make bench` measures on: evaluations of any size, the same at every run, made by the application's actions."""

import random
import re

from assessments import changes
from assessments.models import (
    Assessment,
    FindingLink,
    Participant,
    RecommendationFinding,
    ScenarioDriver,
    ThemeDriver,
    ThemeRisk,
    User,
)
from assessments.new_rows import (
    new_approach,
    new_attribute,
    new_driver,
    new_finding,
    new_recommendation,
    new_requirement,
    new_scenario,
    new_theme,
    refinement_of,
)
from assessments.overview.actions import create_assessment

ATTRIBUTES = ("Performance", "Availability", "Security", "Scalability", "Modifiability")
CONCERNS = ("Transaction latency", "Core payment", "Compliance", "Peak load")
WORDS = re.findall(
    r"\w+",
    "payment gateway ledger settlement region replica failover merchant acquirer screening latency budget audit "
    "encryption token queue consumer batch report dashboard index schema release market currency rule threshold",
)
OTHER_ASSESSMENTS = 19  # the list of assessments shows a full page


def sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize()


def owner(size: int) -> User:
    return User.objects.create_user(f"bench-{size}@example.org", "not for signing in", name="Maya Okafor")


def evaluation(user: User, size: int, *, findings: int | None = None, approaches: int | None = None) -> Assessment:
    """An evaluation with `size` scenarios and what usually comes with them: unless told otherwise one finding for each
    scenario, a driver, a requirement, a risk theme and a recommendation for every ten, an approach for every twenty,
    each linked as in the worked example."""
    dice = random.Random(size)
    assessment = create_assessment(owner=user, title=f"Platform with {size} scenarios", system="Payments")
    findings = size if findings is None else findings
    lead = Participant.objects.get(assessment=assessment)
    with changes.record(assessment, lead, "bench.fill") as change:
        tenth = max(4, size // 10)
        drivers = [new_driver(change, statement=sentence(dice, 8), stated_by=lead) for _ in range(tenth)]
        for n in range(tenth):
            new_requirement(
                change, statement=f"The {WORDS[n % len(WORDS)]} answers in time {n}", target="< 100", unit="ms"
            )
        decisions = [
            new_approach(change, name=f"{sentence(dice, 3)} {n}") for n in range(approaches or max(5, tenth // 2))
        ]
        attributes = [new_attribute(change, name=name) for name in ATTRIBUTES]
        homes = [refinement_of(change, attribute, name) for attribute in attributes for name in CONCERNS]
        themes = [new_theme(change, title=sentence(dice, 6), summary=sentence(dice, 20)) for _ in range(tenth)]
        answers = [new_recommendation(change, title=sentence(dice, 6), severity="high") for _ in range(tenth)]
        for n in range(size):
            scenario = new_scenario(
                change,
                refinement=homes[n % len(homes)],
                statement=f"{sentence(dice, 12)} < {dice.randrange(10, 900)} ms",
                importance=dice.choice("HML"),
                difficulty=dice.choice("HML"),
                stimulus=sentence(dice, 10),
                response=sentence(dice, 10),
                response_measure=f"< {dice.randrange(10, 900)} ms",
            )
            change.create(ScenarioDriver, scenario=scenario, driver=drivers[n % len(drivers)])
            if n >= findings:
                continue
            finding = finding_for(change, dice, attributes, "STRN"[n % 4])
            change.create(FindingLink, finding=finding, scenario=scenario, approach=decisions[n % len(decisions)])
            if finding.kind == "R":
                change.create(ThemeRisk, theme=themes[n % len(themes)], risk=finding)
                change.create(RecommendationFinding, recommendation=answers[n % len(answers)], finding=finding)
        for n, theme in enumerate(themes):
            change.create(ThemeDriver, theme=theme, driver=drivers[n % len(drivers)], degree="threatens")
    return assessment


def finding_for(change, dice, attributes, kind: str):
    risk = {"severity": dice.choice(["critical", "high", "medium", "low"]), "mitigation": sentence(dice, 10)}
    bears_on = dice.sample(attributes, 2 if kind == "T" else 1)
    return new_finding(
        change,
        kind=kind,
        title=sentence(dice, 8),
        description=sentence(dice, 20),
        attributes=[(attribute, "") for attribute in bears_on],
        **(risk if kind == "R" else {}),
    )


def document(size: int) -> str:
    """A Markdown evaluation of about `size` bytes: a rated tree, and risks that fill the rest with text."""
    dice = random.Random(size)
    scenarios = max(10, min(1500, size // 700))
    lines = ["# ATAM Evaluation: Payments at scale", "", "## Business Drivers", ""]
    lines += [f"{n + 1}. {sentence(dice, 8)}" for n in range(4)]
    lines += ["", "## Utility Tree", "", "```", "Utility"]
    for place, name in enumerate(ATTRIBUTES):
        lines.append(f"├── {name}")
        for n in range(scenarios // len(ATTRIBUTES)):
            pair = f"({dice.choice('HML')}, {dice.choice('HML')})"
            lines.append(f"│   ├── {sentence(dice, 9)} {place}.{n} < {dice.randrange(10, 900)}ms {pair}")
    lines += [
        "```",
        "",
        "## Risks",
        "",
        "| ID | Risk | Severity | Mitigation |",
        "|----|------|----------|------------|",
    ]
    written, number = sum(len(line.encode()) + 1 for line in lines), 0
    while written < size:
        number += 1
        severity = dice.choice(["Critical", "High", "Medium", "Low"])
        row = f"| R{number} | {sentence(dice, 10)} | {severity} | {sentence(dice, 50)} |"
        lines.append(row)
        written += len(row.encode()) + 1
    return "\n".join([*lines, ""])


def other_assessments(user: User) -> None:
    for n in range(OTHER_ASSESSMENTS):
        create_assessment(owner=user, title=f"{sentence(random.Random(n), 4)} {n}")

"""An evaluation of any size, made up without a database, for tests of figures."""

from dataclasses import replace
from datetime import UTC, date, datetime

from assessments.dossier import types as t

NAMES = ("Performance", "Availability", "Security", "Scalability", "Modifiability", "Usability", "Testability", "Cost")
CONCERNS = ("Latency", "Throughput", "Recovery")
PAIRS = ("HH", "HM", "MH", "MM", "HL", "LH", "ML", "LM", "LL")
STATEMENTS = (
    "A card payment is authorised in under {n} ms at the 99th percentile",
    "The settlement service loses a database node at peak and recovers within {n} seconds without losing a posting",
    "A developer adds a payment method in {n} person-days without touching the core",
    "Ten times the usual traffic arrives for {n} minutes, and no request is refused that was accepted before; "
    "dashboards say honestly which figures lag behind",
)
DESCRIPTION = "Each hop has its own time-out; **none** has a shared deadline."
WHEN = datetime(2026, 6, 9, 11, 47, tzinfo=UTC)


def made_up(scenarios: int) -> t.Dossier:
    """An evaluation with `scenarios` leaves, and findings, themes, recommendations in proportion; always the same."""
    leaves = [_scenario(n) for n in range(scenarios)]
    attributes = tuple(
        t.Attribute(f"q{hue}", name, name[:2], hue, True, 1, _refinements(hue, leaves[hue :: len(NAMES)]))
        for hue, name in enumerate(NAMES[: max(1, min(len(NAMES), scenarios // 2))])
    )
    placed = {leaf.id for attribute in attributes for leaf in attribute.scenarios}
    tree = t.Tree(attributes, (), tuple(leaf for leaf in leaves if leaf.id not in placed))
    findings = tuple(_finding(kind, n, leaves) for kind in "STRN" for n in range(1, scenarios // 4 + 2))
    risks = [finding.ref for finding in findings if finding.kind == "R"]
    drivers = tuple(
        t.Driver(
            f"d{n}", f"BD{n}", f"Enter {n} new markets within a year", "goal", "Business goal", "", "", "H", None, 1
        )
        for n in range(1, 7)
    )
    themes = tuple(
        t.Theme(f"rt{n}", f"RT{n}", "Recovery is designed but not exercised", "Seen in *several* places.", 1,
                tuple(risks[n::3]), ((drivers[n].ref, "threatens"),))
        for n in range(1, 4)
    )  # fmt: skip
    return t.Dossier(
        assessment=_info(scenarios),
        viewer=None,
        today=date(2026, 6, 9),
        loaded={
            "people": (t.Person("p1", "Maya Okafor", "lead", "Lead", "evaluation_team", "Evaluation team"),),
            "steps": (),
            "drivers": drivers,
            "approaches": (),
            "architecture": t.Architecture((), (), ()),
            "tree": tree,
            "findings": findings,
            "themes": themes,
            "recommendations": tuple(_recommendation(n, risks) for n in range(1, scenarios // 10 + 2)),
            "documents": (),
            "requested": (),
            "sheets": (),
        },
    )


def _info(scenarios: int) -> t.AssessmentInfo:
    return t.AssessmentInfo(
        id=f"bench{scenarios}",
        title="Global Payments Platform",
        system="Payments",
        summary="An evaluation made up to see how long its report takes.",
        template="atam_full",
        template_label="ATAM, full",
        sections=frozenset({"drivers", "tree", "findings", "themes", "recommendations"}),
        status="running",
        status_label="In progress",
        confidentiality="Confidential",
        language="en",
        time_zone="UTC",
        revision=1,
        created_at=WHEN,
        changed_at=WHEN,
    )


def _scenario(n: int) -> t.Scenario:
    hue, pair = n % len(NAMES), PAIRS[n % len(PAIRS)]
    name = NAMES[hue]
    return t.Scenario(
        id=f"s{n}",
        code=f"{name[:2]}{n // len(NAMES) + 1}",
        source_id="",
        statement=STATEMENTS[n % len(STATEMENTS)].format(n=n + 5),
        importance=pair[0],
        difficulty=pair[1],
        source="Card holder",
        stimulus="Submits a payment while a region is being drained",
        artifact="Payment API, orchestration, acquirer adapter",
        environment="Normal load, 900 transactions a second",
        response="Authorises and confirms the payment, and records it once",
        response_measure=f"99th percentile below {n + 5} ms at the edge",
        measure_from_statement=False,
        kind="use_case",
        kind_label="Use case",
        origin="tree",
        version=1,
        attribute_id=f"q{hue}",
        attribute=name,
        attribute_code=name[:2],
        hue=hue,
    )


def _refinements(hue: int, leaves: list[t.Scenario]) -> tuple[t.Refinement, ...]:
    if len(leaves) < len(CONCERNS) * 2:
        return (t.Refinement(f"f{hue}", "", 0, 1, tuple(leaves)),)
    return tuple(
        t.Refinement(f"f{hue}-{n}", name, n, 1, tuple(leaves[n :: len(CONCERNS)])) for n, name in enumerate(CONCERNS)
    )


def _finding(kind: str, n: int, leaves: list[t.Scenario]) -> t.Finding:
    leaf = leaves[(n * 3) % len(leaves)]
    risk = kind == "R"
    other = NAMES[(leaf.hue + 1) % len(NAMES)]
    bears = (
        t.AttributeEffect(leaf.attribute_id, leaf.attribute, leaf.attribute_code, leaf.hue, True, "+", "pool size"),
        t.AttributeEffect(f"q{other}", other, other[:2], (leaf.hue + 1) % len(NAMES), True, "-", ""),
    )
    return t.Finding(
        id=f"{kind}{n}",
        code=f"{kind}{n}",
        kind=kind,
        kind_label="",
        title="Time-outs of five chained calls add up before the caller gives up",
        description=DESCRIPTION,
        severity=t.SEVERITIES[n % 4] if risk else "",
        severity_label=t.SEVERITIES[n % 4].capitalize() if risk else "",
        status="open" if risk else "",
        status_label="Open" if risk else "",
        mitigation="Pass a deadline with every call" if risk else "",
        area="",
        owner=None,
        assumption="Hit rate stays above 99 %" if kind == "N" else "",
        review_on=None,
        version=1,
        attributes=bears if kind in "ST" else (),
        found_in=(leaf.ref,),
    )


def _recommendation(n: int, risks: list[t.Ref]) -> t.Recommendation:
    base = t.Recommendation(
        id=f"rec{n}",
        code=f"Rec{n}",
        title="Exercise the fail-over every month",
        details="- In production\n- With the people on call\n- Effort: 2 sprints",
        severity="high",
        severity_label="High",
        horizon="short",
        horizon_label="Short term, 1 to 3 months",
        effort="2 sprints",
        cost="",
        owner=None,
        status="open",
        status_label="Open",
        version=1,
    )
    return replace(base, risks=tuple(risks[n::7]))

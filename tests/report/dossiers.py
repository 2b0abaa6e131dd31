"""Dossiers built by hand: the report and its drawings need no database."""

from dataclasses import replace
from datetime import UTC, date, datetime

from assessments.dossier import types as t

TODAY = date(2026, 6, 9)
WHEN = datetime(2026, 6, 9, 11, 47, tzinfo=UTC)


def info(**changes) -> t.AssessmentInfo:
    fields = {
        "id": "a1a1a1a1a1a1",
        "title": "FinTech Platform",
        "system": "Payment processing platform",
        "summary": "Formal ATAM assessment of a payment processing platform.",
        "template": "atam_full",
        "template_label": "ATAM, full",
        "sections": frozenset({"drivers", "tree", "findings", "themes", "recommendations"}),
        "status": "running",
        "status_label": "In progress",
        "confidentiality": "Confidential",
        "language": "en",
        "time_zone": "UTC",
        "revision": 7,
        "created_at": WHEN,
        "changed_at": WHEN,
    }
    return t.AssessmentInfo(**{**fields, **changes})


def dossier(assessment: t.AssessmentInfo, **parts) -> t.Dossier:
    """With every part there, empty where none is given."""
    empty = dict.fromkeys(("people", "steps", "drivers", "approaches", "findings", "themes"), ())
    empty |= {
        "requirements": (),
        "recommendations": (),
        "documents": (),
        "requested": (),
        "sheets": (),
        "parked": (),
        "dismissed": (),
        "tree": t.Tree((), (), ()),
        "counts": t.Counts(),
        "architecture": t.Architecture((), (), ()),
    }
    return t.Dossier(assessment=assessment, viewer=None, today=TODAY, loaded={**empty, **parts})


MAYA = t.Person(
    "p1", "Maya Okafor", "lead", "Lead", "evaluation_team", "Evaluation team", "Northwind", ("Team leader",), True
)
DANIEL = t.Person(
    "p2", "Daniel Cho", "architect", "Architect", "decision_maker", "Project decision maker", "Northwind Pay", ()
)


def scenario(n, attribute, code, hue, number, statement, pair, measure="", **changes) -> t.Scenario:
    fields = dict.fromkeys(
        ("source_id", "source", "stimulus", "artifact", "environment", "response", "kind", "kind_label"), ""
    )
    fields |= {
        "id": f"s{n}",
        "code": f"{code}{number}",
        "statement": statement,
        "importance": pair[0],
        "difficulty": pair[1],
        "response_measure": measure,
        "measure_from_statement": bool(measure),
        "origin": "import",
        "version": 1,
        "attribute_id": attribute,
        "attribute": attribute,
        "attribute_code": code,
        "hue": hue,
    }
    return t.Scenario(**{**fields, **changes})


SECTION_6_TREE = [
    (
        "Performance",
        "Pe",
        [("Transaction processing < 200ms", "HH", "< 200ms"), ("Dashboard queries < 2s", "MM", "< 2s")],
    ),
    ("Availability", "Av", [("Core payment: 99.99%", "HH", "99.99%"), ("Reporting: 99.9%", "ML", "99.9%")]),
    ("Security", "Se", [("PCI-DSS compliance", "HH", ""), ("Fraud detection < 100ms", "HM", "< 100ms")]),
    ("Scalability", "Sc", [("Handle 10x traffic spikes", "HM", ""), ("Add new payment methods", "MH", "")]),
    (
        "Modifiability",
        "Mo",
        [("Add new market < 2 weeks", "HM", "< 2 weeks"), ("Update compliance rules < 1 day", "MH", "< 1 day")],
    ),
]


def section_6_tree() -> t.Tree:
    attributes, n = [], 0
    for hue, (name, code, leaves) in enumerate(SECTION_6_TREE):
        scenarios = []
        for number, (statement, pair, measure) in enumerate(leaves, start=1):
            n += 1
            scenarios.append(scenario(n, name, code, hue, number, statement, pair, measure))
        refinement = t.Refinement(f"f{hue}", "", 0, 1, tuple(scenarios))
        attributes.append(t.Attribute(f"q{hue}", name, code, hue, True, 1, (refinement,)))
    off_tree = tuple(
        t.Attribute(f"x{n}", name, name[:2], 5 + n, False, 1) for n, name in enumerate(("Consistency", "Cost"))
    )
    return t.Tree(tuple(attributes), off_tree, ())


def finding(kind, number, title, *, severity="", attributes=(), **changes) -> t.Finding:
    labels = {"S": "Sensitivity point", "T": "Trade-off point", "R": "Risk", "N": "Non-risk"}
    fields = {
        "id": f"{kind.lower()}{number}",
        "code": f"{kind}{number}",
        "kind": kind,
        "kind_label": labels[kind],
        "title": title,
        "description": "",
        "severity": severity,
        "severity_label": severity.capitalize(),
        "status": "open" if kind == "R" else "",
        "status_label": "Open" if kind == "R" else "",
        "mitigation": "",
        "area": "",
        "owner": None,
        "assumption": "",
        "review_on": None,
        "version": 1,
        "attributes": tuple(
            t.AttributeEffect(f"q{name}", name, name[:2], hue, in_tree, "", "")
            for hue, (name, in_tree) in enumerate(attributes)
        ),
    }
    return t.Finding(**{**fields, **changes})


def recommendation(number, title, severity, details, **changes) -> t.Recommendation:
    fields = {
        "id": f"rec{number}",
        "code": f"Rec{number}",
        "title": title,
        "details": details,
        "severity": severity,
        "severity_label": severity.capitalize(),
        "horizon": "",
        "horizon_label": "",
        "effort": "",
        "cost": "",
        "owner": None,
        "status": "open",
        "status_label": "Open",
        "version": 1,
    }
    return t.Recommendation(**{**fields, **changes})


def section_6() -> t.Dossier:
    """What section 6 of the worked examples holds, as the importer stores it."""
    statements = (
        "Process $1B transactions/year",
        "99.99% availability requirement",
        "PCI-DSS compliance mandatory",
        "Expand to 5 new markets in 12 months",
    )
    drivers = tuple(
        t.Driver(f"d{n}", f"BD{n}", statement, "goal", "Business goal", "", "", "", None, 1)
        for n, statement in enumerate(statements, start=1)
    )
    findings = (
        finding(
            "S", 1, "Database replication", description="Single region DB is SPOF", attributes=[("Availability", True)]
        ),
        finding(
            "S", 2, "Payment gateway", description="External API latency variable", attributes=[("Performance", True)]
        ),
        finding(
            "S", 3, "Encryption overhead", description="PCI encryption adds 10ms", attributes=[("Performance", True)]
        ),
        finding(
            "T",
            1,
            "Sync vs Async payment",
            description="Async faster but eventual",
            attributes=[("Performance", True), ("Consistency", False)],
        ),
        finding(
            "T",
            2,
            "Multi-region",
            description="3x infra cost for 99.99%",
            attributes=[("Availability", True), ("Cost", False)],
        ),
        finding(
            "T",
            3,
            "Real-time fraud",
            description="ML inference adds latency",
            attributes=[("Security", True), ("Performance", True)],
        ),
        finding("R", 1, "Single region failure", severity="critical", mitigation="Multi-region deployment"),
        finding("R", 2, "Payment gateway timeout", severity="high", mitigation="Circuit breaker + fallback"),
        finding("R", 3, "Compliance lag", severity="high", mitigation="Automated compliance testing"),
    )
    recommendations = (
        recommendation(
            1,
            "Multi-region Deployment",
            "critical",
            "- Deploy to 2+ regions\n- Implement active-active or active-passive\n- Cost: ~$200K/year additional",
            cost="~$200K/year additional",
        ),
        recommendation(
            2,
            "Circuit Breaker for External APIs",
            "high",
            "- Implement circuit breaker pattern\n- Add fallback payment providers\n- Effort: 2 sprints",
            effort="2 sprints",
        ),
        recommendation(
            3,
            "Automated Compliance Pipeline",
            "high",
            "- CI/CD compliance checks\n- Automated PCI scanning\n- Effort: 3 sprints",
            effort="3 sprints",
        ),
    )
    text = "\n".join(["# Architecture Workflow Examples"] + [f"line {n}" for n in range(2, 750)])
    return dossier(
        info(),
        people=(MAYA, DANIEL),
        drivers=drivers,
        tree=section_6_tree(),
        findings=findings,
        recommendations=recommendations,
        documents=(
            t.Document(
                "doc1",
                "architecture-workflow-examples.md",
                749,
                text,
                ((1, 471), (549, 749)),
                ((519, "Effects of the trade-off are not stated; they are shown as unknown."),),
            ),
        ),
    )


NASTY = (
    '"]; evil [label="pwn"]; a -> b; // <b>x</b> & </svg><script>alert(1)</script> <!-- -->',
    "<img src='http://127.0.0.1:9/leak.png'><link rel=attachment href='file:///etc/passwd'> url(file:///etc/passwd)",
    '"; } * { display: none } @import url(http://127.0.0.1:9/x.css); \\A \\22 content: url(file:///etc/hostname)',
    "يجب أن يستمر نظام الدفع في معالجة المعاملات أثناء انقطاع المنطقة الرئيسية",
    "決済サービスは、新しい市場の税務ルールを二週間以内に導入できること。支付网关必须在区域故障期间继续处理交易",
    "Peak day 🛒🚀: checkout ×10 👩🏽‍💻 🇪🇺 — queue < 5 000 ✅",
    "Zażółć gęślą jaźń; ≤ 200 ms → p99, naïve façade",
    "x" * 10_000,
    "word " * 2_000,
    "![a](file:///etc/passwd) [b](file:///etc/passwd) <http://127.0.0.1:9/auto> [c](javascript:alert(1)) # h\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |",
)


def worded() -> t.Dossier:
    """One scenario with all that is said of its wording and where it comes from."""
    said = {"motivating_issue": "The outage of March", "raw_wording": "It never dies"}
    agreed = {"locked_by": MAYA, "locked_at": WHEN, "tags": (t.Ref("attribute", "q9", "Co", "Cost", hue=5),)}
    one = scenario(1, "Availability", "Av", 1, 1, "Core payment answers 99.99%", "HH", "99.99%", **said, **agreed)
    refinement = t.Refinement("r1", "Core payment", 0, 1, (one,))
    attribute = t.Attribute("q1", "Availability", "Av", 1, True, 1, (refinement,), iso25010="Reliability")
    parts = {"people": (MAYA,), "drivers": section_6().drivers, "tree": t.Tree((attribute,), (), ())}
    return dossier(info(title="Zażółć"), **parts)


def reviewed() -> t.Dossier:
    """Risks with all that a review leaves: likelihood, acceptance, comments, a broken assumption, a theme."""
    region = t.Ref("theme", "rt1", "RT1", "One region")
    scenario_ref = t.Ref("scenario", "s1", "Av1", "Core payment")
    nonrisk = finding("N", 1, "Stateless service", assumption="Sessions stay in the cache")
    rejected = ("rejected", "Rejected", "It is in the same building")
    comments = (
        t.Comment("c1", DANIEL, "The standby is in another region", *rejected, 1),
        t.Comment("c2", MAYA, "Is the ledger meant?", "", "", "", 1),
    )
    placed = {"likelihood": "likely", "likelihood_label": "Likely", "impact": "severe", "impact_label": "Severe"}
    one = finding("R", 1, "Single region failure", severity="critical", comments=comments, themes=(region,), **placed)
    accepted = {"status": "accepted", "status_label": "Accepted", "accepted_because": "A second region costs more"}
    accepted |= {"accepted_by": DANIEL, "accepted_on": date(2026, 6, 1)}
    approaches = (t.Ref("approach", "a1", "A1", "Standby"),)
    three = finding("R", 3, "Standby lags", approaches=approaches, attributes=[("Availability", True)], **accepted)
    reopened = {"accepted_because": "The cache was thought to last", "accepted_by": DANIEL}
    reopened |= {"accepted_on": date(2026, 5, 4), "broken_from": nonrisk.ref}
    two = finding("R", 2, "Sessions are lost", found_in=(scenario_ref,), **reopened)
    driver = t.Driver(
        "d1", "BD1", "99.99% availability", "goal", "Goal", "", "", "", None, 1, served_by=(scenario_ref,)
    )
    return dossier(
        info(),
        people=(MAYA, DANIEL),
        drivers=(driver,),
        approaches=(t.Approach("a1", "A1", "Standby", "tactic", "Tactic", "", "", 1),),
        tree=section_6_tree(),
        findings=(one, two, three, replace(nonrisk, became=(two.ref,))),
        themes=(t.Theme("rt1", "RT1", "One region", "", 1, (one.ref,), ((driver.ref, "threatens"),)),),
    )


def hostile() -> t.Dossier:
    """Every field that people fill holds something nasty; each nasty text appears in many fields."""

    def text(n: int) -> str:
        return NASTY[n % len(NASTY)]

    people = tuple(
        t.Person(
            f"p{n}", text(n)[:300], "lead", "Lead", "stakeholder", "Stakeholder", text(n + 1)[:300], (text(n + 2)[:60],)
        )
        for n in range(3)
    )
    attributes, n = [], 0
    for hue in range(6):
        name = text(hue)[:60]
        leaves = []
        for number in range(1, 4):
            n += 1
            leaves.append(
                scenario(
                    n, f"q{hue}", f"X{hue}", hue, number, text(n), "H?"[number % 2] + "M", text(n + 1),
                    source=text(n + 2)[:900], stimulus=text(n + 3)[:900], artifact=text(n + 4)[:900],
                    environment=text(n + 5)[:900], response=text(n + 6)[:900], kind_label="Growth",
                    source_id=text(n)[:60],
                    importance="H", difficulty="M" if number % 2 else "",
                )
            )  # fmt: skip
        refinements = (
            t.Refinement(f"f{hue}", "", 0, 1, tuple(leaves[:1])),
            t.Refinement(f"g{hue}", text(hue + 3)[:60], 1, 1, tuple(leaves[1:])),
        )
        attributes.append(t.Attribute(f"q{hue}", name, f"X{hue}", hue, True, 1, refinements))
    findings = tuple(
        finding(kind, number, text(number), description=text(number + 1), 
                attributes=[(text(number)[:60], True), ("Cost", False)],
                severity="critical" if kind == "R" else "", mitigation=text(number + 2) if kind == "R" else "",
                assumption=text(number + 3) if kind == "N" else "")
        for kind in "STRN" for number in range(1, 4)
    )  # fmt: skip
    drivers = tuple(
        t.Driver(f"d{n}", f"BD{n}", text(n), "goal", "Goal", "", "", "H", people[0], 1) for n in range(1, 8)
    )
    themes = tuple(
        t.Theme(f"rt{n}", f"RT{n}", text(n), text(n + 1), 1, (findings[6].ref,), ((drivers[0].ref, "blocks"),))
        for n in range(1, 4)
    )
    return dossier(
        info(
            title=text(2)[:300], system=text(1)[:300], summary=text(9) + "\n\n" + text(0), confidentiality=text(2)[:300]
        ),
        people=people,
        drivers=drivers,
        approaches=tuple(
            t.Approach(f"a{n}", f"A{n}", text(n)[:300], "tactic", "Tactic", text(n + 1), text(n + 2), 1)
            for n in range(1, 4)
        ),
        tree=t.Tree(tuple(attributes), (), (scenario(99, "", "B", 0, 1, text(4), "  ", importance="", difficulty=""),)),
        findings=findings,
        themes=themes,
        recommendations=tuple(
            recommendation(n, text(n), "low", text(n + 1), effort=text(n)[:300], cost=text(n + 1)[:300])
            for n in range(1, 11)
        ),
        documents=(
            t.Document(
                "doc1", text(1)[:300], 20, "\n".join(text(n) for n in range(20)), ((1, 9), (12, 20)), ((3, text(0)),)
            ),
        ),
    )

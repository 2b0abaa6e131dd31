"""What an import would make, counted: one row a kind, with a word about it. Pure."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.exchange.importer.plan import DocumentPlan
from assessments.text import name_key


@dataclass(frozen=True)
class Count:
    """One row of the plan: how many rows of a kind are made, and a word about them."""

    icon: str
    name: str
    number: int
    said: str = ""


def counts(document: DocumentPlan) -> list[Count]:
    """The rows the import makes, in the order of the method; kinds without a row are left out."""
    findings = {kind: document.of_kind(kind) for kind in "STRN"}
    rows = [
        Count("flag", _("Business drivers"), len(document.drivers), spread(document.drivers)),
        Count("layers", _("Approaches"), len(document.approaches), spread(document.approaches)),
        Count("layers", _("Quality attributes"), len(document.attributes), said_of_attributes(document)),
        Count("git-branch", _("Refinements"), len(document.refinements)),
        Count("list-tree", _("Scenarios"), len(document.scenarios), said_of_pairs(document)),
        Count("activity", _("Sensitivity points"), len(findings["S"]), numbers(findings["S"], "S")),
        Count("scale", _("Trade-off points"), len(findings["T"]), said_of_tradeoffs(findings["T"])),
        Count("triangle-alert", _("Risks"), len(findings["R"]), said_of_risks(findings["R"])),
        Count("shield-check", _("Non-risks"), len(findings["N"]), numbers(findings["N"], "N")),
        Count("waypoints", _("Risk themes"), len(document.themes), numbers(document.themes, "RT")),
        Count("lightbulb", _("Recommendations"), len(document.recommendations), _("Switches the section on")),
    ]
    return [row for row in rows if row.number]


def spread(rows: list) -> str:
    return where(rows[0].line, rows[-1].line) if rows else ""


def said_of_attributes(document: DocumentPlan) -> str:
    known = {name_key(name) for name, _line in document.attributes}
    named = {name_key(name): name for finding in document.findings for name, _effect in finding.attributes}
    outside = [name for key, name in named.items() if key not in known]
    if not outside:
        return _("All in the tree")
    more = f" +{len(outside) - 3}" if len(outside) > 3 else ""
    return _("In the tree; outside it: %(names)s") % {"names": ", ".join(outside[:3]) + more}


def said_of_pairs(document: DocumentPlan) -> str:
    """ "All with a pair: 3 (H,H), 2 (M,H)", the urgent pairs first."""
    pairs = Counter(f"({s.importance},{s.difficulty})" for s in document.scenarios if s.importance and s.difficulty)
    unrated = len(document.scenarios) - pairs.total()
    order = sorted(pairs, key=lambda pair: ([*"HML"].index(pair[1]) + [*"HML"].index(pair[3]), pair))
    listed = ", ".join(f"{pairs[pair]} {pair}" for pair in order)
    if not pairs:
        return _("None is rated")
    if not unrated:
        return _("All with a pair: %(pairs)s") % {"pairs": listed}
    return _("%(pairs)s; %(count)s without a full pair") % {"pairs": listed, "count": unrated}


def numbers(rows: list, kind: str) -> str:
    """ "S1 to S3" where the document numbers them, else where they stand."""
    known = [row.number for row in rows if row.number]
    if not rows or len(known) < len(rows):
        return spread(rows)
    if len(known) == 1:
        return f"{kind}{known[0]}"
    return _("%(first)s to %(last)s") % {"first": f"{kind}{min(known)}", "last": f"{kind}{max(known)}"}


def said_of_tradeoffs(rows: list) -> str:
    stated = any(effect for row in rows for _name, effect in row.attributes)
    return ", ".join(filter(None, [numbers(rows, "T"), "" if stated else _("effects not stated")]))


def said_of_risks(rows: list) -> str:
    words = {"critical": _("critical"), "high": _("high"), "medium": _("medium"), "low": _("low")}
    found = Counter(row.severity for row in rows if row.severity)
    severities = [f"{found[level]} {word}" for level, word in words.items() if found[level]]
    return ", ".join(filter(None, [numbers(rows, "R"), *severities]))


def where(first: int, last: int) -> str:
    if first == last:
        return _("Line %(line)d") % {"line": first}
    return _("Lines %(first)d to %(last)d") % {"first": first, "last": last}

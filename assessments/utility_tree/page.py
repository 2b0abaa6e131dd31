"""What the page of the utility tree shows: its groups of rows, its filter, the branch or scenario in the panel."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.access import CAPABILITIES, EDIT, RATE_DIFFICULTY, RATE_IMPORTANCE
from assessments.dossier.load import load
from assessments.dossier.types import UNRATED_RANK, Dossier, Scenario, Tree
from assessments.models import Assessment
from assessments.utility_tree.rows import RowWriter, tree_url
from assessments.utility_tree.rules import Filter, attribute_suggestions, read_filter


@dataclass(frozen=True)
class Group:
    """A part of the table under one heading: an attribute, or a place in the order of analysis.

    `rows` are the table rows as HTML; `empty` the named refinements without a scenario. `id` is the attribute's
    public id, "" for groups that are none.
    """

    title: str
    count: int
    rows: SafeString
    id: str = ""
    code: str = ""
    hue: int = 0
    pair: tuple[str, str] = ("", "")
    empty: tuple[str, ...] = ()
    refinements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chip:
    """A filter by one pair: how many scenarios have it, and the query's `pair` after pressing it."""

    pair: str
    key: str
    count: int
    pressed: bool
    value: str


@dataclass(frozen=True)
class Adding:
    """The row for a new scenario, open under an attribute, with what was typed and why it was refused."""

    attribute_id: str
    refinement: str = ""
    line: str = ""
    error: str = ""


def filter_of(request: HttpRequest) -> Filter:
    """What the page shows, from the query of the address; writes carry it in theirs."""
    return read_filter(request.GET.dict())


def tree_context(request: HttpRequest, assessment: Assessment, **more) -> dict:
    """Everything the tree page prints. `more` adds to it: `panel`, `adding`, `attribute_error` and the like."""
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=("outline",))
    shown = filter_of(request)
    open_id = more.get("open_id", "")
    return {
        **base_context(request, assessment),
        "dossier": dossier,
        "total": len(dossier.outline.scenarios),
        "attribute_count": len(dossier.outline.attributes),
        "groups": groups(dossier, shown, open_id=open_id),
        "chips": chips(dossier.outline, shown),
        "suggestions": suggestions(dossier.outline),
        "adding": adding_from(request, dossier.outline),
        **more,
    }


def base_context(request: HttpRequest, assessment: Assessment) -> dict:
    """What every fragment of the page needs: the viewer's capabilities, the addresses, the filter."""
    can, shown = capabilities(request), filter_of(request)
    query = tree_url(assessment.public_id, shown.parameters).partition("?")[2]
    return {
        "assessment": assessment,
        "can_edit": EDIT in can,
        "can_rate": {"importance": RATE_IMPORTANCE in can, "difficulty": RATE_DIFFICULTY in can},
        "filter": shown,
        "query": f"?{query}" if query else "",
        "tree_url": tree_url(assessment.public_id),
        "back_url": tree_url(assessment.public_id, shown.parameters),
    }


def capabilities(request: HttpRequest) -> frozenset[str]:
    return CAPABILITIES[request.participant.role]


def writer(request: HttpRequest, assessment: Assessment, *, open_id: str = "") -> RowWriter:
    """What writes a row as this page shows it."""
    flat = filter_of(request).by_priority
    return RowWriter(assessment.public_id, capabilities(request), open_id=open_id, flat=flat)


def adding_from(request: HttpRequest, tree: Tree) -> Adding | None:
    """The open add row that the address asks for (`?add=<attribute id>`), as links do without JavaScript."""
    wanted = request.GET.get("add", "")
    return next((Adding(attribute.id) for attribute in tree.attributes if attribute.id == wanted), None)


def groups(dossier: Dossier, shown: Filter, *, open_id: str = "") -> tuple[Group, ...]:
    """The parts of the table in order. A filter leaves out the groups in which nothing is left."""
    tree = dossier.outline
    write = RowWriter(dossier.assessment.id, dossier.viewer.can, open_id=open_id, flat=shown.by_priority).rows
    made = by_priority(tree, shown, write) if shown.by_priority else by_attribute(tree, shown, write)
    return tuple(group for group in made if group.count or (group.id and not shown.narrows))


def by_attribute(tree: Tree, shown: Filter, write):
    for attribute in tree.attributes:
        scenarios = [scenario for scenario in attribute.scenarios if shown.takes(scenario)]
        yield Group(
            title=attribute.name,
            count=len(scenarios),
            rows=write(scenarios),
            id=attribute.id,
            code=attribute.code,
            hue=attribute.hue,
            empty=() if shown.narrows else tuple(r.name for r in attribute.named_refinements if not r.scenarios),
            refinements=tuple(refinement.name for refinement in attribute.named_refinements),
        )
    unplaced = [scenario for scenario in tree.unplaced if shown.takes(scenario)]
    yield Group(title=_("Not in the tree yet"), count=len(unplaced), rows=write(unplaced))


def by_priority(tree: Tree, shown: Filter, write):
    """One group a pair, in the order of analysis (ATAM step 6); what is not fully rated last, in one group."""

    def place(scenario: Scenario) -> tuple[int, str]:
        return (scenario.rank, scenario.pair if scenario.rated else "")

    names = (_("Analyse first"), _("Analyse next"), _("If time allows"), _("Normally not analysed"))
    ordered = sorted(filter(shown.takes, tree.scenarios), key=place)
    for (rank, _pair), members in groupby(ordered, key=place):
        scenarios = list(members)
        rated = rank < UNRATED_RANK
        yield Group(
            title=names[min(rank, 3)] if rated else _("Not fully rated yet"),
            count=len(scenarios),
            rows=write(scenarios),
            pair=(scenarios[0].importance, scenarios[0].difficulty) if rated else ("", ""),
        )


def chips(tree: Tree, shown: Filter) -> tuple[Chip, ...]:
    """A chip for each pair that occurs, and for each that is pressed even if none has it any more."""
    counts = {pair: (pair[1] + pair[3], number) for pair, number in tree.pair_counts}
    found = [
        Chip(pair=pair, key=key, count=number, pressed=key in shown.pairs, value=shown.toggled(key))
        for pair, (key, number) in counts.items()
    ]
    gone = [key for key in shown.pairs if f"({key[0]},{key[1]})" not in counts]
    return (*found, *(Chip(f"({key[0]},{key[1]})", key, 0, True, shown.toggled(key)) for key in gone))


def suggestions(tree: Tree) -> tuple[str, ...]:
    """Names offered for a new attribute: those off the tree first, none that is in it."""
    taken = {attribute.name.casefold() for attribute in tree.attributes}
    names = dict.fromkeys((*(attribute.name for attribute in tree.off_tree), *attribute_suggestions()))
    return tuple(name for name in names if name.casefold() not in taken)

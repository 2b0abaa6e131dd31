"""What the page of the utility tree shows: its groups of rows, its filter, the branch or scenario in the panel."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.access import CAPABILITIES, EDIT, RATE_DIFFICULTY, RATE_IMPORTANCE
from assessments.dossier.load import load
from assessments.dossier.loaders.tree import load_branches
from assessments.dossier.types import UNRATED_RANK, Dossier, Scenario, Tree
from assessments.kept import kept
from assessments.marks import pair, qa
from assessments.models import Assessment
from assessments.utility_tree.rows import EMPTY, RowWriter, count_html, query_string, tree_url
from assessments.utility_tree.rules import QUALITY_MODEL, Filter, attribute_suggestions, parts_of, read_filter


@dataclass(frozen=True)
class Group:
    """A part of the table under one heading: an attribute, or a place in the order of analysis.

    `html` is its `<tbody>` but for the closing tag, so that an add row can follow; `counted` the number in its heading
    as HTML to be swapped in. `id` is the attribute's public id, "" for groups that are none.
    """

    title: str
    count: int
    html: SafeString
    id: str = ""
    counted: SafeString = EMPTY


@dataclass(frozen=True)
class Table:
    """The table and what is counted from it: the same for all viewers with the same capabilities and filter."""

    total: int  # scenarios, whatever the filter
    attribute_ids: tuple[str, ...]  # in the tree, in order
    groups: tuple[Group, ...]
    chips: SafeString  # the buttons of the filter by pair
    suggestions: SafeString  # names for a new attribute, as options of a list

    @property
    def shown(self) -> int:
        """How many scenarios the filter lets through."""
        return sum(group.count for group in self.groups)


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
    table = kept_table(request, assessment, open_id=more.get("open_id", ""), selecting=bool(more.get("selecting")))
    wanted = request.GET.get("add", "")
    return {
        **base_context(request, assessment),
        "table": table,
        # The open add row that the address asks for (`?add=<attribute id>`), as links do without JavaScript.
        "adding": Adding(wanted if wanted in table.attribute_ids and EDIT in capabilities(request) else ""),
        **(bar_context(assessment) if more.get("selecting") else {}),
        **more,
    }


def bar_context(assessment: Assessment) -> dict:
    """What the bar for selected scenarios needs besides `base_context`: the homes they could get."""
    return {"branches": load_branches(assessment)}


def kept_table(request: HttpRequest, assessment: Assessment, *, open_id: str = "", selecting: bool = False) -> Table:
    """The table as everybody with the same capabilities and filter sees it, kept for as long as the state stands.

    `selecting`: with a box in each row.
    """
    shown, can = filter_of(request), capabilities(request)

    def table() -> Table:
        dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=("outline",))
        return table_of(dossier, shown, open_id=open_id, selecting=selecting)

    return table() if open_id or selecting else kept(assessment, "tree", (sorted(can), shown), table)


def table_of(dossier: Dossier, shown: Filter, **row: object) -> Table:
    """The table of `shown`; `row` says how its rows are written (RowWriter)."""
    tree = dossier.outline
    return Table(
        total=len(tree.scenarios),
        attribute_ids=tuple(attribute.id for attribute in tree.attributes),
        groups=groups(dossier, shown, **row),
        chips=chips(tree, shown),
        suggestions=suggestions(tree),
    )


def base_context(request: HttpRequest, assessment: Assessment) -> dict:
    """What every fragment of the page needs: the viewer's capabilities, the addresses, the filter."""
    can, shown, pk = capabilities(request), filter_of(request), assessment.public_id
    place, query = tree_url(pk), query_string(shown.parameters)
    return {
        "assessment": assessment,
        "can_edit": EDIT in can,
        "can_act": bool(can & {EDIT, RATE_IMPORTANCE, RATE_DIFFICULTY}),  # on several scenarios at once
        "can_rate": {"importance": RATE_IMPORTANCE in can, "difficulty": RATE_DIFFICULTY in can},
        "filter": shown,
        "query": query,
        "tree_url": place,
        "back_url": place + query,
        "add_url": reverse("scenario-add", args=[pk]) + query,
        "attribute_add_url": reverse("attribute-add", args=[pk]),
        "paste_url": reverse("tree-paste", args=[pk]),
        "selected_url": reverse("tree-selected", args=[pk]),
        "model_url": reverse("quality-model", args=[pk]),
        "characteristics": tuple(QUALITY_MODEL),
        # Named, because Django takes its time to find out that something is missing.
        **dict.fromkeys(("panel", "branch", "oob", "attribute_name", "attribute_error", "selecting", "picker"), ""),
    }


def capabilities(request: HttpRequest) -> frozenset[str]:
    return CAPABILITIES[request.participant.role]


def writer(request: HttpRequest, assessment: Assessment, *, open_id: str = "") -> RowWriter:
    """What writes a row as this page shows it."""
    flat = filter_of(request).by_priority
    return RowWriter(assessment.public_id, capabilities(request), open_id=open_id, flat=flat)


def groups(dossier: Dossier, shown: Filter, **row: object) -> tuple[Group, ...]:
    """The parts of the table in order. A filter leaves out the groups in which nothing is left."""
    pk, tree = dossier.assessment.id, dossier.outline
    query = query_string(shown.parameters)
    write = RowWriter(pk, dossier.viewer.can, flat=shown.by_priority, query=query, **row)
    made = by_priority(tree, shown, write) if shown.by_priority else by_attribute(tree, shown, write)
    return tuple(group for group in made if group.count or (group.id and not shown.narrows))


def by_attribute(tree: Tree, shown: Filter, write: RowWriter):
    for attribute in tree.attributes:
        scenarios = [scenario for scenario in attribute.scenarios if shown.takes(scenario)]
        bare = () if shown.narrows else (r.name for r in attribute.named_refinements if not r.scenarios)
        tile = qa(attribute.code, attribute.hue)
        yield Group(
            title=attribute.name,
            count=len(scenarios),
            html=write.group(
                attribute.name,
                scenarios,
                attribute_id=attribute.id,
                tile=tile,
                bare=bare,
                parts=parts_of(attribute.iso25010),
            ),
            id=attribute.id,
            counted=count_html(len(scenarios), attribute.id, oob=True),
        )
    unplaced = [scenario for scenario in tree.unplaced if shown.takes(scenario)]
    title = _("Not in the tree yet")
    yield Group(title, len(unplaced), write.group(title, unplaced))


def by_priority(tree: Tree, shown: Filter, write: RowWriter):
    """One group a pair, in the order of analysis (ATAM step 6); what is not fully rated last, in one group."""

    def place(scenario: Scenario) -> tuple[int, str]:
        return (scenario.rank, scenario.pair if scenario.rated else "")

    names = (_("Analyse first"), _("Analyse next"), _("If time allows"), _("Normally not analysed"))
    ordered = sorted(filter(shown.takes, tree.scenarios), key=place)
    for (rank, _pair), members in groupby(ordered, key=place):
        scenarios = list(members)
        title, tile, rated = _("Not fully rated yet"), EMPTY, ""
        if rank < UNRATED_RANK:
            title, tile = names[min(rank, 3)], pair(scenarios[0].importance, scenarios[0].difficulty)
            rated = scenarios[0].pair
        yield Group(title, len(scenarios), write.group(title, scenarios, tile=tile, rated=rated))


def chips(tree: Tree, shown: Filter) -> SafeString:
    """A button for each pair that occurs, and for each that is pressed even if none has it any more."""
    counts = {pair[1] + pair[3]: number for pair, number in tree.pair_counts}
    counts |= {key: 0 for key in shown.pairs if key not in counts}
    return format_html_join(
        "",
        '<button class="chip" id="chip-{0}" name="pair" value="{1}" aria-pressed="{2}">({3},{4})'
        ' <span class="n">{5}</span></button>',
        (
            (key, shown.toggled(key), "true" if key in shown.pairs else "false", key[0], key[1], number)
            for key, number in counts.items()
        ),
    )


def suggestions(tree: Tree) -> SafeString:
    """The options for a new attribute's name: those off the tree first, none that is in it."""
    taken = {attribute.name.casefold() for attribute in tree.attributes}
    names = dict.fromkeys((*(attribute.name for attribute in tree.off_tree), *attribute_suggestions()))
    fresh = ((name,) for name in names if name.casefold() not in taken)
    return format_html_join("", "<option>{}</option>", fresh)

"""Rows pasted into the tree: what they say beside what the tree has already, and what adding them would make.

The text is read by the importer (exchange/importer/pasted.py); between preview and adding it travels in the form and
is read again, as an import does (docs/decisions/importing.md).
"""

from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assessments.dossier.types import Tree
from assessments.errors import Refused
from assessments.exchange.importer.pasted import read_rows
from assessments.exchange.importer.plan import BLANK, DocumentPlan, ImportPlan, PlannedScenario
from assessments.exchange.preview import Preview, preview
from assessments.exchange.rules import texts, why_too_long
from assessments.exchange.tally import Count, said_of_pairs
from assessments.text import name_key


@dataclass(frozen=True)
class Leaf:
    statement: str
    importance: str
    difficulty: str


@dataclass(frozen=True)
class Branch:
    """What is added in one place of the tree. `name` is "" for no attribute; `new` if the attribute is made."""

    name: str
    refinement: str
    new: bool
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Pasted:
    """`plan` holds what is new only; `known` scenarios of the text are in the tree already. `why_not` as in rules."""

    plan: ImportPlan
    known: int
    why_not: str

    @property
    def document(self) -> DocumentPlan:
        return self.plan.documents[0]


def read_paste(text: str, tree: Tree, *, home: str = "") -> Pasted:
    """What `text` would add to `tree`. `home` is the public id of the attribute for lines that name none, or "".

    Raises Refused where the text cannot be read at all, or `home` is no attribute of the tree.
    """
    names = {attribute.id: attribute.name for attribute in tree.attributes}
    if home and home not in names:
        raise Refused(_("This attribute is not in the tree any more. Choose another one."))
    plan = read_rows(text, attributes=tuple(names.values()), home=names.get(home, ""))
    [document] = plan.documents
    have = {(name_key(s.attribute), name_key(s.statement)): s.code for s in tree.scenarios}
    read = {line.number for line in plan.lines if line.label == _("Scenario")}
    labels = dict.fromkeys(read, _("Said above already"))  # of each, the first is kept
    fresh: list[PlannedScenario] = []
    for scenario in document.scenarios:
        code = have.get((name_key(scenario.attribute), name_key(scenario.statement)))
        if code:
            labels[scenario.line] = _("In the tree already: %(code)s") % {"code": code}
        else:
            fresh.append(scenario)
            labels[scenario.line] = label_of(scenario)
    known = len(document.scenarios) - len(fresh)
    document.scenarios = fresh
    lines = tuple(
        replace(line, label=labels[line.number]) if line.number in labels and line.state != BLANK else line
        for line in plan.lines
    )
    return Pasted(replace(plan, lines=lines), known, why_not_add(document, new_attributes(document, tree), known))


def label_of(scenario: PlannedScenario) -> str:
    """ "Scenario (H,M)"; an axis without a rating as "?"."""
    if not (scenario.importance or scenario.difficulty):
        return _("Scenario")
    return _("Scenario (%(pair)s)") % {"pair": f"{scenario.importance or '?'},{scenario.difficulty or '?'}"}


def new_attributes(document: DocumentPlan, tree: Tree) -> list[str]:
    have = {name_key(attribute.name) for attribute in tree.attributes}
    return [name for name, _line in document.attributes if name_key(name) not in have]


def why_not_add(document: DocumentPlan, fresh: list[str], known: int) -> str:
    """Why nothing can be added; "" if something can."""
    if not document.scenarios and not fresh:
        if known:
            return _("All of these scenarios are in the tree already.")
        return _("No scenario was understood here. Write one a line: Performance / latency / Orders < 200 ms (H,M)")
    return next((why_too_long(*text) for text in texts(document) if len(text[1]) > text[2]), "")


def counts(pasted: Pasted, tree: Tree) -> list[Count]:
    """What is made, by kind; kinds of which there is nothing are left out."""
    document = pasted.document
    have = {(name_key(a.name), name_key(r.name)) for a in tree.attributes for r in a.named_refinements}
    refinements = [pair for pair in document.refinements if tuple(map(name_key, pair)) not in have]
    fresh = new_attributes(document, tree)
    rows = [
        Count("layers", _("New quality attributes"), len(fresh), ", ".join(fresh[:5]) + (" …" if fresh[5:] else "")),
        Count("git-branch", _("New refinements"), len(refinements)),
        Count("list-tree", _("New scenarios"), len(document.scenarios), said_of_pairs(document)),
    ]
    return [row for row in rows if row.number]


def branches(pasted: Pasted, tree: Tree) -> list[Branch]:
    """The new scenarios by the place where they will stand, in the order of the text."""
    fresh = set(new_attributes(pasted.document, tree))
    places: dict[tuple[str, str], list[Leaf]] = {}
    for scenario in pasted.document.scenarios:
        leaf = Leaf(scenario.statement, scenario.importance, scenario.difficulty)
        places.setdefault((scenario.attribute, scenario.refinement), []).append(leaf)
    placed = Counter(name for name, _refinement in places)
    bare = [Branch(name, "", True, ()) for name in fresh if not placed[name]]
    return [Branch(name, ref, name in fresh, tuple(leaves)) for (name, ref), leaves in places.items()] + bare


def shown(pasted: Pasted) -> Preview:
    """The lines of the text with what became of each, as the import page draws them."""
    return preview(pasted.plan, 0)

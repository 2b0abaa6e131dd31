"""Adding pasted rows to the tree, all of them as one change."""

from django.utils import timezone

from assessments import changes
from assessments.dossier.load import load
from assessments.dossier.types import Tree
from assessments.errors import Refused
from assessments.exchange.apply import Filler
from assessments.models import Assessment, Change, Participant, Scenario
from assessments.utility_tree.paste import Pasted, read_paste


def tree_of(assessment: Assessment) -> Tree:
    """The tree as it stands now, without links."""
    return load(assessment, viewer=None, today=timezone.localdate(), parts=("outline",)).outline


def paste_rows(*, assessment: Assessment, actor: Participant, text: str, home: str = "") -> tuple[Pasted, Change]:
    """Add what `text` says and the tree does not have yet (paste.read_paste). Refused if that is nothing."""
    with changes.record(assessment, actor, "scenario.paste") as change:
        pasted = read_paste(text, tree_of(change.assessment), home=home)
        if pasted.why_not:
            raise Refused(pasted.why_not)
        Filler(change, origin=Scenario.Origin.TREE).fill(pasted.document)
    return pasted, change.change

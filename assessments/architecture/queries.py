"""What the pages of the architecture show, worked out of the dossier."""

from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.architecture import rules
from assessments.architecture.forms import NewViewForm
from assessments.dossier.load import load
from assessments.dossier.types import Approach, Component, Connection, Dossier, View
from assessments.drawing.components import drawn_for_screen, findings_by_component
from assessments.drawing.drawn import Drawing
from assessments.models import Approach as ApproachRow
from assessments.models import Assessment, Participant
from assessments.models import Component as ComponentRow
from assessments.models import View as ViewRow
from assessments.page_frame import frame, row_or_404

PARTS = ("architecture", "approaches", "findings")
KEPT = 3600  # seconds a drawing is kept; another state has another


def read(assessment: Assessment, viewer: Participant, parts: tuple[str, ...] = PARTS) -> Dossier:
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=parts)


def drawing(dossier: Dossier) -> Drawing:
    """The graph of the components. Drawn once a state and language, because it holds words of both."""
    about = dossier.assessment
    key = f"components:{about.id}:{about.revision}:{about.changed_at.isoformat()}:{get_language()}"
    kept = caches["tables"].get(key)
    if kept is None:
        kept = drawn_for_screen(dossier.architecture, dossier.findings)
        if not kept.refusal:
            caches["tables"].set(key, kept, KEPT)
    return kept


def page(dossier: Dossier, *, show: str = "") -> dict:
    """The context of the page. `show` is "table" or "graph"."""
    drawn = drawing(dossier)
    return {
        **frame(dossier),
        "drawing": drawn,
        "show": "table" if show == "table" or drawn.refusal else "graph",
        "components": component_rows(dossier),
        "approaches": [(row, findings_of(dossier, row)) for row in dossier.approaches],
        "new_view": NewViewForm(),
    }


def component_rows(dossier: Dossier) -> list[tuple]:
    """[(component, connections out, findings)] for the table."""
    found = findings_by_component(dossier.architecture.components, dossier.findings)
    out: dict[str, list] = {}
    for connection in dossier.architecture.connections:
        out.setdefault(connection.source.id, []).append(connection)
    return [(row, out.get(row.id, []), found[row.id]) for row in dossier.architecture.components]


def findings_of(dossier: Dossier, approach: Approach) -> list:
    """The findings made at an approach, sensitivity and trade-off points before risks and non-risks."""
    rows = [row for row in dossier.findings if approach.ref in row.approaches]
    return sorted(rows, key=lambda row: ("STRN".index(row.kind), int(row.code[1:])))


def words_of(assessment: Assessment, viewer: Participant, line: str) -> list[str]:
    """What a typed line says: of a connection if it has an arrow, else of a component. Refused as the rules refuse."""
    components = read(assessment, viewer, ("architecture",)).architecture.components
    if rules.is_connection(line):
        return connection_words(line, components)
    said = rules.read_component(line, {row.boundary for row in components} - {""})
    words = [said.name, str(ComponentRow.Kind(said.kind).label), said.technology]
    words += [_("in %(boundary)s") % {"boundary": said.boundary}] if said.boundary else []
    if taken := rules.component_called(said.name, components):
        words.append(_("%(code)s has this name already") % {"code": taken.code})
    return [word for word in words if word]


def connection_words(line: str, components) -> list[str]:
    said = rules.read_connection(line)
    unknown = rules.unknown_names(said, components)
    words = []
    for name in (said.source, said.target):
        known = rules.component_called(name, components)
        words.append(f"{known.code} {known.name}" if known else _("%(name)s, not there yet") % {"name": name})
    words = [_("%(source)s uses %(target)s") % {"source": words[0], "target": words[1]}, said.label, said.protocol]
    words.append(_("asynchronous") if said.asynchronous else _("synchronous"))
    return [word for word in words if word] + ([_("Add asks whether to make them")] if unknown else [])


def approach_words(line: str) -> list[str]:
    said = rules.read_approach(line)
    words = [said.name, str(ApproachRow.Kind(said.kind).label)]
    return words + ([_("description: %(text)s") % {"text": said.description}] if said.description else [])


def one_component(dossier: Dossier, row: Component) -> dict:
    """The context of a component's own page."""
    connections = dossier.architecture.connections
    return {
        **frame(dossier),
        "component": row,
        "subject": row.code,
        "heading": row.name,
        "action": reverse("component-edit", args=[dossier.assessment.id, row.id]),
        "fields": "architecture/component_fields.html",
        "drawing": drawing(dossier),
        "selected": row.id,
        "outgoing": [link for link in connections if link.source.id == row.id],
        "incoming": [link for link in connections if link.target.id == row.id],
        "others": [other for other in dossier.architecture.components if other.id != row.id],
        "other_approaches": [other for other in dossier.approaches if other.ref not in row.approaches],
        "findings": findings_by_component([row], dossier.findings)[row.id],
    }


def one_connection(dossier: Dossier, row: Connection) -> dict:
    """The context of a connection's own page."""
    return {
        **frame(dossier),
        "connection": row,
        "subject": _("the connection"),
        "heading": _("%(source)s uses %(target)s") % {"source": row.source.title, "target": row.target.title},
        "action": reverse("connection-edit", args=[dossier.assessment.id, row.id]),
        "fields": "architecture/connection_fields.html",
        "drawing": drawing(dossier),
        "selected": row.source.id,
    }


def connection_of(dossier: Dossier, public_id: str) -> Connection:
    return row_or_404(dossier.architecture.connections, public_id)


def one_approach(dossier: Dossier, row: Approach) -> dict:
    """The context of an approach's own page."""
    return {
        **frame(dossier),
        "approach": row,
        "subject": row.code,
        "heading": row.name,
        "action": reverse("approach-edit", args=[dossier.assessment.id, row.id]),
        "fields": "architecture/approach_fields.html",
        "other_components": [other for other in dossier.architecture.components if other.ref not in row.components],
        "findings": findings_of(dossier, row),
    }


def one_view(dossier: Dossier, row: View) -> dict:
    """The context of a view's own page."""
    return {
        **frame(dossier),
        "view": row,
        "subject": row.name,
        "heading": row.name,
        "action": reverse("view-edit", args=[dossier.assessment.id, row.id]),
        "fields": "architecture/view_fields.html",
        "drawing": drawing(dossier) if row.drawn_from == ViewRow.Source.GRAPH else None,
    }


def component_of(dossier: Dossier, public_id: str) -> Component:
    return row_or_404(dossier.architecture.components, public_id)


def approach_of(dossier: Dossier, public_id: str) -> Approach:
    return row_or_404(dossier.approaches, public_id)


def view_of(dossier: Dossier, public_id: str) -> View:
    return row_or_404(dossier.architecture.views, public_id)

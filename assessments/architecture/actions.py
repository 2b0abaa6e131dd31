"""Writing components, their connections, and architectural approaches."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.architecture import rules
from assessments.changes import Recorder
from assessments.editing import Edited, delete_row, edit_row
from assessments.errors import Refused
from assessments.links import tie, untie
from assessments.models import (
    Approach,
    ApproachComponent,
    Assessment,
    Change,
    Component,
    Connection,
    Participant,
)
from assessments.models.base import Row
from assessments.new_rows import new_approach, new_component
from assessments.text import name_key


class UnknownComponents(Refused):
    """A connection names components that are not there; `names` could be added."""

    def __init__(self, names: list[str]):
        super().__init__(rules.why_unknown(names))
        self.names = names


def add_component(*, assessment: Assessment, actor: Participant, line: str) -> tuple[Component, Change]:
    """A component from one typed line (rules.read_component)."""
    with changes.record(assessment, actor, "component.add") as change:
        living = Component.objects.living().filter(assessment=assessment)
        said = rules.read_component(line, living.exclude(boundary="").values_list("boundary", flat=True).distinct())
        row = new_component(change, **said._asdict())
    return row, change.change


def add_connection(
    *, assessment: Assessment, actor: Participant, line: str, create: bool = False
) -> tuple[Connection, Change | None]:
    """A connection from one typed line (rules.read_connection); the same connection again changes its protocol.

    Names no component goes by are made components with `create`, else UnknownComponents is raised.
    """
    with changes.record(assessment, actor, "connection.add") as change:
        said = rules.read_connection(line)
        source, target = ends_of(change, said, create=create)
        row = connect(change, source, target, said.label, said.protocol, said.asynchronous)
    return row, change.change


def ends_of(change: Recorder, said: rules.ConnectionLine, *, create: bool) -> tuple[Component, Component]:
    """The components a typed connection names, made where they are not there yet."""
    ends = {name: named(change, name) for name in (said.source, said.target)}
    missing = [name for name, row in ends.items() if row is None]
    if missing and not create:
        raise UnknownComponents(missing)
    for name in missing:
        ends[name] = named(change, name) or new_component(change, name=name)
    return ends[said.source], ends[said.target]


def named(change: Recorder, name: str) -> Component | None:
    """The living component that goes by `name`: its name, another name of it, or its code."""
    known = map(Known, Component.objects.living().filter(assessment=change.assessment))
    found = rules.component_called(name, known)
    return found and found.row


class Known:
    """A stored component with its other names as a list, as the rules read it."""

    def __init__(self, row: Component):
        self.row, self.name, self.code, self.aliases = row, row.name, row.code, row.aliases.split("\n")


def connect(
    change: Recorder, source: Component, target: Component, label: str, protocol: str, asynchronous: bool
) -> Connection:
    if source.pk == target.pk:
        raise Refused(_("A connection joins two different components."))
    extra = {"protocol": protocol, "asynchronous": asynchronous}
    return tie(change, Connection, source=source, target=target, label=label, extra=extra)


def connect_to(
    *, assessment: Assessment, actor: Participant, public_id: str, other: str, incoming: bool, said: str
) -> Connection:
    """The component uses `other`, or with `incoming` is used by it; `said` is "places orders [HTTPS] async"."""
    with changes.record(assessment, actor, "connection.add") as change:
        ends = change.get(Component, public_id), change.get(Component, other)
        return connect(change, *(reversed(ends) if incoming else ends), *rules.read_said(said))


def disconnect(*, assessment: Assessment, actor: Participant, public_id: str, connection: str) -> Change | None:
    """Take away one connection of the component."""
    with changes.record(assessment, actor, "connection.delete") as change:
        component, row = change.get(Component, public_id), change.get(Connection, connection)
        if component.pk not in {row.source_id, row.target_id}:
            raise Refused(_("That connection belongs to other components."))
        change.delete(row)
    return change.change


def edit_connection(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of a connection's ends, label, protocol and asynchrony; see editing.edit_row."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="connection.edit",
        model=Connection,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: rules.why_not_connection(*ends_and_label(row, values), others_of(row)),
    )


def ends_and_label(row: Connection, values: dict) -> tuple[str, str, str]:
    """Source and target (public ids) and label, as they would be with `values`."""
    stored = {"source": row.source.public_id, "target": row.target.public_id, "label": row.label}
    return tuple((stored | values)[name] for name in ("source", "target", "label"))


def others_of(row: Connection) -> set[tuple[str, str, str]]:
    """Source, target and label of the other living connections."""
    others = Connection.objects.living().filter(assessment=row.assessment).exclude(pk=row.pk)
    return set(others.values_list("source__public_id", "target__public_id", "label"))


def delete_connection(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it; the components stay. The returned change can be undone."""
    return delete_row(
        assessment=assessment, actor=actor, action="connection.delete", model=Connection, public_id=public_id
    )


def edit_component(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of a component's fields; see editing.edit_row. Refused if another one has the name."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="component.edit",
        model=Component,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: (
            rules.why_not_component(values)
            or taken(row, values, _("There already is a component called %(name)s. Names are used once."))
        ),
        derived=key_of,
    )


def delete_component(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it, which hides its connections; undoing brings all of it back."""
    return delete_row(
        assessment=assessment, actor=actor, action="component.delete", model=Component, public_id=public_id
    )


def add_approach(*, assessment: Assessment, actor: Participant, line: str) -> tuple[Approach, Change]:
    """An approach from one typed line (rules.read_approach)."""
    with changes.record(assessment, actor, "approach.add") as change:
        row = new_approach(change, **rules.read_approach(line)._asdict())
    return row, change.change


def edit_approach(*, assessment: Assessment, actor: Participant, public_id: str, edits: dict) -> Edited:
    """Store edits of an approach's fields; see editing.edit_row. Refused if another one has the name."""
    return edit_row(
        assessment=assessment,
        actor=actor,
        action="approach.edit",
        model=Approach,
        public_id=public_id,
        edits=edits,
        why_not=lambda row, values: (
            rules.why_not_approach(values)
            or taken(row, values, _("There already is an approach called %(name)s. Names are used once."))
        ),
        derived=key_of,
    )


def delete_approach(*, assessment: Assessment, actor: Participant, public_id: str) -> Change:
    """Delete it; findings made at it stay. The returned change can be undone."""
    return delete_row(assessment=assessment, actor=actor, action="approach.delete", model=Approach, public_id=public_id)


def touch(*, assessment: Assessment, actor: Participant, approach: str, component: str) -> ApproachComponent:
    """The approach touches the component."""
    with changes.record(assessment, actor, "approach.touch") as change:
        ends = {"approach": change.get(Approach, approach), "component": change.get(Component, component)}
        return tie(change, ApproachComponent, **ends)


def leave(*, assessment: Assessment, actor: Participant, approach: str, component: str) -> Change | None:
    """The approach does not touch the component any more."""
    with changes.record(assessment, actor, "approach.leave") as change:
        ends = {"approach": change.get(Approach, approach), "component": change.get(Component, component)}
        untie(change, ApproachComponent, **ends)
    return change.change


def key_of(values: dict) -> dict:
    """The column that follows from a name."""
    return {"name_key": name_key(values["name"])} if "name" in values else {}


def taken(row: Row, values: dict, sentence: str) -> str:
    """`sentence` if another living row of the assessment has the name in `values`; else ""."""
    if "name" not in values:
        return ""
    others = type(row).objects.living().filter(assessment=row.assessment_id, name_key=name_key(values["name"]))
    return sentence % {"name": values["name"]} if others.exclude(pk=row.pk).exists() else ""

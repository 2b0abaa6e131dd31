"""Rules of components, connections, approaches and views. Pure: imports nothing of Django but its translations."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.dossier.types import Component
from assessments.errors import Refused
from assessments.one_line import Mark, one_of, read_marks, split_at_bars
from assessments.text import clean_text, name_key

KIND_WORDS = {
    "service": "service",
    "store": "store",
    "database": "store",
    "queue": "queue",
    "bus": "queue",
    "client": "client",
    "external": "external",
    "person": "person",
    "other": "other",
}
APPROACH_WORDS = {"pattern": "pattern", "tactic": "tactic", "decision": "decision"}
# fmt: off
PROTOCOLS = frozenset(
    {
        "amqp", "ftp", "ftps", "graphql", "grpc", "http", "http/2", "https", "imap",
        "jdbc", "jms", "kafka", "ldap", "mq", "mqtt", "odbc", "rest", "sftp",
        "smtp", "soap", "sql", "ssh", "tcp", "tls", "udp", "websocket", "websockets",
        "wss",
    }
)
# fmt: on
ASYNCHRONOUS = {"async": True, "asynchronous": True, "sync": False, "synchronous": False}

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_ARROW = re.compile(r"\s*(?:-+>|=+>|→)\s*")
_HERE_WAS = "\ue000"  # stands where a bracket stood; nobody types it
_INSIDE = re.compile(rf"(?:{_HERE_WAS}|#\w+)\s+in\s+(?P<boundary>\S.*)$")
_IN = re.compile(r"\s+in\s+")


class ComponentLine(NamedTuple):
    """What one typed line says of a component; "" where it does not say, but the kind of most is a service."""

    name: str
    kind: str
    technology: str
    boundary: str


class ConnectionLine(NamedTuple):
    """What one typed line says of a connection; `source` and `target` are names as typed."""

    source: str
    target: str
    label: str
    protocol: str
    asynchronous: bool


class ApproachLine(NamedTuple):
    name: str
    kind: str
    description: str = ""


def is_connection(text: str) -> bool:
    """Whether a typed line has an arrow, so that it says a connection and not a component."""
    return _ARROW.search(text) is not None


def read_component(text: str, boundaries: Iterable[str] = ()) -> ComponentLine:
    """`Payment service #service [Kotlin, Kubernetes] in Region eu-west-1` → its name, kind, technology, boundary.

    "in" begins the boundary after a bracket or a mark; elsewhere only where one of the known `boundaries` follows,
    because names have an "in" too. Refused if the line contradicts itself or names nothing.
    """
    text = text.replace(_HERE_WAS, " ")
    technology, text = _bracket(text, _("Write the technology in one pair of brackets: [Kotlin, Kubernetes]."))
    head, boundary = _split_boundary(text, boundaries)
    name, marks = _marks(head)
    boundary, more = _marks(boundary)
    kind = one_of("#", marks + more, KIND_WORDS, _("A component has one kind. Keep one of the words after #."))
    if not name:
        raise Refused(_("Write the component's name first."))
    return ComponentLine(name, kind or "service", technology, boundary)


def _bracket(text: str, too_many: str) -> tuple[str, str]:
    """(what stands in the one pair of brackets, the text with a mark where it stood)."""
    found = [part.strip() for part in _BRACKET.findall(text)]
    if len(found) > 1:
        raise Refused(too_many)
    return (found[0] if found else ""), _BRACKET.sub(f" {_HERE_WAS} ", text)


def _split_boundary(text: str, boundaries: Iterable[str]) -> tuple[str, str]:
    if said := _INSIDE.search(text):
        return text[: said.start("boundary")].rstrip().removesuffix("in"), said["boundary"]
    known = {name_key(boundary) for boundary in boundaries}
    for split in _IN.finditer(text):
        rest = text[split.end() :]
        if name_key(_marks(rest)[0]) in known:
            return text[: split.start()], rest
    return text, ""


def _marks(text: str) -> tuple[str, list[Mark]]:
    return read_marks(text.replace(_HERE_WAS, " "), {"#": lambda word: True}, {})


def read_connection(text: str) -> ConnectionLine:
    """`API gateway -> Payment service: places orders [HTTPS] async` → its ends, label, protocol, and whether it waits.

    Words after the colon that name protocols are the protocol without brackets too. Refused if an end is missing.
    """
    ends = _ARROW.split(clean_text(text))
    if len(ends) != 2:
        raise Refused(_("Write one connection a line: API gateway -> Ledger."))
    source, (target, _colon, said) = ends[0].strip(), ends[1].partition(":")
    if not source or not target.strip():
        raise Refused(_("Write a component on both sides of the arrow: API gateway -> Ledger."))
    return ConnectionLine(" ".join(source.split()), " ".join(target.split()), *read_said(said))


def read_said(text: str) -> tuple[str, str, bool]:
    """`places orders [HTTPS] async` → (label, protocol, asynchronous?)."""
    protocol, text = _bracket(text, _("Write the protocol in one pair of brackets: [HTTPS]."))
    words = text.replace(_HERE_WAS, " ").split()
    waits = [ASYNCHRONOUS[word.strip("#,").casefold()] for word in words if word.strip("#,").casefold() in ASYNCHRONOUS]
    if len(set(waits)) > 1:
        raise Refused(_("A connection is synchronous or asynchronous. Keep one of the two words."))
    words = [word for word in words if word.strip("#,").casefold() not in ASYNCHRONOUS]
    if words and not protocol and all(word.strip(",/").casefold() in PROTOCOLS for word in words):
        words, protocol = [], " ".join(words).rstrip(",")
    return " ".join(words).rstrip(","), protocol, bool(waits and waits[0])


def read_approach(text: str) -> ApproachLine:
    """`Synchronous standby #tactic|In one region` → name, kind (a decision where none is said), description."""
    text, description = split_at_bars(text)
    name, marks = _marks(text)
    kind = one_of("#", marks, APPROACH_WORDS, _("An approach is one of #pattern, #tactic, #decision. Keep one."))
    if not name:
        raise Refused(_("Write the approach's name first."))
    return ApproachLine(name, kind or "decision", "\n".join(description))


def component_called(name: str, components: Iterable[Component]) -> Component | None:
    """The component that goes by `name`: its own name, one of its other names, or its code (C3)."""
    components, wanted = tuple(components), name_key(name)
    for names in (lambda row: [row.name], lambda row: row.aliases, lambda row: [row.code]):
        for row in components:
            if wanted in map(name_key, names(row)):
                return row
    return None


def why_not_connection(source: str, target: str, label: str, others: Collection[tuple[str, str, str]]) -> str:
    """Why a connection may not have these ends (ids of components) and this label; "" if it may.

    `others` are the ends and labels of the other connections: two that say the same would be drawn as one.
    """
    if source == target:
        return _("A connection joins two different components.")
    if (source, target, label) in others:
        return _("There already is such a connection with this label. Give one of the two another label.")
    return ""


def unknown_names(said: ConnectionLine, components: Iterable[Component]) -> list[str]:
    """The ends of a connection that no component goes by."""
    components = tuple(components)
    return [name for name in (said.source, said.target) if component_called(name, components) is None]


def why_unknown(names: list[str]) -> str:
    """The sentence for a connection between components that are not there."""
    if len(names) == 1:
        return _("There is no component called %(name)s yet.") % {"name": names[0]}
    return _("There are no components called %(first)s and %(second)s yet.") % {"first": names[0], "second": names[1]}


def why_not_component(values: dict[str, str]) -> str:
    """Why a component may not take these values; "" if it may."""
    if not values.get("name", "x"):
        return _("Write the component's name. To remove the component, delete it.")
    return ""


def why_not_approach(values: dict[str, str]) -> str:
    if not values.get("name", "x"):
        return _("Write the approach's name. To remove the approach, delete it.")
    return ""


def why_not_view(values: dict[str, str]) -> str:
    if not values.get("name", "x"):
        return _("Write the view's name. To remove the view, delete it.")
    return ""


def why_not_new_view(drawn_from: str, name: str, text: str, *, has_file: bool) -> tuple[str, str]:
    """(field, sentence) why a view cannot be made of this; two empty texts if it can."""
    if drawn_from == "image":
        return ("", "") if has_file else ("file", _("Choose a picture, or paste one from the clipboard."))
    if has_file:
        return "drawn_from", _("You chose a picture: choose “Image” here too, or take the picture away.")
    if drawn_from == "text" and not text:
        return "text", _("Paste the text that is to be shown as it is.")
    return ("", "") if name else ("name", _("Write the view's name."))


def name_of_file(file_name: str) -> str:
    """What a view goes by that was given a file and no name: the file's name without folder and ending."""
    base = re.split(r"[/\\]", file_name)[-1]
    return " ".join((base.rpartition(".")[0] or base).replace("_", " ").split())

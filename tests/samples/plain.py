"""The forms of a page as a browser without scripts has them: what it would send, and with which buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TYPED = {"", "text", "search", "email", "password", "number", "date", "datetime-local", "url"}
NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass
class Control:
    """A field: its name, what it would send (nothing: an empty list), and whether people type into it."""

    name: str
    values: list[str]
    typed: bool = False


@dataclass
class PlainForm:
    address: str
    method: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)  # name and value; ("", "") for one without a name

    @property
    def presses(self) -> list[tuple[str, str]]:
        """Its buttons; without one, Enter in its only field sends a form too."""
        alone = sum(control.typed for control in self.controls) == 1
        return self.buttons or [("", "")] * alone

    def sent(self, button: tuple[str, str], *, typed: bool = True) -> dict[str, list[str]]:
        """What pressing a button sends; with typed=False as if every text had been emptied before."""
        data: dict[str, list[str]] = {}
        for control in self.controls:
            values = [""] if control.typed and not typed else control.values
            data.setdefault(control.name, []).extend(values)
        if button[0]:
            data.setdefault(button[0], []).append(button[1])
        return {name: values for name, values in data.items() if values}


def forms_of(html: str, address: str) -> list[PlainForm]:
    """Every form that can be sent from the page at `address`. What only a script could show is left out."""
    page = Page(address)
    page.feed(html)
    page.close()
    for owner, kind, what in page.loose:
        if owner in page.by_id:
            getattr(page.by_id[owner], kind).append(what)
    return page.forms


class Page(HTMLParser):
    def __init__(self, address: str):
        super().__init__(convert_charrefs=True)
        self.address = address
        self.forms: list[PlainForm] = []
        self.by_id: dict[str, PlainForm] = {}
        self.loose: list[tuple[str, str, object]] = []  # controls and buttons that name their form
        self.open: list[tuple[str, bool]] = []  # elements around this place, and whether nobody sees what is in them
        self.form: PlainForm | None = None
        self.choice: Control | None = None  # the <select> around this place
        self.text: Control | None = None  # the <textarea> around this place

    def handle_starttag(self, tag, attributes):
        has = {name: value or "" for name, value in attributes}
        unseen = tag in {"dialog", "template"} or "hidden" in has or (bool(self.open) and self.open[-1][1])
        if tag not in VOID:
            self.open.append((tag, unseen))
        if tag == "form":
            self.form = PlainForm(urljoin(self.address, has.get("action", "")), has.get("method", "get").lower())
            self.by_id[has.get("id", "")] = self.form
            if not unseen:
                self.forms.append(self.form)
        elif tag == "button" and has.get("type", "submit") == "submit" and not unseen and "disabled" not in has:
            self.add(has, "buttons", (has.get("name", ""), has.get("value", "")))
        elif tag == "option" and self.choice and ("selected" in has or not self.choice.values):
            self.choice.values = [has.get("value", "")]
        elif has.get("name") and "disabled" not in has:
            self.control(tag, has)

    def control(self, tag, has):
        name, kind = has["name"], has.get("type", "").lower()
        if tag == "select":
            self.choice = self.add(has, "controls", Control(name, []))
        elif tag == "textarea":
            self.text = self.add(has, "controls", Control(name, [""], typed=True))
        elif tag == "input" and kind in {"checkbox", "radio"}:
            self.add(has, "controls", Control(name, [has.get("value", "on")] if "checked" in has else []))
        elif tag == "input" and kind == "submit":
            self.add(has, "buttons", (name, has.get("value", "")))
        elif tag == "input" and kind not in NOT_SENT:
            self.add(has, "controls", Control(name, [has.get("value", "")], typed=kind in TYPED))

    def add(self, has, kind, what):
        if "form" in has:
            self.loose.append((has["form"], kind, what))
        elif self.form:
            getattr(self.form, kind).append(what)
        return what

    def handle_data(self, data):
        if self.text:
            self.text.values = [self.text.values[0] + data]

    def handle_endtag(self, tag):
        if tag in {"form", "select", "textarea"}:
            setattr(self, {"form": "form", "select": "choice", "textarea": "text"}[tag], None)
        while self.open and self.open.pop()[0] != tag:
            pass


class Links(HTMLParser):
    """Where the links of a page lead, within the application."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "a" and "download" not in has and (has.get("href") or "").startswith("/"):
            self.found.append(has["href"].partition("#")[0])


def links_of(html: str) -> list[str]:
    links = Links()
    links.feed(html)
    return links.found

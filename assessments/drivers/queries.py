"""What the page of business drivers shows, worked out of the dossier."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.dossier.load import load
from assessments.dossier.types import Document, Dossier, Driver
from assessments.drivers import rules
from assessments.models import Assessment, ChangeItem, Participant
from assessments.models import Driver as DriverRow
from assessments.page_frame import frame, row_or_404
from assessments.understood import person_word

PARTS = ("drivers", "people", "steps", "documents")


@dataclass(frozen=True)
class Filter:
    """What the address asks for: `text` to search, `show` a category or "unserved"."""

    text: str = ""
    show: str = ""

    @classmethod
    def of(cls, data) -> "Filter":
        show = data.get("show", "")
        return cls(text=data.get("q", "").strip(), show=show if show in {*rules.CATEGORIES, rules.NOT_SERVED} else "")

    @property
    def query(self) -> str:
        """The filter as a query string with its "?", "" if nothing is filtered."""
        asked = {"q": self.text, "show": self.show}
        asked = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


def read(assessment: Assessment, viewer: Participant) -> Dossier:
    return load(assessment, viewer=viewer, today=timezone.localdate(), parts=PARTS)


def page(dossier: Dossier, asked: Filter, *, always: str = "") -> dict:
    """The context of the page. The driver `always` is listed even where the filter hides it."""
    counts = rules.chip_counts(dossier.drivers)
    listed = [
        driver
        for driver in dossier.drivers
        if driver.id == always or rules.matches(driver, text=asked.text, show=asked.show)
    ]
    words = category_words()
    return {
        **frame(dossier),
        "filter": asked,
        "chips": [(value, words[value], counts[value]) for value in (*rules.CATEGORIES, rules.NOT_SERVED)],
        "groups": [(words[category], drivers) for category, drivers in rules.grouped(listed)],
        "constraints": counts["constraint"],
        "unserved": [driver for driver in dossier.drivers if rules.needs_scenario(driver)],
        "tested": rules.TESTED,
        "step": next((step for step in dossier.steps if step.number == 2), None),
        "imported": imported(dossier),
    }


def category_words() -> dict[str, str]:
    """The plural word for each category, and for drivers that no scenario serves."""
    return {
        "goal": _("Business goals"),
        "driver": _("Architectural drivers"),
        "function": _("Important functions"),
        "constraint": _("Constraints"),
        rules.NOT_SERVED: _("Not served"),
    }


class Imported(NamedTuple):
    """How many of the drivers came with an imported document, which one, and the lines where they stand."""

    number: int
    document: Document
    lines: tuple[int, int] | None


def imported(dossier: Dossier) -> Imported | None:
    """Where drivers came from; none if none was imported."""
    if not dossier.documents or not dossier.drivers:
        return None
    with_documents = ChangeItem.objects.filter(
        entity="ImportedDocument", kind=ChangeItem.Kind.CREATE, change__assessment__public_id=dossier.assessment.id
    )
    born = ChangeItem.objects.filter(
        entity="Driver",
        kind=ChangeItem.Kind.CREATE,
        change__in=with_documents.values("change"),
    ).values_list("public_id", flat=True)
    came = [driver for driver in dossier.drivers if driver.id in set(born)]
    if not came:
        return None
    document = dossier.documents[-1]
    lines = rules.lines_of(document.text, [driver.statement for driver in came])
    return Imported(len(came), document, lines)


def words_of(assessment: Assessment, line: str) -> list[str]:
    """What a typed line says beside its statement, in words. Refused as rules.read_driver refuses."""
    people = list(Participant.objects.living().filter(assessment=assessment).values_list("name", flat=True))
    said = rules.read_driver(line, people)
    words = [str(DriverRow.Category(said.category).label)]
    words += [str(DriverRow.Sort(said.sort).label)] if said.sort else []
    words += [_("priority %(level)s") % {"level": said.priority}] if said.priority else []
    return words + person_word(said.stated_by, people, _("stated by %(name)s"))


def driver_of(dossier: Dossier, public_id: str) -> Driver:
    return row_or_404(dossier.drivers, public_id)

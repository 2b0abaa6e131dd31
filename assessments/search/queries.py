"""Everything one can jump to in an assessment: one query for each kind of row, however many rows there are.

Reads columns and no model instances: of a thousand scenarios every text is looked through. What is deleted, or hangs
on something deleted, is not there; secret content never is (docs/decisions/secret-content.md).
"""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.access import MANAGE, may
from assessments.kinds import kind_word
from assessments.marks import ref_url
from assessments.models import (
    AnalysisQuestion,
    Approach,
    Assessment,
    Component,
    Connection,
    DismissedCandidate,
    Driver,
    Finding,
    FindingAttribute,
    FindingComment,
    ImportedDocument,
    ParkedItem,
    Participant,
    QualityAttribute,
    Recommendation,
    Refinement,
    RequestedDocument,
    Requirement,
    RiskTheme,
    Scenario,
    Step,
    View,
)
from assessments.search.pages import PAGES
from assessments.search.rules import LINE, Target, Text
from assessments.steps import step_name

# The rows that have an id or a name: kind, model, columns of the code, of the title, of further texts, and the page
# that shows those.
NAMED = (
    ("driver", Driver, ("number",), "statement", (), ""),
    ("requirement", Requirement, ("number",), "statement", ("target", "unit"), "requirement"),
    ("component", Component, ("number",), "name", ("aliases", "technology", "boundary", "description"), ""),
    ("approach", Approach, ("number",), "name", ("description", "rationale"), "approach"),
    ("view", View, (), "name", ("caption", "text"), ""),
    ("attribute", QualityAttribute, ("abbreviation",), "name", ("iso25010",), ""),
    (
        "scenario",
        Scenario,
        ("number_code",),
        "statement",
        (*Scenario.PARTS, "raw_wording", "motivating_issue", "source_id", "reasoning"),
        "scenario",
    ),
    ("question", AnalysisQuestion, ("number",), "text", ("answer", "evidence"), ""),
    (
        "finding",
        Finding,
        ("kind", "number"),
        "title",
        ("description", "mitigation", "area", "accepted_because", "assumption"),
        "finding",
    ),
    ("theme", RiskTheme, ("number",), "title", ("summary",), "theme"),
    ("recommendation", Recommendation, ("number",), "title", ("details", "effort", "cost"), "recommendation"),
    ("parked", ParkedItem, ("number",), "text", ("resolution",), ""),
)
PREFIXES = {
    "driver": "BD",
    "requirement": "Req",
    "component": "C",
    "approach": "A",
    "question": "Q",
    "theme": "RT",
    "recommendation": "Rec",
    "parked": "P",
}
# Stands for the id of a row in an address. Address and word are asked for once a kind: of thousands of rows each asking
# again took longer than the search itself. Ids are written in small letters.
ROW = "ROW"
# A question hangs on a scenario, which hangs on a branch of the tree.
FURTHER_PARENTS = {AnalysisQuestion: ("scenario__refinement", "scenario__refinement__attribute")}


def targets(assessment: Assessment, viewer: Participant) -> Iterator[Target]:
    """Pages, steps, rows and what is written about them, in the order in which equals are shown."""
    pk = assessment.public_id
    return chain(
        pages(assessment, viewer),
        steps(assessment),
        *(named(assessment, *kind) for kind in NAMED),
        refinements(assessment, pk),
        about_findings(assessment, pk),
        connections(assessment, pk),
        documents(assessment, pk),
        imported(assessment, pk),
        people(assessment, pk, may(viewer, MANAGE)),
    )


def places(assessment: Assessment, viewer: Participant) -> Iterator[Target]:
    """The pages and steps alone: what is offered before anything is typed."""
    return chain(pages(assessment, viewer), steps(assessment))


def word(model: type[Model], column: str) -> str:
    """What a field is called."""
    return capfirst(str(model._meta.get_field(column).verbose_name))


def living(model: type[Model], assessment: Assessment, *parents: str):
    """The rows in sight; `parents` are further lookups of rows they hang on."""
    gone = {f"{path}__deleted_at__isnull": True for path in (*parents, *FURTHER_PARENTS.get(model, ()))}
    return model.objects.in_sight().filter(assessment=assessment, **gone)


def pages(assessment: Assessment, viewer: Participant) -> Iterator[Target]:
    own = {
        "overview": (("title", assessment.title), ("system", assessment.system), ("summary", assessment.summary)),
        "preparation": (("scope", assessment.scope), ("decided_because", assessment.decided_because)),
    }
    for name, url, can in PAGES:
        if may(viewer, can):
            texts = tuple(Text(word(Assessment, column), text) for column, text in own.get(url, ()) if text)
            yield Target(kind_word("page"), "", str(name), reverse(url, args=[assessment.public_id]), texts)


def steps(assessment: Assessment) -> Iterator[Target]:
    rows = living(Step, assessment).values_list("public_id", "number", "notes", "skip_reason")
    for row_id, number, notes, reason in rows:
        texts = tuple(
            Text(word(Step, column), text) for column, text in (("notes", notes), ("skip_reason", reason)) if text
        )
        url = reverse("agenda-step", args=[assessment.public_id, row_id])
        yield Target(kind_word("step"), str(number) if 1 <= number <= 9 else "", str(step_name(number)), url, texts)


def named(assessment: Assessment, kind, model, code, title, columns, page) -> Iterator[Target]:
    pk, words = assessment.public_id, [word(model, column) for column in columns]
    rows = living(model, assessment).values_list("public_id", *code, title, *columns)
    at = 1 + len(code)
    own = reverse(page, args=[pk, ROW]) if page else ""
    places = [reverse("sheet", args=[pk, ROW]) if column == "reasoning" else own for column in columns]
    known: dict[str, tuple[str, str]] = {}  # kind -> its word, the address of its rows
    for row in rows.iterator(chunk_size=2000):
        row_id, heading, said = row[0], row[at], row[at + 1 :]
        shown = PREFIXES.get(kind, "") + "".join(map(str, row[1:at]))
        of_kind = row[1] if kind == "finding" else kind
        if of_kind not in known:
            known[of_kind] = (kind_word(of_kind), ref_url(pk, of_kind, ROW))
        kind_said, address = known[of_kind]
        texts = tuple(
            Text(name, text, place.replace(ROW, row_id))
            for name, place, text in zip(words, places, said, strict=True)
            if text
        )
        yield Target(kind_said, shown, heading, address.replace(ROW, row_id), texts)


def refinements(assessment: Assessment, pk: str) -> Iterator[Target]:
    rows = living(Refinement, assessment).exclude(name="").values_list("attribute__public_id", "name")
    for attribute_id, name in rows:
        yield Target(kind_word("refinement"), "", name, ref_url(pk, "attribute", attribute_id))


def about_findings(assessment: Assessment, pk: str) -> Iterator[Target]:
    """Comments, dismissed trade-off candidates, and the properties by which a finding bears on attributes."""
    rows = living(FindingComment, assessment).values_list(
        "public_id", "finding__public_id", "finding__kind", "finding__number", "text", "reason"
    )
    for row_id, finding_id, kind, number, text, reason in rows:
        url = reverse("finding", args=[pk, finding_id]) + f"#comment-{row_id}"
        texts = tuple(
            Text(word(FindingComment, column), said) for column, said in (("text", text), ("reason", reason)) if said
        )
        yield Target(kind_word("comment"), "", f"{kind}{number}", url, texts)
    dismissed = living(DismissedCandidate, assessment, "approach").values_list("said", "reason")
    for said, reason in dismissed:
        url = reverse("traceability", args=[pk]) + "#dismissed"
        yield Target(kind_word("dismissed"), "", said, url, (Text(word(DismissedCandidate, "reason"), reason),))
    bears = living(FindingAttribute, assessment, "finding", "attribute").exclude(property="")
    for finding_id, kind, number, title, name, said in bears.values_list(
        "finding__public_id", "finding__kind", "finding__number", "finding__title", "attribute__name", "property"
    ):
        url = reverse("finding", args=[pk, finding_id])
        yield Target(kind_word("property"), "", f"{kind}{number} {title}", url, (Text(name, said),))


def connections(assessment: Assessment, pk: str) -> Iterator[Target]:
    rows = living(Connection, assessment).values_list("public_id", "source__name", "target__name", "label", "protocol")
    for row_id, source, target, label, protocol in rows:
        said = (("label", label), ("protocol", protocol))
        texts = tuple(Text(word(Connection, column), text) for column, text in said if text)
        url = reverse("connection", args=[pk, row_id])
        yield Target(kind_word("connection"), "", f"{source} → {target}", url, texts)


def documents(assessment: Assessment, pk: str) -> Iterator[Target]:
    rows = living(RequestedDocument, assessment).values_list(
        "public_id", "name", "where", "file__name", "file__deleted_at"
    )
    for row_id, name, where, file, gone in rows:
        said = (("where", where), ("file", "" if gone else file))
        texts = tuple(Text(word(RequestedDocument, column), text) for column, text in said if text)
        url = reverse("requested", args=[pk, row_id])
        yield Target(kind_word("requested"), "", name, url, texts)


def imported(assessment: Assessment, pk: str) -> Iterator[Target]:
    """The documents that were imported, with all they say: also what was not understood can be found again."""
    for row_id, name, text in living(ImportedDocument, assessment).values_list("public_id", "name", "text"):
        url = reverse("imported", args=[pk, row_id])
        place = _("Line %(line)s") % {"line": LINE}
        yield Target(kind_word("imported"), "", name, url, (Text(place, text, f"{url}?line={LINE}#line-{LINE}"),))


def people(assessment: Assessment, pk: str, managed: bool) -> Iterator[Target]:
    """Everybody who takes part: on their own page for who manages them, else in the list that all may read."""
    listed = reverse("preparation", args=[pk]) + "#participants"
    for row_id, name, organisation in living(Participant, assessment).values_list("public_id", "name", "organisation"):
        texts = (Text(word(Participant, "organisation"), organisation),) if organisation else ()
        url = reverse("person", args=[pk, row_id]) if managed else listed
        yield Target(kind_word("person"), "", name, url, texts)

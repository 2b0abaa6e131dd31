"""What somebody may upload in place of an export: each is refused in a sentence with the place, and leaves nothing."""

import base64
import json
from copy import deepcopy
from hashlib import sha256
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import room
from assessments.models import Assessment, Change, Counter, Finding, Upload, View
from assessments.transfer import checks, read
from assessments.transfer.export import document_of
from tests.dossier.test_load import fill

HUGE = 10**30
PICTURE = b"<html>no picture</html>"


def put(path: str, value):
    """A damage: `value` at this place of the file."""

    def damage(document):
        *way, last = [int(part) if part.isdecimal() else part for part in path.split("/")]
        for part in way:
            document = document[part]
        document[last] = value

    return damage


def refer(path: str, kind: str, *, which: int = 0):
    """A damage: at this place the id of a row of `kind`."""
    return lambda document: put(path, document["rows"][kind][which]["id"])(document)


def of_kind(path: str, kind: str):
    """A damage: at this place the id of the first finding of a kind."""

    def damage(document):
        put(path, next(row["id"] for row in document["rows"]["Finding"] if row["kind"] == kind))(document)

    return damage


def no_picture(document):
    upload = document["rows"]["Upload"][0]
    upload |= {"content": base64.b64encode(PICTURE).decode(), "sha256": sha256(PICTURE).hexdigest()}


def nest(depth: int):
    """A damage: lists in lists."""

    def damage(document):
        inner = []
        for _level in range(depth):
            inner = [inner]
        document["assessment"]["sections"] = inner

    return damage


def twice(document):
    document["rows"]["Driver"][0]["id"] = document["rows"]["Approach"][0]["id"]


def line_of_thousands(document):
    document["rows"]["ImportedDocument"].append(
        {
            "id": "importedaaaa",
            "position": 0,
            "name": "notes.md",
            "text": "One line",
            "sha256": "0" * 64,
            "unread": [{"from": 1, "to": 3_000_000}],
            "warnings": [],
        }
    )


HOSTILE = {
    "a number beyond every column": (put("rows/Driver/0/number", HUGE), "At rows/Driver/0/number: "),
    "a number just beyond the column": (put("rows/Driver/0/position", 2**31), "At rows/Driver/0/position: "),
    "a small number beyond its column": (put("rows/Step/0/phase", 40_000), "At rows/Step/0/phase: "),
    "a negative size": (put("rows/Upload/0/size", -1), "At rows/Upload/0/size: "),
    "a number with a point": (put("rows/Driver/0/number", 1.0), "At rows/Driver/0/number: "),
    "a yes as a number": (put("rows/Driver/0/number", True), "At rows/Driver/0/number: "),
    "a number as text": (put("rows/Driver/0/number", "1"), "At rows/Driver/0/number: "),
    "a counter beyond every column": (put("counters/BD", HUGE), "At counters/BD: "),
    "a counter with a long name": (put(f"counters/{'x' * 50}", 1), "At counters: "),
    "a counter whose name is no text": (put("counters/\ud800", 1), "At counters: the text holds the character U+D800"),
    "no day of the calendar": (put("assessment/decided_on", "2026-13-45"), "At assessment/decided_on: "),
    "a day in a year of two digits": (put("assessment/decided_on", "0026-06-09"), "decided_on: Check the year: write"),
    "a day long after": (put("rows/Finding/0/review_on", "2200-01-01"), "review_on: Check the year: write it with"),
    "a moment in a year of two digits": (
        put("rows/Step/0/starts_at", "0026-06-09T09:00:00Z"),
        "At rows/Step/0/starts_at: Check the year: write it with four digits, such as 2026.",
    ),
    "the year nought": (put("assessment/decided_on", "0000-01-01"), "At assessment/decided_on: "),
    "a day and a line end": (put("assessment/decided_on", "2026-01-01\n"), "At assessment/decided_on: "),
    "digits of another script": (put("assessment/decided_on", "٢٠٢٦-٠١-٠١"), "At assessment/decided_on: "),
    "the hour 25": (put("rows/Step/0/starts_at", "2026-01-01T25:00:00Z"), "At rows/Step/0/starts_at: "),
    "a moment before time": (put("rows/Step/0/starts_at", "0001-01-01T00:00:00Z"), "At rows/Step/0/starts_at: "),
    "a moment after time": (put("rows/Step/0/starts_at", "9999-12-31T23:59:59Z"), "At rows/Step/0/starts_at: "),
    "no time zone": (put("assessment/time_zone", "Nowhere/Nope"), "At assessment/time_zone: there is no time zone"),
    "a path as time zone": (put("assessment/time_zone", "../../etc/passwd"), "At assessment/time_zone: "),
    "a path as language": (put("assessment/language", "../../x"), "At assessment/language: "),
    "a title of blanks": (put("assessment/title", "  "), "At assessment: title is blank"),
    "a title without end": (put("assessment/title", "x" * 400), "At assessment/title: "),
    "a name of blanks": (put("rows/Participant/0/name", " \t"), "At rows/Participant/0: name is blank"),
    "NUL": (put("rows/Driver/0/statement", "a\0b"), "At rows/Driver/0/statement: the text holds the character U+0000"),
    "half a pair": (put("rows/Driver/0/statement", "\ud800"), "At rows/Driver/0/statement: the text holds the char"),
    "a text without end": (put("rows/Driver/0/statement", "x" * 20_001), "At rows/Driver/0/statement: "),
    "a level that is none": (put("rows/Scenario/0/importance", "VERY"), "At rows/Scenario/0/importance: "),
    "a list where a text is due": (put("rows/Driver/0/statement", ["x"]), "At rows/Driver/0/statement: "),
    "an object where a list is due": (put("rows/Driver", {}), "At rows/Driver: "),
    "a kind that is none": (put("rows/Ghost", []), "At rows: "),
    "lists in lists": (nest(300), "At assessment/sections/0: nested deeper"),
    "one id for two rows": (twice, "stands twice in the file"),
    "an id and a line end": (put("rows/Driver/0/id", "aaaaaaaaaaaa\n"), "At rows/Driver/0/id: "),
    "an id of markup": (put("rows/Driver/0/id", '"><script>a</script>'), "At rows/Driver/0/id: "),
    "a reference into nothing": (
        put("rows/FindingLink/0/scenario", "aaaaaaaaaaaa"),
        "At rows/FindingLink/0/scenario: the file has no Scenario aaaaaaaaaaaa",
    ),
    "a reference to another kind": (
        refer("rows/FindingLink/0/scenario", "Driver"),
        "At rows/FindingLink/0/scenario: the file has no Scenario",
    ),
    "a trade-off point in a theme of risks": (
        of_kind("rows/ThemeRisk/0/risk", "T"),
        "At rows/ThemeRisk/0/risk: Finding",
    ),
    "a recommendation that answers a trade-off": (
        of_kind("rows/RecommendationFinding/0/finding", "T"),
        "At rows/RecommendationFinding/0/finding: Finding",
    ),
    "a risk that broke from itself": (
        refer("rows/Finding/0/broken_from", "Finding"),
        "At rows/Finding/0/broken_from: ",
    ),
    "no picture": (no_picture, "At rows/Upload/0: "),
    "bytes that are no base64": (put("rows/Upload/0/content", "!!!!"), "At rows/Upload/0: bytes that are no base64"),
    "another checksum": (put("rows/Upload/0/sha256", "0" * 64), "At rows/Upload/0: these are not the bytes"),
    "a page as a picture": (put("rows/Upload/0/media_type", "text/html"), "At rows/Upload/0/media_type: "),
    "a document as a picture": (
        put("rows/Upload/0/media_type", "application/octet-stream"),
        "At rows/View/0/image: Upload",
    ),
    "a view of two sources": (put("rows/View/0/text", "both"), "At rows/View/0: this breaks a rule of the database"),
    "unread lines beyond the text": (line_of_thousands, "At rows/ImportedDocument/0/unread/0: lines beyond the text"),
}


@pytest.fixture
def document(world) -> dict:
    fill(world, 1)
    return document_of(world.assessment)


def stored() -> list[int]:
    return [model.objects.count() for model in (Assessment, Change, Counter, Finding, Upload, View)]


@pytest.mark.parametrize("case", HOSTILE)
def test_it_is_refused_with_the_place_and_leaves_nothing(world, document, case):
    damage, said = HOSTILE[case]
    damaged = deepcopy(document)
    damage(damaged)
    before = stored()
    answer = bring(world, json.dumps(damaged).encode())
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert stored() == before


TEXTS = {
    "two numbers in one": (b'{"format":"atam-workbench","version":' + b"9" * 10_000 + b"}", "The file is no JSON"),
    "an infinite version": (b'{"format":"atam-workbench","version":1e400}', "is of version inf of the format"),
    "a version that is no text": (b'{"format":"atam-workbench","version":"\\ud800"}', "is of version '\\ud800' of"),
    "a version without end": (b'{"format":"atam-workbench","version":"%s"}' % (b"9" * 99_999), "reads version 1"),
    "no number": (b'{"format":"atam-workbench","version":NaN}', "NaN is no number"),
    "brackets without end": (b"[" * 200_000, "The file is no JSON"),
    "UTF-16": ('{"format":"atam-workbench"}'.encode("utf-16"), "not UTF-8"),
    "a text alone": (b'"atam-workbench"', "no export of ATAM Workbench"),
    "no rows": (b'{"format":"atam-workbench","version":1}', "At /: "),
    "values without end": (b"[" + b"0," * 2_000_001 + b"0]", "more values than an evaluation can have"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_text_that_is_no_file_of_the_format_is_refused(world, case):
    data, said = TEXTS[case]
    answer = bring(world, data)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_too_many_rows_or_bytes_are_refused(world, document, monkeypatch):
    monkeypatch.setattr(checks, "ROWS_MOST", 10)
    assert "rows; 10 is the most" in text_of(bring(world, json.dumps(document).encode()))
    monkeypatch.setattr(read, "BYTES_MAX", 1_000_000)
    assert "larger than 1 MB" in text_of(bring(world, b" " * 1_000_001))


def test_pictures_take_no_more_room_than_uploaded_ones(world, document, monkeypatch):
    monkeypatch.setattr(room, "MOST_OF_PICTURES", 10)
    before = stored()
    answer = bring(world, json.dumps(document).encode())
    assert answer.status_code == 422
    assert "12 MB in all is the most" in text_of(answer)
    assert stored() == before


def bring(world, data: bytes):
    upload = SimpleUploadedFile("export.json", data, content_type="application/json")
    return world.client(world.maya).post("/import/export/", {"export": upload})


def text_of(answer) -> str:
    return unescape(answer.content.decode())

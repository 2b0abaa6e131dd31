"""Reading a file of the exchange format: is it one, and does it hold together? Nothing is stored."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.errors import Refused
from assessments.transfer.checks import check_document, check_rows
from assessments.transfer.format import FORMAT, LATER, LATER_FIELDS, VERSION

BYTES_MAX = 64_000_000
PARTS_MOST = 2_000_000  # commas: of 20,000 rows, and of what people write


@dataclass(frozen=True)
class File:
    """A file that fits the schema and whose references all lead to rows that stand before them."""

    assessment: dict
    counters: dict[str, int]
    rows: dict[str, list[dict]]

    @property
    def title(self) -> str:
        return self.assessment["title"]


def too_large() -> Refused:
    return Refused(_("The file is larger than %(most)s MB.") % {"most": BYTES_MAX // 1_000_000})


def read_file(data: bytes) -> File:
    """The file as objects; Refused with a sentence that names the place if it is none."""
    if len(data) > BYTES_MAX:
        raise too_large()
    if data.count(b",") > PARTS_MOST:  # before they take memory
        raise Refused(_("The file has more values than an evaluation can have."))
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise Refused(_("The file is not UTF-8: byte %(place)s cannot be read.") % {"place": error.start}) from error
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        raise Refused(_("The file is no JSON: %(why)s.") % {"why": error}) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refused(_('This is no export of ATAM Workbench: it does not say "format": "atam-workbench".'))
    if document.get("version") != VERSION:
        raise Refused(
            _("The file is of version %(theirs)s of the format; this installation reads version %(ours)s.")
            % {"theirs": ascii(document.get("version"))[:30], "ours": VERSION}
        )
    check_document(document)
    rows = {model.__name__: [] for model in LATER} | document["rows"]
    for model, names in LATER_FIELDS.items():
        rows[model.__name__] = [dict.fromkeys(names) | row for row in rows[model.__name__]]
    check_rows(rows)
    return File(document["assessment"], document["counters"], rows)


def _no_number(text: str):
    raise ValueError(f"{text} is no number")

"""Reading a file of the exchange format: is it one, and does it hold together? Pure: nothing is stored."""

import json
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from assessments.errors import Refused
from assessments.transfer.format import FORMAT, LATER, LATER_FIELDS, ROWS, VERSION, fields_of, schema

BYTES_MAX = 64_000_000


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
            % {"theirs": document.get("version"), "ours": VERSION}
        )
    for error in _validator().iter_errors(document):
        place = "/".join(str(part) for part in error.absolute_path)
        raise Refused(_("At %(place)s: %(what)s.") % {"place": place or "/", "what": error.message[:300]})
    rows = {model.__name__: [] for model in LATER} | document["rows"]
    for model, names in LATER_FIELDS.items():
        rows[model.__name__] = [dict.fromkeys(names) | row for row in rows[model.__name__]]
    found = File(document["assessment"], document["counters"], rows)
    _check_references(found)
    return found


@lru_cache
def _validator():
    from jsonschema import Draft202012Validator  # here: a tenth of the time to start, and only an import needs it

    return Draft202012Validator(schema())


def _no_number(text: str):
    raise ValueError(f"{text} is no number")


def _check_references(file: File) -> None:
    """Every id once, and every reference to a row of the right kind that stands before it (or beside it)."""
    ids: dict[str, set[str]] = {}
    everything: set[str] = set()
    for model in ROWS:
        own = ids[model.__name__] = set()
        for row in file.rows[model.__name__]:
            if row["id"] in everything:
                raise Refused(_("The id %(id)s stands twice in the file.") % {"id": row["id"]})
            own.add(row["id"])
            everything.add(row["id"])
        for row in file.rows[model.__name__]:
            for field in fields_of(model):
                target = row[field.name] if field.many_to_one else None
                if target is not None and target not in ids[field.related_model.__name__]:
                    raise Refused(
                        _("%(kind)s %(id)s names %(field)s %(target)s, which is not in the file.")
                        % {"kind": model.__name__, "id": row["id"], "field": field.name, "target": target}
                    )

"""A file of the exchange format becomes an assessment, as one change."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256

from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from assessments import changes, logged, room
from assessments.architecture.pictures import check
from assessments.errors import Refused
from assessments.models import Assessment, Participant, Upload, User
from assessments.models.base import Row
from assessments.preparation import files
from assessments.room import FILE_TYPE
from assessments.text import name_key
from assessments.transfer.checks import at
from assessments.transfer.format import IMPORT, ROWS, fields_of
from assessments.transfer.read import File

CODE = re.compile(r"([^\s\d]{1,10})([0-9]{1,9})")  # what a counter can hold; "Step 7" counts nothing


def apply_file(*, owner: User, file: File) -> Assessment:
    """The assessment of the file, with its own id where that is free here, led (also) by `owner`.

    `owner` becomes the person of that name in the file, or is added. The others are named, with their roles, until they
    get an account. Refused, and nothing stored, if the rows break a rule that the schema does not know, such as a
    number given twice.
    """
    with transaction.atomic():
        return _store(owner, file)


@contextmanager
def _refused_at(*place):
    """What the rules of the fields and of the database say, with the place of the file that they say it of."""
    try:
        yield
    except Refused as reason:
        raise at(place, str(reason)) from reason
    except (IntegrityError, DataError) as error:
        why = " ".join(str(error).split())
        raise at(
            place, _("this breaks a rule of the database, so nothing was imported: %(why)s") % {"why": why}
        ) from error


def _store(owner: User, file: File) -> Assessment:
    fields = {field.name: _value(field, file.assessment[field.name], {}) for field in fields_of(Assessment)}
    if not Assessment.objects.filter(public_id=file.assessment["id"]).exists():
        fields["public_id"] = file.assessment["id"]
    with _refused_at("assessment"):
        fields = _cleaned(Assessment, fields)
    with changes.record_new(action=IMPORT, actor_name=owner.get_full_name(), **fields) as change:
        stored: dict[str, dict[str, Row]] = {}
        for model in ROWS:
            rows = stored[model.__name__] = {}
            for number, told in enumerate(file.rows[model.__name__]):
                with _refused_at("rows", model.__name__, number):
                    rows[told["id"]] = _create(change, model, told, stored)
        if reason := room.why_not_back(change.assessment):
            raise Refused(reason)
        _tie_siblings(change, file, stored)
        for kind, last in [*file.counters.items(), *_numbers(stored)]:
            change.claim_number(kind, last)
        _lead(change, owner, stored["Participant"])
    return change.assessment


def _create(change, model: type[Row], told: dict, stored) -> Row:
    ahead = {field.name for field in fields_of(model) if field.related_model is model}
    fields = [field for field in fields_of(model) if field.name not in ahead]
    values = {field.name: _value(field, told[field.name], stored) for field in fields}
    if any(field.name == "name_key" for field in model._meta.concrete_fields):
        values["name_key"] = name_key(told["name"])
    if model is Upload:  # the file is as little to be trusted as a browser's
        if sha256(values["content"]).hexdigest() != values["sha256"]:
            raise Refused(_("these are not the bytes that were exported: their checksum is another."))
        is_document = values["media_type"] == FILE_TYPE
        values |= files.columns(values["content"]) if is_document else check(values["content"]).columns
    if model is Participant and told["removed"]:
        values["deleted_at"] = change.now
    return change.create(model, public_id=told["id"], **_cleaned(model, values))


def _cleaned(model: type[models.Model], values: dict) -> dict:
    """The values as they are stored. Refused if a text that is needed consists of blanks alone."""
    found = logged.cleaned(model, values)
    for field in fields_of(model):
        if found.get(field.name) == "" and not field.blank:
            raise Refused(_("%(field)s is blank.") % {"field": field.name})
    return found


def _tie_siblings(change, file: File, stored) -> None:
    """References to rows of the same kind, which may stand later in the file."""
    for model in ROWS:
        rows = stored[model.__name__]
        for field in fields_of(model):
            for number, told in enumerate(file.rows[model.__name__]) if field.related_model is model else ():
                if told[field.name]:
                    with _refused_at("rows", model.__name__, number):
                        change.update(rows[told["id"]], **{field.name: rows[told[field.name]]})


def _value(field: models.Field, told, stored):
    """What a field holds for what the file says."""
    if told is None:
        return None
    if field.many_to_one:
        return stored[field.related_model.__name__][told]
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(told)
    if isinstance(field, models.DateField):
        return date.fromisoformat(told)
    if isinstance(field, models.BinaryField):
        try:
            return base64.b64decode(told, validate=True)
        except ValueError as error:
            raise Refused(_("bytes that are no base64: %(why)s.") % {"why": error}) from error
    return told


def _numbers(stored) -> Iterator[tuple[str, int]]:
    """The numbers that rows go by (R7: R, 7), which no other row may get, also where the file's counters lag behind."""
    for model in ROWS:
        if {"number", "number_code"} & {field.name for field in fields_of(model)}:
            found = (CODE.fullmatch(row.code) for row in stored[model.__name__].values())
            yield from ((code[1], int(code[2])) for code in found if code)


def _lead(change, owner: User, people: dict[str, Row]) -> None:
    """The owner leads: as the person of their name in the file, else as a person more."""
    key = name_key(owner.get_full_name())
    mine = next((person for person in people.values() if not person.deleted_at and name_key(person.name) == key), None)
    if mine is None:
        change.create(
            Participant,
            name=owner.get_full_name(),
            user=owner,
            role=Participant.Role.LEAD,
            group=Participant.Group.EVALUATION_TEAM,
        )
    else:
        change.update(mine, user=owner, role=Participant.Role.LEAD)

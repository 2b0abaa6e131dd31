"""Taking out of the database what was deleted long ago, and what the change log says of it.

Deleting marks a row and touches nothing else, so that it can be undone. After a while the mark becomes final: the
row goes, whatever hung on it goes with it, and their texts leave the change log, whose entries (who, when, which
kind of row) stay. Nothing a reader sees changes by it, so it raises no revision.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from assessments.models import Approach, Assessment, ChangeItem, FindingLink, Participant, Scenario
from assessments.models.base import Row

KEEP_DAYS = 30
BATCH = 500


def purge(
    *, days: int = KEEP_DAYS, now: datetime | None = None, assessments: Iterable[Assessment] | None = None
) -> Counter:
    """Purge what was deleted more than `days` days before `now`: {model name: how many rows went}.

    An assessment deleted so long ago goes whole. `assessments` narrows it to these.
    """
    before = (now or timezone.now()) - timedelta(days=days)
    gone: Counter = Counter()
    for assessment in Assessment.objects.all() if assessments is None else assessments:
        with transaction.atomic():
            locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
            if locked.deleted_at and locked.deleted_at < before:
                locked.delete()
                gone["Assessment"] += 1
            else:
                gone += purge_rows(locked, before)
    return gone


def purge_rows(assessment: Assessment, before: datetime) -> Counter:
    """Purge the rows of one assessment that were deleted before this moment, with what hangs on them."""
    doomed = hanging_on(deleted_rows(assessment, before))
    leave_half(assessment, doomed)
    for model, rows in doomed.items():
        for batch in chunks(rows):
            forget(assessment, model, [row.public_id for row in batch])
            model.objects.filter(pk__in=[row.pk for row in batch]).delete()
    return Counter({model.__name__: len(rows) for model, rows in doomed.items() if rows})


def deleted_rows(assessment: Assessment, before: datetime) -> dict[type[Row], set[Row]]:
    """Rows whose deletion mark is older; people only once no row left names them, so that words keep their author."""
    found = {model: set(model.objects.filter(assessment=assessment, deleted_at__lt=before)) for model in content()}
    going = {row for rows in found.values() for row in rows}
    named = {
        pk
        for model in content()
        for key in keys(model)
        if key.related_model is Participant
        for row in model.objects.filter(**{"assessment": assessment, f"{key.name}__isnull": False})
        if row not in going
        for pk in [getattr(row, key.attname)]
    }
    found[Participant] = {row for row in found[Participant] if row.pk not in named}
    return found


def hanging_on(doomed: dict[type[Row], set[Row]]) -> dict[type[Row], set[Row]]:
    """`doomed` and every row below: scenarios of an attribute, links of a scenario. Readers see none of them."""
    grew = True
    while grew:
        grew = False
        for model in content():
            for key in keys(model):
                above = [row.pk for row in doomed.get(key.related_model, ())]
                if key.remote_field.on_delete is models.CASCADE and above:
                    below = {
                        row for batch in chunks(above) for row in model.objects.filter(**{f"{key.name}__in": batch})
                    }
                    if model is FindingLink:
                        below = {link for link in below if not half_stays(link, doomed)}
                    grew = grew or not below <= doomed[model]
                    doomed[model] |= below
    return doomed


def half_stays(link: FindingLink, doomed: dict[type[Row], set[Row]]) -> bool:
    """Does one end of this cell of the analysis stay? Then readers still see the finding there."""
    ends = ((Scenario, link.scenario_id), (Approach, link.approach_id))
    return any(pk is not None and pk not in {row.pk for row in doomed[model]} for model, pk in ends)


def leave_half(assessment: Assessment, doomed: dict[type[Row], set[Row]]) -> None:
    """Detach cells that stay from the end that goes; one that then repeats another goes too."""
    for name, model in (("scenario", Scenario), ("approach", Approach)):
        for batch in chunks(row.pk for row in doomed[model]):
            links = FindingLink.objects.filter(**{"assessment": assessment, f"{name}__in": batch})
            for link in links.exclude(pk__in=[row.pk for row in doomed[FindingLink]]):
                try:
                    with transaction.atomic():
                        FindingLink.objects.filter(pk=link.pk).update(**{name: None})
                except IntegrityError:
                    doomed[FindingLink].add(link)


def forget(assessment: Assessment, model: type[Row], public_ids: list[str]) -> None:
    """Empty the texts of these rows out of the change log; who changed what kind of row and when stays."""
    ChangeItem.objects.filter(change__assessment=assessment, entity=model.__name__, public_id__in=public_ids).update(
        before={}, after={}, label=""
    )


def content() -> list[type[Row]]:
    return [model for model in apps.get_app_config("assessments").get_models() if issubclass(model, Row)]


def keys(model: type[Row]) -> list[models.ForeignKey]:
    """The model's references to other content rows."""
    references = [field for field in model._meta.concrete_fields if field.many_to_one]
    return [field for field in references if issubclass(field.related_model, Row)]


def chunks(rows) -> Iterable[list]:
    """`rows` in lists short enough to be the parameters of one query."""
    rows = list(rows)
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))

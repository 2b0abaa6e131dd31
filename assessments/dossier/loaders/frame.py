"""The assessment itself, its people and agenda, what it counts, the documents it came from."""

from assessments.dossier import types as t
from assessments.dossier.counts import count_rows
from assessments.dossier.rows import Rows, label
from assessments.models import Assessment, ImportedDocument, ParkedItem, RequestedDocument, Step, Upload
from assessments.steps import step_name


def assessment_info(row: Assessment) -> t.AssessmentInfo:
    return t.AssessmentInfo(
        id=row.public_id,
        title=row.title,
        system=row.system,
        summary=row.summary,
        template=row.template,
        template_label=label(Assessment.Template, row.template),
        sections=frozenset(row.sections),
        status=row.status,
        status_label=label(Assessment.Status, row.status),
        confidentiality=row.confidentiality,
        language=row.language,
        time_zone=row.time_zone,
        revision=row.revision,
        created_at=row.created_at,
        changed_at=row.changed_at,
        started_on=row.started_on,
        ended_on=row.ended_on,
        scope=row.scope,
        go=row.go,
        go_label=label(Assessment.Go, row.go),
        decided_because=row.decided_because,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
    )


def load_people(rows: Rows) -> tuple[t.Person, ...]:
    return tuple(rows.everybody[row.pk] for row in rows.participants if row.deleted_at is None)


def load_steps(rows: Rows) -> tuple[t.Step, ...]:
    return tuple(
        t.Step(
            id=row.public_id,
            number=row.number,
            name=str(step_name(row.number)),
            phase=row.phase,
            group=row.group,
            group_label=label(Step.Group, row.group),
            status=row.status,
            status_label=label(Step.Status, row.status),
            planned_minutes=row.planned_minutes,
            actual_minutes=row.actual_minutes,
            facilitator=rows.person(row.facilitator_id),
            notes=row.notes,
            skip_reason=row.skip_reason,
            starts_at=row.starts_at,
            version=row.version,
        )
        for row in rows.all(Step)
    )


def load_counts(rows: Rows) -> t.Counts:
    """Every count of the spine, in one query."""
    return t.Counts(**count_rows(rows.assessment.pk))


def load_parked(rows: Rows) -> tuple[t.ParkedItem, ...]:
    steps = {row.pk: row.number for row in rows.all(Step)}
    return tuple(
        t.ParkedItem(
            id=row.public_id,
            code=row.code,
            text=row.text,
            step=steps.get(row.step_id),
            raised_by=rows.person(row.raised_by_id),
            owner=rows.person(row.owner_id),
            due_on=row.due_on,
            resolution=row.resolution,
            version=row.version,
        )
        for row in rows.all(ParkedItem)
    )


def load_requested(rows: Rows) -> tuple[t.RequestedDocument, ...]:
    """The documents asked for, with what is known of their files; the bytes stay where they are."""
    named = {row.file_id for row in rows.all(RequestedDocument)} - {None}
    stored = Upload.objects.living().filter(assessment=rows.assessment, pk__in=named).only("public_id", "name", "size")
    files = {row.pk: t.StoredFile(row.public_id, row.name, row.size) for row in stored} if named else {}
    return tuple(
        t.RequestedDocument(
            id=row.public_id,
            name=row.name,
            asked_of=rows.person(row.asked_of_id),
            due_on=row.due_on,
            received_on=row.received_on,
            where=row.where,
            version=row.version,
            file=files.get(row.file_id),
        )
        for row in rows.all(RequestedDocument)
    )


def load_documents(rows: Rows) -> tuple[t.Document, ...]:
    return tuple(
        t.Document(
            id=row.public_id,
            name=row.name,
            lines=row.text.count("\n") + (not row.text.endswith("\n")),
            text=row.text,
            unread=tuple((part["from"], part["to"]) for part in row.unread),
            warnings=tuple((warning["line"], warning["message"]) for warning in row.warnings),
        )
        for row in rows.all(ImportedDocument)
    )

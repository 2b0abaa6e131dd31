"""The summary of an import that `manage.py import_document --json` prints."""

from assessments.exchange.importer.plan import DocumentPlan, ImportPlan


def summary(plan: ImportPlan, public_ids: dict[int, str]) -> dict:
    """{"documents": [...]}; `public_ids` are the assessments made, by index in `plan.documents`."""
    return {
        "documents": [
            document_summary(document, public_ids.get(index)) for index, document in enumerate(plan.documents)
        ]
    }


def document_summary(document: DocumentPlan, public_id: str | None) -> dict:
    """One document; `template` and `public_id` are null for one that cannot be imported yet."""
    return {
        "title": document.title,
        "template": document.template or None,
        "public_id": public_id,
        "counts": document.counts,
        "ratings": [
            {
                "scenario": scenario.statement,
                "importance": scenario.importance or None,
                "difficulty": scenario.difficulty or None,
            }
            for scenario in document.scenarios
        ],
        "warnings": [{"line": note.line, "message": note.message} for note in document.warnings],
        "unread": ranges(document.unread),
    }


def ranges(pairs) -> list[dict[str, int]]:
    return [{"from": first, "to": last} for first, last in pairs]

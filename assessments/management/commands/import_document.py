"""manage.py import_document FILE --owner EMAIL [--json]: a Markdown document becomes an assessment."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.errors import Refused
from assessments.exchange.apply import import_document
from assessments.exchange.importer.documents import read_document
from assessments.exchange.rules import why_not_import
from assessments.exchange.summary import summary
from assessments.models import User


class Command(BaseCommand):
    help = "Import the ATAM evaluations of a Markdown document, each as an assessment led by the owner."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a Markdown file, UTF-8, at most 2 MB")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="the account that leads the assessments")
        parser.add_argument("--json", action="store_true", help="print one JSON object that says what was understood")

    def handle(self, *, file: Path, owner: str, **options):
        user = User.objects.filter(email=User.objects.normalize_email(owner), is_active=True).first()
        if user is None:
            raise CommandError(f"There is no account {owner}. Make one with: manage.py createsuperuser --email {owner}")
        try:
            plan = read_document(file.read_bytes(), name=file.name)
            made = self.apply(plan, user)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        if options["json"]:
            public_ids = {index: assessment.public_id for index, assessment in made.items()}
            self.stdout.write(json.dumps(summary(plan, public_ids), ensure_ascii=False, indent=2))
        elif made:
            self.tell(plan, made)
        else:
            raise CommandError("Nothing here was understood as part of an ATAM evaluation, so nothing was stored.")

    @transaction.atomic
    def apply(self, plan, user) -> dict:
        """All evaluations of the file, or none: {index in the plan: assessment}."""
        return {
            index: import_document(owner=user, plan=plan, document=document)
            for index, document in enumerate(plan.documents)
            if not why_not_import(document)
        }

    def tell(self, plan, made) -> None:
        for index, document in enumerate(plan.documents):
            if index not in made:
                self.stdout.write(f"{document.title}: not imported ({document.kind or 'nothing understood'}).")
                continue
            counts = ", ".join(
                f"{number} {name.replace('_', ' ')}" for name, number in document.counts.items() if number
            )
            self.stdout.write(f"{made[index].title}: {made[index].public_id} ({counts})")
            for note in document.warnings:
                self.stdout.write(f"  line {note.line}: {note.message}")
            for first, last in document.unread:
                self.stdout.write(f"  not understood, kept: lines {first} to {last}")

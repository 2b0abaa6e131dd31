"""manage.py restore FILE: a backup in the place of everything the database holds."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.backup import check, restore
from assessments.errors import Refused


class Command(BaseCommand):
    help = "Put a backup back. Stop the server first; what is there now is kept beside the backup."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, file: Path, yes: bool, **options):
        try:
            check(file)
            if not yes and input("Everything in the database is replaced. Type yes to go on: ") != "yes":
                raise CommandError("Nothing was changed.")
            kept = restore(file)
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Restored from {file}. The state before it is kept in {kept}. Start the server again.")

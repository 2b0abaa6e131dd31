"""manage.py restore FILE: a backup in the place of everything the database holds."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.backup import check, restore
from assessments.errors import Refused


class Command(BaseCommand):
    help = "Put a backup back. Stop the server first; what is there now is kept beside the backup."
    requires_system_checks = []  # the database may be empty, or older than the application

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, file: Path, yes: bool, **options):
        try:
            check(file)
            if not yes and not is_sure():
                raise CommandError("Nothing was changed.")
            kept = restore(file)
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        before = f"The state before it is kept in {kept}." if kept else "The database was empty before."
        self.stdout.write(f"Restored from {file}. {before} Start the server again.")


def is_sure() -> bool:
    try:
        return input("Everything in the database is replaced. Type yes to go on: ").strip().lower() == "yes"
    except EOFError:  # nobody is there to answer
        raise CommandError("Nothing was changed: nobody answered. Give --yes where nobody can.") from None

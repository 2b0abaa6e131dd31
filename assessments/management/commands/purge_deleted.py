"""manage.py purge_deleted: take out of the database what was deleted long ago."""

from django.core.management.base import BaseCommand, CommandError

from assessments.purge import KEEP_DAYS, purge


class Command(BaseCommand):
    help = "Remove rows deleted more than 30 days ago, and their texts from the change log. Meant for a daily timer."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=KEEP_DAYS, help=f"keep deleted rows this long ({KEEP_DAYS})")

    def handle(self, *args, **options):
        if options["days"] < 0:
            raise CommandError("--days cannot be negative.")
        gone = purge(days=options["days"])
        lines = [f"{name}: {number}" for name, number in sorted(gone.items())]
        self.stdout.write("\n".join(lines) if lines else "Nothing was deleted that long ago.")

"""manage.py backup [FILE]: everything the database holds as one file."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from assessments.backup import SUFFIX, backup
from assessments.errors import Refused


class Command(BaseCommand):
    help = "Write a backup of the whole installation, also while it runs. Keep it safe: it holds all accounts."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="default: var/backups/atam-DATE-TIME")

    def handle(self, *, file: Path | None, **options):
        if file is None:
            stamp = timezone.now().strftime("%Y-%m-%d-%H%M%S")
            file = settings.VAR_DIR / "backups" / f"atam-{stamp}{SUFFIX[connection.vendor]}"
        try:
            size = backup(file)
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{file}: {size:,} bytes. Put it back with: manage.py restore {file}")

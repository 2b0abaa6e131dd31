"""manage.py import_assessment FILE... --owner EMAIL: an export of ATAM Workbench becomes an assessment again."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.errors import Refused
from assessments.models import User
from assessments.transfer.apply import apply_file
from assessments.transfer.read import read_file


class Command(BaseCommand):
    help = "Import a JSON file that export_assessment --format json wrote, here or in another installation."

    def add_arguments(self, parser):
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a JSON file of the exchange format")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="the account that leads the assessment")

    def handle(self, *, files: list[Path], owner: str, **options):
        user = User.objects.filter(email=User.objects.normalize_email(owner), is_active=True).first()
        if user is None:
            raise CommandError(f"There is no account {owner}. Make one with: manage.py createsuperuser --email {owner}")
        for file in files:
            try:
                made = apply_file(owner=user, file=read_file(file.read_bytes()))
            except OSError as error:
                raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
            except Refused as reason:
                raise CommandError(f"{file} was not imported. {reason}") from reason
            self.stdout.write(f"{made.title}: {made.public_id}")

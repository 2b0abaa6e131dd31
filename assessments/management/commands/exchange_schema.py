"""manage.py exchange_schema: the JSON Schema of the exchange format, as docs/exchange/ publishes it."""

import json

from django.core.management.base import BaseCommand

from assessments.transfer.format import schema


class Command(BaseCommand):
    help = "Print the JSON Schema of the exchange format."
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write(json.dumps(schema(), indent=1, ensure_ascii=False))

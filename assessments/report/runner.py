"""A process that renders the waiting reports and ends: `python -m assessments.report.runner DATABASE`.

DATABASE is the name of the database the asking process uses, which in tests is not the one in the settings.
"""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atam.settings")
    import django

    django.setup()
    from django.db import connection

    from assessments.report import jobs

    connection.settings_dict["NAME"] = sys.argv[1]
    jobs.run_waiting()


if __name__ == "__main__":
    main()

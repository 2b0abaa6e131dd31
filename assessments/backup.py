"""The whole installation as one file, and back: accounts, assessments, history, everything the database holds.

SQLite is copied by its own backup, which is whole even while people write; PostgreSQL by pg_dump and pg_restore, in the
custom format. A backup goes back into the same kind of database; the exchange format (transfer/) goes anywhere.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from assessments.errors import Refused

SQLITE_MAGIC = b"SQLite format 3\0"
POSTGRES_MAGIC = b"PGDMP"
SUFFIX = {"sqlite": ".sqlite3", "postgresql": ".pgdump"}


def backup(path: Path) -> int:
    """Write a backup to `path`, readable by its owner only, and return its bytes; Refused if that cannot be.

    Whole or not at all: it is written beside `path`, checked, and then put in its place. Nothing is overwritten.
    """
    if path.exists():
        raise Refused(_("%(path)s is there already. Choose another name.") % {"path": path})
    with draft_beside(path) as draft:
        if connection.vendor == "sqlite":
            copy_sqlite(draft)
        else:
            run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}"])
        check(draft)
        os.link(draft, path)
    return path.stat().st_size


def restore(path: Path) -> Path:
    """Put the backup `path` in the place of everything in the database; returns where the state before it was kept.

    Refused, and nothing changed, if the file is damaged, of the other kind of database, or of a newer version of the
    application. An older one is brought up to date. No server should run meanwhile.
    """
    check(path)
    kept = path.with_name(f"{path.stem}.before-restore{SUFFIX[connection.vendor]}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}.before-restore-{number}{SUFFIX[connection.vendor]}")
    backup(kept)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(open_sqlite(path)) as source:
            source.backup(connection.connection)
    else:
        connection.close()
        options = ["--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges"]
        run(["pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(path)])
    connection.close()
    call_command("migrate", verbosity=0, interactive=False)
    return kept


def check(path: Path) -> None:
    """Refused unless `path` is a whole backup that this database and this version can take."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise Refused(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}) from error
    kinds = {"sqlite": magic == SQLITE_MAGIC, "postgresql": magic.startswith(POSTGRES_MAGIC)}
    if not any(kinds.values()):
        raise Refused(_("%(path)s is no backup of ATAM Workbench.") % {"path": path})
    if not kinds[connection.vendor]:
        other = "SQLite" if kinds["sqlite"] else "PostgreSQL"
        raise Refused(
            _("The backup is of %(other)s, this database is not. Take assessments across by their JSON export.")
            % {"other": other}
        )
    newer = applied(path) - known()
    if newer:
        raise Refused(
            _("The backup was made by a newer version (it knows %(names)s). Update the application first.")
            % {"names": ", ".join(sorted(f"{app}.{name}" for app, name in newer))}
        )


def known() -> set[tuple[str, str]]:
    """The migrations of this version, and those they stand in for."""
    on_disk = MigrationLoader(None).disk_migrations
    return set(on_disk).union(*(migration.replaces for migration in on_disk.values()))


def applied(path: Path) -> set[tuple[str, str]]:
    """The migrations that the database in the backup has seen; Refused if it is damaged."""
    if connection.vendor == "sqlite":
        return applied_in_sqlite(path)
    lines = run(["pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(path)]).splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith("COPY ")), None)
    if start is None:
        raise Refused(_("%(path)s holds no database of ATAM Workbench.") % {"path": path})
    rows = lines[start + 1 : lines.index("\\.", start)]
    return {tuple(row.split("\t")[1:3]) for row in rows}


def applied_in_sqlite(path: Path) -> set[tuple[str, str]]:
    try:
        with closing(open_sqlite(path)) as found:
            if found.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("its pages do not fit together")
            return set(found.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError as error:
        raise Refused(_("%(path)s is damaged: %(why)s.") % {"path": path, "why": error}) from error


def open_sqlite(path: Path) -> sqlite3.Connection:
    """Read only, so that no journal is made beside a backup."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def copy_sqlite(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def draft_beside(path: Path):
    """An empty file in the folder of `path`, for its owner only, gone at the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
    except OSError as error:
        raise Refused(_("%(path)s cannot be written: %(why)s.") % {"path": path, "why": error.strerror}) from error
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def run(command: list[str]) -> str:
    """A PostgreSQL program on this database; Refused with its own words if it fails."""
    program = shutil.which(command[0])
    if program is None:
        raise Refused(_("%(program)s is not installed (package postgresql-client).") % {"program": command[0]})
    done = subprocess.run(  # noqa: S603 - a fixed program, and the paths of whoever runs the command
        [program, *command[1:]], env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(_("%(program)s failed: %(why)s") % {"program": command[0], "why": done.stderr.strip()[-500:]})
    return done.stdout


def environment() -> dict[str, str]:
    """How the programs reach the database: as Django does, the password in the environment and not on the line."""
    settings = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    if host := settings.get("OPTIONS", {}).get("host"):
        given["PGHOST"] = host
    return os.environ | given

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
# What DATABASE_URL may say behind its question mark, by the names of libpq.
POSTGRES_OPTIONS = ("host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile")
LOCK_SECONDS = 20  # how long a restore waits for a table that somebody still uses


def backup(path: Path) -> int:
    """Write a backup to `path`, readable by its owner only, and return its bytes; Refused if that cannot be.

    Whole or not at all: it is written beside `path`, checked, and then put in its place. Nothing is overwritten.
    """
    if path.exists():
        raise Refused(_("%(path)s is there already. Choose another name.") % {"path": path})
    if "django_migrations" not in connection.introspection.table_names():
        raise Refused(
            _("The database %(name)s is empty. Is DATABASE_URL the one that the server runs with?")
            % {"name": connection.settings_dict["NAME"]}
        )
    with draft_beside(path) as draft:
        try:
            if connection.vendor == "sqlite":
                copy_sqlite(draft)
            else:
                run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}"])
            applied(draft)
            os.link(draft, path)
        except (OSError, sqlite3.Error) as error:
            raise Refused(unwritable(path, error)) from error
    return path.stat().st_size


def restore(path: Path) -> Path | None:
    """Put the backup `path` in the place of everything in the database; returns where the state before it was kept.

    None was kept where the database was empty, as on a new machine. Refused, and nothing changed, if the file is
    damaged, of the other kind of database, or of a newer version of the application, or if the database belongs to
    something else. An older backup is brought up to date. No server should run meanwhile.
    """
    check(path)
    tables = connection.introspection.table_names()
    if tables and "django_migrations" not in tables:
        raise Refused(
            _("The database holds tables of something else (%(names)s). Check DATABASE_URL.")
            % {"names": ", ".join(sorted(tables)[:5])}
        )
    kept = free_name(path) if tables else None
    if kept:
        backup(kept)
    try:
        put(path)
    except Refused:
        forget(kept)
        raise
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except Exception as error:  # whatever a migration may raise
        put_back(kept, why=error)
        forget(kept)
        raise Refused(
            _("The backup could not be brought up to date, so everything is as it was: %(why)s") % {"why": error}
        ) from error
    return kept


def put_back(kept: Path | None, *, why: Exception) -> None:
    """The state before a restore that failed; where that fails too, the sentence tells where the state is kept."""
    try:
        put(kept)
    except Refused as reason:
        if kept is None:
            raise
        said = _(
            "The backup could not be brought up to date (%(why)s), and the state before it could not be put back:"
            " %(reason)s It is kept; once that is mended, run manage.py restore %(kept)s"
        )
        raise Refused(said % {"why": why, "reason": reason, "kept": kept}) from reason


def forget(kept: Path | None) -> None:
    """Remove the copy of a state that is in its place: nothing of the other one came in."""
    if kept:
        kept.unlink()


def free_name(path: Path) -> Path:
    """A name beside `path` for the state before it."""
    kept = path.with_name(f"{path.stem}.before-restore{SUFFIX[connection.vendor]}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}.before-restore-{number}{SUFFIX[connection.vendor]}")
    return kept


def put(path: Path | None) -> None:
    """What `path` holds (nothing, for None) in the place of every table there is, whole or not at all."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        try:
            with closing(open_sqlite(path) if path else sqlite3.connect(":memory:")) as source:
                source.backup(connection.connection)
        except sqlite3.Error as error:
            raise Refused(_("The database could not be written: %(why)s.") % {"why": error}) from error
    else:
        put_postgres(path)
    connection.close()


def put_postgres(path: Path | None) -> None:
    """In one transaction; tables that the backup does not know go too, or a later migration would meet them."""
    names = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
    drop = f"SET lock_timeout = '{LOCK_SECONDS}s';" + (f"DROP TABLE {names} CASCADE;" if names else "")
    database = connection.settings_dict["NAME"]
    connection.close()
    psql = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--dbname={database}"]
    if path is None:
        run([*psql, f"--command={drop}"])
        return
    with draft_beside(path) as script:
        run(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path)])
        run([*psql, f"--command={drop}", f"--file={script}"])


def check(path: Path) -> None:
    """Refused unless `path` is a whole backup that this database and this version can take."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise Refused(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}) from error
    kinds = {"sqlite": magic == SQLITE_MAGIC, "postgresql": magic.startswith(POSTGRES_MAGIC)}
    if not any(kinds.values()):
        raise Refused(foreign(path))
    if not kinds[connection.vendor]:
        other = "SQLite" if kinds["sqlite"] else "PostgreSQL"
        raise Refused(
            _("The backup is of %(other)s, this database is not. Take assessments across by their JSON export.")
            % {"other": other}
        )
    seen = applied(path)
    if not any(app == "assessments" for app, _name in seen):
        raise Refused(foreign(path))
    newer = seen - known()
    if newer:
        raise Refused(
            _("The backup was made by a newer version (it knows %(names)s). Update the application first.")
            % {"names": ", ".join(sorted(f"{app}.{name}" for app, name in newer))}
        )


def foreign(path: Path) -> str:
    return _("%(path)s is no backup of ATAM Workbench.") % {"path": path}


def unwritable(path: Path, error: OSError | sqlite3.Error) -> str:
    return _("%(path)s cannot be written: %(why)s.") % {"path": path, "why": getattr(error, "strerror", error)}


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
        raise Refused(foreign(path))
    rows = lines[start + 1 : lines.index("\\.", start)]
    return {tuple(row.split("\t")[1:3]) for row in rows}


def applied_in_sqlite(path: Path) -> set[tuple[str, str]]:
    try:
        with closing(open_sqlite(path)) as found:
            if found.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("its pages do not fit together")
            if not found.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchone():
                raise Refused(foreign(path))
            return set(found.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError as error:
        raise Refused(_("%(path)s is damaged: %(why)s.") % {"path": path, "why": error}) from error


def open_sqlite(path: Path) -> sqlite3.Connection:
    """Read only, so that no journal is made beside a backup."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def copy_sqlite(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")  # a copy that fails is thrown away, and leaves no journal beside it
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
        raise Refused(unwritable(path, error)) from error
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
        why = done.stderr.strip()[-500:] or _("it fell over (%(status)s). The file may be damaged.") % {
            "status": done.returncode
        }
        raise Refused(_("%(program)s failed: %(why)s") % {"program": command[0], "why": why})
    return done.stdout


def environment() -> dict[str, str]:
    """How the programs reach the database: as Django does, the password in the environment and not on the line."""
    settings = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    options = settings.get("OPTIONS", {})
    given |= {f"PG{name.upper()}": str(options[name]) for name in POSTGRES_OPTIONS if name in options}
    return os.environ | given

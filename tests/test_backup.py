"""A backup holds everything and goes back whole; what cannot go back is refused before anything changes."""

import resource
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments import backup as backups
from assessments.architecture.actions import add_component
from assessments.architecture.view_actions import add_view
from assessments.errors import Refused
from assessments.models import Assessment, Change, Participant, Requirement, Upload, User
from assessments.overview.actions import create_assessment
from assessments.preparation.actions import ask_for_document
from assessments.preparation.file_actions import attach_file, remove_file
from assessments.utility_tree.branches import add_attribute
from tests.components.files import png
from tests.conftest import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(tmp_path):
    return tmp_path / f"monday{backups.SUFFIX[connection.vendor]}"


def test_out_and_back_with_accounts_and_history(file):
    maya = make_user("Maya", "Okafor")
    kept = create_assessment(owner=maya, title="Payments")
    call_command("backup", str(file))
    assert file.stat().st_mode & 0o077 == 0, "it holds every account: for its owner only"

    create_assessment(owner=maya, title="Made after the backup")
    make_user("Late", "Comer")
    call_command("restore", str(file), "--yes")

    assert [a.title for a in Assessment.objects.all()] == ["Payments"]
    assert [user.email for user in User.objects.all()] == ["maya@example.org"]
    assert User.objects.get().check_password("not the password") is False
    assert Change.objects.get(assessment=kept).actor_name == "Maya Okafor"
    assert create_assessment(owner=User.objects.get(), title="It goes on").public_id

    before = next(file.parent.glob("monday.before-restore*"))
    call_command("restore", str(before), "--yes")
    assert set(Assessment.objects.values_list("title", flat=True)) == {"Payments", "Made after the backup"}


def test_a_server_that_ran_on_shows_what_was_put_back_and_nothing_it_kept_of_the_time_between(file, client):
    """Pages keep tables by the assessment's revision, and after a restore the same revisions are made again."""
    maya = make_user("Maya", "Okafor")
    assessment = create_assessment(owner=maya, title="Payments")
    who = {"assessment": assessment, "actor": Participant.objects.get(user=maya)}
    client.force_login(maya)
    call_command("backup", str(file))

    def written_and_shown(word: str) -> str:
        add_attribute(**who, name=f"{word} attribute")
        add_component(**who, line=f"{word} component #store")
        pages = (client.get(f"/a/{assessment.public_id}/{page}/") for page in ("tree", "architecture"))
        return "".join(page.content.decode() for page in pages)

    assert "Lost" in written_and_shown("Lost")
    call_command("restore", str(file), "--yes")
    shown = written_and_shown("Regained")

    assert "Regained attribute" in shown
    assert "Regained component" in shown
    assert "Lost" not in shown


def test_a_lost_disk_comes_back_on_a_machine_whose_database_is_empty(file, capsys):
    create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")
    backups.backup(file)
    lose_everything()
    with pytest.raises(CommandError, match=r"is empty\. Is DATABASE_URL the one"):
        call_command("backup", str(file.with_stem("of nothing")))

    call_command("restore", str(file), "--yes")

    assert Assessment.objects.get().title == "Payments"
    assert "The database was empty before" in capsys.readouterr().out
    assert names_beside(file) == [file.name]


def test_a_backup_of_an_older_version_goes_onto_a_newer_one_and_is_brought_up_to_date(file):
    older = [("assessments", "0007_invitation_reminded"), ("admin", "0001_initial")]
    MigrationExecutor(connection).migrate([*older, ("sessions", None)])  # as if later versions had brought these
    backups.backup(file)
    call_command("migrate", verbosity=0)
    create_assessment(owner=make_user("Maya", "Okafor"), title="Made after the update")

    call_command("restore", str(file), "--yes")

    assert not Assessment.objects.exists()
    assert Requirement.objects.count() == 0, "a table that the backup did not know is there, made by its migration"
    assert not MigrationExecutor(connection).migration_plan([("assessments", "0008_requirements")])


def test_a_backup_that_cannot_be_brought_up_to_date_leaves_everything_as_it_was(file, monkeypatch):
    backups.backup(file)
    create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")

    monkeypatch.setattr(backups, "call_command", broken)
    with pytest.raises(CommandError, match="everything is as it was: a migration met"):
        call_command("restore", str(file), "--yes")
    assert Assessment.objects.get().title == "Payments"
    assert names_beside(file) == [file.name], "what was kept is in its place again"


def broken(*names, **options):
    raise RuntimeError("a migration met what it did not expect")


def names_beside(file) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


def test_an_empty_database_stays_empty_where_a_backup_cannot_be_brought_up_to_date(file, monkeypatch):
    backups.backup(file)
    lose_everything()
    with monkeypatch.context() as patch:
        patch.setattr(backups, "call_command", broken)
        with pytest.raises(CommandError, match="everything is as it was: a migration met"):
            call_command("restore", str(file), "--yes")
    assert connection.introspection.table_names() == []
    assert names_beside(file) == [file.name]
    call_command("restore", str(file), "--yes")


def test_a_state_that_cannot_be_put_back_is_kept_and_named(file, monkeypatch):
    backups.backup(file)
    create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")
    kept, put = file.with_stem("monday.before-restore"), backups.put

    def put_no_more(path):
        if path == kept:
            raise Refused("the disk is full.")
        put(path)

    monkeypatch.setattr(backups, "call_command", broken)
    monkeypatch.setattr(backups, "put", put_no_more)
    with pytest.raises(CommandError, match=rf"a migration met.* the disk is full\. .*manage\.py restore {kept}"):
        call_command("restore", str(file), "--yes")
    monkeypatch.undo()
    call_command("restore", str(kept), "--yes")
    assert Assessment.objects.get().title == "Payments"


def test_what_cannot_be_put_in_leaves_no_copy_of_what_stays(file, monkeypatch):
    backups.backup(file)
    create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")

    def refuse(path):
        raise Refused("The database could not be written: the disk is full.")

    monkeypatch.setattr(backups, "put", refuse)
    with pytest.raises(CommandError, match="the disk is full"):
        call_command("restore", str(file), "--yes")
    assert Assessment.objects.get().title == "Payments"
    assert names_beside(file) == [file.name]


@pytest.fixture
def room_for_a_tenth():
    """Files end at 100 kB, as on a disk that is full; a database has ten times that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_nothing_half_is_left(file, room_for_a_tenth):
    with pytest.raises(CommandError, match=r"cannot be written: \S+|pg_dump failed: \S+"):
        call_command("backup", str(file))
    assert names_beside(file) == []


def test_a_database_of_something_else_is_left_alone(file):
    backups.backup(file)
    lose_everything()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ledger (amount integer)")
    try:
        with pytest.raises(CommandError, match=r"something else \(ledger\)\. Check DATABASE_URL"):
            call_command("restore", str(file), "--yes")
        assert connection.introspection.table_names() == ["ledger"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE ledger")
        call_command("restore", str(file), "--yes")


def lose_everything() -> None:
    """As on a machine where nobody ran a migration yet."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
        for name in connection.introspection.table_names():
            cursor.execute(
                f"DROP TABLE {connection.ops.quote_name(name)} {'CASCADE' * (connection.vendor != 'sqlite')}"
            )
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = ON")


def test_pictures_and_the_files_of_documents_come_back_byte_for_byte(file):
    maya = make_user("Maya", "Okafor")
    assessment = create_assessment(owner=maya, title="Payments")
    who = {"assessment": assessment, "actor": Participant.objects.get(user=maya)}
    document, _change = ask_for_document(**who, line="Deployment view")
    data = bytes(range(256)) * 400
    attach_file(**who, public_id=document.public_id, file_name="view.bin", data=data)
    add_view(**who, drawn_from="image", name="Context", data=png(), file_name="context.png")
    call_command("backup", str(file))

    remove_file(**who, public_id=document.public_id)
    Upload.objects.all().update(content=b"overwritten")
    call_command("restore", str(file), "--yes")

    document.refresh_from_db()
    assert bytes(document.file.content) == data
    assert document.file.deleted_at is None
    assert {bytes(row.content) for row in Upload.objects.all()} == {data, png()}


def test_a_backup_overwrites_nothing_and_says_where_it_cannot_write(file):
    file.write_text("something of mine")
    with pytest.raises(Refused, match="is there already"):
        backups.backup(file)
    assert file.read_text() == "something of mine"
    with pytest.raises(Refused, match="cannot be written"):
        backups.backup(file / "below a file")


def test_what_is_no_whole_backup_changes_nothing(file, tmp_path):
    create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")
    backups.backup(file)
    damaged = tmp_path / "damaged"
    damaged.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    text = tmp_path / "notes.txt"
    text.write_text("# Notes")
    for path, said in ((damaged, "damaged|failed"), (text, "is no backup"), (tmp_path / "none", "cannot be read")):
        with pytest.raises(CommandError, match=said):
            call_command("restore", str(path), "--yes")
    assert Assessment.objects.get().title == "Payments"


def test_a_backup_damaged_within_changes_nothing(file, tmp_path):
    assessment = create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")
    data = bytes(range(256)) * 4000
    who = {"assessment": assessment, "actor": Participant.objects.get()}
    document, _change = ask_for_document(**who, line="Deployment view")
    attach_file(**who, public_id=document.public_id, file_name="view.bin", data=data)
    backups.backup(file)
    whole = bytearray(file.read_bytes())
    for at in range(len(whole) // 3, len(whole) // 3 + 5000):  # more than a page of SQLite
        whole[at] ^= 0x5A
    damaged = tmp_path / "damaged"
    damaged.write_bytes(whole)
    with pytest.raises(CommandError, match=r"damaged|failed: \S+"):
        call_command("restore", str(damaged), "--yes")
    document.refresh_from_db()
    assert len(bytes(document.file.content)) == len(data)


def test_a_backup_of_the_other_database_is_refused(tmp_path):
    other = tmp_path / "other"
    other.write_bytes(backups.POSTGRES_MAGIC + b"\0" * 20 if connection.vendor == "sqlite" else backups.SQLITE_MAGIC)
    with pytest.raises(Refused, match="JSON export"):
        backups.check(other)


def test_a_backup_of_a_newer_version_is_refused(file, monkeypatch):
    backups.backup(file)
    seen = backups.applied(file)
    assert ("assessments", "0001_initial") in seen
    monkeypatch.setattr(backups, "applied", lambda path: seen | {("assessments", "0999_tomorrow")})
    with pytest.raises(Refused, match=r"newer version \(it knows assessments\.0999_tomorrow\)"):
        backups.check(file)


def test_nothing_is_restored_without_a_yes(file, monkeypatch):
    backups.backup(file)
    create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(file))
    assert Assessment.objects.exists()


def test_where_nobody_can_answer_nothing_is_restored(file, monkeypatch):
    backups.backup(file)
    create_assessment(owner=make_user("Maya", "Okafor"), title="Payments")

    def nobody(question):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError, match=r"nobody answered\. Give --yes"):
        call_command("restore", str(file))
    assert Assessment.objects.exists()


def test_a_database_of_another_application_is_no_backup(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("files of SQLite")
    for name, table in (
        ("other", "CREATE TABLE ledger (amount)"),
        ("bare", "CREATE TABLE django_migrations (app, name)"),
    ):
        with closing(sqlite3.connect(tmp_path / name)) as other:
            other.execute(table)
        with pytest.raises(Refused, match="is no backup of ATAM Workbench"):
            backups.check(tmp_path / name)


def test_a_backup_is_taken_also_of_a_database_that_a_newer_version_left(file):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('assessments', '0999_tomorrow', '2026-01-01')"
        )
    try:
        assert backups.backup(file) > 0
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '0999_tomorrow'")


def test_a_sqlite_backup_is_one_file_that_any_tool_opens(file):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own")
    make_user("Maya", "Okafor")
    backups.backup(file)
    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("SELECT email FROM assessments_user").fetchall() == [("maya@example.org",)]
    assert names_beside(file) == [file.name]

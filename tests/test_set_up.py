"""The scripts around the application: what they accept, what they refuse, and in which words."""

import hashlib
import importlib.util
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from environs import Env

ROOT = Path(__file__).resolve().parent.parent


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


lock_check, serve, vendor_check, withpg = map(script, ("lock_check", "serve", "vendor_check", "withpg"))


# --- third-party files ---


@pytest.fixture
def static(tmp_path):
    """A folder of static files with one third-party file, rightly listed."""
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "sort.js").write_bytes(b"export const sort = 1\n")
    listed(tmp_path, sha256=hashlib.sha256(b"export const sort = 1\n").hexdigest())
    return tmp_path


def listed(static, **facts):
    facts = {"path": "vendor/sort.js", "package": "sort", "version": "1.2", "licence": "MIT"} | facts
    lines = [f'{name} = "{value}"' for name, value in facts.items()]
    (static / "vendor" / "MANIFEST.toml").write_text("\n".join(["[[file]]", *lines]), encoding="utf-8")


def test_the_projects_third_party_files_are_those_of_the_manifest():
    assert vendor_check.faults(ROOT / "static") == []


def test_a_listed_file_passes(static):
    assert vendor_check.faults(static) == []


def test_a_changed_file_is_told_with_its_sum(static):
    (static / "vendor" / "sort.js").write_bytes(b"evil\n")
    [fault] = vendor_check.faults(static)
    assert fault.startswith("vendor/sort.js is not the file of the manifest: its sha256 is ")
    assert hashlib.sha256(b"evil\n").hexdigest() in fault


def test_a_file_nobody_listed_is_told(static):
    (static / "fonts").mkdir()
    (static / "fonts" / "found.woff2").write_bytes(b"x")
    assert vendor_check.faults(static) == ["fonts/found.woff2 is not in the manifest."]


def test_a_missing_file_and_a_missing_licence_are_told(static):
    (static / "vendor" / "sort.js").unlink()
    assert vendor_check.faults(static) == [f"vendor/sort.js is in the manifest but not in {static}."]
    listed(static, licence="")
    assert vendor_check.faults(static) == ["vendor/sort.js lacks licence, sha256 in the manifest."]


def test_files_without_any_manifest_are_told(static):
    (static / "vendor" / "MANIFEST.toml").unlink()
    [fault] = vendor_check.faults(static)
    assert fault.startswith("vendor/sort.js is not ours, and there is no ")


# --- locked requirements ---


@pytest.fixture
def project(tmp_path):
    for name in ("pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def replaced(project, name, old, new):
    text = (project / name).read_text(encoding="utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_projects_lock_is_the_one_of_its_direct_list(project):
    assert lock_check.faults(project) == []


def test_a_package_added_to_the_list_but_not_locked_is_told_for_both_files(project):
    replaced(project, "pyproject.toml", '"uvicorn",', '"uvicorn", "segno",')
    assert lock_check.faults(project) == [
        "segno is in pyproject.toml but not in requirements.txt. Run: make lock",
        "segno is in pyproject.toml but not in requirements-dev.txt. Run: make lock",
    ]


def test_a_package_taken_off_the_list_is_told(project):
    replaced(project, "pyproject.toml", '    "nh3",\n', "")
    assert "nh3 is in requirements.txt but no longer in pyproject.toml. Run: make lock" in lock_check.faults(project)


def test_a_version_the_list_does_not_allow_is_told(project):
    replaced(project, "pyproject.toml", "Django>=5.2,<5.3", "Django>=6.2")
    assert any("but pyproject.toml asks for Django>=6.2" in fault for fault in lock_check.faults(project))


# --- throw-away PostgreSQL ---


def test_the_socket_address_is_read_by_the_settings_reader(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://atam@/postgres?host=/tmp/atam-pg-x")
    config = Env().dj_db_url("DATABASE_URL")
    assert (config["USER"], config["NAME"], config["HOST"]) == ("atam", "postgres", "")
    assert config["OPTIONS"] == {"host": "/tmp/atam-pg-x"}


def test_without_a_server_the_way_to_get_one_is_said(monkeypatch):
    monkeypatch.setattr(withpg, "PLACES", ())
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.delenv("PG_BINDIR", raising=False)
    with pytest.raises(SystemExit, match="sudo apt-get install postgresql"):
        withpg.programs()


# --- make run ---


def words(**changed):
    facts = {"host": "127.0.0.1", "port": 8000, "public_url": "", "sign_in": "demo@example.org", "sample": True}
    return serve.welcome(**facts | changed)


def test_how_to_sign_in_comes_from_the_sample_or_tells_how_to_make_an_account(tmp_path):
    kept = tmp_path / "sign-in.txt"
    words, sample = serve.sign_in_words(own_database=False, kept=kept)
    assert not sample
    assert words.startswith("First account: ")
    kept.write_text("Sign in as demo@example.org, password demo-atam.\n")
    assert serve.sign_in_words(own_database=False, kept=kept) == (
        "Sign in as demo@example.org, password demo-atam.",
        True,
    )
    words, sample = serve.sign_in_words(own_database=True, kept=kept)
    assert not sample
    assert "DATABASE_URL" in words


def test_on_loopback_address_and_sign_in_are_all_there_is_to_say():
    said = words()
    assert "ATAM Workbench: http://127.0.0.1:8000/" in said
    assert "  demo@example.org" in said
    assert "TLS" not in said
    assert "known to everybody" not in said


def test_open_to_the_room_it_warns_of_plain_text_and_of_the_sample_password(monkeypatch):
    monkeypatch.setattr(serve, "own_addresses", lambda: ["192.0.2.7"])
    said = words(host="0.0.0.0")
    assert "ATAM Workbench: http://192.0.2.7:8000/" in said
    assert "without TLS what they type, passwords too," in said
    assert "change it first, at http://192.0.2.7:8000/accounts/password/change/" in said


def test_behind_a_proxy_with_tls_it_says_what_the_proxy_has_to_do():
    said = words(public_url="https://atam.example.org")
    assert "ATAM Workbench: https://atam.example.org/" in said
    assert "passes requests on to http://127.0.0.1:8000 with X-Forwarded-Proto" in said
    assert "without TLS" not in said


def test_a_database_of_ones_own_has_no_sample_account():
    assert "known to everybody" not in words(host="192.0.2.7", sample=False)


@pytest.mark.parametrize(
    ("host", "answers"),
    [
        ("127.0.0.1", ["localhost", "127.0.0.1", "[::1]"]),
        ("192.0.2.9", ["localhost", "127.0.0.1", "[::1]", "192.0.2.9"]),
        ("2001:db8::9", ["localhost", "127.0.0.1", "[::1]", "[2001:db8::9]"]),
        ("0.0.0.0", ["localhost", "127.0.0.1", "[::1]", "192.0.2.7", "hall", "hall.local"]),
    ],
)
def test_only_the_machines_own_names_are_answered(monkeypatch, host, answers):
    monkeypatch.setattr(serve, "own_addresses", lambda: ["192.0.2.7"])
    monkeypatch.setattr(socket, "gethostname", lambda: "hall")
    assert serve.allowed_hosts(host) == answers


def test_a_port_in_use_is_said_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as end:
            serve.listen("127.0.0.1", port)
    assert f"port {port} cannot be used (Address already in use)" in str(end.value)
    assert f"make run PORT={port + 1}" in str(end.value)


# --- scripts/setup ---


def test_set_up_without_a_mode_says_the_modes():
    done = subprocess.run([ROOT / "scripts" / "setup"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "scripts/setup run, scripts/setup dev or scripts/setup test" in done.stderr


# --- which Chromium is driven ---


def chromium(path, **more):
    command = [shutil.which("sh"), ROOT / "scripts" / "chromium"]
    return subprocess.run(command, env={"PATH": str(path)} | more, capture_output=True, text=True)


@pytest.fixture
def installed(tmp_path):
    def install(*names):
        for name in names:
            (tmp_path / name).write_text("#!/bin/sh\n")
            (tmp_path / name).chmod(0o755)
        return tmp_path

    return install


def test_the_headless_shell_is_driven_rather_than_a_browser_with_windows(installed):
    path = installed("chromium", "google-chrome")
    assert chromium(path).stdout == f"{path}/chromium\n"
    installed("chromium-headless-shell")
    assert chromium(path).stdout == f"{path}/chromium-headless-shell\n"


def test_the_browser_somebody_names_is_driven(installed):
    assert chromium(installed("chromium"), CHROMIUM="/opt/mine").stdout == "/opt/mine\n"


@pytest.mark.skipif(sys.platform == "darwin", reason="Chrome has a place of its own there, whatever PATH says.")
def test_no_browser_is_said_by_the_status(tmp_path):
    answer = chromium(tmp_path)
    assert (answer.returncode, answer.stdout) == (1, "")

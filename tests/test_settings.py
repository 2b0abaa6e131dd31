"""Settings are loud on bad values: the start stops with a sentence that says what is wrong and how to mend it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("docs/deployment.md", "deploy/env.example", "deploy/compose.yaml")


def start(**settings: str) -> subprocess.CompletedProcess:
    """Start Django in a process of its own with these variables, and none of a developer's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "manage.py", "version"]
    return subprocess.run(command, cwd=ROOT, env=kept | settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "nonsense", "Write postgres://user:password@host/name or sqlite:////path."),
        ("DATABASE_URL", "mysql://root@localhost/atam", "ATAM Workbench runs on SQLite and PostgreSQL."),
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 40 characters. Use a long random string."),
        ("PUBLIC_URL", "atam.example.org", "Give scheme and host only, such as https://atam.example.org."),
        ("PUBLIC_URL", "https://example.org/atam", "Give scheme and host only"),
        ("PUBLIC_URL", "https://[", "PUBLIC_URL is 'https://['."),
        ("WEB_THREADS", "many", '"WEB_THREADS" invalid: Not a valid integer.'),
        ("WEB_THREADS", "0", "WEB_THREADS is 0. Give a number from 1 to 64."),
        ("DEBUG", "perhaps", '"DEBUG" invalid: Not a valid boolean.'),
        ("EMAIL_URL", "pigeon://loft", "EMAIL_URL cannot be read. Write smtp://user:password@host:587/?tls=True"),
        ("EMAIL_URL", "smtp://user:password@host:port", "EMAIL_URL cannot be read."),
        ("EMAIL_URL", "memory:", "EMAIL_URL cannot be read."),  # letters would be said to be sent, and be gone
        ("EMAIL_URL", "file:", "EMAIL_URL names no folder that is there."),
        ("EMAIL_URL", "file:////nowhere/mail", "EMAIL_URL names no folder that is there."),
        ("EMAIL_URL", "smtp://host/?tls=maybe", "EMAIL_URL says tls=maybe. Write tls=True, or leave it out."),
        ("EMAIL_URL", "smtp://host/?tls=True&ssl=True", "EMAIL_URL asks for tls and for ssl."),
        ("ALLOWED_HOSTS", "atam.example.org,https://foo/", "ALLOWED_HOSTS holds 'https://foo/'. Give host names alone"),
        ("ALLOWED_HOSTS", "atam.example.org:8000", "without scheme, port or path"),
        ("DEFAULT_FROM_EMAIL", "not an address", "DEFAULT_FROM_EMAIL is 'not an address'. Write an address"),
        ("DATABASE_URL", "postgres://", "DATABASE_URL names no database."),
        ("DATABASE_URL", "sqlite:////nowhere/atam.sqlite3", "a file in /nowhere, which is no folder. Make it first."),
        ("STATIC_ROOT", "/nowhere/static", "STATIC_ROOT lies in /nowhere, which is no folder. Make it first."),
    ],
)
def test_a_bad_value_stops_the_start_with_a_sentence(name, value, sentence):
    started = start(**{name: value})
    assert started.returncode != 0
    assert sentence in started.stderr
    assert "Traceback" not in started.stderr
    assert value == "short" or "SECRET_KEY" not in started.stderr


def test_good_values_start():
    started = start(
        DATABASE_URL="postgres://atam:secret@db.example.org/atam",
        SECRET_KEY="x" * 50,
        PUBLIC_URL="https://atam.example.org:8443/",
        WEB_THREADS="16",
        EMAIL_URL="smtp://user:password@mail.example.org:587/?tls=True",
        DEFAULT_FROM_EMAIL="atam@example.org",
        ALLOWED_HOSTS="atam.example.org,.example.net,10.0.0.7,[::1]",
    )
    assert (started.returncode, started.stderr) == (0, "")


def test_a_public_address_behind_tls_makes_cookies_secure():
    script = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS)"
    )
    shown = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", script],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PUBLIC_URL": "https://atam.example.org", "DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split(" ", 2)[:2] == ["True", "True"]
    assert "'atam.example.org'" in shown.stdout
    assert "['https://atam.example.org']" in shown.stdout


def test_letters_may_be_put_into_a_folder(tmp_path):
    script = "from django.core.mail import send_mail as send; send('Reset', 'Follow the link', None, ['a@example.org'])"
    environment = {"PATH": os.environ["PATH"], "EMAIL_URL": f"file:///{tmp_path}", "DATABASE_URL": "sqlite://:memory:"}
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", script]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    [letter] = tmp_path.iterdir()
    assert "Follow the link" in letter.read_text()


def documented(name: str) -> set[str]:
    """The values that the deployment guide and the examples beside it give a setting; placeholders left out."""
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in DOCUMENTS]
    guide = re.findall(rf"^\| `{name}` \|.*$", texts[0], flags=re.M)
    values = re.findall(r"`([a-z+]+:[^`]*)`", " ".join(guide))
    for text in texts[1:]:
        values += re.findall(rf"^\s*#?\s*{name}[:=]\s*(?:\$\{{{name}:-)?([^\s}}]+)", text, flags=re.M)
    return {value for value in values if "$" not in value and "…" not in value}


@pytest.mark.parametrize("name", ["EMAIL_URL", "DATABASE_URL", "PUBLIC_URL"])
def test_what_the_deployment_guide_says_starts(name):
    values = documented(name)
    assert values
    for value in values:
        assert start(**{name: value}).stderr == "", f"{name}={value}"


def test_what_serving_loads_at_the_start_is_no_garbage_to_look_through():
    code = "import gc, sys, atam.wsgi; print('assessments.report.views' in sys.modules, gc.get_freeze_count() > 10_000)"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"DATABASE_URL": "sqlite://:memory:"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "True"], done.stderr

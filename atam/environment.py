"""What the environment says, checked: a value that cannot be right stops the start with a sentence."""

import os
import re
import secrets
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

VAR_DIR = Path(__file__).resolve().parent.parent / "var"
VAR_DIR.mkdir(exist_ok=True)

env = Env()


def switch(name: str) -> bool:
    try:
        return env.bool(name, False)
    except EnvError as error:
        raise ImproperlyConfigured(str(error)) from error


def web_threads() -> int:
    try:
        threads = env.int("WEB_THREADS", 8)
    except EnvError as error:
        raise ImproperlyConfigured(str(error)) from error
    if not 1 <= threads <= 64:
        raise ImproperlyConfigured(f"WEB_THREADS is {threads}. Give a number from 1 to 64.")
    return threads


def secret_key() -> str:
    """The key from SECRET_KEY, else the one kept in var/secret_key, made on first use."""
    if key := env.str("SECRET_KEY", ""):
        if len(key) < 40:
            raise ImproperlyConfigured("SECRET_KEY is shorter than 40 characters. Use a long random string.")
        return key
    path = VAR_DIR / "secret_key"
    if not path.exists():
        # Written beside and linked into place: two processes starting together must agree on one key.
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def public_url() -> str:
    """Where people reach the application, without a trailing slash; e-mails and the CSRF check use it."""
    url = env.str("PUBLIC_URL", "").rstrip("/")
    try:
        parts = urlsplit(url)
        right = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        right = right and url == f"{parts.scheme}://{parts.netloc}"
    except ValueError:  # a host or a port that cannot be one
        right = False
    if url and not right:
        raise ImproperlyConfigured(
            f"PUBLIC_URL is {url!r}. Give scheme and host only, such as https://atam.example.org."
        )
    return url


def allowed_hosts() -> list[str]:
    hosts = env.list("ALLOWED_HOSTS", [])
    for host in hosts:
        if not re.fullmatch(r"\*|\.?[\w.-]+|\[[\da-fA-F:.]+\]", host):
            raise ImproperlyConfigured(
                f"ALLOWED_HOSTS holds {host!r}. Give host names alone, without scheme, port or path: atam.example.org."
            )
    return hosts or ["localhost", "127.0.0.1", "[::1]"]


def database() -> dict:
    try:
        config = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'atam.sqlite3'}")
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read ({error}). Write postgres://user:password@host/name or sqlite:////path."
        ) from error
    engine = config["ENGINE"]
    if engine == "django.db.backends.sqlite3":
        # IMMEDIATE: a transaction that will write takes the lock at once, so that none fails half way.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
        folder = Path(config["NAME"]).parent
        if config["NAME"] != ":memory:" and not folder.is_dir():
            raise ImproperlyConfigured(f"DATABASE_URL names a file in {folder}, which is no folder. Make it first.")
        # A file also in tests: threads racing for the write lock need the real thing.
        config["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    elif engine == "django.db.backends.postgresql":
        if not config["NAME"]:
            raise ImproperlyConfigured("DATABASE_URL names no database. Write postgres://user:password@host/name.")
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(f"DATABASE_URL names {engine}. ATAM Workbench runs on SQLite and PostgreSQL.")
    # Kept by the threads of the bounded pool: opening SQLite anew costs 2 ms at each request, and closing the last
    # connection empties the write-ahead log into the file.
    config["CONN_MAX_AGE"] = 600
    return config


def email() -> dict:
    """smtp://user:password@host:587/?tls=True; by default letters are printed where the server runs."""
    try:
        config = env.dj_email_url("EMAIL_URL", "console:")
        if config["EMAIL_BACKEND"].endswith(".locmem.EmailBackend"):
            raise EnvError("letters would be said to be sent, and be gone")
    except (EnvError, KeyError) as error:
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be read. Write smtp://user:password@host:587/?tls=True or console:."
        ) from error
    folder = config["EMAIL_FILE_PATH"]
    if config["EMAIL_BACKEND"].endswith(".filebased.EmailBackend") and not (folder and Path(folder).is_dir()):
        raise ImproperlyConfigured("EMAIL_URL names no folder that is there. Write file:////srv/mail for /srv/mail.")
    asked = dict(parse_qsl(urlsplit(env.str("EMAIL_URL", "")).query))
    for name in ("tls", "ssl"):
        if asked.get(name, "True") not in {"True", "true", "1", "False", "false", "0"}:
            raise ImproperlyConfigured(f"EMAIL_URL says {name}={asked[name]}. Write {name}=True, or leave it out.")
    if all(asked.get(name, "False") in {"True", "true", "1"} for name in ("tls", "ssl")):
        raise ImproperlyConfigured("EMAIL_URL asks for tls and for ssl. Use tls for port 587, ssl for port 465.")
    return config


def from_address() -> str:
    address = env.str("DEFAULT_FROM_EMAIL", "ATAM Workbench <atam@localhost>")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(address)[1]):
        raise ImproperlyConfigured(
            f"DEFAULT_FROM_EMAIL is {address!r}. Write an address, such as ATAM <atam@example.org>."
        )
    return address


def static_root() -> Path:
    folder = Path(env.str("STATIC_ROOT", "") or VAR_DIR / "static")
    if not folder.parent.is_dir():
        raise ImproperlyConfigured(f"STATIC_ROOT lies in {folder.parent}, which is no folder. Make it first.")
    return folder

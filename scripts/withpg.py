#!/usr/bin/env python3
"""Run a command against a throw-away PostgreSQL: scripts/withpg.py pytest -n 2

The server listens on a unix socket only, keeps its files in a folder of its own under /tmp and is deleted when the
command ends, whichever way it ends. The command finds it in DATABASE_URL and its exit code is returned. Nothing is
printed unless something fails.

The server's programs are looked for in $PG_BINDIR, then where Debian, Fedora and Homebrew put them, then on PATH.
PostgreSQL refuses to run as root, so root hands the server to the user `postgres` or `nobody`.
"""

import glob
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
# Durability is what a throw-away database can do without.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
}
START_SECONDS = 20
MISSING = """withpg: no PostgreSQL server was found.
  Debian, Ubuntu:  sudo apt-get install postgresql
  Fedora:          sudo dnf install postgresql-server
  macOS:           brew install postgresql@17
Elsewhere, set PG_BINDIR to the folder that holds initdb and postgres."""


def programs() -> Path:
    """The folder of initdb and postgres, the newest version first; ends the script when there is none."""
    found = sorted(
        (folder for place in PLACES for folder in glob.glob(place)),
        key=lambda folder: [int(number) for number in re.findall(r"\d+", folder)] or [0],
        reverse=True,
    )
    for folder in [os.environ.get("PG_BINDIR", ""), *found, *os.environ.get("PATH", "").split(os.pathsep)]:
        if folder and all(os.access(Path(folder, name), os.X_OK) for name in ("initdb", "postgres")):
            return Path(folder)
    sys.exit(MISSING)


def server_user() -> pwd.struct_passwd | None:
    """The user who owns the server: nobody special for a plain user, another user for root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    sys.exit("withpg: PostgreSQL cannot run as root, and there is no user postgres or nobody to run it as.")


def start(binaries: Path, home: Path, identity: dict) -> subprocess.Popen:
    """Make a cluster in `home` and start it; returns the server's process once it answers."""
    made = subprocess.run(
        [binaries / "initdb", "-D", home / "data", "-U", "atam", "-A", "trust", "-E", "UTF8", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        **identity,
    )
    if made.returncode:
        sys.exit(f"withpg: initdb failed.\n{made.stdout}{made.stderr}")
    options = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
    with open(home / "log", "wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", home / "data", "-k", home, *options],
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the command; the server is stopped afterwards
            **identity,
        )
    # The pid file says "ready" when connections are taken; pg_isready may be in another package.
    pid_file, deadline = home / "data" / "postmaster.pid", time.monotonic() + START_SECONDS
    while not (pid_file.exists() and "ready" in pid_file.read_text()):
        if server.poll() is not None or time.monotonic() > deadline:
            stop(server)
            sys.exit(f"withpg: the server did not start.\n{(home / 'log').read_text()}")
        time.sleep(0.02)
    return server


def stop(server: subprocess.Popen) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)  # "immediate": nothing in it is worth a tidy end
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def run(command: list[str], url: str) -> int:
    """Run the command with DATABASE_URL, passing on the signals that end it; returns its exit code."""
    child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal has already told the command
    code = child.wait()
    return code if code >= 0 else 128 - code


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit("usage: scripts/withpg.py COMMAND...")
    binaries, user = programs(), server_user()
    home = Path(tempfile.mkdtemp(prefix="atam-pg-", dir="/tmp"))  # short: a socket's path has about 100 bytes
    identity = {
        "cwd": home,
        "env": {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        | {"LC_ALL": "C" if sys.platform == "darwin" else "C.UTF-8"},
    }
    if user:
        os.chown(home, user.pw_uid, user.pw_gid)
        identity |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    server = None
    # Until the command runs, an ending signal has to reach the clean-up below.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        server = start(binaries, home, identity)
        # `?host=`, because a socket's folder as %2F in the host's place is not decoded by every reader of the address.
        return run(sys.argv[1:], f"postgres://atam@/postgres?host={home}")
    finally:
        if server:
            stop(server)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())

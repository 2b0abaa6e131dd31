#!/usr/bin/env python3
"""Serve the application for `make run`: prints where it is and how to sign in, then runs uvicorn.

Reads HOST, PORT and PUBLIC_URL from the environment; everything else is a setting of the application.
"""

import contextlib
import ipaddress
import os
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

OPEN_WITHOUT_TLS = """
  Note: everybody who reaches this machine reaches this page, and without TLS what they type, passwords too,
  can be read on the way. For more than a room you trust, put a proxy with TLS in front and name it:
  make run HOST=127.0.0.1 PUBLIC_URL=https://atam.example.org (docs/deployment.md)."""
OPEN_SAMPLE = """
  The sample account's password is known to everybody: change it first, at {url}/accounts/password/change/"""
BEHIND_TLS = """
  Expects a proxy with TLS at {url} that passes requests on to {bound} with X-Forwarded-Proto."""


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_any(host: str) -> bool:
    """Does the host stand for every address of the machine?"""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def own_addresses() -> list[str]:
    """The addresses others are likely to reach this machine by. Connecting a datagram socket sends nothing."""
    found = []
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((elsewhere, 9))
                found.append(probe.getsockname()[0])
        except OSError:
            continue
    return found


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def allowed_hosts(host: str) -> list[str]:
    """The Host headers to answer: loopback, and when the door is open the names of this machine."""
    name = socket.gethostname()
    names = [*own_addresses(), name, f"{name}.local"] if is_any(host) else [host]
    return list(dict.fromkeys([*LOOPBACK, *map(bracketed, names)]))


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, or an end with a sentence: the port is taken before anything is promised."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except OSError as error:
        # create_server adds the address to the reason; name look-ups have reasons of their own, with numbers below 0.
        reason = os.strerror(error.errno) if (error.errno or 0) > 0 else error.strerror
        free = port + 1 if port < 65535 else 8001
        sys.exit(f"serve: {host} port {port} cannot be used ({reason}). Try another: make run PORT={free}")


def welcome(*, host: str, port: int, public_url: str, sign_in: str, sample: bool) -> str:
    """What the person at the terminal reads before the first request."""
    shown = (own_addresses() or ["127.0.0.1"])[0] if is_any(host) else host
    bound = f"http://{bracketed(shown)}:{port}"
    url = public_url or bound
    lines = [f"\nATAM Workbench: {url}/\n"]
    lines += [f"  {line}" for line in sign_in.splitlines()]
    if public_url.startswith("https://"):
        lines.append(BEHIND_TLS.format(url=public_url, bound=bound))
    elif not is_loopback(host):
        lines.append(OPEN_WITHOUT_TLS)
    if sample and (public_url or not is_loopback(host)):
        lines.append(OPEN_SAMPLE.format(url=url))
    return "\n".join([*lines, "\n  Ctrl-C stops it.\n"])


def sign_in_words(*, own_database: bool, kept: Path = ROOT / "var" / "sign-in.txt") -> tuple[str, bool]:
    """How to sign in, and whether the sample is there: what `manage.py seed` said, kept by scripts/setup.

    With a database of one's own, or a public address from the start, how to make the first account.
    """
    first_account = "First account: .venv/bin/python manage.py createsuperuser"
    if own_database:
        return f"The database is the one in DATABASE_URL. {first_account}", False
    if not kept.exists():
        return f"{first_account} (no sample data, because the address is public)", False
    return kept.read_text(encoding="utf-8").strip(), True


def main() -> None:
    host = os.environ.get("HOST") or "127.0.0.1"
    port_text = os.environ.get("PORT") or "8000"
    if not port_text.isdecimal() or not 0 < int(port_text) < 65536:
        sys.exit(f"serve: PORT is {port_text!r}. Give a number from 1 to 65535.")
    port, public_url = int(port_text), (os.environ.get("PUBLIC_URL") or "").rstrip("/")
    parts = urlsplit(public_url)
    if public_url and (parts.scheme not in {"http", "https"} or public_url != f"{parts.scheme}://{parts.netloc}"):
        sys.exit(f"serve: PUBLIC_URL is {public_url!r}. Give scheme and host only, such as https://atam.example.org.")
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(allowed_hosts(host)))
    listener = listen(host, port)
    words, sample = sign_in_words(own_database=bool(os.environ.get("DATABASE_URL")))
    print(welcome(host=host, port=port, public_url=public_url, sign_in=words, sample=sample), flush=True)

    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    import uvicorn  # after the words above: they should not wait for it

    config = uvicorn.Config(
        "atam.asgi:application",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        access_log=False,
        log_level="warning",
        server_header=False,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()

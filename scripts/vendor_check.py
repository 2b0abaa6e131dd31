#!/usr/bin/env python3
"""Check the third-party files we serve against their manifest; part of `make lint`.

static/vendor/MANIFEST.toml names every file below static/vendor and static/fonts that is not ours, with its package,
version, licence and sha256, paths relative to static/:

    [[file]]
    path = "vendor/example.min.js"
    package = "example"
    version = "1.2.3"
    licence = "MIT"
    sha256 = "..."

A file that is not listed, listed but missing, changed, or listed without one of these facts is an error.
"""

import argparse
import hashlib
import sys
import tomllib
from pathlib import Path

FOLDERS = ("vendor", "fonts")
FACTS = ("path", "package", "version", "licence", "sha256")


def faults(static: Path) -> list[str]:
    """One sentence per fault of the files below `static`; an empty list means that all is well."""
    manifest = static / "vendor" / "MANIFEST.toml"
    present = {
        path.relative_to(static).as_posix()
        for folder in FOLDERS
        for path in (static / folder).rglob("*")
        if path.is_file() and path != manifest
    }
    if not manifest.exists():
        return [f"{path} is not ours, and there is no {manifest} to say whose." for path in sorted(present)]
    try:
        entries = tomllib.loads(manifest.read_text(encoding="utf-8")).get("file", [])
    except tomllib.TOMLDecodeError as error:
        return [f"{manifest} cannot be read: {error}."]
    found = []
    for entry in entries:
        name = entry.get("path", "an entry without a path")
        if lacking := [fact for fact in FACTS if not entry.get(fact)]:
            found.append(f"{name} lacks {', '.join(lacking)} in the manifest.")
        elif name not in present:
            found.append(f"{name} is in the manifest but not in {static}.")
        elif (digest := hashlib.sha256((static / name).read_bytes()).hexdigest()) != entry["sha256"]:
            found.append(f"{name} is not the file of the manifest: its sha256 is {digest}.")
    listed = {entry.get("path") for entry in entries}
    return found + [f"{name} is not in the manifest." for name in sorted(present - listed)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("static", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent / "static")
    found = faults(parser.parse_args().static)
    for fault in found:
        print(f"vendor_check: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Check, without a network, that the locked requirements are those of pyproject.toml; part of `make lint`.

uv writes below each pin who asked for it, so the pins "via atam-workbench (pyproject.toml)" have to be the direct
list, at versions it allows, and requirements-dev.txt has to hold every runtime pin at the same version.
"""

import argparse
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[.*?\])?==(?P<version>[^ ;\\]+)", re.MULTILINE)
OURS = re.compile(r"atam-workbench \(pyproject\.toml(:dev)?\)")
AGAIN = "Run: make lock"


@dataclass(frozen=True)
class Pin:
    version: str
    direct: bool
    """Asked for by pyproject.toml itself, not only by another package."""
    hashed: bool


def pins(text: str) -> dict[str, Pin]:
    """The pins of a compiled requirements file by canonical name."""
    starts = list(PIN.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {
        canonicalize_name(match["name"]): Pin(
            match["version"],
            direct=bool(OURS.search(text, match.start(), end)),
            hashed="--hash=sha256:" in text[match.start() : end],
        )
        for match, end in zip(starts, ends, strict=True)
    }


def compare(name: str, asked: list[str], locked: dict[str, Pin]) -> list[str]:
    """Faults between a direct list of requirements and the file `name` that was compiled from it."""
    found, wanted = [], {canonicalize_name(r.name): r for r in map(Requirement, asked)}
    for package, requirement in wanted.items():
        pin = locked.get(package)
        if pin is None or not pin.direct:
            found.append(f"{package} is in pyproject.toml but not in {name}. {AGAIN}")
        elif not requirement.specifier.contains(pin.version, prereleases=True):
            found.append(f"{name} pins {package} {pin.version}, but pyproject.toml asks for {requirement}. {AGAIN}")
    for package, pin in locked.items():
        if pin.direct and package not in wanted:
            found.append(f"{package} is in {name} but no longer in pyproject.toml. {AGAIN}")
        if not pin.hashed:
            found.append(f"{name} pins {package} without a hash. {AGAIN}")
    return found


def faults(root: Path) -> list[str]:
    """One sentence per fault of the project at `root`; an empty list means that all is well."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = pins((root / "requirements.txt").read_text(encoding="utf-8"))
    dev = pins((root / "requirements-dev.txt").read_text(encoding="utf-8"))
    direct = project["project"]["dependencies"]
    found = compare("requirements.txt", direct, runtime)
    found += compare("requirements-dev.txt", direct + project["dependency-groups"]["dev"], dev)
    for package, pin in runtime.items():
        if (other := dev.get(package)) is None or other.version != pin.version:
            found.append(f"requirements-dev.txt does not pin {package} {pin.version} as requirements.txt does. {AGAIN}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    found = faults(parser.parse_args().root)
    for fault in found:
        print(f"lock_check: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

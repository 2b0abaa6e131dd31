"""What the architecture tests read: the application's own files, as text and as syntax trees.

Each rule is a function from source to the places that break it, so that a test can also show it a text that does.
"""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("assessments", "atam")
# Packages of `assessments` that are no slices: shared nouns at the bottom, and what Django asks for.
NOT_SLICES = {"models", "dossier", "management", "migrations", "templatetags"}


class Module(NamedTuple):
    """One Python file: its dotted name, its path from the root, its syntax tree."""

    name: str
    path: str
    tree: ast.Module

    @property
    def slice(self) -> str:
        """The slice it belongs to ("drivers"), or "" for the shared parts."""
        return slice_of(self.name if not self.path.endswith("__init__.py") else f"{self.name}.__init__")


def slice_of(name: str) -> str:
    """The slice of a module's dotted name: assessments.drivers.views is in "drivers", assessments.changes in none."""
    parts = name.split(".")
    return parts[1] if len(parts) > 2 and parts[0] == "assessments" and parts[1] not in NOT_SLICES else ""


def module(path: str, text: str) -> Module:
    name = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    return Module(name, path, ast.parse(text))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the application but the migrations, which Django writes."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(
        module(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in paths
        if "migrations" not in path.parts
    )


@cache
def templates() -> dict[str, str]:
    """{path from the root: text} of every template."""
    found = [*(ROOT / "templates").rglob("*"), *(ROOT / "assessments").rglob("templates/**/*")]
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in sorted(found)
        if path.is_file() and path.suffix in {".html", ".txt", ".svg"}
    }


def imports(module: Module) -> list[tuple[str, int]]:
    """Every module it imports, also inside functions, as (dotted name, line).

    `from a.b import c` gives a.b and a.b.c, because c may be a module.
    """
    package = module.name if module.path.endswith("__init__.py") else module.name.rpartition(".")[0]
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            found += [(base, node.lineno), *((f"{base}.{alias.name}", node.lineno) for alias in node.names)]
    return found


def within(name: str, *packages: str) -> bool:
    """Is the dotted name one of these packages or inside one?"""
    return any(name == package or name.startswith(f"{package}.") for package in packages)

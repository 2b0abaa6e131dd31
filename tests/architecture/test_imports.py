"""Imports go one way: shared nouns at the bottom, slices above, and the pure parts free of Django."""

import ast
import re
from functools import cache

import pytest

from .source import Module, imports, module, modules, slice_of, within

WORDS = "django.utils.translation"  # pure parts may say sentences, in the reader's language

# Pure parts import nothing of Django, and of the application only other pure parts. Rules are pure, these packages,
# and every module that says so in its docstring.
PURE = (
    "assessments.dossier.types",
    "assessments.dossier.checking",
    "assessments.drawing",
    "assessments.exchange.importer",
)


@cache
def stated_pure() -> set[str]:
    return {module.name for module in modules() if re.search(r"\bPure\b", ast.get_docstring(module.tree) or "")}


def is_pure(name: str) -> bool:
    return within(name, *PURE) or name.endswith(".rules") or name in stated_pure()


def exists(name: str) -> bool:
    return any(module.name == name for module in modules())


def own(module: Module) -> list[tuple[str, int]]:
    """The modules of the application that it imports; names that are no module are left out."""
    return [(name, line) for name, line in imports(module) if within(name, "assessments") and exists(name)]


def impure(module: Module) -> list[str]:
    if not is_pure(module.name):
        return []
    foreign = [
        (name, line) for name, line in imports(module) if within(name, "django", "allauth") and not within(name, WORDS)
    ]
    # Importing a module runs the __init__ of the packages it is in; those here hold a docstring.
    packages = {"assessments", "assessments.dossier", "assessments.dossier.checking", "assessments.exchange", *slices()}
    mixed = [(name, line) for name, line in own(module) if not is_pure(name) and name not in packages]
    return [f"{module.path}:{line} is pure and imports {name}" for name, line in foreign + mixed]


def slices() -> set[str]:
    return {f"assessments.{module.slice}" for module in modules() if module.slice}


def reaches_into_another_slice(module: Module) -> list[str]:
    """Views and forms belong to their slice; its actions, rules and queries may be called from elsewhere."""
    return [
        f"{module.path}:{line} imports {name}"
        for name, line in imports(module)
        if name.rpartition(".")[2].endswith(("views", "forms")) and slice_of(name) not in {"", module.slice}
    ]


# What the shared parts may import of the application. A part that is not named here may import the shared parts.
BELOW = {
    "assessments.models": ("assessments.models", "rules", "assessments.text", "assessments.errors"),
    "assessments.dossier.types": ("assessments.dossier.types",),
    **dict.fromkeys(
        ("assessments.dossier.load", "assessments.dossier.loaders", "assessments.dossier.rows"),
        ("assessments.models", "assessments.dossier", "assessments.access", "assessments.steps"),
    ),
    "assessments.access": ("assessments.models", "assessments.clock"),
    "assessments.logged": ("assessments.models", "assessments.errors", "assessments.text"),
    "assessments.changes": ("assessments.models", "assessments.errors", "assessments.logged"),
}


def upward(module: Module) -> list[str]:
    """Shared parts import no slice (but its pure rules); those in BELOW only what stands there."""
    allowed = next((BELOW[name] for name in BELOW if within(module.name, name)), None)
    wrong = []
    for name, line in own(module):
        if name.endswith(".rules") or name == "assessments":
            continue
        if allowed is not None and not within(name, *allowed):
            wrong.append(f"{module.path}:{line} may import {', '.join(allowed)} and imports {name}")
        elif allowed is None and is_shared(module) and slice_of(name):
            wrong.append(f"{module.path}:{line} is shared by the slices and imports {name}")
    return wrong


# The wiring at the top: it sees everything.
WIRING = (
    "assessments.urls",
    "assessments.admin",
    "assessments.admin_accounts",
    "assessments.admin_base",
    "assessments.apps",
    "assessments.management",
)


def is_shared(module: Module) -> bool:
    return within(module.name, "assessments") and not module.slice and not within(module.name, *WIRING)


# Modules that make an output out of a dossier: what a page, the PDF and an export say comes from the same values.
OUTPUTS = ("assessments.report", "assessments.results", "assessments.exchange")
MAY_WRITE = {"views", "forms", "actions", "jobs", "urls", "apply", "worker"}


def output_past_the_dossier(module: Module) -> list[str]:
    if not within(module.name, *OUTPUTS) or module.name.rpartition(".")[2] in MAY_WRITE:
        return []
    return [
        f"{module.path}:{line} makes an output and imports {name}; it takes a Dossier"
        for name, line in own(module)
        if within(name, "assessments.models", "assessments.logged", "assessments.changes", "assessments.editing")
    ]


RULES = [impure, reaches_into_another_slice, upward, output_past_the_dossier]


@pytest.mark.parametrize("rule", RULES)
def test_imports_go_one_way(rule):
    assert [place for module in modules() for place in rule(module)] == []


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (impure, "assessments/text.py", "import django.db"),
        (impure, "assessments/text.py", "from django import db"),
        (impure, "assessments/dossier/types.py", "def f():\n    from assessments.models import Driver"),
        (impure, "assessments/utility_tree/rules.py", "from assessments import changes"),
        (impure, "assessments/utility_tree/rules.py", "from .. import changes"),
        (upward, "assessments/models/drivers.py", "from assessments import changes"),
        (upward, "assessments/changes.py", "from assessments.overview.actions import create_assessment"),
        (upward, "assessments/dossier/load.py", "from assessments import changes"),
        (upward, "assessments/editing.py", "from assessments.overview.actions import create_assessment"),
        (reaches_into_another_slice, "assessments/findings/views.py", "from assessments.drivers.views import page"),
        (reaches_into_another_slice, "assessments/findings/actions.py", "from assessments.drivers import forms"),
        (reaches_into_another_slice, "assessments/findings/views.py", "from ..drivers import forms"),
        (reaches_into_another_slice, "assessments/findings/views.py", "import assessments.overview.settings_views"),
        (output_past_the_dossier, "assessments/report/document.py", "from assessments.models import Driver"),
    ],
)
def test_a_wrong_import_is_seen(rule, path, text):
    [place] = {place.partition(" ")[0] for place in rule(module(path, text))}
    assert place.startswith(f"{path}:")


def test_packages_hold_a_docstring_and_no_code():
    """Importing a pure module must not pull in its neighbours; only models and types gather their own names."""
    full = [
        module.path
        for module in modules()
        if module.path.endswith("__init__.py")
        and not within(module.name, "assessments.models", "assessments.dossier.types")
        and any(not is_docstring(node) for node in module.tree.body)
    ]
    assert full == []


def is_docstring(node) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)

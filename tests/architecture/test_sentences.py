"""Sentences in Python pass gettext too, and functions and files stay short enough to be read."""

import ast

import pytest

from .source import ROOT, Module, module, modules, templates

VIEW_LINES = 30
FILE_LINES = 400
TEST_LINES = 500  # tests are read case by case

# Calls whose first or second argument a person reads, and keywords that do.
SPEAKERS = {"Refused": 0, "ValidationError": 0, "success": 1, "info": 1, "warning": 1, "error": 1, "add_message": 2}
KEYWORDS = {"label", "help_text", "verbose_name", "empty_label", "short_description", "description"}


def untranslated(module: Module) -> list[str]:
    """String literals given to what speaks to people."""
    if not module.name.startswith("assessments"):
        return []
    wrong = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        place = SPEAKERS.get(speaker(node))
        said = [node.args[place]] if place is not None and len(node.args) > place else []
        said += [keyword.value for keyword in node.keywords if keyword.arg in KEYWORDS]
        wrong += [f"{module.path}:{part.lineno} {ast.unparse(part)}" for part in said if is_literal(part)]
    return wrong


def speaker(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "messages":
        return node.func.attr
    return ""


def is_literal(node) -> bool:
    if isinstance(node, ast.BinOp):
        return is_literal(node.left)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value))
    )


def test_every_sentence_in_python_can_be_translated():
    assert [place for module in modules() for place in untranslated(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "raise Refused('No.')",
        "raise Refused(f'{row} is gone.')",
        "raise Refused('%s is gone.' % row)",
        "messages.success(request, 'Deleted.')",
        "forms.CharField(label='Name')",
    ],
)
def test_an_untranslated_sentence_in_python_is_seen(text):
    assert untranslated(module("assessments/drivers/views.py", text)) != []


# --- Sizes -------------------------------------------------------------------------------------------------------


def long_views(module: Module) -> list[str]:
    """Functions of a views module that are longer than guard, form, action, render; docstrings not counted."""
    if not module.name.endswith("views"):
        return []
    wrong = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) else None
            lines = node.end_lineno - node.lineno + 1
            lines -= docstring.end_lineno - docstring.lineno + 1 if docstring else 0
            if lines > VIEW_LINES:
                wrong.append(f"{module.path}:{node.lineno} {node.name} has {lines} lines")
    return wrong


def test_views_are_short():
    assert [place for module in modules() for place in long_views(module)] == []


def test_a_long_view_is_seen():
    body = "    a = 1\n" * VIEW_LINES
    assert long_views(module("assessments/drivers/views.py", f"def page(request):\n{body}")) != []
    assert long_views(module("assessments/drivers/views.py", f'def page(request):\n    """It."""\n{body[10:]}')) == []


def test_files_can_be_read_in_one_sitting():
    own = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").rglob("*.py"), *(ROOT / "static/js").glob("*.js")]
    paths = [*(module.path for module in modules()), *templates(), *(str(path.relative_to(ROOT)) for path in own)]
    lengths = {path: (ROOT / path).read_text(encoding="utf-8").count("\n") for path in paths}
    assert {path: lines for path, lines in lengths.items() if lines > bound(path)} == {}


def bound(path: str) -> int:
    return TEST_LINES if path.startswith("tests/") else FILE_LINES

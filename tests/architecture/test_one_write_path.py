"""One write path: only assessments/changes.py writes content.

The test reads calls, not types. It looks at every call of a method that writes to a database, and wants its
receiver to be the recorder of an open change, or named below with the reason why that is no write to content.
"""

import ast

import pytest

from .source import Module, module, modules

WRITES = {
    "save",
    "delete",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "add",
    "set",
    "remove",
    "clear",
    "raw_delete",
    "_raw_delete",
}
# Also methods of sets, dicts and caches: a write to the database only on `….objects`, on a queryset's chain of
# calls, or on a related manager. `dict.update({…})` takes a mapping, `QuerySet.update(name=…)` keywords.
AMBIGUOUS = {"add", "set", "remove", "clear"}
RELATED = ("_links", "_set", "participations", "refinements", "scenarios", "changes", "items", "undone_by")

RECORDERS = {"change", "recorder", "self.change"}

# {(file, receiver): why this writes no content}. `*` for the file: everywhere.
NO_CONTENT = {
    ("assessments/accounts.py", "user"): "an account is no content of an assessment",
    ("assessments/admin_accounts.py", "user"): "an account is no content of an assessment",
    ("assessments/admin_accounts.py", "form"): "allauth's form, which sends a letter",
    ("assessments/admin_accounts.py", "addresses_before"): "addresses of an account are no content of an assessment",
    ("assessments/models/people.py", "user"): "an account is no content of an assessment",
    ("assessments/results/pptx.py", "show"): "a file of slides",
    ("assessments/preparation/invitation_actions.py", "invitation"): "an invitation is no content: no log, no export",
    ("assessments/report/jobs.py", "job"): "a report job is no content: no log, no export",
    ("assessments/report/jobs.py", "self.job"): "a report job is no content",
    ("assessments/report/jobs.py", "old_jobs"): "report jobs are no content",
    ("assessments/report/jobs.py", "dead_jobs"): "report jobs are no content",
}
# Files that write content without a change, and why.
EXEMPT = {
    "assessments/changes.py": "is the write path",
    "assessments/purge.py": "takes rows deleted long ago out of the database, with what the log says of them",
}

# Files that hand SQL to the database which is no text in the file, and what it does.
OWN_SQL = {"assessments/dossier/counts.py": "counts rows, by a query that the ORM wrote"}


def writes_past_the_log(module: Module) -> list[str]:
    if module.path in EXEMPT:
        return []
    wrong = []
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        method, receiver = plain(node.func.attr), ast.unparse(node.func.value)
        if method not in WRITES:
            continue
        if receiver in RECORDERS or is_no_content(module.path, receiver) or not may_write(node, method, receiver):
            continue
        wrong.append(f"{module.path}:{node.lineno} {receiver}.{node.func.attr}(…)")
    return wrong + raw_sql(module)


def plain(method: str) -> str:
    """`acreate` is `create`, awaited."""
    return method[1:] if method.startswith("a") and method[1:] in WRITES else method


def may_write(node: ast.Call, method: str, receiver: str) -> bool:
    """Could this call write rows, judged by what it is called on and with?"""
    if method == "update":
        return bool(node.keywords) or not node.args
    if method in AMBIGUOUS:
        return ".objects" in receiver or receiver.rpartition(".")[2].endswith(RELATED)
    return True


def is_no_content(path: str, receiver: str) -> bool:
    return any(
        (file in {"*", path}) and (receiver == name or receiver.startswith(f"{name}.")) for file, name in NO_CONTENT
    )


def raw_sql(module: Module) -> list[str]:
    """SQL that writes, or that the test cannot read, handed to a cursor."""
    if module.path in OWN_SQL:
        return []
    verbs = ("INSERT INTO", "UPDATE ", "DELETE FROM", "TRUNCATE")
    return [
        f"{module.path}:{node.lineno} {ast.unparse(node.args[0])}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany", "raw"}
        and node.args
        and not (isinstance(node.args[0], ast.Constant) and not str(node.args[0].value).upper().startswith(verbs))
    ]


def test_only_the_change_log_writes_content():
    assert [place for module in modules() for place in writes_past_the_log(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "row.save()",
        "row.save(update_fields=['statement'])",
        "row.delete()",
        "Driver.objects.create(statement='x')",
        "Driver.objects.acreate(statement='x')",
        "Driver.objects.get_or_create(number=1)",
        "Driver.objects.bulk_create(rows)",
        "Driver.objects.filter(pk=1).update(statement='x')",
        "rows.update(deleted_at=None)",
        "rows.update(**fields)",
        "Counter.objects.filter(kind='BD').delete()",
        "scenario.driver_links.add(link, bulk=False)",
        "scenario.driver_links.clear()",
        "cursor.execute('UPDATE assessments_driver SET number = 1')",
        "cursor.execute(sql)",
        "form.save()",
    ],
)
def test_a_write_past_the_log_is_seen(text):
    assert writes_past_the_log(module("assessments/drivers/actions.py", text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "change.create(Driver, statement='x')",
        "change.update(row, statement='x')",
        "change.delete(row)",
        "context.update({'a': 1})",
        "digest.update(data)",
        "seen.add(row)",
        "cursor.execute('SELECT 1')",
    ],
)
def test_what_is_no_write_passes(text):
    assert writes_past_the_log(module("assessments/drivers/actions.py", text)) == []


def test_each_exemption_is_still_needed():
    """An exemption nobody uses any more is a hole."""
    unused = (set(EXEMPT) | set(OWN_SQL)) - {module.path for module in modules()}
    receivers = {
        ast.unparse(node.func.value)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    }
    unused |= {
        name
        for _file, name in NO_CONTENT
        if not any(receiver == name or receiver.startswith(f"{name}.") for receiver in receivers)
    }
    assert unused == set()

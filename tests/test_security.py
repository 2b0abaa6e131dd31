"""Every kind of page carries the strict policy; static files have hashed names and are kept for good."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from assessments.findings.actions import add_finding

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def policy(answer) -> set[str]:
    return {part.strip() for part in answer["Content-Security-Policy"].split(";")}


def is_strict(answer) -> bool:
    return (
        policy(answer) == POLICY
        and answer["X-Frame-Options"] == "DENY"
        and answer["X-Content-Type-Options"] == "nosniff"
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/accounts/login/", 200),
        ("/accounts/password/reset/", 200),
        ("/admin/login/", 302),  # to sign-in
        ("/", 302),  # to sign-in
        ("/no/such/page", 404),
        ("/healthz", 200),
    ],
)
def test_the_policy_is_strict_for_visitors(db, client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert is_strict(answer)


@pytest.mark.parametrize(
    ("who", "path", "status"), [("maya", "", 200), ("sam", "", 404), ("maya", "no/such/page/", 404)]
)
def test_the_policy_is_strict_for_people_signed_in(world, who, path, status):
    answer = world.client(getattr(world, who)).get(world.url(path))
    assert answer.status_code == status
    assert is_strict(answer)


def test_the_policy_is_strict_where_the_server_fails(world, monkeypatch):
    """Also the page that says so must not be the one without a policy."""
    from assessments.overview import views

    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(views, "render", broken)
    client = world.client(world.maya)
    client.raise_request_exception = False
    answer = client.get(world.url())
    assert answer.status_code == 500
    assert is_strict(answer)
    assert b"broken on purpose" not in answer.content


def test_a_foreign_page_cannot_post(world):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(world.maya.user)
    answer = client.post("/new/", {"title": "Planted"})
    assert answer.status_code == 403
    assert is_strict(answer)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storages = {"staticfiles": {"BACKEND": "atam.storage.HashedStaticFiles"}}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield root


def test_static_files_carry_their_hash_also_where_modules_import_each_other(collected):
    hashed = r"[0-9a-f]{12}"
    assert re.fullmatch(rf"/static/css/app\.{hashed}\.css", staticfiles_storage.url("css/app.css"))
    app = collected / staticfiles_storage.stored_name("js/app.js")
    imported = re.findall(r'from\s*"(.+?)"|import\s*"(.+?)"', app.read_text(encoding="utf-8"))
    names = [one or other for one, other in imported]
    assert names
    assert all(re.search(rf"\.{hashed}\.js$", name) for name in names), names
    compressed = {path.suffix for path in (collected / "css").iterdir()}
    assert compressed == {".css", ".br", ".gz"}
    assert not (collected / "css/app.css").exists(), "kept under a name that no page asks for"


def test_a_nul_in_an_address_or_an_id_is_refused_on_both_databases(world):
    maya = world.client(world.maya)

    assert maya.get("/a/%00/").status_code == 404
    assert maya.get(world.url("tree/%00/")).status_code == 404
    assert maya.post("/restore/%00/").status_code == 404
    finding, _change = add_finding(assessment=world.assessment, actor=world.maya, kind="R", line="Single region")
    assert (
        maya.post(world.url(f"findings/{finding.public_id}/places/"), {"add": "1", "scenario": "\0"}).status_code == 422
    )

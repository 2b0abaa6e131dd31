"""What the log of the server shows of requests that were turned down, and of those that failed."""

import logging

import pytest
from django.conf import settings


@pytest.fixture
def log(caplog):
    """The records of Django's requests, formatted as the console shows them."""
    shape = settings.LOGGING["formatters"]["line"]
    formatter = logging.Formatter(shape["format"], style=shape["style"])
    return lambda: [formatter.format(record) for record in caplog.records if record.name == "django.request"]


def test_a_role_that_lacks_the_capability_leaves_one_line_and_no_traceback(world, log):
    assert world.client(world.vera).get(world.url("settings/")).status_code == 403
    (line,) = log()
    assert line.endswith(f"WARNING django.request: Forbidden (Permission denied): {world.url('settings/')}")


@pytest.mark.parametrize("path", ["", "nosuchpage/"])
def test_what_a_day_of_use_brings_leaves_no_line(world, log, path):
    assert world.client(world.sam).get(world.url(path)).status_code == 404
    assert log() == []


def test_a_form_that_was_refused_leaves_no_line(world, log):
    assert world.client(world.maya).post("/new/", {"title": ""}).status_code == 422
    assert log() == []


def test_another_host_leaves_one_line(db, client, caplog):
    assert client.get("/healthz", headers={"host": "elsewhere.example.org"}).status_code == 400
    (record,) = (record for record in caplog.records if record.name == "django.security.DisallowedHost")
    assert "elsewhere.example.org" in record.getMessage()
    assert record.exc_info is None


def test_a_failure_still_shows_where_it_happened(world, log, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("assessments.overview.views.load", broken)
    client = world.client(world.maya)
    client.raise_request_exception = False
    assert client.get(world.url()).status_code == 500
    (line,) = log()
    assert "ERROR django.request: Internal Server Error" in line
    assert "Traceback" in line
    assert "the disk is gone" in line

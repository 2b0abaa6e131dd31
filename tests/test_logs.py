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


def test_an_address_that_does_not_exist_leaves_one_line(world, log):
    world.client(world.sam).get(world.url())
    assert [line.splitlines()[1:] for line in log()] == [[]]


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

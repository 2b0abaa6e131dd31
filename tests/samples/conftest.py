"""The full evaluation that ships as sample data, read as it is written: no date is moved."""

import pytest

from assessments.dossier.load import PARTS, load
from assessments.management.commands.seed import FULL_EVALUATION
from assessments.models import Participant
from assessments.transfer.apply import apply_file
from assessments.transfer.read import read_file
from tests.conftest import TODAY, make_user
from tests.recall import recalled


@pytest.fixture
def tapline(db):
    """The assessment, led by Maya."""

    def build():
        return apply_file(owner=make_user("Maya", "Okafor"), file=read_file(FULL_EVALUATION.read_bytes()))

    return recalled("tapline", build)


@pytest.fixture
def maya(tapline):
    return Participant.objects.get(assessment=tapline, name="Maya Okafor")


@pytest.fixture
def read(tapline, maya):
    """read(): the whole dossier of the evaluation on the day of the tests."""
    return lambda: load(tapline, viewer=maya, today=TODAY, parts=PARTS)

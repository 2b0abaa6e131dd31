"""The page of one connection: its ends and what it says, which save themselves, and delete."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.architecture import actions, queries
from assessments.architecture.forms import ConnectionForm
from assessments.architecture.views import changed
from assessments.models import Assessment, Participant
from assessments.self_saving import OwnPage, Shown, deleted_answer


def shown(assessment: Assessment, viewer: Participant, connection: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row = queries.connection_of(dossier, connection)
    form = partial(ConnectionForm, connection=row, components=dossier.architecture.components)
    return Shown(queries.one_connection(dossier, row), form)


PAGE = OwnPage("architecture/connection.html", "connection", shown, about="target")


@require_safe
@member_view(can=READ)
def connection(request: HttpRequest, assessment: Assessment, connection: str) -> HttpResponse:
    return PAGE.render(request, assessment, connection)


@require_POST
@member_view(can=EDIT)
def connection_edit(request: HttpRequest, assessment: Assessment, connection: str) -> HttpResponse:
    return changed(PAGE.edit(request, assessment, connection, actions.edit_connection))


@require_POST
@member_view(can=EDIT)
def connection_delete(request: HttpRequest, assessment: Assessment, connection: str) -> HttpResponse:
    return deleted_answer(request, assessment, connection, actions.delete_connection, to="architecture")

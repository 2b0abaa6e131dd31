"""The page of one risk theme: fields that save themselves, its risks, the drivers it threatens, delete."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, member_view
from assessments.findings import queries
from assessments.findings import theme_actions as actions
from assessments.findings.forms import ThemeForm
from assessments.models import Assessment, Participant
from assessments.self_saving import OwnPage, Shown, deleted_answer


def shown(assessment: Assessment, viewer: Participant, theme: str) -> Shown:
    dossier = queries.read(assessment, viewer)
    row = queries.theme_of(dossier, theme)
    return Shown(queries.one_theme(dossier, row), partial(ThemeForm, theme=row))


PAGE = OwnPage("findings/theme.html", "theme", shown)


@require_safe
@member_view(can=READ)
def theme(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    return PAGE.render(request, assessment, theme)


@require_POST
@member_view(can=EDIT)
def theme_edit(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    return PAGE.edit(request, assessment, theme, actions.edit_theme)


@require_POST
@member_view(can=EDIT)
def theme_risks(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    """Put a risk into the theme, or take one out."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "theme": theme}
    return PAGE.tie(
        request,
        assessment,
        theme,
        about="risks",
        add=lambda: actions.gather_risk(**who, risk=data.get("other", "")),
        drop=lambda risk: actions.release_risk(**who, risk=risk),
    )


@require_POST
@member_view(can=EDIT)
def theme_drivers(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    """Say that the theme threatens a driver and how far, or that it does not."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "theme": theme}
    threat = {"driver": data.get("other", ""), "degree": data.get("degree", "")}
    return PAGE.tie(
        request,
        assessment,
        theme,
        about="drivers",
        add=lambda: actions.threaten_driver(**who, **threat),
        drop=lambda driver: actions.spare_driver(**who, driver=driver),
    )


@require_POST
@member_view(can=EDIT)
def theme_delete(request: HttpRequest, assessment: Assessment, theme: str) -> HttpResponse:
    return deleted_answer(request, assessment, theme, actions.delete_theme, to="findings")

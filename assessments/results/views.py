"""Step 9: the results on one page, slide by slide for the projector, and as a file of slides."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.access import READ, member_view
from assessments.dossier.load import load
from assessments.models import Assessment
from assessments.results import board as board_of
from assessments.results import deck as deck_of


@require_safe
@member_view(can=READ)
def results(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=board_of.PARTS)
    context = {"dossier": dossier, "pk": dossier.assessment.id, "board": board_of.board(dossier)}
    return render(request, "results/results.html", context)


@require_safe
@member_view(can=READ)
def present(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Every slide below the other, a screen each; with JavaScript the keys go from one to the next."""
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=deck_of.PARTS)
    context = {"dossier": dossier, "pk": dossier.assessment.id, "slides": deck_of.deck(dossier)}
    return render(request, "results/present.html", context)


@require_safe
@member_view(can=READ)
def slides(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The same slides as a file, to be shown and changed elsewhere."""
    from assessments.results.pptx import MEDIA_TYPE, write_deck  # here: only a download needs the library

    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=deck_of.PARTS)
    name = re.sub(r"[^a-z0-9]+", "-", assessment.title.lower())[:60].strip("-") or "assessment"
    response = HttpResponse(write_deck(dossier), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}-results.pptx"'
    response["Cache-Control"] = "private, no-store"
    return response

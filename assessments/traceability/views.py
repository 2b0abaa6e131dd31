"""The page of traceability: the drawing, of everything or of one row followed; loose ends; the same as a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.access import READ, member_view
from assessments.dossier.load import load
from assessments.models import Assessment
from assessments.templatetags.workbench import kind_word, ref_url
from assessments.traceability import trace as traces
from assessments.traceability.graph import draw


@require_safe
@member_view(can=READ)
def traceability(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """`?follow=KEY` draws only what leads to that row and what comes from it."""
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=traces.PARTS)
    whole, loose = traces.trace(dossier), traces.loose_ends(dossier)
    choices = {traces.key_of(ref): ref for ref in whole.refs}
    followed = request.GET.get("follow", "")
    shown = traces.follow(whole, followed) if followed in choices else whole
    drawing = draw(shown, frozenset(traces.key_of(end.ref) for end in loose))
    pk = dossier.assessment.id
    context = {
        "dossier": dossier,
        "pk": pk,
        "loose": loose,
        "choices": [(column.name, [(traces.key_of(ref), ref) for ref in column.refs]) for column in whole.columns],
        "followed": choices.get(followed),
        "followed_key": followed,
        "drawing": drawing,
        "boxes": [(box, ref_url(pk, box.ref.kind, box.ref.id), kind_word(box.ref.kind)) for box in drawing.boxes],
        "lines": traces.lines(dossier),
    }
    return render(request, "traceability/traceability.html", context)

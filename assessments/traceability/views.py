"""The page of traceability: loose ends, trade-off candidates, the drawing, and the same as a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.access import EDIT, READ, may, member_view
from assessments.dossier.candidates import PARTS as CANDIDATE_PARTS
from assessments.dossier.candidates import Candidate, candidates
from assessments.dossier.load import load
from assessments.errors import Refused
from assessments.findings.candidate_actions import accept_candidate, dismiss_candidate, offer_candidate
from assessments.kinds import kind_word
from assessments.marks import ref_url
from assessments.models import Assessment
from assessments.notices import complaint, notice
from assessments.traceability import trace as traces
from assessments.traceability.graph import draw
from assessments.traceability.rows import choices_html, rows_html

PARTS = (*traces.PARTS, "dismissed")


@require_safe
@member_view(can=READ)
def traceability(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """`?follow=KEY` draws only what leads to that row and what comes from it."""
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=PARTS)
    whole, loose = traces.trace(dossier), traces.loose_ends(dossier)
    choices = {column.key(ref): ref for column in whole.columns for ref in column.refs if not column.prefix}
    followed = request.GET.get("follow", "")
    shown = traces.follow(whole, followed) if followed in choices else whole
    drawing = draw(shown, frozenset(traces.key_of(end.ref) for end in loose))
    pk = dossier.assessment.id
    context = {
        "dossier": dossier,
        "pk": pk,
        "loose": loose,
        "choices": choices_html(whole.columns, followed),
        "followed": choices.get(followed),
        "drawing": drawing,
        "boxes": [(box, ref_url(pk, box.ref.kind, box.ref.id), kind_word(box.ref.kind)) for box in drawing.boxes],
        "lines": rows_html(pk, traces.lines(dossier)),
        "candidates": candidates(dossier),
        "may_edit": may(request.participant, EDIT),
    }
    return render(request, "traceability/traceability.html", context)


@require_POST
@member_view(can=EDIT)
def candidate_accept(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Write the candidate that is named by its key down as a trade-off point, if it still is one."""
    if chosen := chosen_candidate(request, assessment):
        who = {"assessment": assessment, "actor": request.participant}
        finding, change = accept_candidate(**who, candidate=chosen)
        notice(request, _("%(code)s added: say what it does to each attribute") % {"code": finding.code}, undo=change)
    return redirect("traceability", pk=assessment.public_id)


@require_POST
@member_view(can=EDIT)
def candidate_dismiss(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The candidate is no trade-off: store the posted reason."""
    if chosen := chosen_candidate(request, assessment):
        said = {"candidate": chosen, "reason": request.POST.get("reason", ""), "today": timezone.localdate()}
        try:
            change = dismiss_candidate(assessment=assessment, actor=request.participant, **said)
            notice(request, _("Candidate dismissed"), undo=change)
        except Refused as reason:
            complaint(request, str(reason))
    return redirect("traceability", pk=assessment.public_id)


@require_POST
@member_view(can=EDIT)
def candidate_offer(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Take back a dismissal."""
    who = {"assessment": assessment, "actor": request.participant}
    try:
        change = offer_candidate(**who, dismissed=request.POST.get("dismissed", ""))
        notice(request, _("Candidate offered again"), undo=change)
    except Refused as reason:
        complaint(request, str(reason))
    return redirect("traceability", pk=assessment.public_id)


def chosen_candidate(request: HttpRequest, assessment: Assessment) -> Candidate | None:
    """The candidate with the posted key; if there is none any more, a complaint says so."""
    dossier = load(assessment, viewer=request.participant, today=timezone.localdate(), parts=CANDIDATE_PARTS)
    chosen = next((row for row in candidates(dossier) if row.key == request.POST.get("key")), None)
    if chosen is None:
        complaint(request, _("This is no candidate any more: somebody changed what it came from."))
    return chosen

"""What becomes of a finding: a risk is accepted, an assumption breaks, the architect comments, the team answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.access import EDIT, REVIEW_FINDINGS, member_view
from assessments.errors import Refused
from assessments.findings import comment_actions, risk_actions
from assessments.findings.finding_views import own_page
from assessments.findings.forms import AcceptForm
from assessments.fragments import answer
from assessments.models import Assessment
from assessments.notices import complaint, notice


@require_POST
@member_view(can=EDIT)
def finding_accept(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Accept the risk with the posted reason, person and day."""
    page = own_page(request)
    context, own = page.shown(assessment, request.participant, finding)
    form = AcceptForm(request.POST, people=context["dossier"].people)
    to, row = page.address(request, assessment, finding), context["finding"]
    if form.is_valid():
        try:
            change = risk_actions.accept_risk(
                assessment=assessment,
                actor=request.participant,
                public_id=finding,
                was=request.POST.get("was", ""),
                **form.cleaned_data,
            )
            notice(request, _("%(code)s accepted") % {"code": row.code}, undo=change)
            return redirect(to)
        except Refused as reason:
            form.add_error("by", str(reason))
    context |= {"form": own(), "accept": form, "accepting": True}
    return answer(request, page.template, context, to=to, status=422)


@require_POST
@member_view(can=EDIT)
def finding_broke(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """The assumption broke: go to the risk that comes from it."""
    try:
        risk, change = risk_actions.break_assumption(
            assessment=assessment, actor=request.participant, public_id=finding
        )
    except Refused as reason:
        complaint(request, str(reason))
        return redirect("finding", pk=assessment.public_id, finding=finding)
    notice(request, _("%(code)s added from a broken assumption") % {"code": risk.code}, undo=change)
    return redirect("finding", pk=assessment.public_id, finding=risk.public_id)


@require_POST
@member_view(can=REVIEW_FINDINGS)
def finding_comment(request: HttpRequest, assessment: Assessment, finding: str) -> HttpResponse:
    """Comment on the finding, or take back one's own comment."""
    data, who = request.POST, {"assessment": assessment, "actor": request.participant, "finding": finding}
    return own_page(request).tie(
        request,
        assessment,
        finding,
        about="comments",
        add=lambda: comment_actions.add_comment(**who, text=data.get("text", "")),
        drop=lambda comment: comment_actions.withdraw_comment(**who, comment=comment),
        adding=("text",),
        typed=data.get("text", ""),
    )


@require_POST
@member_view(can=EDIT)
def finding_answer(request: HttpRequest, assessment: Assessment, finding: str, comment: str) -> HttpResponse:
    """Accept or reject a comment, or with a `disposition` of "" take the answer back; a rejection needs its reason."""
    said = {"disposition": request.POST.get("disposition", ""), "reason": request.POST.get("reason", "")}
    who = {"assessment": assessment, "actor": request.participant, "finding": finding, "comment": comment}
    return own_page(request).tie(
        request,
        assessment,
        finding,
        about=f"comment-{comment}",
        add=lambda: comment_actions.answer_comment(**who, **said),
        drop=lambda _id: None,
        adding=("disposition",),
        typed=said["reason"],
        added=_("Answered") if said["disposition"] else _("The comment is open again"),
    )

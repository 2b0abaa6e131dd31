"""Inviting people by link or by e-mail, for the leads; and the page an invitation leads to, for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import MANAGE, member_view, participant_in, public_view
from assessments.clock import zone_named
from assessments.errors import Refused
from assessments.invitations import SESSION_KEY, invitation_for, standing
from assessments.models import Assessment, Invitation
from assessments.notices import complaint, notice
from assessments.preparation import invitation_actions as actions
from assessments.preparation.forms import InvitationForm, PersonForm
from assessments.preparation.people_views import people_page
from assessments.preparation.rules import why_not_take
from assessments.pressed import pressed

JOIN = "preparation/join.html"


def link_to(request: HttpRequest, token: str) -> str:
    """The address to pass on, with scheme and host: those of PUBLIC_URL where the installation has one."""
    path = reverse("join", args=[token])
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)


@require_POST
@never_cache
@member_view(can=MANAGE)
def invite(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            made = actions.invite(assessment=assessment, actor=request.participant, **form.asked)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return passed_on(request, assessment, *made)
    return people_page(request, assessment, form=PersonForm(), invitation_form=form)


@require_POST
@never_cache
@member_view(can=MANAGE)
def invitation(request: HttpRequest, assessment: Assessment, invitation: str) -> HttpResponse:
    """Revoke an invitation (button `revoke`), remind of it (`remind`), or give it a new link, sent again (`renew`)."""
    who = {"assessment": assessment, "actor": request.participant, "public_id": invitation}
    try:
        button = pressed(request, "remind", "revoke", "renew")
        if button == "remind":
            return passed_on(request, assessment, *actions.remind(**who), reminding=True)
        if button == "renew":
            return passed_on(request, assessment, *actions.renew(**who))
        actions.revoke(**who)
        notice(request, _("The invitation was revoked: its link works no longer."))
    except Refused as refusal:
        complaint(request, str(refusal))
    return redirect(reverse("people", args=[assessment.public_id]) + "#invitations")


def passed_on(
    request: HttpRequest, assessment: Assessment, row: Invitation, token: str, *, reminding: bool = False
) -> HttpResponse:
    """Send an invitation that has an address. The link is shown this once: nothing stores it."""
    link = link_to(request, token)
    sent = bool(row.email) and actions.send(invitation=row, link=link, reminding=reminding)
    fresh = {"link": link, "email": row.email, "sent": sent, "reminding": reminding, "mail": actions.sends_letters()}
    return people_page(request, assessment, form=PersonForm(), fresh=fresh)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_view
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What an invitation offers, and taking it up. A wrong token learns nothing of any assessment."""
    found = invitation_for(token)
    me = participant_in(found.assessment, request.user) if found else None
    if me:
        return redirect("overview", pk=found.assessment.public_id)
    refusal = why_not_take(standing(found, timezone.now())) if found else ""
    if not found or refusal:
        return render(request, JOIN, {"refusal": refusal}, status=410 if found else 404)
    if not request.user.is_authenticated:
        request.session[SESSION_KEY] = found.public_id  # lets them sign up where sign-up is closed
    if not request.user.is_authenticated or request.method != "POST":
        with timezone.override(zone_named(found.assessment.time_zone)):
            return render(request, JOIN, {"invitation": found, "assessment": found.assessment, "token": token})
    try:
        actions.take_up(invitation=found, user=request.user)
    except Refused as reason:
        return render(request, JOIN, {"refusal": str(reason)}, status=410)
    notice(request, _("You take part in %(title)s now.") % {"title": found.assessment.title})
    return redirect("overview", pk=found.assessment.public_id)

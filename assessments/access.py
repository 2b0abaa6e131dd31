"""Who may do what: the one gate in front of every page.

Loading is the check. A stranger gets 404, because an assessment they are no part of does not exist for them;
a participant whose role lacks the capability gets 403. The marker `access_rule` lets a test find every view.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from assessments.clock import zone_named
from assessments.models import Assessment, Participant

READ = "read"
EDIT = "edit_content"
RUN_ROUNDS = "run_rounds"
WRITE_CARDS = "write_cards"
VOTE = "vote"
RATE_IMPORTANCE = "rate_importance"
RATE_DIFFICULTY = "rate_difficulty"
REVIEW_FINDINGS = "review_findings"
MANAGE = "manage"

# No ladder of ranks: decision makers rate importance, architects difficulty, the evaluation team does not vote.
# The lead and the evaluators write down what the others say, ratings included.
CAPABILITIES: dict[str, frozenset[str]] = {
    "lead": frozenset({READ, EDIT, RUN_ROUNDS, RATE_IMPORTANCE, RATE_DIFFICULTY, MANAGE}),
    "evaluator": frozenset({READ, EDIT, RUN_ROUNDS, RATE_IMPORTANCE, RATE_DIFFICULTY}),
    "decision_maker": frozenset({READ, WRITE_CARDS, VOTE, RATE_IMPORTANCE, REVIEW_FINDINGS}),
    "architect": frozenset({READ, WRITE_CARDS, VOTE, RATE_DIFFICULTY, REVIEW_FINDINGS}),
    "stakeholder": frozenset({READ, WRITE_CARDS, VOTE}),
    "viewer": frozenset({READ}),
    "": frozenset(),  # people who are only named
}


def may(participant: Participant, capability: str) -> bool:
    return capability in CAPABILITIES[participant.role]


def participant_for(request: HttpRequest, pk: str) -> Participant:
    """The signed-in person's part in assessment `pk`; Http404 if they have none or it is deleted."""
    return get_object_or_404(
        Participant.objects.select_related("assessment"),
        ~Q(role=""),
        deleted_at__isnull=True,
        assessment__public_id=pk,
        assessment__deleted_at__isnull=True,
        user=request.user,
    )


def participant_in(assessment: Assessment, user) -> Participant | None:
    """The part `user`, who may be signed out, has in this assessment with a role; none if they have none."""
    if not user.is_authenticated:
        return None
    return Participant.objects.living().filter(assessment=assessment, user=user).exclude(role="").first()


def assessments_of(user):
    """The living assessments in which `user` has a role, as a query set."""
    parts = Participant.objects.living().filter(user=user).exclude(role="")
    return Assessment.objects.filter(pk__in=parts.values("assessment"), deleted_at__isnull=True)


def signed_in(view: Callable) -> Callable:
    """Let `view` see who is signed in; others go to the sign-in page, and from there back to the page they were on.

    That page is the address asked for, but where something was sent to it: there is nothing to read there.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path())
        back = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        _scheme, _host, path, query, _fragment = urlsplit(back if ours else reverse("assessments"))
        return redirect_to_login(f"{path}?{query}" if query else path)

    return checked


def member_view(can: str) -> Callable:
    """Guard a view of one assessment: `view(request, assessment, ...)`, reached as `.../<pk>/...`.

    Sets `request.participant`. Signed out: to the sign-in page. Stranger: 404. Lacking `can`: 403.
    Times are shown, and `timezone.localdate()` is, in the assessment's zone while the view runs.
    """

    def decorate(view):
        @wraps(view)
        @signed_in
        def guarded(request, pk, **kwargs):
            me = participant_for(request, pk)
            if not may(me, can):
                raise PermissionDenied
            me.user = request.user
            request.participant = me
            with timezone.override(zone_named(me.assessment.time_zone)):
                return view(request, me.assessment, **kwargs)

        guarded.access_rule = can
        return guarded

    return decorate


def signed_in_view(view: Callable) -> Callable:
    """A page for anybody with an account, such as the list of their own assessments."""
    guarded = signed_in(view)
    guarded.access_rule = "signed_in"
    return guarded


def public_view(view: Callable) -> Callable:
    """A page for everybody; it shows nothing of any assessment but to who holds an open invitation to it."""
    view.access_rule = "public"
    return view

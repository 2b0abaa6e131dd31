"""Who may do what: the one gate in front of every page.

Loading is the check. A stranger gets 404, because an assessment they are no part of does not exist for them;
a participant whose role lacks the capability gets 403. The marker `access_rule` lets a test find every view.
"""

from collections.abc import Callable
from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

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


def member_view(can: str) -> Callable:
    """Guard a view of one assessment: `view(request, assessment, ...)`, reached as `.../<pk>/...`.

    Sets `request.participant`. Signed out: to the sign-in page. Stranger: 404. Lacking `can`: 403.
    Times are shown, and `timezone.localdate()` is, in the assessment's zone while the view runs.
    """

    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(request, pk, **kwargs):
            me = participant_for(request, pk)
            if not may(me, can):
                raise PermissionDenied
            me.user = request.user
            request.participant = me
            with timezone.override(ZoneInfo(me.assessment.time_zone)):
                return view(request, me.assessment, **kwargs)

        guarded.access_rule = can
        return guarded

    return decorate


def signed_in_view(view: Callable) -> Callable:
    """A page for anybody with an account, such as the list of their own assessments."""
    guarded = login_required(view)
    guarded.access_rule = "signed_in"
    return guarded


def public_view(view: Callable) -> Callable:
    """A page for everybody; it shows nothing of any assessment but to who holds an open invitation to it."""
    view.access_rule = "public"
    return view

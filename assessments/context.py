"""What every full page gets besides what its view gives it: the read models of the frame (dossier/nav.py)."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from assessments.access import EDIT, MANAGE, assessments_of, may
from assessments.dossier.load import load
from assessments.dossier.nav import MANAGE_PAGES, OUTPUT_PAGES, Nav, Recent, Spine, Workspace, nav_groups, nav_pages
from assessments.dossier.rows import label
from assessments.invitations import SESSION_KEY
from assessments.models import Participant

RECENT = 5


def shell(request: HttpRequest) -> dict:
    """`nav` on pages of an assessment, `workspace` elsewhere; read only where a page shows the frame.

    Fragments and pages without the frame cost no query. By `LANGUAGE_CODE` templates keep what they say in a language.
    """
    participant = getattr(request, "participant", None)
    user = getattr(request, "user", None)
    return {
        "LANGUAGE_CODE": get_language(),
        "nav": build_nav(participant) if participant else None,
        "workspace": SimpleLazyObject(lambda: build_workspace(user)) if user and not participant else None,
        "sign_up_open": settings.ALLOW_SIGN_UP or SESSION_KEY in getattr(request, "session", ()),
    }


def build_nav(participant) -> Nav:
    """The frame of the participant's assessment, without a query until somebody asks for its spine or people."""
    assessment = participant.assessment
    return Nav(
        id=assessment.public_id,
        state=assessment.state,
        title=assessment.title,
        url=reverse("overview", args=[assessment.public_id]),
        role=label(Participant.Role, participant.role),
        viewer=participant.public_id,
        may_edit=may(participant, EDIT),
        spine=SimpleLazyObject(lambda: build_spine(participant)),
    )


def build_spine(participant) -> Spine:
    """Steps, counts and people in one query each; pages that have their HTML by the state do not come here."""
    assessment = participant.assessment
    parts = load(assessment, viewer=participant, today=timezone.localdate(), parts=("people", "steps", "counts"))

    def address(name: str, *rows: str) -> str:
        return reverse(name, args=[assessment.public_id, *rows])

    return Spine(
        groups=nav_groups(parts.steps, parts.counts, address),
        outputs=nav_pages(OUTPUT_PAGES, parts.counts, address, parts.assessment.sections),
        management=nav_pages(MANAGE_PAGES, parts.counts, address) if MANAGE in parts.viewer.can else (),
        people=tuple(person for person in parts.people if person.role and person.has_account),
    )


def build_workspace(user) -> Workspace:
    """How many assessments the person takes part in, and the last changed of them."""
    if not user.is_authenticated:
        return Workspace(count=0, recent=())
    mine = assessments_of(user)
    recent = mine.order_by("-changed_at", "-pk").values_list("title", "public_id")[:RECENT]
    return Workspace(
        count=mine.count(),
        recent=tuple(Recent(title=title, url=reverse("overview", args=[pk])) for title, pk in recent),
    )

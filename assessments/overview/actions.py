"""Starting an assessment, and its people."""

from django.utils.translation import gettext as _

from assessments import changes
from assessments.editing import require
from assessments.models import Assessment, Participant, User
from assessments.new_rows import new_agenda
from assessments.steps import SECTIONS
from assessments.text import NAME_MAX, clean_line, clean_text


def create_assessment(
    *, owner: User, title: str, system: str = "", summary: str = "", template: str = "atam_full", fill=None
) -> Assessment:
    """A new assessment with its agenda and `owner` as its lead, as one change.

    `fill(change)` may add more rows to the same change, as an import does.
    """
    title = require(clean_line(title, limit=NAME_MAX), _("Give the assessment a title."))
    with changes.record_new(
        action="assessment.create",
        actor_name=owner.get_full_name(),
        title=title,
        system=clean_line(system, limit=NAME_MAX),
        summary=clean_text(summary),
        template=template,
        sections=SECTIONS[template],
    ) as change:
        change.create(
            Participant,
            name=owner.get_full_name(),
            user=owner,
            role=Participant.Role.LEAD,
            group=Participant.Group.EVALUATION_TEAM,
            team_roles=[Participant.TeamRole.EVALUATION_LEADER],
        )
        new_agenda(change)
        if fill:
            fill(change)
    return change.assessment


def add_participant(
    *, assessment: Assessment, actor: Participant | None, name: str, role: str = "", user: User | None = None, **fields
) -> Participant:
    """Add a person: with `user` and `role` a member, without just a name that others can refer to."""
    with changes.record(assessment, actor, "participant.add") as change:
        return change.create(
            Participant,
            name=require(clean_line(name, limit=NAME_MAX), _("Write the person's name.")),
            role=role,
            user=user,
            **fields,
        )

"""Starting, setting up and deleting an assessment; its agenda and its people."""

from django.utils.translation import gettext as _

from assessments import changes, logged
from assessments.conflicts import Edit, sort_out
from assessments.editing import Edited, conflict, form_value, require
from assessments.errors import Refused
from assessments.models import Assessment, Change, Participant, Recommendation, User
from assessments.new_rows import new_agenda
from assessments.overview.rules import why_not_switch
from assessments.steps import SECTIONS
from assessments.text import NAME_MAX, clean_line, clean_text


def create_assessment(
    *,
    owner: User,
    title: str,
    system: str = "",
    summary: str = "",
    template: str = "atam_full",
    sections: tuple[str, ...] = (),
    fill=None,
) -> Assessment:
    """A new assessment with its agenda and `owner` as its lead, as one change.

    `sections` are switched on beside the template's; `fill(change)` may add more rows to the same change, as an
    import does.
    """
    title = require(clean_line(title, limit=NAME_MAX), _("Give the assessment a title."))
    with changes.record_new(
        action="assessment.create",
        actor_name=owner.get_full_name(),
        title=title,
        system=clean_line(system, limit=NAME_MAX),
        summary=clean_text(summary),
        template=template,
        sections=[*SECTIONS[template], *(name for name in sections if name not in SECTIONS[template])],
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


def edit_assessment(*, assessment: Assessment, actor: Participant, edits: dict[str, Edit]) -> Edited:
    """Store the settings that conflict with nobody's; see editing.edit_row.

    Values are texts as forms carry them: dates in ISO form, "" for none.
    """
    with changes.record(assessment, actor, "assessment.edit") as change:
        row = change.assessment
        present = {name: form_value(value) for name, value in logged.to_json(row, edits).items()}
        store, conflicting = sort_out(present, edits)
        if "title" in store:
            require(store["title"], _("Give the assessment a title."))
        started, ended = ({**present, **store}.get(name, "") for name in ("started_on", "ended_on"))
        if started and ended and ended < started:
            raise Refused(_("The evaluation cannot end before it started. Check the two dates."))
        values = {name: (value or None) if name.endswith("_on") else value for name, value in store.items()}
        saved = change.update(row, **logged.from_json(row, values))
    conflicts = [conflict(row, name, edits[name], theirs) for name, theirs in conflicting.items()]
    return Edited(row=row, saved=saved, conflicts=conflicts, change=change.change)


def switch_extension(*, assessment: Assessment, actor: Participant, section: str, on: bool) -> Change | None:
    """Give an extension its place in the assessment, or take it away; none if it is as wanted already."""
    with changes.record(assessment, actor, "assessment.edit") as change:
        row = change.assessment
        rows = Recommendation.objects.living().filter(assessment=row).count()
        if reason := why_not_switch(section, on, rows):
            raise Refused(reason)
        others = [name for name in row.sections if name != section]
        change.update(row, sections=[*others, section] if on else others)
    return change.change


def delete_assessment(*, assessment: Assessment, actor: Participant) -> Change:
    """Mark the assessment deleted: it leaves every list, and nothing in it is touched."""
    with changes.record(assessment, actor, "assessment.delete") as change:
        change.delete(change.assessment)
    return change.change


def restore_assessment(*, assessment: Assessment, actor: Participant) -> Change:
    """Bring a deleted assessment back as it was."""
    with changes.record(assessment, actor, changes.RESTORE_ASSESSMENT) as change:
        if change.assessment.deleted_at is None:
            raise Refused(_("This assessment is already back."))
        change.restore(change.assessment)
    return change.change

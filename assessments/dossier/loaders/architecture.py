"""Business drivers, requirements, the architecture as presented, and its approaches (ATAM steps 2 to 4)."""

from assessments.dossier import types as t
from assessments.dossier.rows import Rows, label, living
from assessments.models import (
    Approach,
    ApproachComponent,
    Component,
    Connection,
    Driver,
    Requirement,
    ScenarioDriver,
    ThemeDriver,
    Upload,
    View,
)


def load_drivers(rows: Rows) -> tuple[t.Driver, ...]:
    serving = rows.pairs(ScenarioDriver, "driver", "scenario")
    threatening = rows.pairs(ThemeDriver, "driver", "theme")
    return tuple(
        t.Driver(
            id=row.public_id,
            code=row.code,
            statement=row.statement,
            category=row.category,
            category_label=label(Driver.Category, row.category),
            sort=row.sort,
            sort_label=label(Driver.Sort, row.sort),
            priority=row.priority,
            stated_by=rows.person(row.stated_by_id),
            version=row.version,
            served_by=living(rows.scenario_ref(pk) for pk in serving[row.pk]),
            threatened_by=living(rows.theme_ref(pk) for pk in threatening[row.pk]),
        )
        for row in rows.all(Driver)
    )


def load_requirements(rows: Rows) -> tuple[t.Requirement, ...]:
    return tuple(
        t.Requirement(
            id=row.public_id,
            code=row.code,
            statement=row.statement,
            kind=row.kind,
            kind_label=label(Requirement.Kind, row.kind),
            is_optional=row.is_optional,
            target=row.target,
            unit=row.unit,
            version=row.version,
        )
        for row in rows.all(Requirement)
    )


def load_approaches(rows: Rows) -> tuple[t.Approach, ...]:
    touched = rows.pairs(ApproachComponent, "approach", "component")
    return tuple(
        t.Approach(
            id=row.public_id,
            code=row.code,
            name=row.name,
            kind=row.kind,
            kind_label=label(Approach.Kind, row.kind),
            description=row.description,
            rationale=row.rationale,
            version=row.version,
            components=living(rows.component_ref(pk) for pk in touched[row.pk]),
        )
        for row in rows.all(Approach)
    )


def load_architecture(rows: Rows) -> t.Architecture:
    return t.Architecture(
        components=tuple(component(row, rows) for row in rows.all(Component)),
        connections=tuple(
            t.Connection(
                id=row.public_id,
                source=source,
                target=target,
                label=row.label,
                protocol=row.protocol,
                asynchronous=row.asynchronous,
                version=row.version,
            )
            for row in rows.all(Connection)
            if (source := rows.component_ref(row.source_id)) and (target := rows.component_ref(row.target_id))
        ),
        views=load_views(rows),
    )


def component(row: Component, rows: Rows) -> t.Component:
    touching = rows.pairs(ApproachComponent, "component", "approach")
    return t.Component(
        id=row.public_id,
        code=row.code,
        name=row.name,
        aliases=tuple(filter(None, row.aliases.split("\n"))),
        kind=row.kind,
        kind_label=label(Component.Kind, row.kind),
        technology=row.technology,
        boundary=row.boundary,
        description=row.description,
        business_value=row.business_value,
        technical_risk=row.technical_risk,
        migration_priority=row.migration_priority,
        version=row.version,
        approaches=living(rows.approach_ref(pk) for pk in touching[row.pk]),
    )


def load_views(rows: Rows) -> tuple[t.View, ...]:
    """The views, with what is known of their images; the bytes stay where they are."""
    pictures = {
        row.pk: t.Picture(row.public_id, row.name, row.media_type, row.size, row.width, row.height, row.sha256)
        for row in Upload.objects.living().filter(assessment=rows.assessment).defer("content")
    }
    return tuple(
        t.View(
            id=row.public_id,
            name=row.name,
            kind=row.kind,
            kind_label=label(View.Kind, row.kind),
            drawn_from=row.drawn_from,
            drawn_from_label=label(View.Source, row.drawn_from),
            caption=row.caption,
            text=row.text,
            image=pictures.get(row.image_id),
            version=row.version,
        )
        for row in rows.all(View)
    )

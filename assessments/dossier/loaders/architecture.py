"""Business drivers and architectural approaches (ATAM steps 2 to 4)."""

from assessments.dossier import types as t
from assessments.dossier.rows import Rows, label, living
from assessments.models import Approach, Driver, ScenarioDriver, ThemeDriver


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


def load_approaches(rows: Rows) -> tuple[t.Approach, ...]:
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
        )
        for row in rows.all(Approach)
    )

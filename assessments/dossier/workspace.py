"""The list of assessments a person takes part in: one row each, from a fixed number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from assessments.access import CAPABILITIES, EDIT, RATE_DIFFICULTY, RATE_IMPORTANCE
from assessments.dossier.rows import person
from assessments.dossier.types import SEVERITIES, Person
from assessments.models import Driver, Finding, Participant, Scenario, Step, ThemeRisk

STEP_NUMBERS = range(1, 10)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an evaluation is. `trail` holds the status of steps 1 to 9."""

    trail: tuple[str, ...]

    @property
    def number(self) -> int:
        """The step in progress, else the first not begun; 0 when all nine are done or skipped."""
        for status in ("in_progress", "not_started"):
            if status in self.trail:
                return self.trail.index(status) + 1
        return 0

    @property
    def begun(self) -> bool:
        return bool({"in_progress", "done"} & set(self.trail))


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    id: str
    title: str
    system: str
    status: str
    status_label: str
    template_label: str
    role: str
    role_label: str
    drivers: int
    progress: Progress
    open_risks: tuple[tuple[str, int], ...]  # (severity, "" if none is given, number), severest first
    people: tuple[Person, ...]
    changed_at: datetime
    ended_on: date | None
    here_since: datetime | None  # said where another row has the same title: an export beside its original

    @property
    def reported(self) -> bool:
        return self.status == "reported"

    def matches(self, wanted: str) -> bool:
        """Whether title or system holds the text, compared without case."""
        return wanted.casefold() in f"{self.title} {self.system}".casefold()

    @property
    def led_by_me(self) -> bool:
        return self.role == "lead"


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for this person. `kind` names it; `count` rows are concerned, on page `page`."""

    kind: str  # importance, difficulty, theme
    count: int
    page: str
    assessment_id: str
    assessment_title: str


@dataclass(frozen=True, slots=True)
class AssessmentList:
    rows: tuple[AssessmentRow, ...]
    tasks: tuple[Task, ...]

    @property
    def running(self) -> tuple[AssessmentRow, ...]:
        return tuple(row for row in self.rows if not row.reported)

    @property
    def reported(self) -> tuple[AssessmentRow, ...]:
        return tuple(row for row in self.rows if row.reported)

    @property
    def mine(self) -> tuple[AssessmentRow, ...]:
        return tuple(row for row in self.rows if row.led_by_me)

    @property
    def open_risks(self) -> int:
        """Open risks in assessments not yet reported."""
        return sum(number for row in self.running for _level, number in row.open_risks)

    @property
    def critical_risks(self) -> int:
        """The critical ones of them."""
        return sum(number for row in self.running for level, number in row.open_risks if level == "critical")


def load_list(user) -> AssessmentList:
    """Every living assessment in which `user` has a role, the last changed first. Seven queries."""
    mine = list(
        Participant.objects.living()
        .filter(user=user, assessment__deleted_at__isnull=True)
        .exclude(role="")
        .select_related("assessment")
        .order_by("-assessment__changed_at", "-assessment_id")
    )
    ids = [me.assessment_id for me in mine]
    trails = _trails(ids)
    people, risks, drivers = _people(ids), _open_risks(ids), _driver_counts(ids)
    titles = Counter(me.assessment.title for me in mine)
    rows = tuple(
        AssessmentRow(
            id=me.assessment.public_id,
            title=me.assessment.title,
            system=me.assessment.system,
            status=me.assessment.status,
            status_label=str(me.assessment.get_status_display()),
            template_label=str(me.assessment.get_template_display()),
            role=me.role,
            role_label=str(me.get_role_display()),
            drivers=drivers.get(me.assessment_id, 0),
            progress=Progress(trail=trails[me.assessment_id]),
            open_risks=risks[me.assessment_id],
            people=tuple(people[me.assessment_id]),
            changed_at=me.assessment.changed_at,
            ended_on=me.assessment.ended_on,
            here_since=me.assessment.created_at if titles[me.assessment.title] > 1 else None,
        )
        for me in mine
    )
    return AssessmentList(rows=rows, tasks=_tasks(mine))


def _trails(ids: list[int]) -> dict[int, tuple[str, ...]]:
    statuses: dict = defaultdict(dict)
    steps = Step.objects.living().filter(assessment__in=ids, number__in=STEP_NUMBERS)
    for assessment, number, status in steps.values_list("assessment_id", "number", "status"):
        statuses[assessment][number] = status
    return {pk: tuple(statuses[pk].get(number, "not_started") for number in STEP_NUMBERS) for pk in ids}


def _people(ids: list[int]) -> dict[int, list[Person]]:
    people = defaultdict(list)
    for row in Participant.objects.living().filter(assessment__in=ids).exclude(role=""):
        people[row.assessment_id].append(person(row))
    return people


def _open_risks(ids: list[int]) -> dict[int, tuple[tuple[str, int], ...]]:
    risks: dict = defaultdict(dict)
    rows = (
        Finding.objects.living()
        .filter(assessment__in=ids, kind="R", status__in=["open", "mitigating"])
        .order_by()
        .values_list("assessment_id", "severity")
        .annotate(number=Count("pk"))
    )
    for assessment, severity, number in rows:
        risks[assessment][severity] = number
    order = (*SEVERITIES, "")
    return defaultdict(tuple) | {
        pk: tuple((severity, counts[severity]) for severity in order if severity in counts)
        for pk, counts in risks.items()
    }


def _driver_counts(ids: list[int]) -> dict[int, int]:
    rows = Driver.objects.living().filter(assessment__in=ids).order_by().values_list("assessment_id")
    return dict(rows.annotate(number=Count("pk")))


def _tasks(mine: list[Participant]) -> tuple[Task, ...]:
    """What waits for the person, by what their role may do; reported assessments ask for nothing."""
    current = {me.assessment_id: me for me in mine if me.assessment.status != "reported"}
    unrated = {
        row["assessment_id"]: row
        for row in Scenario.objects.living()
        .filter(
            assessment__in=current,
            refinement__deleted_at__isnull=True,
            refinement__attribute__deleted_at__isnull=True,
            refinement__attribute__in_tree=True,
        )
        .order_by()
        .values("assessment_id")
        .annotate(
            importance=Count("pk", filter=Q(importance="")),
            difficulty=Count("pk", filter=Q(difficulty="")),
        )
    }
    gathered = ThemeRisk.objects.living().filter(theme__deleted_at__isnull=True).values("risk_id")
    loose = dict(
        Finding.objects.living()
        .filter(assessment__in=current, kind="R")
        .exclude(pk__in=gathered)
        .order_by()
        .values_list("assessment_id")
        .annotate(number=Count("pk"))
    )
    tasks = []
    for pk, me in current.items():
        can = CAPABILITIES[me.role]
        counts = {
            ("importance", "tree"): unrated.get(pk, {}).get("importance", 0) if RATE_IMPORTANCE in can else 0,
            ("difficulty", "tree"): unrated.get(pk, {}).get("difficulty", 0) if RATE_DIFFICULTY in can else 0,
            ("theme", "findings"): loose.get(pk, 0) if EDIT in can else 0,
        }
        tasks += [
            Task(kind, number, page, me.assessment.public_id, me.assessment.title)
            for (kind, page), number in counts.items()
            if number
        ]
    return tuple(tasks)

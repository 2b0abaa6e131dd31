"""What each template brings, for the page that starts an assessment."""

from dataclasses import dataclass

from assessments.models import Assessment
from assessments.steps import AGENDAS, SECTIONS

WITHOUT_PAGE = {Assessment.Section.WORKSHOP}  # the template names it, but there is nothing to open yet


@dataclass(frozen=True)
class Offer:
    """One template: `minutes` is the planned time of its steps, `steps` how many are not skipped."""

    value: str
    label: str
    sections: tuple[str, ...]
    steps: int
    minutes: int
    chosen: bool

    @property
    def hours(self) -> float:
        return round(self.minutes / 60 * 2) / 2


def templates_on_offer(chosen: str) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            value=template.value,
            label=str(template.label),
            sections=tuple(
                str(Assessment.Section(section).label)
                for section in SECTIONS[template.value]
                if section not in WITHOUT_PAGE
            ),
            steps=sum(not plan.skipped for plan in AGENDAS[template.value] if 1 <= plan.number <= 9),
            minutes=sum(plan.minutes or 0 for plan in AGENDAS[template.value]),
            chosen=template.value == chosen,
        )
        for template in Assessment.Template
    )

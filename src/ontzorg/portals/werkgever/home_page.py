"""The employer's home page: who is sick, what waits for an answer, and what to do this week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.addresses import row_address
from ontzorg.portals.shared.presentation.tasks import TaskRow
from ontzorg.portals.shared.work.rows import task_row
from ontzorg.verzuim.selectors import (
    DossierFilters,
    DossierItem,
    TaskFilters,
    TaskItem,
    WaitingItem,
    count_all,
    count_dossiers,
    list_dossiers,
    meldingen_awaiting_confirmation,
    next_duties,
    tasks_mine,
)
from ontzorg.verzuim.selectors.tasks import MOST_COUNTED

SHOWN_TASKS = 5
THIS_WEEK = 7
ALL_SICK = 100
SHOWN_SICK = 6
SICK = DossierFilters(status="sick")


@dataclass(frozen=True, slots=True, kw_only=True)
class SickPerson:
    """Someone who is sick now, and the next duty of the employer for him."""

    dossier: DossierItem
    url: str
    recover_url: str
    duty: TaskRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """All that the home page shows."""

    sick: tuple[SickPerson, ...]
    more_sick: tuple[SickPerson, ...]
    sick_total: int
    has_more_sick: bool
    waiting: tuple[WaitingItem, ...]
    tasks: tuple[TaskRow, ...]
    later: str
    can_report: bool


def build_home_page(actor: Actor, *, today: date) -> HomePage:
    """Gather the home page of this employer or leidinggevende."""
    sick = list_dossiers(actor, SICK, today=today, size=ALL_SICK)
    first = tasks_mine(actor, TaskFilters(), today=today, size=SHOWN_TASKS).items
    now = [task for task in first if task.days_left <= THIS_WEEK]
    duties = next_duties(actor, [one.public_id for one in sick.items], today=today)
    people = tuple(_sick_person(one, duties.get(one.public_id), today) for one in sick.items)
    return HomePage(
        sick=people[:SHOWN_SICK],
        more_sick=people[SHOWN_SICK:],
        sick_total=count_dossiers(actor, SICK) if sick.next_cursor else len(people),
        has_more_sick=bool(sick.next_cursor),
        waiting=meldingen_awaiting_confirmation(actor),
        tasks=tuple(task_row(task, today=today) for task in now),
        later=_later(count_all(actor, TaskFilters(), today=today), len(now)),
        can_report=actor.may(Privilege.REGISTER_MELDING),
    )


def _later(total: int, shown: int) -> str:
    """Say how much work comes after what is shown; the count goes no further than people read."""
    if total >= MOST_COUNTED:
        return f"Nog meer dan {MOST_COUNTED - shown} taken daarna"
    later = total - shown
    if later == 0:
        return ""
    return "Nog 1 taak daarna" if later == 1 else f"Nog {later} taken daarna"


def _sick_person(dossier: DossierItem, duty: TaskItem | None, today: date) -> SickPerson:
    return SickPerson(
        dossier=dossier,
        url=row_address("dossier", dossier.public_id),
        recover_url=row_address("dossier-recover", dossier.public_id),
        duty=task_row(duty, today=today) if duty else None,
    )

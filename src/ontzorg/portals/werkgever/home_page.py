"""The employer's home page: who is sick, what waits for an answer, and what to do this week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.presentation.tasks import TaskRow
from ontzorg.portals.shared.work.rows import task_row
from ontzorg.verzuim.selectors import (
    DossierFilters,
    DossierItem,
    TaskFilters,
    TaskItem,
    WaitingItem,
    list_dossiers,
    meldingen_awaiting_confirmation,
    tasks_mine,
)

SHOWN_TASKS = 5
THIS_WEEK = 7
LOOKED_AHEAD = 200
ALL_SICK = 100
SHOWN_SICK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SickPerson:
    """Someone who is sick now, and the next duty of the employer for him."""

    dossier: DossierItem
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
    later: int
    can_report: bool


def build_home_page(actor: Actor, *, today: date) -> HomePage:
    """Gather the home page of this employer or leidinggevende."""
    sick = list_dossiers(actor, DossierFilters(status="sick"), today=today, size=ALL_SICK)
    tasks = tasks_mine(actor, TaskFilters(), today=today, size=LOOKED_AHEAD).items
    now = [task for task in tasks if task.days_left <= THIS_WEEK][:SHOWN_TASKS]
    people = tuple(_sick_person(one, tasks, today) for one in sick.items)
    return HomePage(
        sick=people[:SHOWN_SICK],
        more_sick=people[SHOWN_SICK:],
        sick_total=len(people),
        has_more_sick=bool(sick.next_cursor),
        waiting=meldingen_awaiting_confirmation(actor),
        tasks=tuple(task_row(task, today=today) for task in now),
        later=len(tasks) - len(now),
        can_report=actor.may(Privilege.REGISTER_MELDING),
    )


def _sick_person(dossier: DossierItem, tasks: tuple[TaskItem, ...], today: date) -> SickPerson:
    duty = next((t for t in tasks if t.dossier_public_id == dossier.public_id), None)
    return SickPerson(dossier=dossier, duty=task_row(duty, today=today) if duty else None)

"""Brings the tasks of dossiers in line with their milestones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ontzorg.parties.selectors import Dienstverband, parties_of
from ontzorg.verzuim.derivation.course import DerivedDossier
from ontzorg.verzuim.derivation.states import (
    OBSOLETE,
    Key,
    Phase,
    done_by,
    duties_of,
    phase_of,
    state_values,
    task_values,
)
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.services.bulk_write import write_columns
from ontzorg.verzuim.services.clearing import clear_closed
from ontzorg.verzuim.services.rows import apply_changes

Case = tuple[Verzuimdossier, DerivedDossier]
Moved = tuple[Task, frozenset[str]]  # a task, and which of its columns changed


def plan_tasks(dienstverband: Dienstverband, cases: Sequence[Case], today: date) -> int:
    """Make, move, rest, resume or withdraw tasks; return how many rows changed.

    What people did is a feit: a task is done when its feit is there, on the day of that feit.
    A closed dossier keeps only what was done or came due.
    """
    known = _tasks_by_dossier(row for row, _ in cases)
    made: list[Task] = []
    moved: dict[int, Moved] = {}
    for row, case in cases:
        tasks = known.get(row.pk, {})
        moved |= _align(tasks, case, today)
        parties = {**parties_of(dienstverband), "afdeling_id": dienstverband.afdeling_id}
        made.extend(_new_tasks(row, tasks, case, parties, today))
    Task.objects.bulk_create(made)
    _update(moved.values())
    clear_closed((row, known.get(row.pk, {}).values()) for row, _ in cases)
    return len(made) + len(moved)


def end_tasks(dossier: Verzuimdossier, reason: str, today: date) -> int:
    """Withdraw the open tasks of a dossier that no longer stands; done ones stay done."""
    open_tasks = Task.objects.filter(dossier=dossier, completed_on=None, withdrawn_on=None)
    values = {"suspended_on": None, "withdrawn_on": today, "withdrawn_reason": reason}
    ended = [(task, apply_changes(task, values)) for task in open_tasks]
    _update(ended)
    return len(ended)


def _tasks_by_dossier(dossiers: Iterable[Verzuimdossier]) -> dict[int, dict[Key, Task]]:
    found: dict[int, dict[Key, Task]] = {}
    for task in Task.objects.filter(dossier__in=list(dossiers)):
        found.setdefault(task.dossier_id, {})[task.code, task.volgnummer] = task
    return found


def _align(tasks: dict[Key, Task], case: DerivedDossier, today: date) -> dict[int, Moved]:
    """Set the right values on the tasks that are there; return those that changed."""
    duties, done, phase = duties_of(case), done_by(case.feiten), phase_of(case, today)
    moved: dict[int, Moved] = {}
    for key, task in tasks.items():
        feit, duty = done.get(key), duties.get(key)
        if duty is None:
            values = state_values(task.code, feit, Phase(), obsolete=OBSOLETE)
        else:
            values = task_values(duty, feit, phase)
        if changed := apply_changes(task, _withdrawal(task, values, today)):
            moved[task.pk] = (task, changed)
    return moved


def _withdrawal(task: Task, values: dict[str, Any], today: date) -> dict[str, Any]:
    """Give an obsolete task its day: the day on which that was first seen."""
    if values["withdrawn_reason"] and values["withdrawn_on"] is None:
        values["withdrawn_on"] = task.withdrawn_on or today
    return values


def _new_tasks(
    row: Verzuimdossier,
    tasks: dict[Key, Task],
    case: DerivedDossier,
    parties: dict[str, int | None],
    today: date,
) -> list[Task]:
    """Make the tasks that are missing; one that is over before it began is not worth a row."""
    done, phase = done_by(case.feiten), phase_of(case, today)
    made = []
    for key, duty in duties_of(case).items():
        values = task_values(duty, done.get(key), phase)
        if key not in tasks and not values["withdrawn_reason"]:
            code, volgnummer = key
            made.append(Task(dossier=row, code=code, volgnummer=volgnummer, **parties, **values))
    return _assign(made, row)


def _assign(tasks: list[Task], row: Verzuimdossier) -> list[Task]:
    """Give new tasks of the Ontzorgmanager to the one who has the dossier."""
    for task in tasks:
        if task.owner == "ontzorgmanager" and row.ontzorgmanager_id:
            task.assigned_to = row.ontzorgmanager_id
            task.assigned_name = row.ontzorgmanager_name
    return tasks


def _update(moved: Iterable[Moved]) -> None:
    """Store what changed, each task with a new version."""
    rows = list(moved)
    for task, _ in rows:
        task.version += 1
    names = frozenset[str]().union(*(changed for _, changed in rows))
    write_columns([task for task, _ in rows], names | {"version"})

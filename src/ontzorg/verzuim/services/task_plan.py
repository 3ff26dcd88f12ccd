"""Brings the tasks of dossiers in line with their milestones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ontzorg.parties.selectors import Dienstverband, parties_of
from ontzorg.rules.wet.mijlpaal import Mijlpaal
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
from ontzorg.verzuim.models import Feit, Task, Verzuimdossier
from ontzorg.verzuim.services.bulk_write import insert_rows
from ontzorg.verzuim.services.clearing import clear_closed
from ontzorg.verzuim.services.rows import apply_changes, store_changes

Case = tuple[Dienstverband, Verzuimdossier, DerivedDossier]
Moved = tuple[Task, frozenset[str]]  # a task, and which of its columns changed


class Planned(Protocol):
    """An employment of which the dossiers are stored."""

    @property
    def cases(self) -> list[Case]:
        """The planned cases with their rows."""

    @property
    def older(self) -> list[Verzuimdossier]:
        """The rows of these cases that were there before, so that they have tasks."""


def plan_tasks(plans: Iterable[Planned], today: date) -> int:
    """Make, move, rest, resume or withdraw tasks; return how many rows changed.

    What people did is a feit: a task is done when its feit is there, on the day of that feit.
    A closed dossier keeps only what was done or came due.
    """
    planning = list(plans)
    cases = [case for plan in planning for case in plan.cases]
    known = _tasks_by_dossier(row for plan in planning for row in plan.older)
    made: list[Task] = []
    moved: list[Moved] = []
    for dienstverband, row, case in cases:
        tasks = known.get(row.pk, {})
        planned = _Planned(duties_of(case), done_by(case.feiten), phase_of(case, today))
        moved += _align(tasks, planned, today)
        parties = {**parties_of(dienstverband), "afdeling_id": dienstverband.afdeling_id}
        made.extend(_new_tasks(row, tasks, planned, parties))
    insert_rows(made)
    store_changes(moved)
    clear_closed((row, known.get(row.pk, {}).values()) for _, row, _ in cases)
    return len(made) + len(moved)


def end_tasks(gone: Iterable[tuple[Verzuimdossier, str]], today: date) -> int:
    """Withdraw the open tasks of dossiers that no longer stand; done ones stay done."""
    reasons = {row.pk: reason for row, reason in gone}
    if not reasons:
        return 0
    ended: list[Moved] = []
    for task in Task.objects.filter(
        dossier__in=list(reasons), completed_on=None, withdrawn_on=None
    ):
        reason = reasons[task.dossier_id]
        values = {"suspended_on": None, "withdrawn_on": today, "withdrawn_reason": reason}
        ended.append((task, apply_changes(task, values)))
    store_changes(ended)
    return len(ended)


@dataclass(frozen=True, slots=True)
class _Planned:
    """What a case asks for: its duties, which of them were done, and how it stands."""

    duties: dict[Key, Mijlpaal]
    done: dict[Key, Feit]
    phase: Phase


def _tasks_by_dossier(dossiers: Iterable[Verzuimdossier]) -> dict[int, dict[Key, Task]]:
    found: dict[int, dict[Key, Task]] = {}
    ids = [row.pk for row in dossiers]
    if not ids:
        return found
    for task in Task.objects.filter(dossier__in=ids).order_by():
        found.setdefault(task.dossier_id, {})[task.code, task.volgnummer] = task
    return found


def _align(tasks: dict[Key, Task], planned: _Planned, today: date) -> Iterator[Moved]:
    """Set the right values on the tasks that are there; yield those that changed."""
    for key, task in tasks.items():
        feit, duty = planned.done.get(key), planned.duties.get(key)
        if duty is None:
            values = state_values(task.code, feit, Phase(), obsolete=OBSOLETE)
        else:
            values = task_values(duty, feit, planned.phase)
        if changed := apply_changes(task, _withdrawal(task, values, today)):
            yield task, changed


def _withdrawal(task: Task, values: dict[str, Any], today: date) -> dict[str, Any]:
    """Give an obsolete task its day: the day on which that was first seen."""
    if values["withdrawn_reason"] and values["withdrawn_on"] is None:
        values["withdrawn_on"] = task.withdrawn_on or today
    return values


def _new_tasks(
    row: Verzuimdossier,
    tasks: dict[Key, Task],
    planned: _Planned,
    parties: dict[str, int | None],
) -> list[Task]:
    """Make the tasks that are missing; one that is over before it began is not worth a row."""
    made = []
    for key in planned.duties.keys() - tasks.keys():
        (code, volgnummer), feit = key, planned.done.get(key)
        if state_values(code, feit, planned.phase)["withdrawn_reason"]:
            continue
        values = task_values(planned.duties[key], feit, planned.phase)
        made.append(Task(dossier=row, code=code, volgnummer=volgnummer, **parties, **values))
    return _assign(sorted(made, key=_order), row)


def _order(task: Task) -> tuple[date, str, int]:
    return task.due_on, task.code, task.volgnummer


def _assign(tasks: list[Task], row: Verzuimdossier) -> list[Task]:
    """Give new tasks of the Ontzorgmanager to the one who has the dossier."""
    for task in tasks:
        if task.owner == "ontzorgmanager" and row.ontzorgmanager_id:
            task.assigned_to = row.ontzorgmanager_id
            task.assigned_name = row.ontzorgmanager_name
    return tasks

"""The list "wat moet ik nu": tasks per role, by filters, with counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from ontzorg.access.actors import Actor
from ontzorg.verzuim.models import Task
from ontzorg.verzuim.selectors.paging import PAGE_SIZE, Page
from ontzorg.verzuim.selectors.views import TaskItem

LATE, WEEK, LATER, UNASSIGNED = "late", "week", "later", "unassigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilters:
    """What to show. `chip` is late, week, later, unassigned or empty for all.

    `scope` is `mine` (my role's duties, given to me or to nobody) or `all` (every open duty in
    the dossiers I may see). `search` is the start of a family name.
    """

    chip: str = ""
    scope: str = "mine"
    search: str = ""
    code: str = ""
    owner: str = ""
    werkgever_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCounts:
    """How many open tasks each chip holds, under the same scope and search."""

    total: int
    late: int
    week: int
    later: int
    unassigned: int


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """Return the tasks this actor may see."""
    raise NotImplementedError


def tasks_mine(
    actor: Actor,
    filters: TaskFilters,
    *,
    today: date,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[TaskItem]:
    """Return what is mine now, the nearest day first; those I am deputy for included."""
    raise NotImplementedError


def count_tasks(actor: Actor, filters: TaskFilters, *, today: date) -> TaskCounts:
    """Return the number on each chip."""
    raise NotImplementedError


def task_item(actor: Actor, public_id: UUID, *, today: date) -> TaskItem:
    """Return one task with the steps that explain its date; logs the reading."""
    raise NotImplementedError

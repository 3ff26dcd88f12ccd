"""The list "wat moet ik nu": tasks per role, by filters, with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party, Role
from ontzorg.access.walls.open_columns import hidden_columns, read_open
from ontzorg.parties.selectors import matching_people
from ontzorg.parties.visibility import NOTHING, rows_of
from ontzorg.rules.dates import DAYS_IN_WEEK
from ontzorg.verzuim.models import Task, TaskOwner
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.owners import own_duty_ranges
from ontzorg.verzuim.selectors.counting import count_up_to
from ontzorg.verzuim.selectors.dossiers import in_own_afdelingen
from ontzorg.verzuim.selectors.light import PERSON_OF_TASK, light_tasks
from ontzorg.verzuim.selectors.paging import PAGE_SIZE, Page, page_of
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.role_words import role_words_of
from ontzorg.verzuim.selectors.spans import HORIZON, spans_of
from ontzorg.verzuim.selectors.task_items import Place, build_item, list_items
from ontzorg.verzuim.selectors.views import TaskItem

LATE, WEEK, LATER, UNASSIGNED = "late", "week", "later", "unassigned"
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilters:
    """What to show. `chip` is late, week, later, unassigned, a span or empty for all.

    `scope` is `mine` (my role's duties up to six weeks ahead, given to me, to those I am deputy
    for, or to nobody), of these only `me` or only `deputy`, `all` (every open duty in the
    dossiers I may see), or `carrier` (what `carrier` has; None: the duties of nobody yet).
    `search` is the start of a family name, or a staff number.
    """

    chip: str = ""
    scope: str = "mine"
    search: str = ""
    code: str = ""
    owner: str = ""
    werkgever_id: int | None = None
    carrier: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCounts:
    """How many open tasks each chip holds, under the same scope and search; at most 1,000."""

    total: int
    late: int
    week: int
    later: int
    unassigned: int


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """Return the tasks this actor may see, in every state."""
    tasks = Task.objects.order_by("due_on", "pk")
    if not actor.may(Privilege.SEE_DOSSIERS):
        return tasks.none()
    return read_open(tasks.filter(rows_of(actor) & in_own_afdelingen(actor)), actor)


def tasks_mine(
    actor: Actor,
    filters: TaskFilters,
    *,
    today: date,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[TaskItem]:
    """Return what is mine now, the nearest day first; logs the reading."""
    rows = _wanted(actor, filters, today)
    chip = (spans_of(today) | _chips(today)).get(filters.chip)
    found, next_cursor = page_of(
        rows.filter(chip) if chip else rows,
        read=lambda chosen: light_tasks(chosen, actor),
        day="due_on",
        cursor=cursor,
        size=size,
        ranges=_ranges(actor, filters),
    )
    log_reading(actor, "taken.bekeken", found)
    return Page(items=list_items(found, actor, today), next_cursor=next_cursor)


def count_tasks(actor: Actor, filters: TaskFilters, *, today: date) -> TaskCounts:
    """Return the number on each chip; beyond `MOST_COUNTED` it counts no further."""
    parts = _parts(actor, filters, today)
    chips = _chips(today)
    counted = count_up_to(
        MOST_COUNTED,
        {name: [part.filter(chip) for part in parts] for name, chip in chips.items()},
    )
    total = min(MOST_COUNTED, sum(counted[name] for name in (LATE, WEEK, LATER)))
    return TaskCounts(total=total, **counted)


def count_all(actor: Actor, filters: TaskFilters, *, today: date) -> int:
    """Return how many tasks the list holds; beyond `MOST_COUNTED` it counts no further."""
    return count_up_to(MOST_COUNTED, {"all": _parts(actor, filters, today)})["all"]


def task_item(actor: Actor, public_id: UUID, *, today: date) -> TaskItem:
    """Return one task with the steps that explain its date; logs the reading.

    Raises DoesNotExist for who may not see it, and for who may not read those steps.
    """
    tasks = tasks_visible_to(actor)
    if "trace" in hidden_columns(actor.party, Task._meta.db_table):
        tasks = tasks.none()
    task = tasks.select_related(*PERSON_OF_TASK).get(public_id=public_id)
    log_reading(actor, "taak.bekeken", [task])
    words = role_words_of([task])
    place = Place.of(task.dossier)
    return build_item(task, actor, today, place=place, words=words, with_steps=True)


def guided_by(actor: Actor, memberships: Sequence[int]) -> Q:
    """Keep, for an Ontzorgmanager, what the employer must do in the dossiers they guide."""
    if actor.role is not Role.ONTZORGMANAGER:
        return NOTHING
    return Q(
        owner=TaskOwner.WERKGEVER,
        dossier__ontzorgmanager_id__in=memberships,
        dossier__closed_on=None,
        dossier__withdrawn_on=None,
    )


def _wanted(actor: Actor, filters: TaskFilters, today: date) -> QuerySet[Task]:
    tasks = tasks_visible_to(actor).filter(OPEN)
    if filters.scope != "all":
        tasks = tasks.filter(due_on__lte=today + HORIZON)
    if filters.code:
        tasks = tasks.filter(code=filters.code)
    if filters.owner:
        tasks = tasks.filter(owner=filters.owner)
    if filters.werkgever_id is not None:
        tasks = tasks.filter(werkgever_id=filters.werkgever_id)
    if name := filters.search.strip():
        tasks = tasks.filter(werknemer_id__in=matching_people(actor, name))
    return tasks


def _parts(actor: Actor, filters: TaskFilters, today: date) -> list[QuerySet[Task]]:
    rows = _wanted(actor, filters, today)
    return [rows.filter(each) for each in _ranges(actor, filters) or (Q(),)]


def _ranges(actor: Actor, filters: TaskFilters) -> tuple[Q, ...]:
    """Return the scope as ranges that share no task; none when it is all."""
    mine, theirs = Q(assigned_to=actor.membership_id or 0), Q(assigned_to__in=actor.deputy_for)
    nobodys = tuple(duty & Q(assigned_to=None) for duty in own_duty_ranges(actor))
    match filters.scope:
        case "all":
            return ()
        case "me":
            return (mine,)
        case "deputy":
            return (theirs,)
        case "carrier":
            return nobodys if filters.carrier is None else _carried(actor, filters.carrier)
    given = [pk for pk in (actor.membership_id, *actor.deputy_for) if pk is not None]
    not_given = Q(assigned_to=None) | ~Q(assigned_to__in=given)
    guided = guided_by(actor, given)
    with_deputy = (theirs,) if actor.deputy_for else ()
    with_guided = (guided & not_given,) if guided != NOTHING else ()
    ranges = (*nobodys, mine, *with_deputy, *with_guided)
    if actor.party is Party.WERKGEVER:  # his own index gives all of them in order
        return (reduce(or_, ranges),)
    return ranges


def _carried(actor: Actor, membership_id: int) -> tuple[Q, ...]:
    guided = guided_by(actor, [membership_id])
    given = Q(assigned_to=membership_id)
    return (given,) if guided == NOTHING else (given, guided & Q(assigned_to=None))


def _chips(today: date) -> dict[str, Q]:
    spans = spans_of(today)
    return {
        LATE: spans["late"],
        WEEK: spans["week"],
        LATER: Q(due_on__gt=today + timedelta(days=DAYS_IN_WEEK)),
        UNASSIGNED: Q(assigned_to=None),
    }

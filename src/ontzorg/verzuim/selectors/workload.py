"""Who carries what: the open duties of some colleagues per week, and those that nobody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.selectors import colleague_names
from ontzorg.verzuim.models import Task
from ontzorg.verzuim.models.dossier import RUNNING
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.owners import own_duty_ranges
from ontzorg.verzuim.selectors.counting import count_up_to
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.spans import HORIZON, spans_of
from ontzorg.verzuim.selectors.tasks import MOST_COUNTED, guided_by, tasks_visible_to

GIVEN, GUIDED = "assigned_to", "dossier__ontzorgmanager_id"
Figures = dict[int, Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one person carries; without a membership: what nobody has yet.

    `dossiers` counts those that an Ontzorgmanager guides, and for others those with such a
    duty; `has_more` says that there may be more than were counted. The rest counts duties up to
    six weeks ahead.
    """

    membership_id: int | None
    dossiers: int = 0
    has_more: bool = False
    late: int = 0
    week: int = 0
    next_week: int = 0
    third_week: int = 0
    beyond: int = 0

    @property
    def total(self) -> int:
        """All duties up to six weeks ahead."""
        return self.late + self.week + self.next_week + self.third_week + self.beyond


def workload(actor: Actor, carriers: Collection[int], *, today: date) -> dict[int | None, Load]:
    """Return what each of these colleagues carries, and under None what nobody has yet.

    It reads what those people carry, however large their organisation is. What nobody has is
    counted up to `MOST_COUNTED` in each span.
    """
    if not actor.may(Privilege.ASSIGN_TASK):
        return {}
    own = sorted(colleague_names().keys() & set(carriers))
    near = _open_tasks(actor).filter(due_on__lte=today + HORIZON)
    given = near.filter(assigned_to__in=own)
    if actor.role is Role.ONTZORGMANAGER:
        figures = _per_carrier(given, GIVEN, today)
        free = near.filter(guided_by(actor, own), FREE)
        for pk, more in _per_carrier(free, GUIDED, today).items():
            figures[pk] = figures.get(pk, Counter()) + more
        _count_guided(actor, own, figures)
    else:
        figures = _per_carrier(given, GIVEN, today, dossiers=DOSSIERS)
    loads: dict[int | None, Load] = {pk: _load(pk, found) for pk, found in figures.items() if found}
    return loads | {None: _of_nobody(actor, near, today)}


def carrying(actor: Actor, members: Collection[int]) -> set[int]:
    """Return which of these members of the organisation have a duty or a dossier."""
    given = _open_tasks(actor).filter(assigned_to__in=members).order_by()
    guided = dossiers_visible_to(actor).filter(RUNNING, ontzorgmanager_id__in=members).order_by()
    carriers = {
        *given.values_list("assigned_to", flat=True).distinct(),
        *guided.values_list("ontzorgmanager_id", flat=True).distinct(),
    }
    return {pk for pk in carriers if pk is not None}


FREE = Q(assigned_to=None)
DOSSIERS = Count("dossier_id", distinct=True)


def _open_tasks(actor: Actor) -> QuerySet[Task]:
    return tasks_visible_to(actor).filter(OPEN)


def _per_carrier(tasks: QuerySet[Task], column: str, today: date, **more: Count) -> Figures:
    """Return the figures of each person in this column."""
    spans = {name: Count("pk", filter=span) for name, span in spans_of(today).items()}
    rows = tasks.order_by().values(column).annotate(**spans, **more)
    return {row.pop(column): Counter(row) for row in rows}


def _count_guided(actor: Actor, carriers: Iterable[int], figures: Figures) -> None:
    """Put, for Ontzorgmanagers, the dossiers that they guide in place of those with a duty."""
    running = dossiers_visible_to(actor).filter(RUNNING, ontzorgmanager_id__in=carriers)
    counted = running.order_by().values_list("ontzorgmanager_id").annotate(Count("pk"))
    guided = dict(counted)
    for pk in figures.keys() | guided.keys():
        figures.setdefault(pk, Counter())["dossiers"] = guided.get(pk, 0)


def _of_nobody(actor: Actor, near: QuerySet[Task], today: date) -> Load:
    parts = [near.filter(duty, FREE) for duty in own_duty_ranges(actor)]
    spans = spans_of(today).items()
    counted = count_up_to(
        MOST_COUNTED, {name: [part.filter(span) for part in parts] for name, span in spans}
    )
    if actor.role is Role.ONTZORGMANAGER:
        free = dossiers_visible_to(actor).filter(RUNNING, ontzorgmanager_id=None)
        return _load(None, counted | count_up_to(MOST_COUNTED, {"dossiers": [free]}))
    first = [list(part.values_list("dossier_id", flat=True)[:MOST_COUNTED]) for part in parts]
    dossiers = {dossier_id for part in first for dossier_id in part}
    has_more = any(len(part) == MOST_COUNTED for part in first)
    return _load(None, counted | {"dossiers": len(dossiers)}, has_more=has_more)


def _load(membership_id: int | None, figures: Mapping[str, int], *, has_more: bool = False) -> Load:
    return Load(
        membership_id=membership_id,
        dossiers=figures["dossiers"],
        has_more=has_more,
        late=figures["late"],
        week=figures["week"],
        next_week=figures["next_week"],
        third_week=figures["third_week"],
        beyond=figures["beyond"],
    )

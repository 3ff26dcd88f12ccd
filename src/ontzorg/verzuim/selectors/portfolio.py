"""How an employer is doing: how many are ill, and how many duties are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.tasks import tasks_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerCounts:
    """The figures of one employer: people ill now, open duties and those that are late."""

    sick: int = 0
    open_tasks: int = 0
    late_tasks: int = 0


def count_per_werkgever(
    actor: Actor, werkgever_ids: Sequence[int], *, today: date
) -> dict[int, EmployerCounts]:
    """Return the figures of these employers, for a role that may see dossiers."""
    if not actor.may(Privilege.SEE_DOSSIERS):
        return {}
    sick = _sick(actor, werkgever_ids)
    tasks = _tasks(actor, werkgever_ids, today)
    return {
        pk: EmployerCounts(sick=sick.get(pk, 0), open_tasks=still_open, late_tasks=late)
        for pk in werkgever_ids
        for still_open, late in [tasks.get(pk, (0, 0))]
    }


def _sick(actor: Actor, werkgever_ids: Sequence[int]) -> dict[int, int]:
    running = dossiers_visible_to(actor).filter(
        werkgever_id__in=werkgever_ids, hersteld_op=None, closed_on=None, withdrawn_on=None
    )
    counted = running.order_by().values("werkgever_id").annotate(n=Count("pk"))
    return {row["werkgever_id"]: row["n"] for row in counted}


def _tasks(actor: Actor, werkgever_ids: Sequence[int], today: date) -> dict[int, tuple[int, int]]:
    still_open = tasks_visible_to(actor).filter(OPEN, werkgever_id__in=werkgever_ids)
    counted = (
        still_open.order_by()
        .values("werkgever_id")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    )
    return {row["werkgever_id"]: (row["n"], row["late"]) for row in counted}

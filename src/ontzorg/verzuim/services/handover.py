"""All that one person carries goes to another: illness, a holiday, a new job."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import colleague_names
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.models.dossier import RUNNING
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.tasks import tasks_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """How much went from one person to another."""

    tasks: int
    dossiers: int


@transaction.atomic
def hand_over(*, actor: Actor, giver: int, taker: int) -> Handover:
    """Give every duty that `giver` has still to do, and his dossiers, to a colleague.

    Both are numbers of memberships at the actor's own organisation.
    """
    actor.require(Privilege.ASSIGN_TASK)
    name = _check_colleagues(giver, taker)
    still = {"completed_on": None, "withdrawn_on": None}
    tasks = list(tasks_visible_to(actor).filter(assigned_to=giver, **still))
    dossiers = list(dossiers_visible_to(actor).filter(RUNNING, ontzorgmanager_id=giver))
    given = {"assigned_to": taker, "assigned_name": name, "version": F("version") + 1}
    if tasks:
        Task.objects.filter(pk__in=[task.pk for task in tasks]).update(**given)
    if dossiers:
        Verzuimdossier.objects.filter(pk__in=[dossier.pk for dossier in dossiers]).update(
            ontzorgmanager_id=taker, ontzorgmanager_name=name, version=F("version") + 1
        )
    _log(actor, [*tasks, *dossiers])
    return Handover(tasks=len(tasks), dossiers=len(dossiers))


def _check_colleagues(giver: int, taker: int) -> str:
    """Return the name of who takes the work; refuse anyone from outside."""
    names = colleague_names()
    if giver == taker:
        raise UserError("Dit werk is al van deze collega. Kies iemand anders.", field="taker")
    if giver not in names or taker not in names:
        raise UserError("Kies een collega van uw eigen organisatie.", field="taker")
    return names[taker]


def _log(actor: Actor, rows: Iterable[Task | Verzuimdossier]) -> None:
    people: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        people[row.werkgever_id].add(row.werknemer_id)
    for werkgever_id, werknemer_ids in people.items():
        audit.record(
            actor=actor,
            action="werk.overgedragen",
            object_type="taak",
            werkgever_id=werkgever_id,
            werknemer_ids=sorted(werknemer_ids),
        )

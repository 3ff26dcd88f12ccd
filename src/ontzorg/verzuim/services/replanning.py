"""Plans many employments again: after a change in the law tables, and every night."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice

from django.db import transaction

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import lock_dienstverband, lock_dienstverbanden
from ontzorg.parties.services.rights import require_staff_rights
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services.planning import plan_dienstverband, plan_dienstverbanden

BATCH = 100


def replan(
    *,
    actor: Actor,
    dienstverband_ids: Iterable[int],
    today: date,
    dry_run: bool = False,
    anew: bool = False,
) -> int:
    """Compute these employments again; return how many rows changed, or would change.

    Each batch is a transaction of its own, so stopping halfway is safe. With `anew` also closed
    dossiers are computed in which nothing changed.
    """
    actor.require(Privilege.RUN_SYSTEM)
    return sum(
        _replan_batch(actor, ids, today, dry_run=dry_run, anew=anew)
        for ids in batches(dienstverband_ids)
    )


def batches(dienstverband_ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield the employments in parts that are planned together."""
    ids = iter(dict.fromkeys(dienstverband_ids))
    while batch := list(islice(ids, BATCH)):
        yield batch


def _replan_batch(
    actor: Actor, ids: Sequence[int], today: date, *, dry_run: bool, anew: bool
) -> int:
    with _nothing_thrown_away(), transaction.atomic():
        dienstverbanden = lock_dienstverbanden(ids, actor=actor)
        changed = plan_dienstverbanden(dienstverbanden, today=today, anew=anew)
        transaction.set_rollback(dry_run)
    return changed


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Let Python look for objects that nobody uses after the block, and not in it.

    It would walk through all rows that were read, time after time, and they are all in use: a
    quarter of the whole work.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def replan_dienstverband(*, actor: Actor, dienstverband_id: int, today: date) -> int:
    """Compute one employment again, after a change of the employment itself."""
    require_staff_rights(actor)
    with transaction.atomic():
        dienstverband = lock_dienstverband(dienstverband_id, actor=actor)
        return plan_dienstverband(dienstverband, today=today)


def replan_who_left(*, actor: Actor, werkgever_id: int, today: date) -> int:
    """Compute again who leaves or left this employer, after a change of the employer itself."""
    actor.require(Privilege.RUN_SYSTEM)
    left = Verzuimdossier.objects.filter(
        werkgever_id=werkgever_id, dienstverband__eindigt_op__isnull=False
    ).order_by("dienstverband_id")
    ids = list(left.values_list("dienstverband_id", flat=True).distinct())
    return replan(actor=actor, dienstverband_ids=ids, today=today)


def close_due_dossiers(*, actor: Actor, today: date) -> int:
    """Close the dossiers whose four weeks after recovery are over; return how many were due."""
    actor.require(Privilege.RUN_SYSTEM)
    due = Verzuimdossier.objects.filter(
        closes_on__lte=today, closed_on=None, withdrawn_on=None
    ).order_by("closes_on", "pk")
    ids = list(dict.fromkeys(due.values_list("dienstverband_id", flat=True)))
    replan(actor=actor, dienstverband_ids=ids, today=today)
    return len(ids)

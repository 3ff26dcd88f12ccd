"""Reads a list in batches, each within the walls of its reader, and logs whom it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as
from ontzorg.portals.shared.export.lists import ExportList, Row

BATCH = 1_000


def rows_of(
    actor: Actor, export: ExportList, *, purpose: str, may_go_on: Callable[[], bool]
) -> Iterator[Row]:
    """Yield the rows of a list. The file may outlive the request, so each batch is a visit:
    who lost his session, account or role gets no next one, and his file breaks off.

    By the number of the last row, never by counting off: a batch costs the same at any place.
    """
    last = 0
    while True:
        if not may_go_on():
            raise PermissionDenied
        with acting_as(actor):
            batch = list(export.objects(actor).order_by("pk").filter(pk__gt=last)[:BATCH])
            rows = list(export.describe(actor, batch))
            _log(actor, export, batch, purpose)
        yield from rows
        if len(batch) < BATCH:
            return
        last = batch[-1].pk


def _log(actor: Actor, export: ExportList, batch: list[Any], purpose: str) -> None:
    if not batch:
        return
    werkgevers = {one.werkgever_id for one in batch}
    audit.record(
        actor=actor,
        action="export.meegenomen",
        object_type=export.name,
        werkgever_id=werkgevers.pop() if len(werkgevers) == 1 else None,
        werknemer_ids=sorted({getattr(one, export.person) for one in batch}),
        purpose=purpose,
    )

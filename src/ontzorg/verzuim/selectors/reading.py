"""Logs that an actor saw people's data: one event per page, with everyone on it."""

from __future__ import annotations

from collections.abc import Iterable

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.fields import PartyColumns


def log_reading(
    actor: Actor, action: str, rows: Iterable[PartyColumns], *, reason: str = ""
) -> None:
    """Append one event for the people on a page; an empty page shows nobody."""
    shown = list(rows)
    if not shown:
        return
    werkgevers = {row.werkgever_id for row in shown}
    audit.record_reading(
        audit.Reading(
            actor=actor,
            action=action,
            object_type=shown[0]._meta.model_name or "",
            object_id=shown[0].pk if len(shown) == 1 else None,
            werkgever_id=werkgevers.pop() if len(werkgevers) == 1 else None,
            werknemer_ids=sorted({row.werknemer_id for row in shown}),
            reason=reason,
        )
    )

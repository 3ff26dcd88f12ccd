"""Logs that an actor saw people: one event per page, with everyone on it."""

from __future__ import annotations

from collections.abc import Iterable

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.parties.models import Werknemer


def log_people_seen(actor: Actor, action: str, people: Iterable[Werknemer]) -> None:
    """Append one event for the people on a page; an empty page shows nobody."""
    shown = list(people)
    if not shown:
        return
    werkgevers = {one.werkgever_id for one in shown}
    audit.record_reading(
        audit.Reading(
            actor=actor,
            action=action,
            object_type="werknemer",
            werkgever_id=werkgevers.pop() if len(werkgevers) == 1 else None,
            werknemer_ids=[one.pk for one in shown],
        )
    )

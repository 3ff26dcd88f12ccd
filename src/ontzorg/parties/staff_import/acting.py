"""Keeps who pressed the button, for the log of the job that does the work afterwards."""

from __future__ import annotations

from typing import Any

from ontzorg.access.actors import Actor, Origin
from ontzorg.access.roles import Role

_KEPT = ("account_id", "organisation_id", "organisation_name", "name", "role_name")


def facts_of(actor: Actor) -> dict[str, Any]:
    """Return what a job needs to act in the name of this actor."""
    kept = {name: getattr(actor, name) for name in _KEPT}
    return kept | {"role": actor.role.value, "request_id": actor.origin.request_id}


def actor_from(facts: dict[str, Any]) -> Actor:
    """Return the actor in whose name a job works. He was checked when he pressed the button."""
    kept = {name: facts[name] for name in _KEPT}
    origin = Origin(channel="job", request_id=facts["request_id"])
    return Actor(role=Role(facts["role"]), origin=origin, **kept)

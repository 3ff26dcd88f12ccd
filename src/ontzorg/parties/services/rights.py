"""Who may bring in people and employments."""

from __future__ import annotations

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege


def require_staff_rights(actor: Actor) -> None:
    """Let through who manages staff, and who receives messages that bring staff along."""
    if not actor.may(Privilege.RECEIVE_BERICHT):
        actor.require(Privilege.MANAGE_STAFF)

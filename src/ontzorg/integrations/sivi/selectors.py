"""Reads the log of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.integrations.models import Bericht

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ontzorg.access.actors import Actor

COLUMN_OF_PARTY = {Party.WERKGEVER: "werkgever_id", Party.ARBODIENST: "arbodienst_id"}


def berichten_visible_to(actor: Actor) -> QuerySet[Bericht]:
    """Return the messages about this employer, or that came to this arbodienst; newest first."""
    berichten = Bericht.objects.all()
    if not actor.may(Privilege.RECEIVE_BERICHT):
        return berichten.none()
    if actor.party is Party.SYSTEM:
        return berichten
    return berichten.filter(**{COLUMN_OF_PARTY[actor.party]: actor.organisation_id})

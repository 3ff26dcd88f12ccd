"""What the log holds about one person, for that person."""

from __future__ import annotations

from django.db.models import QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.models import AuditEvent
from ontzorg.access.privileges import Privilege

__all__ = ["AuditEvent", "events_about"]


def events_about(actor: Actor) -> QuerySet[AuditEvent]:
    """Return every line about the medewerker himself, the newest first. The walls hold too."""
    actor.require(Privilege.SEE_OWN_DATA)
    return AuditEvent.objects.filter(werknemer_ids__contains=[actor.werknemer_id]).order_by("-pk")

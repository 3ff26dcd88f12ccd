"""Which rows belong to the party of an actor: the same comparison as the walls make."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party

COLUMN_OF_PARTY: Mapping[Party, str] = {
    Party.WERKGEVER: "werkgever_id",
    Party.ARBODIENST: "arbodienst_id",
    Party.REINTEGRATIE: "reintegratiebedrijf_id",
    Party.VERZEKERAAR: "verzekeraar_id",
    Party.ADVISEUR: "adviseur_id",
}
NOTHING = Q(pk__in=())


def rows_of(actor: Actor, *, werknemer: str | None = "werknemer_id") -> Q:
    """Return the filter for the rows that carry the actor's own number; unknown party: none.

    `werknemer` is the column that holds the werknemer; in a table without one, None, he has none.
    """
    if actor.party is Party.SYSTEM:
        return Q()
    if actor.party is Party.WERKNEMER:
        own = {werknemer: actor.werknemer_id} if werknemer and actor.werknemer_id else None
        return Q(**own) if own else NOTHING
    column = COLUMN_OF_PARTY.get(actor.party)
    if column is None or actor.organisation_id is None:
        return NOTHING
    return Q(**{column: actor.organisation_id})

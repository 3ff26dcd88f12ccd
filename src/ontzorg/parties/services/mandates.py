"""Keeps the mandate columns of every row equal to the mandates that hold."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import current_mandates
from ontzorg.access.services import let_rows_follow

COLUMN_OF_KIND = {
    "arbodienst": "arbodienst_id",
    "reintegratie": "reintegratiebedrijf_id",
    "verzekeraar": "verzekeraar_id",
    "adviseur": "adviseur_id",
}


@transaction.atomic
def follow_mandates(*, actor: Actor, werkgever_id: int, today: date) -> int:
    """Write today's mandates into every row of this employer; return how many rows changed.

    Every table that carries mandate columns follows by itself, whatever app it is of. The
    medical room does not: its files move only with consent of the employee.
    """
    actor.require(Privilege.RUN_SYSTEM)
    changed = let_rows_follow(werkgever_id, today)
    if changed:
        audit.record(actor=actor, action="mandaten.gevolgd", werkgever_id=werkgever_id)
    return changed


def mandate_values(werkgever_id: int, today: date) -> dict[str, int | None]:
    """Return the mandate columns of this employer on a day."""
    values: dict[str, int | None] = dict.fromkeys(MANDATE_COLUMNS)
    for mandate in current_mandates(werkgever_id, today):
        if column := COLUMN_OF_KIND.get(mandate.kind):
            values[column] = mandate.organisation_id
    return values

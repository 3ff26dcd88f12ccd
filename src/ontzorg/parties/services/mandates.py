"""Keeps the mandate columns of every row equal to the mandates that hold."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import current_mandates, running_mandates
from ontzorg.access.services import let_rows_follow
from ontzorg.parties.models import Werkgever

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


def werkgevers_to_follow(*, today: date) -> list[int]:
    """Return the employers whose rows do not show the mandates of today.

    By comparing, and not by what ended lately: a worker that was down for weeks, or a copy that
    was put back, leaves nobody in sight of an employer for whom he works no more.
    """
    held: dict[int, dict[str, int]] = defaultdict(dict)
    running = running_mandates(today).filter(kind__in=COLUMN_OF_KIND)
    for mandate in running.order_by("organisation_id"):
        held[mandate.werkgever_id][COLUMN_OF_KIND[mandate.kind]] = mandate.organisation_id
    return [
        row["pk"]
        for row in Werkgever.objects.order_by("pk").values("pk", *MANDATE_COLUMNS)
        if any(row[column] != held[row["pk"]].get(column) for column in MANDATE_COLUMNS)
    ]


def mandate_values(werkgever_id: int, today: date) -> dict[str, int | None]:
    """Return the mandate columns of this employer on a day."""
    values: dict[str, int | None] = dict.fromkeys(MANDATE_COLUMNS)
    for mandate in current_mandates(werkgever_id, today):
        if column := COLUMN_OF_KIND.get(mandate.kind):
            values[column] = mandate.organisation_id
    return values

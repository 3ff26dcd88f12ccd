"""Keeps the mandate columns of every row equal to the mandates that hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, router, transaction

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.fields import MANDATE_COLUMNS, MandateColumns
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import current_mandates

COLUMN_OF_KIND = {
    "arbodienst": "arbodienst_id",
    "reintegratie": "reintegratiebedrijf_id",
    "verzekeraar": "verzekeraar_id",
    "adviseur": "adviseur_id",
}


@transaction.atomic
def follow_mandates(*, actor: Actor, werkgever_id: int, today: date) -> int:
    """Write today's mandates into every row of this employer; return how many rows changed.

    Every model that carries mandate columns follows by itself, in whatever app it lives. The
    medical room does not: its files move only with consent of the employee.
    """
    actor.require(Privilege.RUN_SYSTEM)
    values = mandate_values(werkgever_id, today)
    changed = 0
    for model in _followers():
        rows = model._default_manager.filter(**{_werkgever_column(model): werkgever_id})
        changed += rows.exclude(**values).update(**values)
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


def _followers() -> Iterator[type[MandateColumns]]:
    for model in apps.get_models():
        outside = router.db_for_write(model) not in (None, DEFAULT_DB_ALIAS)
        if issubclass(model, MandateColumns) and not outside:
            yield model


def _werkgever_column(model: type[MandateColumns]) -> str:
    has_column = any(field.attname == "werkgever_id" for field in model._meta.concrete_fields)
    return "werkgever_id" if has_column else "pk"

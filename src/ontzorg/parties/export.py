"""Writes rows out for the person they are about (AVG art. 15 and 20)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, Model

from ontzorg.access.actors import Actor
from ontzorg.parties.models import Bankrekening, Identificatie
from ontzorg.parties.selectors import (
    dienstverbanden_visible_to,
    lonen_visible_to,
    terms_visible_to,
    werknemers_visible_to,
)
from ontzorg.parties.services.bankrekening import open_iban
from ontzorg.parties.services.identificatie import open_bsn

# Numbers of the database and sealed bytes say nothing to a reader.
_INTERNAL = ("_id", "_sealed", "_index")
_KEPT = frozenset({"public_id", "extern_id"})


def export_person(actor: Actor) -> dict[str, Any]:
    """Return what the system holds of the person who asks, BSN and employments included."""
    werknemer = werknemers_visible_to(actor).get(pk=actor.werknemer_id or 0)
    return {
        "persoon": {**plain_row(werknemer), **_secrets(werknemer.pk)},
        "dienstverbanden": plain_rows(dienstverbanden_visible_to(actor).order_by("pk")),
        "werk_vanaf": plain_rows(terms_visible_to(actor).order_by("dienstverband", "vanaf")),
        "lonen": plain_rows(lonen_visible_to(actor).order_by("dienstverband", "vanaf")),
    }


def _secrets(werknemer_id: int) -> dict[str, str]:
    """Return the numbers that are kept sealed."""
    bsn = Identificatie.objects.filter(pk=werknemer_id).first()
    iban = Bankrekening.objects.filter(pk=werknemer_id).first()
    return {
        "bsn": open_bsn(bsn) if bsn else "",
        "iban": open_iban(iban) if iban else "",
    }


def plain_rows(rows: Iterable[Model]) -> list[dict[str, Any]]:
    """Return these rows as values for JSON."""
    return [plain_row(row) for row in rows]


def plain_row(row: Model) -> dict[str, Any]:
    """Return the columns of a row that mean something to the person it is about."""
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname in _KEPT or not _is_internal(field)
    }


def _is_internal(field: Field[Any, Any]) -> bool:
    return field.primary_key or field.generated or field.attname.endswith(_INTERNAL)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value

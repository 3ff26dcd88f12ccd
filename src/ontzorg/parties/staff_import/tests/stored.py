"""What stands about staff in the database, for tests that look before and after an import."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.models import (
    Afdeling,
    Bankrekening,
    Dienstverband,
    Identificatie,
    Loon,
    Werknemer,
    WorkTerms,
)

KEPT: tuple[Any, ...] = (
    Werknemer,
    Identificatie,
    Bankrekening,
    Dienstverband,
    Afdeling,
    WorkTerms,
    Loon,
)


def person(**found: Any) -> Werknemer:
    """Return the one person with these values."""
    with acting_as(SYSTEM):
        return Werknemer.objects.get(**found)


def work(werknemer: Werknemer) -> list[Dienstverband]:
    """Return the employments of a person, the first one first."""
    with acting_as(SYSTEM):
        return list(werknemer.dienstverbanden.select_related("afdeling").order_by("begint_op"))


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Return every row about staff, without the counter of changes."""
    with acting_as(SYSTEM):
        return {
            model.__name__: [_plain(row) for row in model.objects.order_by("pk")] for model in KEPT
        }


def _plain(row: Model) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values.pop("version", None)
    return {k: bytes(v) if isinstance(v, memoryview) else v for k, v in values.items()}

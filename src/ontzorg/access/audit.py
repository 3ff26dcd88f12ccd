"""Writes the audit log: one hash chain per werkgever, in the database, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege

ALLOWED, REFUSED, FAILED = "toegestaan", "geweigerd", "mislukt"


def record(
    *,
    actor: Actor,
    action: str,
    object_type: str = "",
    object_id: int | None = None,
    werkgever_id: int | None = None,
    werknemer_ids: Sequence[int] = (),
    fields: Sequence[str] = (),
    purpose: str = "",
    reason: str = "",
    result: str = ALLOWED,
    using: str = "default",
) -> None:
    """Append one event: who did what to whose data, why and from where; never a value."""
    origin = actor.origin
    values = (
        f"werkgever:{werkgever_id}" if werkgever_id else "platform",
        action,
        result,
        actor.account_id,
        actor.role.value,
        actor.organisation_id,
        actor.label,
        werkgever_id,
        list(werknemer_ids),
        object_type,
        object_id,
        list(fields),
        purpose,
        reason,
        origin.channel,
        origin.ip,
        origin.request_id,
    )
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT audit.append({_PLACES})", values)  # noqa: S608


def record_refusal(*, actor: Actor, privilege: Privilege) -> None:
    """Append that this actor was refused something."""
    record(actor=actor, action=f"geweigerd.{privilege.value}", result=REFUSED)


_TYPES = (
    "text", "text", "text", "bigint", "text", "bigint", "text", "bigint", "bigint[]",
    "text", "bigint", "text[]", "text", "text", "text", "text", "text",
)  # fmt: skip
_PLACES = ", ".join(f"%s::{name}" for name in _TYPES)
